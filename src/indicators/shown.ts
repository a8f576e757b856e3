// How a value that a caller handed over is named in a refusal.

/** `'14'`, `14n`, `null`, `an array of 3`, `a Float64Array of 9`, `an object`. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value.slice(0, 60)}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  const { length } = value as { length?: unknown };
  const of = typeof length === 'number' ? ` of ${length}` : '';
  if (Array.isArray(value)) return `an array${of}`;
  const made: unknown = (value as { constructor?: unknown }).constructor;
  const kind = typeof made === 'function' && made !== Object ? made.name : 'object';
  return `${/^[aeiou]/i.test(kind) ? 'an' : 'a'} ${kind}${of}`;
}

/** Whether `value` holds things by name: no array, no column, no null. */
export function isNamed(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !ArrayBuffer.isView(value)
  );
}
