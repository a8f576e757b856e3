// The three ways in: `compute` over whole columns, `create` for streams; in AssemblyScript the
// kernels themselves. All run the same kernel, so their values are the same bit for bit.
import { OutcryError } from '../errors/outcry-error.ts';
import {
  type IndicatorBuild,
  type IndicatorExports,
  type IndicatorModule,
  loadIndicators,
} from './module.ts';
import { beginsOf, getIndicator, type IndicatorParams, resolveParams } from './registry.ts';
import type { IndicatorSpec, InputName } from './spec.ts';

/** Columns by name: `{ close }`, `{ high, low, close }`; equally long, oldest bar first. */
export type IndicatorInputs = Readonly<Record<string, Float64Array | readonly number[]>>;
export type IndicatorOutputs = Record<string, Float64Array<ArrayBuffer>>;

/** Bars that are copied in and out at a time: what stays in the first caches. */
const CHUNK = 4096;

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

function columnsOf(spec: IndicatorSpec, inputs: IndicatorInputs): Float64Array[] {
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
  return columns;
}

/** Inputs that cannot be negative. */
const QTY_NAMES = new Set<InputName>(['volume', 'bidQty', 'askQty']);

function faultyValue(input: InputName, value: number, bar: number): OutcryError {
  return new OutcryError('BAD_INPUT', 'input', `${input} holds a value that it cannot have`, {
    expected: QTY_NAMES.has(input) ? 'a finite number, 0 or more' : 'a finite number',
    found: `${value}`,
    where: `bar ${bar}`,
  });
}

/** Most inputs of an indicator. */
const INPUTS_MAX = 5;

/** A stream of one indicator: O(1) or O(log n) an update, whatever the history. */
export class IndicatorStream {
  readonly spec: IndicatorSpec;
  readonly params: readonly number[];
  private readonly module: IndicatorModule;
  private readonly exports: IndicatorExports;
  private readonly id: number;
  private readonly at: number;
  private readonly size: number;
  private readonly twin: number;
  private readonly io: number;
  private readonly ioBytes: number;
  private readonly outputCell: number;
  private readonly inputTable: number;
  private readonly outputTable: number;
  private readonly peekTable: number;
  private open = true;

  constructor(module: IndicatorModule, spec: IndicatorSpec, params: readonly number[]) {
    this.module = module;
    this.exports = module.exports;
    this.spec = spec;
    this.id = spec.id;
    this.params = params;
    const outs = spec.outputs.length;
    const cells = INPUTS_MAX + 2 * outs;
    this.ioBytes = 8 * (cells + Math.max(cells, params.length));
    this.io = module.alloc(this.ioBytes);
    this.outputCell = (this.io >> 3) + INPUTS_MAX;
    const tables = this.io + 8 * cells;
    module.f64.set(params, tables >> 3);
    this.size = module.exports.indicatorSize(spec.id, tables) >>> 0;
    this.at = module.alloc(this.size);
    this.twin = module.alloc(this.size);
    module.exports.indicatorInit(spec.id, this.at, tables);
    const { u32 } = module;
    for (let k = 0; k < cells; k++) u32[(tables >> 2) + k] = this.io + 8 * k;
    for (let k = 0; k < outs; k++) {
      module.f64[this.outputCell + k] = Number.NaN;
      module.f64[this.outputCell + outs + k] = Number.NaN;
    }
    this.inputTable = tables;
    this.outputTable = tables + 4 * INPUTS_MAX;
    this.peekTable = tables + 4 * (INPUTS_MAX + outs);
  }

  /**
   * Takes the next bar: its inputs in the order of `spec.inputs`, finite numbers.
   * Returns the first output; NaN before its first value.
   */
  update(a: number, b = 0, c = 0, d = 0, e = 0): number {
    const { id, at, inputTable, outputTable } = this;
    return this.exports.indicatorUpdate(id, at, inputTable, outputTable, a, b, c, d, e);
  }

  /** What `update` would return for a bar that is still forming. The state stays as it is. */
  peek(a: number, b = 0, c = 0, d = 0, e = 0): number {
    const { id, at, twin, size, inputTable, peekTable } = this;
    return this.exports.indicatorPeek(id, at, twin, size, inputTable, peekTable, a, b, c, d, e);
  }

  /** The k-th output of the last update; NaN while there is none. */
  value(k = 0): number {
    return this.module.f64[this.outputCell + k] ?? Number.NaN;
  }

  /** The k-th output of the last peek. */
  peeked(k = 0): number {
    return this.module.f64[this.outputCell + this.spec.outputs.length + k] ?? Number.NaN;
  }

