// What the levels of a book say. Levels are rows of price and quantity, best first.
import { MicroConfig, MicroWeights } from '../abi/micro';
import { configOf, depthOf, Micro, ofiRoll, partOf, Part, stateOf } from './layout';
import { settleSpreads } from './realised';
import { rollAdd, rollDeviation, rollMean, rollSum } from './roll';
import { addChanges, addMid, loseMid } from './samples';

@inline const ROW: usize = 16;

/** Where bids, or asks, of the next update go. */
@inline export function levelsOf(m: Micro, isAsk: bool): usize {
  const s = stateOf(m);
  const at = changetype<usize>(m) + <usize>(s.levelsAt + s.which * s.levelBytes);
  return isAsk ? at + ROW * <usize>depthOf(configOf(m)) : at;
}

@inline function priceAt(levels: usize, k: u32): i64 {
  return load<i64>(levels + ROW * <usize>k);
}

@inline function qtyAt(levels: usize, k: u32): i64 {
  return load<i64>(levels + ROW * <usize>k, 8);
}

/** (a - b) / (a + b); NaN: there is neither. */
@inline function ratio(a: f64, b: f64): f64 {
  const sum = a + b;
  return sum > 0 ? (a - b) / sum : NaN;
}

function sumOf(levels: usize, count: u32): f64 {
  let sum: f64 = 0;
  for (let k: u32 = 0; k < count; k++) sum += <f64>qtyAt(levels, k);
  return sum;
}

function weightedSum(c: MicroConfig, levels: usize, count: u32): f64 {
  let sum: f64 = 0;
  let weight: f64 = 1;
  for (let k: u32 = 0; k < count; k++) {
    sum += weight * <f64>qtyAt(levels, k);
    weight = c.weights == MicroWeights.Decay ? weight * c.decay : 1 / <f64>(k + 2);
  }
  return sum;
}

/** Levels that are not there have an impossible price and no quantity. */
function fillMissing(levels: usize, count: u32, wanted: u32, price: i64): void {
  for (let k = count; k < wanted; k++) {
    store<i64>(levels + ROW * <usize>k, price);
    store<i64>(levels + ROW * <usize>k, 0, 8);
  }
}

/** What level k of both sides adds to demand, less what it adds to supply. */
function flowOf(bids: usize, asks: usize, oldBids: usize, oldAsks: usize, k: u32): f64 {
  const bid = priceAt(bids, k);
  const ask = priceAt(asks, k);
  const oldBid = priceAt(oldBids, k);
  const oldAsk = priceAt(oldAsks, k);
  let flow: f64 = 0;
  if (bid >= oldBid) flow += <f64>qtyAt(bids, k);
  if (bid <= oldBid) flow -= <f64>qtyAt(oldBids, k);
  if (ask <= oldAsk) flow -= <f64>qtyAt(asks, k);
  if (ask >= oldAsk) flow += <f64>qtyAt(oldAsks, k);
  return flow;
}

function addFlows(m: Micro, bids: usize, asks: usize): void {
  const c = configOf(m);
  const s = stateOf(m);
  const out = changetype<usize>(m) + <usize>s.ofiAt;
  s.which = 1 - s.which;
  const oldBids = levelsOf(m, false);
  const oldAsks = levelsOf(m, true);
  for (let k: u32 = 0; k < c.ofiLevels; k++) {
    const flow = s.hasLevels ? flowOf(bids, asks, oldBids, oldAsks, k) : 0;
    const roll = ofiRoll(m, k);
    if (s.hasLevels) rollAdd(roll, flow);
    store<f64>(out + ((<usize>k) << 3), flow);
    store<f64>(out + ((<usize>(c.ofiLevels + k)) << 3), rollSum(roll));
  }
  s.hasLevels = 1;
  m.ofi = load<f64>(out);
  m.ofiSum = rollSum(ofiRoll(m, 0));
}

/** The wall nearest to the best price; its row, or 0. */
function findWall(m: Micro, levels: usize, count: u32): usize {
  const c = configOf(m);
  let near: u32 = 0;
  let sum: f64 = 0;
  while (near < count) {
    const away = abs(<f64>priceAt(levels, near) - m.mid);
    // Comparisons with NaN are false: without a middle there is no distance.
    if (c.wallBps > 0 && !(away * 10000 <= c.wallBps * m.mid)) break;
    sum += <f64>qtyAt(levels, near);
    near++;
  }
  for (let k: u32 = 0; k < near; k++) {
    const qty = <f64>qtyAt(levels, k);
    if (qty < c.wallQty) continue;
    if (c.wallFactor == 0) return levels + ROW * <usize>k;
    if (near > 1 && qty * <f64>(near - 1) >= c.wallFactor * (sum - qty))
      return levels + ROW * <usize>k;
  }
  return 0;
}

