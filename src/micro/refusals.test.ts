// Options and events that are refused, books that cannot be read, scales that change; the kernel
// in all builds, and after many updates.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RecordKind, TradeView } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import { Book } from '../books/book.ts';
import { createCore } from '../core/core.ts';
import type { CoreBuild } from '../core/load.ts';
import type { OutcryError } from '../errors/outcry-error.ts';
import { createTestEngine, type TestEngine } from '../testing/record-writer.ts';
import { createMicrostructure } from './default.ts';
import { followBook, Microstructure } from './microstructure.ts';
import type { MicroOptions } from './options.ts';

const SCALES = { priceScale: 2, qtyScale: 3 };
const NAN = Number.NaN;

function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as OutcryError).code;
  }
  return 'none';
}

describe('options', () => {
  test.each<[MicroOptions]>([
    [{ levels: 0 }],
    [{ levels: 1001 }],
    [{ levels: 2.5 }],
    [{ decay: 1.01 }],
    [{ decay: NAN }],
    [{ weights: 'linear' as 'decay' }],
    [{ classifier: 'emo' as 'tick' }],
    [{ ofi: { levels: 51 } }],
    [{ ofi: { window: 0 } }],
    [{ scoreWindow: 1 }],
    [{ flowWindow: -1 }],
    [{ spreadWindow: 1_000_001 }],
    [{ rollWindow: 1 }],
    [{ kyle: { window: 1 } }],
    [{ kyle: { trades: 0 } }],
    [{ walls: {} }],
    [{ walls: { qty: -1 } }],
    [{ walls: { times: 2, levels: 1001 } }],
    [{ walls: { times: 2, withinBps: NAN } }],
    [{ vpin: { bucketQty: 0 } }],
    [{ vpin: { bucketQty: Number.POSITIVE_INFINITY } }],
    [{ vpin: { bucketQty: 1, buckets: 0 } }],
    [{ vpin: { bucketQty: 1, sigma: 0 } }],
    [{ vpin: { bucketQty: 1, sigmaBars: 1 } }],
    [{ samples: { everyNs: -1 } }],
    [{ samples: { volatility: 1 } }],
    [{ samples: { periodsPerYear: 0 } }],
    [{ realised: { afterNs: -1 } }],
    [{ realised: { afterNs: 1, pending: 0 } }],
    [{ stuffing: { spanNs: 0 } }],
    [{ stuffing: { spans: 0 } }],
    [{ stuffing: { times: 0 } }],
  ])('%o are refused', (options) => {
    expect(codeOf(() => createMicrostructure(SCALES, options))).toBe('BAD_ARGUMENT');
  });

  test('scales too', () => {
    expect(codeOf(() => createMicrostructure({ priceScale: 19, qtyScale: 0 }))).toBe(
      'BAD_ARGUMENT',
    );
    expect(codeOf(() => createMicrostructure({ priceScale: 0, qtyScale: 0.5 }))).toBe(
      'BAD_ARGUMENT',
    );
  });

  test('windows of 0 switch parts off', () => {
    const none = { scoreWindow: 0, flowWindow: 0, spreadWindow: 0, rollWindow: 0 };
    const samples = { volatility: 0, atr: 0, momentum: 0 };
    using micro = createMicrostructure(SCALES, { ...none, kyle: { window: 0 }, samples });
    for (let k = 0; k < 50; k++) {
      const [bids, asks] = [[{ price: 9 - (k % 3), qty: 1 }], [{ price: 10, qty: 2 }]];
      micro.depth({ timeNs: BigInt(k), bids, asks });
      micro.trade({ timeNs: BigInt(k), price: 9 + (k % 2), qty: 1 });
    }
    const values = micro.values();
    expect(values.trades).toBe(50);
    expect(values.cvd).toBeGreaterThan(0);
    expect(values.flow).toBeNaN();
    for (const name of [
      'imbalanceScore',
      'rollSpread',
      'kyleLambda',
      'volatility',
      'vpin',
    ] as const)
      expect(values[name]).toBeNaN();
    expect([values.atr, values.momentum, values.effectiveSpreadMean]).toEqual([NAN, NAN, NAN]);
  });
});

