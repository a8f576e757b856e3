// One instance of the indicators module over its own memory. Blocks are taken from an arena that
// grows, and serve any size once they are given back.
import { OutcryError } from '../errors/outcry-error.ts';
import { FreeBlocks, UNIT } from './free-blocks.ts';

/** Functions with the same bits on every machine: core-wasm/math/transcendental.ts. */
export interface MathExports {
  mathAcos(x: number): number;
  mathAsin(x: number): number;
  mathAtan(x: number): number;
  mathAtan2(y: number, x: number): number;
  mathCbrt(x: number): number;
  mathCos(x: number): number;
  mathCosh(x: number): number;
  mathExp(x: number): number;
  mathExpm1(x: number): number;
  mathLog(x: number): number;
  mathLog10(x: number): number;
  mathLog2(x: number): number;
  mathPow(x: number, y: number): number;
  mathSin(x: number): number;
  mathSinh(x: number): number;
  mathTan(x: number): number;
  mathTanh(x: number): number;
}

export interface IndicatorExports extends MathExports {
  heapBase(): number;
  arenaInit(start: number, limit: number): void;
  arenaAlloc(bytes: number): number;
  arenaTop(): number;
  faultCode(): number;
  workInit(start: number, limit: number): void;
  columnFault(column: number, n: number, isQty: number): number;
  /** Tests only: function `which` of core-wasm/math/check.ts over columns. */
  mathColumn(which: number, x: number, y: number, out: number, n: number): void;
  indicatorSize(id: number, params: number): number;
  indicatorInit(id: number, state: number, params: number): void;
  indicatorRun(
    id: number,
    state: number,
    inputs: number,
    inputCount: number,
    outputs: number,
    outputCount: number,
    n: number,
    table: number,
  ): void;
  /** Gives the first output; the inputs' cells have room for five. */
  readonly indicatorUpdate: (
    id: number,
    state: number,
    inputs: number,
    outputs: number,
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
  ) => number;
  readonly indicatorPeek: (
    id: number,
    state: number,
    twin: number,
    size: number,
    inputs: number,
    outputs: number,
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
  ) => number;
  /** Streams of src/indicators/steps.ts: one input; the outputs go to the cells at `out`. */
  readonly indicatorStep: (which: number, state: number, out: number, x: number) => number;
  readonly indicatorStepPeek: (
    which: number,
    state: number,
    twin: number,
    size: number,
    out: number,
    x: number,
  ) => number;
  /** The same of several inputs. */
  readonly indicatorStepBar: (
    which: number,
    state: number,
    out: number,
    a: number,
    b: number,
    c: number,
    d: number,
  ) => number;
  readonly indicatorStepBarPeek: (
    which: number,
    state: number,
    twin: number,
    size: number,
    out: number,
    a: number,
    b: number,
    c: number,
    d: number,
  ) => number;
  indicatorSteps(
    which: number,
    state: number,
    inputs: number,
    outputs: number,
    n: number,
    cells: number,
  ): void;
  indicatorStream(
    id: number,
    state: number,
    inputs: number,
    inputCount: number,
    outputs: number,
    outputCount: number,
    n: number,
    table: number,
  ): void;
  /** Bytes of work space for rules of so many comparisons. */
  sweepScratch(terms: number): number;
  sweepBlockBars(): number;
  sweepInit(config: number, set: number): void;
  sweepColumn(column: number, n: number): void;
  sweepBlock(
    config: number,
    sets: number,
    count: number,
    columns: number,
    from: number,
    n: number,
  ): void;
  sweepFinish(config: number, set: number): void;
}

type SweepName = Extract<keyof IndicatorExports, `sweep${string}`>;
/** What running kernels takes: other modules have it too. */
export type RunExports = Omit<
  IndicatorExports,
  | 'mathColumn'
  | 'indicatorStream'
  | 'indicatorStep'
  | 'indicatorStepPeek'
  | 'indicatorStepBar'
  | 'indicatorStepBarPeek'
  | 'indicatorSteps'
  | keyof MathExports
  | SweepName
>;

export type IndicatorBuild = 'release' | 'checked';

const PAGE = 65536;
const PAGES_AT_START = 64;
/** One less than there could be: the end of the memory is an address of 32 bits too. */
const PAGES_MAX = 65535;
const WORK_BYTES = 256 * 1024;
/** Parameters whose place is kept. */
const PARAMS_KEPT = 64;
const FIXED_BYTES = WORK_BYTES + 8 * PARAMS_KEPT;

const blockBytes = (bytes: number): number => Math.max(Math.ceil(bytes / UNIT), 1) * UNIT;

export class IndicatorModule<Exports extends RunExports = IndicatorExports> {
  readonly exports: Exports;
  private readonly memory: WebAssembly.Memory;
  /** All of the memory as f64; a new view after it grew. */
  f64: Float64Array<ArrayBuffer>;
  u32: Uint32Array<ArrayBuffer>;
  private readonly free = new FreeBlocks();
  private readonly work: number;

  constructor(memory: WebAssembly.Memory, exports: Exports) {
    this.memory = memory;
    this.exports = exports;
    this.f64 = new Float64Array(memory.buffer);
    this.u32 = new Uint32Array(memory.buffer);
    exports.arenaInit(exports.heapBase(), memory.buffer.byteLength);
    this.work = exports.arenaAlloc(FIXED_BYTES) >>> 0;
    this.resetWork();
  }

  /**
   * Takes `bytes` zeroed bytes, 64-aligned; give them back with `release`.
   * @throws OutcryError OUT_OF_MEMORY
   */
  alloc(bytes: number): number {
    const at = this.allocRaw(bytes);
    this.zero(at, bytes);
    return at;
  }

