// Pre-trade risk over BigInt and lists, for twin tests: sums are added up anew for every question,
// cuts are found by bisection, windows keep their marks. Slow and obvious; shares no code with the
// core. Positions and equity are those of an account that the test has.
import type { Fraction } from './naive-account.ts';

export interface NaiveLimits {
  readonly cuts: ReadonlySet<string>;
  readonly exposureMax: bigint;
  readonly leverageMax: bigint;
  readonly dailyLossMax: bigint;
  readonly drawdownMax: bigint;
  readonly lossesMax: number;
  readonly openOrdersMax: number;
  /** By interval in ns. */
  readonly rates: ReadonlyMap<bigint, bigint>;
  /** By breaker. 0n: until it is resumed, -1n: until the day ends. */
  readonly pauses: Readonly<Record<'daily-loss' | 'drawdown' | 'losses' | 'jump', bigint>>;
  readonly dayStart: bigint;
}

export interface NaiveRules {
  readonly priceMin: bigint;
  readonly priceMax: bigint;
  readonly qtyMin: bigint;
  readonly qtyMax: bigint;
  readonly notionalMax: bigint;
  readonly positionMax: bigint;
  readonly positionValueMax: bigint;
  readonly collar: bigint;
  readonly jump: bigint;
  readonly jumpWindow: bigint;
  readonly lot: bigint;
}

/** The account as it is. */
export interface NaiveState {
  equity(): bigint;
  deposits(): bigint;
  lossesInRow(): number;
  qty(id: number): bigint;
  /** Exact value in cash quanta. */
  value(price: bigint, qty: bigint): Fraction;
}

export interface NaiveRiskOrder {
  readonly id: number;
  readonly buys: boolean;
  readonly isReduceOnly: boolean;
  /** 0n: none. */
  readonly price: bigint;
  readonly stopPrice: bigint;
  readonly needsPrice: boolean;
  readonly qty: bigint;
}

export interface NaiveWorking extends NaiveRiskOrder {
  leaves: bigint;
  filled: bigint;
  limit: bigint;
}

export interface NaiveVerdict {
  readonly type: 'approved' | 'refused' | 'reduced';
  readonly rule: string;
  readonly qty: bigint;
}

type Breaker = 'daily-loss' | 'drawdown' | 'losses';
const DAY = 86_400_000_000_000n;
const PPB = 1_000_000_000n;
const FOREVER = 1n << 80n;
const abs = (n: bigint): bigint => (n < 0n ? -n : n);
const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);

interface Window {
  readonly start: bigint;
  readonly marks: bigint[];
}

class NaiveMarket {
  reference = 0n;
  blockedUntil = 0n;
  windows: Window[] = [];
}

export class NaiveRisk {
  readonly limits: NaiveLimits;
  readonly rules: readonly NaiveRules[];
  readonly state: NaiveState;
  readonly working: NaiveWorking[] = [];
  readonly tripped = new Map<Breaker, bigint>();
  kill: 'off' | 'close-only' | 'all' = 'off';
  private readonly markets: NaiveMarket[];
  private dayEnd: bigint | undefined;
  private dayResult = 0n;
  private peak = 0n;
  private forgiven = 0;
  /** Tokens by interval, in shares of 1 / interval. */
  private readonly tokens = new Map<bigint, bigint>();
  private filledAt = 0n;

  constructor(state: NaiveState, limits: NaiveLimits, rules: readonly NaiveRules[]) {
    this.state = state;
    this.limits = limits;
    this.rules = rules;
    this.markets = rules.map(() => new NaiveMarket());
    for (const [interval, limit] of limits.rates) this.tokens.set(interval, limit * interval);
  }

  private rulesOf(id: number): NaiveRules {
    const rules = this.rules[id];
    if (rules === undefined) throw new RangeError(`no instrument ${id}`);
    return rules;
  }

  private market(id: number): NaiveMarket {
    const market = this.markets[id];
    if (market === undefined) throw new RangeError(`no instrument ${id}`);
    return market;
  }

  /** Position if all working orders of one side, and none of the other, were filled. */
  private reach(id: number, buys: boolean, without?: NaiveWorking): bigint {
    let qty = this.state.qty(id);
    for (const order of this.working) {
      if (order.id !== id || order.buys !== buys || order.isReduceOnly || order === without)
        continue;
      qty += buys ? order.leaves : -order.leaves;
    }
    return qty;
  }

  private ceil(price: bigint, qty: bigint): bigint {
    const { n, d } = this.state.value(price, qty);
    return (n + d - 1n) / d;
  }

  private worst(id: number): bigint {
    return larger(abs(this.reach(id, true)), abs(this.reach(id, false)));
  }

  exposure(without?: number): bigint {
    return this.markets.reduce((sum, { reference }, id) => {
      if (id === without || reference === 0n) return sum;
      return sum + this.ceil(reference, this.worst(id));
    }, 0n);
  }

  private result(): bigint {
    return this.state.equity() - this.state.deposits();
  }

