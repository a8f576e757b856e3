// Runs the tables of golden cases (src/indicators/golden-cases*.ts): reading every golden file but
// TA-Lib's, and comparing ours with it.
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect } from 'vitest';
import type { GoldenCase, GoldenFile, Unserved } from '../indicators/golden-cases.ts';
import type { Indicators } from '../indicators/indicators.ts';
import { getIndicator } from '../indicators/registry.ts';
import { expectColumn, type GoldenValues } from './golden.ts';
import { sharedFile } from './shared-data.ts';

export type Series = Record<string, readonly number[]>;

export interface Stretch {
  readonly begin: number;
  readonly head: GoldenValues;
  readonly tail: GoldenValues;
}

export interface Golden {
  /** The columns of a case; empty: the case has no values. */
  columns(key: string): Record<string, Stretch>;
  keys(): string[];
  series(key: string): Series;
  /** Values of the options of a Tulip case, in their order. */
  options(key: string): number[];
}

export type MainFile = Exclude<GoldenFile, 'tulipTests'>;

export const GOLDEN_FILES: Readonly<Record<MainFile, string>> = {
  reference: 'golden/reference_extra.json.gz',
  tulip: 'golden/tulip_main.json.gz',
  ttr: 'golden/ttr_main.json.gz',
  signals: 'golden/trading_signals_main.json.gz',
  stock: 'golden/upstream_stock_indicators.json.gz',
  chartschool: 'golden/upstream_chartschool.json.gz',
};

/** All tables together. */
export async function goldenTables(): Promise<{ cases: GoldenCase[]; unserved: Unserved[] }> {
  const folder = new URL('../indicators/', import.meta.url);
  const names = readdirSync(folder).filter((name) => /^golden-cases.*\.ts$/.test(name));
  const tables = await Promise.all(
    names.sort().map(async (name) => {
      const table: unknown = await import(new URL(name, folder).href);
      return table as { CASES?: readonly GoldenCase[]; UNSERVED?: Unserved };
    }),
  );
  return {
    cases: tables.flatMap(({ CASES = [] }) => CASES),
    unserved: tables.flatMap(({ UNSERVED }) => (UNSERVED === undefined ? [] : [UNSERVED])),
  };
}

type Tables = Record<string, Record<string, (number | null)[]>>;

/** JSON of a gzip file in which infinite numbers may stand as they are. */
function readInfinite(path: string): unknown {
  const text = gunzipSync(readFileSync(path)).toString('utf8');
  return JSON.parse(text.replace(/\bInfinity\b/g, '1e999').replace(/"(-?)inf"/g, '$11e999'));
}

/** The same series of 5,000 bars that TA-Lib's goldens are made of. */
function seeded(): Series {
  const path = sharedFile('golden/talib_main.json.gz');
  return path === undefined ? {} : (readInfinite(path) as { inputs: Series }).inputs;
}

function whole(columns: Record<string, GoldenValues>): Record<string, Stretch> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, head]) => [name, { begin: 0, head, tail: [] }]),
  );
}

/** Columns of a spreadsheet, by lower-case name; rows without prices are left out. */
function sheet(table: Record<string, (number | null)[]>): Record<string, (number | null)[]> {
  const close = table['High'] ?? table['Close'] ?? table['close'] ?? table['Volume'] ?? [];
  const kept = close.flatMap((value, i) => (value === null ? [] : [i]));
  return Object.fromEntries(
    Object.entries(table).map(([name, values]) => [name, kept.map((i) => values[i] ?? null)]),
  );
}

function openStock(data: Record<string, Record<string, unknown>>): Golden {
  const results = data['results'] as Record<string, { columns: Tables[string] }>;
  const quotes = data['quotes'] as Record<string, Series>;
  const bars = quotes['default'] ?? {};
  const low = bars['low'] ?? [];
  const middle = (bars['high'] ?? []).map((value, i) => (value + (low[i] ?? 0)) / 2);
  const dates = (bars['date'] ?? []).map(String);
  // 1 at the first bar of a month.
  const month = dates.map((date, i) => +(date.slice(0, 7) !== (dates[i - 1] ?? date).slice(0, 7)));
  const inputs = { ...bars, middle, month, other: quotes['compare']?.['close'] ?? [] };
  return {
    columns: (key) => whole(results[key]?.columns ?? {}),
    keys: () => Object.keys(results),
    series: () => inputs,
    options: () => [],
  };
}

