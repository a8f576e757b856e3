// Patterns of three candles. Ids 576 to 607.
import {
  answer,
  areOpposite,
  BODY_DOJI,
  BODY_LONG,
  BODY_SHORT,
  body,
  bodyAbove,
  bodyBelow,
  bodyInside,
  bottom,
  close,
  color,
  EQUAL,
  FAR,
  hasNoLower,
  hasNoUpper,
  high,
  isBetween,
  isBeyond,
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
  SHADOW_LONG,
  SHADOW_SHORT,
  SHADOW_VERY_SHORT,
  top,
  upper,
  whollyAbove,
  whollyBelow,
} from './candles';
import * as classics from './classics';

/** Which settings a pattern looks at, as bits. */
export function threeSettings(id: u32): u32 {
  switch (id) {
    case 576:
      return 1 << BODY_LONG;
    case 577:
    case 584:
    case 588:
    case 593:
    case 594:
    case 599:
      return (1 << BODY_LONG) | (1 << BODY_SHORT);
    case 579:
      return (1 << BODY_LONG) | (1 << BODY_SHORT) | (1 << SHADOW_LONG) | (1 << SHADOW_VERY_SHORT);
    case 580:
      return (1 << BODY_SHORT) | (1 << SHADOW_VERY_SHORT) | (1 << NEAR) | (1 << FAR);
    case 581:
    case 583:
    case 587:
      return (1 << BODY_LONG) | (1 << BODY_SHORT) | (1 << BODY_DOJI);
    case 582:
      return (1 << BODY_LONG) | (1 << SHADOW_LONG) | (1 << SHADOW_SHORT) | (1 << NEAR) | (1 << FAR);
    case 585:
      return (1 << NEAR) | (1 << EQUAL);
    case 586:
      return (1 << SHADOW_VERY_SHORT) | (1 << EQUAL);
    case 589:
      return (1 << BODY_LONG) | (1 << BODY_SHORT) | (1 << SHADOW_VERY_SHORT) | (1 << NEAR);
    case 590:
      return 1 << EQUAL;
    case 591:
      return 1 << NEAR;
    case 592:
      return 1 << BODY_DOJI;
    default:
      return classics.threeMoreSettings(id);
  }
}

export function threeAnswer(id: u32, w: usize, share: f64): i32 {
  switch (id) {
    case 576:
      return twoCrows(w);
    case 577:
      return threeInside(w);
    case 578:
      return threeOutside(w);
    case 579:
      return threeStarsInSouth(w);
    case 580:
      return threeWhiteSoldiers(w);
    case 581:
      return abandonedBaby(w, share);
    case 582:
      return advanceBlock(w);
    case 583:
      return isDoji(w, 1) ? star(w, share, -1) : 0;
    case 584:
      return isSmall(w, 1) ? star(w, share, -1) : 0;
    case 585:
      return gapSideSideWhite(w);
    case 586:
      return identicalThreeCrows(w);
    case 587:
      return isDoji(w, 1) ? star(w, share, 1) : 0;
    case 588:
      return isSmall(w, 1) ? star(w, share, 1) : 0;
    case 589:
      return stalled(w);
    case 590:
      return stickSandwich(w);
    case 591:
      return tasukiGap(w);
    case 592:
      return triStar(w);
    case 593:
      return uniqueThreeRiver(w);
    case 594:
      return upsideGapTwoCrows(w);
    case 595:
      return gapThreeMethods(w);
    default:
      return classics.threeMore(id, w);
  }
}

@inline
function allWhite(w: usize): bool {
  return isWhite(w, 2) && isWhite(w, 1) && isWhite(w, 0);
}

@inline
function allBlack(w: usize): bool {
  return isBlack(w, 2) && isBlack(w, 1) && isBlack(w, 0);
}

@inline
function closesRise(w: usize): bool {
  return close(w, 2) < close(w, 1) && close(w, 1) < close(w, 0);
}

@inline
function closesFall(w: usize): bool {
  return close(w, 2) > close(w, 1) && close(w, 1) > close(w, 0);
}

/** White candle k opens above the open of the one before and no more than near its close. */
@inline
function opensWithin(w: usize, k: usize): bool {
  const most = close(w, k + 1) + limit(w, NEAR, k + 1);
  return open(w, k) > open(w, k + 1) && open(w, k) <= most;
}

/** Long white, then two black after a gap: the second fills it from inside the first's body. */
function twoCrows(w: usize): i32 {
  if (!isWhite(w, 2) || !isLong(w, 2) || !isBlack(w, 1) || !isBlack(w, 0)) return 0;
  if (!bodyAbove(w, 1, 2)) return 0;
  const isFilled = isBetween(open(w, 2), close(w, 0), close(w, 2));
  return answer(isBetween(close(w, 1), open(w, 0), open(w, 1)) && isFilled, -100);
}

