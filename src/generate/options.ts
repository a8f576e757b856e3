// What a generated market can be told, its defaults, and the check that names every fault at once.
import { MarketConfigView, MarketRegime } from '../abi/market.ts';
import { BookModel } from '../abi/records.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { formatDecimal, parseDecimal } from '../model/decimal.ts';
import { type Instrument, VENUE_NAMES } from '../model/instrument.ts';
import { TEXT_DECIMALS } from './templates.ts';

export const REGIMES = {
  mixed: MarketRegime.Mixed,
  range: MarketRegime.Range,
  trend: MarketRegime.Trend,
  quiet: MarketRegime.Quiet,
  volatile: MarketRegime.Volatile,
  breakout: MarketRegime.Breakout,
  reversal: MarketRegime.Reversal,
} as const;
export type RegimeName = keyof typeof REGIMES;

/** Venues whose rules and texts a market can follow; `generated` has L3 only. */
export type MarketVenue = 'binance-usdm' | 'binance-spot' | 'binance-coinm' | 'generated';

export interface MarketOptions {
  /** Same seed and options, same bytes. 0..2^64-1. @default 1 */
  readonly seed?: bigint | number;
  /** @default 'binance-usdm' for L2, 'generated' for L3 */
  readonly venue?: MarketVenue;
  /** L2: depth, trades, book tickers. L3: single orders, trades. @default 'L2' */
  readonly model?: 'L2' | 'L3';
  /** 1..32 bytes: letters, digits, `_`, `-`, `.`. @default 'BTCUSDT', COIN-M 'BTCUSD_PERP' */
  readonly symbol?: string;
  /** @default 0 */
  readonly instrumentId?: number;
  /** Decimals of prices and quantities, 0..8. @default 1, 3; spot 2, 5; COIN-M 1, 0 */
  readonly priceScale?: number;
  readonly qtyScale?: number;
  /** Decimal texts. Price: 8192 to 2^29 ticks. @default '61800', '0.1' (spot '0.01'), by venue */
  readonly startPrice?: string;
  readonly tickSize?: string;
  readonly lotSize?: string;
  /** Lots of an everyday order, 1..1000. @default 60, spot 600, COIN-M 25 */
  readonly typicalLots?: number;
  /** Exchange time of the first event, ns. @default 2024-01-01 */
  readonly startTimeNs?: bigint;
  /** The stream ends after this many events (and what completes them), >= 1. @default 1000000 */
  readonly events?: number;
  /** Changes of the order book in a second of market time, 0.001..1000000. @default 1500 */
  readonly eventsPerSecond?: number;
  /** One regime for ever, or `mixed`: a seeded schedule of all. @default 'mixed' */
  readonly regime?: RegimeName;
  /** L2: time that a depth record covers; 0: one per change. @default 50, spot 100, COIN-M 10 */
  readonly depthIntervalMs?: number;
  /** Mean of the constant part of the feed latency; may be negative. @default 4 */
  readonly latencyMs?: number;
  /** Mean of the random (exponential) part. @default 1 */
  readonly latencyJitterMs?: number;
  /** L2: levels a side of the one snapshot, 0 (no snapshot) to 5000. @default 1000 */
  readonly snapshotLevels?: number;
  /** L2: time from the start to the snapshot, and how long it travels. @default 300, 120 */
  readonly snapshotAfterMs?: number;
  readonly snapshotDelayMs?: number;
}

interface Preset {
  readonly symbol: string;
  readonly priceScale: number;
  readonly qtyScale: number;
  readonly tickSize: string;
  readonly lotSize: string;
  readonly typicalLots: number;
  readonly depthIntervalMs: number;
}

const PRESETS: Readonly<Record<MarketVenue, Preset>> = {
  'binance-usdm': {
    symbol: 'BTCUSDT',
    priceScale: 1,
    qtyScale: 3,
    tickSize: '0.1',
    lotSize: '0.001',
    typicalLots: 60,
    depthIntervalMs: 50,
  },
  'binance-spot': {
    symbol: 'BTCUSDT',
    priceScale: 2,
    qtyScale: 5,
    tickSize: '0.01',
    lotSize: '0.0001',
    typicalLots: 600,
    depthIntervalMs: 100,
  },
  'binance-coinm': {
    symbol: 'BTCUSD_PERP',
    priceScale: 1,
    qtyScale: 0,
    tickSize: '0.1',
    lotSize: '1',
    typicalLots: 25,
    depthIntervalMs: 10,
  },
  generated: {
    symbol: 'BTCUSDT',
    priceScale: 1,
    qtyScale: 3,
    tickSize: '0.1',
    lotSize: '0.001',
    typicalLots: 60,
    depthIntervalMs: 50,
  },
};

