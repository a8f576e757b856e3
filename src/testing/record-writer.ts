// Records written by hand into core memory, one behind the other, and an engine to run them.
// For tests: fields have the names of schema/records.fbs, what is left out is 0 (ids: -1).
import {
  BboView,
  BookModel,
  DefinitionView,
  DepthView,
  HeaderView,
  MarketEventView,
  OrderEventView,
  RecordKind,
  TradeView,
} from '../abi/records.ts';
import { type Core, createCore } from '../core/core.ts';
import { Cursors, Engine, type EngineOptions } from '../core/engine.ts';
import type { CoreBuild } from '../core/load.ts';
import { type Instrument, writeDefinition } from '../model/instrument.ts';

export type RowOf = readonly [price: bigint, qty: bigint];

interface Head {
  readonly recv: bigint;
  readonly id?: number;
  readonly flags?: number;
  readonly exchange?: bigint;
}

export interface DepthFields extends Head {
  readonly first?: bigint;
  readonly last: bigint;
  readonly prev?: bigint;
  readonly bids?: readonly RowOf[];
  readonly asks?: readonly RowOf[];
}

export interface OrderFields extends Head {
  readonly price?: bigint;
  readonly qty?: bigint;
  readonly orderId?: bigint;
  readonly seq?: bigint;
}

export const BTC: Instrument = {
  venue: 'binance-spot',
  symbol: 'BTCUSDT',
  priceScale: 2,
  qtyScale: 3,
  tickSize: 1n,
  lotSize: 1n,
  bookModel: 'L2',
  windowBits: 0,
  version: 1,
};

/** Ordinary records: valid in both orders. */
const BOTH = 3;

export class RecordWriter {
  readonly core: Core;
  readonly start: number;
  private readonly limit: number;
  end: number;

  constructor(core: Core, bytes = 1 << 20) {
    this.core = core;
    this.start = core.alloc(bytes, 'test records');
    this.limit = this.start + bytes;
    this.end = this.start;
  }

  /** Forgets what was written. */
  reset(): this {
    this.end = this.start;
    return this;
  }

  private take(bytes: number): number {
    const at = this.end;
    if (at + bytes > this.limit) throw new RangeError('the test writes too many records');
    this.core.bytes.fill(0, at, at + bytes);
    this.end += bytes;
    return at;
  }

  private head(at: number, size: number, kind: RecordKind, head: Head): void {
    const view = new HeaderView(this.core.view, at);
    view.size = size;
    view.kind = kind;
    view.flags = head.flags ?? BOTH;
    view.instrumentId = head.id ?? 0;
    view.recvTsNs = head.recv;
    view.exchangeTsNs = head.exchange ?? 0n;
  }

  define(instrument: Partial<Instrument>, recv: bigint, id = 0): this {
    const at = this.take(DefinitionView.size);
    writeDefinition(new DefinitionView(this.core.view, at), { ...BTC, ...instrument }, id, recv);
    if (instrument.bookModel !== undefined)
      new DefinitionView(this.core.view, at).bookModel = BookModel[instrument.bookModel];
    return this;
  }

  private depth(kind: RecordKind, fields: DepthFields): this {
    const rows = [...(fields.bids ?? []), ...(fields.asks ?? [])];
    const size = 64 + 16 * rows.length;
    const at = this.take(size);
    this.head(at, size, kind, fields);
    const view = new DepthView(this.core.view, at);
    view.firstSeq = fields.first ?? fields.last;
    view.lastSeq = fields.last;
    view.prevSeq = fields.prev ?? -1n;
    view.rowCount = rows.length;
    view.bidCount = fields.bids?.length ?? 0;
    for (const [i, [price, qty]] of rows.entries()) {
      this.core.view.setBigInt64(at + 64 + 16 * i, price, true);
      this.core.view.setBigInt64(at + 72 + 16 * i, qty, true);
    }
    return this;
  }

  delta(fields: DepthFields): this {
    return this.depth(RecordKind.DepthDelta, fields);
  }

  snapshot(fields: DepthFields): this {
    return this.depth(RecordKind.DepthSnapshot, fields);
  }

