// Records a run as it goes: equity and mids on a grid of time, and the mid some time after each
// fill. The session's loop compares the time of each event with `stopNs`; that one comparison is
// all that an event pays.
import { BookState } from '../abi/book';
import { Fill, OrderHeader } from '../abi/orders';
import {
  CurveState,
  EquityState,
  Markout,
  RecorderConfig,
  RecorderState,
  SIZEOF_EQUITY_STATE,
  SIZEOF_MARKOUT,
  SIZEOF_RECORDER_STATE,
} from '../abi/recorder';
import { SessionState } from '../abi/session';
import { Status } from '../abi/status';
import { accountEquity } from '../account/margin';
import { currencyOf, positionOf } from '../account/state';
import { ASK, BID, bookBest, bookQty } from '../book/l2';
import { bookOf, instrumentAt } from '../engine/instrument';
import { unitsOf } from '../engine/power';
import { arenaAlloc } from '../mem/control';
import { markAll } from './booking';
import { CURVE_BYTES, curveColumnBytes, curveInit, curveOffer } from './curve';
import { instrumentOf, localOf, partsOf } from './state';

/** Fills whose mids are still to come; those of more in one horizon stay unknown. */
@inline const WAITING: u32 = 65_536;
@inline const WAITING_BYTES: u32 = WAITING * 16;
@inline const MARKOUTS_BYTES: u32 = 4096 * <u32>SIZEOF_MARKOUT;
@inline const HORIZONS_MAX: u32 = 8;
/** All of time has fewer buckets of the coarsest length. */
@inline const BUCKETS_MIN: u32 = 320;
@inline const PRICE_WORDS: u32 = 1;
@inline const MONEY_WORDS: u32 = 3;
@inline const NS_PER_S: f64 = 1e9;

@inline
export function recorderOf(s: SessionState): RecorderState {
  return changetype<RecorderState>(<usize>partsOf(s).recorder);
}

/** Place 0: the equity; from 1 on the markets. */
@inline
function curveOf(r: RecorderState, place: u32): CurveState {
  return changetype<CurveState>(<usize>(r.curves + place * r.curveBytes));
}

@inline
function horizonOf(r: RecorderState, h: u32): i64 {
  return load<i64>(<usize>(r.horizons + (h << 3)));
}

@inline
function nextOf(r: RecorderState, h: u32): usize {
  return <usize>(r.next + (h << 2));
}

@inline
function fillAt(r: RecorderState, index: u32): usize {
  return <usize>(r.waiting + ((index & (WAITING - 1)) << 4));
}

function createCurves(r: RecorderState, bucketsMax: u32): bool {
  r.curveBytes = CURVE_BYTES;
  r.curves = arenaAlloc((r.marketCount + 1) * CURVE_BYTES);
  r.money = arenaAlloc(<u32>SIZEOF_EQUITY_STATE);
  if (r.curves == 0 || r.money == 0) return false;
  for (let place: u32 = 0; place <= r.marketCount; place++) {
    const words = place == 0 ? MONEY_WORDS : PRICE_WORDS;
    const columns = arenaAlloc(curveColumnBytes(bucketsMax, words));
    if (columns == 0) return false;
    curveInit(curveOf(r, place), columns, bucketsMax, words);
  }
  return true;
}

function copyList(from: u32, count: u32, stride: u32): u32 {
  const to = arenaAlloc(max(count, 1) * stride);
  if (to != 0) memory.copy(<usize>to, <usize>from, <usize>(count * stride));
  return to;
}

/**
 * Has a session record itself from its present time on, by the RecorderConfig at `config`. Before
 * the first run, with all instruments defined. Returns the RecorderState's address, or a negative
 * status: BadArgument, OutOfMemory.
 */
