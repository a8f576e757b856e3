// The packed and installed package, in Node and in a browser: what users have.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { SHIPPED } from '../../src/backtest/load-strategy.ts';
import { PUBLISHED } from '../indicators/published.ts';
import { ENVIRONMENTS, openEnvironment } from './environments.ts';
import { type PackedPackage, packedPackage } from './packed-package.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** A third of it is the AssemblyScript that users compile strategies and indicators from. */
const MAX_UNPACKED_BYTES = 6_000_000;

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

/** The body of an async function: two frames into books of each build, and one refusal. */
const USE_BOOKS = `
  const { createBooks, OutcryError } = await import('outcry');
  const snapshot = { lastUpdateId: 10, E: 1700000000000, T: 1700000000000,
    bids: [['100.1', '2'], ['100.0', '5']], asks: [['100.3', '1']] };
  const delta = { e: 'depthUpdate', E: 1700000000100, T: 1700000000100, s: 'BTCUSDT',
    U: 9, u: 12, pu: 8, b: [['100.2', '0.5']], a: [] };
  const bytes = (frame) => new TextEncoder().encode(JSON.stringify(frame));
  const tops = {};
  for (const build of argument) {
    const instruments = [{ symbol: 'BTCUSDT', priceScale: 1, qtyScale: 3 }];
    const options = { venue: 'binance-usdm', instruments, memoryBytes: 64 << 20 };
    const books = await createBooks({ ...options, ...(build === '' ? {} : { build }) });
    books.applyFrame(bytes(snapshot), 1700000000000000000n, 'BTCUSDT');
    books.applyFrame(bytes(delta), 1700000000100000000n);
    const { bidPrice, bidQty, askPrice } = books.book('BTCUSDT').topOfBook() ?? {};
    tops[build] = [bidPrice, bidQty, askPrice];
  }
  const refused = await createBooks({ venue: 'binance-usdm', memoryBytes: 1 }).catch((e) => e);
  return { tops, refused: refused instanceof OutcryError && refused.code };
`;

/** The body of an async function: an indicator over columns and over a stream, one refusal. */
const USE_INDICATORS = `
  const { compute, create, INDICATORS } = await import('outcry/indicators');
  const close = Float64Array.from({ length: 9 }, (_, i) => (i * i) % 7);
  const batch = [...compute('SMA', { close }, { optInTimePeriod: 3 }).outReal];
  const stream = create('sma', { period: 3 });
  const streamed = [...close].map((value) => stream.update(value));
  let refused;
  try { compute('nothing', { close }); } catch (error) { refused = error.code; }
  const result = { batch, streamed, refused, some: INDICATORS.length > 0 };
  return JSON.parse(JSON.stringify(result));
`;

function expectIndicatorsUsed(result: unknown): void {
  const close = Array.from({ length: 9 }, (_, i) => (i * i) % 7);
  const means = close.map((value, i) =>
    i < 2 ? null : expect.closeTo((value + (close[i - 1] ?? 0) + (close[i - 2] ?? 0)) / 3, 12),
  );
  const want = { batch: means, streamed: means, refused: 'UNKNOWN_INDICATOR', some: true };
  expect(result).toEqual(want);
}

/** The body of an async function: bars of a stream, and what a book and a trade say. */
const USE_BARS_AND_MICRO = `
  const { createBarBuilder } = await import('outcry/bars');
  const { createMicrostructure } = await import('outcry/micro');
  const scales = { priceScale: 1, qtyScale: 0 };
  const bars = createBarBuilder('1s', scales);
  const closed = [100.5, 101, 99.5].flatMap((price, i) =>
    bars.trade({ timeNs: BigInt(i) * 600_000_000n, price, qty: 2 }));
  const micro = createMicrostructure(scales);
  const bids = [{ price: 100, qty: 3 }];
  micro.depth({ timeNs: 1n, bids, asks: [{ price: 101, qty: 1 }] });
  micro.trade({ timeNs: 2n, price: 101, qty: 5 });
  const { microprice, imbalance, cvd } = micro.values();
  let refused;
  try { createBarBuilder('nothing', scales); } catch (error) { refused = error.code; }
  return { closes: closed.map((bar) => bar.close), microprice, imbalance, cvd, refused };
`;

const BARS_AND_MICRO = {
  closes: [101],
  microprice: 100.75,
  imbalance: 0.5,
  cvd: 5,
  refused: 'BAD_BAR_SPEC',
};

/** Names of builds; the empty one is what the package takes by itself. */
const BUILDS = ['', 'release', 'unshared', 'checked'];
/** Pages without isolation headers have no shared memory. */
const PAGE_BUILDS = ['', 'unshared'];

/** Where the code runs: that it is there, and not elsewhere. */
const WHERE = `return typeof process === 'object' ? process.versions.node.split('.')[0]
  : [crossOriginIsolated, typeof SharedArrayBuffer];`;

function expectBooksUsed(result: unknown, builds: readonly string[]): void {
  const top = [100.2, 0.5, 100.3];
  const tops = Object.fromEntries(builds.map((build) => [build, top]));
  expect(result).toEqual({ tops, refused: 'BAD_ARGUMENT' });
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
        'wasm/indicators.release.wasm',
        'dist/cli/THIRD-PARTY-LICENSES',
      ]),
    );
    // AssemblyScript is compiled by users: its sources are what they need.
    const isWanted = (path: string): boolean =>
      /\.(d|as)\.ts$/.test(path) || /^(assembly|core-wasm)\/.*(?<!\.test)\.ts$/.test(path);
    const strange = paths.filter((path) => /\.test\.|testing\/|(^|\/)\.|\.ts$/.test(path));
    expect(strange.filter((path) => !isWanted(path))).toEqual([]);
  });

  test('brings AssemblyScript whole, or not at all', () => {
    const shipped = PUBLISHED.filter((part) =>
      packed.files.some(({ path }) => path.startsWith(part)),
    );
    expect([0, PUBLISHED.length]).toContain(shipped.length);
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
      // A pattern stands for the files of a folder.
      const named = subpath.includes('*') ? SHIPPED : [''];
      for (const name of named) {
        const expected = [types.replace('*', name), file.replace('*', name)];
        expect(paths, subpath).toEqual(expect.arrayContaining(expected));
      }
    }
  });

  test.each(ENVIRONMENTS)('runs on %s', async (name) => {
    const environment = await openEnvironment(name, packed.project);
    if (environment === undefined) return;
    const isPage = name === 'Chromium';
    const builds = isPage ? PAGE_BUILDS : BUILDS;
    const pinned = process.versions.node.split('.')[0];
    const major = name === 'pinned Node' ? pinned : name.replace('Node ', '');
    try {
      expect(await environment.run(WHERE)).toEqual(isPage ? [false, 'undefined'] : major);
      expectBooksUsed(await environment.run(USE_BOOKS, builds), builds);
      expectIndicatorsUsed(await environment.run(USE_INDICATORS));
      expect(await environment.run(USE_BARS_AND_MICRO)).toEqual(BARS_AND_MICRO);
      await expect(environment.run(`throw new Error('planted')`)).rejects.toThrow('planted');
    } finally {
      await environment.close();
    }
  });

  test('has types that strict consumers without Node types accept', () => {
    const names = Object.keys(manifest.exports)
      .filter((name) => !name.endsWith('.json'))
      .map((name) => name.replace('*', SHIPPED[0]));
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
});
