// Ids 128 to 191: which kernel an id stands for (src/indicators/catalogue/volatility.ts).
import { atrInit, atrRun, natrRun, SIZEOF_ATR, SIZEOF_TRUE_RANGE, trueRangeRun } from './range';

@inline const FIRST: u32 = 128;

export function volatilitySize(id: u32, _params: usize): u32 {
  switch (id) {
    case FIRST:
      return SIZEOF_TRUE_RANGE;
    case FIRST + 1:
    case FIRST + 2:
      return SIZEOF_ATR;
    default:
      return 0;
  }
}

export function volatilityInit(id: u32, s: usize, params: usize): void {
  switch (id) {
    case FIRST + 1:
    case FIRST + 2:
      return atrInit(s, params);
  }
}

export function volatilityRun(id: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  switch (id) {
    case FIRST:
      return trueRangeRun(s, inputs, outputs, n);
    case FIRST + 1:
      return atrRun(s, inputs, outputs, n);
    case FIRST + 2:
      return natrRun(s, inputs, outputs, n);
    default:
      unreachable();
  }
}