function upsideGapTwoCrows(w: usize): i32 {
  if (!isWhite(w, 2) || !isLong(w, 2) || !isBlack(w, 1) || !isBlack(w, 0)) return 0;
  if (!isSmall(w, 1) || !bodyAbove(w, 1, 2)) return 0;
  return answer(open(w, 0) > open(w, 1) && isBetween(close(w, 2), close(w, 0), close(w, 1)), -100);
}

/** A harami, and its confirmation: a close beyond the mother's open. */
function threeInside(w: usize): i32 {
  if (!isLong(w, 2) || !isSmall(w, 1) || !bodyInside(w, 1, 2) || !areOpposite(w, 0, 2)) return 0;
  const direction = -color(w, 2);
  return answer(isBeyond(direction, close(w, 0), open(w, 2)), 100 * direction);
}

/** An engulfing, and its confirmation: a close beyond the engulfing one's. */
function threeOutside(w: usize): i32 {
  if (!areOpposite(w, 1, 2) || !bodyInside(w, 2, 1)) return 0;
  const direction = color(w, 1);
  return answer(isBeyond(direction, close(w, 0), close(w, 1)), 100 * direction);
}

function threeStarsInSouth(w: usize): i32 {
  if (!allBlack(w)) return 0;
  const first = isLong(w, 2) && lower(w, 2) > limit(w, SHADOW_LONG, 2);
  if (!first || body(w, 1) >= body(w, 2)) return 0;
  const opensInside = open(w, 1) > close(w, 2) && open(w, 1) <= high(w, 2);
  const holdsLow = low(w, 1) < close(w, 2) && low(w, 1) >= low(w, 2);
  if (!opensInside || !holdsLow || lower(w, 1) <= limit(w, SHADOW_VERY_SHORT, 1)) return 0;
  const isShaved = isShort(w, 0) && hasNoUpper(w, 0) && hasNoLower(w, 0);
  return answer(isShaved && low(w, 0) > low(w, 1) && high(w, 0) < high(w, 1), 100);
}

function threeWhiteSoldiers(w: usize): i32 {
  if (!allWhite(w) || !closesRise(w)) return 0;
  if (!hasNoUpper(w, 2) || !hasNoUpper(w, 1) || !hasNoUpper(w, 0)) return 0;
  if (!opensWithin(w, 1) || !opensWithin(w, 0)) return 0;
  const keepsPace =
    body(w, 1) > body(w, 2) - limit(w, FAR, 2) && body(w, 0) > body(w, 1) - limit(w, FAR, 1);
  return answer(keepsPace && body(w, 0) > limit(w, BODY_SHORT, 0), 100);
}

/** White candles that climb less and less. */
function advanceBlock(w: usize): i32 {
  if (!allWhite(w) || !closesRise(w) || !opensWithin(w, 1) || !opensWithin(w, 0)) return 0;
  if (!isLong(w, 2) || upper(w, 2) >= limit(w, SHADOW_SHORT, 2)) return 0;
  const a = body(w, 2);
  const b = body(w, 1);
  const c = body(w, 0);
  if (b < a - limit(w, FAR, 2) && c < b + limit(w, NEAR, 1)) return -100;
  if (c < b - limit(w, FAR, 1)) return -100;
  const isRefused =
    upper(w, 0) > limit(w, SHADOW_SHORT, 0) || upper(w, 1) > limit(w, SHADOW_SHORT, 1);
  if (c < b && b < a && isRefused) return -100;
  return answer(c < b && upper(w, 0) > limit(w, SHADOW_LONG, 0), -100);
}

/** A doji that gaps away from both its neighbours, shadows included. */
function abandonedBaby(w: usize, share: f64): i32 {
  if (!areOpposite(w, 0, 2) || !isLong(w, 2) || !isDoji(w, 1)) return 0;
  if (body(w, 0) <= limit(w, BODY_SHORT, 0)) return 0;
  if (isWhite(w, 2)) {
    const isAlone = whollyAbove(w, 1, 2) && whollyBelow(w, 0, 1);
    return answer(isAlone && close(w, 0) < close(w, 2) - body(w, 2) * share, -100);
  }
  const isAlone = whollyBelow(w, 1, 2) && whollyAbove(w, 0, 1);
  return answer(isAlone && close(w, 0) > close(w, 2) + body(w, 2) * share, 100);
}

