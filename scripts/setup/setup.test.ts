// Set-up as it is met in practice: two at once, killed before, npm that fails, sources that do not
// compile or break a rule; and the runner of scripts.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { buildWasm, isWasmBuilt } from './build-wasm.mjs';
import { install, isInstalled } from './install.mjs';
import { withLock } from './lock.mjs';
import { nodeToRun } from './pinned-node.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outcry-setup-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the lock', () => {
  test('lets one process in at a time', async () => {
    const counter = join(folder, 'counter');
    writeFileSync(counter, '0');
    const program = `
      import { readFileSync, writeFileSync } from 'node:fs';
      import { withLock } from ${JSON.stringify(new URL('./lock.mjs', import.meta.url).href)};
      await withLock(${JSON.stringify(join(folder, 'lock'))}, async () => {
        const n = Number(readFileSync(${JSON.stringify(counter)}, 'utf8'));
        await new Promise((resolve) => setTimeout(resolve, 30));
        writeFileSync(${JSON.stringify(counter)}, String(n + 1));
      });`;
    const ends = Array.from({ length: 4 }, () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
      return new Promise((resolve) => child.on('exit', resolve));
    });
    expect(await Promise.all(ends)).toEqual([0, 0, 0, 0]);
    expect(readFileSync(counter, 'utf8')).toBe('4');
    expect(readdirSync(folder)).toEqual(['counter']);
  });

  test('is taken over when its owner is gone, and freed when the work fails', async () => {
    const lock = join(folder, 'lock');
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const host = execFileSync(process.execPath, ['-p', 'os.hostname()'], { encoding: 'utf8' });
    writeFileSync(lock, `${gone} ${host.trim()}`);
    await expect(withLock(lock, () => Promise.reject(new Error('planted')))).rejects.toThrow(
      'planted',
    );
    expect(existsSync(lock)).toBe(false);
  });
});

describe('packages', () => {
  const entry = { version: '1.0.0', optional: false };
  const write = (path: string, value: unknown): void =>
    writeFileSync(join(folder, path), JSON.stringify(value));

  test('count as installed when node_modules agrees with the lock', () => {
    mkdirSync(join(folder, 'node_modules/a'), { recursive: true });
    write('package-lock.json', { packages: { '': {}, 'node_modules/a': entry } });
    expect(isInstalled(folder)).toBe(false);
    write('node_modules/.package-lock.json', { packages: { 'node_modules/a': entry } });
    write('node_modules/a/package.json', {});
    expect(isInstalled(folder)).toBe(true);
    const newer = { ...entry, version: '1.0.1' };
    write('package-lock.json', { packages: { '': {}, 'node_modules/a': newer } });
    expect(isInstalled(folder)).toBe(false);
  });

  test('need the optional ones of this platform only', () => {
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    write('node_modules/.package-lock.json', { packages: {} });
    const other = { version: '1.0.0', optional: true, os: ['nowhere'], cpu: [process.arch] };
    write('package-lock.json', { packages: { 'node_modules/b': other } });
    expect(isInstalled(folder)).toBe(true);
    const ours = { ...other, os: [process.platform] };
    write('package-lock.json', { packages: { 'node_modules/b': ours } });
    expect(isInstalled(folder)).toBe(false);
  });

  test.skipIf(process.platform === 'win32')('say in one sentence when npm fails', async () => {
    const npm = join(folder, 'npm');
    writeFileSync(npm, '#!/bin/sh\nexit 42\n');
    chmodSync(npm, 0o755);
    vi.stubEnv('PATH', `${folder}:${process.env['PATH'] ?? ''}`);
    write('package-lock.json', { packages: {} });
    await expect(install(folder)).rejects.toThrow('npm ci failed with exit code 42');
    vi.stubEnv('PATH', join(folder, 'empty'));
    vi.stubEnv('npm_execpath', '');
    await expect(install(folder)).rejects.toThrow('npm is not on the PATH');
  });

  test('without a pinned Node the running one serves if it may', () => {
    write('package.json', { engines: { node: '>=22' } });
    expect(nodeToRun(folder)).toBe(process.execPath);
    write('package.json', { engines: { node: '^20.1' } });
    expect(() => nodeToRun(folder)).toThrow('the pinned Node is missing');
  });
});

describe('the core', () => {
  const sources = (text: string): void => {
    mkdirSync(join(folder, 'core-wasm'), { recursive: true });
    writeFileSync(join(folder, 'core-wasm/index.ts'), text);
    mkdirSync(join(folder, 'core-wasm/indicators'), { recursive: true });
    writeFileSync(join(folder, 'core-wasm/indicators/index.ts'), text);
  };

  beforeEach(() => {
    for (const config of ['asconfig.json', 'asconfig.indicators.json'])
      copyFileSync(join(root, config), join(folder, config));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  });

  test('is compiled when a source is new, and only then', async () => {
    sources('export function two(): i32 {\n  return 2;\n}\n');
    expect(isWasmBuilt(folder)).toBe(false);
    await buildWasm(folder);
    expect(isWasmBuilt(folder)).toBe(true);
    const files = readdirSync(join(folder, 'wasm')).toSorted();
    const modules = [
      'core.checked.wasm',
      'core.release.wasm',
      'core.unshared.wasm',
      'indicators.checked.wasm',
      'indicators.release.wasm',
    ];
    expect(files).toEqual(['.build.json', ...modules]);
    sources('export function two(): i32 {\n  return 1 + 1;\n}\n');
    expect(isWasmBuilt(folder)).toBe(false);
  });

  test('keeps the last good modules when a source does not compile', async () => {
    sources('export function two(): i32 {\n  return 2;\n}\n');
    await buildWasm(folder);
    const before = readFileSync(join(folder, 'wasm/core.release.wasm'));
    sources('export function two(): i32 {\n  return missing;\n}\n');
    await expect(buildWasm(folder)).rejects.toThrow(/does not compile\n[\s\S]*missing/);
    expect(readFileSync(join(folder, 'wasm/core.release.wasm'))).toEqual(before);
    expect(readdirSync(join(folder, 'wasm'))).toHaveLength(6);
  });

  test.each([
    ['a mutable global', 'let n: i32 = 0;\nexport function f(): i32 {\n  return n++;\n}\n'],
    ['static data', "export function f(): i32 {\n  return 'text'.length;\n}\n"],
  ])('is refused with %s', async (_, text) => {
    sources(text);
    await expect(buildWasm(folder)).rejects.toThrow('breaks a rule of docs/architecture.md');
    expect(existsSync(join(folder, 'wasm/core.release.wasm'))).toBe(false);
  });
});

describe('the runner', () => {
  const start = (text: string, ...args: string[]): string[] => {
    const file = join(folder, 'program.mjs');
    writeFileSync(file, text);
    return [join(root, 'scripts/run.mjs'), file, ...args];
  };

  test('passes arguments, output and exit code, and prints nothing when all is fresh', () => {
    spawnSync(process.execPath, start(''));
    const args = start(
      'console.log(process.version, ...process.argv.slice(2)); process.exitCode = 7;',
      'a b',
      '--c',
    );
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    expect(stdout).toBe(`v${devDependencies['node']} a b --c\n`);
    expect(stderr).toBe('');
    expect(status).toBe(7);
  });

  test.skipIf(process.platform === 'win32')('passes signals', async () => {
    const args = start(
      "process.on('SIGTERM', () => process.exit(3)); setInterval(() => {}, 1000); console.log(1);",
    );
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.once('data', () => child.kill('SIGTERM'));
    expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(3);
  });
});
