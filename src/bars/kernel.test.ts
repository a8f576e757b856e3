// The kernel by address, as a session calls it: however records come in pieces and however little
// space there is for bars, the bytes are the same; a copy of the state goes on the same way.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BarFault, BarsConfigView, BarsStatsView, BarView } from '../abi/bars.ts';
import { BboView, RecordFlag, RecordKind, TradeView } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import { createCore } from '../core/core.ts';
import type { CoreBuild } from '../core/load.ts';
import { type BarOptions, writeBarsConfig } from './options.ts';
import { parseBarSpec } from './spec.ts';

const SCALES = { priceScale: 0, qtyScale: 0 };
const RECORD = 64;
const MANY = 4096;

/** Trades of instrument 3 at even places, quotes of 3 and trades of 4 between them. */
const streams = fc.array(
  fc.record({
    kind: fc.constantFrom('trade', 'trade', 'quote', 'other'),
    gap: fc.nat(2_500_000_000),
    price: fc.integer({ min: 900, max: 1100 }),
    qty: fc.nat(12),
    flags: fc.constantFrom(0, RecordFlag.Buy, RecordFlag.Sell),
  }),
  { minLength: 1, maxLength: 50, size: 'max' },
);
type Stream = typeof streams extends fc.Arbitrary<infer T> ? T : never;

async function makeKernel(build: CoreBuild) {
  const core = await createCore({ build, memoryBytes: 4 << 20 });
  const { exports, view, bytes } = core;
  const stateBytes = exports.barsSize() >>> 0;
  const [state, copy] = [core.alloc(stateBytes, 'state'), core.alloc(stateBytes, 'copy')];
  const config = core.alloc(BarsConfigView.size, 'config');
  const records = core.alloc(64 * RECORD, 'records');
  const out = core.alloc(MANY * BarView.size, 'bars');
  const stats = new BarsStatsView(view, state);

  function write(stream: Stream): number {
    let ts = 1_700_000_000_000_000_000n;
    bytes.fill(0, records, records + 64 * RECORD);
    stream.forEach(({ kind, gap, price, qty, flags }, i) => {
      const at = records + i * RECORD;
      ts += BigInt(gap);
      const record = new TradeView(view, at);
      record.size = RECORD;
      record.kind = kind === 'quote' ? RecordKind.Bbo : RecordKind.Trade;
      record.flags = RecordFlag.Exchange | RecordFlag.Local | flags;
      record.instrumentId = kind === 'other' ? 4 : 3;
      record.recvTsNs = ts + 5n;
      record.exchangeTsNs = ts;
      record.price = BigInt(price);
      record.qty = BigInt(qty);
      record.tradeId = -1n;
      if (kind !== 'quote') return;
      const quote = new BboView(view, at);
      quote.bidQty = 1n;
      quote.askPrice = BigInt(price + 1);
      quote.askQty = BigInt(qty);
    });
    return records + stream.length * RECORD;
  }

  function init(spec: string, options: BarOptions): void {
    bytes.fill(0, config, config + BarsConfigView.size);
    const all = { ...options, instrumentId: 3, seriesId: 9 };
    writeBarsConfig(new BarsConfigView(view, config), parseBarSpec(spec), SCALES, all);
    expect(exports.barsInit(state, config)).toBe(Status.Ok);
  }

  /** All bars of the records in pieces that end at `cuts`; space for `space` bars a call. */
  function run(end: number, cuts: readonly number[], space: number, isMoved: boolean): string {
    const bars: string[] = [];
    let from = records;
    const ends = [...cuts.map((cut) => records + cut * RECORD).filter((p) => p < end), end];
    for (const to of ends.sort((a, b) => a - b)) {
      for (;;) {
        const status = exports.barsRun(state, from, to, out, out + space * BarView.size);
        from = stats.cursor;
        bars.push(Buffer.from(bytes.subarray(out, stats.out)).toString('hex'));
        if (status === Status.Ok) break;
        expect(status).toBe(Status.OutputFull);
        if (!isMoved) continue;
        bytes.copyWithin(copy, state, state + stateBytes);
        bytes.fill(0xa5, state, state + stateBytes);
        bytes.copyWithin(state, copy, copy + stateBytes);
      }
      expect(from).toBe(to);
    }
    bars.push(exports.barsForming(state, out) === 0 ? '' : hexOf(out));
    return bars.join('');
  }

  const hexOf = (at: number): string =>
    Buffer.from(bytes.subarray(at, at + BarView.size)).toString('hex');
  return { core, stats, write, init, run, state, config, out, records };
}

