// Rows of a CSV file as records: prints, book tickers, and book levels grouped into messages.
// Streams with flat memory; about 100 ns a row. A fault ends the stream after everything that was
// complete before it; an unfinished depth message is dropped, since half of one is a wrong book.
import { RecordFlag, RecordKind } from '../abi/records.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { ByteSource } from '../fs/types.ts';
import type { Instrument } from '../model/instrument.ts';
import type { CsvDefaults, CsvInstruments } from './csv-instruments.ts';
import type { CsvPlan, CsvRole } from './csv-plan.ts';
import { CsvReader } from './csv-reader.ts';
import { type ImportedInstrument, type ImportOptions, SCALE_MAX } from './imported-instrument.ts';
import { Int64 } from './int64.ts';
import { RecordBuffer, ROWS_MAX, RowCollector } from './record-buffer.ts';
import type { RecordSource } from './record-source.ts';
import type { ReplayableChunks } from './replayable-chunks.ts';
import {
  decimalsOf,
  Parsed,
  parseBoolean,
  parseId,
  parseQuanta,
  parseSide,
  SideText,
} from './text-fields.ts';
import { TimeParser } from './time-unit.ts';

export interface CsvOptions extends ImportOptions, CsvDefaults {
  /** @default ',' */
  readonly delimiter?: string;
}

const ORDINARY = RecordFlag.Exchange | RecordFlag.Local;

export class CsvSource implements RecordSource {
  readonly name: string;
  readonly firstTsNs?: bigint;
  readonly #source: ByteSource;
  readonly #plan: CsvPlan;
  readonly #columns: Readonly<Record<CsvRole, number>>;
  readonly #reader: CsvReader;
  readonly #instruments: CsvInstruments;
  readonly #buffer: RecordBuffer;
  readonly #rows = new RowCollector();
  readonly #time: TimeParser;
  readonly #recvTime: TimeParser;
  readonly #price = new Int64();
  readonly #qty = new Int64();
  readonly #other = new Int64();
  /** The depth message that is being collected. */
  #message: ImportedInstrument | undefined;
  #isSnapshot = false;
  readonly #messageTime = new Int64();
  readonly #messageRecv = new Int64();
  readonly #lastRecv = new Int64();
  #rowTotal = 0;
  #isHeaderDue: boolean;
  #isEnded = false;
  #failure: unknown;

  constructor(
    source: ByteSource,
    chunks: ReplayableChunks,
    plan: CsvPlan,
    instruments: CsvInstruments,
    options: CsvOptions,
  ) {
    this.name = source.name;
    const first = instruments.firstRecvNs;
    if (first !== undefined) this.firstTsNs = first;
    this.#source = source;
    this.#plan = plan;
    this.#columns = plan.columns;
    this.#reader = new CsvReader(source.name, chunks.all(), options.delimiter ?? ',');
    this.#instruments = instruments;
    this.#buffer = new RecordBuffer(options.core, source.name);
    this.#time = new TimeParser(options.timeUnit);
    this.#recvTime = new TimeParser(options.timeUnit);
    this.#isHeaderDue = plan.hasHeader;
    this.#lastRecv.hi = -0x80000000;
  }

  get instruments(): readonly Instrument[] {
    return this.#instruments.all.map((one) => one.instrument);
  }