describe('events', () => {
  const bid = { price: 10, qty: 1 };
  test('that are none are refused, and change nothing', () => {
    using micro = createMicrostructure(SCALES);
    micro.trade({ timeNs: 1n, price: 10, qty: 1, side: 'buy' });
    const before = micro.save();
    const depth = (bids: readonly { price: number; qty: number }[]): string =>
      codeOf(() => {
        micro.depth({ timeNs: 2n, bids, asks: [] });
      });
    const trade = (price: number, qty: number): string =>
      codeOf(() => {
        micro.trade({ timeNs: 2n, price, qty });
      });
    expect(depth([bid, bid])).toBe('BAD_ARGUMENT');
    expect(depth([bid, { price: 11, qty: 1 }])).toBe('BAD_ARGUMENT');
    expect(depth([{ price: 10, qty: 0 }])).toBe('BAD_ARGUMENT');
    expect(depth([{ price: NAN, qty: 1 }])).toBe('BAD_ARGUMENT');
    expect([trade(NAN, 1), trade(1e18, 1)]).toEqual(['BAD_ARGUMENT', 'BAD_ARGUMENT']);
    expect(trade(10, -1)).toBe('NEGATIVE');
    expect(codeOf(() => micro.bar(1, 1))).toBe('BAD_ARGUMENT');
    expect(codeOf(() => micro.update())).toBe('NO_BOOK');
    expect(codeOf(() => micro.record(64))).toBe('NO_BOOK');
    expect(micro.save()).toEqual(before);
  });

  test('of more than 2^62 quanta in all', () => {
    using micro = createMicrostructure(SCALES);
    let count = 0;
    const big = Math.floor(Number.MAX_SAFE_INTEGER / 1000) - 1;
    const code = codeOf(() => {
      for (; count < 600; count++) micro.trade({ timeNs: 1n, price: 10, qty: big, side: 'buy' });
    });
    expect([code, count]).toEqual(['OVERFLOW', 512]);
  });

  test('for which there is no place to wait', () => {
    using micro = createMicrostructure(SCALES, { realised: { afterNs: 10, pending: 2 } });
    const [bids, asks] = [[bid], [{ price: 11, qty: 1 }]];
    micro.depth({ timeNs: 0n, bids, asks });
    for (const timeNs of [1n, 2n, 3n, 12n]) micro.trade({ timeNs, price: 11, qty: 1 });
    // The third found no place; the first had left its own when the fourth came.
    expect(micro.values()).toMatchObject({ realisedMissed: 1, realisedSpread: 1 });
    micro.depth({ timeNs: 20n, bids, asks: [{ price: 10.5, qty: 1 }] });
    micro.depth({ timeNs: 23n, bids, asks });
    expect(micro.values()).toMatchObject({ realisedSpread: 1.5, realisedMissed: 1 });
  });

  test('bars of VPIN that are none', () => {
    using micro = createMicrostructure(SCALES, { vpin: { bucketQty: 5, sigma: 1 } });
    for (const [change, qty] of [
      [NAN, 1],
      [1, -1],
      [1, Number.POSITIVE_INFINITY],
    ] as const)
      expect(codeOf(() => micro.bar(change, qty))).toBe('BAD_ARGUMENT');
    micro.bar(0, 1e12);
    expect(micro.values()).toMatchObject({ vpin: 0, vpinCount: 2e11 });
  });

  test('after it was disposed of; a state of others', () => {
    const micro = createMicrostructure(SCALES);
    using other = createMicrostructure(SCALES, { levels: 7 });
    expect(codeOf(() => micro.restore(other.save()))).toBe('BAD_ARGUMENT');
    micro[Symbol.dispose]();
    expect(codeOf(() => micro.values())).toBe('CLOSED');
    expect(codeOf(() => followBook({} as Book))).toBe('BAD_ARGUMENT');
  });
});

