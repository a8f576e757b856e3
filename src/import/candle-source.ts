// Candles of a CSV file as a stream of Bar records: what a backtest over candles runs on. The file
// is read as a whole; a candle becomes known when its interval ends.
import { BarView } from '../abi/bars.ts';
import { DefinitionView } from '../abi/records.ts';
import type { Core } from '../core/core.ts';
import type { ByteSource } from '../fs/types.ts';
import { type Instrument, type VenueName, writeDefinition } from '../model/instrument.ts';
import { type CandleScales, quantaOf, scalesOf, volumeQuanta } from './candle-scales.ts';
import { type CandleOptions, type Candles, readCandles } from './candles.ts';
import type { InstrumentHint, InstrumentRegistry } from './instrument-registry.ts';
import type { RecordSource } from './record-source.ts';

export interface CandleSourceOptions extends CandleOptions {
  readonly core: Core;
  readonly assignId: InstrumentRegistry['assignId'];
  readonly describe: (venue: VenueName, symbol: string) => InstrumentHint;
  /** @default 'unknown' */
  readonly venue?: VenueName;
  readonly symbol: string;
}

/** Bars of one batch. */
const BATCH = 8192;

export interface CandleColumns {
  readonly open: BigInt64Array;
  readonly high: BigInt64Array;
  readonly low: BigInt64Array;
  readonly close: BigInt64Array;
  readonly qty: BigInt64Array;
}

function counted(value: number | bigint, noun: string): string {
  return `${value} ${noun}${Number(value) === 1 ? '' : 's'}`;
}

function notesOf({ name, faultCount, gaps, missing, hasVolume }: Candles, isTold: boolean) {
  const notes: string[] = [];
  if (hasVolume && !isTold) notes.push(`${name}: every volume is 0, which tells nothing of trades`);
  if (faultCount > 0) notes.push(`${name}: ${counted(faultCount, 'fault')} in rows left out`);
  if (gaps > 0)
    notes.push(`${name}: ${counted(missing, 'candle')} missing, at ${counted(gaps, 'place')}`);
  return notes;
}

export class CandleSource implements RecordSource {
  readonly name: string;
  readonly firstTsNs: bigint;
  readonly candleNs: bigint;
  /** From the first candle's start to the last one's end, ns since 1970. */
  readonly startNs: bigint;
  readonly endNs: bigint;
  readonly notes: readonly string[];
  readonly candles: Candles;
  /** Whether any candle has a volume: a column of zeros, as of currencies, tells nothing. */
  readonly hasVolume: boolean;
  private readonly source: ByteSource;
  private readonly options: CandleSourceOptions;
  private described: { readonly instrument: Instrument; readonly columns: CandleColumns };
  private buffer = 0;
  private done = 0;
  private id = -1;

  constructor(source: ByteSource, candles: Candles, options: CandleSourceOptions) {
    this.source = source;
    this.name = candles.name;
    this.candles = candles;
    this.options = options;
    this.candleNs = candles.intervalNs;
    this.hasVolume = candles.hasVolume && candles.volume.some((volume) => volume > 0);
    this.notes = notesOf(candles, this.hasVolume);
    this.startNs = candles.timeNs[0] ?? 0n;
    this.endNs = (candles.timeNs.at(-1) ?? 0n) + candles.intervalNs;
    this.firstTsNs = this.startNs + candles.intervalNs;
    this.described = this.describe({});
  }

  get instrument(): Instrument {
    return this.described.instrument;
  }

  get instruments(): readonly Instrument[] {
    return [this.instrument];
  }

  /** The candles in quanta. */
  get columns(): CandleColumns {
    return this.described.columns;
  }

  /**
   * Takes the scales of another file of the same instrument; those that the user said stand.
   * Before the first `next`.
   * @throws OutcryError OVERFLOW
   */
  rescale(scales: CandleScales): void {
    const { priceScale, qtyScale } = this.instrument;
    if (priceScale === scales.priceScale && qtyScale === scales.qtyScale) return;
    this.described = this.describe(scales);
  }

  private describe(scales: Partial<CandleScales>): CandleSource['described'] {
    const { candles, options } = this;
    const venue = options.venue ?? 'unknown';
    const hint = options.describe(venue, options.symbol);
    const { priceScale, qtyScale } = scalesOf(candles, { ...scales, ...hint });
    return {
      instrument: {
        venue,
        symbol: options.symbol,
        priceScale,
        qtyScale,
        tickSize: hint.tickSize ?? 1n,
        lotSize: hint.lotSize ?? 1n,
        bookModel: 'L2',
        windowBits: hint.windowBits ?? 8,
        version: 1,
      },
      columns: {
        open: quantaOf(candles.open, priceScale),
        high: quantaOf(candles.high, priceScale),
        low: quantaOf(candles.low, priceScale),
        close: quantaOf(candles.close, priceScale),
        qty: volumeQuanta(candles.volume, qtyScale),
      },
    };
  }

  next(): Promise<{ readonly start: number; readonly end: number } | undefined> {
    const { core } = this.options;
    if (this.id < 0) {
      this.id = this.options.assignId(this.instrument);
      // The bars of a batch, and behind them the six columns that they are made of, and a close.
      this.buffer = core.alloc(BATCH * (BarView.size + 6 * 8) + 8, 'candles');
      const view = new DefinitionView(core.view, this.buffer);
      writeDefinition(view, this.instrument, this.id, this.firstTsNs);
      return Promise.resolve({ start: this.buffer, end: this.buffer + DefinitionView.size });
    }
    const count = Math.min(BATCH, this.candles.length - this.done);
    if (count === 0) return Promise.resolve(undefined);
    const { open, high, low, close, qty } = this.columns;
    const staged = this.buffer + BATCH * BarView.size;
    for (const [i, column] of [this.candles.timeNs, open, high, low, close, qty].entries()) {
      const part = column.subarray(this.done, this.done + count);
      new BigInt64Array(core.memory.buffer, staged + i * count * 8, count).set(part);
    }
    core.view.setBigInt64(staged + 6 * count * 8, close[this.done - 1] ?? 0n, true);
    const ns = this.candleNs;
    core.exports.barsOfCandles(staged, count, ns, this.id, this.hasVolume ? 1 : 0, this.buffer);
    this.done += count;
    return Promise.resolve({ start: this.buffer, end: this.buffer + count * BarView.size });
  }

  /** Whether nothing traded in a candle: no quantity, and no price but the close before it. */
  isEmpty(index: number): boolean {
    const { high, low, close, qty } = this.columns;
    const before = close[index - 1];
    if (!this.hasVolume || qty[index] !== 0n) return false;
    return low[index] === before && high[index] === before && close[index] === before;
  }

  progress(): { readonly consumedBytes: number; readonly totalBytes: number | undefined } {
    // Read as a whole at the start: what counts is how many have been handed out.
    const totalBytes = this.source.sizeBytes;
    const share = this.done / this.candles.length;
    return { consumedBytes: Math.floor((totalBytes ?? 0) * share), totalBytes };
  }

  close(): Promise<void> {
    return this.source.close();
  }
}

/**
 * Candles of a CSV file, as `readCandles` reads them.
 *
 * @throws OutcryError of every row that is no candle, NO_EVENTS, OVERFLOW
 */
export async function openCandles(
  source: ByteSource,
  options: CandleSourceOptions,
): Promise<CandleSource> {
  const candles = await readCandles(source.name, source.chunks(), options);
  return new CandleSource(source, candles, options);
}
