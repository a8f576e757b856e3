// Whether a record may be taken: its numbers, its time, its trade id. The policies are the
// configuration's; everything that is not as it should be is counted.
import {
  BAR_CLOSE,
  BAR_HIGH,
  BAR_LOW,
  BAR_OPEN,
  BAR_OPEN_TS_NS,
  BAR_QTY,
  BarFault,
  BarKind,
  BarOption,
  BarPolicy,
  BarSource,
} from '../abi/bars';
import {
  HEADER_EXCHANGE_TS_NS,
  HEADER_RECV_TS_NS,
  TRADE_QTY,
  TRADE_TRADE_ID,
} from '../abi/records';
import { Builder, ID_BITS, ID_WINDOW, NEVER, Place, baseOf, has } from './layout';

@inline export function isTimed(b: Builder): bool {
  return b.kind <= BarKind.Month;
}

@inline function idWord(b: Builder, id: i64): usize {
  return baseOf(b) + ID_BITS + ((<usize>(id >> 6) & 15) << 3);
}

/** Whether the id was there before. Ids further below the highest than the window counts as so. */
function isKnownId(b: Builder, id: i64): bool {
  if (id > b.maxId) return false;
  if (b.maxId - id >= ID_WINDOW - 64) return true;
  return (load<u64>(idWord(b, id)) & ((<u64>1) << (<u64>id & 63))) != 0;
}

/** Remembers an id. The words between the highest so far and a higher one are emptied. */
function rememberId(b: Builder, id: i64): void {
  if (id > b.maxId) {
    const words = (id >> 6) - (b.maxId >> 6);
    if (b.maxId < 0 || words >= 16) memory.fill(baseOf(b) + ID_BITS, 0, 128);
    else for (let i: i64 = 1; i <= words; i++) store<u64>(idWord(b, b.maxId + (i << 6)), 0);
    b.maxId = id;
  }
  const word = idWord(b, id);
  store<u64>(word, load<u64>(word) | ((<u64>1) << (<u64>id & 63)));
}

function isMalformed(b: Builder, p: usize): bool {
  if (b.source == BarSource.Trades) return load<i64>(p, TRADE_QTY) < 0;
  if (b.source == BarSource.Quotes) return false;
  const high = load<i64>(p, BAR_HIGH);
  const low = load<i64>(p, BAR_LOW);
  const open = load<i64>(p, BAR_OPEN);
  const close = load<i64>(p, BAR_CLOSE);
  if (open > high || close > high || open < low || close < low) return true;
  const end = load<i64>(p, HEADER_EXCHANGE_TS_NS);
  return load<i64>(p, BAR_QTY) < 0 || end < load<i64>(p, BAR_OPEN_TS_NS);
}

/** The place, or the fault in `b.fault`; counts. */
function judge(b: Builder, policy: u8, fault: u8, place: u32): u32 {
  if (policy == BarPolicy.Refuse) b.fault = fault;
  return policy == BarPolicy.Include ? place : <u32>Place.Out;
}

function judgeMalformed(b: Builder): u32 {
  b.malformed++;
  const policy = b.malformedPolicy == BarPolicy.Ignore ? BarPolicy.Ignore : BarPolicy.Refuse;
  return judge(b, policy, BarFault.Malformed, Place.Out);
}

/** Whether the record came before; its policy then decides, in `b.place`. */
function isDuplicate(b: Builder, p: usize): bool {
  if (b.source == BarSource.Trades) {
    const id = load<i64>(p, TRADE_TRADE_ID);
    return id >= 0 && isKnownId(b, id);
  }
  // Bars have no ids: a second one with the same start is a duplicate.
  return b.source == BarSource.Bars && b.eventNs == b.lastEventNs;
}

/** The place of a record by its time. */
@inline function placeOf(b: Builder): u32 {
  const ts = b.eventNs;
  if (ts >= b.lastEventNs && ts >= b.closedEndNs) return Place.Next;
  return disorderly(b, ts);
}

function disorderly(b: Builder, ts: i64): u32 {
  const from = b.isForming ? b.startNs : b.closedEndNs;
  if (isTimed(b) && ts < from) {
    b.late++;
    return judge(b, b.latePolicy, BarFault.Late, Place.Late);
  }
  b.disordered++;
  // Bars that time does not cut know the order of arrival only.
  return judge(b, b.disorderPolicy, BarFault.Disorder, isTimed(b) ? Place.Before : Place.Next);
}

/**
 * Reads the times of the record at `p` and decides on its place. False: it is refused, `b.fault`
 * says why, and counts are all that has changed.
 */
export function admit(b: Builder, p: usize): bool {
  const exchange = load<i64>(p, HEADER_EXCHANGE_TS_NS);
  const known = load<i64>(p, HEADER_RECV_TS_NS);
  if (b.source == BarSource.Bars) b.eventNs = load<i64>(p, BAR_OPEN_TS_NS);
  else b.eventNs = exchange == 0 || has(b, BarOption.ReceiveClock) ? known : exchange;
  if (isMalformed(b, p)) b.place = judgeMalformed(b);
  else if (isDuplicate(b, p)) {
    b.duplicates++;
    b.place = judge(b, b.duplicatePolicy, BarFault.Duplicate, Place.Next);
    if (b.place == Place.Next) b.place = placeOf(b);
  } else b.place = placeOf(b);
  if (b.place != Place.Out) b.knownNs = known;
  return b.fault == BarFault.None;
}

/** Notes that the record at `p` has been taken. */
export function settle(b: Builder, p: usize): void {
  if (b.source == BarSource.Trades) {
    const id = load<i64>(p, TRADE_TRADE_ID);
    if (id >= 0 && id + ID_WINDOW - 64 > b.maxId) rememberId(b, id);
  } else if (b.source == BarSource.Bars) {
    const end = load<i64>(p, HEADER_EXCHANGE_TS_NS);
    if (b.lastInputEndNs != NEVER && b.eventNs > b.lastInputEndNs) b.gaps++;
    if (end > b.lastInputEndNs) b.lastInputEndNs = end;
  }
  if (b.eventNs > b.lastEventNs) b.lastEventNs = b.eventNs;
  b.events++;
}
