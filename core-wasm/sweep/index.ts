// Parameter sweeps: many sets of parameters of one signal rule over the same candles, a block of
// bars at a time, so that the block's columns stay in the caches while all sets pass over them.
import { SweepColumn, SweepConfig, SweepSet, SweepState, SIZEOF_SWEEP_SET } from '../abi/sweep';
import { decide } from './book';
import { closeFall, cover, drawLine } from './figures';
import { areValid, BLOCK } from './rows';
import { carryTerms, compareTerms, evaluate, ruleAt } from './rules';

export { sweepScratch } from './rules';

/** Sets a set to its start: operands, carries, rows, quantity and share stay as they are. */
export function sweepInit(config: usize, at: usize): void {
  const c = changetype<SweepConfig>(config);
  const set = changetype<SweepSet>(at);
  memory.fill(<usize>set.carriesAt, 0, (<usize>c.termCount) << 2);
  set.cash = c.cash;
  set.peak = <f64>c.cash;
  set.trough = set.peak;
  drawLine(c, set);
}

/** Which values of a column are numbers, `n` bars of this block. */
export function sweepColumn(column: usize, n: u32): void {
  const it = changetype<SweepColumn>(column);
  areValid(<usize>it.valuesAt, n, <usize>it.validAt);
}

/** The rules that matter now, as the bits of one word; those of a flat position, long, short. */
@inline
function bitsOf(c: SweepConfig, set: SweepSet, word: usize): u64 {
  const at = word << 3;
  if (set.position > 0) return load<u64>(ruleAt(c, 1) + at);
  if (set.position < 0) return load<u64>(ruleAt(c, 3) + at);
  return load<u64>(ruleAt(c, 0) + at) | load<u64>(ruleAt(c, 2) + at);
}

@inline
function holds(c: SweepConfig, rule: u32, word: usize, bit: u64): bool {
  return ((load<u64>(ruleAt(c, rule) + (word << 3)) >> bit) & 1) != 0;
}

/** What to hold after the signal at a bit of the rows; long before short. */
function wanted(c: SweepConfig, set: SweepSet, word: usize, bit: u64): i64 {
  if (set.position > 0) return holds(c, 2, word, bit) ? -1 : 0;
  if (holds(c, 0, word, bit)) return 1;
  return set.position < 0 ? 0 : -1;
}

function signals(c: SweepConfig, set: SweepSet, from: u32, n: u32): void {
  const end = from + n;
  while (set.nextBar < end && set.state == SweepState.Running) {
    const first = set.nextBar - from;
    let word = <usize>(first >> 6);
    let bits = bitsOf(c, set, word) & (u64.MAX_VALUE << (<u64>(first & 63)));
    const words = <usize>((n + 63) >> 6);
    while (bits == 0 && ++word < words) bits = bitsOf(c, set, word);
    if (bits == 0) {
      set.nextBar = end;
      return;
    }
    const bit = ctz<u64>(bits);
    const bar = from + ((<u32>word) << 6) + <u32>bit;
    if (bar >= end) {
      set.nextBar = end;
      return;
    }
    decide(c, set, bar, wanted(c, set, word, bit));
  }
}

/**
 * Takes `count` sets through bars [from, from + n), of which `columns` (SweepColumns) hold the
 * values; n <= 512. Sets of equal operands are best neighbours.
 */
export function sweepBlock(
  config: usize,
  sets: usize,
  count: u32,
  columns: usize,
  from: u32,
  n: u32,
): void {
  const c = changetype<SweepConfig>(config);
  let before: usize = 0;
  for (let i: u32 = 0; i < count; i++) {
    const set = changetype<SweepSet>(sets + <usize>i * <usize>SIZEOF_SWEEP_SET);
    compareTerms(c, set, columns, before);
    before = <usize>set.operandsAt;
    let any = evaluate(c, set, 0, c.enterLongAt, c.enterLongCount);
    any = evaluate(c, set, 1, c.exitLongAt, c.exitLongCount) || any;
    any = evaluate(c, set, 2, c.enterShortAt, c.enterShortCount) || any;
    any = evaluate(c, set, 3, c.exitShortAt, c.exitShortCount) || any;
    carryTerms(c, set);
    if (any) signals(c, set, from, n);
    else set.nextBar = max(set.nextBar, from + n);
  }
}

/** Completes the figures of a set behind the last block. */
export function sweepFinish(config: usize, at: usize): void {
  const c = changetype<SweepConfig>(config);
  const set = changetype<SweepSet>(at);
  cover(c, set, c.bars);
  closeFall(set);
}

/** Bars of a block. */
export function sweepBlockBars(): u32 {
  return BLOCK;
}
