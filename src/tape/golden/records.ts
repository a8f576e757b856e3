// The records of the golden tapes, by hand: every kind, and the turns that the codec takes. Once a
// golden tape of a version is checked in, its records stay as they are.
import {
  BboView,
  BookRestoreView,
  DefinitionView,
  DepthView,
  HeaderView,
  MarketEventView,
  OrderEventView,
  RecordKind,
  TradeView,
} from '../../abi/records.ts';
import { type Instrument, writeDefinition } from '../../model/instrument.ts';

const T0 = 1_723_161_255_030_314_600n;
const MS = 1_000_000n;

const BTC: Instrument = {
  venue: 'binance-usdm',
  symbol: 'BTCUSDT',
  priceScale: 2,
  qtyScale: 3,
  tickSize: 10n,
  lotSize: 1n,
  bookModel: 'L2',
  windowBits: 0,
  version: 1,
};
const AMZN: Instrument = {
  venue: 'nasdaq',
  symbol: 'AMZN',
  priceScale: 4,
  qtyScale: 0,
  tickSize: 100n,
  lotSize: 1n,
  bookModel: 'L3',
  windowBits: 12,
  version: 1,
};

type Level = readonly [price: bigint, qty: bigint];

class Builder {
  readonly #bytes = new Uint8Array(16384);
  readonly #view = new DataView(this.#bytes.buffer);
  #length = 0;
  #time = T0;

  get bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** Place of the next record, `afterNs` later than the last. */
  #next(size: number, kind: number, id: number, afterNs: bigint, exchange: bigint): number {
    this.#time += afterNs;
    const at = this.#length;
    const header = new HeaderView(this.#view, at);
    header.size = size;
    header.kind = kind;
    header.flags = 3;
    header.instrumentId = id;
    header.recvTsNs = this.#time;
    header.exchangeTsNs = exchange;
    this.#length += size;
    return at;
  }

