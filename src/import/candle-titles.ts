// Titles of candle files: what their columns are, and what stands between those.
import { OutcryError } from '../errors/outcry-error.ts';

export const CANDLE_COLUMNS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;
export type CandleColumn = (typeof CANDLE_COLUMNS)[number];

const USUAL_NAMES: Readonly<Record<CandleColumn, readonly string[]>> = {
  time: ['time', 'timestamp', 'date', 'datetime', 'open_time', 'opentime', 'open time', 'ts', 't'],
  open: ['open', 'o'],
  high: ['high', 'h'],
  low: ['low', 'l'],
  close: ['close', 'c'],
  volume: ['volume', 'vol', 'v', 'qty', 'base_volume'],
};

/** Titles of a time where none of the usual ones is there: others may stand beside those. */
const FURTHER_TIMES = [
  'date/time',
  'date time',
  'date_time',
  'gmt time',
  'local time',
  'utc time',
  'time (utc)',
  'date (utc)',
  'start_time',
  'starttime',
  'start time',
  'start',
  'begin',
  'window_start',
  'period_start',
  'dt',
  'unix',
  'unix time',
  'unix_time',
  'epoch',
];

/** Titles of the columns that say when a row is, the better ones first. */
export const TIME_TITLES: readonly string[] = [...USUAL_NAMES.time, ...FURTHER_TIMES];

/** Delimiters that a first line shows, where no comma stands in it. */
const OTHER_DELIMITERS = [';', '\t', '|'];

/** What stands between the columns of a text: a comma, unless the first line leaves no doubt. */
export function delimiterOfLine(line: string): string {
  if (line.includes(',')) return ',';
  const there = OTHER_DELIMITERS.filter((one) => line.includes(one));
  return there.length === 1 ? (there[0] ?? ',') : ',';
}

/** The first line that is not empty. */
export function firstLine(head: Uint8Array): string {
  const text = new TextDecoder().decode(head).replace(/^\uFEFF/, '');
  return (text.split('\n').find((line) => line.trim() !== '') ?? '').replace(/\r$/, '');
}

/** A title without what is around it: spaces, and the brackets of `<DATE>`. */
export function cleanTitle(title: string): string {
  return title.trim().replace(/^<([^<>]*)>$/, '$1');
}

const keyOf = (title: string): string => cleanTitle(title).toLowerCase();

function isNumber(text: string): boolean {
  return /^\s*-?\.?\d/.test(text) && !Number.isNaN(Number(text));
}

/** A line of titles holds no number behind its first field. */
export function isHeader(fields: readonly string[]): boolean {
  return !fields.slice(1).some(isNumber);
}

function placesTitled(header: readonly string[], titles: readonly string[]): number[] {
  return header.flatMap((title, i) => (titles.includes(keyOf(title)) ? [i] : []));
}

/**
 * Titles of `header` that usually stand over column `name`: their places. A first column without a
 * title is a time where nothing else is: so data frames are written.
 */
export function usualPlaces(header: readonly string[], name: CandleColumn): number[] {
  const places = placesTitled(header, USUAL_NAMES[name]);
  if (places.length > 0 || name !== 'time') return places;
  const further = placesTitled(header, FURTHER_TIMES).slice(0, 1);
  return further.length > 0 || keyOf(header[0] ?? '-') !== '' ? further : [0];
}

const SYMBOL_TITLES = ['symbol', 'ticker', 'instrument', 'pair', 'tic', 'isin'];

/** Where a header says of what its rows are; -1: nowhere. */
export function symbolPlace(header: readonly string[]): number {
  return placesTitled(header, SYMBOL_TITLES)[0] ?? -1;
}

/** Whether a line of titles has a time and four prices. */
export function hasCandleTitles(header: readonly string[]): boolean {
  return CANDLE_COLUMNS.every((name) => name === 'volume' || usualPlaces(header, name).length > 0);
}

/** A column of days and one of times of day, which say the time together. */
export interface DayAndClock {
  readonly day: number;
  readonly clock: number;
}

/** The columns `date` and `time` of a header, where these and no others may be the time. */
export function dayAndClock(header: readonly string[]): DayAndClock | undefined {
  const places = usualPlaces(header, 'time');
  const titled = (name: string): number =>
    places.find((place) => keyOf(header[place] ?? '') === name) ?? -1;
  const [day, clock] = [titled('date'), titled('time')];
  return places.length === 2 && day >= 0 && clock >= 0 ? { day, clock } : undefined;
}

/** The refusal of a header in which several columns may be one of a candle's. */
export function ambiguous(
  where: string,
  header: readonly string[],
  name: CandleColumn,
  places: readonly number[],
): OutcryError {
  return new OutcryError('AMBIGUOUS_COLUMN', 'input', `several columns may be the ${name}`, {
    where,
    line: 1,
    expected: 'one',
    found: places.map((i) => `'${header[i]?.trim() ?? ''}' (#${i + 1})`).join(', '),
    hint: `say which: ${name}=#N`,
  });
}

function placeOf(where: string, header: readonly string[], name: CandleColumn, given?: string) {
  const numbered = given === undefined ? null : /^#([1-9]\d*)$/.exec(given);
  if (numbered !== null) return Number(numbered[1]) - 1;
  const wanted = given === undefined ? undefined : keyOf(given);
  const places =
    wanted === undefined
      ? usualPlaces(header, name)
      : header.flatMap((title, i) => (keyOf(title) === wanted ? [i] : []));
  if (places.length > 1) throw ambiguous(where, header, name, places);
  return places[0] ?? -1;
}

/** Places of the columns; -1 where there is none. */
export type Places = Readonly<Record<CandleColumn, number>>;

/**
 * Where each column stands; volume may be missing unless it is named.
 * @param given what is said of columns
 * @param pair the columns of the time, where there are two
 * @throws OutcryError AMBIGUOUS_COLUMN, MISSING_COLUMN
 */
export function placesOf(
  where: string,
  first: readonly string[],
  given: Partial<Readonly<Record<CandleColumn, string>>> = {},
  pair?: DayAndClock,
): Places {
  const hasHeader = isHeader(first);
  const places = {} as Record<CandleColumn, number>;
  for (const [i, name] of CANDLE_COLUMNS.entries()) {
    const said = given[name];
    const isPair = name === 'time' && pair !== undefined;
    const place = isPair
      ? pair.day
      : hasHeader || said !== undefined
        ? placeOf(where, first, name, said)
        : i;
    places[name] = place < first.length ? place : -1;
  }
  const isNeeded = (name: CandleColumn): boolean => name !== 'volume' || given.volume !== undefined;
  const missing = CANDLE_COLUMNS.filter((name) => places[name] < 0 && isNeeded(name));
  if (missing.length > 0)
    throw new OutcryError('MISSING_COLUMN', 'input', 'these are no candles', {
      where,
      line: 1,
      expected: `columns ${missing.map((name) => given[name] ?? name).join(', ')}`,
      found: first.join(',').slice(0, 200),
      hint: 'name them: columns time=...,close=#5',
    });
  return places;
}
