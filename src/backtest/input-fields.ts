// The keys by which a user says what the input is: one table for `[input]` of a settings file,
// which is checked by it, and for the flags of the command line, which are made of it.
import { OutcryError } from '../errors/outcry-error.ts';
import { CANDLE_COLUMNS } from '../import/candle-titles.ts';
import { isDelimiter } from '../import/candles.ts';
import { CSV_ROLES, parseColumnMap } from '../import/csv-plan.ts';
import { TIME_UNITS, type TimeUnit } from '../import/time-unit.ts';
import type { RowKind } from '../inputs/inputs.ts';
import { VENUE_NAMES, type VenueName } from '../model/instrument.ts';
import { parseTime } from '../model/time.ts';
import type { DecimalInput, FieldReader } from '../session/field-reader.ts';

/** The keys and their types. */
export interface InputSettings {
  readonly venue: VenueName;
  readonly symbol: string;
  readonly timeUnit: TimeUnit;
  readonly date: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly csvKind: RowKind;
  readonly priceScale: number;
  readonly qtyScale: number;
  readonly tickSize: DecimalInput;
  readonly lotSize: DecimalInput;
  readonly windowBits: number;
  readonly instruments: string;
  readonly dayStart: bigint;
  readonly impliedDecimals: number;
  readonly delimiter: string;
  readonly falling: boolean;
  readonly skipFaults: boolean;
}
export type InputKey = keyof InputSettings;

/** Checks a value; undefined where it is at fault, which `fields` notes. */
type Read<T> = (fields: FieldReader, field: string, value: unknown) => T | undefined;

/** What one key takes. */
interface ValueKind<T> {
  /** Stands behind the flag; a flag without it is true. */
  readonly arg?: string;
  readonly names?: readonly string[];
  /** Least and most of an integer. */
  readonly range?: readonly [number, number];
  readonly read: Read<T>;
}

export interface InputField<T> extends ValueKind<T> {
  /** For the help of its flag. */
  readonly about: string;
}

function choice<T extends string>(arg: string, names: readonly T[]): ValueKind<T> {
  const read: Read<T> = (fields, field, value) => {
    const found = names.find((name) => name === value);
    if (found === undefined) fields.fault(field, `one of ${names.join(', ')}`, value);
    return found;
  };
  return { arg, names, read };
}

function integer(least: number, most: number): ValueKind<number> {
  const read: Read<number> = (fields, field, value) => fields.integer(field, value, least, most);
  return { arg: 'n', range: [least, most], read };
}

/** Text of which `isGood` holds. */
function text(
  arg: string,
  expected: string,
  isGood: (one: string) => boolean = (one) => one !== '',
): ValueKind<string> {
  const read: Read<string> = (fields, field, value) => {
    if (typeof value === 'string' && isGood(value)) return value;
    fields.fault(field, expected, value);
    return undefined;
  };
  return { arg, read };
}

/** Runs `parse`; what it refuses is a fault of `field`. */
function parsed<T>(
  fields: FieldReader,
  field: string,
  value: unknown,
  expected: string,
  parse: (text: string) => T,
): T | undefined {
  let found = value;
  try {
    if (typeof value === 'string') return parse(value);
  } catch (error) {
    if (!(error instanceof OutcryError)) throw error;
    found = error.details.found?.replace(/^'|'$/g, '') ?? value;
  }
  fields.fault(field, expected, found);
  return undefined;
}

/** The size of a step, checked in full with the scale that it goes with. */
const STEP: ValueKind<DecimalInput> = {
  arg: 'decimal',
  read: (fields, field, value) => {
    const isDecimal = typeof value === 'number' || typeof value === 'string';
    if (isDecimal && Number(value) > 0) return value;
    fields.fault(field, 'a decimal above 0', value);
    return undefined;
  },
};

const FLAG: ValueKind<boolean> = {
  read: (fields, field, value) => fields.boolean(field, value),
};

const TIME: ValueKind<bigint> = {
  arg: 'time',
  read: (fields, field, value) =>
    parsed(fields, field, value, 'a time as 2024-08-08 or 2024-08-08T23:55:00Z', parseTime),
};

