// The twenty common indicators of the comparison: our name and parameters, and in what the peers'
// results differ by definition. Peers that lack an indicator, or mean another thing by its name,
// are left out of it.

export type BarColumn = 'open' | 'high' | 'low' | 'close' | 'volume';

export interface Measure {
  /** Our name, and the name that all contenders are asked for. */
  readonly name: string;
  readonly inputs: readonly BarColumn[];
  readonly params: Readonly<Record<string, number>>;
  /** How a peer's outputs become ours, where they are not the same. */
  readonly theirs?: Readonly<Record<string, Theirs>>;
}

export interface Theirs {
  /** Theirs of this place is our first, second, ... output. */
  readonly order?: readonly number[];
  readonly scale?: number;
  /** Sums that start elsewhere: compared by their changes. */
  readonly isRelative?: boolean;
  /** Rounded or approximated by the peer. */
  readonly tolerance?: number;
  /** Another definition: timed, not compared. */
  readonly why?: string;
}

const CLOSE = ['close'] as const;
const HLC = ['high', 'low', 'close'] as const;
/** technicalindicators rounds to two decimals. */
const CENTS = { technicalindicators: { tolerance: 0.0051 } } as const;
/** yata gives shares of 1. */
const SHARE = { yata: { scale: 100 } } as const;
const SAMPLE = { why: 'the deviation of a sample' } as const;

export const MEASURES: readonly Measure[] = [
  { name: 'sma', inputs: CLOSE, params: { period: 20 } },
  { name: 'ema', inputs: CLOSE, params: { period: 20 } },
  { name: 'wma', inputs: CLOSE, params: { period: 20 } },
  { name: 'dema', inputs: CLOSE, params: { period: 20 } },
  { name: 'tema', inputs: CLOSE, params: { period: 20 } },
  { name: 'rsi', inputs: CLOSE, params: { period: 14 }, theirs: { ...CENTS, ...SHARE } },
  { name: 'macd', inputs: CLOSE, params: { fastPeriod: 10, slowPeriod: 21, signalPeriod: 9 } },
  {
    name: 'bbands',
    inputs: CLOSE,
    params: { period: 20 },
    theirs: {
      tulip: { order: [2, 1, 0], tolerance: 1e-6 },
      yata: SAMPLE,
      indicatorts: { tolerance: 1e-6 },
      talib: { tolerance: 1e-6 },
      'talib-web': { tolerance: 1e-6 },
    },
  },
  {
    name: 'atr',
    inputs: HLC,
    params: { period: 14 },
    theirs: { indicatorts: { why: 'a plain mean of the ranges' } },
  },
  { name: 'adx', inputs: HLC, params: { period: 14 }, theirs: SHARE },
  {
    name: 'cci',
    inputs: HLC,
    params: { period: 20 },
    theirs: {
      tulip: { why: "distances from each bar's own mean" },
      indicatorts: { why: 'deviations from a mean of means' },
      yata: { scale: 1 / 0.015 },
    },
  },
  {
    name: 'stoch',
    inputs: HLC,
    params: { fastKPeriod: 14, slowKPeriod: 3, slowDPeriod: 3 },
    theirs: {
      technicalindicators: { why: 'K without a mean' },
      indicatorts: { why: 'K without a mean' },
      ...SHARE,
    },
  },
  { name: 'willR', inputs: HLC, params: { period: 14 } },
  {
    name: 'mfi',
    inputs: ['high', 'low', 'close', 'volume'],
    params: { period: 14 },
    theirs: {
      ...CENTS,
      indicatorts: { why: 'another count of bars' },
      yata: { why: 'flows without their direction' },
    },
  },
  {
    name: 'onBalanceVolume',
    inputs: ['close', 'volume'],
    params: {},
    theirs: {
      tulip: { isRelative: true },
      indicatorts: { isRelative: true },
      technicalindicators: { isRelative: true },
      'trading-signals': { isRelative: true },
    },
  },
  {
    name: 'roc',
    inputs: CLOSE,
    params: { period: 10 },
    theirs: {
      tulip: { scale: 100 },
      'trading-signals': { scale: 100 },
      yata: { scale: 100 },
    },
  },
  {
    name: 'aroon',
    inputs: ['high', 'low'],
    params: { period: 25 },
    theirs: {
      yata: { why: 'another count of bars' },
      indicatorts: { why: 'another count of bars' },
    },
  },
  {
    name: 'standardDeviation',
    inputs: CLOSE,
    params: { period: 20 },
    theirs: {
      tulip: { tolerance: 1e-6 },
      talib: { tolerance: 1e-6 },
      'talib-web': { tolerance: 1e-6 },
      // Of the sample: sqrt(19 / 20) of it is ours.
      yata: { scale: Math.sqrt(19 / 20), tolerance: 1e-6 },
    },
  },
  { name: 'linearRegression', inputs: CLOSE, params: { period: 14 } },
  { name: 'max', inputs: CLOSE, params: { period: 20 } },
];
