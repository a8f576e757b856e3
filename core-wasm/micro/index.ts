// What the host reaches of microstructure: a state per instrument, fed with the live book of an
// engine, or with levels, and with trades. It never allocates and holds no pointers.
import { BookState, TopOfBook } from '../abi/book';
import { MicroClassifier, MicroConfig, MicroWeights, SIZEOF_MICRO_CONFIG } from '../abi/micro';
import {
  Definition,
  DEPTH_ROW_COUNT,
  HEADER_FLAGS,
  HEADER_INSTRUMENT_ID,
  HEADER_KIND,
  HEADER_RECV_TS_NS,
  RecordKind,
  TRADE_PRICE,
  TRADE_QTY,
} from '../abi/records';
import { Status } from '../abi/status';
import { tenTo } from '../engine/power';
import { engineLevels, engineTop } from '../engine/query';
import { levelsOf, loseBook, takeLevels } from './book';
import { invariant } from '../mem/control';
import {
  CONFIG,
  configOf,
  depthOf,
  LAYOUT,
  Micro,
  MicroState,
  place,
  sizeOf,
  STATE,
  stateOf,
  TOP,
} from './layout';
import { settleSpreads } from './realised';
import { addBar, takeTrade } from './trades';

@inline const LEVELS_MAX: u32 = 1000;
@inline const OFI_LEVELS_MAX: u32 = 50;
@inline const WINDOW_MAX: u32 = 1_000_000;

/** Finite and at least 0. */
@inline function isAmount(x: f64): bool {
  return x >= 0 && x < Infinity;
}

function hasWindows(c: MicroConfig): bool {
  if (max(max(c.ofiWindow, c.scoreWindow), max(c.flowWindow, c.spreadWindow)) > WINDOW_MAX)
    return false;
  if (max(max(c.rollWindow, c.kyleWindow), max(c.vpinBuckets, c.vpinSigmaBars)) > WINDOW_MAX)
    return false;
  if (max(max(c.volatilityWindow, c.atrWindow), c.momentumWindow) > WINDOW_MAX) return false;
  if (c.stuffingSpans > WINDOW_MAX || c.ofiWindow == 0) return false;
  if (c.rollWindow == 1 || c.scoreWindow == 1 || c.volatilityWindow == 1) return false;
  return c.kyleWindow == 0 || (c.kyleWindow > 1 && c.kyleTrades > 0);
}

function isValid(c: MicroConfig): bool {
  if (c.classifier > MicroClassifier.LeeReady || c.weights > MicroWeights.Harmonic) return false;
  if (c.levels < 1 || c.levels > LEVELS_MAX || c.wallLevels > LEVELS_MAX) return false;
  if (c.ofiLevels < 1 || c.ofiLevels > OFI_LEVELS_MAX || !hasWindows(c)) return false;
  if (!(c.decay >= 0 && c.decay <= 1) || !isAmount(c.periodsPerYear)) return false;
  if (!isAmount(c.wallQty) || !isAmount(c.wallFactor) || !isAmount(c.wallBps)) return false;
  if (c.wallLevels > 0 && c.wallQty == 0 && c.wallFactor == 0) return false;
  if (!isAmount(c.vpinSigma) || !isAmount(c.vpinQty)) return false;
  if (c.vpinBuckets > 0 && c.vpinQty == 0) return false;
  const needsBars = c.vpinBuckets > 0 && c.vpinBarTrades > 0 && c.vpinSigma == 0;
  if (needsBars && c.vpinSigmaBars < 2) return false;
  if (c.realisedPending > WINDOW_MAX || c.realisedNs < 0) return false;
  if (c.sampleNs < 0 || c.stuffingNs < 0 || !isAmount(c.stuffingFactor)) return false;
  return c.stuffingSpans == 0 || (c.stuffingNs > 0 && c.stuffingFactor > 0);
}

/** Bytes of a state by the MicroConfig at `config`; 0: it is not valid. */
export function microSize(config: usize): u32 {
  const c = changetype<MicroConfig>(config);
  return isValid(c) ? sizeOf(c) : 0;
}

/** Makes a state at `at` (`microSize` bytes, 8-aligned) by the MicroConfig at `config`. */
export function microInit(at: usize, config: usize): i32 {
  const c = changetype<MicroConfig>(config);
  if (!isValid(c)) return Status.BadArgument;
  // What is placed by hand must not overlap: checked once, at no cost.
  invariant(STATE + offsetof<MicroState>() <= TOP, Status.Invariant);
  memory.fill(at, 0, sizeOf(c));
  memory.copy(at + CONFIG, config, SIZEOF_MICRO_CONFIG);
  configOf(changetype<Micro>(at)).layout = LAYOUT;
  clear(changetype<Micro>(at));
  return Status.Ok;
}

/** Begins anew. All but the configuration is zero. */
function clear(m: Micro): void {
  const c = configOf(m);
  place(m);
  m.priceScale = c.priceScale;
  m.qtyScale = c.qtyScale;
  m.tsNs = i64.MIN_VALUE;
  stateOf(m).bucketLeft = c.vpinQty;
  const first = changetype<usize>(m) + offsetof<Micro>('bidPrice');
  const end = changetype<usize>(m) + CONFIG;
  for (let p = first; p < end; p += 8) store<f64>(p, NaN);
  m.bidQty = 0;
  m.askQty = 0;
  m.quoteChanges = 0;
  m.cvd = 0;
  if (c.flowWindow > 0) m.flow = 0;
  m.vpinCount = 0;
  m.realisedMissed = 0;
  m.ofiSum = 0;
}

