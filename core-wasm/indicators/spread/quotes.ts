// What quotes and trades tell of liquidity: spread, imbalance, microprice, order flow imbalance,
// Roll's spread, Kyle's lambda, Amihud's illiquidity. A layout with s = 0 only counts the bytes.
import { column, count, fillNotYet, NOT_YET } from '../kernel';
import { workColumn, workMark, workRelease } from '../kernel';
import { from, get, inner, Parts, place, put, seenAfter, SIZEOF_PARTS } from '../averages/parts';
import { before, changeStage, smaPlace, smaStage, sumPlace, sumStage } from '../averages/stages';
import { momentsNext, momentsSizeOf, momentsStart } from '../channels/moments';
import {
  COVARIANCE,
  pairsRun,
  pairsSizeOf,
  pairsStart,
  SAMPLE_COVARIANCE,
} from '../statistics/pairs';

export function plainLayout(_s: usize, _params: usize): u32 {
  return SIZEOF_PARTS;
}

export function quotedSpreadRun(_s: usize, inputs: usize, outputs: usize, n: u32): void {
  const bid = column(inputs, 0);
  const ask = column(inputs, 1);
  for (let i: u32 = 0; i < n; i++) {
    const spread = get(ask, i) - get(bid, i);
    const middle = (get(ask, i) + get(bid, i)) * 0.5;
    put(column(outputs, 0), i, spread);
    put(column(outputs, 1), i, middle > 0 ? (10000.0 * spread) / middle : NOT_YET);
  }
}

export function bookImbalanceRun(_s: usize, inputs: usize, outputs: usize, n: u32): void {
  const out = column(outputs, 0);
  for (let i: u32 = 0; i < n; i++) {
    const bid = get(column(inputs, 0), i);
    const ask = get(column(inputs, 1), i);
    put(out, i, bid + ask > 0 ? (bid - ask) / (bid + ask) : NOT_YET);
  }
}

export function micropriceRun(_s: usize, inputs: usize, outputs: usize, n: u32): void {
  const out = column(outputs, 0);
  for (let i: u32 = 0; i < n; i++) {
    const bid = get(column(inputs, 0), i);
    const bidQty = get(column(inputs, 1), i);
    const ask = get(column(inputs, 2), i);
    const askQty = get(column(inputs, 3), i);
    const all = bidQty + askQty;
    put(out, i, all > 0 ? (bid * askQty + ask * bidQty) / all : (bid + ask) * 0.5);
  }
}

// Order flow imbalance. Inner state 0: sum. u, v: bid and its quantity before; w, x: the ask's.
export function flowImbalanceLayout(s: usize, params: usize): u32 {
  return sumPlace(s, 0, SIZEOF_PARTS, count(params, 0));
}

export function flowImbalanceRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const flow = column(outputs, 0);
  const first = before(s, 1, n);
  let lastBid = state.u;
  let lastBidQty = state.v;
  let lastAsk = state.w;
  let lastAskQty = state.x;
  for (let i: u32 = 0; i < n; i++) {
    const bidQty = get(column(inputs, 1), i);
    const askQty = get(column(inputs, 3), i);
    // A side without quantity has its price at the far end.
    const bid = bidQty > 0 ? get(column(inputs, 0), i) : -Infinity;
    const ask = askQty > 0 ? get(column(inputs, 2), i) : Infinity;
    let value: f64 = 0;
    if (i >= first) {
      if (bid >= lastBid) value += bidQty;
      if (bid <= lastBid) value -= lastBidQty;
      if (ask <= lastAsk) value -= askQty;
      if (ask >= lastAsk) value += lastAskQty;
    }
    put(flow, i, value);
    lastBid = bid;
    lastBidQty = bidQty;
    lastAsk = ask;
    lastAskQty = askQty;
  }
  state.u = lastBid;
  state.v = lastBidQty;
  state.w = lastAsk;
  state.x = lastAskQty;
  sumStage(s, 0, 0, flow, column(outputs, 1), n);
  state.seen = seenAfter(state.seen, n);
}

/** A covariance of two columns from bar `begin` on, by inner state k. */
function covariances(
  which: u32,
  s: usize,
  k: usize,
  begin: u32,
  x: usize,
  y: usize,
  out: usize,
  n: u32,
): void {
  const skip = before(s, begin, n);
  if (skip < n) {
    const mark = workMark();
    const table = workColumn();
    store<u32>(table, <u32>from(x, skip));
    store<u32>(table, <u32>from(y, skip), 4);
    store<u32>(table, <u32>from(out, skip), 8);
    pairsRun(which, inner(s, k), table, table + 8, n - skip);
    workRelease(mark);
  }
  fillNotYet(out, skip);
}

// Roll's spread. Inner state 0: covariance of changes that follow each other. u: price before;
// v: change before.
export function rollLayout(s: usize, params: usize): u32 {
  const end = place(s, 0, SIZEOF_PARTS, pairsSizeOf(count(params, 0)));
  if (s != 0) pairsStart(inner(s, 0), count(params, 0));
  return end;
}

export function rollRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const out = column(outputs, 0);
  const mark = workMark();
  const change = workColumn();
  const older = workColumn();
  changeStage(s, s + offsetof<Parts>('u'), column(inputs, 0), change, n);
  let last = state.v;
  for (let i: u32 = 0; i < n; i++) {
    put(older, i, last);
    last = get(change, i);
  }
  state.v = last;
  covariances(SAMPLE_COVARIANCE, s, 0, 2, change, older, out, n);
  for (let i: u32 = 0; i < n; i++) {
    const covariance = get(out, i);
    put(out, i, covariance < 0 ? 2.0 * sqrt(-covariance) : NOT_YET);
  }
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Kyle's lambda. Inner states 0: covariance; 1: moments of the signed quantity. u: price before.
export function kyleLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  const top = place(s, 0, SIZEOF_PARTS, pairsSizeOf(period));
  if (s != 0) {
    pairsStart(inner(s, 0), period);
    const end = place(s, 1, top, momentsSizeOf(period));
    momentsStart(inner(s, 1), period);
    return end;
  }
  return place(s, 1, top, momentsSizeOf(period));
}

export function kyleRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const flow = column(inputs, 1);
  const out = column(outputs, 0);
  const mark = workMark();
  const change = workColumn();
  const mean = workColumn();
  const variance = workColumn();
  changeStage(s, s + offsetof<Parts>('u'), column(inputs, 0), change, n);
  covariances(COVARIANCE, s, 0, 1, flow, change, out, n);
  const skip = before(s, 1, n);
  momentsNext(inner(s, 1), from(flow, skip), from(mean, skip), from(variance, skip), n - skip);
  for (let i = skip; i < n; i++) {
    const spread = get(variance, i);
    put(out, i, spread > 0 ? get(out, i) / spread : NOT_YET);
  }
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

/** Amihud's illiquidity. u: close before. */
export function amihudLayout(s: usize, params: usize): u32 {
  return smaPlace(s, 0, SIZEOF_PARTS, count(params, 0));
}

export function amihudRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const close = column(inputs, 0);
  const volume = column(inputs, 1);
  const out = column(outputs, 0);
  let last = state.u;
  for (let i: u32 = 0; i < n; i++) {
    const now = get(close, i);
    const value = now * get(volume, i);
    put(out, i, value <= 0 || last == 0 ? 0 : abs(now / last - 1.0) / value);
    last = now;
  }
  state.u = last;
  smaStage(s, 0, 1, out, out, n);
  state.seen = seenAfter(state.seen, n);
}
