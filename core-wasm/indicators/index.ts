// The indicators module: every kernel by its id, over one memory. The id's upper part (id / 64) is
// its group. Host: src/indicators. No allocation after `indicatorInit`.
import { averagesInit, averagesRun, averagesSize } from './averages/index';
import { channelsInit, channelsRun, channelsSize } from './channels/index';
import { cycleInit, cycleRun, cycleSize } from './cycle/index';
import { flowInit, flowRun, flowSize } from './flow/index';
import { levelsInit, levelsRun, levelsSize } from './levels/index';
import { mathsInit, mathsRun, mathsSize } from './maths/index';
import { momentumInit, momentumRun, momentumSize } from './momentum/index';
import { oscillatorsInit, oscillatorsRun, oscillatorsSize } from './oscillators/index';
import { overlapInit, overlapRun, overlapSize } from './overlap/index';
import { patternsInit, patternsRun, patternsSize } from './patterns/index';
import { priceInit, priceRun, priceSize } from './price/index';
import { spreadInit, spreadRun, spreadSize } from './spread/index';
import { statisticsInit, statisticsRun, statisticsSize } from './statistics/index';
import { volatilityInit, volatilityRun, volatilitySize } from './volatility/index';
import { volumeInit, volumeRun, volumeSize } from './volume/index';
import { BLOCK, workInit, workRestart } from './kernel';

export { arenaAlloc, arenaInit, arenaTop, faultCode, heapBase } from '../mem/control';
export { columnFault } from './check';
export { mathColumn } from '../math/check';
export {
  acos as mathAcos,
  asin as mathAsin,
  atan as mathAtan,
  atan2 as mathAtan2,
  cbrt as mathCbrt,
  cos as mathCos,
  cosh as mathCosh,
  exp as mathExp,
  expm1 as mathExpm1,
  log as mathLog,
  log10 as mathLog10,
  log2 as mathLog2,
  pow as mathPow,
  sin as mathSin,
  sinh as mathSinh,
  tan as mathTan,
  tanh as mathTanh,
} from '../math/transcendental';
export {
  indicatorStep,
  indicatorStepBar,
  indicatorStepBarPeek,
  indicatorStepPeek,
  indicatorSteps,
} from './steps';
export { workInit };
export {
  sweepBlock,
  sweepBlockBars,
  sweepColumn,
  sweepFinish,
  sweepInit,
  sweepScratch,
} from '../sweep/index';

@inline const GROUP_SHIFT: u32 = 6;

/** Bytes of the state of indicator `id`; 0: there is no such indicator. */
export function indicatorSize(id: u32, params: usize): u32 {
  switch (id >> GROUP_SHIFT) {
    case 0:
      return overlapSize(id, params);
    case 1:
      return momentumSize(id, params);
    case 2:
      return volatilitySize(id, params);
    case 3:
      return volumeSize(id, params);
    case 4:
      return statisticsSize(id, params);
    case 5:
      return priceSize(id, params);
    case 6:
      return cycleSize(id, params);
    case 7:
      return mathsSize(id, params);
    case 8:
    case 9:
      return patternsSize(id, params);
    case 10:
      return averagesSize(id, params);
    case 11:
      return channelsSize(id, params);
    case 12:
      return oscillatorsSize(id, params);
    case 13:
      return flowSize(id, params);
    case 14:
      return spreadSize(id, params);
    case 15:
      return levelsSize(id, params);
    default:
      return 0;
  }
}

/** Lays the state out at `s`: zeroed, 16-aligned, indicatorSize bytes. */
export function indicatorInit(id: u32, s: usize, params: usize): void {
  switch (id >> GROUP_SHIFT) {
    case 0:
      return overlapInit(id, s, params);
    case 1:
      return momentumInit(id, s, params);
    case 2:
      return volatilityInit(id, s, params);
    case 3:
      return volumeInit(id, s, params);
    case 4:
      return statisticsInit(id, s, params);
    case 5:
      return priceInit(id, s, params);
    case 6:
      return cycleInit(id, s, params);
    case 7:
      return mathsInit(id, s, params);
    case 8:
    case 9:
      return patternsInit(id, s, params);
    case 10:
      return averagesInit(id, s, params);
    case 11:
      return channelsInit(id, s, params);
    case 12:
      return oscillatorsInit(id, s, params);
    case 13:
      return flowInit(id, s, params);
    case 14:
      return spreadInit(id, s, params);
    case 15:
      return levelsInit(id, s, params);
    default:
      unreachable();
  }
}

