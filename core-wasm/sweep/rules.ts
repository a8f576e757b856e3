// Evaluates the rules of a parameter set over one block: a row of bits for each rule.
import { SweepColumn, SweepConfig, SweepOp, SweepSet } from '../abi/sweep';
import { isOver, ROW_BYTES, WORDS } from './rows';

/** Rows of a comparison: a > b, a < b, both have a value; each with the bar before it. */
@inline const OVER: usize = 0;
@inline const UNDER: usize = 64;
@inline const VALID: usize = 128;
@inline export const TERM_BYTES: usize = 192;
@inline export const RULES: u32 = 4;
/** Steps that one rule may put off. */
@inline export const DEPTH: u32 = 16;

/** Bytes of work space: rows of comparisons, of the stack, of the rules. */
export function sweepScratch(terms: u32): u32 {
  return terms * <u32>TERM_BYTES + (DEPTH + RULES) * <u32>ROW_BYTES;
}

@inline
function termAt(c: SweepConfig, term: u32): usize {
  return <usize>c.scratchAt + <usize>term * TERM_BYTES;
}

@inline
function stackAt(c: SweepConfig, depth: u32): usize {
  return termAt(c, c.termCount) + <usize>depth * ROW_BYTES;
}

/** Row of rule 0 enter long, 1 exit long, 2 enter short, 3 exit short. */
@inline
export function ruleAt(c: SweepConfig, rule: u32): usize {
  return stackAt(c, DEPTH + rule);
}

/** Compares all terms of a set. Terms that compare what the set before compared are left as is. */
export function compareTerms(c: SweepConfig, set: SweepSet, columns: usize, before: usize): void {
  for (let term: u32 = 0; term < c.termCount; term++) {
    const pair = load<u64>(<usize>set.operandsAt + ((<usize>term) << 3));
    if (before != 0 && pair == load<u64>(before + ((<usize>term) << 3))) continue;
    const a = changetype<SweepColumn>(columns + ((<usize>(<u32>pair)) << 3));
    const b = changetype<SweepColumn>(columns + ((<usize>(pair >> 32)) << 3));
    const at = termAt(c, term);
    isOver(<usize>a.valuesAt, <usize>b.valuesAt, at + OVER);
    isOver(<usize>b.valuesAt, <usize>a.valuesAt, at + UNDER);
    for (let word: usize = 0; word < ROW_BYTES; word += 8) {
      const valid = load<u64>(<usize>a.validAt + word) & load<u64>(<usize>b.validAt + word);
      store<u64>(at + VALID + word, valid);
    }
  }
}

/** a above b now, and not above it one bar before. */
function cross(now: usize, valid: usize, carry: u32, row: usize): void {
  let wasLow: u64 = carry & 1;
  for (let word: usize = 0; word < ROW_BYTES; word += 8) {
    const high = load<u64>(now + word);
    const low = load<u64>(valid + word) & ~high;
    store<u64>(row + word, high & ((low << 1) | wasLow));
    wasLow = low >> 63;
  }
}

/** Whether the last bar had values of which the first was not above the second. */
@inline
function wasNotOver(at: usize, rows: usize): u32 {
  const last: usize = (WORDS - 1) * 8;
  return <u32>((load<u64>(at + VALID + last) & ~load<u64>(at + rows + last)) >> 63);
}

/** Keeps what the next block's crossings need. */
export function carryTerms(c: SweepConfig, set: SweepSet): void {
  for (let term: u32 = 0; term < c.termCount; term++) {
    const at = termAt(c, term);
    const bits = wasNotOver(at, OVER) | (wasNotOver(at, UNDER) << 1);
    store<u32>(<usize>set.carriesAt + ((<usize>term) << 2), bits);
  }
}

function step(c: SweepConfig, set: SweepSet, op: u32, row: usize): void {
  const kind = op & 255;
  const term = op >> 8;
  const at = termAt(c, term);
  const carry = load<u32>(<usize>set.carriesAt + ((<usize>term) << 2));
  if (kind == SweepOp.Above) memory.copy(row, at + OVER, ROW_BYTES);
  else if (kind == SweepOp.Below) memory.copy(row, at + UNDER, ROW_BYTES);
  else if (kind == SweepOp.CrossAbove) cross(at + OVER, at + VALID, carry, row);
  else cross(at + UNDER, at + VALID, carry >> 1, row);
}

/** Evaluates one rule; returns whether it holds at any bar. */
export function evaluate(c: SweepConfig, set: SweepSet, rule: u32, code: u32, count: u32): bool {
  const result = ruleAt(c, rule);
  memory.fill(result, 0, ROW_BYTES);
  if (count == 0) return false;
  let depth: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const op = load<u32>(<usize>code + ((<usize>i) << 2));
    const kind = op & 255;
    if (kind < SweepOp.And) {
      step(c, set, op, stackAt(c, depth));
      depth++;
      continue;
    }
    depth--;
    const left = stackAt(c, depth - 1);
    const right = stackAt(c, depth);
    for (let word: usize = 0; word < ROW_BYTES; word += 8) {
      const a = load<u64>(left + word);
      const b = load<u64>(right + word);
      store<u64>(left + word, kind == SweepOp.And ? a & b : a | b);
    }
  }
  const top = stackAt(c, 0);
  let any: u64 = 0;
  for (let word: usize = 0; word < ROW_BYTES; word += 8) {
    const bits = load<u64>(top + word);
    any |= bits;
    store<u64>(result + word, bits);
  }
  return any != 0;
}
