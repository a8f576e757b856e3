// The last n values in order: a treap (R. Seidel, C. Aragon, "Randomized search trees", 1996) whose
// nodes are the slots of the ring, with the count and the sum of each subtree. Taking a value in,
// its rank, the k-th smallest and sums below a value cost O(log n). Counts and sums are always
// renewed from below, so that no rounding gathers.
import { barsBefore, column, count, factor, fillNotYet } from '../kernel';
import { place, seenAfter } from './window';

@unmanaged
export class Ordered {
  seen: u32;
  period: u32;
  /** Node of the next value less one. */
  slot: u32;
  root: u32;
  /** Of the priorities. */
  random: u32;
  /** Bars until a NaN has left: it has no order, and stands among the largest. */
  gap: u32;
  /** What the kernel needs: a share, a multiplier. */
  option: f64;
}
/** Node 0 stands for none. */
@inline const NODES: usize = 32;

@unmanaged
class Node {
  value: f64;
  sum: f64;
  left: u32;
  right: u32;
  size: u32;
  priority: u32;
}
@inline const NODE_SHIFT: usize = 5;

@inline
function nodeAt(s: usize, node: u32): Node {
  return changetype<Node>(s + NODES + ((<usize>node) << NODE_SHIFT));
}

export function orderedSizeOf(period: u32): u32 {
  return <u32>NODES + ((period + 1) << (<u32>NODE_SHIFT));
}

export function orderedStart(s: usize, period: u32, option: f64): void {
  const state = changetype<Ordered>(s);
  state.period = period;
  state.option = option;
  state.random = 0x9e3779b9;
}

@inline
function renew(s: usize, t: Node): void {
  const left = nodeAt(s, t.left);
  const right = nodeAt(s, t.right);
  t.size = left.size + right.size + 1;
  t.sum = left.sum + right.sum + t.value;
}

/** Whether value and node a come before t's. */
@inline
function isBefore(value: f64, a: u32, tree: Node, t: u32): bool {
  return value < tree.value || (value == tree.value && a < t);
}

/** Tree t by the place of (value, a): what comes before to the link `left`, the rest to `right`. */
function cut(s: usize, t: u32, value: f64, a: u32, left: usize, right: usize): void {
  if (t == 0) {
    store<u32>(left, 0);
    store<u32>(right, 0);
    return;
  }
  const tree = nodeAt(s, t);
  const at = changetype<usize>(tree);
  if (isBefore(value, a, tree, t)) {
    store<u32>(right, t);
    cut(s, tree.left, value, a, left, at + offsetof<Node>('left'));
  } else {
    store<u32>(left, t);
    cut(s, tree.right, value, a, at + offsetof<Node>('right'), right);
  }
  renew(s, tree);
}

/** Tree t with node a, which has its value and priority; its root. */
function insert(s: usize, t: u32, a: u32): u32 {
  const node = nodeAt(s, a);
  const at = changetype<usize>(node);
  if (t == 0 || node.priority > nodeAt(s, t).priority) {
    cut(s, t, node.value, a, at + offsetof<Node>('left'), at + offsetof<Node>('right'));
    renew(s, node);
    return a;
  }
  const tree = nodeAt(s, t);
  if (isBefore(node.value, a, tree, t)) tree.left = insert(s, tree.left, a);
  else tree.right = insert(s, tree.right, a);
  renew(s, tree);
  return t;
}

function merged(s: usize, a: u32, b: u32): u32 {
  if (a == 0) return b;
  if (b == 0) return a;
  const left = nodeAt(s, a);
  const right = nodeAt(s, b);
  if (left.priority > right.priority) {
    left.right = merged(s, left.right, b);
    renew(s, left);
    return a;
  }
  right.left = merged(s, a, right.left);
  renew(s, right);
  return b;
}

/** Tree t without node a; its root. */
function erase(s: usize, t: u32, a: u32): u32 {
  const tree = nodeAt(s, t);
  if (t == a) return merged(s, tree.left, tree.right);
  if (isBefore(nodeAt(s, a).value, a, tree, t)) tree.left = erase(s, tree.left, a);
  else tree.right = erase(s, tree.right, a);
  renew(s, tree);
  return t;
}

/** Takes the next value in, and the oldest out when the window is full. */
export function orderedTake(s: usize, value: f64): void {
  const state = changetype<Ordered>(s);
  const a = state.slot + 1;
  const node = nodeAt(s, a);
  if (state.seen >= state.period) state.root = erase(s, state.root, a);
  state.random = state.random * 1664525 + 1013904223;
  // The lower bits of such a generator have short cycles.
  node.priority = state.random ^ (state.random >> 15);
  const isGap = value != value;
  if (isGap) state.gap = state.period;
  else if (state.gap > 0) state.gap--;
  node.value = isGap ? Infinity : value;
  node.left = 0;
  node.right = 0;
  state.root = insert(s, state.root, a);
  state.slot = a == state.period ? 0 : a;
  state.seen = seenAfter(state.seen, 1);
}

/** Whether a NaN is among the values. */
@inline
export function orderedHasGap(s: usize): bool {
  return changetype<Ordered>(s).gap > 0;
}

/** The k-th smallest, 0 <= k < count. */
export function orderedAt(s: usize, k: u32): f64 {
  let t = changetype<Ordered>(s).root;
  let rest = k;
  while (true) {
    const tree = nodeAt(s, t);
    const below = nodeAt(s, tree.left).size;
    if (rest == below) return tree.value;
    if (rest < below) t = tree.left;
    else {
      rest -= below + 1;
      t = tree.right;
    }
  }
}