  progress(): { readonly consumedBytes: number; readonly totalBytes: number | undefined } {
    return { consumedBytes: this.#source.consumedBytes, totalBytes: this.#source.sizeBytes };
  }

  close(): Promise<void> {
    return this.#source.close();
  }

  async next(): Promise<{ readonly start: number; readonly end: number } | undefined> {
    const buffer = this.#buffer;
    buffer.clear();
    try {
      while (!this.#isEnded && this.#failure === undefined && !buffer.isFull) {
        if (this.#reader.next()) this.#row();
        else if (!(await this.#reader.fill())) this.#end();
      }
    } catch (failure) {
      this.#failure = failure;
    }
    if (!buffer.isEmpty) return { start: buffer.start, end: buffer.end };
    if (this.#failure !== undefined) throw this.#failure;
    return undefined;
  }

  #end(): void {
    this.#isEnded = true;
    if (this.#rowTotal === 0)
      throw new OutcryError('NO_RECORDS', 'input', 'the file has no rows', { where: this.name });
    this.#flush();
  }

  #row(): void {
    if (this.#isHeaderDue) {
      this.#isHeaderDue = false;
      return;
    }
    const reader = this.#reader;
    if (reader.fieldCount !== this.#plan.columnCount)
      throw new OutcryError('BAD_ROW', 'input', 'a row with the wrong number of columns', {
        where: this.name,
        line: reader.line,
        expected: `${this.#plan.columnCount}`,
        found: `${reader.fieldCount}`,
      });
    this.#readTimes();
    const target = this.#instruments.resolve(reader);
    if (this.#rowTotal++ === 0) this.#defineKnown();
    if (this.#plan.kind === 'depth') this.#depthRow(target);
    else if (this.#plan.kind === 'trades') this.#tradeRow(target);
    else this.#bboRow(target);
  }

  /** Instruments that the beginning of the file shows are all defined at its first time. */
  #defineKnown(): void {
    for (const one of this.#instruments.all) {
      one.start();
      one.define(this.#buffer, this.#recv);
    }
  }

  get #recv(): Int64 {
    return this.#columns.recvTime < 0 ? this.#time.ns : this.#recvTime.ns;
  }

  #readTimes(): void {
    this.#readTime(this.#time, this.#columns.time);
    if (this.#columns.recvTime >= 0) this.#readTime(this.#recvTime, this.#columns.recvTime);
    const recv = this.#recv;
    if (recv.isLess(this.#lastRecv))
      throw this.#fault(
        'TIME_BACKWARDS',
        'a receive time before the one of the row above',
        this.#columns.recvTime < 0 ? 'time' : 'recvTime',
        'rows in the order of their receive times',
      );
    this.#lastRecv.copy(recv);
  }

  #readTime(parser: TimeParser, column: number): void {
    const reader = this.#reader;
    const start = reader.starts[column] as number;
    if (parser.parse(reader.bytes, start, reader.ends[column] as number)) return;
    throw this.#faultAt('BAD_TIME', 'not a time stamp', column, parser.expected);
  }

  #depthRow(target: ImportedInstrument): void {
    const reader = this.#reader;
    const columns = this.#columns;
    let isSnapshot = false;
    if (columns.snapshot >= 0) {
      const start = reader.starts[columns.snapshot] as number;
      const flag = parseBoolean(reader.bytes, start, reader.ends[columns.snapshot] as number);
      if (flag < 0) throw this.#fault('BAD_ROW', 'not a boolean', 'snapshot', 'true or false');
      isSnapshot = flag === 1;
    }
    const isSame =
      this.#message === target &&
      this.#isSnapshot === isSnapshot &&
      this.#messageRecv.equals(this.#recv) &&
      this.#messageTime.equals(this.#time.ns);
    if (!isSame) {
      this.#flush();
      this.#message = target;
      this.#isSnapshot = isSnapshot;
      this.#messageRecv.copy(this.#recv);
      this.#messageTime.copy(this.#time.ns);
    }
    const side = this.#readSide();
    if (side === SideText.Unknown)
      throw this.#fault('BAD_ROW', 'a book level needs a side', 'side', 'bid or ask');
    this.#quanta(target, columns.price, true, this.#price);
    this.#quanta(target, columns.qty, false, this.#qty);
    if (side === SideText.Buy) this.#rows.addBid(this.#price, this.#qty);
    else this.#rows.addAsk(this.#price, this.#qty);
    if (this.#rows.rowCount > ROWS_MAX)
      throw this.#fault('TOO_LARGE', 'too many rows of one time', 'time', `at most ${ROWS_MAX}`);
  }

  /** Writes the collected message as one record. */
  #flush(): void {
    const target = this.#message;
    this.#message = undefined;
    if (target === undefined) return;
    const buffer = this.#buffer;
    const rows = this.#rows;
    target.define(buffer, this.#messageRecv);
    // A snapshot may come in several messages: only the first of them empties the book.
    const isFirst = this.#isSnapshot && !target.isInSnapshot;
    target.isInSnapshot = this.#isSnapshot;
    const kind = isFirst ? RecordKind.DepthSnapshot : RecordKind.DepthDelta;
    const size = 64 + rows.rowCount * 16;
    const word = buffer.open(size, kind, ORDINARY, target.id, this.#messageRecv, this.#messageTime);
    buffer.storeSmall(word, 24, -1);
    buffer.storeSmall(word, 32, -1);
    buffer.storeSmall(word, 40, -1);
    buffer.storeWord(word, 48, rows.rowCount);
    buffer.storeWord(word, 52, rows.bidCount);
    buffer.storeSmall(word, 56, 0);
    buffer.storeWords(word, 64, rows.bids);
    buffer.storeWords(word, 64 + rows.bidCount * 16, rows.asks);
    rows.clear();
  }

  #tradeRow(target: ImportedInstrument): void {
    const buffer = this.#buffer;
    this.#quanta(target, this.#columns.price, false, this.#price);
    this.#quanta(target, this.#columns.qty, false, this.#qty);
    const side = this.#readSide();
    const id = this.#columns.id;
    const reader = this.#reader;
    const hasId =
      id >= 0 &&
      parseId(reader.bytes, reader.starts[id] as number, reader.ends[id] as number, this.#other);
    target.define(buffer, this.#recv);
    const flags =
      ORDINARY |
      (side === SideText.Buy ? RecordFlag.Buy : side === SideText.Sell ? RecordFlag.Sell : 0);
    const word = buffer.open(64, RecordKind.Trade, flags, target.id, this.#recv, this.#time.ns);
    buffer.store(word, 24, this.#price);
    buffer.store(word, 32, this.#qty);
    if (hasId) buffer.store(word, 40, this.#other);
    else buffer.storeSmall(word, 40, -1);
    buffer.storeSmall(word, 48, -1);
    buffer.storeSmall(word, 56, -1);
  }

  #bboRow(target: ImportedInstrument): void {
    const buffer = this.#buffer;
    const bidPrice = this.#price;
    const bidQty = this.#qty;
    this.#level(target, this.#columns.bidPrice, this.#columns.bidQty, bidPrice, bidQty);
    const version = target.instrument;
    const askPrice = this.#other;
    const askQty = new Int64();
    this.#level(target, this.#columns.askPrice, this.#columns.askQty, askPrice, askQty);
    // The ask may have widened a scale: the bid is then read again.
    if (target.instrument !== version)
      this.#level(target, this.#columns.bidPrice, this.#columns.bidQty, bidPrice, bidQty);
    target.define(buffer, this.#recv);
    const word = buffer.open(64, RecordKind.Bbo, ORDINARY, target.id, this.#recv, this.#time.ns);
    buffer.store(word, 24, bidPrice);
    buffer.store(word, 32, bidQty);
    buffer.store(word, 40, askPrice);
    buffer.store(word, 48, askQty);
    buffer.storeSmall(word, 56, -1);
  }

  /** One side of a book ticker; two empty fields mean that the side is empty. */
  #level(target: ImportedInstrument, price: number, qty: number, p: Int64, q: Int64): void {
    const reader = this.#reader;
    const isEmpty = (column: number) => reader.starts[column] === reader.ends[column];
    if (isEmpty(price) && isEmpty(qty)) {
      p.setSafe(0);
      q.setSafe(0);
      return;
    }
    this.#quanta(target, price, false, p);
    this.#quanta(target, qty, false, q);
  }

  #readSide(): SideText {
    const reader = this.#reader;
    const { side, buyerMaker } = this.#columns;
    if (side >= 0) {
      const start = reader.starts[side] as number;
      const found = parseSide(reader.bytes, start, reader.ends[side] as number);
      if (found !== SideText.Bad) return found;
      throw this.#fault('BAD_ROW', 'not a side', 'side', 'buy, sell, bid, ask or unknown');
    }
    if (buyerMaker < 0) return SideText.Unknown;
    const start = reader.starts[buyerMaker] as number;
    const maker = parseBoolean(reader.bytes, start, reader.ends[buyerMaker] as number);
    if (maker < 0) throw this.#fault('BAD_ROW', 'not a boolean', 'buyerMaker', 'true or false');
    // The buyer rested in the book: the seller crossed to it.
    return maker === 1 ? SideText.Sell : SideText.Buy;
  }

  /** Reads a price or quantity column at the instrument's scale, which widens where it must. */
  #quanta(target: ImportedInstrument, column: number, isLadder: boolean, out: Int64): void {
    const { bytes, starts, ends } = this.#reader;
    const start = starts[column] as number;
    const end = ends[column] as number;
    const isQty =
      column === this.#columns.qty ||
      column === this.#columns.bidQty ||
      column === this.#columns.askQty;
    const { priceScale, qtyScale } = target.instrument;
    const parsed = parseQuanta(bytes, start, end, isQty ? qtyScale : priceScale, out);
    if (parsed === Parsed.Ok) {
      if (!isQty || out.hi >= 0) return;
      throw this.#faultAt('NEGATIVE', 'a negative quantity', column, 'zero or more');
    }
    if (parsed === Parsed.Bad)
      throw this.#faultAt(
        'BAD_DECIMAL',
        'not a decimal number',
        column,
        'a number such as 61800.2',
      );
    if (parsed === Parsed.Overflow)
      throw this.#faultAt('OVERFLOW', 'a number too large', column, 'less than 63 bits of quanta');
    const scale = decimalsOf(bytes, start, end);
    if (scale > SCALE_MAX)
      throw this.#faultAt('SCALE_TOO_FINE', 'too many decimals', column, `at most ${SCALE_MAX}`);
    target.widen(isQty ? priceScale : scale, isQty ? scale : qtyScale, isLadder);
    const factor = 10n ** BigInt(scale - (isQty ? qtyScale : priceScale));
    if (!this.#rows.rescale(isQty ? 1n : factor, isQty ? factor : 1n))
      throw this.#faultAt('OVERFLOW', 'decimals that leave 63 bits for others', column, 'fewer');
    this.#quanta(target, column, isLadder, out);
    // A price that was read before the quantity widened keeps its scale: they are independent.
  }

  #fault(code: string, message: string, role: CsvRole, expected: string): OutcryError {
    return this.#faultAt(code, message, this.#columns[role], expected);
  }

  #faultAt(code: string, message: string, column: number, expected: string): OutcryError {
    return new OutcryError(code, 'input', `column '${this.#plan.labels[column]}': ${message}`, {
      where: this.name,
      line: this.#reader.line,
      expected,
      found: `'${this.#reader.text(column).slice(0, 60)}'`,
    });
  }
}
