// Indicators of the user's own: what they share with the built-in ones, and the check that their
// three ways agree.
import { type ErrorDetails, OutcryError } from '../errors/outcry-error.ts';
import {
  type ComputeOptions,
  columnOf,
  type IndicatorInputs,
  type IndicatorOutputs,
} from './columns.ts';
import { beginsOf, type IndicatorParams, resolveParams } from './registry.ts';
import { isNamed, shown } from './shown.ts';
import type { IndicatorSpec, InputName, OutputSpec, ParamSpec } from './spec.ts';
import type { IndicatorStream } from './stream.ts';

/** An indicator of the user's: alone, or registered under its name. */
export interface OwnIndicator {
  readonly spec: IndicatorSpec;
  /** As the package's `compute`. @throws OutcryError BAD_PARAMETER, BAD_INPUT */
  compute(
    inputs: IndicatorInputs,
    params?: IndicatorParams,
    options?: ComputeOptions,
  ): IndicatorOutputs;
  /** As the package's `create`. @throws OutcryError BAD_PARAMETER */
  create(params?: IndicatorParams): IndicatorStream;
}

/** What an indicator says of itself. */
export interface OwnDescription {
  /** Letters and digits, the first one a lower-case letter. */
  readonly name: string;
  readonly title?: string;
  /** One to five. */
  readonly inputs: readonly InputName[];
  readonly params?: readonly ParamSpec[];
  readonly outputs: readonly OutputSpec[];
  /** Bars before the first value; one number per output where they differ. */
  readonly warmUp: (params: readonly number[]) => number | readonly number[];
  /** What parameters must fulfil together: undefined, or what was expected. */
  readonly check?: (params: readonly number[]) => string | undefined;
  readonly unit?: string;
  readonly formula?: string;
  readonly source?: string;
}

/** No kernel of the built-in module. */
const OWN_ID = -1;
const INPUTS_MAX = 5;
const INPUT_NAMES: ReadonlySet<string> = new Set<InputName>([
  'open',
  'high',
  'low',
  'close',
  'volume',
  'real',
  'real0',
  'real1',
  'periods',
  'bidPrice',
  'bidQty',
  'askPrice',
  'askQty',
  'signedQty',
  'anchor',
]);

const isName = (name: unknown): boolean =>
  typeof name === 'string' && /^[a-z][A-Za-z0-9]*$/.test(name);
const twice = (names: readonly string[]): boolean => new Set(names).size !== names.length;

function paramFaults({ name, default: value, min, max, integer }: ParamSpec): string[] {
  const faults: string[] = [];
  if (!isName(name)) faults.push(`parameter ${shown(name)}: a name such as period`);
  if (!(min <= value && value <= max))
    faults.push(`${name}: a default within ${min} to ${max}, not ${value}`);
  if (integer === true && !Number.isInteger(value)) faults.push(`${name}: a whole default`);
  return faults;
}

/** Faults of what is no description at all, or lacks parts of one. */
function partFaults({ inputs, params, outputs, warmUp, check }: OwnDescription): string[] {
  const areObjects = (list: unknown): boolean => Array.isArray(list) && list.every(isNamed);
  const faults: string[] = [];
  const isTextList = Array.isArray(inputs) && inputs.every((input) => typeof input === 'string');
  if (!isTextList) faults.push(`inputs: a list such as ['close'], not ${shown(inputs)}`);
  if (params !== undefined && !areObjects(params))
    faults.push(`params: a list of { name, default, min, max, text }, not ${shown(params)}`);
  if (!areObjects(outputs)) faults.push(`outputs: a list of { name, text }, not ${shown(outputs)}`);
  if (typeof warmUp !== 'function')
    faults.push(`warmUp: a function such as ([period]) => period - 1, not ${shown(warmUp)}`);
  if (check !== undefined && typeof check !== 'function')
    faults.push(`check: a function, not ${shown(check)}`);
  return faults;
}

