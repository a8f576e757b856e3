// Ids 796 to 814: which kernel an id stands for (src/indicators/catalogue/oscillators.ts).
import {
  rangeExpansionLayout,
  rangeExpansionRun,
  rankCorrelationLayout,
  rankCorrelationRun,
} from './cycles';
import {
  gapoLayout,
  gapoRun,
  premierLayout,
  premierRun,
  strengthLayout,
  strengthRun,
} from './ranges';
import { disparityLayout, disparityRun } from './smoothed';
import {
  deMarkerLayout,
  deMarkerRun,
  derivativeLayout,
  derivativeRun,
  laguerreLayout,
  laguerreRun,
  psychologyLayout,
  psychologyRun,
  qqeLayout,
  qqeRun,
  relativeMomentumLayout,
  relativeMomentumRun,
  relativeVolatilityLayout,
  relativeVolatilityRun,
} from './strength';
import {
  explosionLayout,
  explosionRun,
  prettyGoodLayout,
  prettyGoodRun,
  projectionLayout,
  projectionRun,
  randomWalkLayout,
  randomWalkRun,
  squeezeLayout,
  squeezeRun,
  waveTrendLayout,
  waveTrendRun,
} from './trends';

export function oscillatorsSecondSize(id: u32, params: usize): u32 {
  switch (id) {
    case 796:
      return deMarkerLayout(0, params);
    case 797:
      return derivativeLayout(0, params);
    case 798:
      return disparityLayout(0, params);
    case 799:
      return gapoLayout(0, params);
    case 800:
      return strengthLayout(0, params);
    case 801:
      return laguerreLayout(0, params);
    case 802:
      return prettyGoodLayout(0, params);
    case 803:
      return psychologyLayout(0, params);
    case 804:
      return premierLayout(0, params);
    case 805:
      return projectionLayout(0, params);
    case 806:
      return qqeLayout(0, params);
    case 807:
      return rankCorrelationLayout(0, params);
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

export function oscillatorsSecondInit(id: u32, s: usize, params: usize): void {
  switch (id) {
    case 796:
      deMarkerLayout(s, params);
      return;
    case 797:
      derivativeLayout(s, params);
      return;
    case 798:
      disparityLayout(s, params);
      return;
    case 799:
      gapoLayout(s, params);
      return;
    case 800:
      strengthLayout(s, params);
      return;
    case 801:
      laguerreLayout(s, params);
      return;
    case 802:
      prettyGoodLayout(s, params);
      return;
    case 803:
      psychologyLayout(s, params);
      return;
    case 804:
      premierLayout(s, params);
      return;
    case 805:
      projectionLayout(s, params);
      return;
    case 806:
      qqeLayout(s, params);
      return;
    case 807:
      rankCorrelationLayout(s, params);
      return;
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

export function oscillatorsSecondRun(
  id: u32,
  s: usize,
  inputs: usize,
  outputs: usize,
  n: u32,
): void {
  switch (id) {
    case 796:
      return deMarkerRun(s, inputs, outputs, n);
    case 797:
      return derivativeRun(s, inputs, outputs, n);
    case 798:
      return disparityRun(s, inputs, outputs, n);
    case 799:
      return gapoRun(s, inputs, outputs, n);
    case 800:
      return strengthRun(s, inputs, outputs, n);
    case 801:
      return laguerreRun(s, inputs, outputs, n);
    case 802:
      return prettyGoodRun(s, inputs, outputs, n);
    case 803:
      return psychologyRun(s, inputs, outputs, n);
    case 804:
      return premierRun(s, inputs, outputs, n);
    case 805:
      return projectionRun(s, inputs, outputs, n);
    case 806:
      return qqeRun(s, inputs, outputs, n);
    case 807:
      return rankCorrelationRun(s, inputs, outputs, n);
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
