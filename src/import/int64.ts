// A signed 64-bit integer as two 32-bit halves: what importers compute with on every row, because
// a BigInt per number costs an allocation. Arithmetic is exact; nothing here rounds.

const TWO_32 = 4294967296;
const BILLION = 1e9;

export class Int64 {
  /** Low half, 0..2^32-1. */
  lo = 0;
  /** High half with the sign, -2^31..2^31-1. */
  hi = 0;

  /** @param value an integer within +-2^53 */
  setSafe(value: number): void {
    this.lo = value >>> 0;
    this.hi = Math.floor(value / TWO_32);
  }

  setBigInt(value: bigint): void {
    this.lo = Number(BigInt.asUintN(32, value));
    this.hi = Number(BigInt.asIntN(32, value >> 32n));
  }

  /**
   * Sets `billions * 10^9 + rest`; false when that exceeds 63 bits.
   *
   * @param billions an integer, 0 to 10^10
   * @param rest an integer, 0 to 10^9 - 1
   */
  setBillions(billions: number, rest: number): boolean {
    // Split so that each product stays below 2^53; a product by a power of two is exact anyway.
    const upper = Math.floor(billions / 65536);
    const low = (billions - upper * 65536) * BILLION + rest;
    const high = upper * BILLION;
    const sum = ((high * 65536) >>> 0) + low;
    this.lo = sum >>> 0;
    this.hi = Math.floor(high / 65536) + Math.floor(sum / TWO_32);
    return this.hi < 0x80000000;
  }

  /** Sets `a - b`, modulo 2^64. */
  setDifference(a: Int64, b: Int64): void {
    const lo = a.lo - b.lo;
    this.lo = lo >>> 0;
    this.hi = (a.hi - b.hi - (lo < 0 ? 1 : 0)) | 0;
  }

  copy(other: Int64): void {
    this.lo = other.lo;
    this.hi = other.hi;
  }

  equals(other: Int64): boolean {
    return this.lo === other.lo && this.hi === other.hi;
  }

  isLess(other: Int64): boolean {
    return this.hi === other.hi ? this.lo < other.lo : this.hi < other.hi;
  }

  get isZero(): boolean {
    return this.lo === 0 && this.hi === 0;
  }

  toBigInt(): bigint {
    return (BigInt(this.hi) << 32n) | BigInt(this.lo);
  }
}
