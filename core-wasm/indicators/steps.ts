// Streams of the commonest indicators: one bar in, one value out, without columns, tables and the
// search for the kernel. Numbers of steps: src/indicators/steps.ts.
import { maxStep } from './maths/extremes';
import { aroonStep } from './momentum/aroon';
import { cciStep } from './momentum/cci';
import { rocStep } from './momentum/change';
import { mfiStep } from './momentum/flows';
import { macdStep } from './momentum/macd';
import { adxStep } from './momentum/movement';
import { rsiStep } from './momentum/rsi';
import { stochStep, willRStep } from './momentum/stoch';
import { bbandsStep } from './overlap/bbands';
import { emaStep } from './overlap/ema';
import { demaStep, temaStep } from './overlap/nested';
import { smaStep } from './overlap/sma';
import { wmaStep } from './overlap/wma';
import { standardDeviationStep } from './statistics/moments';
import { linearRegressionStep } from './statistics/regression';
import { atrStep } from './volatility/range';
import { onBalanceVolumeStep } from './volume/accumulation';

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
@inline const MAX: u32 = 11;
/** Steps of several inputs begin here. */
@inline const OBV: u32 = 12;
@inline const AROON: u32 = 13;
@inline const ATR: u32 = 14;
@inline const ADX: u32 = 15;
@inline const CCI: u32 = 16;
@inline const STOCH: u32 = 17;
@inline const WILLR: u32 = 18;
@inline const MFI: u32 = 19;

/** Outputs beyond the first go to the cells at `out`; gives the first. */
@inline
function step(which: u32, s: usize, out: usize, a: f64, b: f64, c: f64, d: f64): f64 {
  if (which == SMA) return smaStep(s, a);
  if (which == EMA) return emaStep(s, a);
  if (which == WMA) return wmaStep(s, a);
  if (which == DEMA) return demaStep(s, a);
  if (which == TEMA) return temaStep(s, a);
  if (which == MACD) return macdStep(s, out, a);
  if (which == RSI) return rsiStep(s, a);
  if (which == ROC) return rocStep(s, a);
  if (which == DEVIATION) return standardDeviationStep(s, a);
  if (which == LINE) return linearRegressionStep(s, a);
  if (which == BANDS) return bbandsStep(s, out, a);
  if (which == MAX) return maxStep(s, a);
  if (which == OBV) return onBalanceVolumeStep(s, a, b);
  if (which == AROON) return aroonStep(s, out, a, b);
  if (which == ATR) return atrStep(s, a, b, c);
  if (which == ADX) return adxStep(s, a, b, c);
  if (which == CCI) return cciStep(s, a, b, c);
  if (which == STOCH) return stochStep(s, out, a, b, c);
  if (which == WILLR) return willRStep(s, a, b, c);
  return mfiStep(s, a, b, c, d);
}

/** How many outputs the step itself writes to its cells; 0: one, which it only gives. */
@inline
function outputsOf(which: u32): u32 {
  if (which == MACD || which == BANDS) return 3;
  return which == AROON || which == STOCH ? 2 : 0;
}

@inline
function kept(which: u32, s: usize, out: usize, a: f64, b: f64, c: f64, d: f64): f64 {
  const value = step(which, s, out, a, b, c, d);
  if (outputsOf(which) == 0) store<f64>(out, value);
  return value;
}