function openSheets(data: Record<string, Record<string, unknown>>): Golden {
  const tables = data['tables'] as Tables;
  return {
    columns: (key) => whole(sheet(tables[key] ?? {})),
    keys: () => Object.keys(tables),
    series: (key) =>
      Object.fromEntries(
        Object.entries(sheet(tables[key] ?? {})).map(([name, values]) => [
          name.toLowerCase(),
          values.map((value) => value ?? 0),
        ]),
      ),
    options: () => [],
  };
}

interface TulipEntry {
  begin: number;
  head: Record<string, GoldenValues>;
  tail: Record<string, GoldenValues>;
}

export function openGolden(file: MainFile, path: string): Golden {
  const data = readInfinite(path) as Record<string, Record<string, unknown>>;
  if (file === 'stock') return openStock(data);
  if (file === 'chartschool') return openSheets(data);
  const series = seeded();
  const entries = (data['indicators'] ?? data['functions']) as Record<string, unknown>;
  return {
    keys: () => Object.keys(entries),
    series: () => series,
    options: (key) => Object.values((entries[key] as { options: Series[string] }).options),
    columns: (key) => {
      const entry = entries[key];
      if (file === 'signals') return entry as Record<string, Stretch>;
      if (file !== 'tulip') return (entry as { columns: Record<string, Stretch> }).columns;
      const { begin, head, tail } = entry as TulipEntry;
      return Object.fromEntries(
        Object.keys(head).map((name) => [
          name,
          { begin, head: head[name] ?? [], tail: tail[name] ?? [] },
        ]),
      );
    },
  };
}

/** Parameters of a case, with the values of Tulip's options. */
function optionParams({ params, options = [] }: GoldenCase, values: number[]) {
  const taken = options.flatMap((keys, i) =>
    keys.split('+').flatMap((key) => (key === '' ? [] : [[key, values[i] ?? 0]])),
  );
  return { ...params, ...Object.fromEntries(taken) };
}

/** Ours over the series of a case. Inputs that the series lacks, as anchors, are 0. */
function answers(indicators: Indicators, entry: GoldenCase, series: Series, options: number[]) {
  const inputs = Object.fromEntries(
    getIndicator(entry.name).inputs.map((input) => {
      const from = entry.inputs?.[input] ?? (input === 'real' ? 'close' : input);
      const given = series[from] ?? Array.from({ length: series['close']?.length ?? 0 }, () => 0);
      return [input, Float64Array.from(given)];
    }),
  );
  return indicators.compute(entry.name, inputs, optionParams(entry, options));
}

/** Compares a stretch, leaving out the bars before `from`. */
function compareStretch(
  entry: GoldenCase,
  column: Float64Array,
  key: string,
  stretch: Stretch,
): number {
  const { scale = 1, offset = 0 } = entry;
  const scaled = column.map((value) => value * scale + offset);
  const from = entry.from ?? 0;
  const tolerance = entry.tolerance ?? 1e-9;
  const name = `${entry.name} by ${entry.golden} ${key}`;
  const shift = entry.shift ?? 0;
  // A division by 0 that they answer with infinity: definitions say what ours is, not they.
  const except = new Set(entry.except);
  const finite = (at: number) => (value: number | null, i: number) =>
    except.has(at + i) || Math.abs(value ?? 0) === Number.POSITIVE_INFINITY
      ? (scaled[at + i + shift] ?? null)
      : value;
  const { begin, head, tail } = stretch;
  const skip = Math.max(0, from - begin, -shift - begin);
  // What is known only later has no place for the last bars.
  const end = column.length - Math.max(0, shift);
  const first = head.slice(skip, Math.max(skip, end - begin)).map(finite(begin + skip));
  expectColumn(scaled, first, { name, at: begin + skip + shift, tolerance });
  const at = column.length - tail.length;
  const last = tail
    .slice(Math.max(0, from - at), Math.max(0, end - at))
    .map(finite(Math.max(at, from)));
  expectColumn(scaled, last, { name, at: Math.max(at, from) + shift, tolerance });
  if (from === 0 && entry.begins === undefined)
    expect(
      column.slice(0, Math.max(0, begin + shift)).every(Number.isNaN),
      `${name}: ${begin}`,
    ).toBe(true);
  return first.length + last.length;
}

