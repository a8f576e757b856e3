// A moving average of any of TA-Lib's types: what the kernels take that are made of averages.
import { mamaLineNext, mamaStart, SIZEOF_MAMA } from '../cycle/mama';
import { column, count, workColumn, workMark, workRelease } from '../kernel';
import { chainSizeOf, t3Next, t3Start } from './chained';
import { emaNext, emaStart, emaStep, SIZEOF_EMA } from './ema';
import { kamaNext, kamaSizeOf, kamaStart } from './kama';
import { demaNext, demaStart, SIZEOF_NESTED, temaNext, temaStart } from './nested';
import { smaNext, smaSizeOf, smaStart, smaStep } from './sma';
import { trimaNext, trimaSizeOf, trimaStart } from './trima';
import { wmaNext, wmaSizeOf, wmaStart } from './wma';

@inline const INNER: usize = 16;
@inline const SMA: u32 = 0;
@inline const EMA: u32 = 1;
@inline const WMA: u32 = 2;
@inline const DEMA: u32 = 3;
@inline const TEMA: u32 = 4;
@inline const TRIMA: u32 = 5;
@inline const KAMA: u32 = 6;
@inline const MAMA: u32 = 7;
@inline const T3: u32 = 8;

/** Whether the average never leaves the range of its values. */
export function maIsMean(type: u32): bool {
  return type <= WMA || type == TRIMA;
}

/** Bars without a value at the beginning. */
export function maBegin(type: u32, period: u32): u32 {
  if (period == 1) return 0;
  switch (type) {
    case DEMA:
      return 2 * (period - 1);
    case TEMA:
      return 3 * (period - 1);
    case KAMA:
      return period;
    case MAMA:
      return 32;
    case T3:
      return 6 * (period - 1);
    default:
      return period - 1;
  }
}

function innerSize(type: u32, period: u32): u32 {
  switch (type) {
    case EMA:
      return SIZEOF_EMA;
    case WMA:
      return wmaSizeOf(period);
    case DEMA:
    case TEMA:
      return SIZEOF_NESTED;
    case TRIMA:
      return trimaSizeOf(period);
    case KAMA:
      return kamaSizeOf(period);
    case MAMA:
      return SIZEOF_MAMA;
    case T3:
      return chainSizeOf(6);
    default:
      return smaSizeOf(period);
  }
}

export function maSizeOf(type: u32, period: u32): u32 {
  return <u32>INNER + innerSize(period == 1 ? SMA : type, period);
}

export function maStart(s: usize, type: u32, period: u32): void {
  // Any average of one bar is the bar.
  const kind = period == 1 ? SMA : type;
  store<u32>(s, kind);
  const inner = s + INNER;
  switch (kind) {
    case SMA:
      return smaStart(inner, period);
    case EMA:
      return emaStart(inner, period, 2.0 / <f64>(period + 1));
    case WMA:
      return wmaStart(inner, period);
    case DEMA:
      return demaStart(inner, period);
    case TEMA:
      return temaStart(inner, period);
    case TRIMA:
      return trimaStart(inner, period);
    case KAMA:
      return kamaStart(inner, period);
    case MAMA:
      return mamaStart(inner, 0.5, 0.05);
    case T3:
      return t3Start(inner, period, 0.7);
    default:
      unreachable();
  }
}

/** Next n values of `x` to `out`, another column. */
export function maNext(s: usize, x: usize, out: usize, n: u32): void {
  const inner = s + INNER;
  switch (load<u32>(s)) {
    case SMA:
      return smaNext(inner, x, out, n);
    case EMA:
      return emaNext(inner, x, out, n);
    case WMA:
      return wmaNext(inner, x, out, n);
    case DEMA:
      return demaNext(inner, x, out, n);
    case TEMA:
      return temaNext(inner, x, out, n);
    case TRIMA:
      return trimaNext(inner, x, out, n);
    case KAMA:
      return kamaNext(inner, x, out, n);
    case MAMA:
      return mamaLineNext(inner, x, out, n);
    case T3:
      return t3Next(inner, x, out, n);
    default:
      unreachable();
  }
}

/** The next value of an average without a step of its own. */
function columnStep(s: usize, x: f64): f64 {
  const mark = workMark();
  const cell = workColumn();
  const out = workColumn();
  store<f64>(cell, x);
  maNext(s, cell, out, 1);
  const value = load<f64>(out);
  workRelease(mark);
  return value;
}

/** The next value alone, as maNext. */
@inline
export function maStep(s: usize, x: f64): f64 {
  const kind = load<u32>(s);
  if (kind == SMA) return smaStep(s + INNER, x);
  if (kind == EMA) return emaStep(s + INNER, x);
  return columnStep(s, x);
}

export function maSize(params: usize): u32 {
  return maSizeOf(count(params, 1), count(params, 0));
}

export function maInit(s: usize, params: usize): void {
  maStart(s, count(params, 1), count(params, 0));
}

export function maRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  maNext(s, column(inputs, 0), column(outputs, 0), n);
}