  private pauseEnd(pause: bigint, now: bigint): bigint {
    if (pause === 0n) return FOREVER;
    return pause < 0n ? (this.dayEnd ?? 0n) : now + pause;
  }

  private release(breaker: Breaker): void {
    this.tripped.delete(breaker);
    if (breaker === 'daily-loss') this.dayResult = this.result();
    else if (breaker === 'drawdown') this.peak = this.result();
    else this.forgiven = this.state.lossesInRow();
  }

  private isReached(breaker: Breaker): boolean {
    const { limits, state } = this;
    const result = this.result();
    if (breaker === 'daily-loss')
      return limits.dailyLossMax > 0n && this.dayResult - result >= limits.dailyLossMax;
    if (breaker === 'drawdown') {
      const top = this.peak + state.deposits();
      const share = limits.drawdownMax;
      return share > 0n && top > 0n && (this.peak - result) * PPB >= share * top;
    }
    if (state.lossesInRow() < this.forgiven) this.forgiven = 0;
    return limits.lossesMax > 0 && state.lossesInRow() - this.forgiven >= limits.lossesMax;
  }

  update(now: bigint): void {
    const result = this.result();
    if (this.dayEnd === undefined) this.peak = result;
    if (this.dayEnd === undefined || now >= this.dayEnd) {
      let end = this.limits.dayStart;
      while (end <= now) end += DAY * larger(1n, (now - end) / DAY);
      this.dayEnd = end;
      this.dayResult = result;
    }
    for (const [breaker, until] of this.tripped) if (now >= until) this.release(breaker);
    this.peak = larger(this.peak, result);
    for (const breaker of ['daily-loss', 'drawdown', 'losses'] as const)
      if (!this.tripped.has(breaker) && this.isReached(breaker))
        this.tripped.set(breaker, this.pauseEnd(this.limits.pauses[breaker], now));
  }

  mark(id: number, price: bigint, now: bigint): void {
    this.update(now);
    const market = this.market(id);
    const { jump, jumpWindow } = this.rulesOf(id);
    market.reference = price;
    if (jump === 0n) return;
    if (market.blockedUntil > 0n && now >= market.blockedUntil) {
      market.blockedUntil = 0n;
      market.windows = [];
    }
    const current = market.windows.at(-1);
    if (current === undefined || now >= current.start + 2n * jumpWindow)
      market.windows = [{ start: now, marks: [] }];
    else if (now >= current.start + jumpWindow)
      market.windows = [current, { start: current.start + jumpWindow, marks: [] }];
    market.windows.at(-1)?.marks.push(price);
    const marks = market.windows.flatMap((w) => w.marks);
    const low = marks.reduce(smaller);
    const high = marks.reduce(larger);
    if (market.blockedUntil === 0n && (high - low) * PPB >= jump * low)
      market.blockedUntil = this.pauseEnd(this.limits.pauses.jump, now);
  }

  fill(id: number, price: bigint, now: bigint): void {
    const market = this.market(id);
    if (market.reference === 0n) market.reference = price;
    this.update(now);
  }

  resume(rules: readonly string[]): void {
    for (const breaker of this.tripped.keys()) if (rules.includes(breaker)) this.release(breaker);
    if (rules.includes('kill')) this.kill = 'off';
    if (!rules.includes('jump')) return;
    for (const market of this.markets) {
      if (market.blockedUntil === 0n) continue;
      market.blockedUntil = 0n;
      market.windows = [];
    }
  }

  isJumpBlocked(id: number, now: bigint): boolean {
    return now < this.market(id).blockedUntil;
  }

  private take(now: bigint): boolean {
    const elapsed = larger(0n, now - this.filledAt);
    this.filledAt = larger(this.filledAt, now);
    for (const [interval, limit] of this.limits.rates) {
      const level = (this.tokens.get(interval) ?? 0n) + elapsed * limit;
      this.tokens.set(interval, smaller(level, limit * interval));
    }
    for (const [interval, level] of this.tokens) if (level < interval) return false;
    for (const [interval, level] of this.tokens) this.tokens.set(interval, level - interval);
    return true;
  }

  private block(id: number, now: bigint): string | undefined {
    if (this.kill !== 'off') return 'kill';
    for (const breaker of ['daily-loss', 'drawdown', 'losses'] as const)
      if (this.tripped.has(breaker)) return breaker;
    return this.isJumpBlocked(id, now) ? 'jump' : undefined;
  }

  private insane(id: number, price: bigint, stopPrice: bigint, qty: bigint): string | undefined {
    const rules = this.rulesOf(id);
    const top = (most: bigint): bigint => (most === 0n ? FOREVER : most);
    for (const n of [price, stopPrice]) {
      if (n < 0n) return 'price';
      if (n !== 0n && (n < rules.priceMin || n > top(rules.priceMax))) return 'price';
    }
    return qty < larger(1n, rules.qtyMin) || qty > top(rules.qtyMax) ? 'qty' : undefined;
  }

