// Ids 960 to 1023: which kernel an id stands for (src/indicators/catalogue/levels.ts).
import {
  extensionRun,
  retracementRun,
  SIZEOF_LEVELS_OF_TWO,
  windowRetracementInit,
  windowRetracementRun,
  windowRetracementSize,
} from './fibonacci';
import {
  CAMARILLA,
  CLASSIC,
  DE_MARK,
  FIBONACCI,
  rollingPivotsInit,
  rollingPivotsRun,
  rollingPivotsSize,
  sessionPivotsRun,
  SIZEOF_SESSION_PIVOTS,
  WOODIE,
} from './pivots';
import { SIZEOF_ZIG_ZAG, swingsInit, swingsRun, swingsSize, zigZagInit, zigZagRun } from './swings';

@inline const FIRST: u32 = 960;
/** Five kinds of pivots by session, then five over the last n bars. */
@inline const ROLLING: u32 = FIRST + 5;
@inline const OTHERS: u32 = FIRST + 10;

export function levelsSize(id: u32, params: usize): u32 {
  if (id < ROLLING) return SIZEOF_SESSION_PIVOTS;
  if (id < OTHERS) return rollingPivotsSize(params);
  switch (id) {
    case OTHERS:
    case OTHERS + 1:
      return SIZEOF_LEVELS_OF_TWO;
    case OTHERS + 2:
      return windowRetracementSize(params);
    case OTHERS + 3:
      return SIZEOF_ZIG_ZAG;
    case OTHERS + 4:
      return swingsSize(params);
    default:
      return 0;
  }
}

export function levelsInit(id: u32, s: usize, params: usize): void {
  if (id < ROLLING) return;
  if (id < OTHERS) return rollingPivotsInit(s, params);
  switch (id) {
    case OTHERS:
    case OTHERS + 1:
      return;
    case OTHERS + 2:
      return windowRetracementInit(s, params);
    case OTHERS + 3:
      return zigZagInit(s, params);
    case OTHERS + 4:
      return swingsInit(s, params);
    default:
      unreachable();
  }
}

export function levelsRun(id: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  switch (id) {
    case FIRST:
      return sessionPivotsRun(CLASSIC, s, inputs, outputs, n);
    case FIRST + 1:
      return sessionPivotsRun(WOODIE, s, inputs, outputs, n);
    case FIRST + 2:
      return sessionPivotsRun(CAMARILLA, s, inputs, outputs, n);
    case FIRST + 3:
      return sessionPivotsRun(FIBONACCI, s, inputs, outputs, n);
    case FIRST + 4:
      return sessionPivotsRun(DE_MARK, s, inputs, outputs, n);
    case ROLLING:
      return rollingPivotsRun(CLASSIC, s, inputs, outputs, n);
    case ROLLING + 1:
      return rollingPivotsRun(WOODIE, s, inputs, outputs, n);
    case ROLLING + 2:
      return rollingPivotsRun(CAMARILLA, s, inputs, outputs, n);
    case ROLLING + 3:
      return rollingPivotsRun(FIBONACCI, s, inputs, outputs, n);
    case ROLLING + 4:
      return rollingPivotsRun(DE_MARK, s, inputs, outputs, n);
    case OTHERS:
      return retracementRun(inputs, outputs, n);
    case OTHERS + 1:
      return extensionRun(inputs, outputs, n);
    case OTHERS + 2:
      return windowRetracementRun(s, inputs, outputs, n);
    case OTHERS + 3:
      return zigZagRun(s, inputs, outputs, n);
    case OTHERS + 4:
      return swingsRun(s, inputs, outputs, n);
    default:
      unreachable();
  }
}
