// What every storage format must agree on.
import { crc32 } from 'node:zlib';

/** How many events, and the sum of quantities per kind and side: equal in every format. */
export function sumsOf(rows: {
  readonly count: number;
  readonly qty: ArrayLike<number>;
  readonly kind: ArrayLike<number>;
  readonly side: ArrayLike<number>;
}): string {
  const sums = new Map<string, number>();
  for (let i = 0; i < rows.count; i++) {
    const key = `${rows.kind[i]}:${rows.side[i]}`;
    sums.set(key, (sums.get(key) ?? 0) + (rows.qty[i] ?? 0));
  }
  const parts = [rows.count];
  for (const kind of [1, 2, 4])
    for (const side of [1, 2]) parts.push(sums.get(`${kind}:${side}`) ?? 0);
  return crc32(parts.join(':')).toString(16).padStart(8, '0');
}