export function sessionRecord(at: u32, config: u32): i32 {
  const s = changetype<SessionState>(<usize>at);
  const c = changetype<RecorderConfig>(<usize>config);
  if (c.sampleNs < 1 || c.horizonCount > HORIZONS_MAX || c.bucketsMax < BUCKETS_MIN)
    return Status.BadArgument;
  if (s.account == 0 || partsOf(s).recorder != 0) return Status.BadArgument;
  const place = arenaAlloc(<u32>SIZEOF_RECORDER_STATE);
  if (place == 0) return Status.OutOfMemory;
  const r = changetype<RecorderState>(<usize>place);
  r.sampleNs = c.sampleNs;
  r.horizonCount = c.horizonCount;
  r.marketCount = c.marketCount;
  r.currency = c.currency;
  r.horizons = copyList(c.horizons, c.horizonCount, 8);
  r.markets = copyList(c.markets, c.marketCount, 4);
  r.next = arenaAlloc(HORIZONS_MAX * 4);
  r.waiting = arenaAlloc(WAITING_BYTES);
  r.markouts = arenaAlloc(MARKOUTS_BYTES);
  if (r.horizons == 0 || r.markets == 0 || r.next == 0) return Status.OutOfMemory;
  if (r.waiting == 0 || r.markouts == 0 || !createCurves(r, c.bucketsMax))
    return Status.OutOfMemory;
  r.markoutsAt = r.markouts;
  r.markoutsEnd = r.markouts + MARKOUTS_BYTES;
  r.coveredNs = s.nowNs;
  r.gridNs = s.nowNs - (s.nowNs % r.sampleNs) + r.sampleNs;
  r.dueNs = r.gridNs;
  partsOf(s).recorder = place;
  sample(s, r, s.nowNs);
  return <i32>place;
}

/** The middle of a live book with two sides, else the last print, price units; NaN: unknown. */
function midOf(s: SessionState, id: u32): f64 {
  const inst = instrumentAt(localOf(s), id);
  const scale = <i32>inst.priceScale;
  if (inst.state == BookState.Live) {
    const book = bookOf(inst);
    const bid = bookBest(book, BID);
    const ask = bookBest(book, ASK);
    if (bookQty(book, BID, bid) > 0 && bookQty(book, ASK, ask) > 0)
      return (unitsOf(bid, scale) + unitsOf(ask, scale)) / 2;
  }
  const last = instrumentOf(s, id).lastPrice;
  return last == 0 ? NaN : unitsOf(last, scale);
}

@inline
function marketAt(r: RecorderState, index: u32): u32 {
  return load<u32>(<usize>(r.markets + (index << 2)));
}

@inline
function sizeOf(s: SessionState, id: u32): f64 {
  return unitsOf(positionOf(s.account, id).qty, <i32>instrumentAt(localOf(s), id).qtyScale);
}

/** One instrument: its size; several: their net value at the marks. */
function exposure(s: SessionState, r: RecorderState): f64 {
  if (r.marketCount == 1) return sizeOf(s, marketAt(r, 0));
  let value: f64 = 0;
  for (let i: u32 = 0; i < r.marketCount; i++) {
    const id = marketAt(r, i);
    if (positionOf(s.account, id).qty != 0) value += sizeOf(s, id) * midOf(s, id);
  }
  return value;
}

/** Peak and depth of the falls of the curve, point by point. */
function noteFall(m: EquityState, timeNs: i64, level: f64): void {
  if (m.points == 0) {
    m.peak = level;
    m.peakNs = timeNs;
    m.depthPeakNs = timeNs;
    m.bottomNs = timeNs;
  }
  m.peak = max(m.peak, level);
  const fall = m.peak > 0 ? max(level, 0.0) / m.peak - 1 : 0;
  const belowNs = timeNs - m.peakNs;
  if (m.isBelow != 0 && belowNs > m.longestNs) m.longestNs = belowNs;
  m.isBelow = fall < 0 ? 1 : 0;
  if (m.isBelow == 0) m.peakNs = timeNs;
  if (fall >= m.depth) return;
  m.depth = fall;
  m.depthPeakNs = m.peakNs;
  m.bottomNs = timeNs;
}