describe('a live book', () => {
  const OPTIONS: MicroOptions = { walls: { qty: 5 }, vpin: { bucketQty: 0.5, buckets: 2 } };
  const make = async (): Promise<TestEngine> => {
    const bounds = { memoryBytes: 32 << 20, windowBits: 10, instrumentsMax: 4 };
    const subject = await createTestEngine({
      ...bounds,
      farLevelsMax: 4096,
      farLevelsMaxTotal: 16384,
    });
    subject.write.define(SCALES, 1n);
    subject.run();
    return subject;
  };
  const snapshot = (subject: TestEngine, last: bigint): void => {
    const [bids, asks] = [[[1000n, 5000n] as const], [[1010n, 3000n] as const]];
    subject.write.snapshot({ last, recv: last, bids, asks });
    subject.run();
  };

  test('that has a gap is not known, and is compared with nothing afterwards', async () => {
    const subject = await make();
    const micro = followBook(new Book(subject.engine, 0), OPTIONS);
    expect(micro.update()).toBe(false);
    expect(micro.values()).toMatchObject({ isLive: false, bookUpdates: 0, mid: NAN });
    snapshot(subject, 10n);
    expect(micro.update(0)).toBe(true);
    subject.write.delta({ first: 11n, last: 11n, recv: 11n, bids: [[1000n, 6000n]] });
    subject.run();
    micro.update();
    expect(micro.values()).toMatchObject({ ofi: 1, bidQty: 6, bidWallPrice: 10, mid: 10.05 });
    micro.trade({ timeNs: 12n, price: 10.1, qty: 1 });
    expect(micro.values()).toMatchObject({ leeReadySide: 1, side: 1 });
    subject.write.delta({ first: 20n, last: 20n, recv: 12n, bids: [[1000n, 1n]] });
    subject.run();
    expect(micro.update()).toBe(false);
    const lost = micro.values();
    expect([lost.isLive, lost.ofiSum, lost.bidQty]).toEqual([false, 1, 0]);
    for (const name of ['mid', 'ofi', 'imbalance', 'microprice', 'bidWallPrice'] as const)
      expect(lost[name]).toBeNaN();
    micro.trade({ timeNs: 13n, price: 10.1, qty: 1 });
    expect(micro.values()).toMatchObject({ quoteSide: 0, tickSide: 1, effectiveSpread: NAN });
    snapshot(subject, 30n);
    micro.update(0);
    expect(micro.values()).toMatchObject({ isLive: true, ofi: 0, ofiSum: 1 });
  });

  test('whose scale widens begins anew, with the same bounds', async () => {
    const subject = await make();
    const micro = followBook(new Book(subject.engine, 0), OPTIONS);
    snapshot(subject, 10n);
    micro.update(0);
    micro.trade({ timeNs: 11n, price: 10.1, qty: 0.5, side: 'buy' });
    expect(micro.values()).toMatchObject({ bidWallQty: 5, cvd: 0.5, vpinCount: 1 });
    subject.write.define({ priceScale: 4, qtyScale: 5, tickSize: 100n, version: 2 }, 12n);
    subject.run();
    expect(micro.update(0)).toBe(subject.engine.topOfBook(0) !== undefined);
    const [bids, asks] = [[[100_000n, 500_000n] as const], [[101_000n, 300_000n] as const]];
    subject.write.snapshot({ last: 40n, recv: 40n, bids, asks });
    subject.run();
    expect(micro.update(0)).toBe(true);
    expect(micro.values()).toMatchObject({ bidPrice: 10, bidWallQty: 5, cvd: 0, spread: 0.1 });
    micro.trade({ timeNs: 41n, price: 10.1, qty: 1, side: 'sell' });
    expect(micro.values()).toMatchObject({ cvd: -1, vpinCount: 2, vpin: 1 });
  });

  test('gives records of its own instrument only', async () => {
    const subject = await make();
    const { core, engine, write } = subject;
    const micro = new Microstructure(core, SCALES, OPTIONS, 0, engine.address);
    snapshot(subject, 10n);
    const at = write.end;
    write.trade({ recv: 11n, price: 1010n, qty: 500n });
    const record = new TradeView(core.view, at);
    micro.record(at);
    expect(micro.values()).toMatchObject({ trades: 1, cvd: 0.5, venueSide: 1 });
    record.instrumentId = 1;
    micro.record(at);
    expect(micro.values().trades).toBe(1);
    record.instrumentId = 0;
    for (const kind of [RecordKind.Bbo, RecordKind.Status, RecordKind.None]) {
      record.kind = kind;
      micro.record(at);
      expect(micro.values()).toMatchObject({ trades: 1, bookUpdates: 0 });
    }
    for (const kind of [RecordKind.DepthDelta, RecordKind.DepthClear, RecordKind.OrderAdd]) {
      record.kind = kind;
      micro.record(at);
    }
    expect(micro.values()).toMatchObject({ bookUpdates: 3, bidPrice: 10 });
    expect(codeOf(() => micro.depth({ timeNs: 1n, bids: [], asks: [] }))).toBe('NO_BOOK');
  });
});