/** 10^n. */
@inline
function power(n: i32): f64 {
  return n < 0 ? 1 / tenTo(-n) : tenTo(n);
}

/** Where the quanta of the instrument are other ones now: begins anew, with bounds in these. */
function follow(m: Micro, priceScale: i8, qtyScale: i8): void {
  const c = configOf(m);
  if (priceScale == c.priceScale && qtyScale == c.qtyScale) return;
  const qty = power(<i32>qtyScale - <i32>c.qtyScale);
  c.wallQty *= qty;
  c.vpinQty *= qty;
  c.vpinSigma *= power(<i32>priceScale - <i32>c.priceScale);
  c.priceScale = priceScale;
  c.qtyScale = qtyScale;
  const at = changetype<usize>(m);
  memory.fill(at, 0, CONFIG);
  const behind = CONFIG + SIZEOF_MICRO_CONFIG;
  memory.fill(at + behind, 0, <usize>sizeOf(c) - behind);
  clear(m);
}

/**
 * Takes the book of instrument `id` as it is, after `changes` of its levels. Ok;
 * UnknownInstrument; NeedInput: it is not live, so that nothing of it is known.
 */
export function microBook(at: usize, engine: usize, id: u32, changes: u32): i32 {
  const m = changetype<Micro>(at);
  const status = engineTop(engine, id, at + TOP);
  if (status < 0) return status;
  const top = changetype<TopOfBook>(at + TOP);
  if (top.state != BookState.Live) {
    settleSpreads(m, top.recvTsNs);
    loseBook(m);
    return Status.NeedInput;
  }
  const ts = top.recvTsNs;
  follow(m, top.priceScale, top.qtyScale);
  const depth = depthOf(configOf(m));
  const bids = engineLevels(engine, id, 0, depth, levelsOf(m, false));
  const asks = engineLevels(engine, id, 1, depth, levelsOf(m, true));
  takeLevels(m, bids, asks, ts, changes);
  return Status.Ok;
}

/**
 * Takes levels that are given: rows of price and quantity (i64), best first, at the time at `ts`
 * (i64).
 */
export function microLevels(
  at: usize,
  bids: usize,
  bidCount: u32,
  asks: usize,
  askCount: u32,
  ts: usize,
  changes: u32,
): void {
  const m = changetype<Micro>(at);
  const depth = depthOf(configOf(m));
  const bidRows = min(bidCount, depth);
  const askRows = min(askCount, depth);
  memory.copy(levelsOf(m, false), bids, (<usize>bidRows) << 4);
  memory.copy(levelsOf(m, true), asks, (<usize>askRows) << 4);
  takeLevels(m, bidRows, askRows, load<i64>(ts), changes);
}

/** Takes the trade record at `record`. Ok, Negative, Overflow. */
export function microTrade(at: usize, record: usize): i32 {
  return takeTrade(
    changetype<Micro>(at),
    load<i64>(record, TRADE_PRICE),
    load<i64>(record, TRADE_QTY),
    load<u8>(record, HEADER_FLAGS),
    load<i64>(record, HEADER_RECV_TS_NS),
  );
}

/**
 * Takes a record that `engine` has taken just now: trades, and everything that changes the book of
 * the instrument. Others are passed over. Status as `microBook` and `microTrade`.
 */
export function microRecord(at: usize, engine: usize, record: usize): i32 {
  const id = load<u16>(record, HEADER_INSTRUMENT_ID);
  if (id != configOf(changetype<Micro>(at)).instrumentId) return Status.Ok;
  const kind = load<u8>(record, HEADER_KIND);
  if (kind == RecordKind.Trade) return microTrade(at, record);
  if (kind == RecordKind.DepthDelta)
    return microBook(at, engine, id, load<u32>(record, DEPTH_ROW_COUNT));
  // A snapshot tells of the book, nobody changed a quote for it.
  if (kind == RecordKind.DepthSnapshot) return microBook(at, engine, id, 0);
  if (kind == RecordKind.Definition) {
    const definition = changetype<Definition>(record);
    follow(changetype<Micro>(at), definition.priceScale, definition.qtyScale);
    return Status.Ok;
  }
  const isOrder = kind >= RecordKind.OrderAdd && kind <= RecordKind.OrderExecute;
  if (isOrder || kind == RecordKind.DepthSingle || kind == RecordKind.DepthClear)
    return microBook(at, engine, id, 1);
  return Status.Ok;
}

/**
 * VPIN alone: takes a bar by its change of price and its quantity, in quanta, both finite and the
 * quantity not negative. Ok, or BadArgument where VPIN is switched off.
 */
export function microBar(at: usize, change: f64, qty: f64): i32 {
  const m = changetype<Micro>(at);
  const c = configOf(m);
  const hasDeviation = c.vpinSigma > 0 || c.vpinSigmaBars > 1;
  if (c.vpinBuckets == 0 || !hasDeviation) return Status.BadArgument;
  if (!isAmount(qty) || !isAmount(abs(change))) return Status.BadArgument;
  addBar(m, change, qty);
  return Status.Ok;
}