  /** As `alloc`, but the bytes hold anything. */
  allocRaw(bytes: number): number {
    // One that trapped over columns has left its work columns behind.
    this.resetWork();
    const size = blockBytes(bytes);
    return this.free.take(size) ?? this.takeTop(size);
  }

  /** Frees all work columns, while no kernel runs. */
  private resetWork(): void {
    this.exports.workInit(this.work, this.work + WORK_BYTES);
  }

  /** What a call that `cause` stopped throws. The next calls find the work columns free. */
  stopped(cause: unknown, where: string): Error {
    this.resetWork();
    // Refusals, and what is no number, such as a bigint.
    if (cause instanceof OutcryError || cause instanceof TypeError) return cause;
    return new OutcryError('INVARIANT', 'internal', 'the kernel of an indicator stopped', {
      where,
      cause,
    });
  }

  /** Zeroes `bytes` bytes from `at` on, a multiple of 8. */
  zero(at: number, bytes: number): void {
    this.f64.fill(0, at >>> 3, (at >>> 3) + Math.ceil(bytes / 8));
  }

  release(at: number, bytes: number): void {
    const size = blockBytes(bytes);
    if (at + size < this.exports.arenaTop() >>> 0) this.free.give(at, size);
    else this.exports.arenaInit(this.free.takeBefore(at), this.memory.buffer.byteLength);
  }

  /** Bytes of the state of an indicator with these parameters. @throws OutcryError OUT_OF_MEMORY */
  sizeOf(id: number, params: readonly number[]): number {
    const isKept = params.length <= PARAMS_KEPT;
    const at = isKept ? this.work + WORK_BYTES : this.allocRaw(8 * params.length);
    try {
      this.f64.set(params, at >>> 3);
      return this.exports.indicatorSize(id, at) >>> 0;
    } finally {
      if (!isKept) this.release(at, 8 * params.length);
    }
  }

  /** Bytes between the lowest and the highest block that is taken. */
  get span(): number {
    return (this.exports.arenaTop() >>> 0) - this.work - FIXED_BYTES;
  }

  private takeTop(size: number): number {
    const top = this.exports.arenaTop() >>> 0;
    if (top + size > this.memory.buffer.byteLength) this.grow(top, size);
    const at = this.exports.arenaAlloc(size) >>> 0;
    if (at === 0) throw this.full(size);
    return at;
  }

  private full(size: number, cause?: unknown): OutcryError {
    const have = this.memory.buffer.byteLength;
    return new OutcryError('OUT_OF_MEMORY', 'environment', 'no memory for another indicator', {
      expected: `${size} bytes`,
      found: `${have - (this.exports.arenaTop() >>> 0)} of ${have}`,
      hint: 'dispose of the streams that are no longer used',
      ...(cause === undefined ? {} : { cause }),
    });
  }

  /** Half as much again if there is so much, or else what is needed. */
  private grow(top: number, size: number): void {
    const have = this.memory.buffer.byteLength;
    const needed = Math.ceil((top + size - have) / PAGE);
    const left = PAGES_MAX - have / PAGE;
    if (needed > left) throw this.full(size);
    try {
      this.memory.grow(Math.min(Math.max(needed, Math.floor(have / 2 / PAGE)), left));
    } catch {
      try {
        this.memory.grow(needed);
      } catch (cause) {
        throw this.full(size, cause);
      }
    }
    this.f64 = new Float64Array(this.memory.buffer);
    this.u32 = new Uint32Array(this.memory.buffer);
    // The limit moves; what was taken stays taken.
    this.exports.arenaInit(top, this.memory.buffer.byteLength);
  }
}

function urlOf(build: IndicatorBuild): URL {
  // Spelled out, one literal each, so that bundlers see and copy the files.
  if (build === 'release') return new URL('../../wasm/indicators.release.wasm', import.meta.url);
  return new URL('../../wasm/indicators.checked.wasm', import.meta.url);
}

async function compile(build: IndicatorBuild): Promise<WebAssembly.Module> {
  const url = urlOf(build);
  // determinism-ok: program text, not data
  if (url.protocol !== 'file:') return WebAssembly.compileStreaming(fetch(url));
  try {
    // determinism-ok: program text, not data
    const { readFile } = await import('node:fs/promises');
    return await WebAssembly.compile(await readFile(url));
  } catch (cause) {
    throw new OutcryError('WASM_MISSING', 'environment', 'the indicators cannot be loaded', {
      where: url.pathname,
      hint: 'run npm run setup',
      cause,
    });
  }
}

/** Instantiates a module of kernels over a memory of its own, of up to `pagesMax` pages. */
export async function instantiate(
  compiled: WebAssembly.Module,
  pagesMax = PAGES_MAX,
): Promise<{ readonly memory: WebAssembly.Memory; readonly exports: WebAssembly.Exports }> {
  const memory = new WebAssembly.Memory({ initial: PAGES_AT_START, maximum: pagesMax });
  const abort = (_text: number, _file: number, line: number, column: number): never => {
    throw new OutcryError('INVARIANT', 'internal', `assertion failed at ${line}:${column}`);
  };
  const { exports } = await WebAssembly.instantiate(compiled, { env: { memory, abort } });
  return { memory, exports };
}

/**
 * Compiles and instantiates the module: some milliseconds, once. Its memory grows up to `pagesMax`
 * pages of 64 KiB, 64 at least.
 */
export async function loadIndicators(
  build: IndicatorBuild = 'release',
  pagesMax = PAGES_MAX,
): Promise<IndicatorModule> {
  const { memory, exports } = await instantiate(await compile(build), pagesMax);
  return new IndicatorModule(memory, exports as unknown as IndicatorExports);
}
