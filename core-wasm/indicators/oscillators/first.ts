// Ids 768 to 787: which kernel an id stands for (src/indicators/catalogue/oscillators.ts).
import { sineWaveLayout, sineWaveRun, vigorLayout, vigorRun } from './cycles';
import {
  chopLayout,
  chopRun,
  fisherLayout,
  fisherRun,
  stochRsiLayout,
  stochRsiRun,
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
  kstLayout,
  kstRun,
  massLayout,
  massRun,
  pmoLayout,
  pmoRun,
  qstickRun,
  smiLayout,
  smiRun,
  tsiLayout,
  tsiRun,
} from './smoothed';
import { cmoSumsLayout, cmoSumsRun, connorsLayout, connorsRun } from './strength';
import { forecastLayout, forecastRun } from './trends';

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
    default:
      unreachable();
  }
}
