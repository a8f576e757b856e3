// Builds the peers on demand. A toolchain that is missing skips its peers, with a sentence that
// the report repeats; nothing fails because of it.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Toolchain } from './types.ts';

export interface PeerPaths {
  readonly peers: string;
  readonly binaries: string;
  readonly cargoTarget: string;
  readonly venv: string;
  /** Where the packages of bench/peers/npm are installed. */
  readonly packages: string;
}

interface Step {
  readonly what: string;
  readonly command: readonly string[];
  readonly cwd?: string;
  readonly timeoutMs: number;
}

function run(step: Step, progress: (text: string) => void): string | undefined {
  progress(step.what);
  const [program = '', ...args] = step.command;
  const done = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: step.timeoutMs,
    ...(step.cwd === undefined ? {} : { cwd: step.cwd }),
  });
  if (done.status === 0) return undefined;
  const last = `${done.error?.message ?? ''} ${done.stderr ?? ''}`.trim().split('\n').slice(-3);
  return `${step.what} failed: ${last.join(' | ')}`;
}

function has(program: string, flag = '--version'): boolean {
  return spawnSync(program, [flag], { stdio: 'ignore' }).status === 0;
}

function buildC(paths: PeerPaths, progress: (text: string) => void): string | undefined {
  const compiler = ['gcc', 'clang', 'cc'].find((name) => has(name));
  if (compiler === undefined) return 'no C compiler (gcc, clang or cc) is installed';
  mkdirSync(paths.binaries, { recursive: true });
  for (const [name, ...headers] of [['ladder', 'book.h'], ['matching']] as const) {
    const source = join(paths.peers, 'c', `${name}.c`);
    const target = join(paths.binaries, name);
    const sources = [source, ...headers.map((header) => join(paths.peers, 'c', header))];
    if (isNewer(target, sources)) continue;
    const command = [compiler, '-O3', '-march=native', source, '-o', target];
    const failed = run({ what: `${compiler} ${name}.c`, command, timeoutMs: 60_000 }, progress);
    if (failed !== undefined) return failed;
  }
  return undefined;
}

function isNewer(target: string, sources: readonly string[]): boolean {
  if (!existsSync(target)) return false;
  return sources.every((file) => statSync(file).mtimeMs < statSync(target).mtimeMs);
}

function buildNpm(paths: PeerPaths, progress: (text: string) => void): string | undefined {
  const source = join(paths.peers, 'npm');
  const lock = join(source, 'package-lock.json');
  const installed = join(paths.packages, 'node_modules', '.package-lock.json');
  if (isNewer(installed, [lock])) return undefined;
  if (!has('npm')) return 'npm is not installed';
  mkdirSync(paths.packages, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(join(source, name), join(paths.packages, name));
  const command = ['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const step = { what: 'npm ci of the peers', command, cwd: paths.packages, timeoutMs: 300_000 };
  return run(step, progress);
}

function buildRust(paths: PeerPaths, progress: (text: string) => void): string | undefined {
  if (!has('cargo')) return 'cargo is not installed';
  const command = ['cargo', 'build', '--release', '--locked', '--target-dir', paths.cargoTarget];
  const cwd = join(paths.peers, 'rust');
  return run({ what: 'cargo build --release', command, cwd, timeoutMs: 900_000 }, progress);
}

function buildPython(paths: PeerPaths, progress: (text: string) => void): string | undefined {
  const python = ['python3', 'python'].find((name) => has(name));
  if (python === undefined) return 'python3 is not installed';
  const inside = join(paths.venv, 'bin', 'python');
  if (!existsSync(inside)) {
    const command = [python, '-m', 'venv', paths.venv];
    const failed = run({ what: 'python -m venv', command, timeoutMs: 120_000 }, progress);
    if (failed !== undefined) return failed;
  }
  if (
    spawnSync(inside, ['-c', 'import numpy, pyarrow, vectorbt, backtesting'], { stdio: 'ignore' })
      .status === 0
  )
    return undefined;
  const requirements = join(paths.peers, 'python', 'requirements.txt');
  const command = [inside, '-m', 'pip', 'install', '-q', '-r', requirements];
  return run({ what: 'pip install', command, timeoutMs: 600_000 }, progress);
}

/** Builds what `needed` asks for; returns why each missing toolchain cannot be used. */
export function buildPeers(
  needed: ReadonlySet<Toolchain>,
  paths: PeerPaths,
  progress: (text: string) => void,
): Map<Toolchain, string> {
  const missing = new Map<Toolchain, string>();
  const steps = {
    gcc: buildC,
    cargo: buildRust,
    python: buildPython,
    'npm-peers': buildNpm,
  } as const;
  for (const tool of ['gcc', 'cargo', 'python', 'npm-peers'] as const) {
    if (!needed.has(tool)) continue;
    const failed = steps[tool](paths, progress);
    if (failed !== undefined) missing.set(tool, failed);
  }
  return missing;
}
