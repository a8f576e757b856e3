// Ids 832 to 895: which kernel an id stands for (src/indicators/catalogue/flow.ts).
import { vwmaInit, vwmaSize } from '../averages/weighted';
import { kvoInit, kvoRun, kvoSize, rollingVwapRun, vwapInit, vwapRun } from './average-price';
import {
  clvRun,
  cmfInit,
  cmfRun,
  cmfSize,
  emvInit,
  emvRun,
  emvSize,
  forceIndexInit,
  forceIndexRun,
  forceIndexSize,
  marketFiRun,
  nviRun,
  partsSize,
  pviRun,
  pvoInit,
  pvoRun,
  pvoSize,
  pvtInit,
  pvtRun,
  rvolInit,
  rvolRun,
  rvolSize,
  volumeIndexInit,
  volumeSmaRun,
  voscInit,
  voscRun,
  voscSize,
  wadRun,
} from './money';

export function flowSize(id: u32, params: usize): u32 {
  switch (id) {
    case 832:
      return pvoSize(params);
    case 833:
      return forceIndexSize(params);
    case 834:
      return forceIndexSize(params);
    case 835:
      return cmfSize(params);
    case 836:
      return partsSize(params);
    case 837:
      return vwmaSize(params);
    case 838:
      return rvolSize(params);
    case 839:
      return emvSize(params);
    case 840:
      return partsSize(params);
    case 841:
      return partsSize(params);
    case 842:
      return kvoSize(params);
    case 843:
      return voscSize(params);
    case 844:
      return partsSize(params);
    case 845:
      return partsSize(params);
    case 846:
      return rvolSize(params);
    case 847:
      return partsSize(params);
    default:
      return 0;
  }
}

export function flowInit(id: u32, s: usize, params: usize): void {
  switch (id) {
    case 832:
      return pvoInit(s, params);
    case 833:
      return forceIndexInit(s, params);
    case 834:
      return pvtInit(s, params);
    case 835:
      return cmfInit(s, params);
    case 836:
      return vwapInit(s, params);
    case 837:
      return vwmaInit(s, params);
    case 838:
      return rvolInit(s, params);
    case 839:
      return emvInit(s, params);
    case 840:
      return volumeIndexInit(s, params);
    case 841:
      return volumeIndexInit(s, params);
    case 842:
      return kvoInit(s, params);
    case 843:
      return voscInit(s, params);
    case 844:
      return;
    case 845:
      return;
    case 846:
      return rvolInit(s, params);
    case 847:
      return;
    default:
      unreachable();
  }
}

export function flowRun(id: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  switch (id) {
    case 832:
      return pvoRun(s, inputs, outputs, n);
    case 833:
      return forceIndexRun(s, inputs, outputs, n);
    case 834:
      return pvtRun(s, inputs, outputs, n);
    case 835:
      return cmfRun(s, inputs, outputs, n);
    case 836:
      return vwapRun(s, inputs, outputs, n);
    case 837:
      return rollingVwapRun(s, inputs, outputs, n);
    case 838:
      return volumeSmaRun(s, inputs, outputs, n);
    case 839:
      return emvRun(s, inputs, outputs, n);
    case 840:
      return nviRun(s, inputs, outputs, n);
    case 841:
      return pviRun(s, inputs, outputs, n);
    case 842:
      return kvoRun(s, inputs, outputs, n);
    case 843:
      return voscRun(s, inputs, outputs, n);
    case 844:
      return marketFiRun(s, inputs, outputs, n);
    case 845:
      return wadRun(s, inputs, outputs, n);
    case 846:
      return rvolRun(s, inputs, outputs, n);
    case 847:
      return clvRun(s, inputs, outputs, n);
    default:
      unreachable();
  }
}
