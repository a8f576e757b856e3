// Bands about an average: envelope, Bollinger, Keltner, STARC, price bands, regression channel.
import { barsBefore, column, count, factor, fillNotYet, NOT_YET } from '../kernel';
import { workColumn, workMark, workRelease } from '../kernel';
import { emaNext, emaStart, SIZEOF_EMA } from '../overlap/ema';
import { smaNext, smaSizeOf, smaStart } from '../overlap/sma';
import {
  alphaOf,
  differences,
  from,
  get,
  inner,
  Parts,
  place,
  put,
  seenAfter,
  SIZEOF_PARTS,
  typicals,
} from '../averages/parts';
import { momentsNext, momentsSizeOf, momentsStart } from './moments';
import { atrNext, atrStart, SIZEOF_ATR } from '../volatility/range';

function envelopeLayout(s: usize, params: usize): u32 {
  return place(s, 0, SIZEOF_PARTS, smaSizeOf(count(params, 0)));
}

export function maEnvelopeSize(params: usize): u32 {
  return envelopeLayout(0, params);
}

export function maEnvelopeInit(s: usize, params: usize): void {
  envelopeLayout(s, params);
  smaStart(inner(s, 0), count(params, 0));
  changetype<Parts>(s).u = factor(params, 1) / 100.0;
}

// u: distance of the bands as a part of the average.
export function maEnvelopeRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const part = changetype<Parts>(s).u;
  const upper = column(outputs, 0);
  const centre = column(outputs, 1);
  const lower = column(outputs, 2);
  smaNext(inner(s, 0), column(inputs, 0), centre, n);
  for (let i: u32 = 0; i < n; i++) {
    put(upper, i, get(centre, i) * (1.0 + part));
    put(lower, i, get(centre, i) * (1.0 - part));
  }
}

function bollingerLayout(s: usize, params: usize): u32 {
  return place(s, 0, SIZEOF_PARTS, momentsSizeOf(count(params, 0)));
}

export function bollingerSize(params: usize): u32 {
  return bollingerLayout(0, params);
}

export function bollingerInit(s: usize, params: usize): void {
  bollingerLayout(s, params);
  momentsStart(inner(s, 0), count(params, 0));
  const state = changetype<Parts>(s);
  state.p = count(params, 0);
  state.u = factor(params, 1);
}

// u: width in deviations. Without deviation %B and z are not defined.
export function bollingerRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const deviations = changetype<Parts>(s).u;
  const x = column(inputs, 0);
  const upper = column(outputs, 0);
  const centre = column(outputs, 1);
  const lower = column(outputs, 2);
  const percent = column(outputs, 3);
  const width = column(outputs, 4);
  const score = column(outputs, 5);
  momentsNext(inner(s, 0), x, centre, lower, n);
  for (let i: u32 = 0; i < n; i++) {
    const mean = get(centre, i);
    const deviation = sqrt(get(lower, i));
    const reach = deviations * deviation;
    const far = get(x, i) - mean;
    put(upper, i, mean + reach);
    put(lower, i, mean - reach);
    put(percent, i, reach > 0 ? (far + reach) / (2.0 * reach) : NOT_YET);
    put(width, i, mean == 0 ? NOT_YET : (2.0 * reach) / mean);
    put(score, i, deviation > 0 ? far / deviation : NOT_YET);
  }
}

// Keltner channels and STARC bands: an average and a multiple of the average true range.
// p: first bar with bands; u: multiple.
function keltnerLayout(s: usize, params: usize): u32 {
  return place(s, 1, place(s, 0, SIZEOF_PARTS, SIZEOF_EMA), SIZEOF_ATR);
}

function keltnerStart(s: usize, period: u32, multiple: f64, atrPeriod: u32): void {
  const state = changetype<Parts>(s);
  emaStart(inner(s, 0), period, alphaOf(period));
  atrStart(inner(s, 1), atrPeriod);
  state.p = max(period - 1, atrPeriod);
  state.u = multiple;
}

export function keltnerSize(params: usize): u32 {
  return keltnerLayout(0, params);
}