function offerMoney(s: SessionState, r: RecorderState, timeNs: i64): void {
  const m = changetype<EquityState>(<usize>r.money);
  const equity = accountEquity(s.account, r.currency);
  const level = <f64>equity;
  const position = exposure(s, r);
  if (m.points != 0) {
    const passed = timeNs - m.beforeNs;
    if (m.beforePosition != 0) m.heldNs += passed;
    m.equitySeconds += m.beforeEquity * (<f64>passed / NS_PER_S);
  }
  noteFall(m, timeNs, level);
  m.points = 1;
  m.beforeNs = timeNs;
  m.beforeEquity = level;
  m.beforePosition = position;
  const cash = currencyOf(s.account, r.currency).cash;
  curveOffer(curveOf(r, 0), timeNs, level, equity, cash, reinterpret<i64>(position));
}

function sample(s: SessionState, r: RecorderState, timeNs: i64): void {
  for (let i: u32 = 0; i < r.marketCount; i++) {
    const mid = midOf(s, marketAt(r, i));
    if (!isNaN(mid)) curveOffer(curveOf(r, i + 1), timeNs, mid, reinterpret<i64>(mid), 0, 0);
  }
  offerMoney(s, r, timeNs);
}

/**
 * Writes the mid of now to every fill whose horizon ends before `timeNs`. False: there is no room,
 * and more to write.
 */
function lookAfterFills(s: SessionState, r: RecorderState, timeNs: i64): bool {
  for (let h: u32 = 0; h < r.horizonCount; h++) {
    const horizon = horizonOf(r, h);
    let next = load<u32>(nextOf(r, h));
    if (r.fills - next > WAITING) next = r.fills - WAITING;
    for (; next != r.fills; next++) {
      const fill = fillAt(r, next);
      if (load<i64>(fill) + horizon >= timeNs) break;
      if (r.markoutsAt == r.markoutsEnd) {
        store<u32>(nextOf(r, h), next);
        return false;
      }
      const out = changetype<Markout>(<usize>r.markoutsAt);
      out.fill = next;
      out.horizon = h;
      out.mid = midOf(s, load<u32>(fill, 8));
      r.markoutsAt += <u32>SIZEOF_MARKOUT;
    }
    store<u32>(nextOf(r, h), next);
  }
  return true;
}

function plan(r: RecorderState): void {
  let due = r.gridNs;
  for (let h: u32 = 0; h < r.horizonCount; h++) {
    const next = load<u32>(nextOf(r, h));
    if (next != r.fills) due = min(due, load<i64>(fillAt(r, next)) + horizonOf(r, h));
  }
  r.dueNs = due;
}

/**
 * Takes all samples that are due before an event at `timeNs` happens. False: the host must take
 * the mark-outs first.
 */
export function recordUntil(s: SessionState, timeNs: i64): bool {
  const r = recorderOf(s);
  markAll(s);
  if (!lookAfterFills(s, r, timeNs)) return false;
  r.coveredNs = timeNs;
  if (timeNs > r.gridNs) {
    sample(s, r, r.gridNs);
    // Nothing happened since: of the grid points in between, the last one closes the gap.
    const last = timeNs - 1 - ((timeNs - 1) % r.sampleNs);
    if (last > r.gridNs) sample(s, r, last);
    r.gridNs = last + r.sampleNs;
  }
  plan(r);
  return true;
}

/** A fill that the account has booked and the strategy hears of now. */
export function recordFill(s: SessionState, fill: Fill): void {
  const r = recorderOf(s);
  const timeNs = changetype<OrderHeader>(fill).exchangeTsNs;
  const at = fillAt(r, r.fills++);
  store<i64>(at, timeNs);
  store<u32>(at, changetype<OrderHeader>(fill).instrumentId, 8);
  offerMoney(s, r, max(s.nowNs, r.coveredNs));
  for (let h: u32 = 0; h < r.horizonCount; h++) r.dueNs = min(r.dueNs, timeNs + horizonOf(r, h));
}

/** The last samples, at the end of the run. False: the host must take the mark-outs first. */
export function recordEnd(s: SessionState): bool {
  const r = recorderOf(s);
  const endNs = max(s.nowNs, r.coveredNs);
  if (!recordUntil(s, endNs)) return false;
  sample(s, r, endNs);
  return true;
}
