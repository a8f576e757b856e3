// Patterns of one candle. Ids 512 to 543.
import {
  answer,
  BODY_DOJI,
  BODY_LONG,
  BODY_SHORT,
  body,
  bottom,
  close,
  closesAtExtreme,
  color,
  hasNoLower,
  hasNoUpper,
  high,
  isDoji,
  isLong,
  isShort,
  limit,
  low,
  lower,
  NEAR,
  open,
  opensAtExtreme,
  range,
  SHADOW_LONG,
  SHADOW_SHORT,
  SHADOW_VERY_LONG,
  SHADOW_VERY_SHORT,
  top,
  upper,
} from './candles';

/** Which settings a pattern looks at, as bits. */
export function oneSettings(id: u32): u32 {
  switch (id) {
    case 512:
    case 513:
    case 520:
      return (1 << BODY_LONG) | (1 << SHADOW_VERY_SHORT);
    case 514:
      return 1 << BODY_DOJI;
    case 515:
    case 516:
      return (1 << BODY_DOJI) | (1 << SHADOW_VERY_SHORT);
    case 517:
      return (1 << BODY_SHORT) | (1 << SHADOW_VERY_LONG);
    case 518:
      return (1 << BODY_DOJI) | (1 << SHADOW_LONG);
    case 519:
      return (1 << BODY_LONG) | (1 << SHADOW_SHORT);
    case 521:
      return (1 << BODY_DOJI) | (1 << SHADOW_LONG) | (1 << NEAR);
    case 522:
      return (1 << BODY_SHORT) | (1 << SHADOW_SHORT);
    case 523:
      return 1 << BODY_SHORT;
    case 524:
      return (1 << BODY_DOJI) | (1 << SHADOW_VERY_SHORT) | (1 << SHADOW_VERY_LONG);
    default:
      return 0;
  }
}

export function oneAnswer(id: u32, w: usize, share: f64): i32 {
  switch (id) {
    case 512:
      return beltHold(w);
    case 513:
      return closingMarubozu(w);
    case 514:
      return answer(isDoji(w, 0), 100);
    case 515:
      return dragonflyDoji(w);
    case 516:
      return gravestoneDoji(w);
    case 517:
      return highWave(w);
    case 518:
      return longLeggedDoji(w);
    case 519:
      return longLine(w);
    case 520:
      return marubozu(w);
    case 521:
      return rickshawMan(w);
    case 522:
      return shortLine(w);
    case 523:
      return spinningTop(w);
    case 524:
      return takuri(w);
    case 525:
      return fourPriceDoji(w);
    case 526:
      return pinBar(w, share);
    default:
      return unreachable();
  }
}

function beltHold(w: usize): i32 {
  return answer(isLong(w, 0) && opensAtExtreme(w, 0), 100 * color(w, 0));
}

function closingMarubozu(w: usize): i32 {
  return answer(isLong(w, 0) && closesAtExtreme(w, 0), 100 * color(w, 0));
}

function dragonflyDoji(w: usize): i32 {
  const hasLower = lower(w, 0) > limit(w, SHADOW_VERY_SHORT, 0);
  return answer(isDoji(w, 0) && hasNoUpper(w, 0) && hasLower, 100);
}

function gravestoneDoji(w: usize): i32 {
  const hasUpper = upper(w, 0) > limit(w, SHADOW_VERY_SHORT, 0);
  return answer(isDoji(w, 0) && hasNoLower(w, 0) && hasUpper, 100);
}

function highWave(w: usize): i32 {
  const least = limit(w, SHADOW_VERY_LONG, 0);
  return answer(isShort(w, 0) && min(upper(w, 0), lower(w, 0)) > least, 100 * color(w, 0));
}

function longLeggedDoji(w: usize): i32 {
  const longest = max(upper(w, 0), lower(w, 0));
  return answer(isDoji(w, 0) && longest > limit(w, SHADOW_LONG, 0), 100);
}

@inline
function hasShortShadows(w: usize): bool {
  return max(upper(w, 0), lower(w, 0)) < limit(w, SHADOW_SHORT, 0);
}

function longLine(w: usize): i32 {
  return answer(isLong(w, 0) && hasShortShadows(w), 100 * color(w, 0));
}

function marubozu(w: usize): i32 {
  return answer(isLong(w, 0) && hasNoUpper(w, 0) && hasNoLower(w, 0), 100 * color(w, 0));
}

/** A doji with long shadows whose body is near the middle of its range. */
function rickshawMan(w: usize): i32 {
  if (!isDoji(w, 0) || min(upper(w, 0), lower(w, 0)) <= limit(w, SHADOW_LONG, 0)) return 0;
  const middle = low(w, 0) + range(w, 0) / 2;
  const near = limit(w, NEAR, 0);
  return answer(bottom(w, 0) <= middle + near && top(w, 0) >= middle - near, 100);
}

function shortLine(w: usize): i32 {
  return answer(isShort(w, 0) && hasShortShadows(w), 100 * color(w, 0));
}

function spinningTop(w: usize): i32 {
  return answer(isShort(w, 0) && min(upper(w, 0), lower(w, 0)) > body(w, 0), 100 * color(w, 0));
}

function takuri(w: usize): i32 {
  const isDeep = lower(w, 0) > limit(w, SHADOW_VERY_LONG, 0);
  return answer(isDoji(w, 0) && hasNoUpper(w, 0) && isDeep, 100);
}

/** No movement at all. */
function fourPriceDoji(w: usize): i32 {
  return answer(high(w, 0) == low(w, 0) && open(w, 0) == close(w, 0), 100);
}

/** One shadow takes `share` of the range or more: the price was refused there. */
function pinBar(w: usize, share: f64): i32 {
  const least = share * range(w, 0);
  if (range(w, 0) <= 0) return 0;
  return lower(w, 0) >= least ? 100 : upper(w, 0) >= least ? -100 : 0;
}
