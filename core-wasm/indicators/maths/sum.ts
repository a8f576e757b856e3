// Sum of the last n values.
import { column, count } from '../kernel';
import { smaNext, smaSizeOf, totalStart } from '../overlap/sma';

export function sumSizeOf(period: u32): u32 {
  return (smaSizeOf(period) + 15) & ~15;
}

export function sumStart(s: usize, period: u32): void {
  totalStart(s, period);
}

/** Next n values of `x`: the sum of each window to `out`. */
export function sumNext(s: usize, x: usize, out: usize, n: u32): void {
  smaNext(s, x, out, n);
}

export function sumSize(params: usize): u32 {
  return sumSizeOf(count(params, 0));
}

export function sumInit(s: usize, params: usize): void {
  sumStart(s, count(params, 0));
}

export function sumRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  sumNext(s, column(inputs, 0), column(outputs, 0), n);
}
