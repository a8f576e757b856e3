// Compiles and instantiates micro/wasm/bench.ts: the core's book in loops like the C twin's.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AccountExports } from '../../../src/core/account-exports.ts';
import type { RiskExports } from '../../../src/core/risk-exports.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface BenchExports
  extends Pick<AccountExports, 'accountSize' | 'accountInit' | 'accountDefine' | 'accountDeposit'>,
    Pick<RiskExports, 'riskSize' | 'riskInit' | 'riskConfigure' | 'riskDefine' | 'riskMark'> {
  heapBase(): number;
  arenaInit(start: number, limit: number): void;
  arenaAlloc(bytes: number): number;
  benchBook(windowBits: number, farChunks: number, poolChunks: number, tick: number): number;
  benchBookBytes(windowBits: number, farChunks: number): number;
  benchClear(book: number): void;
  benchTop(book: number): number;
  benchFrames(book: number, frames: number, count: number): number;
  benchUpdates(book: number, frames: number, count: number): number;
  benchReplay(
    localBook: number,
    exchangeBook: number,
    local: number,
    localCount: number,
    exchange: number,
    exchangeCount: number,
  ): number;
  benchFact(book: number, which: number): number;
  benchRisk(risk: number, orders: number, count: number, ring: number, opens: number): number;
}

/** Far stores of up to 1024 chunks; the window is the engine's default. */
export { WINDOW_BITS } from '../../../src/core/engine.ts';
export const FAR_CHUNKS = 1024;

function newest(folder: string): number {
  let last = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && entry.name.endsWith('.ts'))
      last = Math.max(last, statSync(join(entry.parentPath, entry.name)).mtimeMs);
  return last;
}

/** Builds the module when a source is newer than it; returns its path. */
export function buildBenchModule(): string {
  const target = join(root, '.cache', 'bench', 'bin', 'bench.wasm');
  const source = join(root, 'bench', 'micro', 'wasm', 'bench.ts');
  const sources = Math.max(newest(join(root, 'core-wasm')), statSync(source).mtimeMs);
  if (existsSync(target) && statSync(target).mtimeMs > sources) return target;
  mkdirSync(dirname(target), { recursive: true });
  const compiler = join(root, 'node_modules', 'assemblyscript', 'bin', 'asc.js');
  const args = [source, '--config', 'asconfig.json', '--target', 'release', '--outFile', target];
  const done = spawnSync(process.execPath, [compiler, ...args], { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`asc ${source} failed:\n${done.stderr}`);
  return target;
}

export interface BenchModule {
  readonly exports: BenchExports;
  readonly view: DataView;
  readonly bytes: Uint8Array;
  /** Zeroed bytes of the arena. */
  alloc(bytes: number): number;
}

export async function loadBenchModule(memoryBytes: number): Promise<BenchModule> {
  const pages = memoryBytes / 65536;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const binary = readFileSync(buildBenchModule());
  const { instance } = await WebAssembly.instantiate(binary, { env: { memory } });
  const exports = instance.exports as unknown as BenchExports;
  exports.arenaInit(exports.heapBase(), memoryBytes);
  return {
    exports,
    view: new DataView(memory.buffer),
    bytes: new Uint8Array(memory.buffer),
    alloc(bytes) {
      const at = exports.arenaAlloc(bytes) >>> 0;
      if (at === 0) throw new Error(`bench: no room for ${bytes} bytes`);
      return at;
    },
  };
}

/** The core's version as reports name it. */
export function coreVersion(): string {
  return `wasm, node ${process.versions.node}`;
}