  check(order: NaiveRiskOrder, now: bigint): NaiveVerdict {
    const refused = (rule: string): NaiveVerdict => ({ type: 'refused', rule, qty: 0n });
    if (order.needsPrice && order.price === 0n) return refused('price');
    const insane = this.insane(order.id, order.price, order.stopPrice, order.qty);
    if (insane !== undefined) return refused(insane);
    this.update(now);
    if (this.kill === 'all') return refused('kill');
    const { openOrdersMax } = this.limits;
    if (openOrdersMax > 0 && this.working.length >= openOrdersMax) return refused('open-orders');
    return this.size(order, undefined, now);
  }

  checkReplace(old: NaiveWorking, price: bigint, total: bigint, now: bigint): NaiveVerdict {
    const refused = (rule: string): NaiveVerdict => ({ type: 'refused', rule, qty: 0n });
    const insane = this.insane(old.id, price, old.stopPrice, total);
    if (insane !== undefined) return refused(insane);
    const qty = total - old.filled;
    if (qty <= 0n) return refused('qty');
    this.update(now);
    if (this.kill === 'all') return refused('kill');
    if (price === old.limit && qty <= old.leaves) {
      if (!this.take(now)) return refused('rate');
      return { type: 'approved', rule: '', qty: total };
    }
    const verdict = this.size({ ...old, price, qty }, old, now);
    return verdict.type === 'refused' ? verdict : { ...verdict, qty: verdict.qty + old.filled };
  }

  /** The price among those it may be filled at where the order is worth most. */
  private dearest(order: NaiveRiskOrder, market: bigint): bigint {
    if (order.price === 0n) return market;
    const isMarketable = order.buys ? market < order.price : market > order.price;
    const prices = isMarketable ? [order.price, market] : [order.price];
    const value = (price: bigint): Fraction => this.state.value(price, order.qty);
    return prices.reduce((a, b) => {
      const [x, y] = [value(a), value(b)];
      return y.n * x.d > x.n * y.d ? b : a;
    });
  }

  private size(order: NaiveRiskOrder, old: NaiveWorking | undefined, now: bigint): NaiveVerdict {
    const { id, buys } = order;
    const refused = (rule: string): NaiveVerdict => ({ type: 'refused', rule, qty: 0n });
    const { reference } = this.market(id);
    const rules = this.rulesOf(id);
    if (reference === 0n) return refused('no-market');
    const market = order.stopPrice === 0n ? reference : order.stopPrice;
    if (rules.collar > 0n && order.price > 0n)
      if (abs(order.price - market) * PPB > rules.collar * market) return refused('collar');
    const reach = this.reach(id, buys, old);
    const after = (qty: bigint): bigint => (buys ? reach + qty : qty - reach);
    const isClosing = order.isReduceOnly || after(order.qty) <= 0n;
    const block = isClosing ? undefined : this.block(id, now);
    if (block !== undefined) return refused(block);
    const dearest = this.dearest(order, market);
    const worst = this.worst(id);
    const others = this.exposure(id);
    const total = (qty: bigint): bigint => others + this.ceil(reference, after(qty));
    const within = (most: bigint, qty: bigint): boolean => most === 0n || qty <= most;
    const { exposureMax, leverageMax } = this.limits;
    const demands: [string, string, (qty: bigint) => boolean][] = [
      ['notional', 'notional', (q) => within(rules.notionalMax, this.ceil(dearest, q))],
    ];
    if (!isClosing)
      demands.push(
        ['position', 'position', (q) => within(rules.positionMax, after(q))],
        ['position-value', 'position', (q) => this.fitsValue(rules, reference, after(q))],
        ['exposure', 'exposure', (q) => after(q) <= worst || within(exposureMax, total(q))],
        ['leverage', 'leverage', (q) => after(q) <= worst || this.fitsLeverage(total(q))],
      );
    if (leverageMax === 0n) demands.splice(4);
    let qty = order.qty;
    let rule = '';
    for (const [name, reason, fits] of demands) {
      if (fits(qty)) continue;
      rule = reason;
      if (!this.limits.cuts.has(name)) return refused(rule);
      qty = this.largest(qty, fits);
      if (qty === 0n) return refused(rule);
    }
    if (qty < order.qty) {
      qty -= qty % rules.lot;
      if (qty < larger(1n, rules.qtyMin)) return refused(rule);
    }
    if (!this.take(now)) return refused('rate');
    return { type: qty < order.qty ? 'reduced' : 'approved', rule, qty };
  }

  private fitsValue(rules: NaiveRules, reference: bigint, qty: bigint): boolean {
    if (rules.positionValueMax === 0n || qty <= 0n) return true;
    const { n, d } = this.state.value(reference, qty);
    return n <= rules.positionValueMax * d;
  }

  private fitsLeverage(exposure: bigint): boolean {
    const equity = larger(0n, this.state.equity());
    return exposure * PPB <= this.limits.leverageMax * equity;
  }

  /** The largest quantity below `most` that fits; 0n: none. */
  private largest(most: bigint, fits: (qty: bigint) => boolean): bigint {
    let low = 0n;
    let high = most;
    while (high - low > 1n) {
      const middle = (low + high) / 2n;
      if (fits(middle)) low = middle;
      else high = middle;
    }
    return low;
  }
}
