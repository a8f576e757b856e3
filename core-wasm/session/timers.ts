// Timers of a strategy: few, so that the next one is found by looking at all when one has fired or
// was set. One with an interval is due again one interval later, exactly.
//
//   entry    i64 due ns | i64 interval ns, 0: once | u32 id | u32 order of setting | u64 pad
import { SessionState } from '../abi/session';
import { Status } from '../abi/status';
import { partsOf } from './state';

@inline export const TIMER_BYTES: u32 = 32;

@inline
function entryAt(s: SessionState, index: u32): usize {
  return <usize>(partsOf(s).timers + index * TIMER_BYTES);
}

/** Index of the timer due first; of several, the one set first. */
function first(s: SessionState): u32 {
  let best: u32 = 0;
  for (let i: u32 = 1; i < partsOf(s).timerCount; i++) {
    const a = load<i64>(entryAt(s, i));
    const b = load<i64>(entryAt(s, best));
    if (a < b || (a == b && load<u32>(entryAt(s, i), 20) < load<u32>(entryAt(s, best), 20)))
      best = i;
  }
  return best;
}

function findNext(s: SessionState): void {
  s.nextTimerNs = partsOf(s).timerCount == 0 ? i64.MAX_VALUE : load<i64>(entryAt(s, first(s)));
}

/**
 * Sets timer `id` (again: instead of before) to be due at the i64 at `args`, then every i64 behind
 * it where that is not 0. A due time that is past fires at once. Ok, BadArgument (interval below
 * 0), TooLarge (no room for another timer).
 */
export function timerSet(s: SessionState, id: u32, args: usize): i32 {
  const parts = partsOf(s);
  if (load<i64>(args, 8) < 0) return Status.BadArgument;
  let index: u32 = 0;
  let newest: u32 = 0;
  let found = parts.timerCount;
  for (; index < parts.timerCount; index++) {
    newest = max(newest, load<u32>(entryAt(s, index), 20));
    if (load<u32>(entryAt(s, index), 16) == id) found = index;
  }
  if (found == parts.timersMax) return Status.TooLarge;
  if (found == parts.timerCount) parts.timerCount++;
  const at = entryAt(s, found);
  store<i64>(at, load<i64>(args));
  store<i64>(at, load<i64>(args, 8), 8);
  store<u32>(at, id, 16);
  store<u32>(at, newest + 1, 20);
  findNext(s);
  return Status.Ok;
}

/** Ok, or BadArgument where no such timer is set. */
export function timerClear(s: SessionState, id: u32): i32 {
  const parts = partsOf(s);
  for (let i: u32 = 0; i < parts.timerCount; i++) {
    if (load<u32>(entryAt(s, i), 16) != id) continue;
    remove(s, i);
    return Status.Ok;
  }
  return Status.BadArgument;
}

function remove(s: SessionState, index: u32): void {
  const parts = partsOf(s);
  parts.timerCount--;
  memory.copy(entryAt(s, index), entryAt(s, parts.timerCount), TIMER_BYTES);
  findNext(s);
}

/** Takes the timer that is due; it is set again where it has an interval. Returns its id. */
export function timerFire(s: SessionState): u32 {
  const index = first(s);
  const at = entryAt(s, index);
  const id = load<u32>(at, 16);
  const interval = load<i64>(at, 8);
  if (interval == 0) {
    remove(s, index);
    return id;
  }
  store<i64>(at, load<i64>(at) + interval);
  findNext(s);
  return id;
}
