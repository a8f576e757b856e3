// Columns that go into indicators: which input takes which, and what no input can take.
import { OutcryError } from '../errors/outcry-error.ts';
import { beginsOf } from './registry.ts';
import type { IndicatorSpec, InputName } from './spec.ts';

/** Columns by name: `{ close }`, `{ high, low, close }`; equally long, oldest bar first. */
export type IndicatorInputs = Readonly<Record<string, Float64Array | readonly number[]>>;
export type IndicatorOutputs = Record<string, Float64Array<ArrayBuffer>>;

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

/** Columns under the names of the outputs: TA-Lib's where `name` is TA-Lib's. */
export function namedOutputs(
  name: string,
  spec: IndicatorSpec,
  outputs: readonly Float64Array<ArrayBuffer>[],
): IndicatorOutputs {
  const isTalib = name === spec.talib;
  return Object.fromEntries(
    spec.outputs.map((output, i) => [
      isTalib ? (output.talib ?? output.name) : output.name,
      outputs[i] ?? new Float64Array(),
    ]),
  );
}
