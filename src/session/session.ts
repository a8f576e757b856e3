// A session in core memory as an object: a strategy's market, its venues, its orders. The caller
// runs it from event to event; between two events everything can be read in place.
import { BarsConfigView } from '../abi/bars.ts';
import { EngineStateView } from '../abi/engine.ts';
import { DefinitionView } from '../abi/records.ts';
import {
  SessionConfigView,
  SessionInstrumentView,
  SessionStateAt,
  SessionStateView,
} from '../abi/session.ts';
import { Status } from '../abi/status.ts';
import { asBarSpec, type BarOptions, writeBarsConfig } from '../bars/options.ts';
import type { BarSpec } from '../bars/spec.ts';
import type { Core } from '../core/core.ts';
import { type Cursors, Engine, type EngineOptions, engineBounds } from '../core/engine.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { statusError } from '../errors/status-error.ts';
import { type Instrument, instrumentKey, writeDefinition } from '../model/instrument.ts';
import { formatTime } from '../model/time.ts';
import type { SourceFeed } from '../replay/source-feed.ts';
import { type LatencyOptions, writeLatency } from './latency.ts';

export interface SessionOptions extends EngineOptions {
  /** Bytes of records that the venue's side may know ahead; a power of two. @default 16 MiB */
  readonly bufferBytes?: number;
  /** Own open orders; a power of two. @default 1024 */
  readonly openOrdersMax?: number;
  /** Requests and answers under way, each; a power of two. @default 8192 */
  readonly messagesMax?: number;
  /** @default 64 */
  readonly timersMax?: number;
  /**
   * How far ahead of the strategy the venue's side is fed: the largest feed latency. @default 1 s
   */
  readonly lookAheadNs?: bigint;
  /** At one time the venue acts before the strategy: for bars. @default false */
  readonly venueFirst?: boolean;
  /** Of random latencies. @default 1 */
  readonly seed?: bigint;
}

const WAITING_SOURCES = 0xffffffff;
const I64_MAX = (1n << 63n) - 1n;
const HIGH = 4294967296;

export class Session {
  readonly core: Core;
  readonly address: number;
  /** Live view: the event, counters, limits. */
  readonly state: SessionStateView;
  /** The market as the strategy knows it. */
  readonly engine: Engine;
  /** 128 bytes where the next command is written. */
  readonly command: number;
  private readonly feed: SourceFeed;
  private definition: number | undefined;

  constructor(core: Core, feed: SourceFeed, options: SessionOptions = {}) {
    this.core = core;
    this.feed = feed;
    this.address = core.alloc(core.exports.sessionSize() >>> 0, 'a session');
    const config = core.alloc(SessionConfigView.size, 'a session');
    writeConfig(new SessionConfigView(core.view, config), options);
    core.check(core.exports.sessionInit(this.address, config), 'session options');
    this.state = new SessionStateView(core.view, this.address);
    this.command = this.state.command;
    this.engine = new Engine(core, options, this.state.local);
  }

  /** The core's own view of an instrument in this session. */
  instrument(id: number): SessionInstrumentView {
    const at = this.state.instruments + id * SessionInstrumentView.size;
    return new SessionInstrumentView(this.core.view, at);
  }

  /** Address of the count of inputs so far (u64). */
  get inputSeqAt(): number {
    return this.address + SessionStateAt.inputSeq;
  }

  /** Defines an instrument before the first run, so that its strategy can read it at once. */
  define(id: number, instrument: Instrument): void {
    const { core } = this;
    this.definition ??= core.alloc(DefinitionView.size, 'a definition');
    writeDefinition(new DefinitionView(core.view, this.definition), instrument, id, 0n);
    const status = core.exports.sessionDefine(this.address, this.definition);
    core.check(status, instrumentKey(instrument));
  }

  /** Adds a series of bars of an instrument that was defined. */
  addSeries(
    id: number,
    seriesId: number,
    spec: string | BarSpec,
    options: Omit<BarOptions, 'offsets'> = {},
  ): void {
    const { core } = this;
    const config = core.alloc(BarsConfigView.size, 'bars');
    const own = { ...options, instrumentId: id, seriesId };
    const view = new BarsConfigView(core.view, config);
    writeBarsConfig(view, asBarSpec(spec), this.engine.instrument(id), own);
    core.check(core.exports.sessionSeries(this.address, config), `bars ${asBarSpec(spec).text}`);
  }

  /** What events of an instrument stop the run: SessionEvent bits. */
  subscribe(id: number, bits: number): void {
    this.instrument(id).subscription = bits;
  }

  /** Lets orders for an instrument go to the venue at an address. Before the first run. */
  trade(id: number, venue: number, latency: LatencyOptions, needsBook = true): void {
    this.core.check(this.core.exports.sessionTrade(this.address, id, venue), `instrument ${id}`);
    const instrument = this.instrument(id);
    instrument.needsBook = needsBook ? 1 : 0;
    writeLatency(this.core, instrument, latency);
  }

