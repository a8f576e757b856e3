// Bars of whole columns.
import type { Core } from '../core/core.ts';
import { badArgument, checkObject, checkTime } from '../errors/arguments.ts';
import type { Bar, Ohlc } from './bar.ts';
import { BarBuilder, type BarCounts } from './builder.ts';
import { type EventColumns, type EventPlan, RecordFiller } from './columns.ts';
import { BarHost, CHUNK } from './host.ts';
import { asBarSpec, type BarOptions, type Scales } from './options.ts';
import { planColumns, sourceOf } from './plans.ts';
import type { BarSpec } from './spec.ts';
import { Timeframes } from './timeframes.ts';

export interface OhlcColumns {
  readonly open: Float64Array<ArrayBuffer>;
  readonly high: Float64Array<ArrayBuffer>;
  readonly low: Float64Array<ArrayBuffer>;
  readonly close: Float64Array<ArrayBuffer>;
}

/** Bars that have closed, oldest first; fields as `Bar`. */
export interface BarColumns extends OhlcColumns {
  readonly length: number;
  readonly openTimeNs: BigInt64Array<ArrayBuffer>;
  readonly closeTimeNs: BigInt64Array<ArrayBuffer>;
  readonly knownTimeNs: BigInt64Array<ArrayBuffer>;
  /** Row of the event that closed it; as many as there are rows: `untilNs` did. */
  readonly knownRow: Float64Array<ArrayBuffer>;
  /** When each of these rows was known: their times, of smaller bars their ends. */
  readonly eventTimeNs: BigInt64Array;
  readonly volume: Float64Array<ArrayBuffer>;
  readonly buyVolume: Float64Array<ArrayBuffer>;
  readonly turnover: Float64Array<ArrayBuffer>;
  readonly eventCount: Float64Array<ArrayBuffer>;
  readonly direction: Int8Array<ArrayBuffer>;
  readonly isEmpty: Uint8Array<ArrayBuffer>;
  /** Bars of quotes only. */
  readonly ask?: OhlcColumns;
  /** The bar that is still open at the end. */
  readonly forming?: Bar;
  readonly counts: BarCounts;
  readonly priceScale: number;
  readonly qtyScale: number;
}

export interface BatchOptions extends Omit<BarOptions, 'from'> {
  /** Decimals of prices and quantities. @default what the columns need, up to 12 */
  readonly priceScale?: number;
  readonly qtyScale?: number;
  /** The time that is known to have passed at the end: bars that ended by then are closed. */
  readonly untilNs?: bigint;
}

function ohlcColumns(length: number): OhlcColumns {
  const column = (): Float64Array<ArrayBuffer> => new Float64Array(length);
  return { open: column(), high: column(), low: column(), close: column() };
}

function setOhlc(columns: OhlcColumns, row: number, prices: Ohlc): void {
  columns.open[row] = prices.open;
  columns.high[row] = prices.high;
  columns.low[row] = prices.low;
  columns.close[row] = prices.close;
}

type Values = Omit<BarColumns, 'forming' | 'counts' | 'knownRow' | 'eventTimeNs' | keyof Scales>;

function columnsOf(bars: readonly Bar[], hasAsk: boolean): Values {
  const { length } = bars;
  const ask = hasAsk ? { ask: ohlcColumns(length) } : {};
  const columns: Values = {
    length,
    openTimeNs: new BigInt64Array(length),
    closeTimeNs: new BigInt64Array(length),
    knownTimeNs: new BigInt64Array(length),
    ...ohlcColumns(length),
    volume: new Float64Array(length),
    buyVolume: new Float64Array(length),
    turnover: new Float64Array(length),
    eventCount: new Float64Array(length),
    direction: new Int8Array(length),
    isEmpty: new Uint8Array(length),
    ...ask,
  };
  for (const [row, bar] of bars.entries()) {
    columns.openTimeNs[row] = bar.openTimeNs;
    columns.closeTimeNs[row] = bar.closeTimeNs;
    columns.knownTimeNs[row] = bar.knownTimeNs;
    setOhlc(columns, row, bar);
    if (columns.ask !== undefined && bar.ask !== undefined) setOhlc(columns.ask, row, bar.ask);
    columns.volume[row] = bar.volume;
    columns.buyVolume[row] = bar.buyVolume;
    columns.turnover[row] = bar.turnover;
    columns.eventCount[row] = bar.eventCount;
    columns.direction[row] = bar.direction;
    columns.isEmpty[row] = bar.isEmpty ? 1 : 0;
  }
  return columns;
}

