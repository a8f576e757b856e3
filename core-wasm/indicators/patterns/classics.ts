// Patterns that TA-Lib lacks: tweezers, inside and outside bars, reversals, mirrors of its
// one-sided patterns. Their ids stand with their number of candles.
import {
  answer,
  areOpposite,
  BODY_LONG,
  bodyAbove,
  bodyBelow,
  close,
  color,
  EQUAL,
  high,
  isBetween,
  isBlack,
  isClose,
  isLong,
  isSmall,
  isWhite,
  limit,
  low,
  lower,
  open,
  rangeInside,
  SHADOW_VERY_SHORT,
  whollyAbove,
  whollyBelow,
} from './candles';

/** Patterns of two candles. */
export function twoMore(id: u32, w: usize): i32 {
  switch (id) {
    case 563:
      return tweezerTop(w);
    case 564:
      return tweezerBottom(w);
    case 565:
      return answer(rangeInside(w, 0, 1), 100 * color(w, 0));
    case 566:
      return answer(rangeInside(w, 1, 0), 100 * color(w, 0));
    case 567:
      return keyReversal(w);
    case 568:
      return oopsReversal(w);
    case 569:
      return priceGap(w);
    case 570:
      return matchingHigh(w);
    case 571:
      return descendingHawk(w);
    case 572:
      return stomach(w);
    default:
      return unreachable();
  }
}

function tweezerTop(w: usize): i32 {
  if (!isWhite(w, 1) || !isBlack(w, 0)) return 0;
  return answer(isClose(high(w, 0), high(w, 1), limit(w, EQUAL, 1)), -100);
}

function tweezerBottom(w: usize): i32 {
  if (!isBlack(w, 1) || !isWhite(w, 0)) return 0;
  return answer(isClose(low(w, 0), low(w, 1), limit(w, EQUAL, 1)), 100);
}

/** A new extreme, then a close beyond the other end of the candle before. */
function keyReversal(w: usize): i32 {
  if (low(w, 0) < low(w, 1) && close(w, 0) > high(w, 1)) return 100;
  return answer(high(w, 0) > high(w, 1) && close(w, 0) < low(w, 1), -100);
}

/** Opens beyond the candle before and comes back to its range: the entry of L. Williams. */
function oopsReversal(w: usize): i32 {
  if (open(w, 0) < low(w, 1) && high(w, 0) >= low(w, 1)) return 100;
  return answer(open(w, 0) > high(w, 1) && low(w, 0) <= high(w, 1), -100);
}

function priceGap(w: usize): i32 {
  return whollyAbove(w, 0, 1) ? 100 : answer(whollyBelow(w, 0, 1), -100);
}

function matchingHigh(w: usize): i32 {
  if (!isWhite(w, 1) || !isWhite(w, 0)) return 0;
  return answer(isClose(close(w, 0), close(w, 1), limit(w, EQUAL, 1)), -100);
}

/** The mirror of the homing pigeon. */
function descendingHawk(w: usize): i32 {
  if (!isWhite(w, 1) || !isWhite(w, 0) || !isLong(w, 1) || !isSmall(w, 0)) return 0;
  return answer(open(w, 0) > open(w, 1) && close(w, 0) < close(w, 1), -100);
}

/** Opens and closes in the better half of an opposite body, or beyond it; both have bodies. */
function stomach(w: usize): i32 {
  if (!areOpposite(w, 0, 1) || open(w, 0) == close(w, 0) || open(w, 1) == close(w, 1)) return 0;
  const middle = (open(w, 1) + close(w, 1)) / 2;
  const holds = isWhite(w, 0) ? open(w, 0) >= middle : open(w, 0) <= middle;
  return answer(holds, 100 * color(w, 0));
}

/** Settings of the patterns of three candles. */
export function threeMoreSettings(id: u32): u32 {
  return id == 598 ? 1 << BODY_LONG : 0;
}

/** Patterns of three candles. */
export function threeMore(id: u32, w: usize): i32 {
  switch (id) {
    case 596:
      return islandReversal(w);
    case 597:
      return threeBarReversal(w);
    case 598:
      return twoRabbits(w);
    case 599:
      return gapTwoRabbits(w);
    case 600:
      return blackGapping(w);
    case 601:
      return squeezeAlert(w);
    default:
      return unreachable();
  }
}

/** One candle beyond gaps on both its sides, shadows included. */
function islandReversal(w: usize): i32 {
  if (whollyBelow(w, 1, 2) && whollyAbove(w, 0, 1)) return 100;
  return answer(whollyAbove(w, 1, 2) && whollyBelow(w, 0, 1), -100);
}

/** The middle candle is the extreme, and the last closes beyond it. */
function threeBarReversal(w: usize): i32 {
  const isLowest = low(w, 1) < low(w, 2) && low(w, 1) < low(w, 0);
  if (isBlack(w, 2) && isLowest && close(w, 0) > high(w, 1)) return 100;
  const isHighest = high(w, 1) > high(w, 2) && high(w, 1) > high(w, 0);
  return answer(isWhite(w, 2) && isHighest && close(w, 0) < low(w, 1), -100);
}

/** The mirror of the two crows. */
function twoRabbits(w: usize): i32 {
  if (!isBlack(w, 2) || !isLong(w, 2) || !isWhite(w, 1) || !isWhite(w, 0)) return 0;
  if (!bodyBelow(w, 1, 2)) return 0;
  const isFilled = isBetween(close(w, 2), close(w, 0), open(w, 2));
  return answer(isBetween(open(w, 1), open(w, 0), close(w, 1)) && isFilled, 100);
}

/** The mirror of the upside gap two crows. */
function gapTwoRabbits(w: usize): i32 {
  if (!isBlack(w, 2) || !isLong(w, 2) || !isWhite(w, 1) || !isWhite(w, 0)) return 0;
  if (!isSmall(w, 1) || !bodyBelow(w, 1, 2)) return 0;
  return answer(open(w, 0) < open(w, 1) && isBetween(close(w, 1), close(w, 0), close(w, 2)), 100);
}

/** Two black candles with falling highs below a gap. */
function blackGapping(w: usize): i32 {
  if (!isBlack(w, 1) || !isBlack(w, 0)) return 0;
  return answer(whollyBelow(w, 1, 2) && high(w, 0) < high(w, 1), -100);
}

/** Two candles, each inside the one before; the colour of the first says what they turn. */
function squeezeAlert(w: usize): i32 {
  return answer(rangeInside(w, 1, 2) && rangeInside(w, 0, 1), -100 * color(w, 2));
}

/** Three gaps between bodies, one after the other, in one direction: a move that overdoes it. */
export function threeGaps(w: usize): i32 {
  if (bodyAbove(w, 2, 3) && bodyAbove(w, 1, 2) && bodyAbove(w, 0, 1)) return -100;
  return answer(bodyBelow(w, 2, 3) && bodyBelow(w, 1, 2) && bodyBelow(w, 0, 1), 100);
}

/** The mirror of the ladder bottom. */
export function ladderTop(w: usize): i32 {
  if (!isWhite(w, 4) || !isWhite(w, 3) || !isWhite(w, 2) || !isWhite(w, 1)) return 0;
  if (!isBlack(w, 0)) return 0;
  const opensRise = open(w, 4) < open(w, 3) && open(w, 3) < open(w, 2);
  const closesRise = close(w, 4) < close(w, 3) && close(w, 3) < close(w, 2);
  if (!opensRise || !closesRise || lower(w, 1) <= limit(w, SHADOW_VERY_SHORT, 1)) return 0;
  return answer(open(w, 0) < open(w, 1) && close(w, 0) < low(w, 1), -100);
}
