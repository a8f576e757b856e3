// What bars are made of and what happens to events that are not as they should be; and how the
// core is told.
import { BarKind, BarOption, BarPolicy, BarSource, type BarsConfigView } from '../abi/bars.ts';
import { badArgument, checkInteger, checkObject } from '../errors/arguments.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { parseDecimal, significantDecimals } from '../model/decimal.ts';
import { type BarKindName, type BarSpec, hasOffset, parseBarSpec } from './spec.ts';
import { checkOffsets, type ZoneOffset } from './zone.ts';

export type BarSourceName = 'trades' | 'quotes' | 'bars';
/** All are counted. `refuse`: the call throws; `ignore`: left out; `include`: taken. */
export type BarPolicyName = 'refuse' | 'ignore' | 'include';

export interface ExpectedImbalance {
  /** Weight of the newest bar in the expected count of events, 0 to 1. @default 0.1 */
  readonly alphaCount?: number;
  /** Weight of the newest event in the expected imbalance, 0 to 1. @default 0.01 */
  readonly alphaImbalance?: number;
  /** Events that a bar has at least and at most. @default a tenth and ten times of the size */
  readonly countMin?: number;
  readonly countMax?: number;
}

export interface BarOptions {
  /** @default 'trades' */
  readonly from?: BarSourceName;
  /** Events whose bar is closed; `include` counts them in the forming bar. @default 'refuse' */
  readonly late?: BarPolicyName;
  /**
   * Events earlier than the one before, in the same bar. `include` puts them where their time
   * says; bars that time does not cut take the order of arrival. @default 'include'
   */
  readonly disorder?: BarPolicyName;
  /** Trades with an id, or bars with a start, that was there already. @default 'ignore' */
  readonly duplicates?: BarPolicyName;
  /** Negative quantities, bars whose high is not the highest. @default 'refuse' */
  readonly malformed?: 'refuse' | 'ignore';
  /** Time: a bar without events repeats the last close, flagged empty. @default false */
  readonly fill?: boolean;
  /** Most bars that one event makes: of a gap, bricks, parts of a trade. @default 1000000 */
  readonly fillMax?: number;
  /** Volume and dollar: divides the trade that reaches the size. @default false */
  readonly split?: boolean;
  /** Renko: how far prices went against the brick. @default false */
  readonly wicks?: boolean;
  /** Which of an event's times counts. @default 'exchange', where the event has one */
  readonly clock?: 'exchange' | 'receive';
  /** Imbalance: the size is the first bar's count; later bounds follow what was seen. */
  readonly expected?: ExpectedImbalance;
  /**
   * Time bars with a start or a session: its times are those of clocks with these offsets from UTC,
   * which `zoneOffsets` makes for a zone. The specification has no offset of its own then.
   */
  readonly offsets?: readonly ZoneOffset[];
  readonly instrumentId?: number;
  readonly seriesId?: number;
}

/** Decimals of prices and quantities. */
export interface Scales {
  readonly priceScale: number;
  readonly qtyScale: number;
}

const KINDS: Readonly<Record<BarKindName, BarKind>> = {
  time: BarKind.Time,
  month: BarKind.Month,
  tick: BarKind.Tick,
  volume: BarKind.Volume,
  dollar: BarKind.Dollar,
  imbalance: BarKind.TickImbalance,
  'volume-imbalance': BarKind.VolumeImbalance,
  'dollar-imbalance': BarKind.DollarImbalance,
  range: BarKind.Range,
  renko: BarKind.Renko,
  pnf: BarKind.PointFigure,
};
const SOURCES: Readonly<Record<BarSourceName, BarSource>> = {
  trades: BarSource.Trades,
  quotes: BarSource.Quotes,
  bars: BarSource.Bars,
};
const POLICIES: Readonly<Record<BarPolicyName, BarPolicy>> = {
  refuse: BarPolicy.Refuse,
  ignore: BarPolicy.Ignore,
  include: BarPolicy.Include,
};

function unfit(spec: BarSpec, expected: string, found: string): OutcryError {
  const details = { expected, found, where: spec.text };
  return new OutcryError('BAD_ARGUMENT', 'usage', 'these bars cannot be made so', details);
}

