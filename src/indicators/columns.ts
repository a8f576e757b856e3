// Columns that go into indicators and come out of them, and what none can hold.
import { OutcryError } from '../errors/outcry-error.ts';
import { bindKeys } from './binding.ts';
import { beginsOf } from './registry.ts';
import { isNamed, shown } from './shown.ts';
import type { IndicatorSpec, InputName } from './spec.ts';

/** Columns by name: `{ close }`, `{ high, low, close }`; equally long, oldest bar first. */
export type IndicatorInputs = Readonly<
  Record<string, Float64Array | Float32Array | readonly number[]>
>;
export type IndicatorOutputs = Record<string, Float64Array<ArrayBuffer>>;

/** What `compute` can be told beside the parameters. */
export interface ComputeOptions {
  /**
   * Columns that take the results, by name of the output, as long as the inputs: those of an
   * earlier call, say. Others are made. What they held is lost, also where an input is refused.
   */
  readonly into?: IndicatorOutputs;
}

/** Whether `given` holds numbers and nothing else, as all typed arrays but those of bigints. */
function isNumeric(given: unknown): given is ArrayLike<number> {
  const isView = ArrayBuffer.isView(given) && !(given instanceof DataView);
  return isView && !(given instanceof BigInt64Array || given instanceof BigUint64Array);
}

/**
 * A column of doubles of what a caller gives under `name`.
 * @throws OutcryError BAD_INPUT: no list, or the first bar whose value is no number
 */
export function columnOf(name: string, given: unknown): Float64Array {
  if (given instanceof Float64Array) return given;
  if (isNumeric(given)) return Float64Array.from(given);
  if (!Array.isArray(given))
    throw new OutcryError('BAD_INPUT', 'input', `${name} is no column of numbers`, {
      expected: 'a Float64Array or an array of numbers',
      found: shown(given),
    });
  const column = new Float64Array(given.length);
  for (let bar = 0; bar < column.length; bar++) {
    const value: unknown = given[bar];
    // Conversions would make 0 of null, of an empty text and of false.
    if (typeof value !== 'number')
      throw new OutcryError('BAD_INPUT', 'input', `${name} holds a value that is no number`, {
        expected: 'a finite number',
        found: shown(value),
        where: `bar ${bar}`,
      });
    column[bar] = value;
  }
  return column;
}

/**
 * The columns of `inputs` in the order of the indicator's.
 * @throws OutcryError BAD_INPUT: an input is missing, or no column of numbers; lengths differ, too
 * few bars for a value
 */
export function columnsOf(
  spec: IndicatorSpec,
  params: readonly number[],
  inputs: IndicatorInputs,
): Float64Array[] {
  if (!isNamed(inputs)) {
    const columns = spec.inputs.map((input) => (input === 'real' ? 'close' : input));
    throw new OutcryError('BAD_INPUT', 'input', 'inputs are columns by name', {
      expected: `{ ${columns.join(', ')} }`,
      found: shown(inputs),
    });
  }
  const given = Object.entries(inputs).filter(([, column]) => column !== undefined);
  const names = bindKeys(
    spec,
    given.map(([name]) => name),
  );
  const taken = names.map((name) =>
    name === undefined ? undefined : columnOf(name, inputs[name]),
  );
  const at = taken.findIndex((column) => column !== undefined);
  const length = taken[at]?.length ?? 0;
  taken.forEach((column, i) => {
    if (column !== undefined && column.length !== length)
      throw new OutcryError('BAD_INPUT', 'input', 'the inputs differ in length', {
        expected: `${length} bars, as ${names[at] ?? ''}`,
        found: `${column.length} of ${names[i] ?? ''}`,
      });
  });
  const begin = Math.min(...beginsOf(spec, params));
  if (length <= begin)
    throw new OutcryError('BAD_INPUT', 'input', `${spec.name} has no value over so few bars`, {
      expected: `at least ${begin + 1} bars with these parameters`,
      found: `${length}`,
    });
  return taken.map((column, i) => {
    const absent = spec.absent?.[spec.inputs[i] ?? 'real'] ?? 0;
    return column ?? new Float64Array(length).fill(absent);
  });
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
 * A column per output: those of `options.into`, which are checked, or new ones.
 * @throws OutcryError BAD_INPUT: a name of no output, another length, a column that is an input too
 */
export function outputColumns(
  name: string,
  spec: IndicatorSpec,
  columns: readonly Float64Array[],
  options: ComputeOptions,
): Float64Array<ArrayBuffer>[] {
  if (!isNamed(options)) throw refuseInto('options such as { into }', shown(options));
  const { into = {} } = options;
  if (!isNamed(into)) throw refuseInto('columns by name of the output', shown(into));
  const length = columns[0]?.length ?? 0;
  const names = outputNames(name, spec);
  const strange = Object.keys(into).find((key) => !names.includes(key));
  if (strange !== undefined) throw refuseInto(names.join(', '), strange);
  const taken = [...columns];
  return names.map((key) => {
    const column = into[key];
    if (column === undefined) return new Float64Array(length);
    if (!(column instanceof Float64Array) || column.length !== length)
      throw refuseInto(`a Float64Array of ${length} for ${key}`, shown(column));
    if (taken.some((other) => overlap(other, column)))
      throw refuseInto('columns of their own', `${key} shares memory with another column`);
    taken.push(column);
    return column;
  });
}