  /** ns since 1970 as a number of ns since `epochNs`, without a BigInt. */
  timeSince(epochLow: number, epochHigh: number): number {
    const { view } = this.core;
    const low = view.getUint32(this.address, true) - epochLow;
    return low + (view.getInt32(this.address + 4, true) - epochHigh) * HIGH;
  }

  /** Where the sources stand. */
  get cursors(): Cursors {
    return this.feed.cursors;
  }

  /** Runs to the next event. Returns a Status: see `sessionRun`. */
  run(): number {
    const { cursors } = this.feed;
    return this.core.exports.sessionRun(this.address, cursors.address, cursors.count);
  }

  /** Brings what `run` asked for with NeedInput. */
  async bringInput(): Promise<void> {
    const { state, feed } = this;
    if (state.stopCursor !== WAITING_SOURCES) {
      await feed.refill(state.stopCursor);
      return;
    }
    const next = feed.nextStartNs;
    if (next !== undefined) await feed.startUntil(next);
    this.limitFeed();
  }

  /** Starts the first sources. Once, before the first run. */
  async start(): Promise<void> {
    const next = this.feed.nextStartNs;
    if (next !== undefined) await this.feed.startUntil(next);
    this.limitFeed();
  }

  /** Records behind the start of a source that is not started yet must wait for it. */
  private limitFeed(): void {
    const next = this.feed.nextStartNs;
    this.state.feedUntilNs = next === undefined ? I64_MAX : next - 1n;
  }

  /** Address of the input record that `run` refused. */
  get feedStopRecord(): number {
    return new EngineStateView(this.core.view, this.state.feed).stopRecord;
  }

  /** The error of a negative status of `run`. */
  refused(status: number): OutcryError {
    const { state, engine } = this;
    const id = state.eventInstrument;
    const known = id < engine.instrumentCount;
    const { venue, symbol } = known ? engine.instrument(id) : { venue: '', symbol: `#${id}` };
    return statusError(status, {
      where: `${venue}:${symbol} at ${formatTime(state.nowNs)}`,
    });
  }

  /** Address of an open order, or of one that the present event ended; 0: none. */
  orderAddress(orderId: number): number {
    this.core.view.setBigInt64(this.command, BigInt(orderId), true);
    return this.core.exports.sessionOrder(this.address) >>> 0;
  }

  /** Address of the open order at `index` of `state.openOrders`. */
  openOrderAddress(index: number): number {
    return this.core.exports.sessionOpenOrder(this.address, index) >>> 0;
  }

  /** Sends the SubmitOrder at `command`. @throws OutcryError UNKNOWN_INSTRUMENT, ORDERS_FULL */
  submit(): number {
    this.core.check(this.core.exports.sessionSubmit(this.address), 'submit');
    return Number(this.state.lastOrderId);
  }

  /** Sends the CancelOrder at `command`; false: no such order is open. */
  cancel(): boolean {
    return this.sent(this.core.exports.sessionCancel(this.address));
  }

  /** Sends the ReplaceOrder at `command`; false: no such order is open. */
  replace(): boolean {
    return this.sent(this.core.exports.sessionReplace(this.address));
  }

  private sent(status: number): boolean {
    if (status === Status.UnknownOrder) return false;
    this.core.check(status, 'order');
    return true;
  }

  /** Timer `id` at `dueNs` (ns since 1970), then every `intervalNs` unless 0. */
  setTimer(id: number, dueNs: bigint, intervalNs: bigint): void {
    this.core.view.setBigInt64(this.command, dueNs, true);
    this.core.view.setBigInt64(this.command + 8, intervalNs, true);
    const status = this.core.exports.sessionTimer(this.address, id);
    if (status === Status.TooLarge)
      throw new OutcryError('TIMERS_FULL', 'usage', 'no room for another timer');
    this.core.check(status, `timer ${id}`);
  }

  clearTimer(id: number): void {
    this.core.exports.sessionClearTimer(this.address, id);
  }
}

function writeConfig(config: SessionConfigView, options: SessionOptions): void {
  const bounds = engineBounds(options);
  config.instrumentsMax = bounds.instrumentsMax;
  config.windowBits = bounds.windowBits;
  config.farChunks = bounds.farChunks;
  config.poolChunks = bounds.poolChunks;
  config.pendingBytes = bounds.pendingBytes;
  config.orderCapacity = bounds.orderCapacity;
  config.bufferBytes = options.bufferBytes ?? 1 << 24;
  config.ordersMax = options.openOrdersMax ?? 1024;
  config.queueMax = options.messagesMax ?? 8192;
  config.timersMax = options.timersMax ?? 64;
  config.venueFirst = options.venueFirst === true ? 1 : 0;
  config.lookAheadNs = options.lookAheadNs ?? 1_000_000_000n;
  config.seed = options.seed ?? 1n;
}
