// What all indicators in AssemblyScript share: a state in the module's own heap, a copy of it for
// forming bars, and cells for parameters, inputs and outputs. The memory stays taken until `free`.
import { workInit } from '../core-wasm/indicators/kernel';

/** Where the work columns of kernels are noted: see core-wasm/indicators/kernel.ts. */
@inline const WORK_LIMIT: usize = 132;
@inline const WORK_BYTES: usize = 256 * 1024;
/** Bytes at the beginning of the memory that belong to kernels. */
@inline const RESERVED: i32 = 1024;

export abstract class Indicator {
  protected state: usize = 0;
  protected params: usize;
  /** Tables of the addresses of the cells. */
  protected inputTable: usize;
  protected outputTable: usize;
  protected peekTable: usize;
  private twin: usize = 0;
  private bytes: u32 = 0;
  private inputCells: usize;
  protected outputCells: usize;
  protected peekCells: usize;

  constructor(params: u32, inputs: u32, outputs: u32) {
    if (ASC_MEMORY_BASE < RESERVED) ERROR('compile with --memoryBase 1024');
    if (load<u32>(WORK_LIMIT) == 0) {
      const work = heap.alloc(WORK_BYTES);
      workInit(<u32>work, <u32>(work + WORK_BYTES));
    }
    const cells = params + inputs + 2 * outputs;
    this.params = heap.alloc(((<usize>cells) << 3) + ((<usize>(inputs + 2 * outputs)) << 2));
    this.inputCells = this.params + ((<usize>params) << 3);
    this.outputCells = this.inputCells + ((<usize>inputs) << 3);
    this.peekCells = this.outputCells + ((<usize>outputs) << 3);
    this.inputTable = this.peekCells + ((<usize>outputs) << 3);
    this.outputTable = this.inputTable + ((<usize>inputs) << 2);
    this.peekTable = this.outputTable + ((<usize>outputs) << 2);
    for (let k: u32 = 0; k < inputs + 2 * outputs; k++)
      store<u32>(this.inputTable + ((<usize>k) << 2), <u32>(this.inputCells + ((<usize>k) << 3)));
    for (let k: u32 = 0; k < 2 * outputs; k++)
      store<f64>(this.outputCells + ((<usize>k) << 3), NaN);
  }

  /** Sets a parameter; one out of range stops the module. */
  protected setParam(k: usize, value: f64, min: f64, max: f64, isWhole: bool): void {
    if (!(value >= min && value <= max) || (isWhole && value != floor(value))) unreachable();
    store<f64>(this.params + (k << 3), value);
  }

  /** Takes the memory of a state. */
  protected take(bytes: u32): void {
    this.bytes = bytes;
    this.state = heap.alloc(bytes);
    this.twin = heap.alloc(bytes);
    memory.fill(this.state, 0, bytes);
  }

  @inline
  protected setInput(k: usize, value: f64): void {
    store<f64>(this.inputCells + (k << 3), value);
  }

  /** Keeps the only output. */
  @inline
  protected outputOf(value: f64): f64 {
    store<f64>(this.outputCells, value);
    return value;
  }

  /** Keeps the only output of a forming bar. */
  @inline
  protected peekOf(value: f64): f64 {
    store<f64>(this.peekCells, value);
    return value;
  }

  /** A copy of the state, which a forming bar may change. */
  @inline
  protected copied(): usize {
    memory.copy(this.twin, this.state, this.bytes);
    return this.twin;
  }

  /** The k-th output of the last update; NaN while there is none. */
  @inline
  value(k: usize): f64 {
    return load<f64>(this.outputCells + (k << 3));
  }

  /** The k-th output of the last peek. */
  @inline
  peeked(k: usize): f64 {
    return load<f64>(this.peekCells + (k << 3));
  }

  /** Whether the first output has a value. */
  @inline
  get isReady(): bool {
    return !isNaN(this.value(0));
  }

  /** Gives the memory back. The indicator cannot be used afterwards. */
  free(): void {
    heap.free(this.state);
    heap.free(this.twin);
    heap.free(this.params);
  }
}
