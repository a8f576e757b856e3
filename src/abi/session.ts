// Generated from core-wasm/schema/session.fbs by scripts/generate-abi.ts. Do not edit.

export const LatencyModel = {
  /** `entryNs` and `responseNs`. */
  Constant: 0,
  /** The feed's own latency at that time times `entryPpm` / `responsePpm`, plus the constants. */
  Feed: 1,
  /** Uniform between the constants and the maxima, from the session's generator. */
  Uniform: 2,
  /** Drawn from the sorted samples of the table, from the session's generator. */
  Samples: 3,
  /** Interpolated in a table of recorded (request, arrival, response) times. */
  Recorded: 4,
} as const;
export type LatencyModel = (typeof LatencyModel)[keyof typeof LatencyModel];

/** Bits of `SessionState.eventBits` and of an instrument's subscription. */
export const SessionEvent = {
  /** Depth changed. */
  Book: 1,
  /** The best bid or ask, or a quantity there, changed. */
  TopOfBook: 2,
  /** A print. */
  Trade: 4,
  /** The venue's own best bid and ask record. */
  Bbo: 8,
  /** A bar closed. */
  Bar: 16,
  /** Trading halted, resumed or closed. */
  MarketStatus: 32,
  /** The book became live, was lost, or came back. */
  BookState: 64,
  /** An order's state changed. Always delivered. */
  OrderUpdate: 256,
  /** An order traded. Always delivered. */
  Fill: 512,
  /** A timer is due. Always delivered. */
  Timer: 1024,
} as const;
export type SessionEvent = (typeof SessionEvent)[keyof typeof SessionEvent];