/** Bars in one core: builders for streams, and whole columns. */
export class Bars {
  readonly #host: BarHost;
  readonly #filler: RecordFiller;

  /** Takes 300 KB of the core's arena, and 1 KB for each builder that is in use at a time. */
  constructor(core: Core) {
    this.#host = new BarHost(core);
    this.#filler = new RecordFiller(core);
  }

  /**
   * A builder of bars from a stream.
   *
   * @throws OutcryError BAD_BAR_SPEC, BAD_ARGUMENT, SCALE_TOO_FINE (a size finer than the scale)
   */
  create(spec: string | BarSpec, scales: Scales, options: BarOptions = {}): BarBuilder {
    checkObject(options, 'options');
    return new BarBuilder(this.#host, asBarSpec(spec), scales, options);
  }

  /**
   * Builders of several bars that take the same events.
   *
   * @throws OutcryError as `create`; BAD_ARGUMENT when a specification is there twice
   */
  timeframes(specs: readonly string[], scales: Scales, options: BarOptions = {}): Timeframes {
    if (!Array.isArray(specs)) throw badArgument('these are no bars', 'an array of texts', specs);
    checkObject(options, 'options');
    const parsed = specs.map((spec) => asBarSpec(spec));
    const texts = parsed.map(({ text }) => text);
    if (texts.length === 0 || new Set(texts).size < texts.length)
      throw badArgument('these are no different bars', 'specifications, each once', texts.join());
    const builders: BarBuilder[] = [];
    const first = options.seriesId ?? 0;
    try {
      for (const [i, spec] of parsed.entries()) {
        const own = { ...options, seriesId: first + i };
        builders.push(new BarBuilder(this.#host, spec, scales, own));
      }
      return new Timeframes(this.#host, builders);
    } catch (error) {
      for (const builder of builders) builder[Symbol.dispose]();
      throw error;
    }
  }

  /**
   * The bars of whole columns: trades, quotes or smaller bars, oldest first.
   *
   * @throws OutcryError as `create`, BAD_INPUT, and those of `BarBuilder.trade`
   */
  of(columns: EventColumns, spec: string | BarSpec, options: BatchOptions = {}): BarColumns {
    const from = sourceOf(columns);
    checkObject(options, 'options');
    const { priceScale, qtyScale, untilNs, ...rest } = options;
    const instrumentId = rest.instrumentId ?? 0;
    const plan = planColumns(columns, { priceScale, qtyScale, instrumentId });
    if (untilNs !== undefined) checkTime(untilNs, 'untilNs');
    const builder = this.create(spec, plan, { ...rest, from });
    try {
      return this.#run(builder, plan, untilNs, from === 'quotes');
    } finally {
      builder[Symbol.dispose]();
    }
  }

  #run(
    builder: BarBuilder,
    plan: EventPlan,
    untilNs: bigint | undefined,
    isQuotes: boolean,
  ): BarColumns {
    const at = this.#host.records;
    const bars: Bar[] = [];
    const rows: number[] = [];
    for (let row = 0; row < plan.length; row += CHUNK) {
      const count = Math.min(CHUNK, plan.length - row);
      plan.fill(this.#filler, at, row, count);
      const closedBy: number[] = [];
      for (const bar of builder.records(at, at + count * plan.recordBytes, closedBy))
        bars.push(bar);
      for (const record of closedBy) rows.push(row + (record - at) / plan.recordBytes);
    }
    if (untilNs !== undefined) for (const bar of builder.time(untilNs)) bars.push(bar);
    while (rows.length < bars.length) rows.push(plan.length);
    const forming = builder.forming();
    return {
      ...columnsOf(bars, isQuotes),
      knownRow: Float64Array.from(rows),
      eventTimeNs: plan.knownTimeNs,
      counts: builder.counts(),
      priceScale: plan.priceScale,
      qtyScale: plan.qtyScale,
      ...(forming === undefined ? {} : { forming }),
    };
  }
}
