// Columns of events to records, and bars to columns. Numbers are turned into quanta without
// rounding: a value that the scale cannot hold is refused with its row.
import { BarRecordKind, BarView } from '../abi/bars.ts';
import { RecordFlag, RecordKind } from '../abi/records.ts';
import type { Core } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';

type Numbers = Float64Array | readonly number[];

/** Trades, oldest first. */
export interface TradeColumns {
  /** Ns since 1970. */
  readonly timeNs: BigInt64Array;
  readonly price: Numbers;
  readonly qty: Numbers;
  /** 1: the aggressor bought, -1: sold, 0: not known. */
  readonly side?: Int8Array | readonly number[];
  readonly id?: BigInt64Array;
}

/** Quotes, oldest first. NaN: that side is empty. */
export interface QuoteColumns {
  readonly timeNs: BigInt64Array;
  readonly bid: Numbers;
  readonly ask: Numbers;
}

/** Smaller bars, oldest first. */
export interface CandleColumns {
  /** Start of each, ns since 1970. */
  readonly timeNs: BigInt64Array;
  readonly open: Numbers;
  readonly high: Numbers;
  readonly low: Numbers;
  readonly close: Numbers;
  readonly volume?: Numbers;
  /** @default the start, later by the smallest distance of two */
  readonly closeTimeNs?: BigInt64Array;
}

export type EventColumns = TradeColumns | QuoteColumns | CandleColumns;

/** The largest scale that is tried. */
const SCALE_MAX = 12;

/** A number that made the scale what it is. */
interface Driver {
  readonly name: string;
  readonly row: number;
  readonly value: number;
}

function tooFine({ name, row, value }: Driver, largest: number, option: string): OutcryError {
  const fit = Math.floor(Math.log10(Number.MAX_SAFE_INTEGER / Math.max(largest, 1)));
  return new OutcryError('BAD_INPUT', 'input', `${name} has too many decimals`, {
    where: `row ${row}`,
    expected: `at most ${Math.min(fit, SCALE_MAX)} beside ${largest}`,
    found: `${value}`,
    hint: `round to the tick, or pass ${option}: how many decimals there are`,
  });
}

/**
 * Decimals that hold every number of the columns.
 *
 * @param option the one that gives them without a search
 * @throws OutcryError BAD_INPUT with the row of the number that needs more than there is room for
 */
export function scaleOf(columns: Readonly<Record<string, Numbers>>, option: string): number {
  let scale = 0;
  let power = 1;
  let largest = 0;
  let driver: Driver | undefined;
  for (const [name, column] of Object.entries(columns))
    for (let row = 0; row < column.length; row++) {
      const value = numberAt(column, row, name);
      if (!Number.isFinite(value)) continue;
      if (Math.abs(value) > largest) largest = Math.abs(value);
      while (Math.round(value * power) / power !== value) {
        driver = { name, row, value };
        if (scale === SCALE_MAX) throw tooFine(driver, largest, option);
        scale++;
        power *= 10;
      }
    }
  if (driver !== undefined && largest * power > Number.MAX_SAFE_INTEGER)
    throw tooFine(driver, largest, option);
  return scale;
}

function badValue(name: string, row: number, expected: string, value: unknown): OutcryError {
  return new OutcryError('BAD_INPUT', 'input', `${name} holds a value that it cannot have`, {
    where: `row ${row}`,
    expected,
    found: typeof value === 'number' ? `${value}` : typeof value,
  });
}

/** The number in a row: columns come from programs that need not be TypeScript. */
function numberAt(column: Numbers, row: number, name: string): number {
  const value: unknown = column[row];
  if (typeof value === 'number') return value;
  throw badValue(name, row, 'a number', value);
}

/** Writes numbers and times of columns into records. */
export class RecordFiller {
  readonly #i32: Int32Array;
  readonly #u8: Uint8Array;
  readonly #u16: Uint16Array;
  readonly #f64: Float64Array;

  constructor(core: Core) {
    const { buffer } = core.memory;
    this.#i32 = new Int32Array(buffer);
    this.#u8 = core.bytes;
    this.#u16 = new Uint16Array(buffer);
    this.#f64 = new Float64Array(buffer);
  }

  headers(at: number, count: number, size: number, kind: number, instrumentId: number): void {
    this.#u8.fill(0, at, at + count * size);
    for (let p = at; p < at + count * size; p += size) {
      this.#i32[p >> 2] = size;
      this.#u8[p + 4] = kind;
      this.#u8[p + 5] = RecordFlag.Exchange | RecordFlag.Local;
      this.#u16[(p + 6) >> 1] = instrumentId;
    }
  }

  /** One field of `count` records from the column, from `row` on. */
  int64(at: number, size: number, count: number, column: BigInt64Array, row: number): void {
    const halves = new Int32Array(column.buffer, column.byteOffset + 8 * row, 2 * count);
    for (let i = 0, p = at >> 2; i < 2 * count; i += 2, p += size >> 2) {
      this.#i32[p] = halves[i] ?? 0;
      this.#i32[p + 1] = halves[i + 1] ?? 0;
    }
  }

