// Candles of a CSV file as columns: what indicators and candle backtests read. Every row is
// checked; a file with faulty rows is refused with all of them, or read without them when asked.
import { OutcryError } from '../errors/outcry-error.ts';
import { commaHint, DecimalField } from './candle-number.ts';
import { type CandleTimeOptions, CandleTimes, spacing } from './candle-times.ts';
import {
  ambiguous,
  CANDLE_COLUMNS,
  type CandleColumn,
  type DayAndClock,
  dayAndClock,
  isHeader,
  type Places,
  placesOf,
  symbolPlace,
} from './candle-titles.ts';
import { CsvReader } from './csv-reader.ts';

export interface CandleOptions extends CandleTimeOptions {
  /** Header name of a column, or `#N` for the N-th from 1, where it is not a usual name. */
  readonly columns?: Partial<Record<CandleColumn, string>>;
  /** One ASCII character. @default ',' */
  readonly delimiter?: string;
  /** Decimals that prices leave out: 4 where 139400 means 13.94. @default 0 */
  readonly impliedDecimals?: number;
  /** `falling`: the newest candle comes first. @default 'rising' */
  readonly order?: 'rising' | 'falling';
  /** `skip` leaves faulty rows out and counts them. @default 'refuse' */
  readonly onFault?: 'refuse' | 'skip';
}

/** A row that is no candle. */
export interface CandleFault {
  readonly line: number;
  readonly expected: string;
  readonly found: string;
}

/** A number of a file. */
export interface CandleCell {
  readonly line: number;
  readonly column: CandleColumn;
  readonly text: string;
  readonly value: number;
}

/** Candles, oldest first. */
export interface Candles {
  readonly name: string;
  readonly length: number;
  /** Start of each candle, ns since 1970, rising. */
  readonly timeNs: BigInt64Array<ArrayBuffer>;
  readonly open: Float64Array<ArrayBuffer>;
  readonly high: Float64Array<ArrayBuffer>;
  readonly low: Float64Array<ArrayBuffer>;
  readonly close: Float64Array<ArrayBuffer>;
  /** Zero where the file has no volume. */
  readonly volume: Float64Array<ArrayBuffer>;
  readonly hasVolume: boolean;
  /** Decimals that prices and volumes need: `quantaOf(close, priceScale)` is exact. */
  readonly priceScale: number;
  readonly qtyScale: number;
  /** Where the price with most decimals stands, and the largest price and volume. */
  readonly finestPrice: CandleCell;
  readonly highestPrice: CandleCell;
  readonly largestVolume: CandleCell;
  /** The smallest distance that a hundredth of the candles have, ns; 0 where none has. */
  readonly intervalNs: bigint;
  /** Places at which candles are missing (nights and holidays too), and how many intervals. */
  readonly gaps: number;
  readonly missing: bigint;
  /** The first rows that were left out, with `onFault: 'skip'`, and how many there were. */
  readonly faults: readonly CandleFault[];
  readonly faultCount: number;
}

const FAULTS_SHOWN = 10;
const FAULTS_KEPT = 1000;
const IMPLIED_MAX = 18;

const FIRST_ROWS = 1024;

/** Columns that grow. */
class Rows {
  length = 0;
  #times = new BigInt64Array(FIRST_ROWS);
  #values = Array.from({ length: 5 }, () => new Float64Array(FIRST_ROWS));

  push(time: bigint, row: readonly number[]): void {
    if (this.length === this.#times.length) this.#grow();
    this.#times[this.length] = time;
    for (let i = 0; i < 5; i++) (this.#values[i] as Float64Array)[this.length] = row[i] ?? 0;
    this.length++;
  }

  get lastTime(): bigint | undefined {
    return this.length === 0 ? undefined : this.#times[this.length - 1];
  }

  #grow(): void {
    const times = new BigInt64Array(2 * this.length);
    times.set(this.#times);
    this.#times = times;
    this.#values = this.#values.map((column) => {
      const wider = new Float64Array(2 * this.length);
      wider.set(column);
      return wider;
    });
  }

  times(isReversed: boolean): BigInt64Array<ArrayBuffer> {
    const times = this.#times.slice(0, this.length);
    return isReversed ? times.reverse() : times;
  }

  column(i: number, isReversed: boolean): Float64Array<ArrayBuffer> {
    const values = (this.#values[i] as Float64Array<ArrayBuffer>).slice(0, this.length);
    return isReversed ? values.reverse() : values;
  }
}

const NO_CELL: CandleCell = { line: 1, column: 'volume', text: '', value: 0 };

class CandleRows {
  readonly rows = new Rows();
  readonly faults: CandleFault[] = [];
  faultCount = 0;
  /** Rows whose time was on the wrong side of the row before. */
  turned = 0;
  hasVolume = false;
  priceScale = 0;
  qtyScale = 0;
  finestPrice = NO_CELL;
  highestPrice = NO_CELL;
  largestVolume = NO_CELL;
  readonly #reader: CsvReader;
  readonly #options: CandleOptions;
  readonly #times: CandleTimes;
  readonly #implied: number;
  #places: Places | undefined;
  #pair: DayAndClock | undefined;
  #titles: readonly string[] = [];
  #symbolPlace = -1;
  #symbol = '';
  readonly #row = [0, 0, 0, 0, 0];
  readonly #rowScale = [0, 0, 0, 0, 0];
  readonly #field = new DecimalField();

