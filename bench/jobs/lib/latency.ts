// The time of single commands: each is measured in some passes, its median counts, less what the
// clock and an empty call take; so that what is left is the work and not what the machine did
// meanwhile.
import { nowNs } from './checksum.ts';

const PASSES = 31;
const middle = (sorted: Float64Array): number => sorted[sorted.length >> 1] ?? 0;

/**
 * Percentiles in ns. `run(i)` carries out command i, and nothing where `i` is `count`; `reset`
 * makes the state before command 0.
 */
export function latencies(
  count: number,
  reset: () => void,
  run: (i: number) => void,
): Record<string, number> {
  // Written once before the clock: a page that is touched for the first time costs a fault, and the
  // system's work on it takes the caches from the command that is timed.
  const all = Array.from({ length: PASSES }, () => new Float64Array(count).fill(-1));
  for (const pass of all) {
    reset();
    for (let i = 0; i < count; i++) {
      const start = nowNs();
      run(i);
      pass[i] = nowNs() - start;
    }
  }
  // Last, when the code around it is as warm as it was for the commands.
  const empty = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const start = nowNs();
    run(count);
    empty[i] = nowNs() - start;
  }
  const emptyNs = middle(empty.sort());
  const one = new Float64Array(PASSES);
  const times = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    for (const [k, pass] of all.entries()) one[k] = pass[i] ?? 0;
    times[i] = middle(one.sort()) - emptyNs;
  }
  times.sort();
  const at = (share: number): number => Math.round(times[Math.floor(count * share)] ?? 0);
  return { p50Ns: at(0.5), p99Ns: at(0.99), p999Ns: at(0.999), emptyNs: Math.round(emptyNs) };
}
