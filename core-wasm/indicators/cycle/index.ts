// Ids 384 to 447: which kernel an id stands for (src/indicators/catalogue/cycle.ts).
import { cycleStateInit, cycleStateSize, periodRun, phasorRun } from './period';
import { phaseInit, phaseRun, phaseSize, sineRun, trendmodeRun } from './phase';

export function cycleSize(id: u32, _params: usize): u32 {
  switch (id) {
    case 384:
    case 386:
      return cycleStateSize();
    case 385:
    case 387:
    case 388:
      return phaseSize();
    default:
      return 0;
  }
}

export function cycleInit(id: u32, s: usize, _params: usize): void {
  switch (id) {
    case 384:
    case 386:
      return cycleStateInit(s);
    case 385:
    case 387:
    case 388:
      return phaseInit(s);
    default:
      unreachable();
  }
}

export function cycleRun(id: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  switch (id) {
    case 384:
      return periodRun(s, inputs, outputs, n);
    case 385:
      return phaseRun(s, inputs, outputs, n);
    case 386:
      return phasorRun(s, inputs, outputs, n);
    case 387:
      return sineRun(s, inputs, outputs, n);
    case 388:
      return trendmodeRun(s, inputs, outputs, n);
    default:
      unreachable();
  }
}
