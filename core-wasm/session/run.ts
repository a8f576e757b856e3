// The session's loop: of all that can happen next, the earliest does. At one time the order is
// market data at the strategy, answers at the strategy, market data at the venue, expiries,
// requests at the venue, timers; where bars are traded the venue's side comes first, since a bar
// fills the orders that wait for it before the strategy sees it.
import { Bar } from '../abi/bars';
import { BookState } from '../abi/book';
import { InstrumentState } from '../abi/engine';
import { MarketEvent, RecordKind, Header, RecordFlag } from '../abi/records';
import { OrderHeader } from '../abi/orders';
import { SessionEvent, SessionInstrument, SessionState } from '../abi/session';
import { Status } from '../abi/status';
import { ASK, BID, bookBest, bookQty } from '../book/l2';
import { engineApply } from '../engine/engine';
import { bookOf, instrumentAt } from '../engine/instrument';
import { venueNextTime, venueOutputMax, venueRequest, venueTime } from '../venue/index';
import { venueMarketAt } from '../venue/market';
import { markPrice } from './booking';
import { deliver } from './deliver';
import { delayFirst, delayHasRoom, delayNext, delayPop, delayPut } from './delay';
import { feedUntil, refAt } from './feed';
import { responseLatency } from './latency';
import { ordersRelease } from './orders';
import { recorderOf, recordUntil } from './recorder';
import { exchangeOf, instrumentOf, localOf, partsOf, SessionParts } from './state';
import { seriesResume, seriesTake } from './series';
import { timerFire } from './timers';

@inline const LOCAL: u32 = 0;
@inline const ANSWER: u32 = 1;
@inline const MARKET: u32 = 2;
@inline const EXPIRY: u32 = 3;
@inline const REQUEST: u32 = 4;
@inline const TIMER: u32 = 5;

@inline const BAR_KIND: u32 = 48;

@inline
function nextLocal(parts: SessionParts): i64 {
  if (parts.local == parts.fed) return i64.MAX_VALUE;
  const record = changetype<Header>(<usize>parts.local);
  const isLocal = (record.flags & RecordFlag.Local) != 0 || record.kind == RecordKind.Definition;
  return isLocal ? record.recvTsNs : i64.MIN_VALUE;
}

@inline
function nextMarket(parts: SessionParts): i64 {
  return parts.refsCount == 0 ? i64.MAX_VALUE : load<i64>(refAt(parts, 0));
}

/** What an instrument's event was, of what its strategy asked for. */
function changed(s: SessionState, id: u32, record: Header): u32 {
  const kind = record.kind;
  const mine = instrumentOf(s, id);
  if (kind == RecordKind.Trade) {
    mine.lastPrice = changetype<MarketEvent>(record).price;
    return SessionEvent.Trade;
  }
  if (kind == RecordKind.Bbo) return SessionEvent.Bbo;
  if (kind == RecordKind.Definition) return 0;
  if (<u32>kind == BAR_KIND) {
    mine.lastPrice = changetype<Bar>(record).close;
    return SessionEvent.Bar;
  }
  const inst = instrumentAt(localOf(s), id);
  if (kind == RecordKind.Status) {
    mine.marketStatus = changetype<MarketEvent>(record).status;
    return SessionEvent.MarketStatus;
  }
  let bits: u32 = SessionEvent.Book;
  if (mine.bookState != <u32>inst.state) {
    mine.bookState = inst.state;
    bits |= SessionEvent.BookState;
  }
  if (mine.subscription & SessionEvent.TopOfBook && topChanged(mine, inst))
    bits |= SessionEvent.TopOfBook;
  return bits;
}

/** Notes the top of the book; a book that is not live has none. */
function topChanged(mine: SessionInstrument, inst: InstrumentState): bool {
  if (inst.state != BookState.Live) return false;
  const book = bookOf(inst);
  const bid = bookBest(book, BID);
  const ask = bookBest(book, ASK);
  const bidQty = bookQty(book, BID, bid);
  const askQty = bookQty(book, ASK, ask);
  const same =
    bid == mine.bidPrice && ask == mine.askPrice && bidQty == mine.bidQty && askQty == mine.askQty;
  if (same) return false;
  mine.bidPrice = bid;
  mine.bidQty = bidQty;
  mine.askPrice = ask;
  mine.askQty = askQty;
  return true;
}

@inline
function isBarInput(kind: u32): bool {
  return kind == RecordKind.Trade || kind == RecordKind.Bbo || kind == BAR_KIND;
}

