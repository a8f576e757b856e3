// Generates the binary interface from core-wasm/schema/*.fbs: AssemblyScript overlays in
// core-wasm/abi, TypeScript views in src/abi. Layout comes from flatc's compiled schema
// (.bfbs), so that FlatBuffers and not this file decides offsets. Generated files are checked
// in; `--check` compares instead of writing. Needs flatc (Debian: flatbuffers-compiler).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSchema, type Schema } from './abi/bfbs.ts';
import { emitAssemblyScript } from './abi/emit-assemblyscript.ts';
import { emitTypeScript } from './abi/emit-typescript.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const SCHEMAS = [
  'records',
  'book',
  'status',
  'l3',
  'engine',
  'decode',
  'market',
  'tape',
  'orders',
  'bars',
  'account',
  'venue',
  'risk',
  'micro',
  'matching',
  'sweep',
  'session',
  'recorder',
];

function compile(name: string, folder: string): Schema {
  const source = join(root, 'core-wasm/schema', `${name}.fbs`);
  execFileSync('flatc', ['-b', '--schema', '--bfbs-comments', '-o', folder, source]);
  return readSchema(new Uint8Array(readFileSync(join(folder, `${name}.bfbs`))), name);
}

function write(path: string, text: string, check: boolean): boolean {
  const full = join(root, path);
  if (!check) {
    writeFileSync(full, text);
    return true;
  }
  if (readFileSync(full, 'utf8') === text) return true;
  console.error(`${path} differs from its schema: run npm run generate:abi`);
  return false;
}

const check = process.argv.includes('--check');
const folder = mkdtempSync(join(tmpdir(), 'outcry-abi-'));
let same = true;
try {
  for (const name of SCHEMAS) {
    const schema = compile(name, folder);
    same = write(`core-wasm/abi/${name}.ts`, emitAssemblyScript(schema), check) && same;
    same = write(`src/abi/${name}.ts`, emitTypeScript(schema), check) && same;
  }
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = same ? 0 : 1;