function findWalls(m: Micro, bids: usize, bidCount: u32, asks: usize, askCount: u32): void {
  const most = configOf(m).wallLevels;
  if (most == 0) return;
  const bid = findWall(m, bids, min(bidCount, most));
  const ask = findWall(m, asks, min(askCount, most));
  m.bidWallPrice = bid == 0 ? NaN : <f64>load<i64>(bid);
  m.bidWallQty = bid == 0 ? NaN : <f64>load<i64>(bid, 8);
  m.askWallPrice = ask == 0 ? NaN : <f64>load<i64>(ask);
  m.askWallQty = ask == 0 ? NaN : <f64>load<i64>(ask, 8);
}

/** Best prices and what they alone say. */
function readTop(m: Micro, bids: usize, bidCount: u32, asks: usize, askCount: u32): void {
  const bidQty: f64 = bidCount > 0 ? <f64>qtyAt(bids, 0) : 0;
  const askQty: f64 = askCount > 0 ? <f64>qtyAt(asks, 0) : 0;
  m.bidPrice = bidCount > 0 ? <f64>priceAt(bids, 0) : NaN;
  m.askPrice = askCount > 0 ? <f64>priceAt(asks, 0) : NaN;
  m.bidQty = bidQty;
  m.askQty = askQty;
  // All NaN where a side is missing.
  m.spread = m.askPrice - m.bidPrice;
  m.mid = m.bidPrice + m.spread * 0.5;
  m.spreadBps = (m.spread / m.mid) * 10000;
  m.microprice = m.bidPrice + (m.spread * bidQty) / (bidQty + askQty);
  m.queueImbalance = ratio(bidQty, askQty);
}

function addScore(m: Micro): void {
  m.imbalanceScore = NaN;
  if (isNaN(m.imbalance)) return;
  const values = partOf(m, Part.Score);
  const squares = partOf(m, Part.ScoreSquares);
  rollAdd(values, m.imbalance);
  rollAdd(squares, m.imbalance * m.imbalance);
  const deviation = rollDeviation(values, squares);
  if (deviation > 0) m.imbalanceScore = (m.imbalance - rollMean(values)) / deviation;
}

/** Takes the levels that stand in their places; `changes` of them made the book so. */
export function takeLevels(m: Micro, bidCount: u32, askCount: u32, ts: i64, changes: u32): void {
  const c = configOf(m);
  const bids = levelsOf(m, false);
  const asks = levelsOf(m, true);
  fillMissing(bids, bidCount, c.ofiLevels, i64.MIN_VALUE);
  fillMissing(asks, askCount, c.ofiLevels, i64.MAX_VALUE);
  m.isLive = 1;
  m.bookUpdates++;
  if (ts > m.tsNs) m.tsNs = ts;
  readTop(m, bids, bidCount, asks, askCount);
  const bidLevels = min(bidCount, c.levels);
  const askLevels = min(askCount, c.levels);
  m.imbalance = ratio(sumOf(bids, bidLevels), sumOf(asks, askLevels));
  m.weightedImbalance = ratio(weightedSum(c, bids, bidLevels), weightedSum(c, asks, askLevels));
  addScore(m);
  findWalls(m, bids, bidCount, asks, askCount);
  settleSpreads(m, m.tsNs);
  if (bidCount > 0 && askCount > 0) addMid(m, priceAt(bids, 0) + priceAt(asks, 0), m.tsNs);
  else loseMid(m);
  addChanges(m, changes, m.tsNs);
  addFlows(m, bids, asks);
}

/** The book cannot be read: nothing is known of it, what comes next is compared with nothing. */
export function loseBook(m: Micro): void {
  const s = stateOf(m);
  m.isLive = 0;
  s.hasLevels = 0;
  const first = changetype<usize>(m) + offsetof<Micro>('bidPrice');
  const end = changetype<usize>(m) + offsetof<Micro>('realisedVolatility');
  for (let p = first; p < end; p += 8) store<f64>(p, NaN);
  m.bidQty = 0;
  m.askQty = 0;
  m.ofiSum = rollSum(ofiRoll(m, 0));
  loseMid(m);
}
