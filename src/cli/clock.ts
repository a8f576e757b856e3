// `--clock`: the transform of receive times, which reads the whole input once before the run.
import { OutcryError } from '../errors/outcry-error.ts';

/** Whether a name of the command line stands for standard input. */
export function isStandardInput(file: string): boolean {
  return file === '-' || file === '/dev/stdin';
}

/** @throws OutcryError BAD_ARGUMENT when the transform would read standard input a second time */
export function refuseRereading(clock: string, files: readonly string[]): void {
  if (clock === 'raw' || !files.some(isStandardInput)) return;
  throw new OutcryError('BAD_ARGUMENT', 'usage', 'standard input cannot be read twice', {
    where: `--clock ${clock}`,
    hint: 'store it in a file first',
  });
}
