// Whether the generated market looks like one: wide bounds on what its numbers do, and on how far
// it may go in the long run. Recorded values in docs/generated-market.md.
import { beforeAll, describe, expect, it } from 'vitest';
import { BboView, OrderEventView, RecordFlag, RecordKind } from '../abi/records.ts';
import { createCore } from '../core/core.ts';
import { createMarket } from './market.ts';
import { recordsIn } from './naive-orders.ts';
import type { MarketOptions, RegimeName } from './options.ts';

const mean = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0) / xs.length;
const variance = (xs: readonly number[]): number => {
  const m = mean(xs);
  return mean(xs.map((x) => (x - m) ** 2));
};
const quantile = (xs: readonly number[], p: number): number =>
  xs.toSorted((a, b) => a - b)[Math.floor(p * (xs.length - 1))] ?? Number.NaN;

interface Shape {
  /** Book events in windows of 50 ms. */
  readonly counts: number[];
  /** Mid price each second, ticks. */
  readonly mids: number[];
  readonly orderQty: number[];
  readonly tradeQty: number[];
  /** Levels that one aggressor took or touched. */
  readonly sweeps: number[];
  readonly buys: number;
}

/** Numbers of an L3 stream. */
async function shapeOf(options: MarketOptions): Promise<Shape> {
  const core = await createCore({ build: 'release', memoryBytes: 16 << 20 });
  const market = createMarket(core, { ...options, model: 'L3' }, { batchRecords: 1 });
  const event = new OrderEventView(core.view);
  const shape = { counts: [0], mids: [], orderQty: [], tradeQty: [], sweeps: [], buys: 0 } as {
    -readonly [K in keyof Shape]: Shape[K];
  };
  let windowEnd = market.plan.startTimeNs + 50_000_000n;
  let secondEnd = market.plan.startTimeNs + 1_000_000_000n;
  let sweep = { time: -1n, price: -1n, levels: 0 };
  for (let batch = market.nextBatch(); batch !== undefined; batch = market.nextBatch()) {
    for (const at of recordsIn(core, batch)) {
      event.offset = at;
      const time = event.exchangeTsNs;
      if (event.kind === RecordKind.Definition || time === market.plan.startTimeNs) continue;
      for (; time >= windowEnd; windowEnd += 50_000_000n) shape.counts.push(0);
      shape.counts[shape.counts.length - 1] = (shape.counts.at(-1) ?? 0) + 1;
      if (event.kind === RecordKind.OrderAdd) shape.orderQty.push(Number(event.qty));
      if (event.kind !== RecordKind.Trade) continue;
      shape.tradeQty.push(Number(event.qty));
      if ((event.flags & RecordFlag.Buy) !== 0) shape.buys++;
      if (time !== sweep.time) {
        if (sweep.levels > 0) shape.sweeps.push(sweep.levels);
        sweep = { time, price: event.price, levels: 1 };
      } else if (event.price !== sweep.price) {
        sweep.price = event.price;
        sweep.levels++;
      }
    }
    const { timeNs, bestBidTicks, bestAskTicks } = market.state();
    for (; timeNs >= secondEnd; secondEnd += 1_000_000_000n)
      shape.mids.push((bestBidTicks + bestAskTicks) / 2);
  }
  return shape;
}

const moves = (mids: readonly number[], lag = 1): number[] =>
  mids.slice(lag).map((mid, i) => mid - (mids[i] ?? mid));

