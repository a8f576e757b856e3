// What stops trading until something changes: loss of the day, drawdown, losses in a row, a jump of
// the market, the kill switch. A release starts a breaker's count anew.
import { KillMode, RiskHead, RiskLimits, RiskPosition, RiskRule } from '../abi/risk';
import { Rounding } from '../abi/account';
import { Status } from '../abi/status';
import { accountOf, ANSWER, balanceOf, headOf, isKnown, limitsOf, ruleOf, slotOf } from './state';
import { minus, plus, shareOf } from './value';

@inline export const DAY_NS: i64 = 86_400_000_000_000;
@inline const BREAKERS: u32 = RiskRule.DailyLoss | RiskRule.Drawdown | RiskRule.Losses;

/** Equity less deposits. */
@inline function resultOf(h: RiskHead): i64 {
  const b = balanceOf(h);
  return minus(b.cash + b.openValue, b.external);
}

/** Until when a breaker that trips now blocks. */
function pauseEnd(h: RiskHead, pauseNs: i64, nowNs: i64): i64 {
  if (pauseNs == 0) return i64.MAX_VALUE;
  return pauseNs < 0 ? h.dayEndNs : plus(nowNs, pauseNs);
}

/** Sets the peak; where it stands for no capital there is no share of it to lose. */
function setPeak(at: u32, peak: i64): void {
  const h = headOf(at);
  const external = balanceOf(h).external;
  h.peakPnl = peak;
  h.floorExternal = external;
  h.drawdownFloor = i64.MIN_VALUE;
  const equity = plus(peak, external);
  const share = limitsOf(at).drawdownMax;
  if (share == 0 || equity <= 0) return;
  const fall = shareOf(equity, share, Rounding.Up, <usize>(at + ANSWER));
  h.drawdownFloor = minus(peak, fall);
}

function startDay(h: RiskHead, l: RiskLimits, nowNs: i64, result: i64): void {
  // The day's number counts from one day before the epoch, so that it is not negative.
  const day = (nowNs + DAY_NS - l.dayStartNs) / DAY_NS;
  h.dayEndNs = day * DAY_NS + l.dayStartNs;
  h.dayPnl = result;
}

function release(at: u32, rules: u32, result: i64): void {
  const h = headOf(at);
  if (rules & RiskRule.DailyLoss) h.dayPnl = result;
  if (rules & RiskRule.Drawdown) setPeak(at, result);
  if (rules & RiskRule.Losses) h.lossesForgiven = accountOf(h).lossesInRow;
  h.tripped &= ~rules;
}

function trip(at: u32, nowNs: i64, result: i64): void {
  const h = headOf(at);
  const l = limitsOf(at);
  const open = ~h.tripped;
  if (open & RiskRule.DailyLoss && l.dailyLossMax != 0) {
    if (minus(h.dayPnl, result) >= l.dailyLossMax) {
      h.tripped |= RiskRule.DailyLoss;
      h.dailyLossUntilNs = pauseEnd(h, l.dailyLossPauseNs, nowNs);
    }
  }
  if (open & RiskRule.Drawdown && result <= h.drawdownFloor) {
    h.tripped |= RiskRule.Drawdown;
    h.drawdownUntilNs = pauseEnd(h, l.drawdownPauseNs, nowNs);
  }
  if (open & RiskRule.Losses && l.lossesMax != 0) {
    const losses = accountOf(h).lossesInRow;
    // A trip that won ended the row that was forgiven.
    if (losses < h.lossesForgiven) h.lossesForgiven = 0;
    if (losses - h.lossesForgiven >= l.lossesMax) {
      h.tripped |= RiskRule.Losses;
      h.lossesUntilNs = pauseEnd(h, l.lossesPauseNs, nowNs);
    }
  }
}

/** Brings day, peak and breakers up to the account as it is at `nowNs`. */
@inline export function refresh(at: u32, nowNs: i64): void {
  const h = headOf(at);
  if (accountOf(h).events != h.seenEvents || nowNs >= h.nextNs) look(at, nowNs);
}