/** Options with all defaults, checked, in the units of the records. */
export interface MarketPlan {
  readonly instrument: Instrument;
  readonly instrumentId: number;
  readonly seed: bigint;
  readonly regime: RegimeName;
  readonly startTimeNs: bigint;
  readonly startPrice: bigint;
  readonly events: number;
  readonly meanGapNs: number;
  readonly typicalLots: number;
  readonly depthIntervalNs: number;
  readonly latencyMeanNs: number;
  readonly latencyJitterNs: number;
  readonly snapshotLevels: number;
  readonly snapshotAfterNs: number;
  readonly snapshotDelayNs: number;
}

/** Collects faults as `option: expected X, found Y`. */
class Faults {
  readonly lines: string[] = [];

  add(option: string, expected: string, found: unknown): void {
    this.lines.push(`${option}: expected ${expected}, found ${String(found)}`);
  }

  number(option: string, value: number, low: number, high: number, whole = true): number {
    const ok = value >= low && value <= high && (!whole || Number.isInteger(value));
    if (!ok) this.add(option, `${whole ? 'a whole number ' : ''}${low} to ${high}`, value);
    return ok ? value : low;
  }

  bigint(option: string, value: bigint, low: bigint, high: bigint): bigint {
    if (value >= low && value <= high) return value;
    this.add(option, `${low} to ${high}`, value);
    return low;
  }

  decimal(option: string, text: string, scale: number): bigint {
    try {
      const quanta = parseDecimal(text, scale);
      if (quanta >= 1n) return quanta;
    } catch (cause) {
      if (!(cause instanceof OutcryError)) throw cause;
    }
    this.add(option, `a number above 0 with at most ${scale} decimals`, `'${text}'`);
    return 1n;
  }

  choice<T extends string>(option: string, value: T, choices: readonly T[]): T {
    const first = choices[0];
    if (choices.includes(value) || first === undefined) return value;
    this.add(option, choices.join(', '), `'${value}'`);
    return first;
  }
}

function planInstrument(options: MarketOptions, faults: Faults): Instrument {
  const model = faults.choice('model', options.model ?? 'L2', ['L2', 'L3']);
  const usual = model === 'L3' ? 'generated' : 'binance-usdm';
  const names = Object.keys(PRESETS) as MarketVenue[];
  const venue = faults.choice('venue', options.venue ?? usual, names);
  if (venue === 'generated' && model === 'L2')
    faults.add('venue', 'a Binance venue: L2 ids follow a rule of a venue', `'${venue}'`);
  const preset = PRESETS[venue];
  const symbol = options.symbol ?? preset.symbol;
  // Symbols stand in JSON texts and stream names as they are.
  if (!/^[A-Za-z0-9_.-]{1,32}$/.test(symbol))
    faults.add('symbol', '1 to 32 letters, digits, _ - .', `'${symbol}'`);
  const priceScale = faults.number('priceScale', options.priceScale ?? preset.priceScale, 0, 8);
  const qtyScale = faults.number('qtyScale', options.qtyScale ?? preset.qtyScale, 0, 8);
  const tickSize = faults.decimal('tickSize', options.tickSize ?? preset.tickSize, priceScale);
  const lotSize = faults.decimal('lotSize', options.lotSize ?? preset.lotSize, qtyScale);
  faults.bigint('tickSize in quanta', tickSize, 1n, 1n << 24n);
  // The 2^32 lots that a level may have stay below 2^63 in the decimals of the venue's text.
  const more = Math.max(0, TEXT_DECIMALS[venue].qtyDecimals - qtyScale);
  faults.bigint('lotSize in quanta of the text', lotSize * 10n ** BigInt(more), 1n, 1n << 31n);
  return {
    venue,
    symbol,
    priceScale,
    qtyScale,
    tickSize,
    lotSize,
    bookModel: model,
    windowBits: 0,
    version: 1,
  };
}

function planPrice(options: MarketOptions, of: Instrument, faults: Faults): bigint {
  const text = options.startPrice ?? '61800';
  const price = faults.decimal('startPrice', text, of.priceScale);
  const low = of.tickSize * 8192n;
  const high = of.tickSize * (1n << 29n);
  if (price < low || price > high || price % of.tickSize !== 0n) {
    const range = `${formatDecimal(low, of.priceScale)} to ${formatDecimal(high, of.priceScale)}`;
    faults.add('startPrice', `a multiple of the tick from ${range}`, `'${text}'`);
  }
  const { priceDecimals } = TEXT_DECIMALS[of.venue as MarketVenue];
  const more = Math.max(0, priceDecimals - of.priceScale);
  if (price * 10n ** BigInt(more) >= 1n << 62n)
    faults.add('startPrice', `a price of at most 61 bits with ${priceDecimals} decimals`, text);
  return price;
}