describe('order flow', () => {
  const shapes = new Map<RegimeName, Shape>();
  const of = (regime: RegimeName): Shape => {
    const shape = shapes.get(regime);
    if (shape === undefined) throw new Error(regime);
    return shape;
  };
  beforeAll(async () => {
    for (const regime of ['range', 'quiet', 'volatile', 'trend', 'breakout', 'reversal'] as const)
      shapes.set(regime, await shapeOf({ regime, seed: 21, events: 500_000 }));
  });

  it('clusters: counts vary far more than those of a Poisson process', () => {
    for (const shape of shapes.values())
      expect(variance(shape.counts) / mean(shape.counts)).toBeGreaterThan(1.5);
    const { counts } = of('range');
    // Busy windows follow busy windows.
    const centred = counts.map((c) => c - mean(counts));
    const lagged = mean(centred.slice(1).map((c, i) => c * (centred[i] ?? 0)));
    expect(lagged / variance(counts)).toBeGreaterThan(0.1);
  });

  it('has heavy-tailed sizes with round ones standing out', () => {
    const { orderQty, tradeQty } = of('range');
    expect(quantile(orderQty, 0.999) / quantile(orderQty, 0.5)).toBeGreaterThan(30);
    expect(quantile(tradeQty, 0.999) / quantile(tradeQty, 0.5)).toBeGreaterThan(10);
    const at = (qty: number): number => orderQty.filter((q) => q === qty).length;
    expect(at(100)).toBeGreaterThan(5 * at(99));
    expect(at(50)).toBeGreaterThan(2 * at(51));
  });

  it('has aggressors of both sides, some of which sweep several levels', () => {
    for (const [regime, shape] of shapes) {
      const share = shape.buys / shape.tradeQty.length;
      const oneWay = regime === 'trend' || regime === 'breakout';
      expect(share).toBeGreaterThan(oneWay ? 0.1 : 0.35);
      expect(share).toBeLessThan(oneWay ? 0.9 : 0.65);
    }
    const { sweeps } = of('range');
    const deep = sweeps.filter((levels) => levels >= 3).length;
    expect(deep / sweeps.length).toBeGreaterThan(0.01);
    expect(deep / sweeps.length).toBeLessThan(0.4);
  });

  it('moves as the regime says', () => {
    const sigma = (regime: RegimeName): number => Math.sqrt(variance(moves(of(regime).mids)));
    expect(sigma('volatile')).toBeGreaterThan(1.5 * sigma('range'));
    expect(sigma('range')).toBeGreaterThan(1.5 * sigma('quiet'));
    // A range stays where it is; a trend goes somewhere; both over the same number of seconds.
    const reach = (regime: RegimeName): number => {
      const mids = of(regime).mids.slice(0, 200);
      return Math.max(...mids) - Math.min(...mids);
    };
    const net = (regime: RegimeName): number => {
      const mids = of(regime).mids.slice(0, 200);
      return Math.abs((mids.at(-1) ?? 0) - (mids[0] ?? 0));
    };
    expect(net('trend')).toBeGreaterThan(2 * reach('range'));
    expect(net('trend') / reach('trend')).toBeGreaterThan(0.7);
    // A breakout has calm and fast stretches, a quiet market none.
    const calm = (regime: RegimeName): number => {
      const steps = moves(of(regime).mids, 5).map(Math.abs);
      return quantile(steps, 0.95) / Math.max(1, quantile(steps, 0.3));
    };
    expect(calm('breakout')).toBeGreaterThan(1.5 * calm('quiet'));
    // A reversal gives back what it took: it reaches much further than it gets.
    expect(reach('reversal')).toBeGreaterThan(2 * reach('range'));
  });
});

