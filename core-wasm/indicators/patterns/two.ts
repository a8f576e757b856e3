// Patterns of two candles. Ids 544 to 575.
import {
  answer,
  areOpposite,
  BODY_DOJI,
  BODY_LONG,
  BODY_SHORT,
  body,
  bodyAbove,
  bodyBelow,
  bottom,
  close,
  color,
  EQUAL,
  hasNoLower,
  hasNoUpper,
  high,
  isBetween,
  isBlack,
  isClose,
  isDoji,
  isLong,
  isShort,
  isSmall,
  isWhite,
  limit,
  low,
  lower,
  NEAR,
  open,
  opensAtExtreme,
  SHADOW_LONG,
  SHADOW_VERY_SHORT,
  top,
  upper,
  whollyAbove,
  whollyBelow,
} from './candles';
import * as classics from './classics';

@inline const HAMMER_LIKE: u32 =
  (1 << BODY_SHORT) | (1 << SHADOW_LONG) | (1 << SHADOW_VERY_SHORT);

/** Which settings a pattern looks at, as bits. */
export function twoSettings(id: u32): u32 {
  switch (id) {
    case 544:
    case 553:
    case 558:
    case 562:
      return (1 << BODY_LONG) | (1 << EQUAL);
    case 545:
    case 559:
      return 1 << BODY_LONG;
    case 546:
    case 551:
      return (1 << BODY_LONG) | (1 << BODY_DOJI);
    case 548:
    case 549:
      return HAMMER_LIKE | (1 << NEAR);
    case 550:
    case 552:
    case 571:
      return (1 << BODY_LONG) | (1 << BODY_SHORT);
    case 554:
    case 561:
      return HAMMER_LIKE;
    case 555:
    case 556:
      return (1 << BODY_LONG) | (1 << SHADOW_VERY_SHORT);
    case 557:
    case 563:
    case 564:
    case 570:
      return 1 << EQUAL;
    case 560:
      return (1 << BODY_LONG) | (1 << SHADOW_VERY_SHORT) | (1 << EQUAL);
    default:
      return 0;
  }
}

export function twoAnswer(id: u32, w: usize, share: f64): i32 {
  switch (id) {
    case 544:
      return counterattack(w);
    case 545:
      return darkCloudCover(w, share);
    case 546:
      return dojiStar(w);
    case 547:
      return engulfing(w);
    case 548:
      return hammer(w);
    case 549:
      return hangingMan(w);
    case 550:
      return harami(w, isSmall(w, 0));
    case 551:
      return harami(w, isDoji(w, 0));
    case 552:
      return homingPigeon(w);
    case 553:
      return inNeck(w);
    case 554:
      return invertedHammer(w);
    case 555:
      return isKicking(w) ? 100 * color(w, 0) : 0;
    case 556:
      return kickingByLength(w);
    case 557:
      return matchingLow(w);
    case 558:
      return onNeck(w);
    case 559:
      return piercing(w);
    case 560:
      return separatingLines(w);
    case 561:
      return shootingStar(w);
    case 562:
      return thrusting(w);
    default:
      return classics.twoMore(id, w);
  }
}

function counterattack(w: usize): i32 {
  if (!areOpposite(w, 0, 1) || !isLong(w, 1) || !isLong(w, 0)) return 0;
  return answer(isClose(close(w, 0), close(w, 1), limit(w, EQUAL, 1)), 100 * color(w, 0));
}

/** Opens above the long white candle's high and closes deep in its body. */
function darkCloudCover(w: usize, share: f64): i32 {
  if (!isWhite(w, 1) || !isLong(w, 1) || !isBlack(w, 0)) return 0;
  const depth = close(w, 1) - body(w, 1) * share;
  return answer(open(w, 0) > high(w, 1) && isBetween(open(w, 1), close(w, 0), depth), -100);
}

function dojiStar(w: usize): i32 {
  if (!isLong(w, 1) || !isDoji(w, 0)) return 0;
  const isAway = isWhite(w, 1) ? bodyAbove(w, 0, 1) : bodyBelow(w, 0, 1);
  return answer(isAway, -100 * color(w, 1));
}

/** 80 where one end of the bodies is the same. */
function engulfing(w: usize): i32 {
  if (!areOpposite(w, 0, 1)) return 0;
  const above = top(w, 0) - top(w, 1);
  const below = bottom(w, 1) - bottom(w, 0);
  if (above < 0 || below < 0 || above + below == 0) return 0;
  return select(100, 80, above > 0 && below > 0) * color(w, 0);
}

