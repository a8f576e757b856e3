// `--clock`: the transform of receive times, which reads the whole input once before the run.
import { OutcryError } from '../errors/outcry-error.ts';

/** @throws OutcryError BAD_ARGUMENT when the transform would read standard input a second time */
export function refuseRereading(clock: string, files: readonly string[]): void {
  if (clock === 'raw' || !files.some((file) => file === '-' || file === '/dev/stdin')) return;
  throw new OutcryError('BAD_ARGUMENT', 'usage', 'standard input cannot be read twice', {
    where: `--clock ${clock}`,
    hint: 'store it in a file first',
  });
}
