// Ids 768 to 831: which kernel an id stands for, in parts that are short enough to read.
import { oscillatorsFirstInit, oscillatorsFirstRun, oscillatorsFirstSize } from './first';
import { oscillatorsSecondInit, oscillatorsSecondRun, oscillatorsSecondSize } from './second';
import { oscillatorsThirdInit, oscillatorsThirdRun, oscillatorsThirdSize } from './third';

export function oscillatorsSize(id: u32, params: usize): u32 {
  if (id < 788) return oscillatorsFirstSize(id, params);
  if (id < 808) return oscillatorsSecondSize(id, params);
  return oscillatorsThirdSize(id, params);
}

export function oscillatorsInit(id: u32, s: usize, params: usize): void {
  if (id < 788) return oscillatorsFirstInit(id, s, params);
  if (id < 808) return oscillatorsSecondInit(id, s, params);
  return oscillatorsThirdInit(id, s, params);
}

export function oscillatorsRun(id: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  if (id < 788) return oscillatorsFirstRun(id, s, inputs, outputs, n);
  if (id < 808) return oscillatorsSecondRun(id, s, inputs, outputs, n);
  return oscillatorsThirdRun(id, s, inputs, outputs, n);
}
