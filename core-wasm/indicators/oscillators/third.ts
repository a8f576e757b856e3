// Ids 808 to 814: which kernel an id stands for (src/indicators/catalogue/oscillators.ts).
import { rangeExpansionLayout, rangeExpansionRun } from './cycles';
import {
  relativeMomentumLayout,
  relativeMomentumRun,
  relativeVolatilityLayout,
  relativeVolatilityRun,
} from './strength';
import {
  explosionLayout,
  explosionRun,
  randomWalkLayout,
  randomWalkRun,
  squeezeLayout,
  squeezeRun,
  waveTrendLayout,
  waveTrendRun,
} from './trends';

export function oscillatorsThirdSize(id: u32, params: usize): u32 {
  switch (id) {
    case 808:
      return rangeExpansionLayout(0, params);
    case 809:
      return relativeMomentumLayout(0, params);
    case 810:
      return randomWalkLayout(0, params);
    case 811:
      return relativeVolatilityLayout(0, params);
    case 812:
      return squeezeLayout(0, params);
    case 813:
      return explosionLayout(0, params);
    case 814:
      return waveTrendLayout(0, params);
    default:
      return 0;
  }
}

export function oscillatorsThirdInit(id: u32, s: usize, params: usize): void {
  switch (id) {
    case 808:
      rangeExpansionLayout(s, params);
      return;
    case 809:
      relativeMomentumLayout(s, params);
      return;
    case 810:
      randomWalkLayout(s, params);
      return;
    case 811:
      relativeVolatilityLayout(s, params);
      return;
    case 812:
      squeezeLayout(s, params);
      return;
    case 813:
      explosionLayout(s, params);
      return;
    case 814:
      waveTrendLayout(s, params);
      return;
    default:
      unreachable();
  }
}

export function oscillatorsThirdRun(
  id: u32,
  s: usize,
  inputs: usize,
  outputs: usize,
  n: u32,
): void {
  switch (id) {
    case 808:
      return rangeExpansionRun(s, inputs, outputs, n);
    case 809:
      return relativeMomentumRun(s, inputs, outputs, n);
    case 810:
      return randomWalkRun(s, inputs, outputs, n);
    case 811:
      return relativeVolatilityRun(s, inputs, outputs, n);
    case 812:
      return squeezeRun(s, inputs, outputs, n);
    case 813:
      return explosionRun(s, inputs, outputs, n);
    case 814:
      return waveTrendRun(s, inputs, outputs, n);
    default:
      unreachable();
  }
}
