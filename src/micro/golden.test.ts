// Every case of the reference file: levels as they are given, and the same through a live book.
import { describe, expect, test } from 'vitest';
import { readGolden } from '../testing/golden.ts';
import { createTestEngine, type RowOf } from '../testing/record-writer.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { createMicrostructure } from './default.ts';
import { Microstructure } from './microstructure.ts';
import type { MicroOptions } from './options.ts';
import type { MicroValues } from './values.ts';

type Level = readonly [price: number, qty: number];
interface Reference {
  readonly hand_worked: {
    readonly ofi: readonly { prev: Touch; now: Touch; e: number }[];
    readonly microprice: readonly (Touch & { value: number })[];
    readonly imbalance: readonly { bid_size: number; ask_size: number; value: number | null }[];
    readonly vpin: readonly {
      note: string;
      bars: readonly Level[];
      V: number;
      n: number;
      sigma: number;
      values: readonly number[];
    }[];
  };
  readonly snapshots: readonly (readonly [readonly Level[], readonly Level[]])[];
  readonly expect: {
    readonly ofi_levels: readonly (readonly number[])[];
  } & Readonly<Record<string, readonly number[]>>;
  readonly trades: readonly Level[];
  readonly trade_expect: {
    readonly tick_rule: readonly number[];
    readonly bars_20_trades: readonly Level[];
    readonly sigma: number;
    readonly vpin_V500_n20: readonly number[];
    readonly roll_spread: number | null;
    readonly roll_cov: number;
    readonly kyle_lambda_20: number;
    readonly amihud_20: number;
  };
}
interface Touch {
  readonly bid: Level;
  readonly ask: Level;
}

const file = sharedFile('golden/micro_reference.json.gz');
const golden = file === undefined ? undefined : (readGolden(file) as Reference);
const reference = golden as Reference;
const SCALES = { priceScale: 0, qtyScale: 0 };
const level = ([price, qty]: Level) => ({ price, qty });

/** |a - b| <= 1e-9 * max(1, |b|); null is NaN. */
function isClose(found: number, expected: number | null | undefined): boolean {
  if (expected === null) return Number.isNaN(found);
  const bound = 1e-9 * Math.max(1, Math.abs(expected ?? Number.NaN));
  return Math.abs(found - (expected ?? Number.NaN)) <= bound;
}

function depth(micro: Microstructure, bids: readonly Level[], asks: readonly Level[]): MicroValues {
  const real = (levels: readonly Level[]) => levels.filter(([, qty]) => qty > 0).map(level);
  micro.depth({ timeNs: 1n, bids: real(bids), asks: real(asks) });
  return micro.values();
}

describe.skipIf(golden === undefined)('cases worked by hand', () => {
  test('order-flow imbalance', () => {
    for (const { prev, now, e } of reference.hand_worked.ofi) {
      using micro = createMicrostructure(SCALES);
      expect(depth(micro, [prev.bid], [prev.ask]).ofi).toBe(0);
      expect(depth(micro, [now.bid], [now.ask]).ofi).toBe(e);
    }
    expect(reference.hand_worked.ofi.length).toBe(5);
  });

  test('microprice', () => {
    using micro = createMicrostructure(SCALES);
    for (const { bid, ask, value } of reference.hand_worked.microprice)
      expect(depth(micro, [bid], [ask]).microprice).toBe(value);
  });

  test('imbalance', () => {
    using micro = createMicrostructure(SCALES);
    for (const { bid_size, ask_size, value } of reference.hand_worked.imbalance) {
      const values = depth(micro, [[100, bid_size]], [[101, ask_size]]);
      for (const found of [values.queueImbalance, values.imbalance, values.weightedImbalance])
        expect(found).toBe(value ?? Number.NaN);
    }
  });

  test('VPIN', () => {
    for (const { bars, V, n, sigma, values } of reference.hand_worked.vpin) {
      using micro = createMicrostructure(SCALES, { vpin: { bucketQty: V, buckets: n, sigma } });
      const found: number[] = [];
      let count = 0;
      for (const [change, qty] of bars) {
        micro.bar(change, qty);
        const { vpin, vpinCount } = micro.values();
        if (vpinCount > count && !Number.isNaN(vpin)) found.push(vpin);
        count = vpinCount;
      }
      expect(found).toEqual(values);
    }
  });
});

const BOOK_OPTIONS: MicroOptions = { levels: 5, ofi: { levels: 5, window: 50 } };

