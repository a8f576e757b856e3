// Guides name what the program prints, and show what it shows.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const guide = (name: string): string => readFileSync(join(root, 'docs', name), 'utf8');

function outcry(...args: string[]): string {
  const node = ['--conditions=outcry-source', join(root, 'src/cli/main.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, node, { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

let folder: string;
let tape: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'outcry-guides-'));
  tape = join(folder, 'market.tape');
  const frames = join(folder, 'market.jsonl');
  outcry('generate', '--out', frames, '--events', '200k', '--seed', '7');
  outcry('import', frames, '--out', tape);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('replaying.md explains every field of the report', () => {
  const names = [
    ...Object.keys(JSON.parse(outcry('replay', '--json', tape)) as object),
    ...Object.keys(JSON.parse(outcry('replay', '--json', '--events', '5k')) as object),
  ];
  const text = guide('replaying.md');
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

test('replaying.md shows the report that its commands print', () => {
  const shown = /```text\n([^`]+)```/.exec(guide('replaying.md'))?.[1] ?? '';
  const changing = /^(source|time|memory) .*$/gm;
  const plain = (text: string): string => text.trim().replace(changing, '$1');
  expect(plain(outcry('replay', tape))).toBe(plain(shown));
});
