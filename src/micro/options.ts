// What is to be computed, and how the core is told.
import { MicroClassifier, type MicroConfigView, MicroWeights } from '../abi/micro.ts';
import { badArgument, checkInteger, checkObject } from '../errors/arguments.ts';

/** Which rule says who was the aggressor of a trade. */
export type Classifier = 'venue' | 'tick' | 'quote' | 'lee-ready';

/** Quantities and prices in the instrument's units; a window of 0 switches its part off. */
export interface MicroOptions {
  /** Levels a side of the imbalances, 1 to 1000. @default 5 */
  readonly levels?: number;
  /** Weight of level k is `decay`^k. @default e^-0.5 */
  readonly decay?: number;
  /** Or 1 / (k + 1). @default 'decay' */
  readonly weights?: 'decay' | 'harmonic';
  /** Order-flow imbalance: levels, 1 to 50, and updates of its sums. @default 5 and 50 */
  readonly ofi?: { readonly levels?: number; readonly window?: number };
  /** Updates over which the imbalance is scored. @default 100 */
  readonly scoreWindow?: number;
  /** Nothing is searched without it. */
  readonly walls?: {
    /** Levels a side that are searched. @default 100 */
    readonly levels?: number;
    /** Least quantity. */
    readonly qty?: number;
    /** Least multiple of the mean of the side's other levels. */
    readonly times?: number;
    /** Farthest from the middle, basis points. */
    readonly withinBps?: number;
  };
  /** @default 'venue', and Lee-Ready where it says nothing */
  readonly classifier?: Classifier;
  /** Trades of the flow's sums. @default 100 */
  readonly flowWindow?: number;
  /** Trades of the mean effective and realised spread. @default 100 */
  readonly spreadWindow?: number;
  /** Realised spreads; not computed without it. */
  readonly realised?: {
    /** Ns after a trade at which the middle counts. */
    readonly afterNs: number;
    /** Most trades that wait for that time at once. @default 4096 */
    readonly pending?: number;
  };
  /** Changes of price of Roll's covariance. @default 100 */
  readonly rollWindow?: number;
  /** Kyle's lambda and Amihud's ratio: trades an interval, intervals. @default 20 and 50 */
  readonly kyle?: { readonly trades?: number; readonly window?: number };
  /** Not computed without it. */
  readonly vpin?: {
    /** Quantity of a bucket. */
    readonly bucketQty: number;
    /** @default 50 */
    readonly buckets?: number;
    /** Trades in a bar of bulk classification; 0: the side of each trade. @default 0 */
    readonly barTrades?: number;
    /** Deviation of a bar's change of price. @default that of the last `sigmaBars` bars */
    readonly sigma?: number;
    /** @default 50 */
    readonly sigmaBars?: number;
  };
  /** The middle as a series. */
  readonly samples?: {
    /** Ns between samples; 0: every update. @default 0 */
    readonly everyNs?: number;
    /** Returns of the volatility. @default 20 */
    readonly volatility?: number;
    /** @default 14 */
    readonly atr?: number;
    /** @default 10 */
    readonly momentum?: number;
    /** @default a year of 365 days in samples; 1 where every update is one */
    readonly periodsPerYear?: number;
  };
  /** Too many changes of quotes; not watched without it. */
  readonly stuffing?: {
    /** Ns of a span. @default 1 s */
    readonly spanNs?: number;
    /** Spans before that it is compared with. @default 60 */
    readonly spans?: number;
    /** How many times their mean is too much. @default 5 */
    readonly times?: number;
  };
}

export interface MicroScales {
  readonly priceScale: number;
  readonly qtyScale: number;
}

const CLASSIFIERS: Readonly<Record<Classifier, MicroClassifier>> = {
  venue: MicroClassifier.Venue,
  tick: MicroClassifier.Tick,
  quote: MicroClassifier.Quote,
  'lee-ready': MicroClassifier.LeeReady,
};
const WEIGHTS: Readonly<Record<'decay' | 'harmonic', MicroWeights>> = {
  decay: MicroWeights.Decay,
  harmonic: MicroWeights.Harmonic,
};
/** e^-0.5 */
const DECAY = 0.6065306597126334;
const WINDOW_MAX = 1_000_000;
const YEAR_NS = 365 * 86_400 * 1e9;
const SECOND_NS = 1e9;

function pick<K extends string, V>(table: Readonly<Record<K, V>>, key: K, what: string): V {
  if (Object.hasOwn(table, key)) return table[key];
  throw badArgument(`${what} is none of those there are`, Object.keys(table).join(', '), key);
}

function integer(value: number, name: string, least: number, most: number): number {
  checkInteger(value, name, least, most);
  return value;
}

/** A finite number: at least 0, or above 0. */
function amount(value: number, name: string, isPositive = false): number {
  if (Number.isFinite(value) && (isPositive ? value > 0 : value >= 0)) return value;
  const expected = isPositive ? 'a finite number above 0' : 'a finite number, 0 or more';
  throw badArgument(`${name} is out of range`, expected, value);
}

/** A window that may be switched off, and otherwise holds `least` or more. */
function windowOf(value: number, name: string, least = 1): number {
  if (value === 0) return 0;
  return integer(value, name, least, WINDOW_MAX);
}