/** How many values lie below `value`; with `isEqual` below or at it. */
export function orderedRank(s: usize, value: f64, isEqual: bool): u32 {
  let t = changetype<Ordered>(s).root;
  let rank: u32 = 0;
  while (t != 0) {
    const tree = nodeAt(s, t);
    if (tree.value < value || (isEqual && tree.value == value)) {
      rank += nodeAt(s, tree.left).size + 1;
      t = tree.right;
    } else t = tree.left;
  }
  return rank;
}

/** Sum of the values below `value`. */
function sumBelow(s: usize, value: f64): f64 {
  let t = changetype<Ordered>(s).root;
  let sum: f64 = 0;
  while (t != 0) {
    const tree = nodeAt(s, t);
    if (tree.value < value) {
      sum += nodeAt(s, tree.left).sum + tree.value;
      t = tree.right;
    } else t = tree.left;
  }
  return sum;
}

/** Mean distance of the values from their mean. */
export function orderedMeanDeviation(s: usize): f64 {
  const state = changetype<Ordered>(s);
  const size = <f64>state.period;
  const mean = nodeAt(s, state.root).sum / size;
  const below = <f64>orderedRank(s, mean, false);
  // The distances below the mean and above it are the same in sum.
  return max(0, (2.0 * (below * mean - sumBelow(s, mean))) / size);
}

/** Quantile at share p, linear between its two neighbours (type 7 of Hyndman and Fan). */
@inline
function quantile(s: usize, p: f64): f64 {
  const at = <f64>(changetype<Ordered>(s).period - 1) * p;
  const k = <u32>at;
  const low = orderedAt(s, k);
  const part = at - <f64>k;
  return part > 0 ? low + part * (orderedAt(s, k + 1) - low) : low;
}

/** Median of the n values from the k-th smallest on. */
@inline
function medianFrom(s: usize, k: u32, n: u32): f64 {
  const upper = orderedAt(s, k + (n >> 1));
  return (n & 1) == 1 ? upper : 0.5 * (orderedAt(s, k + (n >> 1) - 1) + upper);
}

/** Median of the upper half less that of the lower; a middle value belongs to neither. */
@inline
function quartileRange(s: usize): f64 {
  const period = changetype<Ordered>(s).period;
  const half = period >> 1;
  return half == 0 ? 0 : medianFrom(s, period - half, half) - medianFrom(s, 0, half);
}

/**
 * k-th smallest distance from `centre`: those below it, nearest first, and those above it are two
 * lists in order; a search finds how many of the k + 1 nearest come from the first.
 */
function distanceAt(s: usize, centre: f64, k: u32): f64 {
  const period = changetype<Ordered>(s).period;
  const below = orderedRank(s, centre, false);
  const above = period - below;
  let low = k + 1 > above ? k + 1 - above : 0;
  let high = min(below, k + 1);
  while (low < high) {
    const half = (low + high) >> 1;
    // Of the first list `half`, of the second k + 1 - half: one more of the first is nearer?
    const first = centre - orderedAt(s, below - 1 - half);
    const second = orderedAt(s, below + (k - half)) - centre;
    if (first < second) low = half + 1;
    else high = half;
  }
  const first = low > 0 ? centre - orderedAt(s, below - low) : -Infinity;
  const second = k + 1 > low ? orderedAt(s, below + (k - low)) - centre : -Infinity;
  return max(first, second);
}

/** Median distance from the median. */
@inline
function medianDeviation(s: usize): f64 {
  const period = changetype<Ordered>(s).period;
  const centre = quantile(s, 0.5);
  const upper = distanceAt(s, centre, period >> 1);
  return (period & 1) == 1 ? upper : 0.5 * (upper + distanceAt(s, centre, (period >> 1) - 1));
}

@inline export const QUANTILE: u32 = 0;
@inline export const QUARTILE_RANGE: u32 = 1;
/** Share of values below the newest; `option` of those that equal it, itself among them. */
@inline export const PERCENT_RANK: u32 = 2;
@inline export const MEDIAN_DEVIATION: u32 = 3;
@inline export const MEAN_DEVIATION: u32 = 4;

function valueOf(which: u32, s: usize, value: f64): f64 {
  const state = changetype<Ordered>(s);
  if (state.gap > 0) return NaN;
  if (which == QUANTILE) return quantile(s, state.option);
  if (which == QUARTILE_RANGE) return quartileRange(s);
  if (which == MEDIAN_DEVIATION) return state.option * medianDeviation(s);
  if (which == MEAN_DEVIATION) return orderedMeanDeviation(s);
  const below = orderedRank(s, value, false);
  const equal = orderedRank(s, value, true) - below;
  return (<f64>below + state.option * <f64>equal) / <f64>state.period;
}

/** Next n values of `x` to `out`. */
export function orderedNext(which: u32, s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Ordered>(s);
  const begin = barsBefore(state.period - 1, state.seen, n);
  for (let i: u32 = 0; i < n; i++) {
    const value = load<f64>(place(x, i));
    orderedTake(s, value);
    if (i >= begin) store<f64>(place(out, i), valueOf(which, s, value));
  }
  fillNotYet(out, begin);
}

export function orderedSize(params: usize): u32 {
  return orderedSizeOf(count(params, 0));
}

export function medianInit(s: usize, params: usize): void {
  orderedStart(s, count(params, 0), 0.5);
}

/** The second parameter is the share or multiplier. */
export function orderedInit(s: usize, params: usize): void {
  orderedStart(s, count(params, 0), factor(params, 1));
}

export function orderedRun(which: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  orderedNext(which, s, column(inputs, 0), column(outputs, 0), n);
}
