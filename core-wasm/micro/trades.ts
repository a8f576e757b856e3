// What trades say: who was the aggressor, flows, and how prices answer to them.
import { MicroClassifier } from '../abi/micro';
import { RecordFlag } from '../abi/records';
import { Status } from '../abi/status';
import { configOf, Micro, partOf, Part, stateOf } from './layout';
import { normal } from './normal';
import { awaitSpread, settleSpreads } from './realised';
import {
  Roll,
  rollAdd,
  rollBack,
  rollDeviationSoFar,
  rollIsFull,
  rollMean,
  rollOldest,
  rollSum,
} from './roll';

/** Sums of quantities stay within 62 bits: what a side adds can be taken twice. */
@inline const TOTAL_MAX: i64 = 0x3fff_ffff_ffff_ffff;

function classify(m: Micro, price: i64, flags: u32): void {
  const s = stateOf(m);
  if (!s.hasPrice) s.lastSign = 1;
  else if (price != s.lastPrice) s.lastSign = price > s.lastPrice ? 1 : -1;
  const tick = <i8>s.lastSign;
  const twice = 2 * price;
  const quote: i8 = !s.hasMid || twice == s.mid2 ? 0 : twice > s.mid2 ? 1 : -1;
  const venue: i8 = flags & RecordFlag.Buy ? 1 : flags & RecordFlag.Sell ? -1 : 0;
  const leeReady = quote != 0 ? quote : tick;
  m.venueSide = venue;
  m.tickSide = tick;
  m.quoteSide = quote;
  m.leeReadySide = leeReady;
  const rule = configOf(m).classifier;
  if (rule == MicroClassifier.Tick) m.side = tick;
  else if (rule == MicroClassifier.Quote) m.side = quote;
  else if (rule == MicroClassifier.LeeReady) m.side = leeReady;
  else m.side = venue != 0 ? venue : leeReady;
}

function addFlow(m: Micro, signed: i64, qty: i64): void {
  const s = stateOf(m);
  s.cvd += signed;
  m.cvd = <f64>s.cvd;
  const flow = partOf(m, Part.Flow);
  const total = partOf(m, Part.FlowTotal);
  if (flow.size == 0) return;
  rollAdd(flow, <f64>signed);
  rollAdd(total, <f64>qty);
  m.flow = rollSum(flow);
  m.flowImbalance = rollSum(total) > 0 ? rollSum(flow) / rollSum(total) : NaN;
}

/** Twice the way of the price from the middle, in the aggressor's direction. */
function addSpread(m: Micro, price: i64): void {
  const s = stateOf(m);
  if (!s.hasMid) {
    m.effectiveSpread = NaN;
    m.effectiveSpreadBps = NaN;
    return;
  }
  const spread = <f64>(<i64>m.side * (2 * price - s.mid2));
  const spreads = partOf(m, Part.Spread);
  rollAdd(spreads, spread);
  m.effectiveSpread = spread;
  m.effectiveSpreadBps = (spread / (<f64>s.mid2 * 0.5)) * 10000;
  if (spreads.count > 0) m.effectiveSpreadMean = rollMean(spreads);
}

/** Covariance of each change of price with the one before, about their common mean. */
function addChange(m: Micro, change: f64): void {
  const changes = partOf(m, Part.Roll);
  if (changes.size == 0) return;
  const pairs = partOf(m, Part.RollPairs);
  rollAdd(changes, change);
  if (changes.count > 1) rollAdd(pairs, change * rollBack(changes, 1));
  if (!rollIsFull(changes)) return;
  const n = <f64>changes.size;
  const mean = rollSum(changes) / n;
  const ends = 2 * rollSum(changes) - rollOldest(changes) - change;
  const sum = rollSum(pairs) - mean * ends + (n - 1) * mean * mean;
  m.rollCovariance = sum / (n - 1);
  m.rollSpread = m.rollCovariance < 0 ? 2 * sqrt(-m.rollCovariance) : NaN;
}

function readKyle(m: Micro): void {
  const x = partOf(m, Part.KyleX);
  if (!rollIsFull(x)) return;
  const n = <f64>x.size;
  const y = partOf(m, Part.KyleY);
  const squares = n * rollSum(partOf(m, Part.KyleXX));
  const spread = squares - rollSum(x) * rollSum(x);
  const shared = n * rollSum(partOf(m, Part.KyleXY)) - rollSum(x) * rollSum(y);
  m.kyleLambda = spread > squares * 1e-13 ? shared / spread : NaN;
  const amihud = partOf(m, Part.Amihud);
  if (rollIsFull(amihud)) m.amihud = rollMean(amihud);
}

