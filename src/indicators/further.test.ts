// Golden values of every file but TA-Lib's, by the table in further-cases.ts.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { expectColumn, type GoldenValues } from '../testing/golden.ts';
import { sharedFile } from '../testing/shared-data.ts';
import {
  CASES,
  type Case,
  type GoldenFile,
  PENDING,
  TULIP,
  TULIP_TESTS_UNSERVED,
  UNSERVED,
} from './further-cases.ts';
import { createIndicators } from './indicators.ts';
import { getIndicator, INDICATORS } from './registry.ts';

type Series = Record<string, readonly number[]>;

interface Stretch {
  readonly begin: number;
  readonly head: GoldenValues;
  readonly tail: GoldenValues;
}

interface Golden {
  /** The columns of a case; empty: the case has no values. */
  columns(key: string): Record<string, Stretch>;
  keys(): string[];
  series(key: string): Series;
  /** Values of the options of a Tulip case, in their order. */
  options(key: string): number[];
}

const FILES: Record<GoldenFile, string> = {
  reference: 'golden/reference_extra.json.gz',
  tulip: 'golden/tulip_main.json.gz',
  ttr: 'golden/ttr_main.json.gz',
  signals: 'golden/trading_signals_main.json.gz',
  stock: 'golden/upstream_stock_indicators.json.gz',
  chartschool: 'golden/upstream_chartschool.json.gz',
};

type Tables = Record<string, Record<string, (number | null)[]>>;

/** JSON of a gzip file in which infinite numbers may stand as they are. */
function readGolden(path: string): unknown {
  const text = gunzipSync(readFileSync(path)).toString('utf8');
  return JSON.parse(text.replace(/\bInfinity\b/g, '1e999').replace(/"(-?)inf"/g, '$11e999'));
}

/** The same series of 5,000 bars that TA-Lib's goldens are made of. */
function seeded(): Series {
  const path = sharedFile('golden/talib_main.json.gz');
  return path === undefined ? {} : (readGolden(path) as { inputs: Series }).inputs;
}

function whole(columns: Record<string, GoldenValues>): Record<string, Stretch> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, head]) => [name, { begin: 0, head, tail: [] }]),
  );
}

/** Columns of a spreadsheet, by lower-case name; rows without a close are left out. */
function sheet(table: Record<string, (number | null)[]>): Record<string, (number | null)[]> {
  const close = table['Close'] ?? table['close'] ?? table['High'] ?? table['Volume'] ?? [];
  const kept = close.flatMap((value, i) => (value === null ? [] : [i]));
  return Object.fromEntries(
    Object.entries(table).map(([name, values]) => [name, kept.map((i) => values[i] ?? null)]),
  );
}