  /** As `int64`, from numbers in units. */
  quanta(at: number, size: number, count: number, field: NumberField, row: number): void {
    const { column, scale, name, isOptional } = field;
    const power = 10 ** scale;
    for (let i = 0, p = at >> 2; i < count; i++, p += size >> 2) {
      const value = numberAt(column, row + i, name);
      const quanta = Math.round(value * power);
      if (!Number.isSafeInteger(quanta) || quanta / power !== value) {
        if (isOptional === true && Number.isNaN(value)) continue;
        throw badValue(name, row + i, `a number of at most ${scale} decimals`, value);
      }
      this.#i32[p] = quanta;
      this.#i32[p + 1] = Math.floor(quanta / 0x1_0000_0000);
    }
  }

  /** Marks the records whose value in the column is a number. */
  present(at: number, size: number, count: number, column: Numbers, row: number): void {
    for (let i = 0, p = at >> 2; i < count; i++, p += size >> 2)
      this.#i32[p] = Number.isNaN(column[row + i] ?? Number.NaN) ? 0 : 1;
  }

  sides(at: number, size: number, count: number, side: ArrayLike<number>, row: number): void {
    for (let i = 0, p = at + 5; i < count; i++, p += size) {
      const value = side[row + i] ?? 0;
      if (value !== 0 && value !== 1 && value !== -1)
        throw badValue('side', row + i, '1, -1 or 0', value);
      const flag = value > 0 ? RecordFlag.Buy : RecordFlag.Sell;
      if (value !== 0) this.#u8[p] = (this.#u8[p] ?? 0) | flag;
    }
  }

  /** The same number in each record. */
  constant(at: number, size: number, count: number, value: number): void {
    for (let i = 0, p = at; i < count; i++, p += size) {
      this.#i32[p >> 2] = value;
      this.#i32[(p >> 2) + 1] = value < 0 ? -1 : 0;
    }
  }

  /** Typical price times quantity of bars that do not know their turnover. */
  turnover(
    at: number,
    size: number,
    count: number,
    candles: CandleColumns,
    row: number,
    power: number,
  ): void {
    const { high, low, close, volume } = candles;
    if (volume === undefined) return;
    for (let i = 0, p = at >> 3; i < count; i++, p += size >> 3) {
      const k = row + i;
      const typical = ((high[k] ?? 0) + (low[k] ?? 0) + (close[k] ?? 0)) / 3;
      this.#f64[p] = Math.round(typical * (volume[k] ?? 0) * power);
    }
  }
}

export interface NumberField {
  readonly name: string;
  readonly column: Numbers;
  readonly scale: number;
  /** NaN leaves the field as it is. */
  readonly isOptional?: boolean;
}

/** What one kind of events is: its records, and how rows of it get there. */
export interface EventPlan {
  readonly length: number;
  /** When each row is known. */
  readonly knownTimeNs: BigInt64Array;
  readonly recordBytes: number;
  readonly priceScale: number;
  readonly qtyScale: number;
  /** Writes `count` records from row `row` on to `at`. */
  readonly fill: (filler: RecordFiller, at: number, row: number, count: number) => void;
}

export interface PlanOptions {
  readonly priceScale: number | undefined;
  readonly qtyScale: number | undefined;
  readonly instrumentId: number;
}

export const TRADE_BYTES = 64;
export const QUOTE_BYTES = 64;
export const BAR_BYTES = BarView.size;
export const TRADE_KIND = RecordKind.Trade;
export const QUOTE_KIND = RecordKind.Bbo;
export const BAR_KIND = BarRecordKind.Bar;

function badColumn(name: string, expected: string, found: unknown): OutcryError {
  const message = found === undefined ? 'a column is missing' : 'a column is of another kind';
  return new OutcryError('BAD_INPUT', 'input', message, {
    expected,
    found: typeof found,
    where: name,
  });
}

function isNumbers(column: unknown): boolean {
  return Array.isArray(column) || (ArrayBuffer.isView(column) && !(column instanceof DataView));
}

/** Columns of one table, by their names. */
export interface Table {
  readonly timeNs: unknown;
  readonly required: Readonly<Record<string, unknown>>;
  readonly optional?: Readonly<Record<string, unknown>>;
  /** Integers of 64 bits, as the times. */
  readonly integers?: Readonly<Record<string, unknown>>;
}

/** @throws OutcryError BAD_INPUT when columns are missing, differ in length or are none */
export function checkTable({ timeNs, required, optional, integers }: Table): void {
  const check = (name: string, column: unknown, isThere: boolean): void => {
    if (!isThere) throw badColumn(name, 'an array of numbers', column);
    const { length } = column as ArrayLike<number>;
    const rows = (timeNs as BigInt64Array).length;
    if (length === rows) return;
    throw new OutcryError('BAD_INPUT', 'input', 'the columns differ in length', {
      expected: `${rows} rows, as timeNs`,
      found: `${length} of ${name}`,
    });
  };
  for (const [name, column] of Object.entries({ timeNs, ...integers }))
    if (!(column instanceof BigInt64Array) && (column !== undefined || name === 'timeNs'))
      throw badColumn(name, 'a BigInt64Array, times in ns since 1970', column);
  for (const [name, column] of Object.entries(required)) check(name, column, isNumbers(column));
  for (const [name, column] of Object.entries({ ...optional, ...integers }))
    if (column !== undefined) check(name, column, isNumbers(column));
}