/** One of the keys of `table`, from programs that need not be TypeScript. */
function pick<K extends string, V>(table: Readonly<Record<K, V>>, key: K, what: string): V {
  if (Object.hasOwn(table, key)) return table[key];
  throw badArgument(`${what} is none of those there are`, Object.keys(table).join(', '), key);
}

const DAY = 86_400_000_000_000n;
const COUNTED = new Set<BarKindName>(['time', 'month', 'tick', 'imbalance']);
const BY_QTY = new Set<BarKindName>(['volume', 'volume-imbalance']);
const BY_TURNOVER = new Set<BarKindName>(['dollar', 'dollar-imbalance']);
const BY_PRICE = new Set<BarKindName>(['range', 'renko', 'pnf']);

/** The size in quanta, up to 127 bits for turnovers. */
function sizeOf(spec: BarSpec, scales: Scales): bigint {
  const { priceScale, qtyScale } = scales;
  if (BY_QTY.has(spec.kind)) return parseDecimal(spec.size, qtyScale);
  if (BY_PRICE.has(spec.kind)) return parseDecimal(spec.size, priceScale);
  if (!BY_TURNOVER.has(spec.kind)) return BigInt(spec.size);
  const own = significantDecimals(spec.size);
  const missing = priceScale + qtyScale - own;
  if (missing < 0) return parseDecimal(spec.size, priceScale + qtyScale);
  return parseDecimal(spec.size, own) * 10n ** BigInt(missing);
}

function checkFit(spec: BarSpec, options: BarOptions): void {
  const from = options.from ?? 'trades';
  const isTime = spec.kind === 'time' || spec.kind === 'month';
  const isImbalance = spec.kind.endsWith('imbalance');
  const needsQty = BY_QTY.has(spec.kind) || BY_TURNOVER.has(spec.kind) || isImbalance;
  if (needsQty && from === 'quotes') throw unfit(spec, 'trades: quotes trade nothing', from);
  if (isImbalance && from !== 'trades') throw unfit(spec, 'trades: bars have no aggressor', from);
  if (options.fill === true && !isTime) throw unfit(spec, 'fill with time bars only', 'fill');
  const canSplit = (spec.kind === 'volume' || spec.kind === 'dollar') && from === 'trades';
  if (options.split === true && !canSplit)
    throw unfit(spec, 'split with volume and dollar bars of trades only', 'split');
  if (options.wicks === true && spec.kind !== 'renko')
    throw unfit(spec, 'wicks with Renko only', 'wicks');
  if (options.offsets !== undefined) {
    if (!isTime) throw unfit(spec, 'offsets with time bars only', 'offsets');
    if (hasOffset(spec)) throw unfit(spec, 'one offset: of the text, or offsets', 'both');
    if (spec.kind === 'time' && BigInt(spec.size) > DAY && BigInt(spec.size) % DAY !== 0n)
      throw unfit(spec, 'whole days, where they are more than one, with offsets', spec.text);
    checkOffsets(options.offsets);
  }
  if (options.expected !== undefined && !isImbalance)
    throw unfit(spec, 'expected with imbalance bars only', 'expected');
}

function share(value: number, name: string): number {
  if (value > 0 && value <= 1) return value;
  throw new OutcryError('BAD_ARGUMENT', 'usage', `${name} is out of range`, {
    expected: 'above 0, up to 1',
    found: `${value}`,
  });
}

function writeExpected(view: BarsConfigView, expected: ExpectedImbalance, count: number): void {
  checkObject(expected, 'expected');
  view.alphaCount = share(expected.alphaCount ?? 0.1, 'alphaCount');
  view.alphaImbalance = share(expected.alphaImbalance ?? 0.01, 'alphaImbalance');
  const least = expected.countMin ?? Math.max(1, Math.floor(count / 10));
  const most = expected.countMax ?? count * 10;
  checkInteger(least, 'countMin', 1, 0xffff_ffff);
  checkInteger(most, 'countMax', least, 0xffff_ffff);
  view.countMin = least;
  view.countMax = most;
}