/** Compares every output of a case, and our own answers where theirs are not followed. */
export function compareCase(indicators: Indicators, entry: GoldenCase, golden: Golden): number {
  const columns = golden.columns(entry.golden);
  const options = entry.options === undefined ? [] : golden.options(entry.golden);
  const out = answers(indicators, entry, golden.series(entry.golden), options);
  let compared = 0;
  for (const [theirs, ours] of Object.entries(entry.outputs)) {
    const column = out[ours];
    const stretch = columns[theirs];
    if (column === undefined) throw new Error(`${entry.name} has no output ${ours}`);
    if (stretch === undefined) throw new Error(`${entry.golden} has no column ${theirs}`);
    compared += compareStretch(entry, column, theirs, stretch);
  }
  for (const [ours, [bar, value]] of Object.entries(entry.answer ?? {}))
    expect(out[ours]?.[bar], `${ours} at bar ${bar}`).toBeCloseTo(value, 6);
  // What differs is said.
  const differs =
    entry.except !== undefined ||
    entry.from !== undefined ||
    entry.shift !== undefined ||
    entry.offset !== undefined ||
    entry.begins !== undefined ||
    entry.answer !== undefined;
  if (differs) expect(entry.why).not.toBeUndefined();
  return compared + Object.keys(entry.answer ?? {}).length;
}

export interface TulipTest {
  readonly name: string;
  readonly options: number[];
  readonly rows: number[][];
}

export function tulipTests(path: string): TulipTest[] {
  return (readInfinite(path) as { cases: TulipTest[] }).cases;
}

/** Their rounding: three decimals, and a little more where sums are long. */
const ROUNDED = 0.002;

/** Compares one of Tulip's own tests; gives how many values. */
export function compareTulipTest(
  indicators: Indicators,
  row: GoldenCase,
  { name, options, rows }: TulipTest,
): number {
  const { inputs } = getIndicator(row.name);
  const order = row.order ?? inputs;
  const results = rows.slice(order.length);
  const expected = row.places === undefined ? results : row.places.map((k) => results[k] ?? []);
  // Short series do not get to where the values meet; some have no value at all.
  if (row.from !== undefined || row.offset !== undefined) return 0;
  if (expected.some((values) => values.length === 0)) return 0;
  const given = Object.fromEntries(
    order.map((input, i) => [input, Float64Array.from(rows[i] ?? [])]),
  );
  const out = indicators.compute(row.name, given, optionParams(row, options));
  const label = `${name} ${JSON.stringify(options)}`;
  const tests = row.file === 'tulipTests' ? Object.entries(row.answer ?? {}) : [];
  for (const [ours, [bar, value]] of tests)
    expect(out[ours]?.[bar], `${label} ${ours} at bar ${bar}`).toBeCloseTo(value, 6);
  const outputs = Object.values(row.outputs);
  if (outputs.length === 0) return tests.length;
  if (expected.length !== outputs.length) throw new Error(`${name} has ${rows.length} rows`);
  outputs.forEach((key, k) => {
    const column = (out[key] ?? new Float64Array()).map((value) => value * (row.scale ?? 1));
    const want = expected[k] ?? [];
    const at = column.length - want.length;
    expectColumn(column, want, { name: `${label} ${key}`, at, tolerance: ROUNDED });
  });
  return tests.length + expected.flat().length;
}
