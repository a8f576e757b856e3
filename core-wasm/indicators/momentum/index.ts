// Ids 64 to 127: which kernel an id stands for (src/indicators/catalogue/momentum.ts).
import { aroonInit, aroonoscRun, aroonRun, aroonSize } from './aroon';
import { cciInit, cciRun, cciSize } from './cci';
import { changeInit, changeSize, momRun, rocpRun, rocr100Run, rocRun, rocrRun } from './change';
import {
  apoInit,
  apoRun,
  apoSize,
  macdextInit,
  macdextRun,
  macdextSize,
  ppoRun,
} from './differences';
import {
  bopInit,
  bopRun,
  imiInit,
  imiRun,
  imiSize,
  mfiInit,
  mfiRun,
  mfiSize,
  ultoscInit,
  ultoscRun,
  ultoscSize,
} from './flows';
import { macdfixInit, macdInit, macdRun, macdSize } from './macd';
import {
  adxInit,
  adxRun,
  adxrInit,
  adxrRun,
  adxrSize,
  adxSize,
  dxRun,
  minusDiRun,
  minusDmRun,
  movementInit,
  movementSize,
  plusDiRun,
  plusDmRun,
} from './movement';
import { cmoRun, rsiInit, rsiRun, rsiSize } from './rsi';
import {
  stochfInit,
  stochfRun,
  stochfSize,
  stochInit,
  stochRun,
  stochrsiInit,
  stochrsiRun,
  stochrsiSize,
  stochSize,
  willrInit,
  willrRun,
  willrSize,
} from './stoch';
import { trixInit, trixRun, trixSize } from './trix';

export function momentumSize(id: u32, params: usize): u32 {
  switch (id) {
    case 64:
    case 65:
      return rsiSize(params);
    case 66:
    case 67:
    case 68:
    case 69:
    case 70:
      return changeSize(params);
    case 71:
    case 73:
      return macdSize(params);
    case 72:
      return macdextSize(params);
    case 74:
    case 75:
      return apoSize(params);
    case 76:
      return stochSize(params);
    case 77:
      return stochfSize(params);
    case 78:
      return stochrsiSize(params);
    case 79:
      return willrSize(params);
    case 80:
      return mfiSize(params);
    case 81:
      return ultoscSize(params);
    case 82:
      return imiSize(params);
    case 83:
      return 16;
    case 84:
      return cciSize(params);
    case 85:
      return trixSize(params);
    case 86:
    case 87:
      return aroonSize(params);
    case 88:
    case 89:
    case 90:
    case 91:
    case 92:
      return movementSize();
    case 93:
      return adxSize();
    case 94:
      return adxrSize(params);
    default:
      return 0;
  }
}

export function momentumInit(id: u32, s: usize, params: usize): void {
  switch (id) {
    case 64:
    case 65:
      return rsiInit(s, params);
    case 66:
    case 67:
    case 68:
    case 69:
    case 70:
      return changeInit(s, params);
    case 71:
      return macdInit(s, params);
    case 72:
      return macdextInit(s, params);
    case 73:
      return macdfixInit(s, params);
    case 74:
    case 75:
      return apoInit(s, params);
    case 76:
      return stochInit(s, params);
    case 77:
      return stochfInit(s, params);
    case 78:
      return stochrsiInit(s, params);
    case 79:
      return willrInit(s, params);
    case 80:
      return mfiInit(s, params);
    case 81:
      return ultoscInit(s, params);
    case 82:
      return imiInit(s, params);
    case 83:
      return bopInit(s);
    case 84:
      return cciInit(s, params);
    case 85:
      return trixInit(s, params);
    case 86:
    case 87:
      return aroonInit(s, params);
    case 88:
    case 89:
    case 90:
    case 91:
    case 92:
      return movementInit(s, params);
    case 93:
      return adxInit(s, params);
    case 94:
      return adxrInit(s, params);
    default:
      unreachable();
  }
}

export function momentumRun(id: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  switch (id) {
    case 64:
      return rsiRun(s, inputs, outputs, n);
    case 65:
      return cmoRun(s, inputs, outputs, n);
    case 66:
      return momRun(s, inputs, outputs, n);
    case 67:
      return rocRun(s, inputs, outputs, n);
    case 68:
      return rocpRun(s, inputs, outputs, n);
    case 69:
      return rocrRun(s, inputs, outputs, n);
    case 70:
      return rocr100Run(s, inputs, outputs, n);
    case 71:
    case 73:
      return macdRun(s, inputs, outputs, n);
    case 72:
      return macdextRun(s, inputs, outputs, n);
    case 74:
      return apoRun(s, inputs, outputs, n);
    case 75:
      return ppoRun(s, inputs, outputs, n);
    case 76:
      return stochRun(s, inputs, outputs, n);
    case 77:
      return stochfRun(s, inputs, outputs, n);
    case 78:
      return stochrsiRun(s, inputs, outputs, n);
    case 79:
      return willrRun(s, inputs, outputs, n);
    case 80:
      return mfiRun(s, inputs, outputs, n);
    case 81:
      return ultoscRun(s, inputs, outputs, n);
    case 82:
      return imiRun(s, inputs, outputs, n);
    case 83:
      return bopRun(s, inputs, outputs, n);
    case 84:
      return cciRun(s, inputs, outputs, n);
    case 85:
      return trixRun(s, inputs, outputs, n);
    case 86:
      return aroonRun(s, inputs, outputs, n);
    case 87:
      return aroonoscRun(s, inputs, outputs, n);
    case 88:
      return plusDmRun(s, inputs, outputs, n);
    case 89:
      return minusDmRun(s, inputs, outputs, n);
    case 90:
      return plusDiRun(s, inputs, outputs, n);
    case 91:
      return minusDiRun(s, inputs, outputs, n);
    case 92:
      return dxRun(s, inputs, outputs, n);
    case 93:
      return adxRun(s, inputs, outputs, n);
    case 94:
      return adxrRun(s, inputs, outputs, n);
    default:
      unreachable();
  }
}
