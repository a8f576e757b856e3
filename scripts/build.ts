// Makes dist/: the library as JavaScript modules with declarations (tsc), and the command line
// bundled into dist/cli with what it needs of other packages and their licences (rolldown). The
// new dist takes the old one's place in one step.
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleCli } from './build/bundle-cli.ts';
import { buildExamples } from './build/examples.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** tsc rewrites `.ts` in the code that it emits, but not in declarations. */
function rewriteDeclarations(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue;
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/((?:from|import\()\s*['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2'));
  }
}

function compileLibrary(outDir: string): void {
  const tsc = join(root, 'node_modules/@typescript/native/bin/tsc');
  const args = [tsc, '-p', 'tsconfig.build.json', '--outDir', outDir];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the sources do not compile');
  rewriteDeclarations(outDir);
}

mkdirSync(join(root, '.cache'), { recursive: true });
const work = mkdtempSync(join(root, '.cache/dist-'));
try {
  compileLibrary(join(work, 'dist'));
  buildExamples(root, join(work, 'examples'), join(work, 'dist/examples'));
  rewriteDeclarations(join(work, 'dist/examples'));
  const packages = await bundleCli(root, join(work, 'dist/cli'));
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  renameSync(join(work, 'dist'), join(root, 'dist'));
  console.error(
    `build: dist is ready; the command line contains ${packages.join(', ') || 'nothing'}`,
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}
