// 64-bit integers of core memory as JavaScript numbers, without a BigInt: exact up to 2^53.
const HIGH = 4294967296;

export function readI64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getInt32(at + 4, true) * HIGH;
}

/** @param value a safe integer */
export function writeI64(view: DataView, at: number, value: number): void {
  view.setInt32(at + 4, Math.floor(value / HIGH), true);
  view.setUint32(at, value >>> 0, true);
}
