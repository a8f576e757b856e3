// Ids 128 to 191: which kernel an id stands for (src/indicators/catalogue/volatility.ts).
import {
  closeRun,
  closeVolatilityInit,
  closeVolatilitySize,
  estimatorInit,
  estimatorRun,
  estimatorSize,
  GAP_GARMAN_KLASS,
  GARMAN_KLASS,
  PARKINSON,
  returnVolatilityInit,
  returnVolatilitySize,
  ROGERS_SATCHELL,
  yangZhangInit,
  yangZhangRun,
  yangZhangSize,
} from './estimators';
import { atrInit, atrRun, natrRun, SIZEOF_ATR, SIZEOF_TRUE_RANGE, trueRangeRun } from './range';
import { ulcerInit, ulcerRun, ulcerSize } from './ulcer';

@inline const FIRST: u32 = 128;

export function volatilitySize(id: u32, params: usize): u32 {
  switch (id) {
    case FIRST:
      return SIZEOF_TRUE_RANGE;
    case FIRST + 1:
    case FIRST + 2:
      return SIZEOF_ATR;
    case FIRST + 3:
      return closeVolatilitySize(params);
    case FIRST + 4:
    case FIRST + 5:
    case FIRST + 6:
    case FIRST + 7:
      return estimatorSize(params);
    case FIRST + 8:
      return yangZhangSize(params);
    case FIRST + 9:
      return returnVolatilitySize(params);
    case FIRST + 10:
      return ulcerSize(params);
    default:
      return 0;
  }
}

export function volatilityInit(id: u32, s: usize, params: usize): void {
  switch (id) {
    case FIRST:
      return;
    case FIRST + 1:
    case FIRST + 2:
      return atrInit(s, params);
    case FIRST + 3:
      return closeVolatilityInit(s, params);
    case FIRST + 4:
      return estimatorInit(PARKINSON, s, params);
    case FIRST + 5:
      return estimatorInit(GARMAN_KLASS, s, params);
    case FIRST + 6:
      return estimatorInit(ROGERS_SATCHELL, s, params);
    case FIRST + 7:
      return estimatorInit(GAP_GARMAN_KLASS, s, params);
    case FIRST + 8:
      return yangZhangInit(s, params);
    case FIRST + 9:
      return returnVolatilityInit(s, params);
    case FIRST + 10:
      return ulcerInit(s, params);
    default:
      unreachable();
  }
}

export function volatilityRun(id: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  switch (id) {
    case FIRST:
      return trueRangeRun(s, inputs, outputs, n);
    case FIRST + 1:
      return atrRun(s, inputs, outputs, n);
    case FIRST + 2:
      return natrRun(s, inputs, outputs, n);
    case FIRST + 3:
      return closeRun(true, s, inputs, outputs, n);
    case FIRST + 4:
      return estimatorRun(PARKINSON, s, inputs, outputs, n);
    case FIRST + 5:
      return estimatorRun(GARMAN_KLASS, s, inputs, outputs, n);
    case FIRST + 6:
      return estimatorRun(ROGERS_SATCHELL, s, inputs, outputs, n);
    case FIRST + 7:
      return estimatorRun(GAP_GARMAN_KLASS, s, inputs, outputs, n);
    case FIRST + 8:
      return yangZhangRun(s, inputs, outputs, n);
    case FIRST + 9:
      return closeRun(false, s, inputs, outputs, n);
    case FIRST + 10:
      return ulcerRun(s, inputs, outputs, n);
    default:
      unreachable();
  }
}