function look(at: u32, nowNs: i64): void {
  const h = headOf(at);
  h.seenEvents = accountOf(h).events;
  const result = resultOf(h);
  if (nowNs >= h.dayEndNs) {
    if (h.dayEndNs == 0) setPeak(at, result);
    startDay(h, limitsOf(at), nowNs, result);
  }
  if (h.tripped != 0) {
    let over: u32 = 0;
    if (nowNs >= h.dailyLossUntilNs) over |= RiskRule.DailyLoss;
    if (nowNs >= h.drawdownUntilNs) over |= RiskRule.Drawdown;
    if (nowNs >= h.lossesUntilNs) over |= RiskRule.Losses;
    over &= h.tripped;
    if (over != 0) release(at, over, result);
  }
  if (result > h.peakPnl) setPeak(at, result);
  else if (balanceOf(h).external != h.floorExternal) setPeak(at, h.peakPnl);
  trip(at, nowNs, result);
  h.nextNs = h.dayEndNs;
  if (h.tripped == 0) return;
  if (h.tripped & RiskRule.DailyLoss) h.nextNs = min<i64>(h.nextNs, h.dailyLossUntilNs);
  if (h.tripped & RiskRule.Drawdown) h.nextNs = min<i64>(h.nextNs, h.drawdownUntilNs);
  if (h.tripped & RiskRule.Losses) h.nextNs = min<i64>(h.nextNs, h.lossesUntilNs);
}

/** The limits changed: what was worked out from them is worked out again. */
export function renew(at: u32): void {
  const h = headOf(at);
  h.seenEvents = -1;
  h.leverageEquity = -1;
  h.leverageCap = 0;
  if (h.dayEndNs == 0) return;
  setPeak(at, h.peakPnl);
  // The day of the last event, by the new start of days.
  startDay(h, limitsOf(at), h.dayEndNs - 1, h.dayPnl);
}

function startWindow(slot: RiskPosition, price: i64): void {
  slot.low = price;
  slot.high = price;
}

/** Takes a mark into the windows; a span that is too large trips. */
export function watchJump(at: u32, slot: RiskPosition, price: i64, nowNs: i64): void {
  const rule = ruleOf(slot);
  if (rule.jump == 0) return;
  const isOver = slot.jumpUntilNs != 0 && nowNs >= slot.jumpUntilNs;
  if (isOver) slot.jumpUntilNs = 0;
  if (isOver || nowNs >= slot.windowEndNs) {
    const isNext = !isOver && slot.low != 0 && nowNs - slot.windowEndNs < rule.jumpWindowNs;
    slot.previousLow = isNext ? slot.low : 0;
    slot.previousHigh = isNext ? slot.high : 0;
    slot.windowEndNs = plus(isNext ? slot.windowEndNs : nowNs, rule.jumpWindowNs);
    startWindow(slot, price);
  }
  if (price < slot.low) slot.low = price;
  if (price > slot.high) slot.high = price;
  let low = slot.low;
  let high = slot.high;
  if (slot.previousLow != 0) {
    if (slot.previousLow < low) low = slot.previousLow;
    if (slot.previousHigh > high) high = slot.previousHigh;
  }
  if (low != slot.jumpAt) {
    slot.jumpAt = low;
    slot.jumpBand = shareOf(low, rule.jump, Rounding.Up, <usize>(at + ANSWER));
  }
  if (slot.jumpUntilNs == 0 && high - low >= slot.jumpBand)
    slot.jumpUntilNs = pauseEnd(headOf(at), limitsOf(at).jumpPauseNs, nowNs);
}

/** Forgets the marks of an instrument: the next one starts a window. */
export function forgetJump(slot: RiskPosition): void {
  slot.jumpUntilNs = 0;
  slot.windowEndNs = 0;
  slot.low = 0;
  slot.high = 0;
  slot.previousLow = 0;
  slot.previousHigh = 0;
}

/** Sets the kill switch. Ok, BadArgument. */
export function riskKill(at: u32, mode: u32): i32 {
  if (mode > KillMode.All) return Status.BadArgument;
  headOf(at).kill = mode;
  return Status.Ok;
}

/**
 * Releases what `rules` (RiskRule bits of DailyLoss to Kill) names; each starts its count anew.
 * Ok, BadArgument (other bits). Cost: all instruments where Jump is named.
 */
export function riskResume(at: u32, rules: u32): i32 {
  if ((rules & ~(BREAKERS | RiskRule.Jump | RiskRule.Kill)) != 0) return Status.BadArgument;
  const h = headOf(at);
  const over = rules & h.tripped;
  h.seenEvents = -1;
  if (over != 0) release(at, over, resultOf(h));
  if (rules & RiskRule.Kill) h.kill = KillMode.Off;
  if (!(rules & RiskRule.Jump)) return Status.Ok;
  for (let id: u32 = 0; id < h.instrumentsMax; id++) {
    if (!isKnown(at, id)) continue;
    const slot = slotOf(at, id);
    if (slot.jumpUntilNs != 0) forgetJump(slot);
  }
  return Status.Ok;
}