  define(instrument: Instrument, id: number): void {
    const at = this.#next(DefinitionView.size, RecordKind.Definition, id, 0n, 0n);
    writeDefinition(new DefinitionView(this.#view, at), instrument, id, this.#time);
  }

  depth(
    kind: typeof RecordKind.DepthDelta | typeof RecordKind.DepthSnapshot,
    afterNs: bigint,
    seq: readonly [first: bigint, last: bigint, previous: bigint],
    bids: readonly Level[],
    asks: readonly Level[],
  ): void {
    const rows = [...bids, ...asks];
    const at = this.#next(64 + 16 * rows.length, kind, 0, afterNs, T0 + 1000n * MS);
    const depth = new DepthView(this.#view, at);
    [depth.firstSeq, depth.lastSeq, depth.prevSeq] = seq;
    depth.rowCount = rows.length;
    depth.bidCount = bids.length;
    for (const [i, [price, qty]] of rows.entries()) {
      this.#view.setBigInt64(at + 64 + 16 * i, price, true);
      this.#view.setBigInt64(at + 72 + 16 * i, qty, true);
    }
  }

  trade(flags: number, price: bigint, qty: bigint, ids: readonly [bigint, bigint, bigint]): void {
    const at = this.#next(64, RecordKind.Trade, 0, 12_300n, T0 + 1001n * MS);
    const trade = new TradeView(this.#view, at);
    trade.flags = flags;
    trade.price = price;
    trade.qty = qty;
    [trade.tradeId, trade.firstTradeId, trade.lastTradeId] = ids;
  }

  bbo(bid: Level, ask: Level, seq: bigint): void {
    const bbo = new BboView(this.#view, this.#next(64, RecordKind.Bbo, 0, 99n, 0n));
    [bbo.bidPrice, bbo.bidQty] = bid;
    [bbo.askPrice, bbo.askQty] = ask;
    bbo.seq = seq;
  }

  order(
    kind: number,
    flags: number,
    fields: readonly [bigint, bigint, bigint, bigint, bigint],
  ): void {
    const order = new OrderEventView(this.#view, this.#next(64, kind, 7, 1n, 0n));
    order.flags = flags;
    [order.price, order.qty, order.orderId, order.seq, order.aux] = fields;
  }

  market(kind: number, flags: number, price: bigint, status: number): void {
    const event = new MarketEventView(this.#view, this.#next(64, kind, 7, 0n, 0n));
    event.flags = flags;
    event.price = price;
    event.status = status;
    event.reason = 4;
  }

  restore(): void {
    const at = this.#next(64, RecordKind.BookRestore, 0, 0n, 0n);
    const restore = new BookRestoreView(this.#view, at);
    restore.lastSeq = 5_123_107_837_600n;
    restore.trustedLow = 5_871_020n;
    restore.trustedHigh = 6_180_030n;
    restore.lastExchangeTsNs = T0;
    restore.state = 2;
  }
}

/** The stream. */
export function goldenRecords(): Uint8Array {
  const b = new Builder();
  b.define(BTC, 0);
  b.define(AMZN, 7);
  const [seq, next] = [5_123_107_832_006n, 5_123_107_837_557n];
  b.depth(RecordKind.DepthSnapshot, 0n, [seq, seq, -1n], [[6_180_020n, 2507n]], [[6_180_030n, 9n]]);
  b.depth(
    RecordKind.DepthDelta,
    49_999_900n,
    [seq + 1n, next, seq],
    [
      [5_871_020n, 14n],
      [6_149_650n, 10n],
      [6_180_020n, 0n],
    ],
    [
      [6_180_030n, 3330n],
      [6_180_460n, 57n],
      [99_999_990n, 9_000_000_000n],
    ],
  );
  b.depth(
    RecordKind.DepthDelta,
    50_000_101n,
    [next + 9n, next + 43n, next],
    [],
    [[6_180_030n, 1n]],
  );
  b.depth(RecordKind.DepthDelta, 7n, [next + 44n, next + 44n, -1n], [], []);
  b.trade(3 | 4, 6_180_030n, 20n, [3_735_683_259n, -1n, -1n]);
  b.trade(3 | 8, 6_180_020n, 1n, [3_735_683_260n, -1n, -1n]);
  b.trade(3 | 8 | 16, 6_180_020n, 500n, [26_129n, 27_781n, 27_783n]);
  b.trade(3 | 8 | 16, 6_180_010n, 700n, [26_130n, 27_784n, 27_784n]);
  b.bbo([6_180_020n, 2507n], [6_180_030n, 2510n], next);
  b.bbo([6_180_030n, 40n], [6_180_040n, 2510n], next + 3n);
  b.bbo([0n, 0n], [6_180_040n, 2510n], -1n);
  b.order(RecordKind.OrderAdd, 3 | 4, [2_231_800n, 100n, 16_113_575n, 0n, 0n]);
  b.order(RecordKind.OrderAdd, 3 | 8, [2_240_000n, 18n, 16_113_594n, 0n, 0n]);
  b.order(RecordKind.OrderReduce, 3 | 4, [2_231_800n, 40n, 16_113_575n, 0n, 0n]);
  b.order(RecordKind.OrderModify, 3 | 4, [2_231_900n, 60n, 16_113_575n, 0n, 0n]);
  b.order(RecordKind.OrderExecute, 3 | 4 | 32, [2_231_900n, 10n, 0n, 0n, 0n]);
  b.order(RecordKind.OrderDelete, 3 | 8, [2_240_000n, 18n, 16_113_594n, 0n, 0n]);
  b.order(RecordKind.DepthSingle, 1 | 8, [2_240_100n, 5n, 77n, -12n, 4_609_434_218_613_702_656n]);
  b.market(RecordKind.Status, 3, -1n, 1);
  b.market(RecordKind.DepthClear, 3 | 4, 2_231_000n, 0);
  b.trade(3, -(2n ** 63n), 2n ** 63n - 1n, [-(2n ** 63n), 2n ** 63n - 1n, 0n]);
  b.define({ ...BTC, version: 2, tickSize: 1n }, 0);
  b.trade(3 | 4, 6_180_031n, 20n, [-1n, -1n, -1n]);
  return b.bytes;
}

/** The records of the keyframe. */
export function goldenKeyframe(): Uint8Array {
  const b = new Builder();
  b.define(BTC, 0);
  b.restore();
  b.depth(RecordKind.DepthSnapshot, 0n, [1n, 1n, -1n], [[6_149_650n, 10n]], [[6_180_030n, 3330n]]);
  return b.bytes;
}

/** Records as text: kind, flags, instrument, both times, then the 64-bit words behind. */
export function dump(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += view.getUint32(at, true)) {
    const header = new HeaderView(view, at);
    const fields: (bigint | number)[] = [header.kind, header.flags, header.instrumentId];
    for (let word = 8; word < header.size; word += 8)
      fields.push(view.getBigInt64(at + word, true));
    text += `${fields.join(' ')}\n`;
  }
  return text;
}