function descriptionFaults(description: OwnDescription): string[] {
  const { name, inputs, params = [], outputs } = description;
  const faults = partFaults(description);
  if (!isName(name)) faults.push(`name: such as myAverage, not ${shown(name)}`);
  if (faults.length > 0) return faults;
  faults.push(...params.flatMap(paramFaults));
  if (inputs.length < 1 || inputs.length > INPUTS_MAX || twice(inputs))
    faults.push(`inputs: one to ${INPUTS_MAX}, once each`);
  for (const input of inputs)
    if (!INPUT_NAMES.has(input))
      faults.push(`inputs: no '${input}' among ${[...INPUT_NAMES].join(' ')}`);
  if (outputs.length === 0 || twice(outputs.map((output) => output.name)))
    faults.push('outputs: at least one, names once each');
  for (const output of outputs)
    if (!isName(output.name)) faults.push(`output ${shown(output.name)}: a name such as line`);
  if (twice(params.map((param) => param.name))) faults.push('params: names once each');
  return faults;
}

/** The refusal of a definition. */
export const noIndicator = (name: unknown, expected: string, more: ErrorDetails = {}) =>
  new OutcryError('BAD_DEFINITION', 'usage', 'this is no indicator', {
    ...(typeof name === 'string' ? { where: name } : {}),
    expected,
    ...more,
  });

/**
 * The entry of an indicator of the user's.
 * @throws OutcryError BAD_DEFINITION: every fault at once
 */
export function ownSpec(description: OwnDescription): IndicatorSpec {
  if (!isNamed(description))
    throw noIndicator(undefined, '{ name, inputs, outputs, ... }', { found: shown(description) });
  const { name, title = name, inputs, params = [], outputs, warmUp, check } = description;
  const spec: IndicatorSpec = {
    id: OWN_ID,
    name,
    title,
    inputs,
    params,
    outputs,
    begin: warmUp,
    ...(check === undefined ? {} : { check }),
    unit: description.unit ?? 'its own',
    formula: description.formula ?? '',
    source: description.source ?? '',
  };
  const faults = descriptionFaults(description);
  if (faults.length === 0) {
    const begins: unknown = beginsOf(spec, resolveParams(spec, {}));
    const list: readonly unknown[] = Array.isArray(begins) ? begins : [begins];
    const isCount = (bars: unknown): boolean => Number.isInteger(bars) && Number(bars) >= 0;
    if (list.length !== outputs.length || !list.every(isCount))
      faults.push(`warmUp: whole numbers of bars, one per output, not ${list.join(', ')}`);
  }
  if (faults.length > 0) throw noIndicator(name, faults.join('; '));
  return spec;
}

export interface CheckOptions {
  readonly params?: IndicatorParams;
  /** Columns to run over. @default a walk of 600 bars, some flat, some without volume */
  readonly inputs?: IndicatorInputs;
}

const BARS = 600;

