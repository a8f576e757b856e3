// Bundles src/cli into one file. What the package's entries reach stays outside it, as the files
// beside it that tsc made; packages that are dependencies stay outside too. All else goes in,
// tree-shaken, and the licences of other packages into THIRD-PARTY-LICENSES.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { build, type Plugin } from 'rolldown';
import { licenceText, packageFolder } from './licences.ts';
import { vendor } from './vendor.ts';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Modules that were compiled become imports of their files, relative to dist/cli. */
function keepLibraryOutside(source: string, dist: string): Plugin {
  return {
    name: 'keep-library-outside',
    resolveId(id, importer) {
      if (!id.startsWith('.') || importer === undefined) return null;
      const inside = relative(source, resolve(dirname(importer), id));
      const compiled = inside.replace(/\.ts$/, '.js');
      if (inside.startsWith('..') || !existsSync(join(dist, compiled))) return null;
      return { id: `../${compiled}`, external: true };
    },
  };
}

/**
 * Writes `outDir/main.js` and `outDir/THIRD-PARTY-LICENSES`.
 *
 * @returns the bundled packages, `name@version`
 */
export async function bundleCli(root: string, outDir: string): Promise<string[]> {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const { output } = await build({
    cwd: root,
    input: 'src/cli/main.ts',
    platform: 'node',
    external: [/^node:/, ...Object.keys(manifest.dependencies ?? {})],
    plugins: [keepLibraryOutside(join(root, 'src'), dirname(outDir))],
    output: { dir: outDir, format: 'esm', entryFileNames: 'main.js', chunkFileNames: '[name].js' },
    logLevel: 'warn',
  });
  const vendored = await vendor(root, dirname(outDir));
  const bundled = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  const modules = [...bundled, ...vendored];
  const folders = new Set(modules.map(packageFolder).filter((folder) => folder !== undefined));
  const licences = [...folders].toSorted().map(licenceText);
  const head =
    'Packages that are contained in Outcry (dist/cli, dist/vendor), with their licences.\n';
  const text = [head, ...licences.map((l) => `${l.name} (${l.licence})\n\n${l.text}\n`)];
  writeFileSync(join(outDir, 'THIRD-PARTY-LICENSES'), text.join(`\n${'-'.repeat(78)}\n\n`));
  return licences.map((l) => l.name);
}
