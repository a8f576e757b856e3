// Compiles a strategy in AssemblyScript together with the core into one module. What was compiled
// once is kept, with the digests of all files that it was made of.
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OutcryError } from '../errors/outcry-error.ts';
import { digestOf, readCached, writeCached } from '../fs/node-cache.ts';
import { readIfThere } from '../fs/node-text.ts';
import { optionalPackage } from '../fs/optional-package.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ENTRY = 'outcry-entry.ts';
const OUTPUT = 'strategy.wasm';
/** Folder of library files that come before the compiler's own, and the one that is in it. */
const LIBRARY = 'outcry-library';
const ALLOCATOR = './rt/stub.ts';
/** How imports of the package look from the user's folder. */
const PACKAGE = /^(?:.*\/)?node_modules\/outcry\//;
/** Like the core's own build, but with objects, of which assembly/runtime.ts takes care. */
const OPTIONS =
  `--runtime stub --lib ${LIBRARY} ` +
  '--importMemory --noExportMemory --memoryBase 1024 --enable simd ' +
  '--initialMemory 1 --maximumMemory 65536 -O3 --noAssert --uncheckedBehavior always';

/** The user's module, the core and the loop between them. */
function entryText(file: string): string {
  return `import { create } from './${basename(file, '.ts')}';
import { use } from 'outcry/assembly/strategy/run';
export * from 'outcry/core-wasm/index';
export {
  strategyAttach, strategyPause, strategyRestore, strategyResume, strategyRun, strategySnapshot,
  strategyStart, strategyState, strategyStop,
} from 'outcry/assembly/strategy/run';
export { strategyLogLines, strategyLogMax, strategyLogTake } from 'outcry/assembly/strategy/log';
export function strategyCreate(): void { use(create()); }
`;
}

/** What a module was made of: path from the user's folder, digest. */
type Ingredients = readonly (readonly [string, string])[];

class Sources {
  readonly read = new Map<string, string>();
  private readonly folder: string;
  private readonly entry: string;

  constructor(file: string) {
    this.folder = dirname(file);
    this.entry = entryText(file);
  }

  /** The text of a file as the compiler names it, in a folder; null: there is none. */
  async text(name: string, folder: string): Promise<string | null> {
    const path = name.replaceAll('\\', '/');
    if (folder === LIBRARY)
      return path === ALLOCATOR ? this.load(join(ROOT, 'assembly/runtime.ts')) : null;
    if (path === ENTRY) return this.entry;
    if (PACKAGE.test(path)) return this.load(join(ROOT, path.replace(PACKAGE, '')));
    return this.load(isAbsolute(name) ? name : resolve(this.folder, name));
  }

  private async load(path: string): Promise<string | null> {
    const text = await readIfThere(path);
    if (text === undefined) return null;
    this.read.set(path, digestOf(text));
    return text;
  }

  ingredients(): Ingredients {
    return [...this.read].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

async function compile(file: string, sources: Sources): Promise<Uint8Array<ArrayBuffer>> {
  const { default: asc } = await optionalPackage(
    'assemblyscript',
    'a strategy in AssemblyScript',
    () => import('assemblyscript/asc'),
  );
  let output: Uint8Array<ArrayBuffer> | undefined;
  const said: string[] = [];
  const stream = { write: (chunk: Uint8Array | string) => said.push(String(chunk)) };
  const args = [ENTRY, '--outFile', OUTPUT, ...OPTIONS.split(' ')];
  const { error } = await asc.main(args, {
    stdout: stream,
    stderr: stream,
    readFile: (name: string, base: string) => sources.text(name, base),
    writeFile: (name: string, contents: Uint8Array | string) => {
      if (name === OUTPUT && typeof contents !== 'string') output = new Uint8Array(contents);
    },
    listFiles: (folder: string) => (folder === LIBRARY ? [ALLOCATOR] : []),
  });
  if (error === null && output !== undefined) return output;
  const words = said.join('').trim() || (error?.message ?? 'the compiler said nothing');
  throw new OutcryError('STRATEGY_FAILED', 'usage', `it does not compile\n${words}`, {
    where: file,
  });
}

async function isUnchanged([path, digest]: readonly [string, string]): Promise<boolean> {
  const text = await readIfThere(path);
  return text !== undefined && digestOf(text) === digest;
}

/** The module kept for a file, unless one of its ingredients has changed. */
async function kept(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const list = await readCached(`${name}.json`);
  if (list === undefined) return undefined;
  const { files, wasm } = JSON.parse(new TextDecoder().decode(list)) as {
    files: Ingredients;
    wasm: string;
  };
  for (const one of files) if (!(await isUnchanged(one))) return undefined;
  const bytes = await readCached(`${name}.wasm`);
  return bytes !== undefined && digestOf(bytes) === wasm ? bytes : undefined;
}

/**
 * The module of a strategy in AssemblyScript. Cost: some seconds when its sources are new or have
 * changed, else milliseconds.
 *
 * @param url `file:` URL of its source
 * @throws OutcryError STRATEGY_FAILED with the compiler's words, PACKAGE_MISSING
 */
export async function compileStrategy(url: string): Promise<WebAssembly.Module> {
  const file = fileURLToPath(url);
  const name = digestOf(`${OPTIONS}\n${file}\n${entryText(file)}`).slice(0, 32);
  const before = await kept(name).catch(() => undefined);
  if (before !== undefined) return WebAssembly.compile(before);
  const sources = new Sources(file);
  const bytes = await compile(file, sources);
  const files = sources.ingredients();
  await writeCached(`${name}.wasm`, bytes);
  await writeCached(`${name}.json`, JSON.stringify({ files, wasm: digestOf(bytes) }));
  return WebAssembly.compile(bytes);
}
