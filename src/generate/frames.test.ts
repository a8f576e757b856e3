import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BboView, DepthView, RecordFlag, RecordKind, RowView, TradeView } from '../abi/records.ts';
import { type Core, createCore } from '../core/core.ts';
import { FeedDecoder } from '../decode/feed-decoder.ts';
import { formatDecimal } from '../model/decimal.ts';
import type { Instrument } from '../model/instrument.ts';
import { FrameEncoder, generateFrames } from './frames.ts';
import { createMarket } from './market.ts';
import { recordsIn } from './naive-orders.ts';
import type { MarketOptions } from './options.ts';

const VENUES = ['binance-usdm', 'binance-spot', 'binance-coinm'] as const;
const DECIMALS = {
  'binance-usdm': [2, 3],
  'binance-spot': [8, 8],
  'binance-coinm': [1, 0],
} as const;

/** A record as the venue would print it, by JSON.stringify. */
class NaivePrinter {
  readonly #core: Core;
  readonly #of: Instrument;
  readonly #venue: (typeof VENUES)[number];

  constructor(core: Core, of: Instrument) {
    this.#core = core;
    this.#of = of;
    const venue = VENUES.find((name) => name === of.venue);
    if (venue === undefined) throw new Error(of.venue);
    this.#venue = venue;
  }