/** How long requests take to the venue and answers back. 64 bytes. */
export class LatencyConfigView {
  static readonly size: number = 64;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get entryNs(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set entryNs(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  get responseNs(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set responseNs(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  get entryMaxNs(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set entryMaxNs(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  get responseMaxNs(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set responseMaxNs(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  /** Millionths of the feed latency. */
  get entryPpm(): number {
    return this.view.getUint32(this.offset + 32, true);
  }
  set entryPpm(value: number) {
    this.view.setUint32(this.offset + 32, value, true);
  }
  get responsePpm(): number {
    return this.view.getUint32(this.offset + 36, true);
  }
  set responsePpm(value: number) {
    this.view.setUint32(this.offset + 36, value, true);
  }
  get model(): number {
    return this.view.getUint8(this.offset + 40);
  }
  set model(value: number) {
    this.view.setUint8(this.offset + 40, value);
  }
  get pad0(): number {
    return this.view.getUint8(this.offset + 41);
  }
  set pad0(value: number) {
    this.view.setUint8(this.offset + 41, value);
  }
  get pad1(): number {
    return this.view.getUint16(this.offset + 42, true);
  }
  set pad1(value: number) {
    this.view.setUint16(this.offset + 42, value, true);
  }
  /** Samples: i64 entry, i64 response each. Recorded: i64 request, arrival, response time each. */
  get table(): number {
    return this.view.getUint32(this.offset + 44, true);
  }
  set table(value: number) {
    this.view.setUint32(this.offset + 44, value, true);
  }
  get tableCount(): number {
    return this.view.getUint32(this.offset + 48, true);
  }
  set tableCount(value: number) {
    this.view.setUint32(this.offset + 48, value, true);
  }
  get pad2(): number {
    return this.view.getUint32(this.offset + 52, true);
  }
  set pad2(value: number) {
    this.view.setUint32(this.offset + 52, value, true);
  }
  get pad3(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set pad3(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
}

/** An own order as the strategy knows it. 144 bytes. */
export class OrderStateView {
  static readonly size: number = 136;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get orderId(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set orderId(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  get price(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set price(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  get qty(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set qty(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  get leavesQty(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set leavesQty(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get cumQty(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set cumQty(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  /** Sum of price times quantity over its fills, 128 bits. */
  get notionalLow(): bigint {
    return this.view.getBigUint64(this.offset + 40, true);
  }
  set notionalLow(value: bigint) {
    this.view.setBigUint64(this.offset + 40, value, true);
  }
  get notionalHigh(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set notionalHigh(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get stopPrice(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set stopPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  get submitTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set submitTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  /** Venue time of its last change. */
  get exchangeTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set exchangeTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  get tag(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set tag(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  get instrumentId(): number {
    return this.view.getUint16(this.offset + 88, true);
  }
  set instrumentId(value: number) {
    this.view.setUint16(this.offset + 88, value, true);
  }
  get side(): number {
    return this.view.getUint8(this.offset + 90);
  }
  set side(value: number) {
    this.view.setUint8(this.offset + 90, value);
  }
  get orderKind(): number {
    return this.view.getUint8(this.offset + 91);
  }
  set orderKind(value: number) {
    this.view.setUint8(this.offset + 91, value);
  }
  get timeInForce(): number {
    return this.view.getUint8(this.offset + 92);
  }
  set timeInForce(value: number) {
    this.view.setUint8(this.offset + 92, value);
  }
  get orderFlags(): number {
    return this.view.getUint8(this.offset + 93);
  }
  set orderFlags(value: number) {
    this.view.setUint8(this.offset + 93, value);
  }
  get status(): number {
    return this.view.getUint8(this.offset + 94);
  }
  set status(value: number) {
    this.view.setUint8(this.offset + 94, value);
  }
  get reason(): number {
    return this.view.getUint8(this.offset + 95);
  }
  set reason(value: number) {
    this.view.setUint8(this.offset + 95, value);
  }
  /** Cancels and replaces on their way. */
  get pending(): number {
    return this.view.getUint16(this.offset + 96, true);
  }
  set pending(value: number) {
    this.view.setUint16(this.offset + 96, value, true);
  }
  get isOpen(): number {
    return this.view.getUint8(this.offset + 98);
  }
  set isOpen(value: number) {
    this.view.setUint8(this.offset + 98, value);
  }
  /** OrderStatus without regard to what is on its way. */
  get settled(): number {
    return this.view.getUint8(this.offset + 99);
  }
  set settled(value: number) {
    this.view.setUint8(this.offset + 99, value);
  }
  /** Where it stands among the open ones. */
  get openIndex(): number {
    return this.view.getUint32(this.offset + 100, true);
  }
  set openIndex(value: number) {
    this.view.setUint32(this.offset + 100, value, true);
  }
  get slot(): number {
    return this.view.getUint32(this.offset + 104, true);
  }
  set slot(value: number) {
    this.view.setUint32(this.offset + 104, value, true);
  }
  get pad1(): number {
    return this.view.getUint32(this.offset + 108, true);
  }
  set pad1(value: number) {
    this.view.setUint32(this.offset + 108, value, true);
  }
  /** What account and risk hold back for it: a quantity at a price. */
  get reservedPrice(): bigint {
    return this.view.getBigInt64(this.offset + 112, true);
  }
  set reservedPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 112, value, true);
  }
  get reservedQty(): bigint {
    return this.view.getBigInt64(this.offset + 120, true);
  }
  set reservedQty(value: bigint) {
    this.view.setBigInt64(this.offset + 120, value, true);
  }
  /** What the instrument was worth when the order was submitted, quanta; 0: not known. */
  get decisionPrice(): bigint {
    return this.view.getBigInt64(this.offset + 128, true);
  }
  set decisionPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 128, value, true);
  }
}

/** Sizes of a session, and its rules. 64 bytes. */
export class SessionConfigView {
  static readonly size: number = 64;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get instrumentsMax(): number {
    return this.view.getUint32(this.offset, true);
  }
  set instrumentsMax(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  get windowBits(): number {
    return this.view.getUint32(this.offset + 4, true);
  }
  set windowBits(value: number) {
    this.view.setUint32(this.offset + 4, value, true);
  }
  get farChunks(): number {
    return this.view.getUint32(this.offset + 8, true);
  }
  set farChunks(value: number) {
    this.view.setUint32(this.offset + 8, value, true);
  }
  get poolChunks(): number {
    return this.view.getUint32(this.offset + 12, true);
  }
  set poolChunks(value: number) {
    this.view.setUint32(this.offset + 12, value, true);
  }
  get pendingBytes(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set pendingBytes(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  get orderCapacity(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set orderCapacity(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  /** Bytes of records that can be looked ahead at. */
  get bufferBytes(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set bufferBytes(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  /** Own open orders; a power of two. */
  get ordersMax(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set ordersMax(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
  /** Requests and answers under way, each; a power of two. */
  get queueMax(): number {
    return this.view.getUint32(this.offset + 32, true);
  }
  set queueMax(value: number) {
    this.view.setUint32(this.offset + 32, value, true);
  }
  get timersMax(): number {
    return this.view.getUint32(this.offset + 36, true);
  }
  set timersMax(value: number) {
    this.view.setUint32(this.offset + 36, value, true);
  }
  /** 1: at one time the venue sees the market before the strategy does (bars). */
  get venueFirst(): number {
    return this.view.getUint32(this.offset + 40, true);
  }
  set venueFirst(value: number) {
    this.view.setUint32(this.offset + 40, value, true);
  }
  get pad0(): number {
    return this.view.getUint32(this.offset + 44, true);
  }
  set pad0(value: number) {
    this.view.setUint32(this.offset + 44, value, true);
  }
  /** Records up to so much later than now are known to the venue's side. */
  get lookAheadNs(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set lookAheadNs(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get seed(): bigint {
    return this.view.getBigUint64(this.offset + 56, true);
  }
  set seed(value: bigint) {
    this.view.setBigUint64(this.offset + 56, value, true);
  }
}

/** Head of a session's memory. */
export class SessionStateView {
  static readonly size: number = 272;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Time of the event, ns: receive time as the strategy knows it. */
  get nowNs(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set nowNs(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  /** sessionRun stops before events later than this. */
  get untilTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set untilTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  /** Records up to this time may be fed: later ones need sources that are not started yet. */
  get feedUntilNs(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set feedUntilNs(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  /** Commands before it are refused with NotRunning: warm-up. */
  get tradeFromNs(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set tradeFromNs(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  /**
   * What `tradeFromNs` becomes with the first bar after `warmBars` bars; until then it is the end
   * of time.
   */
  get warmUntilNs(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set warmUntilNs(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  get lookAheadNs(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set lookAheadNs(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  /** Receive time of the record fed last. */
  get fedNs(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set fedNs(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get nextTimerNs(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set nextTimerNs(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  /** Time of what happens next, and the exchange's own time so far. */
  get pickedNs(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set pickedNs(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  get exchangeNs(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set exchangeNs(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  /** Next expiry of an order at any venue. */
  get nextExpiryNs(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set nextExpiryNs(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  /** Events of the total input order so far. */
  get inputSeq(): bigint {
    return this.view.getBigUint64(this.offset + 88, true);
  }
  set inputSeq(value: bigint) {
    this.view.setBigUint64(this.offset + 88, value, true);
  }
  /** Covers every command with the input it answers. */
  get decisionHash(): bigint {
    return this.view.getBigUint64(this.offset + 96, true);
  }
  set decisionHash(value: bigint) {
    this.view.setBigUint64(this.offset + 96, value, true);
  }
  get commands(): bigint {
    return this.view.getBigUint64(this.offset + 104, true);
  }
  set commands(value: bigint) {
    this.view.setBigUint64(this.offset + 104, value, true);
  }
  get lastOrderId(): bigint {
    return this.view.getBigInt64(this.offset + 112, true);
  }
  set lastOrderId(value: bigint) {
    this.view.setBigInt64(this.offset + 112, value, true);
  }
  /** Records that came too late for their place in exchange order. */
  get lateRecords(): bigint {
    return this.view.getBigUint64(this.offset + 120, true);
  }
  set lateRecords(value: bigint) {
    this.view.setBigUint64(this.offset + 120, value, true);
  }
  /** Records whose exchange time lay further ahead than the look-ahead; taken at its end. */
  get clampedRecords(): bigint {
    return this.view.getBigUint64(this.offset + 128, true);
  }
  set clampedRecords(value: bigint) {
    this.view.setBigUint64(this.offset + 128, value, true);
  }
  /** Times that the buffer was too small for the look-ahead. */
  get shortLookAheads(): bigint {
    return this.view.getBigUint64(this.offset + 136, true);
  }
  set shortLookAheads(value: bigint) {
    this.view.setBigUint64(this.offset + 136, value, true);
  }
  get requests(): bigint {
    return this.view.getBigUint64(this.offset + 144, true);
  }
  set requests(value: bigint) {
    this.view.setBigUint64(this.offset + 144, value, true);
  }
  get fills(): bigint {
    return this.view.getBigUint64(this.offset + 152, true);
  }
  set fills(value: bigint) {
    this.view.setBigUint64(this.offset + 152, value, true);
  }
  /** Fills that took a spot balance below zero. */
  get overdrafts(): bigint {
    return this.view.getBigUint64(this.offset + 160, true);
  }
  set overdrafts(value: bigint) {
    this.view.setBigUint64(this.offset + 160, value, true);
  }
  /** Records that no bar could take: late, out of order, malformed. */
  get barFaults(): bigint {
    return this.view.getBigUint64(this.offset + 168, true);
  }
  set barFaults(value: bigint) {
    this.view.setBigUint64(this.offset + 168, value, true);
  }
  /** The event: what happened (SessionEvent bits), where, its record, a timer's id. */
  get eventBits(): number {
    return this.view.getUint32(this.offset + 176, true);
  }
  set eventBits(value: number) {
    this.view.setUint32(this.offset + 176, value, true);
  }
  get eventInstrument(): number {
    return this.view.getUint32(this.offset + 180, true);
  }
  set eventInstrument(value: number) {
    this.view.setUint32(this.offset + 180, value, true);
  }
  get eventRecord(): number {
    return this.view.getUint32(this.offset + 184, true);
  }
  set eventRecord(value: number) {
    this.view.setUint32(this.offset + 184, value, true);
  }
  get eventTimer(): number {
    return this.view.getUint32(this.offset + 188, true);
  }
  set eventTimer(value: number) {
    this.view.setUint32(this.offset + 188, value, true);
  }
  /** Bars that the event closed: [barsAt, barsEnd). */
  get barsAt(): number {
    return this.view.getUint32(this.offset + 192, true);
  }
  set barsAt(value: number) {
    this.view.setUint32(this.offset + 192, value, true);
  }
  get barsEnd(): number {
    return this.view.getUint32(this.offset + 196, true);
  }
  set barsEnd(value: number) {
    this.view.setUint32(this.offset + 196, value, true);
  }
  /** Every fill is copied to [journal, journalAt); the run stops with OutputFull where it is full. */
  get journal(): number {
    return this.view.getUint32(this.offset + 200, true);
  }
  set journal(value: number) {
    this.view.setUint32(this.offset + 200, value, true);
  }
  get journalAt(): number {
    return this.view.getUint32(this.offset + 204, true);
  }
  set journalAt(value: number) {
    this.view.setUint32(this.offset + 204, value, true);
  }
  get journalEnd(): number {
    return this.view.getUint32(this.offset + 208, true);
  }
  set journalEnd(value: number) {
    this.view.setUint32(this.offset + 208, value, true);
  }
  /** Counters (u32) of final updates by OrderStatus (16), then of rejected ones by OrderReason (64). */
  get counts(): number {
    return this.view.getUint32(this.offset + 212, true);
  }
  set counts(value: number) {
    this.view.setUint32(this.offset + 212, value, true);
  }
  /** Cursor to refill after NeedInput; 0xffffffff: sources that start before `feedUntilNs`. */
  get stopCursor(): number {
    return this.view.getUint32(this.offset + 216, true);
  }
  set stopCursor(value: number) {
    this.view.setUint32(this.offset + 216, value, true);
  }
  /** 0: paused. New orders are refused with NotRunning, market events and timers pass unheard. */
  get isRunning(): number {
    return this.view.getUint32(this.offset + 220, true);
  }
  set isRunning(value: number) {
    this.view.setUint32(this.offset + 220, value, true);
  }
  get openOrders(): number {
    return this.view.getUint32(this.offset + 224, true);
  }
  set openOrders(value: number) {
    this.view.setUint32(this.offset + 224, value, true);
  }
  get pickedKind(): number {
    return this.view.getUint32(this.offset + 228, true);
  }
  set pickedKind(value: number) {
    this.view.setUint32(this.offset + 228, value, true);
  }
  /** Bars of the warm-up that are still to come. */
  get warmBars(): number {
    return this.view.getUint32(this.offset + 232, true);
  }
  set warmBars(value: number) {
    this.view.setUint32(this.offset + 232, value, true);
  }
  /** Addresses. */
  get feed(): number {
    return this.view.getUint32(this.offset + 236, true);
  }
  set feed(value: number) {
    this.view.setUint32(this.offset + 236, value, true);
  }
  get local(): number {
    return this.view.getUint32(this.offset + 240, true);
  }
  set local(value: number) {
    this.view.setUint32(this.offset + 240, value, true);
  }
  get exchange(): number {
    return this.view.getUint32(this.offset + 244, true);
  }
  set exchange(value: number) {
    this.view.setUint32(this.offset + 244, value, true);
  }
  get instruments(): number {
    return this.view.getUint32(this.offset + 248, true);
  }
  set instruments(value: number) {
    this.view.setUint32(this.offset + 248, value, true);
  }
  get orders(): number {
    return this.view.getUint32(this.offset + 252, true);
  }
  set orders(value: number) {
    this.view.setUint32(this.offset + 252, value, true);
  }
  get account(): number {
    return this.view.getUint32(this.offset + 256, true);
  }
  set account(value: number) {
    this.view.setUint32(this.offset + 256, value, true);
  }
  get risk(): number {
    return this.view.getUint32(this.offset + 260, true);
  }
  set risk(value: number) {
    this.view.setUint32(this.offset + 260, value, true);
  }
  /** 128 bytes where the host puts a command. */
  get command(): number {
    return this.view.getUint32(this.offset + 264, true);
  }
  set command(value: number) {
    this.view.setUint32(this.offset + 264, value, true);
  }
  get pad0(): number {
    return this.view.getUint32(this.offset + 268, true);
  }
  set pad0(value: number) {
    this.view.setUint32(this.offset + 268, value, true);
  }
}

/** An instrument of a session. */
export class SessionInstrumentView extends LatencyConfigView {
  static override readonly size: number = 176;
  /** What the strategy asked for. */
  get subscription(): number {
    return this.view.getUint32(this.offset + 64, true);
  }
  set subscription(value: number) {
    this.view.setUint32(this.offset + 64, value, true);
  }
  /** Its simulated venue; 0: nobody trades it here. */
  get venue(): number {
    return this.view.getUint32(this.offset + 68, true);
  }
  set venue(value: number) {
    this.view.setUint32(this.offset + 68, value, true);
  }
  /** Top of the book at the last event. */
  get bidPrice(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set bidPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  get bidQty(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set bidQty(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  get askPrice(): bigint {
    return this.view.getBigInt64(this.offset + 88, true);
  }
  set askPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 88, value, true);
  }
  get askQty(): bigint {
    return this.view.getBigInt64(this.offset + 96, true);
  }
  set askQty(value: bigint) {
    this.view.setBigInt64(this.offset + 96, value, true);
  }
  /** Exchange to receive, of the last record with both times. */
  get feedLatencyNs(): bigint {
    return this.view.getBigInt64(this.offset + 104, true);
  }
  set feedLatencyNs(value: bigint) {
    this.view.setBigInt64(this.offset + 104, value, true);
  }
  /** Arrivals never overtake each other. */
  get lastArrivalNs(): bigint {
    return this.view.getBigInt64(this.offset + 112, true);
  }
  set lastArrivalNs(value: bigint) {
    this.view.setBigInt64(this.offset + 112, value, true);
  }
  get lastResponseNs(): bigint {
    return this.view.getBigInt64(this.offset + 120, true);
  }
  set lastResponseNs(value: bigint) {
    this.view.setBigInt64(this.offset + 120, value, true);
  }
  /** Depth keeps its own order on the exchange's side; and nothing overtakes a new definition. */
  get depthKeyNs(): bigint {
    return this.view.getBigInt64(this.offset + 128, true);
  }
  set depthKeyNs(value: bigint) {
    this.view.setBigInt64(this.offset + 128, value, true);
  }
  get barrierNs(): bigint {
    return this.view.getBigInt64(this.offset + 136, true);
  }
  set barrierNs(value: bigint) {
    this.view.setBigInt64(this.offset + 136, value, true);
  }
  get bookState(): number {
    return this.view.getUint32(this.offset + 144, true);
  }
  set bookState(value: number) {
    this.view.setUint32(this.offset + 144, value, true);
  }
  get marketStatus(): number {
    return this.view.getUint32(this.offset + 148, true);
  }
  set marketStatus(value: number) {
    this.view.setUint32(this.offset + 148, value, true);
  }
  /** 1: orders are refused while its book is not live. */
  get needsBook(): number {
    return this.view.getUint32(this.offset + 152, true);
  }
  set needsBook(value: number) {
    this.view.setUint32(this.offset + 152, value, true);
  }
  /** 1: defined before the stream, whose own definition is still to come. */
  get isGiven(): number {
    return this.view.getUint32(this.offset + 156, true);
  }
  set isGiven(value: number) {
    this.view.setUint32(this.offset + 156, value, true);
  }
  /** Of the last print or bar, quanta; 0 before the first. */
  get lastPrice(): bigint {
    return this.view.getBigInt64(this.offset + 160, true);
  }
  set lastPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 160, value, true);
  }
  /** Its series of bars, chained; 0: none. */
  get series(): number {
    return this.view.getUint32(this.offset + 168, true);
  }
  set series(value: number) {
    this.view.setUint32(this.offset + 168, value, true);
  }
  get spare2(): number {
    return this.view.getUint32(this.offset + 172, true);
  }
  set spare2(value: number) {
    this.view.setUint32(this.offset + 172, value, true);
  }
}

/** Offsets of LatencyConfig's own fields. */
export const LatencyConfigAt = {
  entryNs: 0,
  responseNs: 8,
  entryMaxNs: 16,
  responseMaxNs: 24,
  entryPpm: 32,
  responsePpm: 36,
  model: 40,
  pad0: 41,
  pad1: 42,
  table: 44,
  tableCount: 48,
  pad2: 52,
  pad3: 56,
} as const;

/** Offsets of OrderState's own fields. */
export const OrderStateAt = {
  orderId: 0,
  price: 8,
  qty: 16,
  leavesQty: 24,
  cumQty: 32,
  notionalLow: 40,
  notionalHigh: 48,
  stopPrice: 56,
  submitTsNs: 64,
  exchangeTsNs: 72,
  tag: 80,
  instrumentId: 88,
  side: 90,
  orderKind: 91,
  timeInForce: 92,
  orderFlags: 93,
  status: 94,
  reason: 95,
  pending: 96,
  isOpen: 98,
  settled: 99,
  openIndex: 100,
  slot: 104,
  pad1: 108,
  reservedPrice: 112,
  reservedQty: 120,
  decisionPrice: 128,
} as const;

/** Offsets of SessionConfig's own fields. */
export const SessionConfigAt = {
  instrumentsMax: 0,
  windowBits: 4,
  farChunks: 8,
  poolChunks: 12,
  pendingBytes: 16,
  orderCapacity: 20,
  bufferBytes: 24,
  ordersMax: 28,
  queueMax: 32,
  timersMax: 36,
  venueFirst: 40,
  pad0: 44,
  lookAheadNs: 48,
  seed: 56,
} as const;

/** Offsets of SessionState's own fields. */
export const SessionStateAt = {
  nowNs: 0,
  untilTsNs: 8,
  feedUntilNs: 16,
  tradeFromNs: 24,
  warmUntilNs: 32,
  lookAheadNs: 40,
  fedNs: 48,
  nextTimerNs: 56,
  pickedNs: 64,
  exchangeNs: 72,
  nextExpiryNs: 80,
  inputSeq: 88,
  decisionHash: 96,
  commands: 104,
  lastOrderId: 112,
  lateRecords: 120,
  clampedRecords: 128,
  shortLookAheads: 136,
  requests: 144,
  fills: 152,
  overdrafts: 160,
  barFaults: 168,
  eventBits: 176,
  eventInstrument: 180,
  eventRecord: 184,
  eventTimer: 188,
  barsAt: 192,
  barsEnd: 196,
  journal: 200,
  journalAt: 204,
  journalEnd: 208,
  counts: 212,
  stopCursor: 216,
  isRunning: 220,
  openOrders: 224,
  pickedKind: 228,
  warmBars: 232,
  feed: 236,
  local: 240,
  exchange: 244,
  instruments: 248,
  orders: 252,
  account: 256,
  risk: 260,
  command: 264,
  pad0: 268,
} as const;

/** Offsets of SessionInstrument's own fields. */
export const SessionInstrumentAt = {
  subscription: 64,
  venue: 68,
  bidPrice: 72,
  bidQty: 80,
  askPrice: 88,
  askQty: 96,
  feedLatencyNs: 104,
  lastArrivalNs: 112,
  lastResponseNs: 120,
  depthKeyNs: 128,
  barrierNs: 136,
  bookState: 144,
  marketStatus: 148,
  needsBook: 152,
  isGiven: 156,
  lastPrice: 160,
  series: 168,
  spare2: 172,
} as const;
