// Ids 704 to 767: which kernel an id stands for (src/indicators/catalogue/channels.ts).
import {
  bollingerInit,
  bollingerRun,
  bollingerSize,
  keltnerInit,
  keltnerRun,
  keltnerSize,
  keltnerTypicalInit,
  keltnerTypicalRun,
  maEnvelopeInit,
  maEnvelopeRun,
  maEnvelopeSize,
  priceBandsInit,
  priceBandsRun,
  priceBandsSize,
  starcInit,
  starcRun,
  starcSize,
} from './bands';
import { chaosLayout, chaosRun, rateBandsLayout, rateBandsRun } from './moving';
import {
  donchianInit,
  donchianRun,
  donchianSize,
  fractalInit,
  fractalRun,
  fractalSize,
  ichimokuInit,
  ichimokuRun,
  ichimokuSize,
} from './ranges';
import {
  atrStopInit,
  atrStopRun,
  atrStopSize,
  chandeKrollInit,
  chandeKrollRun,
  chandeKrollSize,
  chandelierInit,
  chandelierRun,
  chandelierSize,
  superTrendRun,
  volatilityStopRun,
  volatilityTrailRun,
} from './stops';

export function channelsSize(id: u32, params: usize): u32 {
  switch (id) {
    case 704:
      return donchianSize(params);
    case 705:
      return keltnerSize(params);
    case 706:
      return keltnerSize(params);
    case 707:
      return starcSize(params);
    case 708:
      return maEnvelopeSize(params);
    case 709:
      return bollingerSize(params);
    case 710:
      return chaosLayout(0, params);
    case 711:
      return priceBandsSize(params);
    case 712:
      return ichimokuSize(params);
    case 713:
      return fractalSize(params);
    case 714:
      return atrStopSize(params);
    case 715:
      return atrStopSize(params);
    case 716:
      return atrStopSize(params);
    case 717:
      return atrStopSize(params);
    case 718:
      return chandelierSize(params);
    case 719:
      return chandeKrollSize(params);
    case 720:
      return rateBandsLayout(0, params);
    default:
      return 0;
  }
}

export function channelsInit(id: u32, s: usize, params: usize): void {
  switch (id) {
    case 704:
      return donchianInit(s, params);
    case 705:
      return keltnerInit(s, params);
    case 706:
      return keltnerTypicalInit(s, params);
    case 707:
      return starcInit(s, params);
    case 708:
      return maEnvelopeInit(s, params);
    case 709:
      return bollingerInit(s, params);
    case 710:
      chaosLayout(s, params);
      return;
    case 711:
      return priceBandsInit(s, params);
    case 712:
      return ichimokuInit(s, params);
    case 713:
      return fractalInit(s, params);
    case 714:
      return atrStopInit(s, params);
    case 715:
      return atrStopInit(s, params);
    case 716:
      return atrStopInit(s, params);
    case 717:
      return atrStopInit(s, params);
    case 718:
      return chandelierInit(s, params);
    case 719:
      return chandeKrollInit(s, params);
    case 720:
      rateBandsLayout(s, params);
      return;
    default:
      unreachable();
  }
}

export function channelsRun(id: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  switch (id) {
    case 704:
      return donchianRun(s, inputs, outputs, n);
    case 705:
      return keltnerRun(s, inputs, outputs, n);
    case 706:
      return keltnerTypicalRun(s, inputs, outputs, n);
    case 707:
      return starcRun(s, inputs, outputs, n);
    case 708:
      return maEnvelopeRun(s, inputs, outputs, n);
    case 709:
      return bollingerRun(s, inputs, outputs, n);
    case 710:
      return chaosRun(s, inputs, outputs, n);
    case 711:
      return priceBandsRun(s, inputs, outputs, n);
    case 712:
      return ichimokuRun(s, inputs, outputs, n);
    case 713:
      return fractalRun(s, inputs, outputs, n);
    case 714:
      return superTrendRun(s, inputs, outputs, n);
    case 715:
      return atrStopRun(s, inputs, outputs, n);
    case 716:
      return volatilityStopRun(s, inputs, outputs, n);
    case 717:
      return volatilityTrailRun(s, inputs, outputs, n);
    case 718:
      return chandelierRun(s, inputs, outputs, n);
    case 719:
      return chandeKrollRun(s, inputs, outputs, n);
    case 720:
      return rateBandsRun(s, inputs, outputs, n);
    default:
      unreachable();
  }
}
