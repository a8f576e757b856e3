// A plain account over fractions of BigInt, for twin tests: every amount is worked out as an
// exact fraction and rounded once, where the rule says so. Slow and obvious; shares no code with the core.

export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

const floorDiv = (n: bigint, d: bigint): bigint => (n >= 0n ? n / d : -((-n + d - 1n) / d));

/** Rounds n/d, d > 0. 0 down, 1 up, 2 half to even, 3 toward zero. */
export function roundFraction({ n, d }: Fraction, rounding: number): bigint {
  const low = floorDiv(n, d);
  if (low * d === n) return low;
  if (rounding === 0) return low;
  if (rounding === 1) return low + 1n;
  if (rounding === 3) return n < 0n ? low + 1n : low;
  const twice = 2n * (n - low * d);
  if (twice === d) return low % 2n === 0n ? low : low + 1n;
  return twice > d ? low + 1n : low;
}

export interface NaiveInstrument {
  readonly kind: 'spot' | 'linear' | 'inverse';
  readonly priceScale: number;
  readonly qtyScale: number;
  readonly cashScale: number;
  /** In whole units. */
  readonly contract: Fraction;
  readonly makerRate: bigint;
  readonly takerRate: bigint;
  readonly rounding: number;
  readonly feeRounding: number;
}

export interface NaiveOrder {
  readonly buys: boolean;
  readonly qty: bigint;
}

const power = (exponent: number): Fraction =>
  exponent >= 0 ? { n: 10n ** BigInt(exponent), d: 1n } : { n: 1n, d: 10n ** BigInt(-exponent) };
const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });
const over = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d, d: a.d * b.n });
const plus = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const whole = (n: bigint): Fraction => ({ n, d: 1n });
const abs = (n: bigint): bigint => (n < 0n ? -n : n);
const PPB = 1_000_000_000n;

export class NaiveAccount {
  readonly i: NaiveInstrument;
  cash = 0n;
  base = 0n;
  qty = 0n;
  cost = 0n;
  realized = 0n;
  fees = 0n;
  funding = 0n;
  /** Exact sum of the signed values of all fills. */
  exactTraded: Fraction = whole(0n);
  /** Exact fees and funding paid on booked values. */
  exactRates: Fraction = whole(0n);
  wins = 0;
  losses = 0;
  trips = 0;
  private trip = 0n;

  constructor(instrument: NaiveInstrument) {
    this.i = instrument;
  }

  /** Exact value in cash quanta. */
  value(price: bigint, qty: bigint): Fraction {
    const amount = times(times(whole(qty), power(-this.i.qtyScale)), this.i.contract);
    const quote = times(whole(price), power(-this.i.priceScale));
    const cash = this.i.kind === 'inverse' ? over(amount, quote) : times(amount, quote);
    return times(cash, power(this.i.cashScale));
  }

  private rounded(price: bigint, qty: bigint): bigint {
    return roundFraction(this.value(price, qty), this.i.rounding);
  }

  fill(buys: boolean, price: bigint, qty: bigint, isMaker: boolean): { fee: bigint; pnl: bigint } {
    const sign = buys ? 1n : -1n;
    const exact = this.value(price, qty);
    const value = this.rounded(price, qty);
    const signed = times(exact, whole(sign));
    this.exactTraded = plus(this.exactTraded, signed);
    const rate = isMaker ? this.i.makerRate : this.i.takerRate;
    const fee = roundFraction({ n: value * rate, d: PPB }, this.i.feeRounding);
    this.exactRates = plus(this.exactRates, { n: value * rate, d: PPB });
    const before = this.qty;
    let pnl = 0n;
    const reduces = before !== 0n && before > 0n !== buys;
    const closing = !reduces ? 0n : abs(before) < qty ? abs(before) : qty;
    const closingValue =
      closing === qty ? value : closing === 0n ? 0n : this.rounded(price, closing);
    if (closing > 0n) {
      const share = { n: this.cost * closing, d: abs(before) };
      const released = roundFraction(share, this.i.rounding);
      const wasLong = before > 0n;
      const entry = abs(released);
      const gain = wasLong ? closingValue - entry : entry - closingValue;
      pnl = this.i.kind === 'inverse' ? -gain : gain;
      this.cost -= released;
    }
    this.cost += sign * (value - closingValue);
    this.qty += sign * qty;
    this.realized += pnl;
    this.fees += fee;
    this.trip += pnl - fee;
    this.cash += (this.i.kind === 'spot' ? -sign * value : pnl) - fee;
    if (this.i.kind === 'spot')
      this.base += roundFraction(
        times(whole(sign * qty), power(this.i.cashScale - this.i.qtyScale)),
        3,
      );
    if (before !== 0n && (this.qty === 0n || this.qty > 0n !== before > 0n)) this.endTrip();
    return { fee, pnl };
  }

  private endTrip(): void {
    this.trips++;
    if (this.trip > 0n) {
      this.wins++;
      this.losses = 0;
    } else if (this.trip < 0n) {
      this.losses++;
      this.wins = 0;
    }
    this.trip = 0n;
  }

  fund(rate: bigint, price: bigint): void {
    if (this.qty === 0n) return;
    const value = this.rounded(price, abs(this.qty)) * (this.qty > 0n ? 1n : -1n);
    const paid = roundFraction({ n: value * rate, d: PPB }, this.i.rounding);
    this.exactRates = plus(this.exactRates, { n: value * rate, d: PPB });
    this.funding -= paid;
    this.trip -= paid;
    this.cash -= paid;
  }

  /** What a perpetual and its open orders hold back at a mark. */
  initial(mark: bigint, orders: readonly NaiveOrder[], rate: bigint): bigint {
    let most = this.qty;
    let least = this.qty;
    for (const { buys, qty } of orders) {
      if (buys) most += qty;
      else least -= qty;
    }
    const worst = abs(most) > abs(least) ? abs(most) : abs(least);
    return roundFraction({ n: this.rounded(mark, worst) * rate, d: PPB }, 1);
  }

  /** Unrealised result, or the market value of a spot position. */
  open(mark: bigint): bigint {
    if (this.qty === 0n) return 0n;
    const value = this.rounded(mark, abs(this.qty)) * (this.qty > 0n ? 1n : -1n);
    if (this.i.kind === 'spot') return value;
    return this.i.kind === 'linear' ? value - this.cost : this.cost - value;
  }
}
