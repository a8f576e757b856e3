// Ids 788 to 807: which kernel an id stands for (src/indicators/catalogue/oscillators.ts).
import {
  dviLayout,
  dviRun,
  rankCorrelationLayout,
  rankCorrelationRun,
  swingLayout,
  swingRun,
} from './cycles';
import {
  gapoLayout,
  gapoRun,
  premierLayout,
  premierRun,
  schaffLayout,
  schaffRun,
  strengthLayout,
  strengthRun,
  vhfLayout,
  vhfRun,
} from './ranges';
import {
  disparityLayout,
  disparityRun,
  gravityLayout,
  gravityRun,
  rangeChangeLayout,
  rangeChangeRun,
} from './smoothed';
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
} from './strength';
import {
  prettyGoodLayout,
  prettyGoodRun,
  projectionLayout,
  projectionRun,
  signalNoiseLayout,
  signalNoiseRun,
  trendDetectionLayout,
  trendDetectionRun,
} from './trends';

export function oscillatorsSecondSize(id: u32, params: usize): u32 {
  switch (id) {
    case 788:
      return vhfLayout(0, params);
    case 789:
      return rangeChangeLayout(0, params);
    case 790:
      return schaffLayout(0, params);
    case 791:
      return signalNoiseLayout(0, params);
    case 792:
      return trendDetectionLayout(0, params);
    case 793:
      return dviLayout(0, params);
    case 794:
      return swingLayout(0, params);
    case 795:
      return gravityLayout(0, params);
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
    default:
      return 0;
  }
}

export function oscillatorsSecondInit(id: u32, s: usize, params: usize): void {
  switch (id) {
    case 788:
      vhfLayout(s, params);
      return;
    case 789:
      rangeChangeLayout(s, params);
      return;
    case 790:
      schaffLayout(s, params);
      return;
    case 791:
      signalNoiseLayout(s, params);
      return;
    case 792:
      trendDetectionLayout(s, params);
      return;
    case 793:
      dviLayout(s, params);
      return;
    case 794:
      swingLayout(s, params);
      return;
    case 795:
      gravityLayout(s, params);
      return;
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
    case 788:
      return vhfRun(s, inputs, outputs, n);
    case 789:
      return rangeChangeRun(s, inputs, outputs, n);
    case 790:
      return schaffRun(s, inputs, outputs, n);
    case 791:
      return signalNoiseRun(s, inputs, outputs, n);
    case 792:
      return trendDetectionRun(s, inputs, outputs, n);
    case 793:
      return dviRun(s, inputs, outputs, n);
    case 794:
      return swingRun(s, inputs, outputs, n);
    case 795:
      return gravityRun(s, inputs, outputs, n);
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
    default:
      unreachable();
  }
}
