// An indicator of the user's in TypeScript: a step from bar to bar over explicit state, which is
// what can be copied for a forming bar.
import {
  columnsOf,
  faultyValue,
  type IndicatorOutputs,
  isQty,
  namedOutputs,
  outputColumns,
} from './columns.ts';
import { noIndicator, type OwnDescription, type OwnIndicator, ownSpec } from './own.ts';
import { resolveParams } from './registry.ts';
import { isNamed, shown } from './shown.ts';
import type { IndicatorSpec } from './spec.ts';
import type { IndicatorStream } from './stream.ts';

/** How an indicator goes from bar to bar, with its parameters given. */
export interface IndicatorStep {
  /** Numbers of state. */
  readonly cells: number;
  /** Lays the state out; it is zero before. */
  init?(state: Float64Array): void;
  /**
   * Takes one bar: its inputs in their order in `bar`, its outputs to `out`, which is NaN before.
   * All that it remembers stands in `state`; a copy of that must be enough to go on.
   */
  step(state: Float64Array, bar: Float64Array, out: Float64Array): void;
}

export interface IndicatorDefinition extends OwnDescription {
  /** The step for parameters, which are in the order of `params` and within their ranges. */
  readonly create: (params: readonly number[]) => IndicatorStep;
}

/** States up to 64 MB. */
const CELLS_MAX = 1 << 23;

function freshState({ name }: IndicatorSpec, step: IndicatorStep): Float64Array<ArrayBuffer> {
  if (!isNamed(step) || typeof step.step !== 'function')
    throw noIndicator(name, 'create: a function that gives { cells, step }', {
      found: shown(step),
    });
  const { cells } = step;
  if (!Number.isInteger(cells) || cells < 0 || cells > CELLS_MAX)
    throw noIndicator(name, `cells: 0 to ${CELLS_MAX}`, { found: shown(cells) });
  const state = new Float64Array(cells);
  step.init?.(state);
  return state;
}

class StepStream implements IndicatorStream {
  readonly spec: IndicatorSpec;
  readonly params: readonly number[];
  readonly #step: IndicatorStep;
  readonly #state: Float64Array;
  readonly #twin: Float64Array;
  readonly #bar: Float64Array;
  readonly #out: Float64Array;
  readonly #peeked: Float64Array;

  constructor(spec: IndicatorSpec, params: readonly number[], step: IndicatorStep) {
    this.spec = spec;
    this.params = params;
    this.#step = step;
    this.#state = freshState(spec, step);
    this.#twin = new Float64Array(this.#state.length);
    this.#bar = new Float64Array(spec.inputs.length);
    this.#out = new Float64Array(spec.outputs.length).fill(Number.NaN);
    this.#peeked = new Float64Array(spec.outputs.length).fill(Number.NaN);
  }

  #write(a: number, b: number, c: number, d: number, e: number): void {
    const bar = this.#bar;
    bar[0] = a;
    if (bar.length > 1) bar[1] = b;
    if (bar.length > 2) bar[2] = c;
    if (bar.length > 3) bar[3] = d;
    if (bar.length > 4) bar[4] = e;
  }

  #take(state: Float64Array, out: Float64Array): number {
    out.fill(Number.NaN);
    this.#step.step(state, this.#bar, out);
    return out[0] ?? Number.NaN;
  }

  update(a: number, b = Number.NaN, c = Number.NaN, d = Number.NaN, e = Number.NaN): number {
    this.#write(a, b, c, d, e);
    return this.#take(this.#state, this.#out);
  }

  peek(a: number, b = Number.NaN, c = Number.NaN, d = Number.NaN, e = Number.NaN): number {
    this.#write(a, b, c, d, e);
    this.#twin.set(this.#state);
    return this.#take(this.#twin, this.#peeked);
  }

  value(k = 0): number {
    return this.#out[k] ?? Number.NaN;
  }

  peeked(k = 0): number {
    return this.#peeked[k] ?? Number.NaN;
  }

  get isReady(): boolean {
    return !Number.isNaN(this.value());
  }

  [Symbol.dispose](): void {}
}

function runStep(
  spec: IndicatorSpec,
  step: IndicatorStep,
  columns: readonly Float64Array[],
  outputs: readonly Float64Array[],
): void {
  const length = columns[0]?.length ?? 0;
  const state = freshState(spec, step);
  const bar = new Float64Array(columns.length);
  const out = new Float64Array(outputs.length);
  const isQuantity = spec.inputs.map(isQty);
  for (let i = 0; i < length; i++) {
    for (const [k, column] of columns.entries()) {
      const value = column[i] ?? Number.NaN;
      if (!Number.isFinite(value) || (value < 0 && isQuantity[k] === true))
        throw faultyValue(spec.inputs[k] ?? 'real', value, i);
      bar[k] = value;
    }
    out.fill(Number.NaN);
    step.step(state, bar, out);
    for (const [k, output] of outputs.entries()) output[i] = out[k] ?? Number.NaN;
  }
}

/**
 * Defines an indicator: `compute` over columns, `create` for streams with `update` and `peek`;
 * `register` lets the package's own `compute` and `create` find it. `checkIndicator` shows that
 * all ways agree.
 *
 * @throws OutcryError BAD_DEFINITION: every fault at once
 */
export function defineIndicator(definition: IndicatorDefinition): OwnIndicator {
  const spec = ownSpec(definition);
  const { create } = definition;
  if (typeof create !== 'function')
    throw noIndicator(spec.name, 'create: a function that gives { cells, step }', {
      found: shown(create),
    });
  return {
    spec,
    compute(inputs, params = {}, options = {}): IndicatorOutputs {
      const values = resolveParams(spec, params);
      const columns = columnsOf(spec, values, inputs);
      const outputs = outputColumns(spec.name, spec, columns, options);
      runStep(spec, create(values), columns, outputs);
      return namedOutputs(spec.name, spec, outputs);
    },
    create(params = {}): IndicatorStream {
      const values = resolveParams(spec, params);
      return new StepStream(spec, values, create(values));
    },
  };
}
