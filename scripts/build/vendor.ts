// Packages that the library loads when it needs them, and that users need not install: each becomes
// one file of dist/vendor, and the import of it points there.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';

/** Package, and the compiled file that loads it. */
export const VENDORED = [['yauzl', 'fs/node-zip.js']] as const;

/** Writes dist/vendor; returns the modules that are in it. */
export async function vendor(root: string, dist: string): Promise<string[]> {
  const modules: string[] = [];
  for (const [name, importer] of VENDORED) {
    const { output } = await build({
      cwd: root,
      input: { [name]: name },
      platform: 'node',
      external: [/^node:/],
      output: { dir: join(dist, 'vendor'), format: 'esm', entryFileNames: '[name].js' },
      logLevel: 'warn',
    });
    modules.push(...output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])));
    const path = join(dist, importer);
    const code = readFileSync(path, 'utf8');
    const from = new RegExp(`import\\(['"]${name}['"]\\)`, 'g');
    if (!from.test(code)) throw new Error(`${importer} does not load ${name}`);
    writeFileSync(path, code.replace(from, `import('../vendor/${name}.js')`));
  }
  return modules;
}
