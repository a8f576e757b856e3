// The orders and limits of job r: a market maker's and a taker's orders on four instruments, priced
// around their marks; some break a rule.

export const INSTRUMENTS = 4;
/** Prices have two decimals, quantities and cash eight: a value is price * qty / 100. */
export const MARK = 5_000_000n;
export const CASH = 10n ** 8n;
export const ORDERS = 1_000_000;
export const START_NS = 1_700_000_000_000_000_000n;
/** Between two orders. */
const STEP_NS = 250_000n;
export const DEPOSIT = 100_000n * CASH;
/** 0.001 of a coin. */
const MILLI = 100_000n;

/** Orders that work at a time. */
export const WORKING = 32;

/** Every rule of all instruments together, in the core's units. */
export const LIMITS = {
  exposureMax: 390_000n * CASH,
  leverageMax: 4_000_000_000n,
  dailyLossMax: 10_000n * CASH,
  drawdownMax: 100_000_000n,
  lossesMax: 10,
  openOrdersMax: 1000,
  ordersSecond: 4500,
  ordersMinute: 250_000,
  ordersHour: 1_000_000,
} as const;

/** Every rule of an instrument. */
export const RULES = {
  priceMin: 100n,
  priceMax: 100_000_000n,
  qtyMin: 1n,
  qtyMax: 20_000n * MILLI,
  notionalMax: 400_000n * CASH,
  positionMax: 3_000n * MILLI,
  positionValueMax: 145_000n * CASH,
  collar: 50_000_000n,
  jump: 100_000_000n,
  jumpWindowNs: 60_000_000_000n,
  lotSize: 1n,
} as const;

export interface RiskOrder {
  readonly id: number;
  readonly timeNs: bigint;
  readonly buys: boolean;
  /** 0n: a market order */
  readonly price: bigint;
  readonly qty: bigint;
}

/** The same orders each time. */
export function makeOrders(): RiskOrder[] {
  let state = 12345;
  const below = (n: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * n);
  };
  return Array.from({ length: ORDERS }, (_, i) => {
    const buys = below(2) === 0;
    // One in 64 is off the collar, one in 16 a market order.
    const distance = BigInt(below(64) === 0 ? 300_000 + below(1000) : below(5_000));
    const price = buys ? MARK - distance : MARK + distance;
    return {
      id: below(INSTRUMENTS),
      timeNs: START_NS + BigInt(i) * STEP_NS,
      buys,
      price: below(16) === 0 ? 0n : price,
      qty: BigInt(1 + (below(64) === 0 ? 8_000 + below(20_000) : below(800))) * MILLI,
    };
  });
}

/** The hash over verdicts: a reason and a quantity below 2^53. */
export function mixVerdict(hash: number, reason: number, qty: bigint): number {
  const value = (hash ^ (reason + Number(qty & 0xffffffffn))) | 0;
  return Math.imul((value << 15) | (value >>> 17), 0x9e3779b1);
}
