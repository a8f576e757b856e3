// One instance of the WASM core over its own linear memory, and views over that memory.
// Memory has its full size from the start: views never go stale, structures never move.
import { OutcryError } from '../errors/outcry-error.ts';
import { statusError } from '../errors/status-error.ts';
import type { CoreExports } from './exports.ts';
import { type CoreBuild, loadModule } from './load.ts';

export interface CoreOptions {
  /**
   * `unshared` runs on plain memory; `release` on shared memory, for workers that a producer
   * writes to; `checked` has bounds checks and assertions. Copying into shared memory is ten times
   * slower (docs/adr/0006). @default 'unshared'
   */
  readonly build?: CoreBuild;
  /** Bytes of linear memory, 1 MiB to 4 GiB. Untouched pages cost nothing. @default 256 MiB */
  readonly memoryBytes?: number;
  /** A module that the core is a part of: a compiled strategy. Runs on plain memory. */
  readonly module?: WebAssembly.Module;
  /** Bytes at the start that the module's own objects may take. @default 0 */
  readonly heapBytes?: number;
}

const PAGE = 65536;
const MIB = 1 << 20;
/** Places of core-wasm/mem/control.ts. */
const HEAP_BYTES_AT = 76;
const HEAP_USED_UP_AT = 80;

export class Core {
  readonly memory: WebAssembly.Memory;
  readonly exports: CoreExports;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly build: CoreBuild;

  constructor(memory: WebAssembly.Memory, exports: CoreExports, build: CoreBuild, heapBytes = 0) {
    this.memory = memory;
    this.exports = exports;
    this.build = build;
    this.bytes = new Uint8Array(memory.buffer);
    this.view = new DataView(memory.buffer);
    const start = (exports.heapBase() >>> 0) + heapBytes;
    exports.arenaInit(start, Math.min(memory.buffer.byteLength, 0xffff0000));
  }

  /**
   * Takes `bytes` zeroed bytes of the arena; returns their address.
   * @throws OutcryError OUT_OF_MEMORY
   */
  alloc(bytes: number, what: string): number {
    const at = this.exports.arenaAlloc(bytes) >>> 0;
    if (at === 0)
      throw new OutcryError('OUT_OF_MEMORY', 'environment', `no memory left for ${what}`, {
        expected: `${bytes} bytes free of ${this.bytes.length}`,
        found: `${this.bytes.length - (this.exports.arenaTop() >>> 0)} bytes`,
        hint: 'raise memoryBytes, or lower windowBits, pendingBytes or ordersMax',
      });
    return at;
  }

  /** Passes statuses >= 0 on; throws for negative ones. */
  check(status: number, where?: string): number {
    if (status < 0) throw statusError(status, where === undefined ? {} : { where });
    return status;
  }
}

/**
 * Instantiates the core. Cost: one compile per build and process, then microseconds.
 * @throws OutcryError BAD_ARGUMENT; OUT_OF_MEMORY when the system refuses the memory
 */
export async function createCore(options: CoreOptions = {}): Promise<Core> {
  const build = options.build ?? 'unshared';
  const memoryBytes = options.memoryBytes ?? 256 * MIB;
  if (!(memoryBytes >= MIB && memoryBytes <= 4096 * MIB))
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'memoryBytes is out of range', {
      expected: '1 MiB to 4 GiB',
      found: `${memoryBytes}`,
    });
  const pages = Math.ceil(memoryBytes / PAGE);
  const memory = createMemory(pages, build === 'release');
  const module = options.module ?? (await loadModule(build));
  const exports =
    options.module === undefined
      ? await instantiate(module, memory, trapAbort)
      : await instantiateStrategy(module, memory, options.heapBytes ?? 0);
  return new Core(memory, exports, build, options.heapBytes);
}

type Abort = (message: number, file: number, line: number, column: number) => never;

async function instantiate(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  abort: Abort,
): Promise<CoreExports> {
  const { exports } = await WebAssembly.instantiate(module, { env: { memory, abort } });
  return exports as unknown as CoreExports;
}

/** What stands outside its functions runs at once, and may go wrong already. */
async function instantiateStrategy(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  heapBytes: number,
): Promise<CoreExports> {
  new DataView(memory.buffer).setUint32(HEAP_BYTES_AT, heapBytes, true);
  try {
    return await instantiate(module, memory, strategyAbort(memory));
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    const where = 'the beginning of its module';
    const words = `it trapped: ${error.message}`;
    throw (
      heapFault(memory, where) ??
      new OutcryError('STRATEGY_FAILED', 'usage', words, { where, cause: error })
    );
  }
}

/**
 * The error of a strategy that stopped because its objects wanted more than its memory; undefined
 * where they did not. What the core holds was not touched.
 */
export function heapFault(memory: WebAssembly.Memory, where: string): OutcryError | undefined {
  const view = new DataView(memory.buffer);
  if (view.getUint32(HEAP_USED_UP_AT, true) === 0) return undefined;
  const mib = view.getUint32(HEAP_BYTES_AT, true) / MIB;
  return new OutcryError('STRATEGY_MEMORY', 'usage', 'the strategy used up its memory', {
    where,
    expected: `at most ${mib} MiB of objects; they are never given back`,
    hint: 'make objects at the start, keep and reuse them',
  });
}

/** Text of an AssemblyScript string: its length in bytes stands before it. */
export function stringAt(memory: WebAssembly.Memory, at: number): string {
  if (at === 0) return '';
  const length = new DataView(memory.buffer).getUint32(at - 4, true);
  return new TextDecoder('utf-16le').decode(new Uint8Array(memory.buffer, at, length).slice());
}

/** What a strategy throws. */
function strategyAbort(memory: WebAssembly.Memory): Abort {
  return (message, file, line, column) => {
    const text = stringAt(memory, message >>> 0) || 'it stopped itself';
    const where = `${stringAt(memory, file >>> 0)}:${line}:${column}`;
    throw new OutcryError('STRATEGY_FAILED', 'usage', text, { where });
  };
}

function createMemory(pages: number, isShared: boolean): WebAssembly.Memory {
  try {
    return isShared
      ? new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
      : new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new OutcryError('OUT_OF_MEMORY', 'environment', 'no address space for the core', {
      expected: `${(pages * PAGE) / MIB} MiB in one piece`,
      found: cause.message,
      hint: 'lower memoryBytes, or raise the limit of address space',
      cause,
    });
  }
}

/** Assertions of the checked build end here; release builds import memory alone. */
function trapAbort(_message: number, _file: number, line: number, column: number): never {
  throw new OutcryError('INVARIANT', 'internal', `assertion failed at ${line}:${column}`);
}