describe('top of book', () => {
  const spreads = async (regime: RegimeName): Promise<number[]> => {
    const core = await createCore({ build: 'release', memoryBytes: 16 << 20 });
    const market = createMarket(core, { regime, seed: 5, events: 500_000 });
    const bbo = new BboView(core.view);
    const out: number[] = [];
    for (let batch = market.nextBatch(); batch !== undefined; batch = market.nextBatch())
      for (const at of recordsIn(core, batch)) {
        bbo.offset = at;
        if (bbo.kind !== RecordKind.Bbo) continue;
        out.push(Number(bbo.askPrice - bbo.bidPrice));
      }
    return out;
  };

  it('has a spread of mostly one tick that widens under stress', async () => {
    const quiet = await spreads('quiet');
    const volatile = await spreads('volatile');
    const narrow = (xs: readonly number[]): number => xs.filter((x) => x === 1).length / xs.length;
    expect(Math.min(...quiet.slice(0, 10_000))).toBe(1);
    expect(narrow(quiet)).toBeGreaterThan(0.8);
    expect(narrow(await spreads('range'))).toBeGreaterThan(0.6);
    expect(narrow(volatile)).toBeLessThan(narrow(quiet) - 0.1);
    expect(mean(volatile)).toBeGreaterThan(2 * mean(quiet));
  });

  it('has levels that fill up again after they were taken', async () => {
    const core = await createCore({ build: 'release', memoryBytes: 16 << 20 });
    const market = createMarket(core, { regime: 'range', seed: 5, model: 'L3', events: 300_000 });
    const event = new OrderEventView(core.view);
    const executed = new Map<bigint, bigint>();
    let taken = 0;
    let refilled = 0;
    for (let batch = market.nextBatch(); batch !== undefined; batch = market.nextBatch())
      for (const at of recordsIn(core, batch)) {
        event.offset = at;
        if (event.kind === RecordKind.OrderExecute && !executed.has(event.price)) {
          executed.set(event.price, event.exchangeTsNs);
          taken++;
        } else if (event.kind === RecordKind.OrderAdd) {
          const since = executed.get(event.price);
          if (since === undefined) continue;
          executed.delete(event.price);
          if (event.exchangeTsNs - since < 1_000_000_000n) refilled++;
        }
      }
    expect(taken).toBeGreaterThan(1000);
    expect(refilled / taken).toBeGreaterThan(0.6);
  });
});

describe('in the long run', () => {
  it.each([
    { regime: 'mixed', events: 20_000_000 },
    { regime: 'trend', events: 10_000_000 },
    { regime: 'volatile', events: 5_000_000 },
    { regime: 'mixed', events: 3_000_000, startPrice: '819.2', eventsPerSecond: 1 },
    { regime: 'breakout', events: 3_000_000, eventsPerSecond: 1e6, depthIntervalMs: 1000 },
  ] as const)('stays within bounds: %o', async (options) => {
    const core = await createCore({ build: 'release', memoryBytes: 16 << 20 });
    const market = createMarket(core, { ...options, seed: 77 });
    const start = Number(market.plan.startPrice);
    const live: number[] = [];
    const far: number[] = [];
    let batches = 0;
    while (market.nextBatch() !== undefined) {
      const { bestBidTicks, bestAskTicks, liveOrders } = market.state();
      live.push(liveOrders);
      far.push(((bestBidTicks + bestAskTicks) / 2 - start) / start);
      batches++;
    }
    expect(batches).toBeGreaterThan(100);
    expect(Math.max(...live)).toBeLessThanOrEqual(12_000);
    expect(Math.min(...live.slice(2))).toBeGreaterThan(2000);
    expect(Math.min(...far)).toBeGreaterThan(-0.5);
    expect(Math.max(...far)).toBeLessThan(0.75);
    expect(market.state().events).toBeGreaterThanOrEqual(options.events);
  });

  it('makes about as many events a second as asked for', async () => {
    const core = await createCore({ build: 'release', memoryBytes: 16 << 20 });
    for (const rate of [10, 1500, 200_000]) {
      const market = createMarket(core, { eventsPerSecond: rate, events: 8_000_000, model: 'L3' });
      let batch = market.nextBatch();
      while (batch !== undefined) batch = market.nextBatch();
      const { records, trades, timeNs } = market.state();
      const seconds = Number(timeNs - market.plan.startTimeNs) / 1e9;
      expect((records - trades) / seconds).toBeGreaterThan(0.5 * rate);
      expect((records - trades) / seconds).toBeLessThan(2 * rate);
    }
  });
});
