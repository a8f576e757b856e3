// The rules of job r over BigInt: nothing is filled, so equity and positions stay as they are and
// no breaker trips.
import {
  DEPOSIT,
  INSTRUMENTS,
  LIMITS,
  MARK,
  type RiskOrder,
  RULES,
  START_NS,
} from './risk-orders.ts';

/** Codes of OrderReason. */
const REASON = {
  price: 32,
  qty: 33,
  notional: 34,
  position: 35,
  exposure: 36,
  leverage: 37,
  collar: 38,
  rate: 39,
  openOrders: 45,
} as const;

const PPB = 1_000_000_000n;
const SECOND = 1_000_000_000n;
/** Price has two decimals, quantity and cash eight. */
const value = (price: bigint, qty: bigint): bigint => (price * qty + 99n) / 100n;

class Bucket {
  readonly limit: bigint;
  readonly interval: bigint;
  level: bigint;
  constructor(limit: number, interval: bigint) {
    this.limit = BigInt(limit);
    this.interval = interval;
    this.level = this.limit * interval;
  }

  fill(elapsed: bigint): boolean {
    const full = this.limit * this.interval;
    const level = this.level + elapsed * this.limit;
    this.level = level > full ? full : level;
    return this.level >= this.interval;
  }
}

export class BigRisk {
  private readonly open = Array.from({ length: INSTRUMENTS }, () => ({ buy: 0n, sell: 0n }));
  private orders = 0;
  private exposure = 0n;
  private nowNs = START_NS;
  private readonly buckets = [
    new Bucket(LIMITS.ordersSecond, SECOND),
    new Bucket(LIMITS.ordersMinute, 60n * SECOND),
    new Bucket(LIMITS.ordersHour, 3600n * SECOND),
  ];
  private readonly leverageCap = (DEPOSIT * LIMITS.leverageMax) / PPB;
  private readonly band = (MARK * RULES.collar) / PPB;

  private openOf(id: number): { buy: bigint; sell: bigint } {
    const open = this.open[id];
    if (open === undefined) throw new RangeError(`no instrument ${id}`);
    return open;
  }

  private worst(id: number): bigint {
    const { buy, sell } = this.openOf(id);
    return buy > sell ? buy : sell;
  }

  /** `qty` of one more order works; negative: of one less. */
  move(id: number, buys: boolean, qty: bigint): void {
    const open = this.openOf(id);
    const before = value(MARK, this.worst(id));
    if (buys) open.buy += qty;
    else open.sell += qty;
    this.exposure += value(MARK, this.worst(id)) - before;
    this.orders += qty > 0n ? 1 : -1;
  }

  /** 0, or an OrderReason. */
  check({ id, timeNs, buys, price, qty }: RiskOrder): number {
    if (price !== 0n && (price < RULES.priceMin || price > RULES.priceMax)) return REASON.price;
    if (qty < RULES.qtyMin || qty > RULES.qtyMax) return REASON.qty;
    if (this.orders >= LIMITS.openOrdersMax) return REASON.openOrders;
    const distance = price < MARK ? MARK - price : price - MARK;
    if (price !== 0n && distance > this.band) return REASON.collar;
    const dearest = price === 0n || (!buys && price < MARK) ? MARK : price;
    if (value(dearest, qty) > RULES.notionalMax) return REASON.notional;
    const open = this.openOf(id);
    const after = (buys ? open.buy : open.sell) + qty;
    if (after > RULES.positionMax) return REASON.position;
    const worth = value(MARK, after);
    if (worth > RULES.positionValueMax) return REASON.position;
    if (after > this.worst(id)) {
      const total = this.exposure - value(MARK, this.worst(id)) + worth;
      if (total > LIMITS.exposureMax) return REASON.exposure;
      if (total > this.leverageCap) return REASON.leverage;
    }
    // Time runs from the last order that came as far as this.
    const elapsed = timeNs - this.nowNs;
    this.nowNs = timeNs;
    const areOpen = this.buckets.map((bucket) => bucket.fill(elapsed));
    if (areOpen.includes(false)) return REASON.rate;
    for (const bucket of this.buckets) bucket.level -= bucket.interval;
    return 0;
  }
}
