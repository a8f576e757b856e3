// Runs what README and docs show, and keeps their promises about npm scripts, links and figures.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { figuresUpToDate } from '../figures/figures.ts';
import {
  type Block,
  blocksOf,
  linkFaults,
  runnableShell,
  runnableTypeScript,
  scriptFaults,
} from './documents.ts';
import { readTree } from './source-file.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const documents = readTree(root, '', /\.md$/);
const blocks = documents.flatMap(blocksOf);
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const place = (block: Block): string => `${block.path}:${block.line}`;

describe('documents of this repository', () => {
  test('name npm scripts that exist', () => {
    expect(scriptFaults(documents, Object.keys(manifest.scripts))).toEqual([]);
  });

  test('link to files that exist', () => {
    expect(linkFaults(documents, (path) => existsSync(join(root, path)))).toEqual([]);
  });

  test('README shows the figures of the bench results', () => {
    expect(figuresUpToDate(root)).toBe(true);
  });

  test.each(blocks.filter(runnableShell).map((block) => [place(block), block] as const))(
    'shell block %s runs',
    (_, block) => {
      const run = spawnSync('bash', ['-euo', 'pipefail', '-c', block.text], {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      expect(run.status, run.stderr).toBe(0);
    },
  );

  test.each(blocks.filter(runnableTypeScript).map((block) => [place(block), block] as const))(
    'TypeScript block %s compiles and runs',
    (_, block) => {
      mkdirSync(join(root, '.cache'), { recursive: true });
      const folder = mkdtempSync(join(root, '.cache/document-'));
      try {
        const file = join(folder, 'block.ts');
        writeFileSync(file, `${block.text}\nexport {};\n`);
        const include = ['block.ts', '../../src/fs/*.d.ts'];
        const config = { extends: '../../tsconfig.json', include };
        writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
        const tsc = join(root, 'node_modules/@typescript/native/bin/tsc');
        const options = { cwd: root, encoding: 'utf8' } as const;
        const types = spawnSync(process.execPath, [tsc, '-p', folder], options);
        expect(types.stdout).toBe('');
        execFileSync(process.execPath, ['--conditions=outcry-source', file], options);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});

describe('rules about documents', () => {
  const file = (text: string): { path: string; text: string } => ({ path: 'docs/x.md', text });

  test('notice a script that does not exist', () => {
    const text = 'Use `npm test`, `npm run -s outcry -- x` and\n`npm run absent`.';
    expect(scriptFaults([file(text)], ['test', 'outcry'])).toEqual([
      "docs/x.md:2: package.json has no script 'absent'",
    ]);
  });

  test('notice a link to nowhere', () => {
    const text = '[a](https://example.com) [b](y.md#part)\n[c](../z.md)';
    expect(linkFaults([file(text)], (path) => path === 'docs/y.md')).toEqual([
      'docs/x.md:2: link to ../z.md, which does not exist',
    ]);
  });

  test('find blocks with language, mark and place', () => {
    const text =
      'a\n<!-- run -->\n```sh\nls\n```\n\n<!-- not run: needs keys -->\n\n```ts\nx\n```\n';
    const [shell, code] = blocksOf(file(text));
    expect(shell).toMatchObject({ line: 3, language: 'sh', text: 'ls', mark: 'run' });
    expect(code).toMatchObject({ line: 9, language: 'ts', text: 'x' });
    expect(shell !== undefined && runnableShell(shell)).toBe(true);
    expect(code !== undefined && runnableTypeScript(code)).toBe(false);
  });
});
