// Ids 320 to 383: which kernel an id stands for (src/indicators/catalogue/price.ts).
import { averageRun, medianRun, typicalRun, weightedRun } from './transform';

@inline const FIRST: u32 = 320;
@inline const END: u32 = FIRST + 4;

export function priceSize(id: u32, _params: usize): u32 {
  // None has a state, but each has an address.
  return id < END ? 16 : 0;
}

export function priceInit(id: u32, _s: usize, _params: usize): void {
  assert(id < END);
}

export function priceRun(id: u32, _s: usize, inputs: usize, outputs: usize, n: u32): void {
  switch (id) {
    case FIRST:
      return averageRun(inputs, outputs, n);
    case FIRST + 1:
      return medianRun(inputs, outputs, n);
    case FIRST + 2:
      return typicalRun(inputs, outputs, n);
    case FIRST + 3:
      return weightedRun(inputs, outputs, n);
    default:
      unreachable();
  }
}
