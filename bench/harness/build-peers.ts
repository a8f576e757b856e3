// Builds the peers on demand. A toolchain that is missing skips its peers, with a sentence that
// the report repeats; nothing fails because of it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Toolchain } from './types.ts';

export interface PeerPaths {
  readonly peers: string;
  readonly binaries: string;
  readonly cargoTarget: string;
  readonly venv: string;
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
  const source = join(paths.peers, 'c', 'ladder.c');
  const target = join(paths.binaries, 'ladder');
  const sources = [source, join(paths.peers, 'c', 'book.h')];
  const fresh =
    existsSync(target) &&
    sources.every((file) => statSync(file).mtimeMs < statSync(target).mtimeMs);
  if (fresh) return undefined;
  const command = [compiler, '-O3', '-march=native', source, '-o', target];
  return run({ what: `${compiler} ladder.c`, command, timeoutMs: 60_000 }, progress);
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
  if (spawnSync(inside, ['-c', 'import numpy, pyarrow'], { stdio: 'ignore' }).status === 0)
    return undefined;
  const requirements = join(paths.peers, 'python', 'requirements.txt');
  const command = [inside, '-m', 'pip', 'install', '-q', '-r', requirements];
  return run({ what: 'pip install', command, timeoutMs: 300_000 }, progress);
}

/** Builds what `needed` asks for; returns why each missing toolchain cannot be used. */
export function buildPeers(
  needed: ReadonlySet<Toolchain>,
  paths: PeerPaths,
  progress: (text: string) => void,
): Map<Toolchain, string> {
  const missing = new Map<Toolchain, string>();
  const steps = { gcc: buildC, cargo: buildRust, python: buildPython } as const;
  for (const tool of ['gcc', 'cargo', 'python'] as const) {
    if (!needed.has(tool)) continue;
    const failed = steps[tool](paths, progress);
    if (failed !== undefined) missing.set(tool, failed);
  }
  return missing;
}