/** Intervals of some trades: signed quantity against the change of price. */
function addInterval(m: Micro, price: i64, signed: f64, qty: f64): void {
  const c = configOf(m);
  if (c.kyleWindow == 0) return;
  const s = stateOf(m);
  if (s.kyleCount == 0) {
    s.kyleFirst = price;
    s.kyleFlow = 0;
    s.kyleQty = 0;
  }
  s.kyleFlow += signed;
  s.kyleQty += qty;
  if (++s.kyleCount < c.kyleTrades) return;
  const x = s.kyleFlow;
  const from = s.hasKyleBefore ? s.kyleBefore : s.kyleFirst;
  const y = <f64>(price - from);
  rollAdd(partOf(m, Part.KyleX), x);
  rollAdd(partOf(m, Part.KyleY), y);
  rollAdd(partOf(m, Part.KyleXY), x * y);
  rollAdd(partOf(m, Part.KyleXX), x * x);
  // The reference takes the size of the change in parts of the interval's first price.
  if (s.kyleQty > 0 && s.kyleFirst > 0)
    rollAdd(partOf(m, Part.Amihud), abs(y) / <f64>s.kyleFirst / s.kyleQty);
  s.kyleBefore = price;
  s.hasKyleBefore = 1;
  s.kyleCount = 0;
  readKyle(m);
}

/** Puts a quantity, of which the share `buys` was bought, into buckets. */
function fillBuckets(m: Micro, buys: f64, qty: f64): void {
  const c = configOf(m);
  const s = stateOf(m);
  const buckets = partOf(m, Part.Vpin);
  let rest = qty;
  // Of more buckets than the window holds only the last ones matter: all are alike.
  const whole = floor((rest - s.bucketLeft) / c.vpinQty);
  const spare = whole - <f64>c.vpinBuckets - 1;
  if (spare > 0) {
    rest -= spare * c.vpinQty;
    m.vpinCount += spare;
  }
  while (rest > 0) {
    const part = min<f64>(rest, s.bucketLeft);
    s.bucketBuys += buys * part;
    s.bucketSells += (1 - buys) * part;
    rest -= part;
    s.bucketLeft -= part;
    if (s.bucketLeft > 0) break;
    rollAdd(buckets, abs(s.bucketBuys - s.bucketSells));
    m.vpinCount += 1;
    s.bucketBuys = 0;
    s.bucketSells = 0;
    s.bucketLeft = c.vpinQty;
  }
  if (rollIsFull(buckets)) m.vpin = rollSum(buckets) / (<f64>c.vpinBuckets * c.vpinQty);
}

/** Deviation of changes of price from bar to bar; NaN: not known. */
function deviationOf(m: Micro, change: f64): f64 {
  const given = configOf(m).vpinSigma;
  if (given > 0) return given;
  const moves: Roll = partOf(m, Part.VpinMoves);
  const squares = partOf(m, Part.VpinSquares);
  rollAdd(moves, change);
  rollAdd(squares, change * change);
  return rollDeviationSoFar(moves, squares);
}

/** Bulk classification: the share that was bought follows from how far the bar moved. */
export function addBar(m: Micro, change: f64, qty: f64): void {
  const deviation = deviationOf(m, change);
  fillBuckets(m, deviation > 0 ? normal(change / deviation) : 0.5, qty);
}

function addToxicity(m: Micro, price: i64, qty: f64): void {
  const c = configOf(m);
  if (c.vpinBuckets == 0) return;
  if (c.vpinBarTrades == 0) {
    fillBuckets(m, 0.5 + 0.5 * <f64>m.side, qty);
    return;
  }
  const s = stateOf(m);
  if (s.barCount == 0) {
    s.barQty = 0;
    if (!s.hasBarBefore) s.barBefore = price;
    s.hasBarBefore = 1;
  }
  s.barQty += qty;
  if (++s.barCount < c.vpinBarTrades) return;
  addBar(m, <f64>(price - s.barBefore), s.barQty);
  s.barBefore = price;
  s.barCount = 0;
}

/** Takes a trade. Negative, Overflow: it changed nothing. */
export function takeTrade(m: Micro, price: i64, qty: i64, flags: u32, ts: i64): i32 {
  const s = stateOf(m);
  if (qty < 0) return Status.Negative;
  if (qty > TOTAL_MAX - s.totalQty) return Status.Overflow;
  s.totalQty += qty;
  if (ts > m.tsNs) m.tsNs = ts;
  m.trades++;
  settleSpreads(m, m.tsNs);
  classify(m, price, flags);
  const signed = <i64>m.side * qty;
  addFlow(m, signed, qty);
  addSpread(m, price);
  awaitSpread(m, price);
  if (s.hasPrice) addChange(m, <f64>(price - s.lastPrice));
  addInterval(m, price, <f64>signed, <f64>qty);
  addToxicity(m, price, <f64>qty);
  s.lastPrice = price;
  s.hasPrice = 1;
  return Status.Ok;
}