const ROLES = [...new Set([...CSV_ROLES, ...CANDLE_COLUMNS])];

/** `time=ts,price=px`, or a table of the same. */
const COLUMNS: ValueKind<Readonly<Record<string, string>>> = {
  arg: 'map',
  read: (fields, field, value) => {
    if (typeof value !== 'object') {
      const expected = `ROLE=COLUMN,... once each of ${ROLES.join(', ')}`;
      return parsed(fields, field, value, expected, (map) => parseColumnMap(map, ROLES));
    }
    const table = Object.entries(fields.object(field, value, ROLES));
    const name = text('', 'the name of a column, or #N');
    return Object.fromEntries(
      table.map(([role, one]) => [role, name.read(fields, `${field}.${role}`, one) ?? '']),
    );
  },
};

function isDay(one: string): boolean {
  const ms = /^\d{4}-\d\d-\d\d$/.test(one) ? Date.parse(one) : Number.NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(one);
}

/** Bytes that a symbol has room for. */
const SYMBOL_BYTES = 32;

function isSymbol(one: string): boolean {
  return one !== '' && new TextEncoder().encode(one).length <= SYMBOL_BYTES;
}

/** The character that is meant; a tab is hard to type. */
export function delimiterOf(one: string): string {
  return one === 'tab' ? '\t' : one;
}

const VENUES = Object.keys(VENUE_NAMES) as VenueName[];

/** What is known of markets; their flags are those of every command that reads files. */
const MARKET_FIELDS = {
  venue: { about: 'venue of the data', ...choice('name', VENUES) },
  symbol: {
    about: 'symbol, where the data names none',
    ...text('symbol', `a symbol of at most ${SYMBOL_BYTES} bytes`, isSymbol),
  },
  timeUnit: { about: 'unit of time stamps', ...choice('unit', TIME_UNITS) },
  date: { about: 'day of LOBSTER messages', ...text('yyyy-mm-dd', 'yyyy-mm-dd', isDay) },
  columns: {
    about: 'columns of a CSV file: time=ts,price=px,qty=size,side=side,id=id',
    ...COLUMNS,
  },
  csvKind: {
    about: 'what its rows are (trades; candles where one of the columns is theirs)',
    ...choice<RowKind>('kind', ['trades', 'depth', 'bbo', 'candles']),
  },
  priceScale: { about: 'decimals of prices', ...integer(-6, 18) },
  qtyScale: { about: 'decimals of quantities', ...integer(-6, 18) },
  tickSize: { about: 'price step of the book window (with --price-scale)', ...STEP },
  lotSize: { about: 'quantity step (with --qty-scale)', ...STEP },
  windowBits: { about: 'log2 of the ticks of the dense book window', ...integer(8, 20) },
  instruments: {
    about: 'JSON file of the above by symbol',
    ...text('file', 'the name of a file'),
  },
} as const;

/** How candles are written. */
const CANDLE_FIELDS = {
  dayStart: { about: 'times are milliseconds since then', ...TIME },
  impliedDecimals: { about: 'decimals that prices leave out', ...integer(0, 18) },
  delimiter: {
    about: 'between columns; "tab" for a tab (,)',
    ...text('char', "',', ';', '|' or 'tab'", (one) => isDelimiter(delimiterOf(one))),
  },
  falling: { about: 'the newest candle comes first', ...FLAG },
  skipFaults: { about: 'leave faulty rows out', ...FLAG },
} as const;

export const INPUT_FIELDS: { readonly [K in InputKey]: InputField<InputSettings[K]> } = {
  ...MARKET_FIELDS,
  ...CANDLE_FIELDS,
};
export const MARKET_KEYS = Object.keys(MARKET_FIELDS) as InputKey[];
export const CANDLE_KEYS = Object.keys(CANDLE_FIELDS) as InputKey[];
export const INPUT_KEYS: readonly InputKey[] = [...MARKET_KEYS, ...CANDLE_KEYS];
