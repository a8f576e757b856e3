// Far store: levels whose price lies outside the window, in a treap over a fixed pool. Its shape
// depends on the ticks in it and on nothing else; log n steps find, add, remove or step on.
import { MATCHING_STATE_FAR_ROOT, MatchingState } from '../abi/matching';
import { FarLevel, SIZEOF_FAR_LEVEL } from './state';

@inline const LEFT: usize = 24;
@inline const RIGHT: usize = 28;

@inline
export function farAt(e: usize, node: u32): FarLevel {
  return changetype<FarLevel>(e + node);
}

/** A bijection, so that no two ticks have one priority. */
@inline
function priority(tick: i64): u64 {
  let x = <u64>tick * 0x9e3779b97f4a7c15;
  x ^= x >> 32;
  return x * 0xd6e8feb86659fd93;
}

/** The level at `tick`, 0 when there is none. */
export function farFind(s: MatchingState, tick: i64): u32 {
  const e = changetype<usize>(s);
  let node = s.farRoot;
  while (node != 0) {
    const level = farAt(e, node);
    if (level.tick == tick) return node;
    node = tick < level.tick ? level.left : level.right;
  }
  return 0;
}

/** A new, empty level at `tick`, where there was none. The pool has a level for every order. */
export function farAdd(s: MatchingState, tick: i64): u32 {
  const e = changetype<usize>(s);
  let fresh = s.freeFar;
  if (fresh != 0) {
    s.freeFar = farAt(e, fresh).left;
  } else {
    fresh = s.freshFar;
    s.freshFar = fresh + SIZEOF_FAR_LEVEL;
  }
  const added = farAt(e, fresh);
  added.head = 0;
  added.tail = 0;
  added.total = 0;
  added.tick = tick;
  const rank = priority(tick);
  let link = e + MATCHING_STATE_FAR_ROOT;
  let node = load<u32>(link);
  while (node != 0) {
    const level = farAt(e, node);
    if (priority(level.tick) < rank) break;
    link = e + node + (tick < level.tick ? LEFT : RIGHT);
    node = load<u32>(link);
  }
  store<u32>(link, fresh);
  // What stood here is split into what is below the new tick and what is above.
  let below = e + fresh + LEFT;
  let above = e + fresh + RIGHT;
  while (node != 0) {
    if (farAt(e, node).tick < tick) {
      store<u32>(below, node);
      below = e + node + RIGHT;
      node = load<u32>(below);
    } else {
      store<u32>(above, node);
      above = e + node + LEFT;
      node = load<u32>(above);
    }
  }
  store<u32>(below, 0);
  store<u32>(above, 0);
  s.farCount++;
  return fresh;
}

/** Removes the level at `tick`, which is there. */
export function farRemove(s: MatchingState, tick: i64): void {
  const e = changetype<usize>(s);
  let link = e + MATCHING_STATE_FAR_ROOT;
  let node = load<u32>(link);
  while (farAt(e, node).tick != tick) {
    link = e + node + (tick < farAt(e, node).tick ? LEFT : RIGHT);
    node = load<u32>(link);
  }
  const gone = farAt(e, node);
  let below = gone.left;
  let above = gone.right;
  while (below != 0 && above != 0) {
    if (priority(farAt(e, below).tick) > priority(farAt(e, above).tick)) {
      store<u32>(link, below);
      link = e + below + RIGHT;
      below = load<u32>(link);
    } else {
      store<u32>(link, above);
      link = e + above + LEFT;
      above = load<u32>(link);
    }
  }
  store<u32>(link, below != 0 ? below : above);
  gone.left = s.freeFar;
  s.freeFar = node;
  s.farCount--;
}

/** Lowest tick above `tick`, i64.MAX_VALUE when there is none. */
export function farAbove(s: MatchingState, tick: i64): i64 {
  const e = changetype<usize>(s);
  let found: i64 = i64.MAX_VALUE;
  let node = s.farRoot;
  while (node != 0) {
    const level = farAt(e, node);
    if (level.tick > tick) {
      found = level.tick;
      node = level.left;
    } else {
      node = level.right;
    }
  }
  return found;
}

/** Highest tick below `tick`, i64.MIN_VALUE when there is none. */
export function farBelow(s: MatchingState, tick: i64): i64 {
  const e = changetype<usize>(s);
  let found: i64 = i64.MIN_VALUE;
  let node = s.farRoot;
  while (node != 0) {
    const level = farAt(e, node);
    if (level.tick < tick) {
      found = level.tick;
      node = level.right;
    } else {
      node = level.left;
    }
  }
  return found;
}