/** Bars of a walk, from a small generator of whole numbers: the same in every run. */
function walk(): Record<InputName, Float64Array<ArrayBuffer>> {
  const columns = Object.fromEntries(
    [...INPUT_NAMES].map((name) => [name, new Float64Array(BARS)]),
  ) as Record<InputName, Float64Array<ArrayBuffer>>;
  let state = 1;
  const below = (n: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  let level = 400;
  for (let i = 0; i < BARS; i++) {
    const isFlat = i % 97 > 80;
    const open = level;
    level = Math.max(50, level + (isFlat ? 0 : below(13) - 6));
    const [low, high] = [Math.min(open, level), Math.max(open, level)].map((x, k) =>
      isFlat ? x : x + (k === 0 ? -below(4) : below(4)),
    );
    const volume = i % 31 === 0 ? 0 : below(50);
    const values: Record<InputName, number> = {
      open,
      high: high ?? open,
      low: low ?? open,
      close: level,
      volume,
      real: level,
      real0: level,
      real1: (open + level) / 2,
      periods: 2 + below(9),
      bidPrice: level - 1,
      bidQty: below(20),
      askPrice: level + 1,
      askQty: below(20),
      signedQty: below(21) - 10,
      anchor: i % 24 === 0 ? 1 : 0,
    };
    for (const name of Object.keys(values) as InputName[])
      columns[name][i] = (values[name] ?? 0) / (name === 'periods' || name === 'anchor' ? 1 : 4);
  }
  return columns;
}

const same = (a: number, b: number): boolean => Object.is(a, b);

/**
 * Runs an indicator all three ways over the same bars and compares bit for bit: batch, streaming,
 * forming bars (after a look at another bar, which must leave no trace), and a second stream
 * beside the first. The first value must stand where `warmUp` says.
 *
 * @throws OutcryError UNSOUND_INDICATOR with the output, the bar and both values
 */
export function checkIndicator(indicator: OwnIndicator, options: CheckOptions = {}): void {
  const { spec } = indicator;
  const { params = {}, inputs = walk() } = options;
  const columns = spec.inputs.map((name) => columnOf(name, inputs[name]));
  const named = Object.fromEntries(spec.inputs.map((name, i) => [name, columns[i] ?? []]));
  const batch = indicator.compute(named, params);
  const length = columns[0]?.length ?? 0;
  const fail = (way: string, bar: number, expected: string, found: number): never => {
    throw new OutcryError('UNSOUND_INDICATOR', 'usage', `${spec.name}: ${way}`, {
      where: `bar ${bar}`,
      expected,
      found: `${found}`,
    });
  };
  beginsOf(spec, resolveParams(spec, params)).forEach((begin, k) => {
    const values = batch[spec.outputs[k]?.name ?? ''] ?? new Float64Array();
    const first = values.findIndex((value) => !Number.isNaN(value));
    if (first !== begin && length > begin)
      fail(`first value of output ${k}`, begin, `it at bar ${begin}, as warmUp says`, first);
  });
  const stream = indicator.create(params);
  const beside = indicator.create(params);
  try {
    compareBarByBar({ columns, batch, stream, beside, fail });
  } finally {
    stream[Symbol.dispose]();
    beside[Symbol.dispose]();
  }
}

interface Compared {
  readonly columns: readonly Float64Array[];
  readonly batch: Readonly<Record<string, Float64Array>>;
  readonly stream: IndicatorStream;
  /** A stream that is another bar behind must not be disturbed. */
  readonly beside: IndicatorStream;
  readonly fail: (way: string, bar: number, expected: string, found: number) => never;
}

function compareBarByBar({ columns, batch, stream, beside, fail }: Compared): void {
  const length = columns[0]?.length ?? 0;
  const bar = (i: number): [number, number, number, number, number] => [
    columns[0]?.[i] ?? 0,
    columns[1]?.[i] ?? 0,
    columns[2]?.[i] ?? 0,
    columns[3]?.[i] ?? 0,
    columns[4]?.[i] ?? 0,
  ];
  for (let i = 0; i < length; i++) {
    stream.peek(...bar((i * 7) % length));
    const peeked = stream.peek(...bar(i));
    const updated = stream.update(...bar(i));
    if (!same(peeked, stream.peeked()) || !same(updated, stream.value()))
      fail('a call does not return its first output', i, `${stream.value()}`, updated);
    if (i > 0) beside.update(...bar(i - 1));
    stream.spec.outputs.forEach(({ name }, k) => {
      const want = batch[name]?.[i] ?? Number.NaN;
      const before = batch[name]?.[i - 1] ?? Number.NaN;
      const text = `${want} of ${name}, as in batch`;
      if (!same(stream.value(k), want)) fail('streaming differs', i, text, stream.value(k));
      if (!same(stream.peeked(k), want)) fail('a forming bar differs', i, text, stream.peeked(k));
      if (i > 0 && !same(beside.value(k), before))
        fail('two streams disturb each other', i - 1, `${before} of ${name}`, beside.value(k));
    });
  }
}
