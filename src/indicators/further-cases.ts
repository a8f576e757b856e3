// tidy-ok: size: a table, one entry per golden case
// Which indicator answers which golden case, with what parameters; where ours differs by rule, what
// differs (`why`) and how far it is compared: from a bar on, to a tolerance, or our own answer.

export type GoldenFile = 'reference' | 'tulip' | 'ttr' | 'signals' | 'stock' | 'chartschool';

export interface Case {
  readonly file: GoldenFile;
  /** Key in the golden file. */
  readonly golden: string;
  /** Our indicator. */
  readonly name: string;
  readonly params?: Readonly<Record<string, number>>;
  /** Parameters that take the options of a Tulip case, in their order. */
  readonly options?: readonly string[];
  /** Column of the series for an input, where it is not the one of the same name. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Inputs in Tulip's order, where ours differ. */
  readonly order?: readonly string[];
  /** Golden column: our output. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Golden = scale times ours. */
  readonly scale?: number;
  /** Our value of bar b + shift answers theirs of bar b. */
  readonly shift?: number;
  /** First bar that is compared. */
  readonly from?: number;
  /** Our first value comes at another bar than theirs. */
  readonly begins?: 'other';
  readonly tolerance?: number;
  /** Our output at a bar, where the golden is not followed. */
  readonly answer?: Readonly<Record<string, readonly [number, number]>>;
  /** The deviation, by definitions. */
  readonly why?: string;
}

type Row = Omit<Case, 'file' | 'golden' | 'name' | 'params' | 'outputs'>;

function maker(file: GoldenFile) {
  return (
    golden: string,
    name: string,
    params: Readonly<Record<string, number>>,
    outputs: Readonly<Record<string, string>>,
    more: Row = {},
  ): Case => ({ file, golden, name, params, outputs, ...more });
}

const reference = maker('reference');
const ttr = maker('ttr');
const signals = maker('signals');
const stock = maker('stock');
const chartschool = maker('chartschool');

function tulip(
  golden: string,
  name: string,
  options: readonly string[],
  outputs: Readonly<Record<string, string>>,
  more: Row & Pick<Case, 'params'> = {},
): Case {
  return { file: 'tulip', golden, name, options, outputs, ...more };
}

const DONCHIAN = { upper: 'upper', middle: 'middle', lower: 'lower' };
const SI_DONCHIAN = { upperBand: 'upper', centerline: 'middle', lowerBand: 'lower' };
const SI_BANDS = SI_DONCHIAN;
const SI_ENVELOPE = { upperEnvelope: 'upper', centerline: 'middle', lowerEnvelope: 'lower' };
const SI_BOLLINGER = {
  sma: 'middle',
  upperBand: 'upper',
  lowerBand: 'lower',
  percentB: 'percentB',
  zScore: 'zScore',
  width: 'width',
};
const SI_ICHIMOKU = {
  tenkanSen: 'turning',
  kijunSen: 'standard',
  senkouSpanA: 'spanA',
  senkouSpanB: 'spanB',
};
const SI_SUPERTREND = { superTrend: 'superTrend', upperBand: 'upper', lowerBand: 'lower' };
const SI_FRACTAL = { fractalBear: 'bear', fractalBull: 'bull' };

const CHIKOU = 'the lagging span is a value of later bars: not given';
const FRACTAL_LATE = 'a fractal is known two bars later';
const ATR_SEED = 'the library averages a range of bar 0: ours begins at bar 1, the values meet';
const SMA_SEED = 'the library starts from a mean of n values: the values meet';
const LATER = 'the library shows the same values from a later bar on';

const FIRST_VALUE_SEED = 'the sheet starts from the first value: the values meet';
/** Spreadsheets are rounded to 4 to 9 digits. */
const SHEET = { tolerance: 1e-6, begins: 'other', why: 'rounded values in the sheet' } as const;

const TULIP_CASES: readonly Case[] = [
  tulip('wilders', 'smma', ['period'], { wilders: 'smma' }),
  tulip('zlema', 'zlema', ['period'], { zlema: 'zlema' }),
  tulip('vwma', 'vwma', ['period'], { vwma: 'vwma' }),
  tulip('kvo', 'kvo', ['fastPeriod', 'slowPeriod'], { kvo: 'kvo' }),
  tulip('vosc', 'vosc', ['fastPeriod', 'slowPeriod'], { vosc: 'vosc' }),
  tulip('nvi', 'nvi', [], { nvi: 'nvi' }),
  tulip('pvi', 'pvi', [], { pvi: 'pvi' }),
  tulip('marketfi', 'marketFi', [], { marketfi: 'marketFi' }),
  tulip('wad', 'wad', [], { wad: 'wad' }),
  tulip('emv', 'emv', [], { emv: 'emv' }, { params: { period: 1, divisor: 10_000 } }),
];

