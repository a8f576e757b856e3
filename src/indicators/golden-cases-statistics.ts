// tidy-ok: size: a table, one entry per golden case
// Golden cases of volatility, statistics, levels and units; of volume, what starts elsewhere.
import {
  chartschool,
  type GoldenCase,
  reference,
  SHEET,
  signals,
  stock,
  ttr,
  tulip,
  tulipTest,
  type Unserved,
} from './golden-cases.ts';

const OTHER_PAIR = { inputs: { real0: 'other', real1: 'close' } } as const;
const MARKET_FIRST = { inputs: { real0: 'close', real1: 'other' } } as const;
const HIGH_CLOSE = { inputs: { real0: 'high', real1: 'close' } } as const;
/** Of sums of squares (definitions section 0). */
const SQUARES = { tolerance: 1e-6 } as const;
const RANGE_OF_BAR_0 = 'a range needs the bar before: ours begins at bar 1';
const OBV_START = 'ours starts at the volume of bar 0, theirs at 0';
const CLOSES = { inputs: { high: 'close', low: 'close' } } as const;

const FLOOR_PIVOTS = { pp: 'pivot', s1: 's1', s2: 's2', s3: 's3', r1: 'r1', r2: 'r2', r3: 'r3' };

const VOLATILITY_CASES: readonly GoldenCase[] = [
  tulip('volatility', 'returnVolatility', ['period'], { volatility: 'returnVolatility' }, SQUARES),

  reference('ulcer_index', 'ulcerIndex', { period: 14 }, { ui: 'ulcerIndex' }),

  ttr('volatility_close', 'historicalVolatility', { perYear: 365 }, { x: 'historicalVolatility' }),
  ttr(
    'volatility_parkinson',
    'parkinsonVolatility',
    { perYear: 365 },
    { x: 'parkinsonVolatility' },
  ),
  ttr(
    'volatility_garman.klass',
    'garmanKlassVolatility',
    { perYear: 365 },
    { x: 'garmanKlassVolatility' },
  ),
  ttr(
    'volatility_rogers.satchell',
    'rogersSatchellVolatility',
    { perYear: 365 },
    { x: 'rogersSatchellVolatility' },
  ),
  ttr(
    'volatility_gk.yz',
    'gapGarmanKlassVolatility',
    { perYear: 365 },
    { x: 'gapGarmanKlassVolatility' },
  ),
  ttr(
    'volatility_yang.zhang',
    'yangZhangVolatility',
    { perYear: 365 },
    { x: 'yangZhangVolatility' },
  ),

  signals('UlcerIndex(14)/close', 'ulcerIndex', { period: 14 }, { value: 'ulcerIndex' }),
  signals(
    'RogersSatchellVolatility(14)/bar',
    'rogersSatchellVolatility',
    { period: 14, perYear: 1 },
    { value: 'rogersSatchellVolatility' },
  ),

  stock('ulcer', 'ulcerIndex', { period: 14 }, { ulcerIndex: 'ulcerIndex', ui: 'ulcerIndex' }),

  chartschool('ui', 'ulcerIndex', { period: 14 }, { ulcer_index: 'ulcerIndex' }, SHEET),
  chartschool('atr', 'trueRange', {}, { TR: 'trueRange' }, { from: 1, why: RANGE_OF_BAR_0 }),
  chartschool('atr2', 'trueRange', {}, { TR: 'trueRange' }, { from: 1, why: RANGE_OF_BAR_0 }),
];

const VOLUME_CASES: readonly GoldenCase[] = [
  tulip('obv', 'onBalanceVolume', [], { obv: 'obv' }, { offset: -18210, why: OBV_START }),
  stock('obv', 'onBalanceVolume', {}, { obv: 'obv' }, { offset: -96708880, why: OBV_START }),
];

