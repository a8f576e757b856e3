// What a result file says about where it was made.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly os: string;
  readonly node: string;
  readonly v8: string;
}

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    os: `${osName()} (${type()} ${release()})`,
    node: process.version,
    v8: process.versions.v8,
  };
}

function osName(): string {
  try {
    const name = /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'));
    return name?.[1] ?? type();
  } catch {
    return type();
  }
}

/** Commit of the tree, with `+changes` when it has uncommitted ones. */
export function describeCommit(root: string): string {
  try {
    const git = (...args: string[]): string =>
      execFileSync('git', args, {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    const dirty = git('status', '--porcelain', '--', ':!bench/results').trim() !== '';
    return git('rev-parse', '--short=12', 'HEAD').trim() + (dirty ? '+changes' : '');
  } catch {
    return 'unknown';
  }
}

/** Load above which a comparison may not be judged. */
export const LOAD_LIMIT = 1.3;

/** One-minute load average; 0 where the system has none. */
export function loadNow(): number {
  return loadavg()[0] ?? 0;
}

/**
 * Waits until the load is fit to judge, at most `patienceMs`. Returns the load at the end.
 * The average falls by half in 42 s once a machine is quiet.
 */
export async function waitForQuiet(
  patienceMs: number,
  progress: (text: string) => void,
): Promise<number> {
  const end = Date.now() + patienceMs;
  let load = loadNow();
  while (load > LOAD_LIMIT && Date.now() < end) {
    progress(`load ${load.toFixed(2)} is above ${LOAD_LIMIT}: waiting`);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    load = loadNow();
  }
  return load;
}