  constructor(reader: CsvReader, options: CandleOptions) {
    this.#reader = reader;
    this.#options = options;
    this.#times = new CandleTimes(options);
    this.#implied = options.impliedDecimals ?? 0;
  }

  #fault(expected: string, found: string): void {
    this.faultCount++;
    if (this.faults.length < FAULTS_KEPT)
      this.faults.push({ line: this.#reader.line, expected, found });
  }

  /** Takes the reader's row. */
  take(): void {
    const reader = this.#reader;
    if (this.#places === undefined) {
      const first = Array.from({ length: reader.fieldCount }, (_, i) => reader.text(i));
      const { columns } = this.#options;
      if (columns?.time === undefined && this.#times.isCalendarAllowed)
        this.#pair = isHeader(first) ? dayAndClock(first) : undefined;
      this.#places = placesOf(reader.name, first, columns, this.#pair);
      this.#titles = first;
      this.hasVolume = this.#places.volume >= 0;
      if (isHeader(first)) {
        this.#symbolPlace = symbolPlace(first);
        return;
      }
    }
    if (reader.fieldCount !== this.#titles.length) {
      this.#fault(`${this.#titles.length} columns as in the first line`, `${reader.fieldCount}`);
      return;
    }
    if (this.#symbolPlace >= 0) this.#demandOneSymbol(reader.text(this.#symbolPlace).trim());
    const time = this.#time(reader, this.#places.time);
    let isGood = time !== undefined;
    for (let i = 0; i < 5; i++) {
      const place = this.#places[CANDLE_COLUMNS[i + 1] ?? 'volume'];
      if (place >= 0) isGood = this.#number(i, place) && isGood;
    }
    if (!isGood || !this.#isCandle() || !this.#isInOrder(time ?? 0n)) return;
    this.rows.push(time ?? 0n, this.#row);
    this.#widen();
  }

  #demandOneSymbol(symbol: string): void {
    if (this.#symbol === '') this.#symbol = symbol;
    if (symbol === this.#symbol) return;
    throw new OutcryError('AMBIGUOUS_SYMBOL', 'input', 'candles of several instruments', {
      where: this.#reader.name,
      line: this.#reader.line,
      expected: `'${this.#symbol.slice(0, 40)}' as above`,
      found: `'${symbol.slice(0, 40)}'`,
      hint: 'make a file of each',
    });
  }

  #time(reader: CsvReader, place: number): bigint | undefined {
    const pair = this.#pair;
    const time =
      pair === undefined
        ? this.#times.read(reader, place)
        : this.#times.readPair(reader.text(pair.day), reader.text(pair.clock));
    if (time !== undefined) return time;
    // Two titles that do not make one time stand over two times.
    if (pair !== undefined && this.rows.length + this.faultCount === 0)
      throw ambiguous(reader.name, this.#titles, 'time', [pair.day, pair.clock]);
    const clock = pair === undefined ? '' : ` ${reader.text(pair.clock)}`;
    this.#fault(this.#times.expected, `'${`${reader.text(place)}${clock}`.slice(0, 40)}'`);
    return undefined;
  }

  #isInOrder(time: bigint): boolean {
    const { lastTime } = this.rows;
    const isFalling = this.#options.order === 'falling';
    if (lastTime === undefined || (isFalling ? time < lastTime : time > lastTime)) return true;
    const wanted = `a time ${isFalling ? 'before' : 'after'} the candle above`;
    if (time !== lastTime) this.turned++;
    this.#fault(
      wanted,
      time === lastTime ? 'the same' : isFalling ? 'a later one' : 'an earlier one',
    );
    return false;
  }

  /** Price or volume number `i` from the field at `place`. */
  #number(i: number, place: number): boolean {
    const { bytes, starts, ends } = this.#reader;
    const field = this.#field;
    const implied = i < 4 ? this.#implied : 0;
    if (!field.read(bytes, starts[place] ?? 0, ends[place] ?? 0, implied)) {
      const text = this.#reader.text(place).slice(0, 40);
      this.#fault(`a number as ${CANDLE_COLUMNS[i + 1] ?? ''}`, `'${text}'`);
      return false;
    }
    this.#row[i] = field.value;
    this.#rowScale[i] = field.decimals;
    return true;
  }

  /** Rows that are left out must not widen the scales. */
  #widen(): void {
    for (let i = 0; i < 4; i++)
      if ((this.#rowScale[i] ?? 0) > this.priceScale) {
        this.priceScale = this.#rowScale[i] ?? 0;
        this.finestPrice = this.#cell(i);
      }
    if ((this.#rowScale[4] ?? 0) > this.qtyScale) this.qtyScale = this.#rowScale[4] ?? 0;
    if ((this.#row[1] ?? 0) > this.highestPrice.value) this.highestPrice = this.#cell(1);
    if ((this.#row[4] ?? 0) > this.largestVolume.value) this.largestVolume = this.#cell(4);
  }

  #cell(i: number): CandleCell {
    const column = CANDLE_COLUMNS[i + 1] ?? 'volume';
    const text = this.#reader
      .text(this.#places?.[column] ?? -1)
      .trim()
      .slice(0, 40);
    return { line: this.#reader.line, column, text, value: this.#row[i] ?? 0 };
  }

  #isCandle(): boolean {
    const [open = 0, high = 0, low = 0, close = 0, volume = 0] = this.#row;
    const isOrdered = high >= Math.max(open, close, low) && low <= Math.min(open, close);
    if (!isOrdered)
      this.#fault('low <= open, close <= high', `o ${open} h ${high} l ${low} c ${close}`);
    if (volume < 0) this.#fault('a volume of 0 or more', `${volume}`);
    return isOrdered && volume >= 0;
  }
}

function refused(name: string, { faults, faultCount, turned, rows }: CandleRows): OutcryError {
  const [first] = faults;
  const isTurned = rows.length <= 1 && turned === faultCount;
  const more = faults
    .slice(1, isTurned ? 1 : FAULTS_SHOWN)
    .map(({ line, expected, found }) => `line ${line}: expected ${expected}, found ${found}`);
  const rest = faultCount - 1 - more.length;
  if (rest > 0) more.push(`and ${rest} more`);
  return new OutcryError('BAD_CANDLE', 'input', 'not all rows are candles', {
    where: name,
    line: first?.line ?? 1,
    expected: first?.expected ?? '',
    found: [first?.found ?? '', ...more].join('; '),
    hint: isTurned
      ? 'the file runs the other way: see the option order'
      : rows.length === 0 && /^'\d{1,8}'$/.test(first?.found ?? '')
        ? 'milliseconds of a day? see the option dayStartNs'
        : (commaHint(first?.found ?? '') ?? "onFault 'skip' leaves such rows out"),
  });
}

/** Whether columns of candles may stand apart by it. */
export function isDelimiter(text: string): boolean {
  return /^[\t -~]$/.test(text) && !/[\d."+-]/.test(text);
}

/** @throws OutcryError BAD_ARGUMENT */
export function checkCandleOptions({ delimiter = ',', impliedDecimals = 0 }: CandleOptions): void {
  const bad = (what: string, expected: string, found: string): OutcryError =>
    new OutcryError('BAD_ARGUMENT', 'usage', what, { expected, found });
  if (!isDelimiter(delimiter))
    throw bad('no delimiter of columns', 'one of , ; | or a tab', `'${delimiter}'`);
  if (!Number.isInteger(impliedDecimals) || impliedDecimals < 0 || impliedDecimals > IMPLIED_MAX)
    throw bad('impliedDecimals', `0 to ${IMPLIED_MAX}`, `${impliedDecimals}`);
}

/**
 * Reads candles. Columns are found by their usual names in any case of letters, or stand in the
 * order time, open, high, low, close, volume in a file without a header.
 *
 * @param name stands in messages
 * @param chunks the file's bytes
 * @throws OutcryError MISSING_COLUMN, AMBIGUOUS_COLUMN, BAD_CSV, BAD_ARGUMENT; BAD_CANDLE with
 * every faulty row; NO_EVENTS for a file without candles
 */
export async function readCandles(
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  options: CandleOptions = {},
): Promise<Candles> {
  checkCandleOptions(options);
  const reader = new CsvReader(name, chunks, options.delimiter ?? ',');
  const found = new CandleRows(reader, options);
  do {
    while (reader.next()) found.take();
  } while (await reader.fill());
  const { rows, faults, faultCount } = found;
  if (faultCount > 0 && options.onFault !== 'skip') throw refused(name, found);
  if (rows.length === 0)
    throw new OutcryError('NO_EVENTS', 'input', 'there are no candles', { where: name });
  const isReversed = options.order === 'falling';
  const timeNs = rows.times(isReversed);
  return {
    name,
    length: rows.length,
    timeNs,
    open: rows.column(0, isReversed),
    high: rows.column(1, isReversed),
    low: rows.column(2, isReversed),
    close: rows.column(3, isReversed),
    volume: rows.column(4, isReversed),
    hasVolume: found.hasVolume,
    priceScale: found.priceScale,
    qtyScale: found.qtyScale,
    finestPrice: found.finestPrice,
    highestPrice: found.highestPrice,
    largestVolume: found.largestVolume,
    ...spacing(timeNs),
    faults,
    faultCount,
  };
}