/** A market record reaches the strategy. */
function takeLocal(s: SessionState, parts: SessionParts): i32 {
  const at = parts.local;
  const record = changetype<Header>(<usize>at);
  parts.local = at + record.size;
  const isLocal = (record.flags & RecordFlag.Local) != 0;
  if (isLocal) s.nowNs = max(s.nowNs, record.recvTsNs);
  const id = <u32>record.instrumentId;
  s.eventRecord = at;
  s.eventInstrument = id;
  s.eventBits = 0;
  const status = engineApply(localOf(s), record);
  if (status < 0) return status;
  if (!isLocal) return Status.Ok;
  s.inputSeq++;
  const mine = instrumentOf(s, id);
  if (record.exchangeTsNs != 0 && record.flags & RecordFlag.Exchange)
    mine.feedLatencyNs = record.recvTsNs - record.exchangeTsNs;
  const bits = changed(s, id, record);
  const valued = markPrice(s, id, record);
  if (valued < 0) return valued;
  s.eventBits = bits & mine.subscription;
  s.barsAt = s.barsEnd;
  const makesBars = mine.series != 0 && isBarInput(record.kind);
  if (makesBars || (s.eventBits & SessionEvent.Bar) != 0) seriesTake(s, parts, mine.series);
  return Status.Ok;
}

/** Sends a venue's answers on their way. */
function post(s: SessionState, id: u32, bytes: i32): i32 {
  const parts = partsOf(s);
  if (bytes <= 0) return bytes;
  const inst = instrumentOf(s, id);
  let at = <usize>parts.scratch;
  const end = at + bytes;
  while (at < end) {
    const header = changetype<OrderHeader>(at);
    if (!delayHasRoom(<usize>parts.responses, 1)) return Status.OrdersFull;
    const latency = responseLatency(s, inst, header.exchangeTsNs);
    const due = max(header.exchangeTsNs + max(latency, 0), inst.lastResponseNs);
    inst.lastResponseNs = due;
    header.recvTsNs = due;
    delayPut(<usize>parts.responses, due, at);
    at += header.size;
  }
  findExpiry(s);
  return Status.Ok;
}

function findExpiry(s: SessionState): void {
  let next = i64.MAX_VALUE;
  for (let id: u32 = 0; id < exchangeOf(s).instrumentCount; id++) {
    const venue = instrumentOf(s, id).venue;
    if (venue != 0) next = min(next, venueNextTime(<usize>venue));
  }
  s.nextExpiryNs = next;
}

/** A market record reaches the venue. */
function takeMarket(s: SessionState, parts: SessionParts): i32 {
  const ref = refAt(parts, 0);
  const key = load<i64>(ref);
  const record = load<u32>(ref, 8);
  parts.refsFirst = (parts.refsFirst + 1) & parts.refsMask;
  parts.refsCount--;
  if (key < s.exchangeNs) s.lateRecords++;
  else s.exchangeNs = key;
  const id = <u32>changetype<Header>(<usize>record).instrumentId;
  const venue = <usize>instrumentOf(s, id).venue;
  const out = <usize>parts.scratch;
  const bytes = venueMarketAt(venue, <usize>record, key, out, <usize>parts.scratchEnd);
  if (bytes >= 0) return post(s, id, bytes);
  s.eventRecord = record;
  s.eventInstrument = id;
  return bytes;
}

function takeExpiry(s: SessionState, parts: SessionParts): i32 {
  const now = s.nextExpiryNs;
  for (let id: u32 = 0; id < exchangeOf(s).instrumentCount; id++) {
    const venue = <usize>instrumentOf(s, id).venue;
    if (venue == 0 || venueNextTime(venue) > now) continue;
    const end = <usize>parts.scratchEnd;
    const status = post(s, id, venueTime(venue, now, <usize>parts.scratch, end));
    if (status < 0) return status;
  }
  findExpiry(s);
  return Status.Ok;
}

function takeRequest(s: SessionState, parts: SessionParts): i32 {
  const record = delayFirst(<usize>parts.requests);
  const id = <u32>changetype<OrderHeader>(record).instrumentId;
  const venue = <usize>instrumentOf(s, id).venue;
  const bytes = venueRequest(venue, record, <usize>parts.scratch, <usize>parts.scratchEnd);
  delayPop(<usize>parts.requests);
  s.exchangeNs = max(s.exchangeNs, changetype<OrderHeader>(record).exchangeTsNs);
  const status = post(s, id, bytes);
  findExpiry(s);
  return status;
}

function takeAnswer(s: SessionState, parts: SessionParts): i32 {
  const record = delayFirst(<usize>parts.responses);
  s.nowNs = max(s.nowNs, changetype<OrderHeader>(record).recvTsNs);
  delayPop(<usize>parts.responses);
  s.inputSeq++;
  return deliver(s, record);
}

function takeTimer(s: SessionState): void {
  s.nowNs = max(s.nowNs, s.nextTimerNs);
  s.inputSeq++;
  s.eventTimer = timerFire(s);
  s.eventBits = SessionEvent.Timer;
  s.eventRecord = 0;
}

/**
 * The input has ended: what is under way arrives, and nothing new leaves. Timers and orders that
 * went on would trade with a book that stands still.
 */
