// Ids 640 to 703: which kernel an id stands for (src/indicators/catalogue/averages.ts).
import {
  mcginleyInit,
  mcginleyRun,
  mcginleySize,
  vidyaCmoInit,
  vidyaCmoRun,
  vidyaCmoSize,
  zlemaInit,
  zlemaRun,
  zlemaSize,
} from './adaptive';
import {
  almaLayout,
  almaRun,
  delayLayout,
  delayRun,
  exponentialDecayLayout,
  exponentialDecayRun,
  framaLayout,
  framaRun,
  hmaLayout,
  hmaRun,
  linearDecayLayout,
  linearDecayRun,
  recursiveTrendLayout,
  recursiveTrendRun,
  smootherLayout,
  smootherRun,
  vidyaLayout,
  vidyaRun,
} from './filters';
import { heikinAshiRun, heikinAshiSize } from './heikin-ashi';
import {
  alligatorInit,
  alligatorRun,
  alligatorSize,
  gannHiLoInit,
  gannHiLoRun,
  gannHiLoSize,
  gatorRun,
  gmmaInit,
  gmmaRun,
  gmmaSize,
  smmaInit,
  smmaRun,
  smmaSize,
} from './smoothed';
import { evwmaInit, evwmaRun, evwmaSize, vwmaInit, vwmaRun, vwmaSize } from './weighted';

export function averagesSize(id: u32, params: usize): u32 {
  switch (id) {
    case 640:
      return smmaSize(params);
    case 641:
      return gmmaSize(params);
    case 642:
      return alligatorSize(params);
    case 643:
      return alligatorSize(params);
    case 644:
      return gannHiLoSize(params);
    case 645:
      return vwmaSize(params);
    case 646:
      return evwmaSize(params);
    case 647:
      return zlemaSize(params);
    case 648:
      return vidyaCmoSize(params);
    case 649:
      return mcginleySize(params);
    case 650:
      return heikinAshiSize(params);
    case 651:
      return hmaLayout(0, params);
    case 652:
      return almaLayout(0, params);
    case 653:
      return vidyaLayout(0, params);
    case 654:
      return framaLayout(0, params);
    case 655:
      return smootherLayout(0, params);
    case 656:
      return recursiveTrendLayout(0, params);
    case 657:
      return linearDecayLayout(0, params);
    case 658:
      return exponentialDecayLayout(0, params);
    case 659:
      return delayLayout(0, params);
    default:
      return 0;
  }
}

export function averagesInit(id: u32, s: usize, params: usize): void {
  switch (id) {
    case 640:
      return smmaInit(s, params);
    case 641:
      return gmmaInit(s, params);
    case 642:
      return alligatorInit(s, params);
    case 643:
      return alligatorInit(s, params);
    case 644:
      return gannHiLoInit(s, params);
    case 645:
      return vwmaInit(s, params);
    case 646:
      return evwmaInit(s, params);
    case 647:
      return zlemaInit(s, params);
    case 648:
      return vidyaCmoInit(s, params);
    case 649:
      return mcginleyInit(s, params);
    case 650:
      return;
    case 651:
      hmaLayout(s, params);
      return;
    case 652:
      almaLayout(s, params);
      return;
    case 653:
      vidyaLayout(s, params);
      return;
    case 654:
      framaLayout(s, params);
      return;
    case 655:
      smootherLayout(s, params);
      return;
    case 656:
      recursiveTrendLayout(s, params);
      return;
    case 657:
      linearDecayLayout(s, params);
      return;
    case 658:
      exponentialDecayLayout(s, params);
      return;
    case 659:
      delayLayout(s, params);
      return;
    default:
      unreachable();
  }
}

export function averagesRun(id: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  switch (id) {
    case 640:
      return smmaRun(s, inputs, outputs, n);
    case 641:
      return gmmaRun(s, inputs, outputs, n);
    case 642:
      return alligatorRun(s, inputs, outputs, n);
    case 643:
      return gatorRun(s, inputs, outputs, n);
    case 644:
      return gannHiLoRun(s, inputs, outputs, n);
    case 645:
      return vwmaRun(s, inputs, outputs, n);
    case 646:
      return evwmaRun(s, inputs, outputs, n);
    case 647:
      return zlemaRun(s, inputs, outputs, n);
    case 648:
      return vidyaCmoRun(s, inputs, outputs, n);
    case 649:
      return mcginleyRun(s, inputs, outputs, n);
    case 650:
      return heikinAshiRun(s, inputs, outputs, n);
    case 651:
      return hmaRun(s, inputs, outputs, n);
    case 652:
      return almaRun(s, inputs, outputs, n);
    case 653:
      return vidyaRun(s, inputs, outputs, n);
    case 654:
      return framaRun(s, inputs, outputs, n);
    case 655:
      return smootherRun(s, inputs, outputs, n);
    case 656:
      return recursiveTrendRun(s, inputs, outputs, n);
    case 657:
      return linearDecayRun(s, inputs, outputs, n);
    case 658:
      return exponentialDecayRun(s, inputs, outputs, n);
    case 659:
      return delayRun(s, inputs, outputs, n);
    default:
      unreachable();
  }
}
