// Bars that a strategy asked for, made of the trades, quotes or candles of its instrument as they
// reach it. A series stands in the arena: the next one's address, then its builder.
import { BarsConfig, BarsStats, SIZEOF_BAR } from '../abi/bars';
import { SessionEvent, SessionState } from '../abi/session';
import { Header } from '../abi/records';
import { Status } from '../abi/status';
import { barsInit, barsRun, barsSize } from '../bars/index';
import { arenaAlloc } from '../mem/control';
import { copyWords } from '../mem/words';
import { instrumentOf, partsOf, SessionParts } from './state';

@inline const BUILDER_AT: u32 = 16;

/**
 * Adds a series of bars (BarsConfig at `config`, which names the instrument). Before the first run.
 * Returns the address of its builder, or a negative status: BadArgument, OutOfMemory.
 */
export function sessionSeries(at: u32, config: u32): i32 {
  const s = changetype<SessionState>(<usize>at);
  const c = changetype<BarsConfig>(<usize>config);
  if (<u32>c.instrumentId >= partsOf(s).instrumentsMax) return Status.BadArgument;
  const series = arenaAlloc(BUILDER_AT + barsSize());
  if (series == 0) return Status.OutOfMemory;
  const status = barsInit(<usize>(series + BUILDER_AT), <usize>config);
  if (status != Status.Ok) return status;
  const inst = instrumentOf(s, c.instrumentId);
  let last: usize = 0;
  for (let next = inst.series; next != 0; next = load<u32>(<usize>next)) last = <usize>next;
  if (last == 0) inst.series = series;
  else store<u32>(last, series);
  return <i32>(series + BUILDER_AT);
}

/**
 * Offers the event's record to the series from `parts.series` on. Where the room for closed bars
 * ends, what there is becomes an event of its own and the next run goes on from there.
 */
function offer(s: SessionState, parts: SessionParts): void {
  const record = <usize>s.eventRecord;
  const end = record + changetype<Header>(record).size;
  while (parts.series != 0) {
    const builder = <usize>(parts.series + BUILDER_AT);
    const status = barsRun(builder, record, end, <usize>s.barsEnd, <usize>parts.barsLimit);
    s.barsEnd = changetype<BarsStats>(builder).out;
    if (status == Status.OutputFull) return;
    if (status != Status.Ok) s.barFaults++;
    parts.series = load<u32>(<usize>parts.series);
  }
}

/** Makes bars of the event's record; candles that were asked for as they are come first. */
export function seriesTake(s: SessionState, parts: SessionParts, first: u32): void {
  parts.series = first;
  parts.heldBits = s.eventBits & ~SessionEvent.Bar;
  s.barsAt = parts.bars;
  s.barsEnd = parts.bars;
  if (s.eventBits & SessionEvent.Bar) {
    copyWords(<usize>parts.bars, <usize>s.eventRecord, <u32>SIZEOF_BAR);
    s.barsEnd += <u32>SIZEOF_BAR;
  }
  finish(s, parts);
}

/** Goes on with a record of which more bars closed than there was room for. */
export function seriesResume(s: SessionState, parts: SessionParts): void {
  s.barsAt = parts.bars;
  s.barsEnd = parts.bars;
  finish(s, parts);
}

function finish(s: SessionState, parts: SessionParts): void {
  offer(s, parts);
  s.eventBits = parts.series == 0 ? parts.heldBits : 0;
  if (s.barsEnd == s.barsAt) return;
  s.eventBits |= SessionEvent.Bar;
  if (s.tradeFromNs == i64.MAX_VALUE) warmUp(s);
}

/** Counts the bars of the warm-up; of several series all count. */
function warmUp(s: SessionState): void {
  if (s.warmBars == 0) s.tradeFromNs = s.warmUntilNs;
  s.warmBars -= min(s.warmBars, (s.barsEnd - s.barsAt) / <u32>SIZEOF_BAR);
}
