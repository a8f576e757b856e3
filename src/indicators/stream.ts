// An indicator that takes one bar at a time.
import { OutcryError } from '../errors/outcry-error.ts';
import type { IndicatorModule, RunExports } from './module.ts';
import type { IndicatorSpec } from './spec.ts';

/** A stream of one indicator: O(1) or O(log n) an update, whatever the history. */
export interface IndicatorStream {
  readonly spec: IndicatorSpec;
  readonly params: readonly number[];
  /**
   * Takes the next bar: its inputs in the order of `spec.inputs`, finite numbers. One that is left
   * out counts as NaN.
   * Returns the first output; NaN before its first value.
   */
  update(a: number, b?: number, c?: number, d?: number, e?: number): number;
  /** What `update` would return for a bar that is still forming. The state stays as it is. */
  peek(a: number, b?: number, c?: number, d?: number, e?: number): number;
  /** The k-th output of the last update; NaN while there is none. */
  value(k?: number): number;
  /** The k-th output of the last peek. */
  peeked(k?: number): number;
  /** Whether the first output has a value. */
  readonly isReady: boolean;
  /**
   * Gives the memory back, once. What is asked of a built-in indicator's stream afterwards throws
   * OutcryError CLOSED.
   */
  [Symbol.dispose](): void;
}

/** Most inputs of an indicator. */
const INPUTS_MAX = 5;

const NO_VALUES = new Float64Array(0);

/** Bytes of whole cache lines. */
const roomOf = (bytes: number): number => Math.ceil(bytes / 64) * 64;

/** What stands in the place of a stream's calls once it is disposed of. */
export function closedCall({ name }: IndicatorSpec): () => never {
  return () => {
    throw new OutcryError('CLOSED', 'usage', 'this indicator was disposed of', { where: name });
  };
}

/** A stream over a kernel of a module. */
export class KernelStream implements IndicatorStream {
  readonly spec: IndicatorSpec;
  readonly params: readonly number[];
  private readonly module: IndicatorModule<RunExports>;
  // The functions stand in fields, for speed, and are replaced when the stream is disposed of, so
  // that updates need not ask.
  private run: RunExports['indicatorUpdate'];
  private runPeek: RunExports['indicatorPeek'];
  private readonly id: number;
  protected readonly at: number;
  protected readonly size: number;
  protected readonly twin: number;
  private readonly block: number;
  private readonly bytes: number;
  protected readonly outputCell: number;
  private readonly inputTable: number;
  private readonly outputTable: number;
  private readonly peekTable: number;
  private values = NO_VALUES;
  private peekedValues = NO_VALUES;
  private open = true;

  constructor(module: IndicatorModule<RunExports>, spec: IndicatorSpec, params: readonly number[]) {
    this.module = module;
    this.run = module.exports.indicatorUpdate;
    this.runPeek = module.exports.indicatorPeek;
    this.spec = spec;
    this.id = spec.id;
    this.params = params;
    const outs = spec.outputs.length;
    const cells = INPUTS_MAX + 2 * outs;
    const ioBytes = 8 * (cells + Math.max(cells, params.length));
    this.size = module.sizeOf(spec.id, params);
    // One block: cells and tables, the state, and the twin, which each peek writes anew.
    const stateAt = roomOf(ioBytes);
    const twinAt = stateAt + roomOf(this.size);
    this.bytes = twinAt + this.size;
    const io = module.allocRaw(this.bytes);
    module.zero(io, twinAt);
    this.block = io;
    this.at = io + stateAt;
    this.twin = io + twinAt;
    this.outputCell = (io >>> 3) + INPUTS_MAX;
    const tables = io + 8 * cells;
    module.f64.set(params, tables >>> 3);
    try {
      module.exports.indicatorInit(spec.id, this.at, tables);
    } catch (cause) {
      module.release(io, this.bytes);
      throw module.stopped(cause, spec.name);
    }
    const { u32 } = module;
    for (let k = 0; k < cells; k++) u32[(tables >>> 2) + k] = io + 8 * k;
    for (let k = 0; k < 2 * outs; k++) module.f64[this.outputCell + k] = Number.NaN;
    this.renewViews();
    this.inputTable = tables;
    this.outputTable = tables + 4 * INPUTS_MAX;
    this.peekTable = tables + 4 * (INPUTS_MAX + outs);
  }

  update(a: number, b = Number.NaN, c = Number.NaN, d = Number.NaN, e = Number.NaN): number {
    const { id, at, inputTable, outputTable } = this;
    return this.run(id, at, inputTable, outputTable, a, b, c, d, e);
  }

  peek(a: number, b = Number.NaN, c = Number.NaN, d = Number.NaN, e = Number.NaN): number {
    const { id, at, twin, size, inputTable, peekTable } = this;
    return this.runPeek(id, at, twin, size, inputTable, peekTable, a, b, c, d, e);
  }

  /** Views end where the memory grows: they are empty then, and made anew. */
  private renewViews(): void {
    const { f64 } = this.module;
    const outs = this.spec.outputs.length;
    this.values = f64.subarray(this.outputCell, this.outputCell + outs);
    this.peekedValues = f64.subarray(this.outputCell + outs, this.outputCell + 2 * outs);
  }

  private valueAgain(isPeek: boolean, k: number): number {
    if (!this.open) return closedCall(this.spec)();
    if (this.values.length === 0) this.renewViews();
    return (isPeek ? this.peekedValues[k] : this.values[k]) ?? Number.NaN;
  }

  value(k = 0): number {
    return this.values[k] ?? this.valueAgain(false, k);
  }

  peeked(k = 0): number {
    return this.peekedValues[k] ?? this.valueAgain(true, k);
  }

  get isReady(): boolean {
    return !Number.isNaN(this.value());
  }

  /** Makes every call from now on throw. */
  protected close(closed: () => never): void {
    this.run = closed;
    this.runPeek = closed;
    this.values = NO_VALUES;
    this.peekedValues = NO_VALUES;
  }

  [Symbol.dispose](): void {
    if (!this.open) return;
    this.open = false;
    this.close(closedCall(this.spec));
    this.module.release(this.block, this.bytes);
  }
}
