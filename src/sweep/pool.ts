// Threads for the parts of a sweep: piscina, which is there where the user installed it.
import { keepCode } from '../backtest/keep-code.ts';
import { OutcryError } from '../errors/outcry-error.ts';

/** What is used of it. */
interface Pool {
  run(task: unknown, options: { name: string; signal?: AbortSignal }): Promise<unknown>;
  destroy(): Promise<void>;
}
interface PoolModule {
  readonly Piscina: new (options: {
    filename: string;
    minThreads: number;
    maxThreads: number;
    idleTimeout: number;
    resourceLimits: { maxOldGenerationSizeMb: number };
  }) => Pool;
}

export interface SweepPool {
  /** Calls a function of the worker's module. */
  run<T>(name: 'single' | 'kernel', task: unknown, limitMs?: number): Promise<T>;
  close(): Promise<void>;
}

const PACKAGE = 'piscina';

async function load(): Promise<PoolModule> {
  try {
    return (await import(PACKAGE)) as PoolModule;
  } catch (cause) {
    throw new OutcryError('PACKAGE_MISSING', 'environment', `threads need the package ${PACKAGE}`, {
      hint: `npm install ${PACKAGE}@5`,
      cause,
    });
  }
}

/** @throws OutcryError PACKAGE_MISSING with the command that installs it */
export async function openPool(threads: number, heapMb: number): Promise<SweepPool> {
  const { Piscina } = await load();
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  keepCode();
  const pool = new Piscina({
    filename: new URL(`./sweep-worker.${extension}`, import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: 1000,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  return {
    async run<T>(name: string, task: unknown, limitMs?: number): Promise<T> {
      const signal = limitMs === undefined ? undefined : AbortSignal.timeout(limitMs);
      return (await pool.run(task, signal === undefined ? { name } : { name, signal })) as T;
    },
    close: () => pool.destroy(),
  };
}