  /** Whether the first output has a value. */
  get isReady(): boolean {
    return !Number.isNaN(this.value());
  }

  /** Gives the memory back. The stream cannot be used afterwards. */
  [Symbol.dispose](): void {
    if (!this.open) return;
    this.open = false;
    this.module.release(this.at, this.size);
    this.module.release(this.twin, this.size);
    this.module.release(this.io, this.ioBytes);
  }
}

export class Indicators {
  private readonly module: IndicatorModule;

  constructor(module: IndicatorModule) {
    this.module = module;
  }

  /**
   * An indicator over whole columns.
   *
   * @param name readable (`rsi`) or TA-Lib's (`RSI`)
   * @returns one column per output, as long as the inputs, NaN before the first value; keys are
   * TA-Lib's when `name` is
   * @throws OutcryError UNKNOWN_INDICATOR, BAD_PARAMETER, BAD_INPUT (no finite number, unequal
   * lengths, fewer bars than the first value needs)
   */
  compute(name: string, inputs: IndicatorInputs, params: IndicatorParams = {}): IndicatorOutputs {
    const spec = getIndicator(name);
    const values = resolveParams(spec, params);
    const columns = columnsOf(spec, inputs);
    const length = columns[0]?.length ?? 0;
    const begin = Math.min(...beginsOf(spec, values));
    if (length <= begin)
      throw new OutcryError('BAD_INPUT', 'input', `${spec.name} has no value over so few bars`, {
        expected: `at least ${begin + 1} bars with these parameters`,
        found: `${length}`,
      });
    const outputs = spec.outputs.map(() => new Float64Array(length));
    this.#run(spec, values, columns, outputs);
    const isTalib = name === spec.talib;
    return Object.fromEntries(
      spec.outputs.map((output, i) => [
        isTalib ? (output.talib ?? output.name) : output.name,
        outputs[i] ?? new Float64Array(),
      ]),
    );
  }

  #run(
    spec: IndicatorSpec,
    params: readonly number[],
    columns: readonly Float64Array[],
    outputs: readonly Float64Array[],
  ): void {
    const { module } = this;
    const chunk = Math.min(CHUNK, columns[0]?.length ?? 0);
    const count = columns.length + outputs.length;
    const ioBytes = 8 * (count * CHUNK + Math.max(params.length, count));
    const io = module.alloc(ioBytes);
    const tables = io + 8 * count * CHUNK;
    module.f64.set(params, tables >> 3);
    const size = module.exports.indicatorSize(spec.id, tables) >>> 0;
    const state = module.alloc(size);
    module.exports.indicatorInit(spec.id, state, tables);
    const release = (): void => {
      module.release(state, size);
      module.release(io, ioBytes);
    };
    const { f64, u32, exports } = module;
    for (let k = 0; k < count; k++) u32[(tables >> 2) + k] = io + 8 * k * CHUNK;
    const outTable = tables + 4 * columns.length;
    const length = columns[0]?.length ?? 0;
    for (let from = 0; from < length; from += chunk) {
      const n = Math.min(chunk, length - from);
      for (const [k, column] of columns.entries()) {
        const at = io + 8 * k * CHUNK;
        f64.set(from === 0 && n === length ? column : column.subarray(from, from + n), at >> 3);
        const input = spec.inputs[k] ?? 'real';
        const fault = exports.columnFault(at, n, QTY_NAMES.has(input) ? 1 : 0);
        if (fault < n) {
          release();
          throw faultyValue(input, column[from + fault] ?? Number.NaN, from + fault);
        }
      }
      const work = tables + 4 * count;
      exports.indicatorRun(
        spec.id,
        state,
        tables,
        columns.length,
        outTable,
        outputs.length,
        n,
        work,
      );
      outputs.forEach((output, k) => {
        const at = (io >> 3) + (columns.length + k) * CHUNK;
        output.set(f64.subarray(at, at + n), from);
      });
    }
    release();
  }

  /**
   * An indicator that takes one bar at a time.
   * @throws OutcryError UNKNOWN_INDICATOR, BAD_PARAMETER
   */
  create(name: string, params: IndicatorParams = {}): IndicatorStream {
    const spec = getIndicator(name);
    return new IndicatorStream(this.module, spec, resolveParams(spec, params));
  }
}

/** Loads the module. Cost: some milliseconds, once. */
export async function createIndicators(build: IndicatorBuild = 'release'): Promise<Indicators> {
  return new Indicators(await loadIndicators(build));
}