function writeWalls(view: MicroConfigView, walls: MicroOptions['walls'], qtyUnit: number): void {
  if (walls === undefined) return;
  view.wallLevels = integer(walls.levels ?? 100, 'walls.levels', 1, 1000);
  view.wallQty = amount(walls.qty ?? 0, 'walls.qty') * qtyUnit;
  view.wallFactor = amount(walls.times ?? 0, 'walls.times');
  view.wallBps = amount(walls.withinBps ?? 0, 'walls.withinBps');
  if (view.wallQty === 0 && view.wallFactor === 0)
    throw badArgument('nothing says what a wall is', 'walls.qty or walls.times above 0', undefined);
}

function writeVpin(view: MicroConfigView, vpin: MicroOptions['vpin'], units: Units): void {
  if (vpin === undefined) return;
  view.vpinQty = amount(vpin.bucketQty, 'vpin.bucketQty', true) * units.qty;
  view.vpinBuckets = integer(vpin.buckets ?? 50, 'vpin.buckets', 1, WINDOW_MAX);
  view.vpinBarTrades = integer(vpin.barTrades ?? 0, 'vpin.barTrades', 0, 0xffff_ffff);
  if (vpin.sigma !== undefined)
    view.vpinSigma = amount(vpin.sigma, 'vpin.sigma', true) * units.price;
  view.vpinSigmaBars = integer(vpin.sigmaBars ?? 50, 'vpin.sigmaBars', 2, WINDOW_MAX);
}

function writeRealised(view: MicroConfigView, realised: MicroOptions['realised']): void {
  if (realised === undefined) return;
  const after = integer(realised.afterNs, 'realised.afterNs', 0, Number.MAX_SAFE_INTEGER);
  view.realisedNs = BigInt(after);
  view.realisedPending = integer(realised.pending ?? 4096, 'realised.pending', 1, WINDOW_MAX);
}

function writeSamples(view: MicroConfigView, samples: MicroOptions['samples'] = {}): void {
  const every = integer(samples.everyNs ?? 0, 'samples.everyNs', 0, Number.MAX_SAFE_INTEGER);
  view.sampleNs = BigInt(every);
  view.volatilityWindow = windowOf(samples.volatility ?? 20, 'samples.volatility', 2);
  view.atrWindow = windowOf(samples.atr ?? 14, 'samples.atr');
  view.momentumWindow = windowOf(samples.momentum ?? 10, 'samples.momentum');
  const periods = samples.periodsPerYear ?? (every === 0 ? 1 : YEAR_NS / every);
  view.periodsPerYear = amount(periods, 'samples.periodsPerYear', true);
}

function writeStuffing(view: MicroConfigView, stuffing: MicroOptions['stuffing']): void {
  if (stuffing === undefined) return;
  const span = stuffing.spanNs ?? SECOND_NS;
  view.stuffingNs = BigInt(integer(span, 'stuffing.spanNs', 1, Number.MAX_SAFE_INTEGER));
  view.stuffingSpans = integer(stuffing.spans ?? 60, 'stuffing.spans', 1, WINDOW_MAX);
  view.stuffingFactor = amount(stuffing.times ?? 5, 'stuffing.times', true);
}

interface Units {
  readonly price: number;
  readonly qty: number;
}

/**
 * Writes the configuration at `view.offset`, which is zeroed.
 *
 * @throws OutcryError BAD_ARGUMENT
 */
export function writeMicroConfig(
  view: MicroConfigView,
  scales: MicroScales,
  options: MicroOptions,
): void {
  checkObject(scales, 'scales');
  checkObject(options, 'options');
  for (const name of ['ofi', 'kyle', 'walls', 'vpin', 'realised', 'samples', 'stuffing'] as const)
    if (options[name] !== undefined) checkObject(options[name], name);
  view.priceScale = integer(scales.priceScale, 'priceScale', -6, 18);
  view.qtyScale = integer(scales.qtyScale, 'qtyScale', -6, 18);
  const units = { price: 10 ** scales.priceScale, qty: 10 ** scales.qtyScale };
  view.classifier = pick(CLASSIFIERS, options.classifier ?? 'venue', 'classifier');
  view.weights = pick(WEIGHTS, options.weights ?? 'decay', 'weights');
  view.levels = integer(options.levels ?? 5, 'levels', 1, 1000);
  view.decay = options.decay ?? DECAY;
  if (!(view.decay >= 0 && view.decay <= 1))
    throw badArgument('decay is out of range', 'a number from 0 to 1', options.decay);
  view.ofiLevels = integer(options.ofi?.levels ?? 5, 'ofi.levels', 1, 50);
  view.ofiWindow = integer(options.ofi?.window ?? 50, 'ofi.window', 1, WINDOW_MAX);
  view.scoreWindow = windowOf(options.scoreWindow ?? 100, 'scoreWindow', 2);
  view.flowWindow = windowOf(options.flowWindow ?? 100, 'flowWindow');
  view.spreadWindow = windowOf(options.spreadWindow ?? 100, 'spreadWindow');
  view.rollWindow = windowOf(options.rollWindow ?? 100, 'rollWindow', 2);
  view.kyleTrades = integer(options.kyle?.trades ?? 20, 'kyle.trades', 1, 0xffff_ffff);
  view.kyleWindow = windowOf(options.kyle?.window ?? 50, 'kyle.window', 2);
  writeWalls(view, options.walls, units.qty);
  writeVpin(view, options.vpin, units);
  writeRealised(view, options.realised);
  writeSamples(view, options.samples);
  writeStuffing(view, options.stuffing);
}
