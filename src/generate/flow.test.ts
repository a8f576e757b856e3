// What the generated market promises about its contents, held against books kept naively.
import { describe, expect, it } from 'vitest';
import { BboView, DepthView, RecordFlag, RecordKind, RowView, TradeView } from '../abi/records.ts';
import { type Core, createCore } from '../core/core.ts';
import { createMarket, type GeneratedMarket } from './market.ts';
import { type Fill, must, NaiveOrders, recordsIn } from './naive-orders.ts';
import type { MarketOptions, MarketVenue } from './options.ts';

/** Orders that stand before the first event: L3 streams begin with them. */
const SEEDED = 6018;

async function open(options: MarketOptions): Promise<[Core, GeneratedMarket]> {
  const core = await createCore({ build: 'release', memoryBytes: 16 << 20 });
  return [core, createMarket(core, options)];
}

/** Addresses of all records but the definition. */
function* records(core: Core, market: GeneratedMarket): Generator<number, void, undefined> {
  for (let batch = market.nextBatch(); batch !== undefined; batch = market.nextBatch())
    for (const at of recordsIn(core, batch))
      if (core.view.getUint8(at + 4) !== RecordKind.Definition) yield at;
}

describe('L3', () => {
  it('makes sense to a naive book over a million events', async () => {
    const [core, market] = await open({ model: 'L3', seed: 11, events: 1_000_000 });
    const book = new NaiveOrders(core, 1);
    let liveMax = 0;
    for (const at of records(core, market)) {
      book.apply(at);
      liveMax = Math.max(liveMax, book.orders.size);
    }
    const state = market.state();
    expect(book.fills).toBe(state.trades);
    expect(book.orders.size).toBe(state.liveOrders);
    expect(liveMax).toBeLessThanOrEqual(12_000);
    expect(book.bestBid).toBe(state.bestBidTicks);
    expect(book.bestAsk).toBe(state.bestAskTicks);
  });
});

/** Follows an L2 stream with the L3 stream of the same seed. */
class Twin {
  readonly core: Core;
  readonly book: NaiveOrders;
  readonly trades: Fill[] = [];
  readonly #source: Generator<number, void, undefined>;
  /** Ids of the L2 stream count from here (spot: one per change, without gaps). */
  firstSeq = 0;
  snapshotSeq = 0;
  /** The book at `snapshotSeq`. */
  kept: [number, number][] | undefined;
  compared = { rows: 0, tops: 0, trades: 0 };
  readonly #depth: DepthView;
  readonly #row: RowView;
  readonly #bbo: BboView;
  readonly #trade: TradeView;

  constructor(core: Core, market: GeneratedMarket, l2: Core) {
    this.core = core;
    this.book = new NaiveOrders(core, 1);
    this.#source = records(core, market);
    this.#depth = new DepthView(l2.view);
    this.#row = new RowView(l2.view);
    this.#bbo = new BboView(l2.view);
    this.#trade = new TradeView(l2.view);
    while (this.book.seq < SEEDED) this.#step();
    this.book.changed.clear();
  }