function end(s: SessionState, parts: SessionParts): void {
  parts.isOver = 1;
  s.tradeFromNs = i64.MAX_VALUE;
  s.nextTimerNs = i64.MAX_VALUE;
  s.nextExpiryNs = i64.MAX_VALUE;
}

@inline
function pick(s: SessionState, parts: SessionParts): u32 {
  let kind = LOCAL;
  let time = nextLocal(parts);
  const venueFirst = parts.venueFirst != 0 && time != i64.MAX_VALUE;
  const answer = delayNext(<usize>parts.responses);
  if (answer < time || (answer == time && venueFirst)) {
    kind = ANSWER;
    time = answer;
  }
  const market = nextMarket(parts);
  if (market == i64.MAX_VALUE && s.fedNs == market && parts.local == parts.fed) end(s, parts);
  if (market < time || (market == time && venueFirst && kind == LOCAL)) {
    kind = MARKET;
    time = market;
  }
  if (s.nextExpiryNs < time) {
    kind = EXPIRY;
    time = s.nextExpiryNs;
  }
  const request = delayNext(<usize>parts.requests);
  if (request < time) {
    kind = REQUEST;
    time = request;
  }
  if (s.nextTimerNs < time && time != i64.MAX_VALUE) {
    kind = TIMER;
    time = s.nextTimerNs;
  }
  s.pickedNs = time;
  return kind;
}

function take(s: SessionState, parts: SessionParts, kind: u32): i32 {
  if (kind == LOCAL) return takeLocal(s, parts);
  if (kind == MARKET) return takeMarket(s, parts);
  if (kind == ANSWER) return takeAnswer(s, parts);
  if (kind == REQUEST) return takeRequest(s, parts);
  if (kind == EXPIRY) return takeExpiry(s, parts);
  takeTimer(s);
  return Status.Ok;
}

/**
 * Feeds until what comes next is known, and picks it. Ahead by a whole look-ahead more than needed,
 * so that feeding comes in long runs. Ok, NeedInput, or the status of a refused record.
 */
function prepare(s: SessionState, parts: SessionParts): i32 {
  while (true) {
    s.pickedKind = pick(s, parts);
    const picked = s.pickedNs;
    if (s.fedNs == i64.MAX_VALUE) return Status.Ok;
    const known = picked != i64.MAX_VALUE;
    if (known && picked < s.fedNs - s.lookAheadNs) return Status.Ok;
    const status = feedUntil(s, known ? picked + s.lookAheadNs + (s.lookAheadNs >> 2) : s.fedNs);
    if (status == Status.OutputFull) {
      s.shortLookAheads++;
      return Status.Ok;
    }
    if (status != Status.Ok) return status;
  }
}

/** A strategy that is paused hears of its orders alone. */
@inline
function isHeard(s: SessionState): bool {
  const own: u32 = SessionEvent.OrderUpdate | SessionEvent.Fill;
  return (s.isRunning == 0 ? s.eventBits & own : s.eventBits) != 0;
}

function planStop(s: SessionState, parts: SessionParts): void {
  const due = parts.recorder == 0 ? i64.MAX_VALUE : recorderOf(s).dueNs;
  parts.stopNs = min(s.untilTsNs, due);
}

/** What comes before an event later than `stopNs`. Ok: it may happen. */
function stop(s: SessionState, parts: SessionParts): i32 {
  const isDue = parts.recorder != 0 && s.pickedNs > recorderOf(s).dueNs;
  if (isDue && !recordUntil(s, s.pickedNs)) return Status.OutputFull;
  planStop(s, parts);
  return s.pickedNs > s.untilTsNs ? <i32>Status.LimitReached : <i32>Status.Ok;
}

/**
 * Runs until something happens that the strategy asked for.
 *
 * EventReady: `eventBits` and what follows say what; NeedInput: refill `stopCursor`; LimitReached:
 * the next event is later than `untilTsNs`; OutputFull: empty the journal and the mark-outs; Ok:
 * all is over.
 * Negative: the record at `eventRecord` was refused and passed over; the session can go on.
 */
export function sessionRun(at: usize, cursors: u32, count: u32): i32 {
  const s = changetype<SessionState>(at);
  const parts = partsOf(s);
  parts.cursors = cursors;
  parts.cursorCount = count;
  if (parts.ended != 0) ordersRelease(s);
  planStop(s, parts);
  while (true) {
    while (parts.series != 0) {
      seriesResume(s, parts);
      if (isHeard(s)) return Status.EventReady;
    }
    const prepared = prepare(s, parts);
    if (prepared != Status.Ok) return prepared;
    if (s.pickedNs == i64.MAX_VALUE) return Status.Ok;
    if (s.pickedNs > parts.stopNs) {
      const stopped = stop(s, parts);
      if (stopped != Status.Ok) return stopped;
    }
    if (s.journalAt == s.journalEnd) return Status.OutputFull;
    s.eventBits = 0;
    const status = take(s, parts, s.pickedKind);
    if (status < 0) return status;
    if (isHeard(s)) return Status.EventReady;
  }
}
