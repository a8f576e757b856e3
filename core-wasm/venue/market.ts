// The market's side of a venue: a record goes to the exchange-side book, then to the own orders.
import { Bar, BarRecordKind } from '../abi/bars';
import { BookState } from '../abi/book';
import {
  Bbo,
  Definition,
  Depth,
  Header,
  MarketEvent,
  OrderEvent,
  RecordFlag,
  RecordKind,
  Trade,
} from '../abi/records';
import { Status } from '../abi/status';
import { FillSource, VenueState } from '../abi/venue';
import { ASK, BID } from '../book/l2';
import { engineApply, orderFlag } from '../engine/engine';
import { takesDelta } from '../engine/sequence';
import { barFills } from './bars';
import {
  compatCleared,
  compatRefresh,
  compatRows,
  compatSettle,
  compatSingle,
  compatSplitRows,
  compatSplitSingle,
  compatTrade,
  forgetLevels,
  lowestAskOf,
} from './compat';
import { compatEndAll } from './compat_single';
import { begin, written } from './emit';
import { goneByQuotes, nothingGone, toldAlone } from './gone';
import { crossQuotes, honestRows, honestSnapshot, honestTrade, levelChanged } from './passive';
import { endUseless } from './orders';
import { redefine } from './rescale';
import { singleOrder } from './single';
import { engineOf, instrumentOf, isCompat } from './state';
import { checkStops } from './stops';

@inline const MARKS: u8 = RecordFlag.Aggregate | RecordFlag.Hidden;

/** Quotes and stops after the market moved. */
function settle(v: VenueState): void {
  if (isCompat(v)) return;
  if (instrumentOf(v).state == BookState.Live) crossQuotes(v);
  checkStops(v);
}

function delta(v: VenueState, depth: Depth): i32 {
  const inst = instrumentOf(v);
  const engine = engineOf(v);
  const takes = inst.orders == 0 && takesDelta(inst, depth);
  if (takes && v.compatSplit != 0) compatSplitRows(v, depth);
  const status = engineApply(engine, changetype<Header>(depth));
  if (status < 0 || !takes) return status;
  if (isCompat(v)) {
    compatRows(v, depth);
    compatSettle(v, lowestAskOf(depth));
  } else honestRows(v, depth);
  settle(v);
  return Status.Ok;
}

function snapshot(v: VenueState, depth: Depth): i32 {
  const inst = instrumentOf(v);
  const engine = engineOf(v);
  const unused = engine.unusedSnapshots;
  const status = engineApply(engine, changetype<Header>(depth));
  if (status < 0 || inst.orders != 0) return status;
  if (engine.unusedSnapshots != unused || inst.state != BookState.Live) return Status.Ok;
  if (isCompat(v)) {
    v.compatSplit = 0;
    forgetLevels(v, true);
    compatRows(v, depth);
    compatRefresh(v);
    compatSettle(v, lowestAskOf(depth));
  } else honestSnapshot(v);
  settle(v);
  return Status.Ok;
}

function clear(v: VenueState, event: MarketEvent): i32 {
  const inst = instrumentOf(v);
  const status = engineApply(engineOf(v), changetype<Header>(event));
  if (status < 0) return status;
  if (inst.orders != 0) {
    if (isCompat(v)) compatEndAll(v, event);
    return Status.Ok;
  }
  forgetLevels(v, false);
  nothingGone(v);
  if (!isCompat(v)) return Status.Ok;
  const bids = (event.flags & RecordFlag.Buy) != 0;
  const asks = (event.flags & RecordFlag.Sell) != 0;
  if (bids == asks || event.price == 0) v.compatSplit = 0;
  else compatCleared(v, bids ? BID : ASK, event.price);
  return Status.Ok;
}

/** A level that stands alone; marked, it is part of a snapshot, a ticker or a clear. */
function single(v: VenueState, event: OrderEvent): i32 {
  const inst = instrumentOf(v);
  const mark = event.flags & MARKS;
  if (mark == MARKS) return clear(v, changetype<MarketEvent>(event));
  const isLevel = mark != RecordFlag.Hidden && inst.orders == 0;
  const takes = isLevel && inst.state != BookState.Gapped;
  if (takes && v.compatSplit != 0) compatSplitSingle(v, event);
  const status = engineApply(engineOf(v), changetype<Header>(event));
  if (status < 0 || !takes) return status;
  if (isCompat(v)) {
    compatSingle(v, event);
    const isAsk = (event.flags & RecordFlag.Sell) != 0 && event.qty > 0;
    compatSettle(v, isAsk ? event.price : i64.MAX_VALUE);
  } else {
    if (event.flags & RecordFlag.Buy) {
      toldAlone(v, BID, event);
      levelChanged(v, BID, event.price, event.qty);
    }
    if (event.flags & RecordFlag.Sell) {
      toldAlone(v, ASK, event);
      levelChanged(v, ASK, event.price, event.qty);
    }
  }
  settle(v);
  return Status.Ok;
}

