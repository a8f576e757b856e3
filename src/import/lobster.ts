// LOBSTER message files (NASDAQ order by order) to L3 records. A row is `time,type,id,size,price,
// direction`: seconds after midnight in New York, prices in 1/10000 dollar. Type 1 new order,
// 2 partial cancel, 3 delete, 4 execution, 5 execution of a hidden order, 6 cross trade, 7 halt.
// Newer files have a seventh column (the market maker), which is not read.
// @source lobsterdata.com/info/DataStructure.php
import { MarketStatus, RecordFlag, RecordKind } from '../abi/records.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { ByteSource } from '../fs/types.ts';
import type { Instrument } from '../model/instrument.ts';
import { CsvReader } from './csv-reader.ts';
import { ImportedInstrument, type ImportOptions } from './imported-instrument.ts';
import { Int64 } from './int64.ts';
import { newYorkMidnightNs } from './new-york.ts';
import { RecordBuffer } from './record-buffer.ts';
import type { RecordSource } from './record-source.ts';
import { Parsed, parseQuanta } from './text-fields.ts';

export interface LobsterOptions extends ImportOptions {
  /** @default from the file name (`AAPL_2012-06-21_...`) */
  readonly symbol?: string;
  /** Trading day, YYYY-MM-DD. @default from the file name */
  readonly date?: string;
}

/** Prices are in 1/10000 dollar, sizes in shares, and US shares trade in cents from 1 dollar on. */
const PRICE_SCALE = 4;
const QTY_SCALE = 0;
const TICK_SIZE = 100n;
const TIME_DECIMALS = 9;
const DAY_NS = 86_400_000_000_000;
const RECORD_BYTES = 64;
const NAME = /^(.+)_(\d{4}-\d{2}-\d{2})_\d+_\d+_/;

const Column = { Time: 0, Type: 1, Id: 2, Size: 3, Price: 4, Direction: 5 } as const;
const COLUMN_NAMES = ['time', 'type', 'order id', 'size', 'price', 'direction'];

/** Record kinds of the types 1 to 5. */
const ORDER_KINDS = [
  RecordKind.None,
  RecordKind.OrderAdd,
  RecordKind.OrderReduce,
  RecordKind.OrderDelete,
  RecordKind.OrderExecute,
  RecordKind.OrderExecute,
] as const;
const TYPE_HIDDEN = 5;
const TYPE_CROSS = 6;
const TYPE_HALT = 7;

/** Byte offsets of the fields; orders, trades and market events have the same frame. */
const OFFSET = { price: 24, qty: 32, orderId: 40, seq: 48, aux: 56 } as const;

const ZERO = 48;
const FIVE = 53;
const NINE = 57;
const DOT = 46;

/**
 * Where the nanoseconds of a time end. Files that went through floating point have more decimals
 * (`35821.088778456004`), which are noise: the first of them rounds, the others must be digits.
 */
function endOfNs(bytes: Uint8Array, start: number, end: number): number {
  if (end - start <= TIME_DECIMALS + 2) return end;
  const dot = bytes.indexOf(DOT, start);
  const cut = dot + 1 + TIME_DECIMALS;
  if (dot < 0 || cut >= end) return end;
  for (let at = cut; at < end; at++)
    if ((bytes[at] ?? 0) < ZERO || (bytes[at] ?? 0) > NINE) return end;
  return cut;
}

/** Symbol and date in a LOBSTER file name, with or without folders before it. */
export function parseLobsterName(name: string): { symbol?: string; date?: string } {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const match = NAME.exec(base);
  const [, symbol, date] = match ?? [];
  return symbol === undefined || date === undefined ? {} : { symbol, date };
}

/**
 * Opens a LOBSTER message file as a record source; times of receipt are those of the exchange.
 *
 * @throws OutcryError UNKNOWN_SYMBOL, UNKNOWN_DATE when neither name nor options tell them,
 *   BAD_DATE; from `next`: BAD_ROW with line, TIME_BACKWARDS, EMPTY_FILE
 */
export function openLobsterMessages(source: ByteSource, options: LobsterOptions): RecordSource {
  const fromName = parseLobsterName(source.name);
  const symbol = options.symbol ?? fromName.symbol;
  const date = options.date ?? fromName.date;
  if (symbol === undefined) throw unknown(source.name, 'SYMBOL', 'symbol', '--symbol SYMBOL');
  if (date === undefined) throw unknown(source.name, 'DATE', 'date', '--date YYYY-MM-DD');
  const where = options.date === undefined ? source.name : '--date';
  return new LobsterSource(source, options, symbol, newYorkMidnightNs(date, where));
}