  trade(fields: Head & { price: bigint; qty: bigint; tradeId?: bigint }): this {
    const at = this.take(TradeView.size);
    this.head(at, TradeView.size, RecordKind.Trade, { flags: BOTH | 4, ...fields });
    const view = new TradeView(this.core.view, at);
    view.price = fields.price;
    view.qty = fields.qty;
    view.tradeId = fields.tradeId ?? -1n;
    view.firstTradeId = -1n;
    view.lastTradeId = -1n;
    return this;
  }

  bbo(fields: Head & { bid: RowOf; ask: RowOf; seq: bigint }): this {
    const at = this.take(BboView.size);
    this.head(at, BboView.size, RecordKind.Bbo, fields);
    const view = new BboView(this.core.view, at);
    [view.bidPrice, view.bidQty] = fields.bid;
    [view.askPrice, view.askQty] = fields.ask;
    view.seq = fields.seq;
    return this;
  }

  /** Order events, and DepthSingle. `flags` name the side: 7 bid, 11 ask. */
  order(kind: RecordKind, fields: OrderFields): this {
    const at = this.take(OrderEventView.size);
    this.head(at, OrderEventView.size, kind, fields);
    const view = new OrderEventView(this.core.view, at);
    view.price = fields.price ?? 0n;
    view.qty = fields.qty ?? 0n;
    view.orderId = fields.orderId ?? 0n;
    view.seq = fields.seq ?? 0n;
    return this;
  }

  /** DepthClear, Status. */
  event(kind: RecordKind, fields: OrderFields & { status?: number }): this {
    const at = this.take(MarketEventView.size);
    this.head(at, MarketEventView.size, kind, fields);
    const view = new MarketEventView(this.core.view, at);
    view.price = fields.price ?? 0n;
    view.qty = fields.qty ?? 0n;
    view.orderId = fields.orderId ?? 0n;
    view.seq = fields.seq ?? 0n;
    view.status = fields.status ?? 0;
    return this;
  }

  /** What was written, as bytes of its own. */
  copy(): Uint8Array {
    return this.core.bytes.slice(this.start, this.end);
  }

  /** Appends records that `copy` gave. */
  paste(bytes: Uint8Array): this {
    const at = this.take(bytes.length);
    this.core.bytes.set(bytes, at);
    return this;
  }
}

export interface TestEngineOptions extends EngineOptions {
  readonly build?: CoreBuild;
  readonly memoryBytes?: number;
  readonly writerBytes?: number;
}

/** An engine with a writer of its own; `run` applies what was written and starts it anew. */
export class TestEngine {
  readonly core: Core;
  readonly engine: Engine;
  readonly write: RecordWriter;
  private readonly cursors: Cursors;
  private readonly pristine: Uint8Array;

  constructor(core: Core, options: TestEngineOptions) {
    this.core = core;
    this.engine = new Engine(core, options);
    this.write = new RecordWriter(core, options.writerBytes);
    this.cursors = new Cursors(core, 1);
    this.pristine = core.bytes.slice(0, core.exports.arenaTop() >>> 0);
  }

  /** Status of engineRun over what was written: NeedInput (1) when all of it was taken. */
  run(): number {
    this.cursors.set(0, this.write.start, this.write.end);
    const status = this.engine.run(this.cursors.address, 1);
    this.write.reset();
    return status;
  }

  /** Everything as it was when the test engine was made. */
  rewind(): void {
    const { bytes, exports } = this.core;
    bytes.fill(0, this.pristine.length, exports.arenaTop() >>> 0);
    bytes.set(this.pristine);
    this.write.reset();
  }

  /** Readable levels of a side, best first. */
  levels(side: 'bid' | 'ask', id = 0): [bigint, bigint][] {
    const { address, count } = this.engine.levels(id, side, 4096);
    return Array.from({ length: count }, (_, i) => [
      this.core.view.getBigInt64(address + 16 * i, true),
      this.core.view.getBigInt64(address + 16 * i + 8, true),
    ]);
  }
}

export async function createTestEngine(options: TestEngineOptions = {}): Promise<TestEngine> {
  const { build = 'release', memoryBytes = 128 << 20 } = options;
  return new TestEngine(await createCore({ build, memoryBytes }), options);
}
