// Ids 768 to 795: which kernel an id stands for (src/indicators/catalogue/oscillators.ts).
import {
  dviLayout,
  dviRun,
  sineWaveLayout,
  sineWaveRun,
  swingLayout,
  swingRun,
  vigorLayout,
  vigorRun,
} from './cycles';
import {
  chopLayout,
  chopRun,
  fisherLayout,
  fisherRun,
  schaffLayout,
  schaffRun,
  stochRsiLayout,
  stochRsiRun,
  vhfLayout,
  vhfRun,
  vortexLayout,
  vortexRun,
} from './ranges';
import {
  acceleratorLayout,
  acceleratorRun,
  awesomeLayout,
  awesomeRun,
  coppockLayout,
  coppockRun,
  disparityLayout,
  dpoLayout,
  dpoRun,
  elderRayLayout,
  elderRayRun,
  gravityLayout,
  gravityRun,
  kstLayout,
  kstRun,
  massLayout,
  massRun,
  pmoLayout,
  pmoRun,
  qstickRun,
  rangeChangeLayout,
  rangeChangeRun,
  smiLayout,
  smiRun,
  tsiLayout,
  tsiRun,
} from './smoothed';
import { cmoSumsLayout, cmoSumsRun, connorsLayout, connorsRun } from './strength';
import {
  forecastLayout,
  forecastRun,
  signalNoiseLayout,
  signalNoiseRun,
  trendDetectionLayout,
  trendDetectionRun,
} from './trends';

export function oscillatorsFirstSize(id: u32, params: usize): u32 {
  switch (id) {
    case 768:
      return awesomeLayout(0, params);
    case 769:
      return acceleratorLayout(0, params);
    case 770:
      return dpoLayout(0, params);
    case 771:
      return tsiLayout(0, params);
    case 772:
      return connorsLayout(0, params);
    case 773:
      return vortexLayout(0, params);
    case 774:
      return chopLayout(0, params);
    case 775:
      return elderRayLayout(0, params);
    case 776:
      return smiLayout(0, params);
    case 777:
      return pmoLayout(0, params);
    case 778:
      return kstLayout(0, params);
    case 779:
      return coppockLayout(0, params);
    case 780:
      return stochRsiLayout(0, params);
    case 781:
      return vigorLayout(0, params);
    case 782:
      return cmoSumsLayout(0, params);
    case 783:
      return fisherLayout(0, params);
    case 784:
      return forecastLayout(0, params);
    case 785:
      return massLayout(0, params);
    case 786:
      return sineWaveLayout(0, params);
    case 787:
      return disparityLayout(0, params);
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
    default:
      return 0;
  }
}

export function oscillatorsFirstInit(id: u32, s: usize, params: usize): void {
  switch (id) {
    case 768:
      awesomeLayout(s, params);
      return;
    case 769:
      acceleratorLayout(s, params);
      return;
    case 770:
      dpoLayout(s, params);
      return;
    case 771:
      tsiLayout(s, params);
      return;
    case 772:
      connorsLayout(s, params);
      return;
    case 773:
      vortexLayout(s, params);
      return;
    case 774:
      chopLayout(s, params);
      return;
    case 775:
      elderRayLayout(s, params);
      return;
    case 776:
      smiLayout(s, params);
      return;
    case 777:
      pmoLayout(s, params);
      return;
    case 778:
      kstLayout(s, params);
      return;
    case 779:
      coppockLayout(s, params);
      return;
    case 780:
      stochRsiLayout(s, params);
      return;
    case 781:
      vigorLayout(s, params);
      return;
    case 782:
      cmoSumsLayout(s, params);
      return;
    case 783:
      fisherLayout(s, params);
      return;
    case 784:
      forecastLayout(s, params);
      return;
    case 785:
      massLayout(s, params);
      return;
    case 786:
      sineWaveLayout(s, params);
      return;
    case 787:
      disparityLayout(s, params);
      return;
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
    default:
      unreachable();
  }
}

export function oscillatorsFirstRun(
  id: u32,
  s: usize,
  inputs: usize,
  outputs: usize,
  n: u32,
): void {
  switch (id) {
    case 768:
      return awesomeRun(s, inputs, outputs, n);
    case 769:
      return acceleratorRun(s, inputs, outputs, n);
    case 770:
      return dpoRun(s, inputs, outputs, n);
    case 771:
      return tsiRun(s, inputs, outputs, n);
    case 772:
      return connorsRun(s, inputs, outputs, n);
    case 773:
      return vortexRun(s, inputs, outputs, n);
    case 774:
      return chopRun(s, inputs, outputs, n);
    case 775:
      return elderRayRun(s, inputs, outputs, n);
    case 776:
      return smiRun(s, inputs, outputs, n);
    case 777:
      return pmoRun(s, inputs, outputs, n);
    case 778:
      return kstRun(s, inputs, outputs, n);
    case 779:
      return coppockRun(s, inputs, outputs, n);
    case 780:
      return stochRsiRun(s, inputs, outputs, n);
    case 781:
      return vigorRun(s, inputs, outputs, n);
    case 782:
      return cmoSumsRun(s, inputs, outputs, n);
    case 783:
      return fisherRun(s, inputs, outputs, n);
    case 784:
      return forecastRun(s, inputs, outputs, n);
    case 785:
      return massRun(s, inputs, outputs, n);
    case 786:
      return sineWaveRun(s, inputs, outputs, n);
    case 787:
      return qstickRun(s, inputs, outputs, n);
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
    default:
      unreachable();
  }
}
