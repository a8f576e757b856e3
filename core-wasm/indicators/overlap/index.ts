// Ids 0 to 63: which kernel an id stands for (src/indicators/catalogue/overlap.ts).
import { emaInit, emaRun, emaSize } from './ema';
import { smaInit, smaRun, smaSize } from './sma';

export function overlapSize(id: u32, params: usize): u32 {
  switch (id) {
    case 0:
      return smaSize(params);
    case 1:
      return emaSize(params);
    default:
      return 0;
  }
}

export function overlapInit(id: u32, s: usize, params: usize): void {
  switch (id) {
    case 0:
      return smaInit(s, params);
    case 1:
      return emaInit(s, params);
    default:
      unreachable();
  }
}

export function overlapRun(id: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  switch (id) {
    case 0:
      return smaRun(s, inputs, outputs, n);
    case 1:
      return emaRun(s, inputs, outputs, n);
    default:
      unreachable();
  }
}