export function keltnerInit(s: usize, params: usize): void {
  keltnerLayout(s, params);
  keltnerStart(s, count(params, 0), factor(params, 1), count(params, 2));
}

function bandsAbout(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const upper = column(outputs, 0);
  const centre = column(outputs, 1);
  const lower = column(outputs, 2);
  atrNext(inner(s, 1), column(inputs, 0), column(inputs, 1), column(inputs, 2), lower, n);
  const multiple = state.u;
  for (let i: u32 = 0; i < n; i++) {
    const reach = multiple * get(lower, i);
    put(upper, i, get(centre, i) + reach);
    put(lower, i, get(centre, i) - reach);
  }
}

export function keltnerRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const centre = column(outputs, 1);
  const width = column(outputs, 3);
  emaNext(inner(s, 0), column(inputs, 2), centre, n);
  bandsAbout(s, inputs, outputs, n);
  differences(column(outputs, 0), column(outputs, 2), width, n);
  for (let i: u32 = 0; i < n; i++) put(width, i, get(width, i) / get(centre, i));
  fillNotYet(centre, barsBefore(state.p, state.seen, n));
  state.seen = seenAfter(state.seen, n);
}

export function keltnerTypicalInit(s: usize, params: usize): void {
  keltnerLayout(s, params);
  keltnerStart(s, count(params, 0), factor(params, 1), count(params, 0));
}

export function keltnerTypicalRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const centre = column(outputs, 1);
  typicals(column(inputs, 0), column(inputs, 1), column(inputs, 2), centre, n);
  emaNext(inner(s, 0), centre, centre, n);
  bandsAbout(s, inputs, outputs, n);
}

function starcLayout(s: usize, params: usize): u32 {
  return place(s, 1, place(s, 0, SIZEOF_PARTS, smaSizeOf(count(params, 0))), SIZEOF_ATR);
}

export function starcSize(params: usize): u32 {
  return starcLayout(0, params);
}

export function starcInit(s: usize, params: usize): void {
  starcLayout(s, params);
  smaStart(inner(s, 0), count(params, 0));
  atrStart(inner(s, 1), count(params, 2));
  changetype<Parts>(s).u = factor(params, 1);
}

export function starcRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  smaNext(inner(s, 0), column(inputs, 2), column(outputs, 1), n);
  bandsAbout(s, inputs, outputs, n);
}

// Price bands: deviation of the difference of a slow and a fast mean.
function priceBandsLayout(s: usize, params: usize): u32 {
  let top = place(s, 0, SIZEOF_PARTS, smaSizeOf(count(params, 0)));
  top = place(s, 1, top, smaSizeOf(count(params, 2)));
  return place(s, 2, top, momentsSizeOf(count(params, 0)));
}

export function priceBandsSize(params: usize): u32 {
  return priceBandsLayout(0, params);
}

export function priceBandsInit(s: usize, params: usize): void {
  priceBandsLayout(s, params);
  smaStart(inner(s, 0), count(params, 0));
  smaStart(inner(s, 1), count(params, 2));
  momentsStart(inner(s, 2), count(params, 0));
  const state = changetype<Parts>(s);
  state.u = factor(params, 1);
  state.p = max(count(params, 0), count(params, 2)) - 1;
}

// p: first bar with both means; u: width in deviations.
export function priceBandsRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const upper = column(outputs, 0);
  const centre = column(outputs, 1);
  const lower = column(outputs, 2);
  const mark = workMark();
  const mean = workColumn();
  smaNext(inner(s, 0), column(inputs, 0), centre, n);
  smaNext(inner(s, 1), column(inputs, 0), lower, n);
  differences(centre, lower, lower, n);
  const skip = barsBefore(state.p, state.seen, n);
  const rest = from(lower, skip);
  momentsNext(inner(s, 2), rest, from(mean, skip), rest, n - skip);
  for (let i: u32 = 0; i < n; i++) {
    const reach = i < skip ? NOT_YET : state.u * sqrt(get(lower, i));
    put(upper, i, get(centre, i) + reach);
    put(lower, i, get(centre, i) - reach);
  }
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}