  #step(): void {
    const { value, done } = this.#source.next();
    if (done === true || value === undefined) throw new Error('the L3 stream is too short');
    const fill = this.book.apply(value);
    if (fill !== undefined) this.trades.push(fill);
    const ready = this.book.seq === this.snapshotSeq - this.firstSeq + SEEDED;
    if (ready && this.book.executed === undefined) this.kept = this.levels();
  }

  #to(seq: bigint): void {
    const target = Number(seq) - this.firstSeq + SEEDED;
    while (this.book.seq < target || this.book.executed !== undefined) this.#step();
    must(this.book.seq === target, `the L3 stream is at ${this.book.seq}, not ${target}`);
  }

  #rows(from: number, count: number): [number, number][] {
    const row = this.#row;
    return Array.from({ length: count }, (_, i) => {
      row.offset = from + 16 * i;
      return [Number(row.price), Number(row.qty)];
    });
  }

  delta(at: number): void {
    const depth = this.#depth;
    depth.offset = at;
    if (this.firstSeq === 0) this.firstSeq = Number(depth.firstSeq) - 1;
    this.#to(depth.lastSeq);
    const bids = this.#rows(at + 64, depth.bidCount);
    const asks = this.#rows(at + 64 + 16 * depth.bidCount, depth.rowCount - depth.bidCount);
    const { book } = this;
    // Rows are the changed prices, all of them, in order, with what the L3 book has there.
    let last = Number.POSITIVE_INFINITY;
    for (const [price, qty] of bids) {
      must(price < last && book.changed.delete(price), `bid ${price} did not change`);
      must((book.bids.get(price) ?? 0) === qty, `bid ${price} has ${book.bids.get(price)}`);
      last = price;
    }
    last = 0;
    for (const [price, qty] of asks) {
      must(price > last && book.changed.delete(-price), `ask ${price} did not change`);
      must((book.asks.get(price) ?? 0) === qty, `ask ${price} has ${book.asks.get(price)}`);
      last = price;
    }
    must(book.changed.size === 0, `${[...book.changed]} changed, too`);
    this.compared.rows += bids.length + asks.length;
  }

  top(at: number): void {
    const bbo = this.#bbo;
    bbo.offset = at;
    this.#to(bbo.seq);
    const { book } = this;
    const found = [bbo.bidPrice, bbo.bidQty, bbo.askPrice, bbo.askQty].map(Number);
    const bid = book.bids.get(book.bestBid);
    const expected = [book.bestBid, bid, book.bestAsk, book.asks.get(book.bestAsk)];
    must(found.join() === expected.join(), `top ${found} instead of ${expected}`);
    this.compared.tops++;
  }

  /** L2 prints come before the state they lead to: the twin may not have them yet. */
  print(at: number): void {
    const trade = this.#trade;
    trade.offset = at;
    while (this.trades.length <= this.compared.trades) this.#step();
    const buy = (trade.flags & RecordFlag.Buy) !== 0;
    const expected = this.trades[this.compared.trades++];
    must(expected?.price === Number(trade.price), 'the price of the print');
    must(expected?.qty === Number(trade.qty) && expected.buy === buy, 'quantity and side of it');
  }

  /** Levels of the book at the moment that the snapshot shows; it comes out later. */
  levels(): [number, number][] {
    return [...this.book.levels(true, 1000), ...this.book.levels(false, 1000)];
  }

  snapshot(at: number): [number, number][] {
    this.#depth.offset = at;
    return this.#rows(at + 64, this.#depth.rowCount);
  }
}

/** The snapshot's id, found by a first run of the same seed. */
async function snapshotSeq(options: MarketOptions): Promise<bigint> {
  const [core, market] = await open(options);
  const depth = new DepthView(core.view);
  for (const at of records(core, market)) {
    depth.offset = at;
    if (depth.kind === RecordKind.DepthSnapshot) return depth.lastSeq;
  }
  throw new Error('no snapshot');
}