/** Only in Tulip's tests: of a later version than the other values. */
const TULIP_LATER: readonly Case[] = [tulip('cmf', 'cmf', ['period'], { cmf: 'cmf' })];

/** By Tulip's name: also for its own tests. */
export const TULIP: Readonly<Record<string, Case>> = Object.fromEntries(
  [...TULIP_CASES, ...TULIP_LATER].map((entry) => [entry.golden, entry]),
);

export const CASES: readonly Case[] = [
  ...TULIP_CASES,

  reference('smma', 'smma', { period: 20 }, { smma: 'smma' }),
  reference('zlema', 'zlema', { period: 20 }, { zlema: 'zlema' }),
  reference('vwma', 'vwma', { period: 20 }, { vwma: 'vwma' }),
  reference('mcginley', 'mcginley', { period: 14 }, { dynamic: 'mcginley' }),
  reference('alligator', 'alligator', {}, { jaw: 'jaw', teeth: 'teeth', lips: 'lips' }),
  reference('gator', 'gator', {}, { upper: 'upper', lower: 'lower' }),
  reference(
    'heikin_ashi',
    'heikinAshi',
    {},
    {
      open: 'open',
      high: 'high',
      low: 'low',
      close: 'close',
    },
  ),
  reference('donchian', 'donchian', { period: 20 }, DONCHIAN),
  reference('keltner', 'keltner', {}, SI_BANDS),
  reference('starc', 'starc', {}, SI_BANDS),
  reference('ma_envelope', 'maEnvelope', {}, SI_ENVELOPE),
  reference('bollinger', 'bollinger', {}, SI_BOLLINGER, { tolerance: 1e-6 }),
  reference('slope', 'regressionChannel', {}, { slope: 'slope', rSquared: 'rSquared' }),
  reference('ichimoku', 'ichimoku', {}, SI_ICHIMOKU, { why: CHIKOU }),
  reference('supertrend', 'superTrend', {}, SI_SUPERTREND),
  reference('chandelier', 'chandelierExit', {}, { chandelierExit: 'long', short: 'short' }),
  reference('fractal', 'fractal', {}, SI_FRACTAL, { shift: 2, why: FRACTAL_LATE }),

  reference('pvo', 'pvo', {}, { pvo: 'pvo', signal: 'signal', histogram: 'histogram' }),
  reference('force_index', 'forceIndex', { period: 2 }, { forceIndex: 'forceIndex' }),
  reference('pvt', 'pvt', {}, { pvt: 'pvt' }),
  reference('cmf', 'cmf', {}, { cmf: 'cmf' }),
  reference('vwap_session', 'vwap', {}, { vwap: 'vwap' }),
  reference('rolling_vwap', 'rollingVwap', {}, { vwap: 'vwap' }),
  reference('volume_sma', 'volumeSma', {}, { volume_sma: 'sma' }),
  reference('emv', 'emv', {}, { emv: 'emv', sma: 'mean' }),

  ttr('CMF', 'cmf', {}, { x: 'cmf' }),
  ttr('CLV', 'closeLocation', {}, { x: 'clv' }),
  ttr(
    'EMV',
    'emv',
    { period: 9, divisor: 10_000 },
    { emv: 'emv' },
    {
      answer: { mean: [4999, 0.0005444482805914652] },
      why: 'their mean is lost after the first bar without volume, which counts 0 in ours',
    },
  ),
  ttr('VWAP_rolling', 'vwma', { period: 10 }, { x: 'vwma' }),
  ttr('williamsAD', 'wad', {}, { x: 'wad' }),
  ttr('keltnerChannels', 'keltnerTypical', {}, { dn: 'lower', mavg: 'middle', up: 'upper' }),
  ttr(
    'DonchianChannel',
    'donchian',
    { period: 10 },
    { high: 'upper', mid: 'middle', low: 'lower' },
  ),
  ttr('PBands', 'priceBands', {}, { dn: 'lower', center: 'middle', up: 'upper' }),
  ttr('EVWMA', 'evwma', { period: 10 }, { x: 'evwma' }),
  ttr('VWMA', 'vwma', { period: 10 }, { x: 'vwma' }),
  ttr(
    'ZLEMA',
    'zlema',
    { period: 10 },
    {},
    {
      answer: { zlema: [200, 98.03009429359231] },
      why: 'TTR delays by a part of a bar, (n + 1) / 2',
    },
  ),
  ttr(
    'GMMA',
    'gmma',
    {},
    {
      'short lag 3': 'ema3',
      'short lag 5': 'ema5',
      'short lag 8': 'ema8',
      'short lag 10': 'ema10',
      'short lag 12': 'ema12',
      'short lag 15': 'ema15',
      'long lag 30': 'ema30',
      'long lag 35': 'ema35',
      'long lag 40': 'ema40',
      'long lag 45': 'ema45',
      'long lag 50': 'ema50',
      'long lag 60': 'ema60',
    },
  ),

  signals(
    'Alligator()/bar',
    'alligator',
    {},
    { jaw: 'jaw', teeth: 'teeth', lips: 'lips' },
    { begins: 'other', why: LATER },
  ),
  signals('GannHiLo()/bar', 'gannHiLo', {}, { line: 'line' }),
  signals('VIDYA(14)/close', 'vidyaCmo', { period: 14 }, { value: 'vidya' }),
  signals(
    'ZLEMA(20)/close',
    'zlema',
    { period: 20 },
    { value: 'zlema' },
    { begins: 'other', why: LATER },
  ),
  signals(
    'McGinleyDynamic(14)/close',
    'mcginley',
    { period: 14 },
    { value: 'mcginley' },
    { begins: 'other', why: LATER },
  ),

  signals(
    'SuperTrend()/bar',
    'superTrend',
    {},
    { supertrend: 'superTrend' },
    { from: 400, why: ATR_SEED },
  ),
  signals(
    'VolatilityStop()/bar',
    'volatilityTrail',
    {},
    { stop: 'stop' },
    { from: 400, why: ATR_SEED },
  ),
  signals(
    'ChandeKrollStop()/bar',
    'chandeKrollStop',
    {},
    { longStop: 'long', shortStop: 'short' },
    { from: 400, why: ATR_SEED },
  ),
  signals(
    'ChandelierExit()/bar',
    'chandelierExit',
    {},
    { long: 'long', short: 'short' },
    { from: 600, why: ATR_SEED },
  ),
  signals(
    'KeltnerChannels()/bar',
    'keltner',
    {},
    { lower: 'lower', middle: 'middle', upper: 'upper' },
    { from: 400, why: ATR_SEED },
  ),
  signals(
    'IchimokuCloud()/bar',
    'ichimoku',
    { shift: 0 },
    { conversion: 'turning', base: 'standard', spanA: 'spanA', spanB: 'spanB' },
    { begins: 'other', why: 'the library does not move the spans and gives all lines at once' },
  ),
  signals('CMF(20)/bar', 'cmf', {}, { value: 'cmf' }),
  signals('EMV(14)/bar', 'emv', { divisor: 1e8 }, { value: 'mean' }),
  signals(
    'ForceIndex(13)/bar',
    'forceIndex',
    { period: 13 },
    { value: 'forceIndex' },
    { from: 400, why: FIRST_VALUE_SEED },
  ),
  signals('KVO(34,55)/bar', 'kvo', {}, { value: 'kvo' }),
  signals('PVT()/bar', 'pvt', {}, { value: 'pvt' }, { begins: 'other', why: LATER }),
  signals('RVOL(20)/volume', 'rvol', {}, { value: 'rvol' }),
  signals('WAD()/bar', 'wad', {}, { value: 'wad' }),

  stock('cmf', 'cmf', {}, { cmf: 'cmf' }),
  stock('force', 'forceIndex', { period: 2 }, { forceIndex: 'forceIndex' }),
  stock('pvo', 'pvo', {}, { pvo: 'pvo', signal: 'signal', histogram: 'histogram' }),
  stock('vwap', 'vwap', {}, { vwap: 'vwap' }),
  stock(
    'kvo',
    'kvo',
    {},
    {},
    {
      answer: { kvo: [501, -135662630.1901647] },
      why: "Tulip's oscillator is followed; Stock.Indicators sets other starts and trends",
    },
  ),
  stock('donchian', 'donchian', { period: 20 }, SI_DONCHIAN, {
    shift: -1,
    why: 'Stock.Indicators leaves the current bar out',
  }),
  stock('keltner', 'keltner', {}, { ...SI_BANDS, width: 'width' }),
  stock('starc', 'starc', { period: 5 }, SI_BANDS),
  stock('ma-env', 'maEnvelope', {}, SI_ENVELOPE),
  stock('bb', 'bollinger', {}, SI_BOLLINGER, { tolerance: 1e-6 }),
  stock(
    'slope',
    'regressionChannel',
    { period: 14 },
    {
      slope: 'slope',
      stdDev: 'stdDev',
      rSquared: 'rSquared',
    },
  ),
  stock(
    'stdev-channels',
    'regressionChannel',
    {},
    {},
    {
      answer: { middle: [501, 235.813142857], upper: [501, 257.65356593] },
      why: 'drawn anew for older bars: ours is the channel at each bar, equal at the last one',
    },
  ),
  stock('ichimoku', 'ichimoku', {}, SI_ICHIMOKU, { why: CHIKOU }),
  stock('fractal', 'fractal', {}, SI_FRACTAL, { shift: 2, why: FRACTAL_LATE }),
  stock('supertrend', 'superTrend', {}, SI_SUPERTREND),
  stock(
    'atr-stop',
    'atrStop',
    {},
    {
      atrStop: 'stop',
      buyStop: 'buyStop',
      sellStop: 'sellStop',
      atr: 'atr',
    },
  ),
  stock('vol-stop', 'volatilityStop', {}, { sar: 'stop', isStop: 'isHit' }),
  stock('chexit', 'chandelierExit', {}, { chandelierExit: 'long' }),
  chartschool('easeofmovement', 'emv', {}, { EMV: 'emv', SMA_EMV: 'mean' }, SHEET),
  chartschool(
    'fi',
    'forceIndex',
    {},
    { FI: 'forceIndex' },
    { from: 25, tolerance: 0.2, why: FIRST_VALUE_SEED },
  ),
  chartschool('pvo', 'pvo', {}, { PVO: 'pvo' }, { from: 39, tolerance: 1, why: FIRST_VALUE_SEED }),
  chartschool('vpt', 'pvt', {}, { 'unsmoothed vpt': 'pvt' }, { ...SHEET, from: 1 }),
  chartschool('vwap', 'rollingVwap', { period: 14 }, { vwap: 'vwap' }, { ...SHEET, from: 13 }),
  chartschool(
    'dc',
    'donchian',
    { period: 20 },
    { upper_band: 'upper', lower_band: 'lower', middle_band: 'middle' },
    { ...SHEET, tolerance: 2e-4 },
  ),
  chartschool(
    'dc2',
    'donchian',
    { period: 20 },
    { upper_band: 'upper', lower_band: 'lower', middle_band: 'middle' },
    { ...SHEET, tolerance: 2e-4, shift: -1 },
  ),
  chartschool(
    'kc',
    'keltner',
    { period: 20 },
    {},
    {
      answer: { middle: [29, 48.45259996297683] },
      why: 'averages from the first value and ranges from bar 0: the sheet is too short to meet',
    },
  ),
  chartschool(
    'bbands',
    'bollinger',
    { period: 20 },
    { MiddleBand: 'middle', HighBand: 'upper', LowBand: 'lower' },
    SHEET,
  ),

  stock('alligator', 'alligator', {}, { jaw: 'jaw', teeth: 'teeth', lips: 'lips' }),
  stock('gator', 'gator', {}, { upper: 'upper', lower: 'lower' }),
  stock('smma', 'smma', { period: 20 }, { smma: 'smma' }),
  stock('vwma', 'vwma', { period: 14 }, { vwma: 'vwma' }),
  stock('dynamic', 'mcginley', { period: 14 }, { dynamic: 'mcginley' }),
  stock(
    'heikinashi',
    'heikinAshi',
    {},
    {
      open: 'open',
      high: 'high',
      low: 'low',
      close: 'close',
    },
  ),
];

/** Golden cases without a row, by file, and why. */
export const UNSERVED: Readonly<Partial<Record<GoldenFile, Readonly<Record<string, string>>>>> = {};

/** Tulip's tests of what is no indicator. */
export const TULIP_TESTS_UNSERVED: readonly string[] = [];

/** Indicators in the table that the catalogue lacks. */
export const PENDING: readonly string[] = [];
