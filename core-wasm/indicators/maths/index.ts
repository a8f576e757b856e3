// Ids 448 to 511: which kernel an id stands for (src/indicators/catalogue/maths.ts).
import {
  ADD,
  arithmeticRun,
  CEIL,
  DIV,
  FLOOR,
  functionRun,
  MULT,
  roundingRun,
  SIZEOF_NOTHING,
  SQRT,
  SUB,
} from './elementwise';
import {
  indexRun,
  indexSize,
  maxIndexInit,
  minIndexInit,
  minMaxIndexInit,
  minMaxIndexRun,
  minMaxIndexSize,
} from './extremeIndex';
import {
  extremeSize,
  maxInit,
  maxRun,
  minInit,
  minMaxInit,
  minMaxRun,
  minMaxSize,
  minRun,
} from './extremes';
import { sumInit, sumRun, sumSize } from './sum';
import { crossRun, SIZEOF_CROSS, unitRun } from './units';

@inline const FIRST: u32 = 448;
/** From here on: functions of one value, in the order of elementwise.ts. */
@inline const FUNCTIONS: u32 = FIRST + 14;
@inline const FUNCTIONS_END: u32 = FUNCTIONS + 12;
/** Then the five of units.ts, likewise, and crossings. */
@inline const UNITS_END: u32 = FUNCTIONS_END + 5;

export function mathsSize(id: u32, params: usize): u32 {
  switch (id) {
    case FIRST + 4:
      return sumSize(params);
    case FIRST + 5:
    case FIRST + 6:
      return extremeSize(params);
    case FIRST + 7:
      return minMaxSize(params);
    case FIRST + 8:
    case FIRST + 9:
      return indexSize(params);
    case FIRST + 10:
      return minMaxIndexSize(params);
    case UNITS_END:
    case UNITS_END + 1:
      return SIZEOF_CROSS;
    default:
      return id < UNITS_END ? SIZEOF_NOTHING : 0;
  }
}

export function mathsInit(id: u32, s: usize, params: usize): void {
  switch (id) {
    case FIRST + 4:
      return sumInit(s, params);
    case FIRST + 5:
      return maxInit(s, params);
    case FIRST + 6:
      return minInit(s, params);
    case FIRST + 7:
      return minMaxInit(s, params);
    case FIRST + 8:
      return maxIndexInit(s, params);
    case FIRST + 9:
      return minIndexInit(s, params);
    case FIRST + 10:
      return minMaxIndexInit(s, params);
    default:
      assert(id < UNITS_END + 2);
  }
}

export function mathsRun(id: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  switch (id) {
    case FIRST:
      return arithmeticRun(ADD, inputs, outputs, n);
    case FIRST + 1:
      return arithmeticRun(SUB, inputs, outputs, n);
    case FIRST + 2:
      return arithmeticRun(MULT, inputs, outputs, n);
    case FIRST + 3:
      return arithmeticRun(DIV, inputs, outputs, n);
    case FIRST + 4:
      return sumRun(s, inputs, outputs, n);
    case FIRST + 5:
      return maxRun(s, inputs, outputs, n);
    case FIRST + 6:
      return minRun(s, inputs, outputs, n);
    case FIRST + 7:
      return minMaxRun(s, inputs, outputs, n);
    case FIRST + 8:
    case FIRST + 9:
      return indexRun(s, inputs, outputs, n);
    case FIRST + 10:
      return minMaxIndexRun(s, inputs, outputs, n);
    case FIRST + 11:
      return roundingRun(CEIL, inputs, outputs, n);
    case FIRST + 12:
      return roundingRun(FLOOR, inputs, outputs, n);
    case FIRST + 13:
      return roundingRun(SQRT, inputs, outputs, n);
    case UNITS_END:
      return crossRun(true, s, inputs, outputs, n);
    case UNITS_END + 1:
      return crossRun(false, s, inputs, outputs, n);
    default:
      if (id < FUNCTIONS_END) functionRun(id - FUNCTIONS, inputs, outputs, n);
      else unitRun(id - FUNCTIONS_END, inputs, outputs, n);
  }
}