describe('L2', () => {
  it('is the L3 stream of the same seed, summed by price', async () => {
    const options: MarketOptions = { seed: 4, venue: 'binance-spot', events: 1_000_000 };
    // Both markets make one flow: scales and steps are those of spot.
    const of = { priceScale: 2, qtyScale: 5, tickSize: '0.01', lotSize: '0.0001' };
    const l3 = await open({ ...options, ...of, model: 'L3', typicalLots: 600, events: 3_000_000 });
    const [core, market] = await open(options);
    const twin = new Twin(l3[0], l3[1], core);
    twin.snapshotSeq = Number(await snapshotSeq(options));
    let waiting: [number, number][] | undefined;
    for (const at of records(core, market)) {
      const kind = core.view.getUint8(at + 4);
      if (kind === RecordKind.DepthDelta) twin.delta(at);
      else if (kind === RecordKind.Trade) {
        if (twin.firstSeq !== 0) twin.print(at);
      } else if (kind === RecordKind.Bbo) {
        // Before the first delta its first id, and so the twin's place, is unknown.
        if (twin.firstSeq !== 0) twin.top(at);
      } else if (kind === RecordKind.DepthSnapshot) waiting = twin.snapshot(at);
    }
    expect(waiting).toEqual(twin.kept);
    expect(waiting?.length).toBe(2000);
    expect(twin.compared.rows).toBeGreaterThan(500_000);
    expect(twin.compared.tops).toBeGreaterThan(50_000);
    expect(twin.compared.trades).toBeGreaterThan(10_000);
  });

  it.each(['binance-usdm', 'binance-spot', 'binance-coinm'] as const)(
    '%s: ids chain by the rule, a snapshot straddles, times go forward',
    async (venue) => {
      const seen = await chain({ venue, events: 400_000 });
      expect(seen.deltas).toBeGreaterThan(1000);
      expect(seen.snapshots).toBe(1);
      expect(seen.straddled).toBe(1);
      expect(seen.late).toBe(true);
    },
  );

  it('makes one depth record per group of changes with an interval of 0', async () => {
    const seen = await chain({ depthIntervalMs: 0, events: 200_000 });
    const wide = await chain({ depthIntervalMs: 100, events: 200_000 });
    expect(seen.rows / seen.deltas).toBeLessThan(6);
    expect(wide.rows / wide.deltas).toBeGreaterThan(20);
    expect(seen.straddled).toBe(1);
  });
});

interface Chain {
  deltas: number;
  rows: number;
  snapshots: number;
  /** Depth records whose ids hold the snapshot's. */
  straddled: number;
  /** Whether depth records came between the snapshot's state and the snapshot. */
  late: boolean;
}

/** Checks ids and times of an L2 stream by the venue's rule (binance.md section 4). */
async function chain(options: MarketOptions): Promise<Chain> {
  const [core, market] = await open(options);
  const venue: MarketVenue = options.venue ?? 'binance-usdm';
  const spot = venue === 'binance-spot';
  const depth = new DepthView(core.view);
  const seen: Chain = { deltas: 0, rows: 0, snapshots: 0, straddled: 0, late: false };
  let last = -1n;
  let recv = -(1n << 62n);
  let snapshot = -1n;
  const spans: [bigint, bigint][] = [];
  for (const at of records(core, market)) {
    depth.offset = at;
    if (depth.recvTsNs <= recv) expect.fail('receive times go forward');
    recv = depth.recvTsNs;
    if (depth.exchangeTsNs % 1_000_000n !== 0n) expect.fail('exchange times are milliseconds');
    if (depth.kind === RecordKind.DepthSnapshot) {
      seen.snapshots++;
      snapshot = depth.lastSeq;
      seen.late = last > snapshot;
      expect(depth.firstSeq).toBe(snapshot);
      expect(depth.prevSeq).toBe(-1n);
      expect(depth.exchangeTsNs === 0n).toBe(spot);
    }
    if (depth.kind === RecordKind.Bbo && (depth.exchangeTsNs === 0n) !== spot)
      expect.fail('spot book tickers alone have no exchange time');
    if (depth.kind !== RecordKind.DepthDelta) continue;
    if (depth.firstSeq > depth.lastSeq) expect.fail('ids of one record count up');
    if (last !== -1n) {
      if (spot ? depth.firstSeq !== last + 1n : depth.prevSeq !== last) expect.fail('a gap');
      if (!spot && depth.firstSeq <= last) expect.fail('ids overlap');
    }
    if (spot && depth.prevSeq !== -1n) expect.fail('spot has no previous id');
    last = depth.lastSeq;
    seen.deltas++;
    seen.rows += depth.rowCount;
    if (spans.length < 5000) spans.push([depth.firstSeq, depth.lastSeq]);
  }
  seen.straddled = spans.filter(([first, end]) => first <= snapshot && snapshot <= end).length;
  return seen;
}