/** Trades and levels of a seeded walk, the same in every build. */
async function runWalk(build: CoreBuild, steps: number) {
  const core = await createCore({ build, memoryBytes: 8 << 20 });
  const options: MicroOptions = {
    vpin: { bucketQty: 7, barTrades: 3, buckets: 5 },
    kyle: { trades: 2, window: 9 },
    scoreWindow: 11,
    samples: { everyNs: 3 },
  };
  const micro = new Microstructure(core, SCALES, options);
  const record = new TradeView(core.view, core.alloc(TradeView.size, 'a trade'));
  let seed = 12345;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  let price = 100_000;
  const late: (readonly [number, number])[] = [];
  for (let k = 0; k < steps; k++) {
    price += next(5) - 2;
    // Quantities over nine decades: rounding has something to cut off.
    const qty = 1 + next(10) * 10 ** next(10);
    record.price = BigInt(price);
    record.qty = BigInt(qty);
    record.flags = next(2) === 0 ? 4 : 8;
    record.recvTsNs = BigInt(k);
    core.check(core.exports.microTrade(micro.address, record.offset));
    late.push([price, qty * (record.flags === 4 ? 1 : -1)]);
    if (late.length > 200) late.shift();
    if (k % 4 !== 0) continue;
    const row = (offset: number) => ({ price: (price + offset) / 100, qty: (1 + next(90)) / 1000 });
    micro.depth({ timeNs: BigInt(k), bids: [row(-1), row(-3)], asks: [row(1)] });
  }
  return { micro, late };
}

test('all builds give the same bytes', async () => {
  const states = await Promise.all(
    (['checked', 'unshared', 'release'] as const).map(async (build) => {
      const { micro } = await runWalk(build, 2000);
      return micro.save();
    }),
  );
  expect(states[1]).toEqual(states[0]);
  expect(states[2]).toEqual(states[0]);
});

test('nothing drifts: after 300 000 trades windows are what a fresh sum of them is', async () => {
  const { micro, late } = await runWalk('unshared', 300_000);
  const values = micro.values();
  const window = late.slice(-100).map(([, signed]) => signed);
  expect(values.flow).toBe(window.reduce((a, b) => a + b, 0) / 1000);
  const groups = Array.from({ length: 10 }, (_, i) =>
    late.slice(late.length - 20 + 2 * i).slice(0, 2),
  );
  const x = groups.slice(1).map((group) => group.reduce((a, [, signed]) => a + signed, 0));
  const y = groups.slice(1).map((group, i) => (group[1]?.[0] ?? 0) - (groups[i]?.[1]?.[0] ?? 0));
  const mean = (v: readonly number[]): number => v.reduce((a, b) => a + b, 0) / v.length;
  const [mx, my] = [mean(x), mean(y)];
  const shared = x.reduce((a, v, i) => a + (v - mx) * ((y[i] ?? 0) - my), 0);
  const slope = shared / x.reduce((a, v) => a + (v - mx) ** 2, 0);
  expect(Math.abs(values.kyleLambda / (slope * 10) - 1)).toBeLessThan(1e-12);
});

test('a configuration that no option gives is refused by the kernel', async () => {
  const core = await createCore({ memoryBytes: 2 << 20 });
  const config = core.alloc(256, 'a configuration');
  expect(core.exports.microSize(config)).toBe(0);
  expect(core.exports.microInit(config + 128, config)).toBe(Status.BadArgument);
});

test('the guide names every value, option and error', () => {
  const guide = readFileSync(new URL('../../docs/microstructure.md', import.meta.url), 'utf8');
  const folder = new URL('.', import.meta.url);
  const text = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  const codes = [...text.matchAll(/@throws OutcryError ([^\n]*)/g)].flatMap(
    (match) => match[1]?.match(/[A-Z]+(?:_[A-Z]+)+|NEGATIVE|OVERFLOW/g) ?? [],
  );
  const thrown = [...text.matchAll(/OutcryError\('([A-Z_]+)'/g)].map((match) => match[1] ?? '');
  expect([codes.length > 5, thrown.length > 2]).toEqual([true, true]);
  const values = Object.keys(createMicrostructure(SCALES).values());
  // Plain facts of the book, and the parts of names that the table writes as one.
  const plain = /^(isLive|bookUpdates|trades|(bid|ask)(Price|Qty)|mid|askWall\w+|venueSide)$/;
  const short = /^(effectiveSpread(Bps|Mean)|quoteChangesMean|vpinCount|realisedSpreadMean)$/;
  const named = values.filter((name) => !plain.test(name) && !short.test(name));
  expect(named.length).toBeGreaterThan(25);
  const missing = [...codes, ...thrown, ...named].filter((name) => !guide.includes(name));
  expect(missing).toEqual([]);
});