function open(file: GoldenFile, path: string): Golden {
  const data = readGolden(path) as Record<string, Record<string, unknown>>;
  const series = seeded();
  if (file === 'stock') {
    const results = data['results'] as Record<string, { columns: Tables[string] }>;
    const quotes = data['quotes'] as Record<string, Series>;
    const inputs = { ...quotes['default'], other: quotes['compare']?.['close'] ?? [] };
    return {
      columns: (key) => whole(results[key]?.columns ?? {}),
      keys: () => Object.keys(results),
      series: () => inputs,
      options: () => [],
    };
  }
  if (file === 'chartschool') {
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
  const entries = (data['indicators'] ?? data['functions']) as Record<string, unknown>;
  return {
    keys: () => Object.keys(entries),
    series: () => series,
    options: (key) => Object.values((entries[key] as { options: Series[string] }).options),
    columns: (key) => {
      const entry = entries[key];
      if (file === 'signals') return entry as Record<string, Stretch>;
      if (file !== 'tulip') return (entry as { columns: Record<string, Stretch> }).columns;
      const { begin, head, tail } = entry as {
        begin: number;
        head: Record<string, GoldenValues>;
        tail: Record<string, GoldenValues>;
      };
      return Object.fromEntries(
        Object.keys(head).map((name) => [
          name,
          { begin, head: head[name] ?? [], tail: tail[name] ?? [] },
        ]),
      );
    },
  };
}

const known = new Set(INDICATORS.flatMap(({ name, talib }) => [name, talib ?? name]));
const indicators = await createIndicators();

/** Inputs that the series lacks, as anchors, are 0. */
function answers(entry: Pick<Case, 'name' | 'params' | 'inputs'>, series: Series) {
  const inputs = Object.fromEntries(
    getIndicator(entry.name).inputs.map((input) => {
      const from = entry.inputs?.[input] ?? (input === 'real' ? 'close' : input);
      const given = series[from] ?? Array.from({ length: series['close']?.length ?? 0 }, () => 0);
      return [input, Float64Array.from(given)];
    }),
  );
  return indicators.compute(entry.name, inputs, entry.params ?? {});
}

/** Parameters of a case, with the values of Tulip's options. */
function optionParams({ params, options = [] }: Case, values: number[]): Record<string, number> {
  return { ...params, ...Object.fromEntries(options.map((key, i) => [key, values[i] ?? 0])) };
}

/** Compares a stretch, leaving out the bars before `from`. */
function compareStretch(entry: Case, column: Float64Array, key: string, stretch: Stretch): number {
  const scale = entry.scale ?? 1;
  const scaled = scale === 1 ? column : column.map((value) => value * scale);
  const from = entry.from ?? 0;
  const tolerance = entry.tolerance ?? 1e-9;
  const name = `${entry.name} by ${entry.golden} ${key}`;
  const shift = entry.shift ?? 0;
  // A division by 0 that they answer with infinity: definitions say what ours is, not they.
  const finite = (at: number) => (value: number | null, i: number) =>
    Math.abs(value ?? 0) === Number.POSITIVE_INFINITY ? (scaled[at + i + shift] ?? null) : value;
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

describe.each(Object.entries(FILES) as [GoldenFile, string][])('%s', (file, name) => {
  const path = sharedFile(name);
  const cases = CASES.filter((entry) => entry.file === file);
  const golden = path === undefined ? undefined : open(file, path);
  const present = cases.filter((entry) => known.has(entry.name));

  test
    .skipIf(golden === undefined)
    .each(present.map((c) => [`${c.golden} = ${c.name}`, c] as const))('%s', (_, entry) => {
    const columns = golden?.columns(entry.golden) ?? {};
    const options = entry.options === undefined ? [] : (golden?.options(entry.golden) ?? []);
    const params = optionParams(entry, options);
    const out = answers({ ...entry, params }, golden?.series(entry.golden) ?? {});
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
    expect(compared + Object.keys(entry.answer ?? {}).length).toBeGreaterThan(0);
  });

  test.skipIf(golden === undefined)('every case is in the table', () => {
    const served = new Set([
      ...cases.map((entry) => entry.golden),
      ...Object.keys(UNSERVED[file] ?? {}),
    ]);
    expect(golden?.keys().filter((key) => !served.has(key))).toEqual([]);
  });
});

interface TulipTest {
  name: string;
  options: number[];
  rows: number[][];
}

/** Their rounding: three decimals, and a little more where sums are long. */
const ROUNDED = 0.002;

describe("Tulip's own tests", () => {
  const path = sharedFile('golden/upstream_tulip_tests.json.gz');
  const cases = path === undefined ? [] : (readGolden(path) as { cases: TulipTest[] }).cases;

  test.skipIf(path === undefined)('every case is in the table', () => {
    const unserved = new Set(TULIP_TESTS_UNSERVED);
    const missing = cases.map((c) => c.name).filter((c) => TULIP[c] === undefined);
    expect([...new Set(missing)].filter((c) => !unserved.has(c))).toEqual([]);
  });

  test.skipIf(path === undefined)('those of our indicators', () => {
    let compared = 0;
    for (const { name, options, rows } of cases) {
      const row = TULIP[name];
      if (row === undefined || !known.has(row.name) || row.from !== undefined) continue;
      const { inputs } = getIndicator(row.name);
      const outputs = Object.values(row.outputs);
      if (rows.length !== inputs.length + outputs.length) continue;
      const expected = rows.slice(inputs.length);
      if (expected.some((values) => values.length === 0)) continue;
      const given = Object.fromEntries(
        (row.order ?? inputs).map((input, i) => [input, Float64Array.from(rows[i] ?? [])]),
      );
      const out = indicators.compute(row.name, given, optionParams(row, options));
      outputs.forEach((key, k) => {
        const column = (out[key] ?? new Float64Array()).map((value) => value * (row.scale ?? 1));
        const want = expected[k] ?? [];
        const label = `${name} ${JSON.stringify(options)} ${key}`;
        const at = column.length - want.length;
        expectColumn(column, want, { name: label, at, tolerance: ROUNDED });
        compared += want.length;
      });
    }
    expect(compared).toBeGreaterThan(100);
  });
});

test('indicators that the table names but the catalogue lacks', () => {
  const names = [...CASES.map((entry) => entry.name), ...Object.values(TULIP).map((c) => c.name)];
  const missing = [...new Set(names)].filter((name) => !known.has(name)).sort();
  expect(missing).toEqual([...PENDING].sort());
});
