// Order-flow imbalance: follows the side of the book that holds more, as long as it stays and the
// price goes along. Each rule that decides stands in docs/strategies.md with its reading.
//
// A tick is a change of the best prices or the quantities there. At each of them, over a live book
// with both sides:
//   imbalance   (bids - asks) / (bids + asks) over `levels` levels; weighted: level i by decay^i
//   streak      ticks in a row whose imbalance has the sign of this one's; 0 breaks it
//   momentum    mid / mid of `momentumTicks` ticks before - 1
//   volatility  deviation of the log returns of the mid over `volatilityTicks` ticks, as
//               z-score among its last `historyTicks` values; 0 where these are all the same
import { log } from 'outcry/math';
import { bool, defineStrategy, int, number } from 'outcry/strategy';

const params = {
  levels: int(5, { min: 1, max: 1000, doc: 'levels of each side that are weighed' }),
  decay: number(0.9, { min: 0, max: 1, doc: 'weight of a level over that of the one before' }),
  threshold: number(0.3, { min: 0, max: 1, doc: 'the imbalance must be above it' }),
  streak: int(3, { min: 1, max: 1000, doc: 'ticks in a row with the same sign' }),
  momentum: number(0.0001, { min: 1e-9, max: 1, doc: 'least change of the mid that agrees' }),
  momentumTicks: int(10, { min: 1, max: 10_000, doc: 'ticks of that change' }),
  spreadBps: number(10, { min: 0, max: 10_000, doc: 'the spread must be below it' }),
  volatilityTicks: int(20, { min: 2, max: 10_000, doc: 'returns of the volatility' }),
  historyTicks: int(100, { min: 2, max: 100_000, doc: 'volatilities of its z-score' }),
  confidence: number(0.6, { min: 0, max: 1, doc: 'least confidence to act at' }),
  share: number(0.1, { min: 0, max: 10, doc: 'part of the equity in a position' }),
  shorts: bool(true, { doc: 'whether short positions are opened' }),
  contractValue: number(0, {
    min: 0,
    max: 1e9,
    doc: 'inverse contracts: what one is worth in the quote currency; 0: quantities of the base',
  }),
};
const markets = { main: { topOfBook: true } };

/** The same in AssemblyScript. */
export const imbalanceWasm = defineStrategy({
  name: 'imbalance-wasm',
  params,
  markets,
  assembly: new URL('./imbalance.as.ts', import.meta.url),
});

/** The last `size` values, oldest first by `at(0)`. */
class Window {
  private readonly values: Float64Array;
  private next = 0;
  private count = 0;

  constructor(size: number) {
    this.values = new Float64Array(size);
  }

  get isFull(): boolean {
    return this.count === this.values.length;
  }

  push(value: number): void {
    this.values[this.next] = value;
    this.next = (this.next + 1) % this.values.length;
    if (!this.isFull) this.count++;
  }

  at(i: number): number {
    return this.values[(this.next + i) % this.values.length] ?? Number.NaN;
  }

  mean(): number {
    let sum = 0;
    for (let i = 0; i < this.values.length; i++) sum += this.at(i);
    return sum / this.values.length;
  }

  deviation(): number {
    const mean = this.mean();
    let sum = 0;
    for (let i = 0; i < this.values.length; i++) sum += (this.at(i) - mean) * (this.at(i) - mean);
    return Math.sqrt(sum / this.values.length);
  }
}

class Volatility {
  private readonly returns: Window;
  private readonly history: Window;
  private lastMid = Number.NaN;

  constructor(ticks: number, history: number) {
    this.returns = new Window(ticks);
    this.history = new Window(history);
  }

  /** Takes a tick in; its z-score, NaN before the windows are full. */
  learn(mid: number): number {
    if (!Number.isNaN(this.lastMid)) this.returns.push(log(mid / this.lastMid));
    this.lastMid = mid;
    if (!this.returns.isFull) return Number.NaN;
    const now = this.returns.deviation();
    this.history.push(now);
    if (!this.history.isFull) return Number.NaN;
    const deviation = this.history.deviation();
    return deviation > 0 ? (now - this.history.mean()) / deviation : 0;
  }
}

export const imbalance = defineStrategy({
  name: 'imbalance',
  description: 'Follows the side of the book that holds more, while it lasts and the price agrees.',
  params,
  markets,
  create(context) {
    const { params } = context;
    const { main } = context.markets;
    const mids = new Window(params.momentumTicks + 1);
    const volatility = new Volatility(params.volatilityTicks, params.historyTicks);
    let sign = 0;
    let streak = 0;

    function quantity(scale: number): number {
      const value = context.account.equity * params.share * scale;
      return main.lotsWithin(value / (params.contractValue > 0 ? params.contractValue : main.mid));
    }

    /** In an inverse market the account holds the base: its value is what the price says. */
    function worth(): number {
      return params.contractValue > 0 ? main.mid : 1;
    }

    function follow(own: number): void {
      const now = Math.sign(own);
      streak = now !== 0 && now === sign ? streak + 1 : Math.abs(now);
      sign = now;
    }

    function enter(own: number, z: number): void {
      const size = Math.abs(own);
      const momentum = mids.at(params.momentumTicks) / mids.at(0) - 1;
      const strength = momentum * sign;
      if (!(size > params.threshold) || streak < params.streak) return;
      if (!(strength >= params.momentum) || !(main.spreadBps < params.spreadBps)) return;
      const confidence =
        0.4 * size +
        0.2 * Math.abs(main.imbalance(params.levels, params.decay)) +
        0.2 * Math.min(streak / 10, 1) +
        (z <= 1 ? 0.1 : 0) +
        0.1 * Math.min(strength / (10 * params.momentum), 1);
      if (!(confidence >= params.confidence)) return;
      const qty = quantity(worth() * (z < -1 ? 1.5 : z > 1 ? 0.5 : 1));
      if (qty < 1) return;
      if (sign > 0) context.submit({ market: main, side: 'buy', qtyQuanta: qty });
      else if (params.shorts) context.submit({ market: main, side: 'sell', qtyQuanta: qty });
    }

    return {
      onTopOfBook() {
        const { mid } = main;
        if (Number.isNaN(mid)) return;
        mids.push(mid);
        const z = volatility.learn(mid);
        const own = main.imbalance(params.levels);
        follow(own);
        if (Number.isNaN(z) || !mids.isFull || context.openOrderCount > 0) return;
        const held = Math.sign(main.positionQuanta);
        if (held === 0) enter(own, z);
        else if (sign === -held && streak >= params.streak) main.close();
      },
    };
  },
});