function trade(v: VenueState, print: Trade): i32 {
  const status = engineApply(engineOf(v), changetype<Header>(print));
  if (status < 0) return status;
  if (isCompat(v)) {
    // Its L3 exchange follows the executions of single orders alone.
    if (instrumentOf(v).orders == 0) compatTrade(v, print);
    return Status.Ok;
  }
  if (print.price <= 0) return Status.Ok;
  // In a book of single orders their executions tell what traded, and may be printed as well.
  if (instrumentOf(v).orders == 0) honestTrade(v, print);
  v.lastPrice = print.price;
  v.hasLast = 1;
  checkStops(v);
  return Status.Ok;
}

function order(v: VenueState, event: OrderEvent): i32 {
  const status = singleOrder(v, event);
  if (status < 0) return status;
  if (event.kind == RecordKind.OrderExecute && event.price > 0) {
    v.lastPrice = event.price;
    v.hasLast = 1;
  }
  settle(v);
  return Status.Ok;
}

function handle(v: VenueState, head: Header): i32 {
  const engine = engineOf(v);
  const kind = head.kind;
  if (kind == RecordKind.Definition) return redefine(v, changetype<Definition>(head));
  const inst = instrumentOf(v);
  const applies = inst.defined != 0 && (head.flags & orderFlag(engine)) != 0;
  if (!applies) return engineApply(engine, head);
  if (kind == RecordKind.Status) v.marketStatus = changetype<MarketEvent>(head).status;
  if (v.fillSource == FillSource.Bars) return engineApply(engine, head);
  if (kind == RecordKind.DepthDelta) return delta(v, changetype<Depth>(head));
  if (kind == RecordKind.Trade) return trade(v, changetype<Trade>(head));
  if (kind == RecordKind.DepthSingle) return single(v, changetype<OrderEvent>(head));
  if (kind >= RecordKind.OrderAdd && kind <= RecordKind.OrderExecute)
    return order(v, changetype<OrderEvent>(head));
  if (kind == RecordKind.DepthSnapshot) return snapshot(v, changetype<Depth>(head));
  if (kind == RecordKind.DepthClear) return clear(v, changetype<MarketEvent>(head));
  if (kind == RecordKind.Bbo && !isCompat(v)) goneByQuotes(v, changetype<Bbo>(head));
  return engineApply(engine, head);
}

function bar(v: VenueState, record: Bar): i32 {
  if (instrumentOf(v).defined == 0) return Status.UnknownInstrument;
  if (v.fillSource == FillSource.Bars) barFills(v, record);
  return Status.Ok;
}

/**
 * Applies one record of the market: to the exchange-side engine (bars excepted: they are no part
 * of a book), then to the own orders. Writes Fill and OrderUpdate records to [out, outEnd), which
 * has venueOutputMax bytes, and returns how many bytes. Negative: the engine refused the record.
 * Orders whose time is over before the record must have been ended (venueTime).
 */
export function venueMarket(at: usize, record: usize, out: usize, outEnd: usize): i32 {
  const v = changetype<VenueState>(at);
  const head = changetype<Header>(record);
  // A record without an exchange time happens at the time of the one before it.
  const time = head.exchangeTsNs;
  const timeNs = time == 0 && v.nowNs == 0 ? head.recvTsNs : time;
  return venueMarketAt(at, record, timeNs, out, outEnd);
}

/** The same at a time that the caller says, whatever the record's own stamp. */
export function venueMarketAt(
  at: usize,
  record: usize,
  timeNs: i64,
  out: usize,
  outEnd: usize,
): i32 {
  const v = changetype<VenueState>(at);
  const head = changetype<Header>(record);
  begin(v, out, outEnd);
  if (<u32>head.instrumentId != v.instrumentId) return min(0, engineApply(engineOf(v), head));
  v.nowNs = max(v.nowNs, timeNs);
  const isBar = head.kind == BarRecordKind.Bar;
  const status = isBar ? bar(v, changetype<Bar>(record)) : handle(v, head);
  endUseless(v);
  return status < 0 ? status : written(v, out);
}