function runBlock(id: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  switch (id >> GROUP_SHIFT) {
    case 0:
      return overlapRun(id, s, inputs, outputs, n);
    case 1:
      return momentumRun(id, s, inputs, outputs, n);
    case 2:
      return volatilityRun(id, s, inputs, outputs, n);
    case 3:
      return volumeRun(id, s, inputs, outputs, n);
    case 4:
      return statisticsRun(id, s, inputs, outputs, n);
    case 5:
      return priceRun(id, s, inputs, outputs, n);
    case 6:
      return cycleRun(id, s, inputs, outputs, n);
    case 7:
      return mathsRun(id, s, inputs, outputs, n);
    case 8:
    case 9:
      return patternsRun(id, s, inputs, outputs, n);
    case 10:
      return averagesRun(id, s, inputs, outputs, n);
    case 11:
      return channelsRun(id, s, inputs, outputs, n);
    case 12:
      return oscillatorsRun(id, s, inputs, outputs, n);
    case 13:
      return flowRun(id, s, inputs, outputs, n);
    case 14:
      return spreadRun(id, s, inputs, outputs, n);
    case 15:
      return levelsRun(id, s, inputs, outputs, n);
    default:
      unreachable();
  }
}

/**
 * Takes the next n bars. `inputs` and `outputs` are tables of the addresses of f64 columns; `table`
 * has room for as many addresses as both have together.
 */
export function indicatorRun(
  id: u32,
  s: usize,
  inputs: usize,
  inputCount: u32,
  outputs: usize,
  outputCount: u32,
  n: u32,
  table: usize,
): void {
  if (n <= BLOCK) return runBlock(id, s, inputs, outputs, n);
  const moved = table + ((<usize>inputCount) << 2);
  for (let done: u32 = 0; done < n; done += BLOCK) {
    const by = (<usize>done) << 3;
    for (let k: usize = 0; k < <usize>inputCount; k++)
      store<u32>(table + (k << 2), load<u32>(inputs + (k << 2)) + <u32>by);
    for (let k: usize = 0; k < <usize>outputCount; k++)
      store<u32>(moved + (k << 2), load<u32>(outputs + (k << 2)) + <u32>by);
    runBlock(id, s, table, moved, min(BLOCK, n - done));
  }
}

/** Inputs of one bar at `cells`, where there is room for five. */
@inline
function storeBar(cells: usize, a: f64, b: f64, c: f64, d: f64, e: f64): void {
  store<f64>(cells, a);
  store<f64>(cells, b, 8);
  store<f64>(cells, c, 16);
  store<f64>(cells, d, 24);
  store<f64>(cells, e, 32);
}

/**
 * The next bar, for streams: columns of one value, the inputs one after another with room for five.
 * Gives the first output.
 */
export function indicatorUpdate(
  id: u32,
  s: usize,
  inputs: usize,
  outputs: usize,
  a: f64,
  b: f64,
  c: f64,
  d: f64,
  e: f64,
): f64 {
  workRestart();
  storeBar(<usize>load<u32>(inputs), a, b, c, d, e);
  runBlock(id, s, inputs, outputs, 1);
  return load<f64>(<usize>load<u32>(outputs));
}

/** As indicatorUpdate, but the state stays: what the bar would give. `twin` has `size` bytes. */
export function indicatorPeek(
  id: u32,
  s: usize,
  twin: usize,
  size: u32,
  inputs: usize,
  outputs: usize,
  a: f64,
  b: f64,
  c: f64,
  d: f64,
  e: f64,
): f64 {
  memory.copy(twin, s, size);
  return indicatorUpdate(id, twin, inputs, outputs, a, b, c, d, e);
}

/** Streaming updates over columns, one call a bar inside: what a strategy in this module costs. */
export function indicatorStream(
  id: u32,
  s: usize,
  inputs: usize,
  inputCount: u32,
  outputs: usize,
  outputCount: u32,
  n: u32,
  table: usize,
): void {
  const moved = table + ((<usize>inputCount) << 2);
  for (let i: u32 = 0; i < n; i++) {
    const by = i << 3;
    for (let k: usize = 0; k < <usize>inputCount; k++)
      store<u32>(table + (k << 2), load<u32>(inputs + (k << 2)) + by);
    for (let k: usize = 0; k < <usize>outputCount; k++)
      store<u32>(moved + (k << 2), load<u32>(outputs + (k << 2)) + by);
    runBlock(id, s, table, moved, 1);
  }
}
