// Writes what follows from the catalogue of indicators: reference pages (docs/indicators) and
// classes for AssemblyScript (assembly/indicators). Files of groups that are gone are removed.
// `--check` compares instead of writing.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assemblyFiles } from './indicators/assembly.ts';
import { pageFiles } from './indicators/pages.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['docs/indicators', 'assembly/indicators'];
const check = process.argv.includes('--check');
const wanted = new Map([...pageFiles(), ...assemblyFiles()]);

const stray = FOLDERS.filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
  .filter((path) => !wanted.has(path));
const changed = [...wanted].filter(([path, text]) => {
  const file = join(root, path);
  return !existsSync(file) || readFileSync(file, 'utf8') !== text;
});

if (check) {
  for (const path of [...changed.map(([path]) => path), ...stray])
    console.error(`${path} differs from the catalogue: run scripts/generate-indicators.ts`);
  process.exitCode = changed.length + stray.length === 0 ? 0 : 1;
} else {
  for (const folder of FOLDERS) mkdirSync(join(root, folder), { recursive: true });
  for (const [path, text] of changed) writeFileSync(join(root, path), text);
  for (const path of stray) rmSync(join(root, path));
}
