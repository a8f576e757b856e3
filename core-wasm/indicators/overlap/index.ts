// Ids 0 to 63: which kernel an id stands for (src/indicators/catalogue/overlap.ts).
import { mamaInit, mamaRun, mamaSize } from '../cycle/mama';
import { phaseInit, phaseSize, trendlineRun } from '../cycle/phase';
import { accbandsInit, accbandsRun, accbandsSize } from './accbands';
import { bbandsInit, bbandsRun, bbandsSize } from './bbands';
import { t3Init, t3Run, t3Size } from './chained';
import { emaInit, emaRun, emaSize } from './ema';
import { kamaInit, kamaRun, kamaSize } from './kama';
import { maInit, maRun, maSize } from './ma';
import { mavpInit, mavpRun, mavpSize } from './mavp';
import { demaInit, demaRun, SIZEOF_NESTED, temaInit, temaRun } from './nested';
import { middleInit, middleSize, midpointRun, midpriceRun } from './range';
import { sarextInit, sarInit, sarRun, sarSize } from './sar';
import { smaInit, smaRun, smaSize } from './sma';
import { trimaInit, trimaRun, trimaSize } from './trima';
import { wmaInit, wmaRun, wmaSize } from './wma';

export function overlapSize(id: u32, params: usize): u32 {
  switch (id) {
    case 0:
      return smaSize(params);
    case 1:
      return emaSize(params);
    case 2:
      return wmaSize(params);
    case 3:
    case 4:
      return SIZEOF_NESTED;
    case 5:
      return trimaSize(params);
    case 6:
      return kamaSize(params);
    case 7:
      return t3Size(params);
    case 8:
      return maSize(params);
    case 9:
      return mavpSize(params);
    case 10:
      return bbandsSize(params);
    case 11:
      return accbandsSize(params);
    case 12:
    case 13:
      return middleSize(params);
    case 14:
    case 15:
      return sarSize(params);
    case 16:
      return mamaSize(params);
    case 17:
      return phaseSize();
    default:
      return 0;
  }
}

export function overlapInit(id: u32, s: usize, params: usize): void {
  switch (id) {
    case 0:
      return smaInit(s, params);
    case 1:
      return emaInit(s, params);
    case 2:
      return wmaInit(s, params);
    case 3:
      return demaInit(s, params);
    case 4:
      return temaInit(s, params);
    case 5:
      return trimaInit(s, params);
    case 6:
      return kamaInit(s, params);
    case 7:
      return t3Init(s, params);
    case 8:
      return maInit(s, params);
    case 9:
      return mavpInit(s, params);
    case 10:
      return bbandsInit(s, params);
    case 11:
      return accbandsInit(s, params);
    case 12:
    case 13:
      return middleInit(s, params);
    case 14:
      return sarInit(s, params);
    case 15:
      return sarextInit(s, params);
    case 16:
      return mamaInit(s, params);
    case 17:
      return phaseInit(s);
    default:
      unreachable();
  }
}

export function overlapRun(id: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  switch (id) {
    case 0:
      return smaRun(s, inputs, outputs, n);
    case 1:
      return emaRun(s, inputs, outputs, n);
    case 2:
      return wmaRun(s, inputs, outputs, n);
    case 3:
      return demaRun(s, inputs, outputs, n);
    case 4:
      return temaRun(s, inputs, outputs, n);
    case 5:
      return trimaRun(s, inputs, outputs, n);
    case 6:
      return kamaRun(s, inputs, outputs, n);
    case 7:
      return t3Run(s, inputs, outputs, n);
    case 8:
      return maRun(s, inputs, outputs, n);
    case 9:
      return mavpRun(s, inputs, outputs, n);
    case 10:
      return bbandsRun(s, inputs, outputs, n);
    case 11:
      return accbandsRun(s, inputs, outputs, n);
    case 12:
      return midpointRun(s, inputs, outputs, n);
    case 13:
      return midpriceRun(s, inputs, outputs, n);
    case 14:
    case 15:
      return sarRun(s, inputs, outputs, n);
    case 16:
      return mamaRun(s, inputs, outputs, n);
    case 17:
      return trendlineRun(s, inputs, outputs, n);
    default:
      unreachable();
  }
}