function unknown(where: string, code: string, what: string, option: string): OutcryError {
  return new OutcryError(`UNKNOWN_${code}`, 'usage', `a LOBSTER file of unknown ${what}`, {
    where,
    expected: 'a name such as AAPL_2012-06-21_34200000_57600000_message_10.csv',
    hint: `or give ${option}`,
  });
}

class LobsterSource implements RecordSource {
  readonly name: string;
  readonly #source: ByteSource;
  readonly #reader: CsvReader;
  readonly #buffer: RecordBuffer;
  readonly #instrument: ImportedInstrument;
  readonly #midnight = new Int64();
  readonly #time = new Int64();
  readonly #lastTime = new Int64();
  readonly #field = new Int64();
  readonly #orderId = new Int64();
  readonly #size = new Int64();
  readonly #price = new Int64();
  /** Lines of the records of the batch; `#firstRecord` is the address of the first. */
  readonly #lines: number[] = [];
  #firstRecord = 0;
  #rows = 0;
  #failure: unknown;
  #isEnded = false;

  constructor(source: ByteSource, options: LobsterOptions, symbol: string, midnightNs: bigint) {
    this.name = source.name;
    this.#source = source;
    this.#reader = new CsvReader(source.name, source.chunks());
    this.#buffer = new RecordBuffer(options.core, `records of ${source.name}`);
    this.#midnight.setBigInt(midnightNs);
    const described: ImportOptions = {
      ...options,
      describe: (venue, name) => ({ tickSize: TICK_SIZE, ...options.describe?.(venue, name) }),
    };
    this.#instrument = new ImportedInstrument(
      described,
      'nasdaq',
      symbol,
      PRICE_SCALE,
      QTY_SCALE,
      'L3',
    );
  }

  get instruments(): readonly Instrument[] {
    return [this.#instrument.instrument];
  }

  async next(): Promise<{ readonly start: number; readonly end: number } | undefined> {
    const buffer = this.#buffer;
    buffer.clear();
    this.#lines.length = 0;
    try {
      if (this.#failure === undefined && !this.#isEnded) await this.#fill();
    } catch (failure) {
      this.#failure = failure;
    }
    if (!buffer.isEmpty) return { start: buffer.start, end: buffer.end };
    if (this.#failure !== undefined) throw this.#failure;
    return undefined;
  }

  async #fill(): Promise<void> {
    while (!this.#buffer.isFull) {
      if (this.#reader.next()) this.#row();
      else if (!(await this.#reader.fill())) {
        // The last row may stand without a line break.
        if (this.#reader.next()) this.#row();
        this.#end();
        return;
      }
    }
  }

  #end(): void {
    this.#isEnded = true;
    if (this.#rows > 0) return;
    throw new OutcryError('EMPTY_FILE', 'input', 'the file holds no message', {
      where: this.name,
    });
  }

  /** Decodes one row into one record. */
  #row(): void {
    const { fieldCount } = this.#reader;
    if (fieldCount !== 6 && fieldCount !== 7)
      throw this.#fault('a LOBSTER message', '6 columns', `${fieldCount}`);
    this.#parseTime();
    const type = this.#integer(Column.Type);
    this.#parse(Column.Id, this.#orderId);
    this.#parse(Column.Size, this.#size);
    this.#parse(Column.Price, this.#price);
    const direction = this.#integer(Column.Direction);
    this.#instrument.define(this.#buffer, this.#time);
    if (this.#lines.length === 0) this.#firstRecord = this.#buffer.end;
    if (type >= 1 && type <= TYPE_HIDDEN) this.#writeOrder(type, direction);
    else if (type === TYPE_CROSS) this.#writeCross();
    else if (type === TYPE_HALT) this.#writeHalt();
    else throw this.#bad(Column.Type, '1 to 7');
    this.#lines.push(this.#reader.line);
    this.#rows++;
  }

  #parseTime(): void {
    const reader = this.#reader;
    const start = reader.starts[Column.Time] ?? 0;
    const end = reader.ends[Column.Time] ?? 0;
    const day = this.#field;
    const cut = endOfNs(reader.bytes, start, end);
    const parsed = parseQuanta(reader.bytes, start, cut, TIME_DECIMALS, day);
    let ns = day.hi * 4294967296 + day.lo;
    if (parsed !== Parsed.Ok || ns < 0 || ns >= DAY_NS)
      throw new OutcryError('BAD_TIME', 'input', 'not a LOBSTER time', {
        where: this.name,
        line: reader.line,
        expected: 'seconds after midnight, 0 to 86400',
        found: `'${reader.text(Column.Time)}'`,
      });
    if (cut < end && (reader.bytes[cut] ?? 0) >= FIVE) day.setSafe(++ns);
    const time = this.#time;
    const low = this.#midnight.lo + day.lo;
    time.lo = low >>> 0;
    time.hi = this.#midnight.hi + day.hi + (low >= 4294967296 ? 1 : 0);
    if (this.#rows > 0 && time.isLess(this.#lastTime))
      throw new OutcryError('TIME_BACKWARDS', 'input', 'a time before that of the row above', {
        where: this.name,
        line: reader.line,
        found: reader.text(Column.Time),
      });
    this.#lastTime.copy(time);
  }

  #writeOrder(type: number, direction: number): void {
    // Size and price of a deletion are information only, but never nonsense.
    if (this.#size.hi < 0 || this.#size.isZero) throw this.#bad(Column.Size, 'a size above 0');
    if (this.#price.hi < 0 || this.#price.isZero) throw this.#bad(Column.Price, 'a price above 0');
    if (direction !== 1 && direction !== -1) throw this.#bad(Column.Direction, '1 or -1');
    const side = direction === 1 ? RecordFlag.Buy : RecordFlag.Sell;
    const hidden = type === TYPE_HIDDEN ? RecordFlag.Hidden : 0;
    const kind = ORDER_KINDS[type] ?? RecordKind.None;
    const word = this.#open(kind, side | hidden);
    this.#storeTrade(word);
    this.#buffer.store(word, OFFSET.orderId, this.#orderId);
    this.#buffer.storeSmall(word, OFFSET.seq, 0);
    this.#buffer.storeSmall(word, OFFSET.aux, 0);
  }

  /** An auction has no aggressor: neither side's flag is set. */
  #writeCross(): void {
    if (this.#size.hi < 0 || this.#size.isZero) throw this.#bad(Column.Size, 'a size above 0');
    const word = this.#open(RecordKind.Trade, 0);
    this.#storeTrade(word);
    for (const offset of [OFFSET.orderId, OFFSET.seq, OFFSET.aux])
      this.#buffer.storeSmall(word, offset, -1);
  }

  /** The price tells what happens: -1 halt, 0 quoting again, 1 trading again. */
  #writeHalt(): void {
    const price = this.#price.hi * 4294967296 + this.#price.lo;
    const statuses: Readonly<Record<number, MarketStatus>> = {
      [-1]: MarketStatus.Halted,
      0: MarketStatus.QuoteOnly,
      1: MarketStatus.Trading,
    };
    const status = statuses[price];
    if (status === undefined) throw this.#bad(Column.Price, '-1, 0 or 1 in a halt');
    const word = this.#open(RecordKind.Status, 0);
    for (let offset = OFFSET.price; offset < RECORD_BYTES; offset += 8)
      this.#buffer.storeSmall(word, offset, 0);
    this.#buffer.storeWord(word, OFFSET.aux, status);
  }

  #open(kind: number, flags: number): number {
    const id = this.#instrument.id;
    const all = RecordFlag.Exchange | RecordFlag.Local | flags;
    return this.#buffer.open(RECORD_BYTES, kind, all, id, this.#time, this.#time);
  }

  #storeTrade(word: number): void {
    this.#buffer.store(word, OFFSET.price, this.#price);
    this.#buffer.store(word, OFFSET.qty, this.#size);
  }

  #parse(column: number, out: Int64): void {
    const reader = this.#reader;
    const start = reader.starts[column] ?? 0;
    const end = reader.ends[column] ?? 0;
    const parsed = parseQuanta(reader.bytes, start, end, 0, out);
    if (parsed !== Parsed.Ok) throw this.#bad(column, 'an integer of at most 63 bits');
  }

  /** A column of small integers. */
  #integer(column: number): number {
    this.#parse(column, this.#field);
    return this.#field.hi * 4294967296 + this.#field.lo;
  }

  #bad(column: number, expected: string): OutcryError {
    const text = `'${this.#reader.text(column)}'`;
    return this.#fault(`the ${COLUMN_NAMES[column]} of a LOBSTER message`, expected, text);
  }

  #fault(what: string, expected: string, found: string): OutcryError {
    return new OutcryError('BAD_ROW', 'input', `${what} is wrong`, {
      where: this.name,
      line: this.#reader.line,
      expected,
      found,
    });
  }

  lineOf(address: number): number | undefined {
    return this.#lines[Math.max(0, (address - this.#firstRecord) / RECORD_BYTES)];
  }

  progress(): { readonly consumedBytes: number; readonly totalBytes: number | undefined } {
    return { consumedBytes: this.#source.consumedBytes, totalBytes: this.#source.sizeBytes };
  }

  async close(): Promise<void> {
    await this.#source.close();
  }
}