const CASES: [string, BarOptions][] = [
  ['1s', { fill: true }],
  ['1s', { from: 'quotes' }],
  ['tick:2', {}],
  ['volume:3', { split: true }],
  ['dollar:2000', { split: true }],
  ['volume-imbalance:15', {}],
  ['imbalance:3', { expected: {} }],
  ['range:60', { from: 'quotes' }],
  ['renko:10', { wicks: true }],
  ['renko:7', { from: 'quotes' }],
  ['pnf:5x2', {}],
];

describe.each<CoreBuild>(['checked', 'unshared'])('%s build', async (build) => {
  const kernel = await makeKernel(build);

  test.each(CASES)(
    '%s %o: pieces, little space and moved states change no byte',
    (spec, options) => {
      const cuts = fc.array(fc.nat(50), { maxLength: 6 });
      fc.assert(
        fc.property(streams, cuts, fc.integer({ min: 1, max: 3 }), (stream, where, space) => {
          const end = kernel.write(stream);
          kernel.init(spec, options);
          const whole = kernel.run(end, [], MANY, false);
          kernel.init(spec, options);
          expect(kernel.run(end, where, space, true)).toBe(whole);
          kernel.init(spec, options);
          let single = '';
          for (let k = 0; k < stream.length; k++) {
            const at = kernel.records + k * RECORD;
            for (;;) {
              const { exports } = kernel.core;
              const outEnd = kernel.out + BarView.size;
              const status = exports.barsUpdate(kernel.state, at, kernel.out, outEnd);
              if (kernel.stats.out > kernel.out)
                single += Buffer.from(
                  kernel.core.bytes.subarray(kernel.out, kernel.stats.out),
                ).toString('hex');
              if (status === Status.Ok) break;
              expect(status).toBe(Status.OutputFull);
            }
          }
          expect(whole.startsWith(single)).toBe(true);
          expect(whole.length - single.length).toBeLessThanOrEqual(2 * BarView.size);
        }),
        { numRuns: 15 },
      );
    },
  );

  test('a bar says whose it is, and when it was known', () => {
    const { core, write, init, run, out } = kernel;
    const trade = { kind: 'trade', price: 1000, qty: 2, flags: RecordFlag.Buy } as const;
    const end = write([
      { ...trade, gap: 0 },
      { ...trade, gap: 7_000_000_000 },
    ]);
    init('1s', {});
    run(end, [], MANY, false);
    init('1s', {});
    core.exports.barsRun(kernel.state, kernel.records, end, out, out + BarView.size);
    const bar = new BarView(core.view, out);
    expect([bar.size, bar.instrumentId, bar.seriesId, bar.buyQty]).toEqual([128, 3, 9, 2n]);
    expect(bar.exchangeTsNs).toBe(1_700_000_001_000_000_000n);
    expect(bar.recvTsNs).toBe(1_700_000_007_000_000_005n);
    expect(new Uint8Array(core.memory.buffer, out + 96, 32).every((byte) => byte === 0)).toBe(true);
  });

  test('what is no record, and what is refused, is said with its place', () => {
    const { core, write, init, stats, state, records, out } = kernel;
    const one = { kind: 'trade', gap: 1, price: 1000, qty: 2, flags: 0 } as const;
    const end = write([one, one, one]);
    const call = () => core.exports.barsRun(state, records, end, out, out + BarView.size);
    new TradeView(core.view, records + RECORD).qty = -1n;
    init('tick:9', {});
    expect([call(), stats.cursor, stats.fault]).toEqual([
      Status.BadArgument,
      records + RECORD,
      BarFault.Malformed,
    ]);
    for (const size of [0, 63, 4096]) {
      new TradeView(core.view, records + RECORD).size = size;
      init('tick:9', {});
      expect([call(), stats.cursor]).toEqual([Status.BadMessage, records + RECORD]);
    }
  });

  test.each<[string, (view: BarsConfigView) => void]>([
    ['no kind', (c) => (c.kind = 0)],
    ['a size of 0', (c) => (c.size = 0n)],
    ['a negative session', (c) => (c.sessionNs = -1n)],
    ['a reversal of 0', (c) => (c.reversal = 0)],
    ['a policy that there is not', (c) => (c.late = 3 as 0)],
    ['a source that there is not', (c) => (c.source = 3 as 0)],
    ['a wide size of a narrow kind', (c) => (c.sizeHigh = 1n)],
  ])('a configuration with %s is refused', (_, change) => {
    const { core, init, state, config } = kernel;
    init('1s', {});
    change(new BarsConfigView(core.view, config));
    expect(core.exports.barsInit(state, config)).toBe(Status.BadArgument);
  });
});
