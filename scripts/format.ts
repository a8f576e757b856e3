// Formats the tree: biome for TypeScript, JavaScript and JSON, and biome again for AssemblyScript,
// whose decorators on functions and constants it cannot parse: they travel as comments.
// `--check` changes nothing and fails when something would change. Files may be named.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hideDecorators, showDecorators } from './format/decorators.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const BIOME = join(root, 'node_modules/@biomejs/biome/bin/biome');

function biome(args: readonly string[], cwd: string, quiet = false): number {
  const child = spawnSync(process.execPath, [BIOME, ...args], {
    cwd,
    stdio: ['ignore', quiet ? 'ignore' : 2, 2],
  });
  return child.status ?? 1;
}

/** Folders of AssemblyScript. */
const CORE = ['core-wasm', 'assembly', 'bench/micro/wasm'];
const GENERATED = /^(core-wasm\/abi|assembly\/indicators)\//;
const isCore = (file: string): boolean => CORE.some((folder) => file.startsWith(`${folder}/`));

function assemblyScriptFiles(): string[] {
  return CORE.filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        (name) => `${folder}/${name}`,
      ),
    )
    .filter((file) => file.endsWith('.ts') && !GENERATED.test(file));
}

/** Formats copies in a folder of their own. Returns the files that differ, undefined on a fault. */
function formatAssemblyScript(files: readonly string[], write: boolean): string[] | undefined {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache/format-'));
  try {
    const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')) as object;
    const own = { ...config, root: true, files: {}, $schema: undefined };
    writeFileSync(join(folder, 'biome.json'), JSON.stringify(own));
    for (const file of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), hideDecorators(readFileSync(join(root, file), 'utf8')));
    }
    if (biome(['format', '--write', '--log-level=warn', ...files], folder, true) !== 0)
      return undefined;
    return files.filter((file) => {
      const text = showDecorators(readFileSync(join(folder, file), 'utf8'));
      const differs = text !== readFileSync(join(root, file), 'utf8');
      if (differs && write) writeFileSync(join(root, file), text);
      return differs;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function main(): number {
  const args = process.argv.slice(2);
  const unknown = args.find((arg) => arg.startsWith('--') && arg !== '--check');
  if (unknown !== undefined) {
    console.error(`format: unknown flag ${unknown}; usage: format [--check] [files...]`);
    return 2;
  }
  const check = args.includes('--check');
  const named = args.filter((arg) => !arg.startsWith('--'));
  const others = named.filter((file) => !isCore(file));
  const core = named.length === 0 ? assemblyScriptFiles() : named.filter(isCore);
  let status = 0;
  if (named.length === 0 || others.length > 0)
    status = biome(['check', ...(check ? [] : ['--write']), '--log-level=warn', ...others], root);
  const different = core.length === 0 ? [] : formatAssemblyScript(core, !check);
  if (different === undefined) return 1;
  for (const file of different) console.error(check ? `${file} is not formatted` : file);
  if (check && different.length > 0) console.error('run npm run format');
  return check && different.length > 0 ? 1 : status;
}

process.exitCode = main();
