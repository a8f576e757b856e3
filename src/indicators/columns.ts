// Columns that go into indicators: which input takes which, and what no input can take.
import { OutcryError } from '../errors/outcry-error.ts';
import { beginsOf } from './registry.ts';
import type { IndicatorSpec, InputName } from './spec.ts';

/** Columns by name: `{ close }`, `{ high, low, close }`; equally long, oldest bar first. */
export type IndicatorInputs = Readonly<Record<string, Float64Array | readonly number[]>>;
export type IndicatorOutputs = Record<string, Float64Array<ArrayBuffer>>;

/** What `compute` can be told beside the parameters. */
export interface ComputeOptions {
  /**
   * Columns that take the results, by name of the output, as long as the inputs: those of an
   * earlier call, say. Others are made. What they held is lost, also where an input is refused.
   */
  readonly into?: IndicatorOutputs;
}

const PRICE_NAMES = new Set<string>(['open', 'high', 'low', 'close', 'volume']);

/** Which key of `inputs` serves each input of the indicator. */
function bind(spec: IndicatorSpec, inputs: IndicatorInputs): string[] {
  const keys = Object.keys(inputs);
  const named = new Set<string>(spec.inputs.filter((input) => input in inputs));
  const rest = keys.filter((key) => !named.has(key));
  const bound = spec.inputs.map((input) => {
    if (named.has(input)) return input;
    // TA-Lib's real inputs take whatever series is given, in the order of its keys.
    return PRICE_NAMES.has(input) ? undefined : rest.shift();
  });
  const missing = spec.inputs.filter((_, i) => bound[i] === undefined);
  if (missing.length > 0)
    throw new OutcryError('BAD_INPUT', 'input', `${spec.name} needs other inputs`, {
      expected: spec.inputs.join(', '),
      found: keys.join(', ') || 'none',
    });
  return bound as string[];
}

/**
 * The columns of `inputs` in the order of the indicator's.
 * @throws OutcryError BAD_INPUT: an input is missing, lengths differ, too few bars for a value
 */
export function columnsOf(
  spec: IndicatorSpec,
  params: readonly number[],
  inputs: IndicatorInputs,
): Float64Array[] {
  const names = bind(spec, inputs);
  const columns = names.map((name) => {
    const given = inputs[name] ?? [];
    return given instanceof Float64Array ? given : Float64Array.from(given);
  });
  const length = columns[0]?.length ?? 0;
  columns.forEach((column, i) => {
    if (column.length !== length)
      throw new OutcryError('BAD_INPUT', 'input', 'the inputs differ in length', {
        expected: `${length} bars, as ${names[0] ?? ''}`,
        found: `${column.length} of ${names[i] ?? ''}`,
      });
  });
  const begin = Math.min(...beginsOf(spec, params));
  if (length <= begin)
    throw new OutcryError('BAD_INPUT', 'input', `${spec.name} has no value over so few bars`, {
      expected: `at least ${begin + 1} bars with these parameters`,
      found: `${length}`,
    });
  return columns;
}

const QTY_NAMES = new Set<InputName>(['volume', 'bidQty', 'askQty']);

/** Whether the input is a quantity, which cannot be negative. */
export const isQty = (input: InputName): boolean => QTY_NAMES.has(input);

/** The refusal of a value that `input` cannot have. */
export function faultyValue(input: InputName, value: number, bar: number): OutcryError {
  return new OutcryError('BAD_INPUT', 'input', `${input} holds a value that it cannot have`, {
    expected: isQty(input) ? 'a finite number, 0 or more' : 'a finite number',
    found: `${value}`,
    where: `bar ${bar}`,
  });
}

/** Names of the outputs: TA-Lib's where `name` is TA-Lib's. */
function outputNames(name: string, { talib, outputs }: IndicatorSpec): string[] {
  return outputs.map((output) => (name === talib ? (output.talib ?? output.name) : output.name));
}

/** Columns under the names of the outputs. */
export function namedOutputs(
  name: string,
  spec: IndicatorSpec,
  outputs: readonly Float64Array<ArrayBuffer>[],
): IndicatorOutputs {
  const named: IndicatorOutputs = {};
  for (const [i, key] of outputNames(name, spec).entries())
    named[key] = outputs[i] ?? new Float64Array();
  return named;
}

function overlap(a: Float64Array, b: Float64Array): boolean {
  const isApart =
    a.byteOffset + a.byteLength <= b.byteOffset || b.byteOffset + b.byteLength <= a.byteOffset;
  return a.buffer === b.buffer && !isApart;
}

const refuseInto = (expected: string, found: string): OutcryError =>
  new OutcryError('BAD_INPUT', 'input', 'the results cannot go into these columns', {
    expected,
    found,
  });

/**
 * A column per output: those of `into`, which are checked, or new ones.
 * @throws OutcryError BAD_INPUT: a name of no output, another length, a column that is an input too
 */
export function outputColumns(
  name: string,
  spec: IndicatorSpec,
  columns: readonly Float64Array[],
  into: IndicatorOutputs = {},
): Float64Array<ArrayBuffer>[] {
  const length = columns[0]?.length ?? 0;
  const names = outputNames(name, spec);
  const strange = Object.keys(into).find((key) => !names.includes(key));
  if (strange !== undefined) throw refuseInto(names.join(', '), strange);
  const taken = [...columns];
  return names.map((key) => {
    const column = into[key];
    if (column === undefined) return new Float64Array(length);
    if (!(column instanceof Float64Array) || column.length !== length)
      throw refuseInto(`a Float64Array of ${length} for ${key}`, `${column.length}`);
    if (taken.some((other) => overlap(other, column)))
      throw refuseInto('columns of their own', `${key} shares memory with another column`);
    taken.push(column);
    return column;
  });
}
