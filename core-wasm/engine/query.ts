// Questions to an instrument's book by id. A book that is not live has no best bid: the answers are
// empty, NaN or 0 levels.

import { BookState, TopOfBook } from '../abi/book';
import { EngineState, InstrumentState } from '../abi/engine';
import { Status } from '../abi/status';
import { ASK, BID, bookBest, bookQty } from '../book/l2';
import { bookImbalance, bookLevelCount, bookLevels, bookMicroprice, bookVwap } from '../book/query';
import { bookOf, configOf, EngineConfig, instrumentAt } from './instrument';

@inline const HAS_BID: u8 = 1;
@inline const HAS_ASK: u8 = 2;
@inline const CROSSED: u8 = 4;

/** The state, with staleness judged on record time. */
function stateOf(engine: EngineState, inst: InstrumentState): u8 {
  if (
    inst.state == BookState.Live &&
    engine.staleAfterNs > 0 &&
    engine.recvTsNs - inst.recvTsNs > engine.staleAfterNs
  )
    return BookState.Stale;
  return inst.state;
}

@inline
function readable(engine: EngineState, id: u32): bool {
  if (id >= engine.instrumentCount) return false;
  return stateOf(engine, instrumentAt(engine, id)) == BookState.Live;
}

@inline
function scratchOf(engine: EngineState): usize {
  return changetype<usize>(configOf(engine)) + offsetof<EngineConfig>('scratch');
}

/** Writes the TopOfBook of an instrument to `out`. Returns Ok or UnknownInstrument. */
export function engineTop(at: usize, id: u32, out: usize): i32 {
  const engine = changetype<EngineState>(at);
  if (id >= engine.instrumentCount) return Status.UnknownInstrument;
  const inst = instrumentAt(engine, id);
  const top = changetype<TopOfBook>(out);
  memory.fill(out, 0, 64);
  top.state = stateOf(engine, inst);
  top.priceScale = inst.priceScale;
  top.qtyScale = inst.qtyScale;
  top.seq = inst.lastSeq;
  top.recvTsNs = inst.recvTsNs;
  top.exchangeTsNs = inst.exchangeTsNs;
  if (top.state != BookState.Live) return Status.Ok;
  const book = bookOf(inst);
  const bid = bookBest(book, BID);
  const ask = bookBest(book, ASK);
  if (bid != i64.MIN_VALUE) {
    top.flags |= HAS_BID;
    top.bidPrice = bid;
    top.bidQty = bookQty(book, BID, bid);
  }
  if (ask != i64.MAX_VALUE) {
    top.flags |= HAS_ASK;
    top.askPrice = ask;
    top.askQty = bookQty(book, ASK, ask);
  }
  if (bid >= ask) top.flags |= CROSSED;
  return Status.Ok;
}

/** Writes up to `maxLevels` rows of one side (0 bid, 1 ask), best first; returns their number. */
export function engineLevels(at: usize, id: u32, side: u32, maxLevels: u32, out: usize): u32 {
  const engine = changetype<EngineState>(at);
  if (!readable(engine, id)) return 0;
  return bookLevels(bookOf(instrumentAt(engine, id)), side, maxLevels, out, scratchOf(engine));
}

/** Levels of one side, 0 unless live. */
export function engineLevelCount(at: usize, id: u32, side: u32): u32 {
  const engine = changetype<EngineState>(at);
  return readable(engine, id) ? bookLevelCount(bookOf(instrumentAt(engine, id)), side) : 0;
}

/** See bookImbalance; NaN unless live. */
export function engineImbalance(at: usize, id: u32, levels: u32, decay: f64): f64 {
  const engine = changetype<EngineState>(at);
  if (!readable(engine, id)) return NaN;
  return bookImbalance(bookOf(instrumentAt(engine, id)), levels, decay, scratchOf(engine));
}

/** See bookMicroprice, in quanta; NaN unless live. */
export function engineMicroprice(at: usize, id: u32): f64 {
  const engine = changetype<EngineState>(at);
  return readable(engine, id) ? bookMicroprice(bookOf(instrumentAt(engine, id))) : NaN;
}

/** See bookVwap, in quanta; NaN unless live. */
export function engineVwap(at: usize, id: u32, side: u32, qty: f64): f64 {
  const engine = changetype<EngineState>(at);
  if (!readable(engine, id)) return NaN;
  return bookVwap(bookOf(instrumentAt(engine, id)), side, qty, scratchOf(engine));
}
