// The hash of a list of fills, as the kernel makes it.

export interface HashedFill {
  /** Venue time, ns since 1970. */
  readonly timeNs: bigint;
  /** Quanta, negative for a sale. */
  readonly qty: bigint;
  readonly price: bigint;
  /** Cash quanta. */
  readonly fee: bigint;
}

const FACTOR = 0x9e3779b97f4a7c15n;

function mix(hash: bigint, value: bigint): bigint {
  const mixed = hash ^ BigInt.asUintN(64, value);
  const turned = ((mixed << 29n) | (mixed >> 35n)) & 0xffff_ffff_ffff_ffffn;
  return BigInt.asUintN(64, turned * FACTOR);
}

/** Equal for equal times, quantities, prices and fees in the same order. */
export function hashOfFills(fills: Iterable<HashedFill>): bigint {
  let hash = 0n;
  for (const { timeNs, qty, price, fee } of fills)
    for (const value of [timeNs, price, qty, fee]) hash = mix(hash, value);
  return hash;
}