const STATISTICS_CASES: readonly GoldenCase[] = [
  tulip('linreg', 'linearRegression', ['period'], { linreg: 'linearRegression' }),
  tulip('linregslope', 'linearRegressionSlope', ['period'], {
    linregslope: 'linearRegressionSlope',
  }),
  tulip('linregintercept', 'linearRegressionIntercept', ['period'], {
    linregintercept: 'linearRegressionIntercept',
  }),
  tulip('tsf', 'timeSeriesForecast', ['period'], { tsf: 'timeSeriesForecast' }),
  tulip('stddev', 'standardDeviation', ['period'], { stddev: 'standardDeviation' }, SQUARES),
  tulip('var', 'variance', ['period'], { var: 'variance' }, SQUARES),
  tulip('stderr', 'standardError', ['period'], { stderr: 'standardError' }, SQUARES),
  tulip('md', 'meanDeviation', ['period'], { md: 'meanDeviation' }),

  ttr('runSD', 'sampleDeviation', { period: 20 }, { x: 'sampleDeviation' }),
  ttr('runCor', 'correlation', { period: 20 }, { x: 'correlation' }, HIGH_CLOSE),
  ttr('runCov', 'sampleCovariance', { period: 20 }, { x: 'sampleCovariance' }, HIGH_CLOSE),
  ttr('runMedian', 'median', { period: 21 }, { x: 'median' }),
  ttr('runMAD', 'medianDeviation', { period: 20 }, { x: 'medianDeviation' }),
  ttr('runPercentRank', 'percentRank', { period: 100 }, { x: 'percentRank' }),

  signals('IQR(14)/close', 'interquartileRange', { period: 14 }, { value: 'interquartileRange' }),

  stock('stdev', 'standardDeviation', { period: 14 }, { stdDev: 'standardDeviation' }),
  stock('stdev', 'sma', { period: 14 }, { mean: 'sma' }),
  stock('stdev', 'zScore', { period: 14 }, { zScore: 'zScore' }),
  stock('sma-analysis', 'sma', { period: 20 }, { sma: 'sma' }),
  stock('sma-analysis', 'meanDeviation', { period: 20 }, { mad: 'meanDeviation' }),
  stock('sma-analysis', 'variance', { period: 20 }, { mse: 'variance' }),
  stock('corr', 'correlation', { period: 20 }, { correlation: 'correlation' }, OTHER_PAIR),
  stock('corr', 'covariance', { period: 20 }, { covariance: 'covariance' }, OTHER_PAIR),
  stock(
    'corr',
    'variance',
    { period: 20 },
    { varianceA: 'variance' },
    { inputs: { real: 'other' } },
  ),
  stock('corr', 'variance', { period: 20 }, { varianceB: 'variance' }),
  stock('beta', 'beta', { period: 50 }, { beta: 'beta' }, MARKET_FIRST),
  stock('beta', 'directionalBeta', { period: 50 }, { beta: 'beta' }, MARKET_FIRST),
  stock('prs', 'relativeStrength', {}, { prs: 'ratio', prsPercent: 'lead' }, MARKET_FIRST),
  stock('hurst', 'hurst', {}, { hurstExponent: 'hurst', hurstExponentAL: 'corrected' }),
];

const LEVEL_CASES: readonly GoldenCase[] = [
  stock('pivot-points', 'pivotClassic', {}, FLOOR_PIVOTS, { inputs: { anchor: 'month' } }),
  stock('rolling-pivots', 'rollingPivotClassic', { period: 20 }, FLOOR_PIVOTS),
  stock(
    'pivots',
    'swingPoints',
    {},
    { highPoint: 'high', lowPoint: 'low' },
    { shift: 2, why: 'a point is known two bars later; so is its trend, which is not drawn back' },
  ),
  stock(
    'zigzag',
    'zigZag',
    {},
    {},
    {
      ...CLOSES,
      answer: { swing: [501, 229.99], swingAge: [501, 4], extreme: [501, 245.28] },
      why: 'lines drawn back to a turning point are values of later bars; the points are the same',
    },
  ),
  stock(
    'zigzag-close',
    'zigZag',
    {},
    {},
    {
      ...CLOSES,
      answer: { swing: [275, 276.01], swingAge: [275, 7] },
      why: 'lines drawn back to a turning point are values of later bars; the points are the same',
    },
  ),
  ttr(
    'ZigZag',
    'zigZag',
    {},
    {},
    {
      answer: { swing: [4999, 49.53], swingAge: [4999, 227], extreme: [4999, 58] },
      why: 'lines drawn back to a turning point are values of later bars; the points are the same',
    },
  ),
];

const UNIT_CASES: readonly GoldenCase[] = [
  tulipTest('abs', 'absolute', {}, { abs: 'absolute' }),
  tulipTest('round', 'round', {}, { round: 'round' }),
  tulipTest('trunc', 'truncate', {}, { trunc: 'truncate' }),
  tulipTest('todeg', 'degrees', {}, { todeg: 'degrees' }),
  tulipTest('torad', 'radians', {}, { torad: 'radians' }),
  tulipTest('crossany', 'crossAny', {}, { crossany: 'crossAny' }),
  tulipTest('crossover', 'crossOver', {}, { crossover: 'crossOver' }),
];

export const CASES: readonly GoldenCase[] = [
  ...VOLATILITY_CASES,
  ...VOLUME_CASES,
  ...STATISTICS_CASES,
  ...LEVEL_CASES,
  ...UNIT_CASES,
];

export const UNSERVED: Unserved = {
  stock: {
    renko: 'bars, not an indicator',
    'renko-atr': 'bars, not an indicator',
  },
};
