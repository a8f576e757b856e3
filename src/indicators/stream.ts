// An indicator that takes one bar at a time.
import type { IndicatorModule, RunExports } from './module.ts';
import type { IndicatorSpec } from './spec.ts';

/** A stream of one indicator: O(1) or O(log n) an update, whatever the history. */
export interface IndicatorStream {
  readonly spec: IndicatorSpec;
  readonly params: readonly number[];
  /**
   * Takes the next bar: its inputs in the order of `spec.inputs`, finite numbers.
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
  /** Gives the memory back. The stream cannot be used afterwards. */
  [Symbol.dispose](): void;
}

/** Most inputs of an indicator. */
const INPUTS_MAX = 5;

const NO_VALUES = new Float64Array(0);

/** A stream over a kernel of a module. */
export class KernelStream implements IndicatorStream {
  readonly spec: IndicatorSpec;
  readonly params: readonly number[];
  private readonly module: IndicatorModule<RunExports>;
  private readonly exports: RunExports;
  private readonly id: number;
  protected readonly at: number;
  protected readonly size: number;
  protected readonly twin: number;
  private readonly io: number;
  private readonly ioBytes: number;
  protected readonly outputCell: number;
  private readonly inputTable: number;
  private readonly outputTable: number;
  private readonly peekTable: number;
  private values = NO_VALUES;
  private peekedValues = NO_VALUES;
  private open = true;

  constructor(module: IndicatorModule<RunExports>, spec: IndicatorSpec, params: readonly number[]) {
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
    this.renewViews();
    this.inputTable = tables;
    this.outputTable = tables + 4 * INPUTS_MAX;
    this.peekTable = tables + 4 * (INPUTS_MAX + outs);
  }

  update(a: number, b = 0, c = 0, d = 0, e = 0): number {
    const { id, at, inputTable, outputTable } = this;
    return this.exports.indicatorUpdate(id, at, inputTable, outputTable, a, b, c, d, e);
  }

  peek(a: number, b = 0, c = 0, d = 0, e = 0): number {
    const { id, at, twin, size, inputTable, peekTable } = this;
    return this.exports.indicatorPeek(id, at, twin, size, inputTable, peekTable, a, b, c, d, e);
  }

  /** Views end where the memory grows: they are empty then, and made anew. */
  private renewViews(): void {
    const { f64 } = this.module;
    const outs = this.spec.outputs.length;
    this.values = f64.subarray(this.outputCell, this.outputCell + outs);
    this.peekedValues = f64.subarray(this.outputCell + outs, this.outputCell + 2 * outs);
  }

  private valueAgain(isPeek: boolean, k: number): number {
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

  [Symbol.dispose](): void {
    if (!this.open) return;
    this.open = false;
    this.module.release(this.at, this.size);
    this.module.release(this.twin, this.size);
    this.module.release(this.io, this.ioBytes);
  }
}
