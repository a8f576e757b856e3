// Every value after every event of random markets against its definition.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differences, optionsOf } from '../testing/micro-oracle.ts';
import {
  type MicroEvent,
  type NaiveOptions,
  naiveFlows,
  naiveMicro,
  type Row,
} from '../testing/naive-micro.ts';
import { createMicrostructure } from './default.ts';
import type { Microstructure } from './microstructure.ts';

const SCALES = { priceScale: 1, qtyScale: 2 };
const [P, Q] = [10, 100];

const row = fc.record({
  gap: fc.integer({ min: 1, max: 3 }),
  qty: fc.integer({ min: 1, max: 60 }),
});
const side = fc.array(row, { maxLength: 7, size: 'max' });
const events = fc
  .array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          kind: fc.constant('book' as const),
          gap: fc.nat(1500),
          move: fc.integer({ min: -3, max: 3 }),
          bids: side,
          asks: side,
          changes: fc.nat(9),
        }),
      },
      {
        weight: 6,
        arbitrary: fc.record({
          kind: fc.constant('trade' as const),
          gap: fc.nat(300),
          move: fc.integer({ min: -4, max: 4 }),
          qty: fc.nat(20),
          side: fc.integer({ min: -1, max: 1 }),
        }),
      },
    ),
    { maxLength: 70, size: 'max' },
  )
  .map((list) => {
    let [ts, mid] = [1_000_000, 5000];
    const place = (rows: readonly { gap: number; qty: number }[], way: number): Row[] => {
      let price = mid;
      return rows.map(({ gap, qty }) => {
        price += way * gap;
        return [price, qty] as const;
      });
    };
    return list.map((each): MicroEvent => {
      ts += each.gap;
      if (each.kind === 'trade') return { ...each, ts, price: mid + each.move };
      mid += each.move;
      return { ...each, ts, bids: place(each.bids, -1), asks: place(each.asks, 1) };
    });
  });

const PLAIN: NaiveOptions = {
  levels: 4,
  decay: 0.5,
  harmonic: false,
  ofiLevels: 3,
  ofiWindow: 5,
  scoreWindow: 6,
  wallLevels: 5,
  wallQty: 20,
  wallTimes: 1.5,
  wallBps: 0,
  classifier: 'venue',
  flowWindow: 6,
  spreadWindow: 4,
  realisedNs: 800,
  rollWindow: 5,
  kyleTrades: 2,
  kyleWindow: 4,
  vpinQty: 15,
  vpinBuckets: 3,
  vpinBarTrades: 0,
  vpinSigmaBars: 4,
  everyNs: 0,
  volatilityWindow: 4,
  atrWindow: 3,
  momentumWindow: 2,
  periods: 400,
  stuffingNs: 1000,
  stuffingSpans: 3,
  stuffingTimes: 1.5,
};
const OTHER: Partial<NaiveOptions> = {
  levels: 6,
  harmonic: true,
  ofiLevels: 1,
  wallTimes: 0,
  wallBps: 10,
  classifier: 'lee-ready',
  vpinBarTrades: 3,
  everyNs: 700,
  realisedNs: 0,
};

function feed(micro: Microstructure, event: MicroEvent): void {
  if (event.kind === 'lost') throw new Error('levels that are given are never lost');
  const timeNs = BigInt(event.ts);
  if (event.kind === 'trade') {
    const { price, qty, side: way } = event;
    const known = way > 0 ? 'buy' : way < 0 ? 'sell' : undefined;
    micro.trade({ timeNs, price: price / P, qty: qty / Q, side: known });
    return;
  }
  const rows = (levels: readonly Row[]) =>
    levels.map(([price, qty]) => ({ price: price / P, qty: qty / Q }));
  micro.depth({ timeNs, bids: rows(event.bids), asks: rows(event.asks), changes: event.changes });
}

describe('after every event every value is that of its definition:', () => {
  test.each<[string, NaiveOptions]>([
    ['plain', PLAIN],
    ['other', { ...PLAIN, ...OTHER }],
    ['tick rule', { ...PLAIN, classifier: 'tick', vpinBarTrades: 1, everyNs: 100 }],
    ['quote rule', { ...PLAIN, classifier: 'quote', wallBps: 6 }],
  ])('%s', (_, options) => {
    fc.assert(
      fc.property(events, (list) => {
        let micro = createMicrostructure(SCALES, optionsOf(options, Q));
        list.forEach((event, i) => {
          feed(micro, event);
          const seen = list.slice(0, i + 1);
          expect(differences(micro.values(), naiveMicro(seen, options), [P, Q])).toEqual([]);
          const flows = Array.from({ length: options.ofiLevels }, (__, k) => naiveFlows(seen, k));
          const windows = flows.map((all) => all.slice(-options.ofiWindow));
          const sums = windows.map((all) => all.reduce((a, b) => a + b, 0) / Q);
          if (event.kind === 'book') expect(micro.ofiLevels().sum).toEqual(sums);
          if (i % 9 !== 4) return;
          const state = micro.save();
          micro[Symbol.dispose]();
          micro = createMicrostructure(SCALES, optionsOf(options, Q));
          micro.restore(state);
        });
        micro[Symbol.dispose]();
      }),
      { numRuns: 60 },
    );
  });
});
