// Ids 768 to 831: which kernel an id stands for, in parts that are short enough to read.
import { oscillatorsFirstInit, oscillatorsFirstRun, oscillatorsFirstSize } from './first';
import { oscillatorsSecondInit, oscillatorsSecondRun, oscillatorsSecondSize } from './second';

export function oscillatorsSize(id: u32, params: usize): u32 {
  if (id < 796) return oscillatorsFirstSize(id, params);
  return oscillatorsSecondSize(id, params);
}

export function oscillatorsInit(id: u32, s: usize, params: usize): void {
  if (id < 796) return oscillatorsFirstInit(id, s, params);
  return oscillatorsSecondInit(id, s, params);
}

export function oscillatorsRun(id: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  if (id < 796) return oscillatorsFirstRun(id, s, inputs, outputs, n);
  return oscillatorsSecondRun(id, s, inputs, outputs, n);
}