/** The next value of a stream of one input: its outputs to the cells at `out`; gives the first. */
export function indicatorStep(which: u32, s: usize, out: usize, x: f64): f64 {
  switch (which) {
    case SMA:
      return kept(SMA, s, out, x, 0, 0, 0);
    case EMA:
      return kept(EMA, s, out, x, 0, 0, 0);
    case WMA:
      return kept(WMA, s, out, x, 0, 0, 0);
    case DEMA:
      return kept(DEMA, s, out, x, 0, 0, 0);
    case TEMA:
      return kept(TEMA, s, out, x, 0, 0, 0);
    case MACD:
      return kept(MACD, s, out, x, 0, 0, 0);
    case RSI:
      return kept(RSI, s, out, x, 0, 0, 0);
    case ROC:
      return kept(ROC, s, out, x, 0, 0, 0);
    case DEVIATION:
      return kept(DEVIATION, s, out, x, 0, 0, 0);
    case LINE:
      return kept(LINE, s, out, x, 0, 0, 0);
    case BANDS:
      return kept(BANDS, s, out, x, 0, 0, 0);
    default:
      return kept(MAX, s, out, x, 0, 0, 0);
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

/** The next bar of a stream of several inputs, as indicatorStep. */
export function indicatorStepBar(
  which: u32,
  s: usize,
  out: usize,
  a: f64,
  b: f64,
  c: f64,
  d: f64,
): f64 {
  switch (which) {
    case OBV:
      return kept(OBV, s, out, a, b, c, d);
    case AROON:
      return kept(AROON, s, out, a, b, c, d);
    case ATR:
      return kept(ATR, s, out, a, b, c, d);
    case ADX:
      return kept(ADX, s, out, a, b, c, d);
    case CCI:
      return kept(CCI, s, out, a, b, c, d);
    case STOCH:
      return kept(STOCH, s, out, a, b, c, d);
    case WILLR:
      return kept(WILLR, s, out, a, b, c, d);
    default:
      return kept(MFI, s, out, a, b, c, d);
  }
}

/** As indicatorStepBar for a bar that is still forming: the state stays. */
export function indicatorStepBarPeek(
  which: u32,
  s: usize,
  twin: usize,
  size: u32,
  out: usize,
  a: f64,
  b: f64,
  c: f64,
  d: f64,
): f64 {
  memory.copy(twin, s, size);
  return indicatorStepBar(which, twin, out, a, b, c, d);
}

/** Address of the k-th column; the first one again where the step has fewer inputs. */
@inline
function input(which: u32, inputs: usize, k: u32): usize {
  const last: u32 = which <= MAX ? 0 : which <= AROON ? 1 : which <= WILLR ? 2 : 3;
  return <usize>load<u32>(inputs + ((<usize>min(k, last)) << 2));
}

@inline
function loop(which: u32, s: usize, inputs: usize, outputs: usize, n: u32, cells: usize): void {
  const a = input(which, inputs, 0);
  const b = input(which, inputs, 1);
  const c = input(which, inputs, 2);
  const d = input(which, inputs, 3);
  const outs = outputsOf(which);
  const first = <usize>load<u32>(outputs);
  const second = outs > 1 ? <usize>load<u32>(outputs, 4) : 0;
  const third = outs > 2 ? <usize>load<u32>(outputs, 8) : 0;
  const bytes = (<usize>n) << 3;
  for (let i: usize = 0; i < bytes; i += 8) {
    const x2 = which > MAX ? load<f64>(b + i) : 0;
    const x3 = which > AROON ? load<f64>(c + i) : 0;
    const x4 = which > WILLR ? load<f64>(d + i) : 0;
    store<f64>(first + i, step(which, s, cells, load<f64>(a + i), x2, x3, x4));
    if (outs > 1) store<f64>(second + i, load<f64>(cells, 8));
    if (outs > 2) store<f64>(third + i, load<f64>(cells, 16));
  }
}

/** A stream over columns, a call of its step a bar; `cells` has room for three. */
export function indicatorSteps(
  which: u32,
  s: usize,
  inputs: usize,
  outputs: usize,
  n: u32,
  cells: usize,
): void {
  switch (which) {
    case SMA:
      return loop(SMA, s, inputs, outputs, n, cells);
    case EMA:
      return loop(EMA, s, inputs, outputs, n, cells);
    case WMA:
      return loop(WMA, s, inputs, outputs, n, cells);
    case DEMA:
      return loop(DEMA, s, inputs, outputs, n, cells);
    case TEMA:
      return loop(TEMA, s, inputs, outputs, n, cells);
    case MACD:
      return loop(MACD, s, inputs, outputs, n, cells);
    case RSI:
      return loop(RSI, s, inputs, outputs, n, cells);
    case ROC:
      return loop(ROC, s, inputs, outputs, n, cells);
    case DEVIATION:
      return loop(DEVIATION, s, inputs, outputs, n, cells);
    case LINE:
      return loop(LINE, s, inputs, outputs, n, cells);
    case BANDS:
      return loop(BANDS, s, inputs, outputs, n, cells);
    case MAX:
      return loop(MAX, s, inputs, outputs, n, cells);
    case OBV:
      return loop(OBV, s, inputs, outputs, n, cells);
    case AROON:
      return loop(AROON, s, inputs, outputs, n, cells);
    case ATR:
      return loop(ATR, s, inputs, outputs, n, cells);
    case ADX:
      return loop(ADX, s, inputs, outputs, n, cells);
    case CCI:
      return loop(CCI, s, inputs, outputs, n, cells);
    case STOCH:
      return loop(STOCH, s, inputs, outputs, n, cells);
    case WILLR:
      return loop(WILLR, s, inputs, outputs, n, cells);
    default:
      return loop(MFI, s, inputs, outputs, n, cells);
  }
}
