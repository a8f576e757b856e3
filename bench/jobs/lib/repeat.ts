// The clock of contenders that run inside Node: repetitions with a reset outside the time.
import type { RoundResult } from '../../harness/types.ts';
import { hex, nowNs } from './checksum.ts';

/** Runs `reset` (not timed) and `work` (timed) so many times. */
export function repeat(repetitions: number, reset: () => void, work: () => number): RoundResult {
  let ns = 0;
  let hash = 0;
  for (let i = 0; i < repetitions; i++) {
    reset();
    const start = nowNs();
    hash = work();
    ns += nowNs() - start;
  }
  return { ns, checksum: hex(hash) };
}
