// How rows of hftbacktest tapes and records stand for each other. One row is 64 bytes: ev, exch_ts,
// local_ts, px, qty, order_id, ival, fval. `ev` is a kind in the low byte and four flags on top.
//
//   row                                             record
//   1 depth, one side, no ids                       DepthDelta (consecutive rows, bids first)
//   3 clear, no side, all 0; then 4 snapshot rows   DepthSnapshot
//   4 snapshot, one side, no ids, without a clear   DepthDelta + Aggregate (part of a snapshot)
//   3 clear, fval 0                                 DepthClear
//   2 trade                                         Trade, see below
//   5 best bid, then best ask, same ival            Bbo, seq = ival (0: unknown)
//   10 add, 11 cancel, 12 modify, 13 fill           OrderAdd, -Delete, -Modify, -Execute
//   1, 4, 5, 3 otherwise                            DepthSingle + nothing, Aggregate, Hidden, both
//
// A trade's order_id is its trade id (0: unknown). ival = n >= 1 with fval = first id: an aggregate
// of n prints. ival = -1: against a hidden order. Trades with other columns keep them as ids under
// the flags Aggregate + Hidden, which no ordinary trade has together.
//
// @source nkaz001/hftbacktest: docs/data.rst, hftbacktest/src/types.rs
import { RecordFlag } from '../abi/records.ts';

export const RowKind = {
  Depth: 1,
  Trade: 2,
  Clear: 3,
  Snapshot: 4,
  Bbo: 5,
  Add: 10,
  Cancel: 11,
  Modify: 12,
  Fill: 13,
} as const;

/** Record flags of a trade whose three ids are a row's order_id, ival and bits of fval. */
export const RAW_TRADE = RecordFlag.Aggregate | RecordFlag.Hidden;
/** The flag that makes a DepthDelta a part of a snapshot that comes in several records. */
export const SNAPSHOT_PART = RecordFlag.Aggregate;

export const ORDER_FLAGS = RecordFlag.Exchange | RecordFlag.Local;
export const SIDE_FLAGS = RecordFlag.Buy | RecordFlag.Sell;

/** Which row kind a DepthSingle stands for. */
export function singleKind(flags: number): number {
  const mark = flags & RAW_TRADE;
  if (mark === RAW_TRADE) return RowKind.Clear;
  if (mark === RecordFlag.Aggregate) return RowKind.Snapshot;
  return mark === RecordFlag.Hidden ? RowKind.Bbo : RowKind.Depth;
}

/** The flags that make a DepthSingle stand for a row kind. */
export function singleMark(kind: number): number {
  if (kind === RowKind.Clear) return RAW_TRADE;
  if (kind === RowKind.Snapshot) return RecordFlag.Aggregate;
  return kind === RowKind.Bbo ? RecordFlag.Hidden : 0;
}

/** Bits 8 to 27 of `ev` mean nothing and must be 0, as must the upper half. */
export const EV_UNKNOWN = 0x0fffff00;

/** Record flags (bits 0..3) of the low half of `ev` (bits 31..28), and back. */
export function flagsOfEv(ev: number): number {
  return (
    (ev >>> 31) | (((ev >>> 30) & 1) << 1) | (((ev >>> 29) & 1) << 2) | (((ev >>> 28) & 1) << 3)
  );
}

export function evOfFlags(kind: number, flags: number): number {
  return (
    kind |
    ((flags & 1) << 31) |
    (((flags >>> 1) & 1) << 30) |
    (((flags >>> 2) & 1) << 29) |
    (((flags >>> 3) & 1) << 28)
  );
}
