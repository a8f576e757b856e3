// The shipped strategies, as modules `outcry/examples/NAME`: JavaScript and declarations, with
// their sources in AssemblyScript beside them.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The compiler sees the package's sources too: what it makes of them is left behind. */
export function buildExamples(root: string, work: string, outDir: string): string[] {
  const tsc = join(root, 'node_modules/@typescript/native/bin/tsc');
  const args = [tsc, '-p', 'tsconfig.examples.json', '--outDir', work];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the shipped strategies do not compile');
  mkdirSync(outDir, { recursive: true });
  const made = join(work, 'examples/strategies');
  for (const name of readdirSync(made)) {
    const text = readFileSync(join(made, name), 'utf8');
    // From the tree's folders to those of dist, where src is gone.
    writeFileSync(join(outDir, name), text.replaceAll('../../src/', '../'));
  }
  const sources = join(root, 'examples/strategies');
  for (const name of readdirSync(sources))
    if (name.endsWith('.as.ts')) copyFileSync(join(sources, name), join(outDir, name));
  return readdirSync(outDir);
}
