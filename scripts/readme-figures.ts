// Writes the figures of bench/results/*.json into README.md; `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figuresUpToDate, insertFigures, readResults, renderFigures } from './figures/figures.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const path = join(root, 'README.md');

if (process.argv.includes('--check')) {
  if (!figuresUpToDate(root)) {
    console.error('README.md: figures differ from bench/results: run npm run readme:figures');
    process.exitCode = 1;
  }
} else {
  const figures = renderFigures(readResults(root));
  writeFileSync(path, insertFigures(readFileSync(path, 'utf8'), figures));
}
