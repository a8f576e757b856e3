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

/** A stream over a kernel of a module. */
export class KernelStream implements IndicatorStream {
  readonly spec: IndicatorSpec;
  readonly params: readonly number[];
  private readonly module: IndicatorModule<RunExports>;
  private readonly at: number;
  private readonly size: number;
  private readonly twin: number;
  private readonly io: number;
  private readonly ioBytes: number;
  private readonly inputCell: number;
  private readonly outputCell: number;
  private open = true;

  constructor(module: IndicatorModule<RunExports>, spec: IndicatorSpec, params: readonly number[]) {
    this.module = module;
    this.spec = spec;
    this.params = params;
    const ins = spec.inputs.length;
    const outs = spec.outputs.length;
    const cells = ins + 2 * outs;
    this.ioBytes = 8 * (cells + Math.max(ins + 2 * outs, params.length));
    this.io = module.alloc(this.ioBytes);
    this.inputCell = this.io >> 3;
    this.outputCell = this.inputCell + ins;
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
    this.outputTable = tables + 4 * ins;
    this.peekTable = tables + 4 * (ins + outs);
  }

  private readonly inputTable: number;
  private readonly outputTable: number;
  private readonly peekTable: number;

  private write(a: number, b: number, c: number, d: number, e: number): void {
    const { f64 } = this.module;
    const at = this.inputCell;
    const count = this.spec.inputs.length;
    f64[at] = a;
    if (count > 1) f64[at + 1] = b;
    if (count > 2) f64[at + 2] = c;
    if (count > 3) f64[at + 3] = d;
    if (count > 4) f64[at + 4] = e;
  }

  update(a: number, b = 0, c = 0, d = 0, e = 0): number {
    this.write(a, b, c, d, e);
    this.module.exports.indicatorUpdate(this.spec.id, this.at, this.inputTable, this.outputTable);
    return this.module.f64[this.outputCell] ?? Number.NaN;
  }

  peek(a: number, b = 0, c = 0, d = 0, e = 0): number {
    this.write(a, b, c, d, e);
    this.module.exports.indicatorPeek(
      this.spec.id,
      this.at,
      this.twin,
      this.size,
      this.inputTable,
      this.peekTable,
    );
    return this.module.f64[this.outputCell + this.spec.outputs.length] ?? Number.NaN;
  }

  value(k = 0): number {
    return this.module.f64[this.outputCell + k] ?? Number.NaN;
  }

  peeked(k = 0): number {
    return this.module.f64[this.outputCell + this.spec.outputs.length + k] ?? Number.NaN;
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