const MS = 1_000_000;
const HOUR_MS = 3_600_000;

/**
 * Checks `options` and fills in the defaults.
 * @throws OutcryError BAD_ARGUMENT that lists every fault
 */
export function planMarket(options: MarketOptions = {}): MarketPlan {
  const faults = new Faults();
  const instrument = planInstrument(options, faults);
  const preset = PRESETS[instrument.venue as MarketVenue];
  const ms = (option: string, value: number, low: number, high: number): number =>
    Math.round(faults.number(option, value, low, high, false) * MS);
  const seed = options.seed ?? 1;
  if (typeof seed === 'number') faults.number('seed', seed, 0, Number.MAX_SAFE_INTEGER);
  const rate = faults.number('eventsPerSecond', options.eventsPerSecond ?? 1500, 0.001, 1e6, false);
  const plan: MarketPlan = {
    instrument,
    instrumentId: faults.number('instrumentId', options.instrumentId ?? 0, 0, 65535),
    seed: faults.bigint('seed', safeBigInt(seed), 0n, (1n << 64n) - 1n),
    regime: faults.choice('regime', options.regime ?? 'mixed', regimeNames),
    startTimeNs: faults.bigint(
      'startTimeNs',
      options.startTimeNs ?? 1_704_067_200_000_000_000n,
      0n,
      4_000_000_000_000_000_000n,
    ),
    startPrice: planPrice(options, instrument, faults),
    events: faults.number('events', options.events ?? 1_000_000, 1, 1e15),
    meanGapNs: Math.round(1e9 / rate),
    typicalLots: faults.number('typicalLots', options.typicalLots ?? preset.typicalLots, 1, 1000),
    depthIntervalNs: ms(
      'depthIntervalMs',
      options.depthIntervalMs ?? preset.depthIntervalMs,
      0,
      HOUR_MS,
    ),
    latencyMeanNs: ms('latencyMs', options.latencyMs ?? 4, -60_000, 60_000),
    latencyJitterNs: ms('latencyJitterMs', options.latencyJitterMs ?? 1, 0, 60_000),
    snapshotLevels: faults.number('snapshotLevels', options.snapshotLevels ?? 1000, 0, 5000),
    snapshotAfterNs: ms('snapshotAfterMs', options.snapshotAfterMs ?? 300, 0, HOUR_MS),
    snapshotDelayNs: ms('snapshotDelayMs', options.snapshotDelayMs ?? 120, 0, HOUR_MS),
  };
  // Times have 63 bits.
  const years = (4 * plan.events * plan.meanGapNs) / 31_557_600e9;
  if (years > 150)
    faults.add('events', 'at most 150 years of events', `${Math.round(years)} years`);
  if (faults.lines.length > 0)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'this market cannot be generated', {
      found: faults.lines.join('; '),
    });
  return plan;
}

const regimeNames = Object.keys(REGIMES) as RegimeName[];

function safeBigInt(value: bigint | number): bigint {
  if (typeof value === 'bigint') return value;
  return Number.isInteger(value) ? BigInt(value) : 0n;
}

/** Writes the plan as the core reads it; `at` has MarketConfigView.size zeroed bytes. */
export function writeMarketConfig(view: DataView, at: number, plan: MarketPlan): void {
  const config = new MarketConfigView(view, at);
  const { instrument } = plan;
  config.seed = plan.seed;
  config.startTimeNs = plan.startTimeNs;
  config.startPrice = plan.startPrice;
  config.tickSize = instrument.tickSize;
  config.lotSize = instrument.lotSize;
  config.events = BigInt(plan.events);
  config.meanGapNs = BigInt(plan.meanGapNs);
  config.depthIntervalNs = BigInt(plan.depthIntervalNs);
  config.latencyMeanNs = BigInt(plan.latencyMeanNs);
  config.latencyJitterNs = BigInt(plan.latencyJitterNs);
  config.snapshotAfterNs = BigInt(plan.snapshotAfterNs);
  config.snapshotDelayNs = BigInt(plan.snapshotDelayNs);
  config.snapshotLevels = plan.snapshotLevels;
  config.typicalLots = plan.typicalLots;
  config.instrumentId = plan.instrumentId;
  config.venue = VENUE_NAMES[instrument.venue];
  config.mode = BookModel[instrument.bookModel];
  config.regime = REGIMES[plan.regime];
}
