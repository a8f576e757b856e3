// The rules of the order-flow imbalance against a naive reading of them over made-up books: each
// condition alone decides, and everything agrees over a long random walk.
import { imbalance } from 'outcry/examples/imbalance';
import { describe, expect, it } from 'vitest';

interface Tick {
  /** Mid, half spread, imbalance of the plain and of the weighted levels. */
  readonly mid: number;
  readonly half: number;
  readonly own: number;
  readonly weighted: number;
}

const DEFAULTS = Object.fromEntries(
  Object.entries(imbalance.params ?? {}).map(([name, spec]) => [name, spec.default]),
) as Record<string, number | boolean>;
const EQUITY = 10_000;

type Order = readonly ['buy' | 'sell' | 'close', number];

/** Runs the strategy itself over ticks; what it sends fills at once. */
function decisions(ticks: readonly Tick[], change: Record<string, number | boolean> = {}): Order[] {
  const params = { ...DEFAULTS, ...change };
  const orders: Order[] = [];
  let tick: Tick = { mid: 1, half: 0, own: 0, weighted: 0 };
  let position = 0;
  const main = {
    get mid() {
      return tick.mid;
    },
    get spreadBps() {
      return ((2 * tick.half) / tick.mid) * 10_000;
    },
    imbalance: (_: number, decay = 1) => (decay === 1 ? tick.own : tick.weighted),
    get positionQuanta() {
      return position;
    },
    lotsWithin: (qty: number) => Math.floor(qty * 1000),
    close() {
      orders.push(['close', Math.abs(position)]);
      position = 0;
      return 1;
    },
  };
  const context = {
    params,
    markets: { main },
    account: { equity: EQUITY },
    openOrderCount: 0,
    submit({ side, qtyQuanta }: { side: 'buy' | 'sell'; qtyQuanta: number }) {
      orders.push([side, qtyQuanta]);
      position += side === 'buy' ? qtyQuanta : -qtyQuanta;
      return 1;
    },
  };
  const handlers = imbalance.create?.(context as never);
  for (const next of ticks) {
    tick = next;
    handlers?.onTopOfBook?.(main as never);
  }
  return orders;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]): number => {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
};

/** The rules over the whole past, read again at every tick. Nothing is kept but the position. */
class Oracle {
  readonly past: Tick[] = [];
  private position = 0;

  /** What every rule says now. */
  facts() {
    const { past } = this;
    const now = past[past.length - 1] ?? { mid: 0, half: 0, own: 0, weighted: 0 };
    const mids = past.map(({ mid }) => mid);
    const returns = mids.slice(1).map((mid, i) => Math.log(mid / (mids[i] ?? mid)));
    const vols = returns
      .map((_, i) => (i < 19 ? Number.NaN : deviation(returns.slice(i - 19, i + 1))))
      .slice(19)
      .slice(-100);
    const spread = deviation(vols);
    const signs = past.map(({ own }) => Math.sign(own));
    const sign = signs.at(-1) ?? 0;
    const other = signs.findLastIndex((one) => one !== sign);
    return {
      sign,
      size: Math.abs(now.own),
      weighted: Math.abs(now.weighted),
      streak: sign === 0 ? 0 : signs.length - 1 - other,
      momentum: sign * (now.mid / (mids.at(-11) ?? now.mid) - 1),
      spreadBps: ((2 * now.half) / now.mid) * 1e4,
      isWarm: vols.length === 100,
      z: spread > 0 ? ((vols.at(-1) ?? 0) - mean(vols)) / spread : 0,
      mid: now.mid,
    };
  }

  decide(tick: Tick): Order | undefined {
    this.past.push(tick);
    if (this.past.length > 400) this.past.shift();
    const f = this.facts();
    if (!f.isWarm) return undefined;
    if (this.position !== 0) {
      if (f.sign !== -Math.sign(this.position) || f.streak < 3) return undefined;
      const order = ['close', Math.abs(this.position)] as const;
      this.position = 0;
      return order;
    }
    const conditions = [f.size > 0.3, f.streak >= 3, f.momentum >= 0.0001, f.spreadBps < 10];
    const confidence =
      0.4 * f.size +
      0.2 * f.weighted +
      0.2 * Math.min(f.streak / 10, 1) +
      0.1 * (f.z <= 1 ? 1 : 0) +
      0.1 * Math.min(f.momentum / 0.001, 1);
    if (conditions.includes(false) || confidence < 0.6) return undefined;
    const factor = f.z < -1 ? 1.5 : f.z > 1 ? 0.5 : 1;
    const qty = Math.floor(((EQUITY * 0.1 * factor) / f.mid) * 1000);
    if (qty < 1) return undefined;
    this.position = f.sign * qty;
    return [f.sign > 0 ? 'buy' : 'sell', qty];
  }
}

