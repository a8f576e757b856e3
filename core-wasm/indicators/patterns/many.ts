// Patterns of four and five candles. Ids 608 to 618.
import {
  answer,
  areOpposite,
  BODY_LONG,
  BODY_SHORT,
  body,
  bodyAbove,
  bodyBelow,
  bottom,
  close,
  color,
  hasNoLower,
  hasNoUpper,
  high,
  isBetween,
  isBeyond,
  isBlack,
  isLong,
  isShort,
  isWhite,
  limit,
  low,
  NEAR,
  open,
  SHADOW_VERY_SHORT,
  top,
  upper,
} from './candles';
import * as classics from './classics';

/** Which settings a pattern looks at, as bits. */
export function manySettings(id: u32): u32 {
  switch (id) {
    case 608:
    case 611:
    case 612:
    case 618:
      return 1 << SHADOW_VERY_SHORT;
    case 609:
    case 616:
      return 1 << NEAR;
    case 610:
      return 1 << BODY_LONG;
    case 613:
    case 614:
      return (1 << BODY_LONG) | (1 << BODY_SHORT);
    default:
      return 0;
  }
}

export function manyAnswer(id: u32, w: usize, share: f64): i32 {
  switch (id) {
    case 608:
      return threeBlackCrows(w);
    case 609:
      return threeLineStrike(w);
    case 610:
      return breakaway(w);
    case 611:
      return concealingBabySwallow(w);
    case 612:
      return ladderBottom(w);
    case 613:
      return matHold(w, share);
    case 614:
      return threeMethods(w);
    case 617:
      return classics.threeGaps(w);
    case 618:
      return classics.ladderTop(w);
    default:
      return unreachable();
  }
}

/** After a white candle, three black ones that open in the body before and close at the low. */
function threeBlackCrows(w: usize): i32 {
  if (!isWhite(w, 3) || !isBlack(w, 2) || !isBlack(w, 1) || !isBlack(w, 0)) return 0;
  if (!hasNoLower(w, 2) || !hasNoLower(w, 1) || !hasNoLower(w, 0)) return 0;
  if (!isBetween(close(w, 2), open(w, 1), open(w, 2))) return 0;
  if (!isBetween(close(w, 1), open(w, 0), open(w, 1))) return 0;
  const falls = close(w, 2) > close(w, 1) && close(w, 1) > close(w, 0);
  return answer(high(w, 3) > close(w, 2) && falls, -100);
}

/** Candle k opens in the body of the one before, or near it. */
@inline
function opensNear(w: usize, k: usize): bool {
  const near = limit(w, NEAR, k + 1);
  return open(w, k) >= bottom(w, k + 1) - near && open(w, k) <= top(w, k + 1) + near;
}

/** Three of one colour, and one that takes it all back. */
function threeLineStrike(w: usize): i32 {
  const direction = color(w, 1);
  if (color(w, 3) != direction || color(w, 2) != direction || !areOpposite(w, 0, 1)) return 0;
  if (!opensNear(w, 2) || !opensNear(w, 1)) return 0;
  const goes =
    isBeyond(direction, close(w, 2), close(w, 3)) && isBeyond(direction, close(w, 1), close(w, 2));
  const strikes =
    isBeyond(direction, open(w, 0), close(w, 1)) && isBeyond(direction, open(w, 3), close(w, 0));
  return answer(goes && strikes, 100 * direction);
}

/** High and low of candle k both beyond those of the one before. */
@inline
function isFurther(w: usize, direction: i32, k: usize): bool {
  return (
    isBeyond(direction, high(w, k), high(w, k + 1)) && isBeyond(direction, low(w, k), low(w, k + 1))
  );
}

