// Streams of the commonest indicators: one value in, one out, without columns, tables and the
// search for the kernel. Numbers of steps: src/indicators/steps.ts.
import { macdStep } from './momentum/macd';
import { rocStep } from './momentum/change';
import { rsiStep } from './momentum/rsi';
import { bbandsStep } from './overlap/bbands';
import { demaStep, temaStep } from './overlap/chained';
import { emaStep } from './overlap/ema';
import { smaStep } from './overlap/sma';
import { wmaStep } from './overlap/wma';
import { deviationStep } from './statistics/moments';
import { lineStep } from './statistics/regression';

@inline const SMA: u32 = 0;
@inline const EMA: u32 = 1;
@inline const WMA: u32 = 2;
@inline const DEMA: u32 = 3;
@inline const TEMA: u32 = 4;
@inline const MACD: u32 = 5;
@inline const RSI: u32 = 6;
@inline const ROC: u32 = 7;
@inline const DEVIATION: u32 = 8;
@inline const LINE: u32 = 9;
@inline const BANDS: u32 = 10;

@inline
function step(which: u32, s: usize, out: usize, x: f64): f64 {
  if (which == MACD) return macdStep(s, out, x);
  if (which == BANDS) return bbandsStep(s, out, x);
  if (which == DEVIATION) return deviationStep(s, out, x);
  if (which == LINE) return lineStep(s, out, x);
  let value: f64 = 0;
  if (which == SMA) value = smaStep(s, x);
  else if (which == EMA) value = emaStep(s, x);
  else if (which == WMA) value = wmaStep(s, x);
  else if (which == DEMA) value = demaStep(s, x);
  else if (which == TEMA) value = temaStep(s, x);
  else if (which == RSI) value = rsiStep(s, x);
  else value = rocStep(s, x);
  store<f64>(out, value);
  return value;
}

/** The next value of a stream: its outputs to the cells at `out`; gives the first. */
export function indicatorStep(which: u32, s: usize, out: usize, x: f64): f64 {
  switch (which) {
    case SMA:
      return step(SMA, s, out, x);
    case EMA:
      return step(EMA, s, out, x);
    case WMA:
      return step(WMA, s, out, x);
    case DEMA:
      return step(DEMA, s, out, x);
    case TEMA:
      return step(TEMA, s, out, x);
    case MACD:
      return step(MACD, s, out, x);
    case RSI:
      return step(RSI, s, out, x);
    case ROC:
      return step(ROC, s, out, x);
    case DEVIATION:
      return step(DEVIATION, s, out, x);
    case LINE:
      return step(LINE, s, out, x);
    default:
      return step(BANDS, s, out, x);
  }
}

/** As indicatorStep for a value that is still forming: the state stays. */
export function indicatorStepPeek(
  which: u32,
  s: usize,
  twin: usize,
  size: u32,
  out: usize,
  x: f64,
): f64 {
  memory.copy(twin, s, size);
  return indicatorStep(which, twin, out, x);
}

@inline
function loop(which: u32, s: usize, x: usize, outputs: usize, n: u32, cells: usize): void {
  const first = <usize>load<u32>(outputs);
  const bytes = (<usize>n) << 3;
  if (which != MACD && which != BANDS) {
    for (let i: usize = 0; i < bytes; i += 8) step(which, s, first + i, load<f64>(x + i));
    return;
  }
  const second = <usize>load<u32>(outputs, 4);
  const third = <usize>load<u32>(outputs, 8);
  for (let i: usize = 0; i < bytes; i += 8) {
    store<f64>(first + i, step(which, s, cells, load<f64>(x + i)));
    store<f64>(second + i, load<f64>(cells, 8));
    store<f64>(third + i, load<f64>(cells, 16));
  }
}

/** A stream over a column, a call of its step a value; `cells` has room for three. */
export function indicatorSteps(
  which: u32,
  s: usize,
  x: usize,
  outputs: usize,
  n: u32,
  cells: usize,
): void {
  switch (which) {
    case SMA:
      return loop(SMA, s, x, outputs, n, cells);
    case EMA:
      return loop(EMA, s, x, outputs, n, cells);
    case WMA:
      return loop(WMA, s, x, outputs, n, cells);
    case DEMA:
      return loop(DEMA, s, x, outputs, n, cells);
    case TEMA:
      return loop(TEMA, s, x, outputs, n, cells);
    case MACD:
      return loop(MACD, s, x, outputs, n, cells);
    case RSI:
      return loop(RSI, s, x, outputs, n, cells);
    case ROC:
      return loop(ROC, s, x, outputs, n, cells);
    case DEVIATION:
      return loop(DEVIATION, s, x, outputs, n, cells);
    case LINE:
      return loop(LINE, s, x, outputs, n, cells);
    default:
      return loop(BANDS, s, x, outputs, n, cells);
  }
}
