// Ids 512 to 639: candlestick patterns (src/indicators/catalogue/patterns.ts). One machine for
// all: it keeps the last candles and the thresholds of the settings that a pattern looks at, and
// asks the pattern's rule, a pure function of them, at every candle.
//
// Parameters: a share of a candle where the pattern has one; then measure, period and factor of
// each of its settings, in the order of their numbers.
import {
  BLOCK,
  barsBefore,
  column,
  count,
  factor,
  fillNotYet,
  workColumn,
  workMark,
  workRelease,
} from '../kernel';
import { COLUMN, HISTORY, PRICES, SETTINGS } from './candles';
import { Hikkake, hikkakeNext } from './hikkake';
import { manyAnswer, manySettings } from './many';
import { oneAnswer, oneSettings } from './one';
import { threeAnswer, threeSettings } from './three';
import { loadTail, storeTail, thresholdInit, thresholdNext, thresholdSize } from './thresholds';
import { twoAnswer, twoSettings } from './two';

@unmanaged
class Machine {
  /** Candles taken, up to `begin`. */
  seen: u32;
  /** The first candle with an answer. */
  begin: u32;
  settings: u32;
  pad: u32;
  share: f64;
  /** Of the hikkake patterns. */
  left: u32;
  score: i32;
  level: f64;
}
@inline const WATCH: usize = 24;
@inline const TAILS: usize = 40;
@inline const THRESHOLDS: usize = TAILS + ((<usize>(PRICES * HISTORY)) << 3);

@inline const HIKKAKE: u32 = 615;
@inline const HIKKAKE_MODIFIED: u32 = 616;
/** A hikkake is looked for so many candles before the first answer. */
@inline const HIKKAKE_AHEAD: u32 = 3;

/** Patterns by their number of candles: 0 one, 1 two, 2 three, 3 four or five. */
@inline
function family(id: u32): u32 {
  return (id - 512) >> 5;
}

function settingsOf(id: u32): u32 {
  switch (family(id)) {
    case 0:
      return oneSettings(id);
    case 1:
      return twoSettings(id);
    case 2:
      return threeSettings(id);
    default:
      return manySettings(id);
  }
}

function hasShare(id: u32): bool {
  switch (id) {
    case 526:
    case 545:
    case 581:
    case 583:
    case 584:
    case 587:
    case 588:
    case 613:
      return true;
    default:
      return false;
  }
}

/** Candles before the first answer beside those of the settings' means. */
function candlesBefore(id: u32): u32 {
  switch (id) {
    case 547:
      return 2;
    case 578:
      return 3;
    case 610:
    case 612:
    case 613:
    case 614:
    case 618:
      return 4;
    case HIKKAKE:
    case HIKKAKE_MODIFIED:
      return 5;
    default:
      return family(id);
  }
}

@inline const LAST: u32 = 618;

export function patternsSize(id: u32, params: usize): u32 {
  const isKnown =
    id <= 526 || (id >= 544 && id <= 572) || (id >= 576 && id <= 601) || (id >= 608 && id <= LAST);
  if (!isKnown) return 0;
  let size = <u32>THRESHOLDS;
  let at = params + (hasShare(id) ? 8 : 0);
  for (let rest = settingsOf(id); rest != 0; rest &= rest - 1, at += 24) size += thresholdSize(at);
  return size;
}

export function patternsInit(id: u32, s: usize, params: usize): void {
  const state = changetype<Machine>(s);
  state.settings = settingsOf(id);
  if (hasShare(id)) state.share = factor(params, 0);
  let at = params + (hasShare(id) ? 8 : 0);
  let threshold = s + THRESHOLDS;
  let longest: u32 = id == HIKKAKE_MODIFIED ? 1 : 0;
  for (let rest = state.settings; rest != 0; rest &= rest - 1, at += 24) {
    thresholdInit(threshold, at);
    threshold += <usize>thresholdSize(at);
    longest = max(longest, count(at, 1));
  }
  state.begin = longest + candlesBefore(id);
}

/** The pattern's answers at n candles from `w` on into `out`. */
function answers(id: u32, state: Machine, w: usize, out: usize, n: u32): void {
  const skip = barsBefore(state.begin, state.seen, n);
  fillNotYet(out, skip);
  const share = state.share;
  const last = w + ((<usize>n) << 3);
  const by = out - w;
  const from = w + ((<usize>skip) << 3);
  switch (id >= HIKKAKE && id <= HIKKAKE_MODIFIED ? 4 : family(id)) {
    case 0:
      for (let at = from; at < last; at += 8) store<f64>(at + by, <f64>oneAnswer(id, at, share));
      break;
    case 1:
      for (let at = from; at < last; at += 8) store<f64>(at + by, <f64>twoAnswer(id, at, share));
      break;
    case 2:
      for (let at = from; at < last; at += 8) store<f64>(at + by, <f64>threeAnswer(id, at, share));
      break;
    case 3:
      for (let at = from; at < last; at += 8) store<f64>(at + by, <f64>manyAnswer(id, at, share));
      break;
    default:
      hikkakes(id, state, w, out, n);
  }
  state.seen = min(state.seen + n, state.begin);
}

function hikkakes(id: u32, state: Machine, w: usize, out: usize, n: u32): void {
  const watch = changetype<Hikkake>(changetype<usize>(state) + WATCH);
  const silent = barsBefore(state.begin, state.seen, n);
  const idle = barsBefore(state.begin - HIKKAKE_AHEAD, state.seen, n);
  for (let i = idle; i < n; i++) {
    const score = hikkakeNext(watch, w + ((<usize>i) << 3), id == HIKKAKE_MODIFIED);
    if (i >= silent) store<f64>(out + ((<usize>i) << 3), <f64>score);
  }
}

export function patternsRun(id: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  const most = BLOCK - HISTORY;
  const mark = workMark();
  const w = workColumn();
  for (let k: u32 = 1; k < PRICES + SETTINGS; k++) workColumn();
  for (let done: u32 = 0; done < n; done += most) {
    const part = min(most, n - done);
    const by = (<usize>done) << 3;
    for (let k: usize = 0; k < <usize>PRICES; k++) {
      const to = w + k * COLUMN;
      const tail = s + TAILS + k * ((<usize>HISTORY) << 3);
      loadTail(tail, to);
      const from = column(inputs, k) + by;
      const first = to + ((<usize>HISTORY) << 3);
      if (part == 1) store<f64>(first, load<f64>(from));
      else memory.copy(first, from, (<usize>part) << 3);
      storeTail(tail, to, part);
    }
    let threshold = s + THRESHOLDS;
    for (let rest = changetype<Machine>(s).settings; rest != 0; rest &= rest - 1)
      threshold = thresholdNext(threshold, w, w + <usize>(PRICES + ctz(rest)) * COLUMN, part);
    answers(id, changetype<Machine>(s), w, column(outputs, 0) + by, part);
  }
  workRelease(mark);
}