function writePolicies(view: BarsConfigView, options: BarOptions): void {
  view.late = pick(POLICIES, options.late ?? 'refuse', 'late');
  view.disorder = pick(POLICIES, options.disorder ?? 'include', 'disorder');
  view.duplicates = pick(POLICIES, options.duplicates ?? 'ignore', 'duplicates');
  const { refuse, ignore } = POLICIES;
  view.malformed = pick({ refuse, ignore }, options.malformed ?? 'refuse', 'malformed');
  const clocks = { exchange: 0, receive: BarOption.ReceiveClock };
  view.options =
    (options.fill === true ? BarOption.Fill : 0) |
    (options.split === true ? BarOption.Split : 0) |
    (options.wicks === true ? BarOption.Wicks : 0) |
    pick(clocks, options.clock ?? 'exchange', 'clock') |
    (options.expected === undefined ? 0 : BarOption.Expected);
}

/**
 * Writes the configuration of a builder at `view.offset`, which is zeroed.
 *
 * @throws OutcryError BAD_BAR_SPEC, BAD_ARGUMENT, SCALE_TOO_FINE, OVERFLOW
 */
export function writeBarsConfig(
  view: BarsConfigView,
  spec: BarSpec,
  scales: Scales,
  options: BarOptions,
): void {
  checkObject(scales, 'scales');
  checkObject(options, 'options');
  checkFit(spec, options);
  checkInteger(scales.priceScale, 'priceScale', -6, 18);
  checkInteger(scales.qtyScale, 'qtyScale', -6, 18);
  const fillMax = options.fillMax ?? 1_000_000;
  checkInteger(fillMax, 'fillMax', 0, 0xffff_ffff);
  checkInteger(options.instrumentId ?? 0, 'instrumentId', 0, 0xffff);
  checkInteger(options.seriesId ?? 0, 'seriesId', 0, 0xffff);
  // With expectations, the size of every kind is the first bar's count.
  const isExpected = options.expected !== undefined;
  const size = isExpected ? expectedSize(spec) : sizeOf(spec, scales);
  view.kind = pick(KINDS, spec.kind, 'kind');
  view.source = pick(SOURCES, options.from ?? 'trades', 'from');
  writePolicies(view, options);
  view.reversal = spec.reversal;
  view.instrumentId = options.instrumentId ?? 0;
  view.seriesId = options.seriesId ?? 0;
  view.fillMax = fillMax;
  view.size = BigInt.asIntN(64, size);
  view.sizeHigh = size >> 64n;
  view.anchorNs = spec.anchorNs;
  view.sessionNs = spec.sessionNs;
  if (options.expected !== undefined) writeExpected(view, options.expected, Number(size));
}

function expectedSize(spec: BarSpec): bigint {
  if (/^\d{1,8}$/.test(spec.size)) return BigInt(spec.size);
  throw unfit(spec, 'a whole number of events as the size', spec.size);
}

/**
 * A specification as text or read already.
 *
 * @throws OutcryError BAD_BAR_SPEC
 */
export function asBarSpec(spec: string | BarSpec): BarSpec {
  if (typeof spec === 'string') return parseBarSpec(spec);
  if (isBarSpec(spec)) return spec;
  throw new OutcryError('BAD_BAR_SPEC', 'usage', 'no bars are meant by this', {
    expected: "text such as '1m', or what parseBarSpec gives",
    found: typeof spec,
  });
}

function isBarSpec(spec: unknown): boolean {
  if (typeof spec !== 'object' || spec === null) return false;
  const { text, kind, size, anchorNs, sessionNs, reversal, heikinAshi } = spec as BarSpec;
  const digits = COUNTED.has(kind) ? /^\d+$/ : /^\d+(\.\d+)?$/;
  const isSized = typeof size === 'string' && digits.test(size);
  const isTimed = typeof anchorNs === 'bigint' && typeof sessionNs === 'bigint';
  const hasColumns = Number.isInteger(reversal) && reversal > 0 && reversal < 256;
  const isKind = typeof kind === 'string' && Object.hasOwn(KINDS, kind);
  const isNamed = isKind && typeof text === 'string' && typeof heikinAshi === 'boolean';
  return isNamed && isSized && isTimed && hasColumns;
}
