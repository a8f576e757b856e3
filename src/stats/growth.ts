// Columns that grow.

type Column = BigInt64Array | Float64Array | Uint16Array | Uint8Array;

/** A copy with room for `capacity` values. */
export function longer<T extends Column>(column: T, capacity: number): T {
  const Kind = column.constructor as new (length: number) => T;
  const grown = new Kind(capacity);
  // The two have one type; TypeScript cannot see that `set` takes it.
  (grown as Float64Array).set(column as Float64Array);
  return grown;
}
