// What `outcry ta` prints: the catalogue, one indicator, and computed columns.
import { absentText, rangeText } from '../indicators/range-text.ts';
import { beginsOf, INDICATORS, resolveParams } from '../indicators/registry.ts';
import type { IndicatorSpec } from '../indicators/spec.ts';
import { table } from './output.ts';

/** All indicators, one a line. */
export function listText(specs: readonly IndicatorSpec[] = INDICATORS): string {
  const rows = specs.map(({ name, talib, title, inputs }) => [
    name,
    talib ?? '',
    title,
    inputs.join(' '),
  ]);
  return table([['name', 'TA-Lib', 'title', 'inputs'], ...rows]);
}

/** An indicator as data: what its page says, without what only programs need. */
export function describe(spec: IndicatorSpec): object {
  const { id: _id, begin: _begin, check: _check, ...rest } = spec;
  return { ...rest, firstBar: beginsOf(spec, resolveParams(spec, {})) };
}

/** An indicator for people. */
export function describeText(spec: IndicatorSpec): string {
  const { name, talib, aliases = [], title, inputs, params, outputs, unit, formula, source } = spec;
  const begins = beginsOf(spec, resolveParams(spec, {}));
  const rows = [
    ['indicator', `${name}${talib === undefined ? '' : `, TA-Lib ${talib}`}`],
    ...(aliases.length === 0 ? [] : [['also called', aliases.join(', ')]]),
    ['title', title],
    ['inputs', inputs.map((input) => input + absentText(spec, input)).join(', ')],
    ...params.map((param, i) => [
      i === 0 ? 'parameters' : '',
      `${param.name} = ${param.default}  (${rangeText(param)}) ${param.text}`,
    ]),
    ...outputs.map((output, i) => [
      i === 0 ? 'outputs' : '',
      `${output.name}: ${output.text}; first value at bar ${begins[i] ?? 0}`,
    ]),
    ['unit', unit],
    ['formula', formula],
    ['source', source],
  ];
  return table(rows);
}

/** Computed columns and what names their rows. */
export interface Result {
  readonly spec: IndicatorSpec;
  readonly params: Readonly<Record<string, number>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly columns: Readonly<Record<string, Float64Array>>;
  readonly length: number;
  /** First row to print. */
  readonly from: number;
  readonly labels: { readonly name: string; readonly of: (row: number) => string } | undefined;
}

const CHUNK_ROWS = 8192;

/** RFC 4180: quotes where they are needed. */
function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** CSV in parts: a header, then a row per bar; a bar without a value has an empty cell. */
export function* csvOf(result: Result): Generator<string, void, undefined> {
  const { columns, length, from, labels } = result;
  const names = Object.keys(columns);
  const series = Object.values(columns);
  yield `${[labels?.name ?? 'bar', ...names].map(cell).join(',')}\n`;
  for (let start = from; start < length; start += CHUNK_ROWS) {
    let text = '';
    for (let row = start; row < Math.min(start + CHUNK_ROWS, length); row++) {
      text += labels === undefined ? `${row}` : cell(labels.of(row));
      for (const values of series) {
        const value = values[row] ?? Number.NaN;
        text += Number.isNaN(value) ? ',' : `,${value}`;
      }
      text += '\n';
    }
    yield text;
  }
}

/** JSON has no infinite numbers. */
const jsonOf = (value: number): number | string | null =>
  Number.isFinite(value) ? value : Number.isNaN(value) ? null : `${value}`;

/** One document; a bar without a value is null, an infinite one "Infinity" or "-Infinity". */
export function documentOf(result: Result): object {
  const { spec, params, inputs, columns, length, from, labels } = result;
  const rows = Array.from({ length: length - from }, (_, i) => from + i);
  const valuesOf = (values: Float64Array): (number | string | null)[] =>
    Array.from(values.subarray(from), jsonOf);
  return {
    indicator: spec.name,
    params,
    inputs,
    bars: length,
    firstBar: from,
    ...(labels === undefined ? {} : { [labels.name]: rows.map((row) => labels.of(row)) }),
    outputs: Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [name, valuesOf(values)]),
    ),
  };
}