/** Evening star for direction -1, morning star for 1, given that candle 1 is a star. */
function star(w: usize, share: f64, direction: i32): i32 {
  if (!isLong(w, 2) || color(w, 2) == direction || color(w, 0) != direction) return 0;
  if (body(w, 0) <= limit(w, BODY_SHORT, 0)) return 0;
  if (direction < 0) {
    const depth = close(w, 2) - body(w, 2) * share;
    return answer(bodyAbove(w, 1, 2) && close(w, 0) < depth, -100);
  }
  const height = close(w, 2) + body(w, 2) * share;
  return answer(bodyBelow(w, 1, 2) && close(w, 0) > height, 100);
}

/** Two white candles of about one size and one open beyond a gap. */
function gapSideSideWhite(w: usize): i32 {
  if (!isWhite(w, 1) || !isWhite(w, 0)) return 0;
  const isUp = bodyAbove(w, 1, 2) && bodyAbove(w, 0, 2);
  if (!isUp && !(bodyBelow(w, 1, 2) && bodyBelow(w, 0, 2))) return 0;
  const isTwin =
    isClose(body(w, 0), body(w, 1), limit(w, NEAR, 1)) &&
    isClose(open(w, 0), open(w, 1), limit(w, EQUAL, 1));
  return answer(isTwin, select(100, -100, isUp));
}

function identicalThreeCrows(w: usize): i32 {
  if (!allBlack(w) || !closesFall(w)) return 0;
  if (!hasNoLower(w, 2) || !hasNoLower(w, 1) || !hasNoLower(w, 0)) return 0;
  const isChain =
    isClose(open(w, 1), close(w, 2), limit(w, EQUAL, 2)) &&
    isClose(open(w, 0), close(w, 1), limit(w, EQUAL, 1));
  return answer(isChain, -100);
}

/** Two long white candles and a small one that opens high up: the climb has stopped. */
function stalled(w: usize): i32 {
  if (!allWhite(w) || !closesRise(w) || !isLong(w, 2) || !isLong(w, 1)) return 0;
  if (!hasNoUpper(w, 1) || !opensWithin(w, 1) || !isShort(w, 0)) return 0;
  return answer(open(w, 0) >= close(w, 1) - body(w, 0) - limit(w, NEAR, 1), -100);
}

function stickSandwich(w: usize): i32 {
  if (!isBlack(w, 2) || !isWhite(w, 1) || !isBlack(w, 0)) return 0;
  return answer(
    low(w, 1) > close(w, 2) && isClose(close(w, 0), close(w, 2), limit(w, EQUAL, 2)),
    100,
  );
}

/** A gap that the next candle, opposite and of like size, only partly fills. */
function tasukiGap(w: usize): i32 {
  if (!areOpposite(w, 0, 1)) return 0;
  if (!(abs(body(w, 1) - body(w, 0)) < limit(w, NEAR, 1))) return 0;
  if (isWhite(w, 1)) {
    if (!bodyAbove(w, 1, 2) || !isBetween(open(w, 1), open(w, 0), close(w, 1))) return 0;
    return answer(isBetween(top(w, 2), close(w, 0), open(w, 1)), 100);
  }
  if (!bodyBelow(w, 1, 2) || !isBetween(close(w, 1), open(w, 0), open(w, 1))) return 0;
  return answer(isBetween(open(w, 1), close(w, 0), bottom(w, 2)), -100);
}

/** Three dojis, all measured by what was a doji at the first; the middle one stands out. */
function triStar(w: usize): i32 {
  const most = limit(w, BODY_DOJI, 2);
  if (body(w, 2) > most || body(w, 1) > most || body(w, 0) > most) return 0;
  if (bodyAbove(w, 1, 2) && top(w, 0) < top(w, 1)) return -100;
  return answer(bodyBelow(w, 1, 2) && bottom(w, 0) > bottom(w, 1), 100);
}

function uniqueThreeRiver(w: usize): i32 {
  if (!isBlack(w, 2) || !isLong(w, 2) || !isBlack(w, 1) || !isWhite(w, 0)) return 0;
  const isHarami = close(w, 1) > close(w, 2) && open(w, 1) <= open(w, 2);
  if (!isHarami || low(w, 1) >= low(w, 2)) return 0;
  return answer(isShort(w, 0) && open(w, 0) > low(w, 1), 100);
}

/** A gap between two candles of one colour that the third closes from body to body. */
function gapThreeMethods(w: usize): i32 {
  if (areOpposite(w, 2, 1) || !areOpposite(w, 0, 1)) return 0;
  const isGap = isWhite(w, 2) ? bodyAbove(w, 1, 2) : bodyBelow(w, 1, 2);
  const opensInside = isBetween(bottom(w, 1), open(w, 0), top(w, 1));
  const closesInside = isBetween(bottom(w, 2), close(w, 0), top(w, 2));
  return answer(isGap && opensInside && closesInside, 100 * color(w, 2));
}
