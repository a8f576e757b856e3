// Ids 256 to 319: which kernel an id stands for (src/indicators/catalogue/statistics.ts).
import { directionalInit, directionalRun, directionalSize } from './directional';
import { hurstInit, hurstRun, hurstSize } from './hurst';
import { meanDeviationInit, meanDeviationRun, meanDeviationSize } from './meanDeviation';
import {
  DEVIATION,
  momentsInit,
  momentsRun,
  momentsSize,
  SAMPLE_DEVIATION,
  SAMPLE_VARIANCE,
  scaledMomentsInit,
  STANDARD_ERROR,
  VARIANCE,
  Z_SCORE,
} from './moments';
import {
  MEDIAN_DEVIATION,
  medianInit,
  orderedInit,
  orderedRun,
  orderedSize,
  PERCENT_RANK,
  QUANTILE,
  QUARTILE_RANGE,
} from './ordered';
import {
  betaInit,
  betaRun,
  betaSize,
  CORRELATION,
  COVARIANCE,
  pairsInit,
  pairsRun,
  pairsSize,
  SAMPLE_COVARIANCE,
} from './pairs';
import {
  ANGLE,
  CHANNEL,
  channelInit,
  ERROR_CHANNEL,
  FORECAST,
  INTERCEPT,
  LINE,
  QUALITY,
  regressionInit,
  regressionRun,
  regressionSize,
  SLOPE,
} from './regression';
import { relativeInit, relativeRun, relativeSize } from './relative';

@inline const FIRST: u32 = 256;

export function statisticsSize(id: u32, params: usize): u32 {
  switch (id) {
    case FIRST:
      return betaSize(params);
    case FIRST + 1:
    case FIRST + 10:
    case FIRST + 11:
      return pairsSize(params);
    case FIRST + 2:
    case FIRST + 3:
    case FIRST + 4:
    case FIRST + 5:
    case FIRST + 6:
    case FIRST + 16:
    case FIRST + 17:
    case FIRST + 18:
      return regressionSize(params);
    case FIRST + 7:
    case FIRST + 8:
    case FIRST + 12:
    case FIRST + 13:
    case FIRST + 14:
    case FIRST + 15:
      return momentsSize(params);
    case FIRST + 9:
      return meanDeviationSize(params);
    case FIRST + 19:
    case FIRST + 20:
    case FIRST + 21:
    case FIRST + 22:
    case FIRST + 23:
      return orderedSize(params);
    case FIRST + 24:
      return directionalSize(params);
    case FIRST + 25:
      return relativeSize(params);
    case FIRST + 26:
      return hurstSize(params);
    default:
      return 0;
  }
}

export function statisticsInit(id: u32, s: usize, params: usize): void {
  switch (id) {
    case FIRST:
      return betaInit(s, params);
    case FIRST + 1:
    case FIRST + 10:
    case FIRST + 11:
      return pairsInit(s, params);
    case FIRST + 2:
    case FIRST + 3:
    case FIRST + 4:
    case FIRST + 5:
    case FIRST + 6:
    case FIRST + 16:
      return regressionInit(s, params);
    case FIRST + 17:
    case FIRST + 18:
      return channelInit(s, params);
    case FIRST + 7:
      return scaledMomentsInit(s, params);
    case FIRST + 8:
    case FIRST + 12:
    case FIRST + 13:
    case FIRST + 14:
    case FIRST + 15:
      return momentsInit(s, params);
    case FIRST + 9:
      return meanDeviationInit(s, params);
    case FIRST + 19:
    case FIRST + 21:
      return medianInit(s, params);
    case FIRST + 20:
    case FIRST + 22:
    case FIRST + 23:
      return orderedInit(s, params);
    case FIRST + 24:
      return directionalInit(s, params);
    case FIRST + 25:
      return relativeInit(s, params);
    case FIRST + 26:
      return hurstInit(s, params);
    default:
      unreachable();
  }
}

export function statisticsRun(id: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  switch (id) {
    case FIRST:
      return betaRun(s, inputs, outputs, n);
    case FIRST + 1:
      return pairsRun(CORRELATION, s, inputs, outputs, n);
    case FIRST + 2:
      return regressionRun(LINE, s, inputs, outputs, n);
    case FIRST + 3:
      return regressionRun(ANGLE, s, inputs, outputs, n);
    case FIRST + 4:
      return regressionRun(INTERCEPT, s, inputs, outputs, n);
    case FIRST + 5:
      return regressionRun(SLOPE, s, inputs, outputs, n);
    case FIRST + 6:
      return regressionRun(FORECAST, s, inputs, outputs, n);
    case FIRST + 7:
      return momentsRun(DEVIATION, s, inputs, outputs, n);
    case FIRST + 8:
      return momentsRun(VARIANCE, s, inputs, outputs, n);
    case FIRST + 9:
      return meanDeviationRun(s, inputs, outputs, n);
    case FIRST + 10:
      return pairsRun(COVARIANCE, s, inputs, outputs, n);
    case FIRST + 11:
      return pairsRun(SAMPLE_COVARIANCE, s, inputs, outputs, n);
    case FIRST + 12:
      return momentsRun(SAMPLE_DEVIATION, s, inputs, outputs, n);
    case FIRST + 13:
      return momentsRun(SAMPLE_VARIANCE, s, inputs, outputs, n);
    case FIRST + 14:
      return momentsRun(Z_SCORE, s, inputs, outputs, n);
    case FIRST + 15:
      return momentsRun(STANDARD_ERROR, s, inputs, outputs, n);
    case FIRST + 16:
      return regressionRun(QUALITY, s, inputs, outputs, n);
    case FIRST + 17:
      return regressionRun(CHANNEL, s, inputs, outputs, n);
    case FIRST + 18:
      return regressionRun(ERROR_CHANNEL, s, inputs, outputs, n);
    case FIRST + 19:
    case FIRST + 20:
      return orderedRun(QUANTILE, s, inputs, outputs, n);
    case FIRST + 21:
      return orderedRun(QUARTILE_RANGE, s, inputs, outputs, n);
    case FIRST + 22:
      return orderedRun(PERCENT_RANK, s, inputs, outputs, n);
    case FIRST + 23:
      return orderedRun(MEDIAN_DEVIATION, s, inputs, outputs, n);
    case FIRST + 24:
      return directionalRun(s, inputs, outputs, n);
    case FIRST + 25:
      return relativeRun(s, inputs, outputs, n);
    case FIRST + 26:
      return hurstRun(s, inputs, outputs, n);
    default:
      unreachable();
  }
}