/** The same numbers in every run. */
function randomOf(seed: number): () => number {
  let word = seed;
  return () => {
    word = (Math.imul(word, 1664525) + 1013904223) | 0;
    return (word >>> 0) / 2 ** 32;
  };
}

/** A book that trends and turns. */
function walk(seed: number, count: number): Tick[] {
  const random = randomOf(seed);
  let mid = 100;
  let drift = 0;
  return Array.from({ length: count }, (_, i) => {
    if (random() < 0.05) drift = (random() - 0.5) * 0.0004;
    const noise = (random() - 0.5) * (Math.floor(i / 150) % 2 === 0 ? 0.0002 : 0.001);
    mid *= 1 + drift + noise;
    const own = Math.max(-1, Math.min(1, drift * 4000 + (random() - 0.5) * 0.6));
    return { mid, half: 0.01 + 0.05 * random(), own, weighted: own * (0.8 + 0.2 * random()) };
  });
}

it.each([1, 2, 3, 4])('agrees with the naive reading over walk %i', (seed) => {
  const ticks = walk(seed, 3000);
  const oracle = new Oracle();
  const expected = ticks.map((tick) => oracle.decide(tick)).filter((order) => order !== undefined);
  expect(expected.length).toBeGreaterThan(20);
  expect(decisions(ticks)).toEqual(expected);
});

describe('each condition alone decides', () => {
  /** A calm market, then ticks at which all rules say buy. */
  function scene(change: Partial<Tick> = {}, last: Partial<Tick> = {}, ticks = 3): Tick[] {
    const calm = Array.from({ length: 140 }, (_, i) => ({
      mid: 100 * (1 + (i % 2) * 0.00004),
      half: 0.01,
      own: -0.01,
      weighted: 0,
    }));
    const rise = Array.from({ length: ticks }, (_, i) => ({
      mid: 100 * (1 + 0.00005 * (i + 1)),
      half: 0.01,
      own: 0.8,
      weighted: 0.8,
      ...change,
      ...(i === ticks - 1 ? last : {}),
    }));
    return [...calm, ...rise];
  }

  it('all of them: bought', () => {
    const orders = decisions(scene());
    expect(orders.map(([side]) => side)).toEqual(['buy']);
  });

  it.each([
    ['an imbalance of 0.3 is not above it', { own: 0.3, weighted: 1 }, {}, 12],
    ['two ticks are no streak of three', {}, {}, 2],
    ['a change of sign begins a new streak', {}, { own: -0.8 }, 3],
    ['a mid that rose too little', { mid: 100.005 }, {}, 3],
    ['a mid that fell', { mid: 99.9 }, {}, 3],
    ['a spread of 10 bps', {}, { half: 0.06 }, 3],
    ['too little confidence', { own: 0.31, weighted: 0.1 }, {}, 3],
  ])('%s: nothing', (_, change, last, ticks) => {
    expect(decisions(scene(change, last, ticks))).toEqual([]);
  });

  it('a strong imbalance makes up for a weak one of the weighted levels', () => {
    expect(decisions(scene({ own: 0.9, weighted: 0 })).length).toBe(0);
    expect(decisions(scene({ own: 0.9, weighted: 0.9 })).length).toBe(1);
  });

  it('sells where the signs are turned, unless shorts are not wanted', () => {
    const turned = scene().map((tick) => ({
      ...tick,
      mid: 10_000 / tick.mid,
      own: -tick.own,
      weighted: -tick.weighted,
    }));
    expect(decisions(turned).map(([side]) => side)).toEqual(['sell']);
    expect(decisions(turned, { shorts: false })).toEqual([]);
  });

  it('sizes by the volatility: a tenth of the equity, halved when it is high', () => {
    // 20 returns that grow: the volatility is far above its last hundred values.
    const wild = [...scene({}, {}, 0), ...walkUp(12, 0.002)];
    const [first] = decisions(wild, { confidence: 0.5 });
    expect(first?.[0]).toBe('buy');
    // Half of 1000 at a price a little above 100, in thousandths.
    expect(first?.[1]).toBeLessThan(5000);
    expect(first?.[1]).toBeGreaterThan(4800);
  });

  function walkUp(count: number, step: number): Tick[] {
    return Array.from({ length: count }, (_, i) => ({
      mid: 100 * (1 + step * (i + 1)),
      half: 0.01,
      own: 0.9,
      weighted: 0.9,
    }));
  }
});
