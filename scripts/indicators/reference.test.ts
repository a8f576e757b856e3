// The checked-in pages and classes are what the catalogue gives today; what pages show runs.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { INDICATORS } from '../../src/indicators/registry.ts';
import { groups, indicatorsOf } from './groups.ts';
import { pageFiles } from './pages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function generate(): { status: number | null; stderr: string } {
  const args = ['scripts/generate-indicators.ts', '--check'];
  return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
}

test('generated files are those of the catalogue', () => {
  const { status, stderr } = generate();
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('every indicator has a group, and a section that says all of it', () => {
  expect(groups().flatMap(indicatorsOf).length).toBe(INDICATORS.length);
  const text = [...pageFiles().values()].join('\n');
  for (const { name, title, source, formula, outputs, params } of INDICATORS) {
    const section = text.split(`\n## ${name}\n`)[1]?.split('\n## ')[0] ?? '';
    expect(section, name).toContain(title);
    for (const part of ['warm-up', 'unit', 'formula', 'source', 'AssemblyScript', 'inputs'])
      expect(section, name).toContain(`\n| ${part} | `);
    for (const one of [...outputs, ...params]) expect(section, name).toContain(`\`${one.name}\``);
    expect(source, `${name}: source`).not.toBe('');
    expect(formula, `${name}: formula`).not.toBe('');
  }
});

test('every snippet of the pages runs', () => {
  const names = [...pageFiles().keys()].filter((path) => path.startsWith('docs/'));
  const snippets = names.flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/```js\n([^`]+)```/g)].map(
      (match) => match[1] ?? '',
    ),
  );
  expect(snippets).toHaveLength(INDICATORS.length);
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache/snippets-'));
  try {
    const series = `const n = 500;
const close = Float64Array.from({ length: n }, (_, i) => 100 + ((i * 37) % 23) / 4);
const open = Float64Array.from({ length: n }, (_, i) => 100 + ((i * 31) % 19) / 4);
const high = close.map((value, i) => Math.max(value, open[i]) + 1);
const low = close.map((value, i) => Math.min(value, open[i]) - 1);
const volume = close.map((_, i) => 1 + (i % 7));
const periods = close.map((_, i) => 2 + (i % 7));
const [bidPrice, askPrice, bidQty, askQty] = [low, high, volume, volume];
const signedQty = close.map((_, i) => (i % 7) - 3);
const anchor = close.map((_, i) => +(i % 24 === 0));
let run = 0;`;
    // Every snippet must have opened one stream and computed columns of the series' length.
    const watched = `const compute = (...args) => {
  const columns = package_.compute(...args);
  for (const column of Object.values(columns)) if (column.length !== n) throw new Error(args[0]);
  return columns;
};
const create = (...args) => { run++; return package_.create(...args); };`;
    const text = [
      "import * as package_ from 'outcry/indicators';",
      series,
      watched,
      ...snippets.map((snippet) => `{\n${snippet}}`),
      `if (run !== ${snippets.length}) throw new Error(String(run));`,
    ].join('\n');
    const file = join(folder, 'snippets.mjs');
    writeFileSync(file, text);
    execFileSync(process.execPath, ['--conditions=outcry-source', file], {
      cwd: root,
      stdio: 'pipe',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
