// The thread of a part of a sweep. Piscina calls what it exports, by name.
import { Console } from 'node:console';
import type { RunJob } from '../backtest/job.ts';
import {
  type KernelTask,
  runKernelTask,
  runSingle,
  type SetOutcome,
  type SingleOutcome,
} from './task.ts';

// What strategies print themselves does not belong to the results.
globalThis.console = new Console(process.stderr);

export function single(job: RunJob): Promise<SingleOutcome> {
  return runSingle(job);
}

export function kernel(task: KernelTask): Promise<(SetOutcome | undefined)[]> {
  return runKernelTask(task);
}