@inline
function hasHammerShape(w: usize): bool {
  return isShort(w, 0) && lower(w, 0) > limit(w, SHADOW_LONG, 0) && hasNoUpper(w, 0);
}

function hammer(w: usize): i32 {
  return answer(hasHammerShape(w) && bottom(w, 0) <= low(w, 1) + limit(w, NEAR, 1), 100);
}

function hangingMan(w: usize): i32 {
  return answer(hasHammerShape(w) && bottom(w, 0) >= high(w, 1) - limit(w, NEAR, 1), -100);
}

/** 80 where one end of the bodies is the same. */
function harami(w: usize, isChild: bool): i32 {
  if (!isChild || !isLong(w, 1)) return 0;
  const above = top(w, 1) - top(w, 0);
  const below = bottom(w, 0) - bottom(w, 1);
  if (above < 0 || below < 0) return 0;
  return -select(100, 80, above > 0 && below > 0) * color(w, 1);
}

function homingPigeon(w: usize): i32 {
  if (!isBlack(w, 1) || !isBlack(w, 0) || !isLong(w, 1) || !isSmall(w, 0)) return 0;
  return answer(open(w, 0) < open(w, 1) && close(w, 0) > close(w, 1), 100);
}

@inline
function hasInvertedShape(w: usize): bool {
  return isShort(w, 0) && upper(w, 0) > limit(w, SHADOW_LONG, 0) && hasNoLower(w, 0);
}

function invertedHammer(w: usize): i32 {
  return answer(hasInvertedShape(w) && bodyBelow(w, 0, 1), 100);
}

function shootingStar(w: usize): i32 {
  return answer(hasInvertedShape(w) && bodyAbove(w, 0, 1), -100);
}

@inline
function isShavedLong(w: usize, k: usize): bool {
  return isLong(w, k) && hasNoUpper(w, k) && hasNoLower(w, k);
}

/** Two opposite marubozu with a gap between them. */
@inline
function isKicking(w: usize): bool {
  if (!areOpposite(w, 0, 1) || !isShavedLong(w, 1) || !isShavedLong(w, 0)) return false;
  return isBlack(w, 1) ? whollyAbove(w, 0, 1) : whollyBelow(w, 0, 1);
}

function kickingByLength(w: usize): i32 {
  if (!isKicking(w)) return 0;
  return 100 * (body(w, 0) > body(w, 1) ? color(w, 0) : color(w, 1));
}

function matchingLow(w: usize): i32 {
  if (!isBlack(w, 1) || !isBlack(w, 0)) return 0;
  return answer(isClose(close(w, 0), close(w, 1), limit(w, EQUAL, 1)), 100);
}

// After a long black candle a white one opens below its low: how far does it come back?

@inline
function comesFromBelow(w: usize): bool {
  return isBlack(w, 1) && isLong(w, 1) && isWhite(w, 0) && open(w, 0) < low(w, 1);
}

function onNeck(w: usize): i32 {
  const isAtLow = isClose(close(w, 0), low(w, 1), limit(w, EQUAL, 1));
  return answer(comesFromBelow(w) && isAtLow, -100);
}

function inNeck(w: usize): i32 {
  const most = close(w, 1) + limit(w, EQUAL, 1);
  return answer(comesFromBelow(w) && close(w, 0) >= close(w, 1) && close(w, 0) <= most, -100);
}

function thrusting(w: usize): i32 {
  const isAbove = close(w, 0) > close(w, 1) + limit(w, EQUAL, 1);
  const isBelow = close(w, 0) <= close(w, 1) + body(w, 1) * 0.5;
  return answer(comesFromBelow(w) && isAbove && isBelow, -100);
}

function piercing(w: usize): i32 {
  if (!comesFromBelow(w) || !isLong(w, 0)) return 0;
  return answer(isBetween(close(w, 1) + body(w, 1) * 0.5, close(w, 0), open(w, 1)), 100);
}

function separatingLines(w: usize): i32 {
  if (!areOpposite(w, 0, 1) || !isLong(w, 0) || !opensAtExtreme(w, 0)) return 0;
  return answer(isClose(open(w, 0), open(w, 1), limit(w, EQUAL, 1)), 100 * color(w, 0));
}