  #price(quanta: bigint): string {
    const [decimals] = DECIMALS[this.#venue];
    const shift = 10n ** BigInt(decimals - this.#of.priceScale);
    return formatDecimal(quanta * shift, decimals);
  }

  #qty(quanta: bigint): string {
    const [, decimals] = DECIMALS[this.#venue];
    return formatDecimal(quanta * 10n ** BigInt(decimals - this.#of.qtyScale), decimals);
  }

  #rows(at: number, count: number): [string, string][] {
    return Array.from({ length: count }, (_, i) => {
      const row = new RowView(this.#core.view, at + 16 * i);
      return [this.#price(row.price), this.#qty(row.qty)];
    });
  }

  /** `undefined` for records without a message. */
  line(at: number): string | undefined {
    const head = new DepthView(this.#core.view, at);
    const { kind, recvTsNs, exchangeTsNs } = head;
    const travel = recvTsNs - exchangeTsNs;
    const T = Number(exchangeTsNs / 1_000_000n);
    const E = T + (travel > 0n ? Number(travel / 4_000_000n) : 0);
    const json =
      kind === RecordKind.Trade
        ? this.#trade(at, E, T)
        : kind === RecordKind.Bbo
          ? this.#bbo(at, E, T)
          : kind === RecordKind.DepthDelta
            ? this.#delta(head, E, T)
            : kind === RecordKind.DepthSnapshot
              ? this.#snapshot(head, E, T)
              : undefined;
    return json === undefined ? undefined : `${recvTsNs} ${JSON.stringify(json)}`;
  }

  #envelope(stream: string, data: object): object {
    return { stream: `${this.#of.symbol.toLowerCase()}@${stream}`, data };
  }

  get #names(): { s: string; ps?: string } {
    const s = this.#of.symbol;
    return this.#venue === 'binance-coinm' ? { s, ps: s.split('_')[0] ?? s } : { s };
  }

  #trade(at: number, E: number, T: number): object {
    const trade = new TradeView(this.#core.view, at);
    const [p, q] = [this.#price(trade.price), this.#qty(trade.qty)];
    const [t, m] = [Number(trade.tradeId), (trade.flags & RecordFlag.Sell) !== 0];
    const s = this.#of.symbol;
    if (this.#venue === 'binance-spot')
      return this.#envelope('trade', { e: 'trade', E, s, t, p, q, T, m, M: true });
    return this.#envelope('trade', { e: 'trade', E, T, s, t, p, q, X: 'MARKET', m });
  }

  #bbo(at: number, E: number, T: number): object {
    const bbo = new BboView(this.#core.view, at);
    const u = Number(bbo.seq);
    const quote = {
      ...this.#names,
      b: this.#price(bbo.bidPrice),
      B: this.#qty(bbo.bidQty),
      a: this.#price(bbo.askPrice),
      A: this.#qty(bbo.askQty),
    };
    const e = 'bookTicker';
    const data =
      this.#venue === 'binance-spot'
        ? { u, ...quote }
        : this.#venue === 'binance-usdm'
          ? { e, u, ...quote, T, E }
          : { u, e, ...quote, T, E };
    return this.#envelope('bookTicker', data);
  }

  #delta(depth: DepthView, E: number, T: number): object {
    const at = depth.offset + 64;
    const b = this.#rows(at, depth.bidCount);
    const a = this.#rows(at + 16 * depth.bidCount, depth.rowCount - depth.bidCount);
    const [U, u] = [Number(depth.firstSeq), Number(depth.lastSeq)];
    const e = 'depthUpdate';
    if (this.#venue === 'binance-spot')
      return this.#envelope('depth@100ms', { e, E: T, ...this.#names, U, u, b, a });
    const pu = Number(depth.prevSeq);
    return this.#envelope('depth@0ms', { e, E, T, ...this.#names, U, u, pu, b, a });
  }

  #snapshot(depth: DepthView, E: number, T: number): object {
    const at = depth.offset + 64;
    const bids = this.#rows(at, depth.bidCount);
    const asks = this.#rows(at + 16 * depth.bidCount, depth.rowCount - depth.bidCount);
    const lastUpdateId = Number(depth.lastSeq);
    if (this.#venue === 'binance-spot') return { lastUpdateId, bids, asks };
    if (this.#venue === 'binance-usdm') return { lastUpdateId, E, T, bids, asks };
    const { s: symbol, ps: pair } = this.#names;
    return { lastUpdateId, E, T, symbol, pair, bids, asks };
  }
}

const small = (options: MarketOptions): Promise<Core> =>
  createCore({ build: options.model === 'L3' ? 'release' : 'checked', memoryBytes: 32 << 20 });

describe.each(VENUES)('frames of %s', (venue) => {
  it('are what JSON.stringify would print', async () => {
    const options = { venue, events: 150_000, seed: 6 };
    const core = await small(options);
    const market = createMarket(core, options);
    const encoder = new FrameEncoder(core, market.plan.instrument);
    const printer = new NaivePrinter(core, market.plan.instrument);
    let lines = 0;
    for (let batch = market.nextBatch(); batch !== undefined; batch = market.nextBatch())
      for (const at of recordsIn(core, batch)) {
        const end = at + core.view.getUint32(at, true);
        const text = encoder.encode(at, end);
        const line = printer.line(at);
        const found = new TextDecoder().decode(core.bytes.slice(text.start, text.end));
        if (found !== (line === undefined ? '' : `${line}\n`)) expect(found).toBe(`${line}\n`);
        lines++;
      }
    expect(lines).toBeGreaterThan(10_000);
  });

  it.each([false, true])(
    'decode to the records they were made of (slow path: %s)',
    async (slow) => {
      const options = { venue, events: slow ? 50_000 : 300_000, seed: 8, instrumentId: 3 };
      const core = await small(options);
      const market = createMarket(core, options);
      const encoder = new FrameEncoder(core, market.plan.instrument);
      const decoder = new FeedDecoder(core, { forceSlow: slow });
      decoder.define(market.plan.instrument, 3);
      let compared = 0;
      for (let batch = market.nextBatch(); batch !== undefined; batch = market.nextBatch()) {
        let from = batch.start;
        if (core.view.getUint8(from + 4) === RecordKind.Definition) from += 128;
        while (from < batch.end) {
          const text = encoder.encode(from, batch.end);
          const chunk = core.bytes.slice(text.start, text.end);
          for (let fed = 0; fed < chunk.length || decoder.pending; ) {
            if (fed < chunk.length) fed += decoder.feed(chunk, fed);
            const stop = decoder.decodeLines(false);
            if (stop === 'refused') throw decoder.error('frames');
            for (let at = decoder.output; at < decoder.outputEnd; ) {
              const size = core.view.getUint32(at, true);
              // The flag of the slow path is not part of what is stored.
              core.bytes[at + 5] = (core.bytes[at + 5] ?? 0) & ~RecordFlag.Slow;
              const found = Buffer.from(core.bytes.subarray(at, at + size));
              const expected = core.bytes.subarray(from, from + size);
              if (!found.equals(expected)) expect([...found]).toEqual([...expected]);
              compared++;
              at += size;
              from += size;
            }
          }
          expect(from).toBe(text.consumedTo);
        }
      }
      expect(compared).toBe(market.state().records);
      expect(decoder.counters.slowPath).toBe(slow ? compared : 0);
    },
  );
});

// The texts of a seed are as fixed as its records.
const GOLDEN = {
  'binance-usdm': '809ba25c37a64d179c2a6a57f019f79e',
  'binance-spot': '10dd2a873f6d9eb680d1d8d2aab6e403',
  'binance-coinm': '0c59aee9f5d7c0d5bfd5aa1bd76c1bab',
} as const;

describe('generateFrames', () => {
  it.each(VENUES)('%s: same seed, same bytes on all builds', async (venue) => {
    for (const build of ['checked', 'release', 'unshared'] as const) {
      const core = await createCore({ build, memoryBytes: 32 << 20 });
      const hash = createHash('sha256');
      let last = 0;
      for await (const chunk of generateFrames(core, { venue, events: 100_000, seed: 1 })) {
        hash.update(chunk);
        last = chunk.at(-1) ?? 0;
      }
      expect(last).toBe(10);
      expect(hash.digest('hex').slice(0, 32)).toBe(GOLDEN[venue]);
    }
  });

  it('prints numbers of every length, up to the largest', async () => {
    const core = await createCore({ build: 'checked', memoryBytes: 8 << 20 });
    const instrument: Instrument = {
      venue: 'binance-spot',
      symbol: 'X',
      priceScale: 0,
      qtyScale: 8,
      tickSize: 1n,
      lotSize: 1n,
      bookModel: 'L2',
      windowBits: 0,
      version: 1,
    };
    const encoder = new FrameEncoder(core, instrument);
    const at = core.alloc(64, 'a trade');
    const trade = new TradeView(core.view, at);
    trade.size = 64;
    trade.kind = RecordKind.Trade;
    trade.flags = 3 | RecordFlag.Buy;
    for (let digits = 0; digits <= 18; digits++)
      for (const id of [10n ** BigInt(digits) - 1n, 10n ** BigInt(digits), (1n << 63n) - 1n]) {
        trade.tradeId = id;
        trade.qty = id;
        trade.price = id < 9n * 10n ** 10n ? id : 1n;
        const text = encoder.encode(at, at + 64);
        const line = new TextDecoder().decode(core.bytes.slice(text.start, text.end));
        expect(line).toContain(`"t":${id},`);
        expect(line).toContain(`"q":"${formatDecimal(id, 8)}"`);
        expect(line).toContain(`"p":"${trade.price}.00000000"`);
        expect(line).toContain('"m":false');
      }
  });

  it('refuses what does not fit, and venues without messages', async () => {
    const core = await createCore({ build: 'checked', memoryBytes: 16 << 20 });
    const market = createMarket(core, { events: 5000 });
    const encoder = new FrameEncoder(core, market.plan.instrument, 512);
    const batch = market.nextBatch();
    if (batch === undefined) throw new Error('no records');
    expect(() => encoder.encode(batch.start + 128, batch.end)).toThrow('larger than the buffer');
    const l3 = createMarket(core, { model: 'L3' });
    expect(() => new FrameEncoder(core, l3.plan.instrument)).toThrow('no message forms');
  });
});
