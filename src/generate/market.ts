// A generated market as a source of records, made in the core's memory. Endless if wanted, the
// same on every machine; no allocation after creation.
import { MarketConfigView, MarketRegime, MarketStatsView } from '../abi/market.ts';
import { DefinitionView } from '../abi/records.ts';
import type { Core } from '../core/core.ts';
import { type Instrument, instrumentKey, writeDefinition } from '../model/instrument.ts';
import {
  type MarketOptions,
  type MarketPlan,
  planMarket,
  REGIMES,
  type RegimeName,
  writeMarketConfig,
} from './options.ts';

/** Addresses of records in core memory, valid until the next call. */
export interface RecordRange {
  readonly start: number;
  readonly end: number;
}

/** Where a market is. */
export interface MarketProgress {
  /** Level changes, trades, book tickers, snapshot levels, order events. */
  readonly events: number;
  readonly records: number;
  readonly trades: number;
  readonly timeNs: bigint;
  readonly recvTsNs: bigint;
  readonly liveOrders: number;
  /** Best prices of the market's own book, and the value that it moves towards, in ticks. */
  readonly bestBidTicks: number;
  readonly bestAskTicks: number;
  readonly fairTicks: number;
  readonly regime: RegimeName;
}

export interface GeneratedMarket {
  readonly name: string;
  readonly instruments: readonly Instrument[];
  readonly plan: MarketPlan;
  /** The next records; the first is the definition. Undefined at the end. Cost: ~50 ns an event. */
  nextBatch(): RecordRange | undefined;
  /** As `nextBatch`, for readers of record sources. */
  next(): Promise<RecordRange | undefined>;
  state(): MarketProgress;
  /** Bytes of records so far, and how many there will be (an estimate). */
  progress(): { readonly consumedBytes: number; readonly totalBytes: number | undefined };
  close(): Promise<void>;
}

export interface MarketBuffer {
  /** Bytes of the record buffer, a bound of every batch. @default 256 KiB, more where needed */
  readonly batchBytes?: number;
  /** Records after which a batch ends (a group of records is never cut). @default no limit */
  readonly batchRecords?: number;
}

const NAMES = new Map<number, RegimeName>(
  (Object.keys(REGIMES) as RegimeName[]).map((name) => [REGIMES[name], name]),
);

class Market implements GeneratedMarket {
  readonly name: string;
  readonly plan: MarketPlan;
  readonly #core: Core;
  readonly #state: number;
  readonly #out: number;
  readonly #outEnd: number;
  readonly #batchRecords: number;
  readonly #stats: MarketStatsView;
  #bytes = 0;

  constructor(core: Core, plan: MarketPlan, buffer: MarketBuffer) {
    const config = core.alloc(MarketConfigView.size, 'a market configuration');
    writeMarketConfig(core.view, config, plan);
    const { exports } = core;
    const where = 'the generated market';
    const need = core.check(exports.marketOutputMin(config), where) + DefinitionView.size;
    const bytes = Math.max(buffer.batchBytes ?? 1 << 18, need);
    this.name = `generated ${instrumentKey(plan.instrument)} seed ${plan.seed}`;
    this.plan = plan;
    this.#core = core;
    this.#state = core.alloc(core.check(exports.marketSize(config), where), where);
    this.#out = core.alloc(bytes, 'generated records');
    this.#outEnd = this.#out + bytes;
    this.#batchRecords = buffer.batchRecords ?? 0x7fffffff;
    core.check(exports.marketInit(this.#state, config), where);
    this.#stats = new MarketStatsView(core.view, this.#state);
  }

  get instruments(): readonly Instrument[] {
    return [this.plan.instrument];
  }

  nextBatch(): RecordRange | undefined {
    const start = this.#out;
    let from = start;
    if (this.#bytes === 0) from += DefinitionView.size;
    const { exports } = this.#core;
    const status = exports.marketNext(this.#state, from, this.#outEnd, this.#batchRecords);
    const written = this.#core.check(status, this.name);
    if (this.#bytes === 0) this.#define(start, from);
    const end = from + written;
    this.#bytes += end - start;
    return end === start ? undefined : { start, end };
  }

  /** The definition has the receive time of the record behind it. */
  #define(at: number, first: number): void {
    const recvTsNs = this.#core.view.getBigInt64(first + 8, true);
    const { instrument, instrumentId } = this.plan;
    writeDefinition(new DefinitionView(this.#core.view, at), instrument, instrumentId, recvTsNs);
  }

  next(): Promise<RecordRange | undefined> {
    return Promise.resolve(this.nextBatch());
  }

  state(): MarketProgress {
    const stats = this.#stats;
    return {
      events: Number(stats.events),
      records: Number(stats.records),
      trades: Number(stats.trades),
      timeNs: stats.timeNs,
      recvTsNs: stats.recvTsNs,
      liveOrders: stats.liveOrders,
      bestBidTicks: stats.bestBid,
      bestAskTicks: stats.bestAsk,
      fairTicks: stats.fair,
      regime: NAMES.get(stats.regime) ?? NAMES.get(MarketRegime.Mixed) ?? 'mixed',
    };
  }

  progress(): { readonly consumedBytes: number; readonly totalBytes: number | undefined } {
    const events = Number(this.#stats.events);
    const totalBytes =
      events === 0 ? undefined : Math.round((this.#bytes / events) * this.plan.events);
    return { consumedBytes: this.#bytes, totalBytes };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/**
 * Makes a market in `core`: about 1.2 MB of state, and the batch buffer. The records of a seed do
 * not depend on how batches cut them.
 * @throws OutcryError BAD_ARGUMENT with every fault of the options; OUT_OF_MEMORY
 */
export function createMarket(
  core: Core,
  options: MarketOptions = {},
  buffer: MarketBuffer = {},
): GeneratedMarket {
  return new Market(core, planMarket(options), buffer);
}