/** A gap, two candles that go on, and one that comes back into the gap. */
function breakaway(w: usize): i32 {
  const direction = color(w, 4);
  if (color(w, 3) != direction || color(w, 1) != direction || color(w, 0) == direction) return 0;
  if (!isLong(w, 4)) return 0;
  const isGap = direction > 0 ? bodyAbove(w, 3, 4) : bodyBelow(w, 3, 4);
  if (!isGap || !isFurther(w, direction, 2) || !isFurther(w, direction, 1)) return 0;
  const isInGap =
    isBeyond(direction, open(w, 3), close(w, 0)) && isBeyond(direction, close(w, 0), close(w, 4));
  return answer(isInGap, -100 * direction);
}

function concealingBabySwallow(w: usize): i32 {
  if (!isBlack(w, 3) || !isBlack(w, 2) || !isBlack(w, 1) || !isBlack(w, 0)) return 0;
  if (!hasNoUpper(w, 3) || !hasNoLower(w, 3) || !hasNoUpper(w, 2) || !hasNoLower(w, 2)) return 0;
  if (!bodyBelow(w, 1, 2) || upper(w, 1) <= limit(w, SHADOW_VERY_SHORT, 1)) return 0;
  return answer(high(w, 1) > close(w, 2) && high(w, 0) > high(w, 1) && low(w, 0) < low(w, 1), 100);
}

/** Falling black candles, the last with an upper shadow, then a white one that opens higher. */
function ladderBottom(w: usize): i32 {
  if (!isBlack(w, 4) || !isBlack(w, 3) || !isBlack(w, 2) || !isBlack(w, 1)) return 0;
  if (!isWhite(w, 0)) return 0;
  const opensFall = open(w, 4) > open(w, 3) && open(w, 3) > open(w, 2);
  const closesFall = close(w, 4) > close(w, 3) && close(w, 3) > close(w, 2);
  if (!opensFall || !closesFall || upper(w, 1) <= limit(w, SHADOW_VERY_SHORT, 1)) return 0;
  return answer(open(w, 0) > open(w, 1) && close(w, 0) > high(w, 1), 100);
}

@inline
function staysIn(w: usize, share: f64, k: usize): bool {
  const floor = close(w, 4) - body(w, 4) * share;
  return bottom(w, k) < close(w, 4) && bottom(w, k) > floor;
}

/** A long white candle holds a short setback, and a new white one goes beyond it. */
function matHold(w: usize, share: f64): i32 {
  if (!isWhite(w, 4) || !isBlack(w, 3) || !isWhite(w, 0) || !isLong(w, 4)) return 0;
  if (!isShort(w, 3) || !isShort(w, 2) || !isShort(w, 1) || !bodyAbove(w, 3, 4)) return 0;
  if (!staysIn(w, share, 2) || !staysIn(w, share, 1)) return 0;
  if (top(w, 2) >= open(w, 3) || top(w, 1) >= top(w, 2)) return 0;
  const highest = max(high(w, 3), max(high(w, 2), high(w, 1)));
  return answer(open(w, 0) > close(w, 1) && close(w, 0) > highest, 100);
}

/** Body k reaches into the range of candle 4. */
@inline
function touchesFirst(w: usize, k: usize): bool {
  return bottom(w, k) < high(w, 4) && top(w, k) > low(w, 4);
}

/** Rising and falling three methods: three short candles against a long one, then it goes on. */
function threeMethods(w: usize): i32 {
  const direction = color(w, 4);
  if (color(w, 3) == direction || color(w, 2) == direction || color(w, 1) == direction) return 0;
  if (color(w, 0) != direction || !isLong(w, 4) || !isLong(w, 0)) return 0;
  if (!isShort(w, 3) || !isShort(w, 2) || !isShort(w, 1)) return 0;
  if (!touchesFirst(w, 3) || !touchesFirst(w, 2) || !touchesFirst(w, 1)) return 0;
  const comesBack =
    isBeyond(direction, close(w, 3), close(w, 2)) && isBeyond(direction, close(w, 2), close(w, 1));
  const goesOn =
    isBeyond(direction, open(w, 0), close(w, 1)) && isBeyond(direction, close(w, 0), close(w, 4));
  return answer(comesBack && goesOn, 100 * direction);
}
