// The packed and installed package, in Node and in a browser: what users have.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { openBrowserPage } from '../../src/testing/browser.ts';
import { otherNode } from './other-nodes.ts';
import { type PackedPackage, packedPackage } from './packed-package.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const MAX_UNPACKED_BYTES = 5_000_000;

interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly version: string;
}

let packed: PackedPackage;
let manifest: Manifest;

beforeAll(async () => {
  packed = await packedPackage();
  const path = join(packed.project, 'node_modules/outcry/package.json');
  manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
});

/** Runs a module in the project that has the package installed. */
function runModule(node: string, text: string): unknown {
  const args = ['--input-type=module', '--eval', text];
  return JSON.parse(execFileSync(node, args, { cwd: packed.project, encoding: 'utf8' }));
}

const USE_CORE = `
  import { createCore, OutcryError } from 'outcry';
  const tops = {};
  for (const build of ['release', 'unshared', 'checked']) {
    const core = await createCore({ build, memoryBytes: 1 << 20 });
    tops[build] = core.exports.arenaTop() >>> 0;
  }
  const refused = await createCore({ memoryBytes: 1 }).catch((error) => error);
  console.log(JSON.stringify({ tops, refused: refused instanceof OutcryError && refused.code }));
`;

function expectCoreUsed(result: unknown): void {
  const { tops, refused } = result as { tops: Record<string, number>; refused: string };
  expect(Object.keys(tops)).toEqual(['release', 'unshared', 'checked']);
  for (const top of Object.values(tops)) expect(top).toBeGreaterThanOrEqual(1024);
  expect(refused).toBe('BAD_ARGUMENT');
}

describe('the packed package', () => {
  test('is small and holds what it needs, no more', () => {
    expect(packed.unpackedSize).toBeLessThan(MAX_UNPACKED_BYTES);
    const paths = packed.files.map((file) => file.path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'CHANGELOG.md',
        'wasm/core.unshared.wasm',
        'dist/cli/THIRD-PARTY-LICENSES',
      ]),
    );
    const strange = paths.filter((path) => /\.test\.|testing\/|(^|\/)\.|\.ts$/.test(path));
    expect(strange.filter((path) => !path.endsWith('.d.ts'))).toEqual([]);
  });

  test('asks for one dependency at most, exactly pinned, and runs nothing on install', () => {
    const dependencies = Object.entries(manifest.dependencies ?? {});
    expect(dependencies.length).toBeLessThanOrEqual(1);
    for (const [, range] of dependencies) expect(range).toMatch(/^\d+\.\d+\.\d+$/);
    for (const hook of ['preinstall', 'install', 'postinstall', 'prepare'])
      expect(manifest.scripts).not.toHaveProperty(hook);
  });

  test('has every entry of its exports, with types', () => {
    for (const [subpath, target] of Object.entries(manifest.exports)) {
      if (typeof target === 'string') continue;
      const { types, default: file } = target as { types: string; default: string };
      const paths = packed.files.map((f) => `./${f.path}`);
      expect(paths, subpath).toEqual(expect.arrayContaining([types, file]));
    }
  });

  test('runs on the pinned Node', () => {
    expectCoreUsed(runModule(process.execPath, USE_CORE));
  });

  test.each([22, 26] as const)('runs on Node %i', async (major) => {
    const node = await otherNode(major);
    if (node === undefined) return;
    expect(runModule(node, 'console.log(process.versions.node.split(".")[0])')).toBe(major);
    expectCoreUsed(runModule(node, USE_CORE));
  });

  test('has types that strict consumers without Node types accept', () => {
    const names = Object.keys(manifest.exports).filter((name) => !name.endsWith('.json'));
    const lines = names.map((name, i) => `import * as e${i} from 'outcry${name.slice(1)}';`);
    const uses = names.map((_, i) => `e${i}`).join(', ');
    const consumer = join(packed.project, 'consumer.ts');
    writeFileSync(consumer, `${lines.join('\n')}\nexport const all: object[] = [${uses}];\n`);
    const tsc = join(root, 'node_modules/@typescript/native/bin/tsc');
    const options =
      '--ignoreConfig --strict --noEmit --module nodenext --target es2024 --lib es2024,dom'.split(
        ' ',
      );
    const args = [tsc, ...options, '--skipLibCheck', 'false', '--types', '', consumer];
    const { stdout, status } = spawnSync(process.execPath, args, {
      cwd: packed.project,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });

  test('brings its command', () => {
    const bin = join(packed.project, 'node_modules/.bin/outcry');
    const run = (arg: string): string =>
      execFileSync(process.execPath, [bin, arg], { cwd: packed.project, encoding: 'utf8' });
    expect(run('--version').trim()).toBe(manifest.version);
    expect(run('--help')).toContain('outcry');
  });

  test('runs in a browser without isolation headers', async () => {
    const page = await openBrowserPage(packed.project);
    if (page === undefined) return;
    try {
      const result = await page.run(`
        const { createCore } = await import('outcry');
        const core = await createCore({ memoryBytes: 1 << 20 });
        return {
          isolated: globalThis.crossOriginIsolated,
          shared: typeof SharedArrayBuffer,
          build: core.build,
          top: core.exports.arenaTop() >>> 0,
        };
      `);
      expect(result).toMatchObject({ isolated: false, shared: 'undefined', build: 'unshared' });
      expect((result as { top: number }).top).toBeGreaterThanOrEqual(1024);
      await expect(page.run(`throw new Error('planted')`)).rejects.toThrow('planted');
    } finally {
      await page.close();
    }
  });
});