function expectSnapshot(i: number, values: MicroValues, flows: readonly number[]): void {
  const { expect: e } = reference;
  const pairs: [string, number, number | undefined][] = [
    ['ofi', values.ofi, e['ofi']?.[i]],
    ['ofi_rolling_50', values.ofiSum, e['ofi_rolling_50']?.[i]],
    ['imbalance_top', values.queueImbalance, e['imbalance_top']?.[i]],
    ['imbalance_5_equal', values.imbalance, e['imbalance_5_equal']?.[i]],
    ['imbalance_5_exp_05', values.weightedImbalance, e['imbalance_5_exp_05']?.[i]],
    ['microprice', values.microprice, e['microprice']?.[i]],
  ];
  const wrong = pairs.filter(([, found, expected]) => !isClose(found, expected));
  expect([i, wrong]).toEqual([i, []]);
  expect(flows).toEqual(e.ofi_levels[i]);
}

describe.skipIf(golden === undefined)('3000 snapshots', () => {
  test('as levels', () => {
    using micro = createMicrostructure(SCALES, BOOK_OPTIONS);
    reference.snapshots.forEach(([bids, asks], i) => {
      expectSnapshot(i, depth(micro, bids, asks), micro.ofiLevels().last);
    });
    expect(reference.snapshots.length).toBe(3000);
  });

  test('as a live book', async () => {
    const bounds = { memoryBytes: 32 << 20, windowBits: 10, farLevelsMax: 4096 };
    const subject = await createTestEngine({ ...bounds, farLevelsMaxTotal: 16384 });
    subject.write.define(SCALES, 1n);
    subject.run();
    const { core, engine } = subject;
    const micro = new Microstructure(core, SCALES, BOOK_OPTIONS, 0, engine.address);
    const rows = (levels: readonly Level[], old: readonly Level[]): RowOf[] => {
      const kept = new Set(levels.map(([price]) => price));
      const gone = old.filter(([price]) => !kept.has(price)).map(([price]) => [price, 0] as const);
      return [...gone, ...levels].map(([price, qty]) => [BigInt(price), BigInt(qty)] as const);
    };
    let before: Reference['snapshots'][number] = [[], []];
    reference.snapshots.forEach((snapshot, i) => {
      const bids = rows(snapshot[0], before[0]);
      const asks = rows(snapshot[1], before[1]);
      const last = BigInt(i + 1);
      if (i === 0) subject.write.snapshot({ last, recv: last, bids, asks });
      else subject.write.delta({ first: last, last, recv: last + 1n, bids, asks });
      subject.run();
      micro.update(bids.length + asks.length);
      expectSnapshot(i, micro.values(), micro.ofiLevels().last);
      before = snapshot;
    });
    expect(micro.values().bookUpdates).toBe(3000);
  });
});

describe.skipIf(golden === undefined)('4000 trades', () => {
  test('tick rule, Roll, Kyle, Amihud, VPIN', () => {
    const { trades, trade_expect: e } = reference;
    using micro = createMicrostructure(SCALES, {
      classifier: 'tick',
      rollWindow: trades.length - 1,
      kyle: { trades: 20, window: trades.length / 20 },
      vpin: { bucketQty: 500, buckets: 20, barTrades: 20, sigma: e.sigma },
    });
    const sides: number[] = [];
    for (const [price, qty] of trades) {
      micro.trade({ timeNs: 1n, price, qty });
      sides.push(micro.values().side);
    }
    expect(sides).toEqual(e.tick_rule);
    const { rollCovariance, rollSpread, kyleLambda, amihud } = micro.values();
    expect(isClose(rollCovariance, e.roll_cov)).toBe(true);
    expect(isClose(rollSpread, e.roll_spread)).toBe(true);
    expect(Math.abs(kyleLambda / e.kyle_lambda_20 - 1)).toBeLessThan(1e-10);
    expect(Math.abs(amihud / e.amihud_20 - 1)).toBeLessThan(1e-10);
    expect(isClose(micro.values().vpin, e.vpin_V500_n20.at(-1))).toBe(true);
  });

  test('VPIN bucket by bucket', () => {
    const { trade_expect: e } = reference;
    const vpin = { bucketQty: 500, buckets: 20, sigma: e.sigma };
    using micro = createMicrostructure(SCALES, { vpin });
    const found: number[] = [];
    let total = 0;
    for (const [change, qty] of e.bars_20_trades) {
      // Bars of the same change in parts that end with their buckets show each bucket.
      for (let rest = qty; rest > 0; ) {
        const filled = found.length;
        const part = Math.min(rest, 500 - (total % 500));
        micro.bar(change, part);
        total += part;
        rest -= part;
        const { vpin: value } = micro.values();
        if (total % 500 === 0 && !Number.isNaN(value)) found.push(value);
        expect(found.length - filled).toBeLessThanOrEqual(1);
      }
    }
    expect(found.length).toBe(e.vpin_V500_n20.length);
    expect(found.filter((value, i) => !isClose(value, e.vpin_V500_n20[i]))).toEqual([]);
  });
});
