// Acceleration bands: averages of the close and of high and low moved out by the bar's own range.
import { column, count, workColumn, workMark, workRelease } from '../kernel';
import { aligned, at, put } from './column';
import { smaNext, smaSizeOf, smaStart } from './sma';

export function accbandsSize(params: usize): u32 {
  return 16 + 3 * aligned(smaSizeOf(count(params, 0)));
}

export function accbandsInit(s: usize, params: usize): void {
  const period = count(params, 0);
  const bytes = aligned(smaSizeOf(period));
  store<u32>(s, bytes);
  for (let k: u32 = 0; k < 3; k++) smaStart(s + 16 + <usize>(k * bytes), period);
}

export function accbandsRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const mark = workMark();
  const above = workColumn();
  const below = workColumn();
  for (let i: u32 = 0; i < n; i++) {
    const top = at(high, i);
    const bottom = at(low, i);
    const sum = top + bottom;
    const width = sum == 0 ? 0 : (4.0 * (top - bottom)) / sum;
    put(above, i, top + top * width);
    put(below, i, bottom - bottom * width);
  }
  const bytes = <usize>load<u32>(s);
  smaNext(s + 16, above, column(outputs, 0), n);
  smaNext(s + 16 + bytes, column(inputs, 2), column(outputs, 1), n);
  smaNext(s + 16 + 2 * bytes, below, column(outputs, 2), n);
  workRelease(mark);
}
