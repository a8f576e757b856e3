// The statistics group: see core-wasm/indicators/statistics for the kernels. Ids 256 to 319.
import { type IndicatorSpec, type ParamSpec, PERIOD_MAX } from '../spec.ts';

const FIRST = 256;

/** A count of bars; a window of one bar has no slope and no sample variance. */
const windowOf = (value: number, min = 1, talib?: string): ParamSpec => ({
  name: 'period',
  ...(talib === undefined ? {} : { talib }),
  default: value,
  min,
  max: PERIOD_MAX,
  integer: true,
  text: 'bars of the window',
});

const lastBar: IndicatorSpec['begin'] = ([n = 0]) => n - 1;

interface Rest {
  readonly formula: string;
  readonly source: string;
  readonly unit?: string;
  readonly inputs?: IndicatorSpec['inputs'];
  readonly params: readonly ParamSpec[];
  readonly outputs?: IndicatorSpec['outputs'];
  readonly begin?: IndicatorSpec['begin'];
}

/** One of the group; TA-Lib's name makes the output's. */
function entry(
  place: number,
  names: readonly [string, string?],
  title: string,
  rest: Rest,
): IndicatorSpec {
  const [name, talib] = names;
  const isTalib = talib !== undefined;
  return {
    id: FIRST + place,
    name,
    ...(isTalib ? { talib } : {}),
    title,
    inputs: rest.inputs ?? ['real'],
    params: rest.params,
    outputs: rest.outputs ?? [
      { name, ...(isTalib ? { talib: 'outReal' } : {}), text: 'of each window' },
    ],
    begin: rest.begin ?? lastBar,
    unit: rest.unit ?? 'as the input',
    formula: rest.formula,
    source: rest.source,
  };
}

const PAIR: IndicatorSpec['inputs'] = ['real0', 'real1'];
const TIME_PERIOD = 'optInTimePeriod';

const deviations = (value: number, max = 1000): ParamSpec => ({
  name: 'deviations',
  default: value,
  min: 0,
  max,
  text: 'deviations from the line to either side',
});

const CHANNEL_OUTPUTS: IndicatorSpec['outputs'] = [
  { name: 'middle', text: 'the line at the newest bar' },
  { name: 'upper', text: 'the line plus the deviations' },
  { name: 'lower', text: 'the line less the deviations' },
];

export const STATISTICS: readonly IndicatorSpec[] = [
  entry(0, ['beta', 'BETA'], 'Beta of two series', {
    inputs: PAIR,
    params: [windowOf(5, 1, TIME_PERIOD)],
    begin: ([n = 0]) => n,
    unit: 'ratio',
    formula: 'cov(r0, r1) / var(r0) of the returns bar by bar; the first input is the market',
    source: 'TA-Lib BETA',
  }),
  entry(1, ['correlation', 'CORREL'], "Pearson's correlation", {
    inputs: PAIR,
    params: [windowOf(30, 1, TIME_PERIOD)],
    unit: '-1..1',
    formula: 'cov(a, b) / sqrt(var(a) * var(b)); 0 where a variance is 0',
    source: 'TA-Lib CORREL',
  }),
  entry(2, ['linearRegression', 'LINEARREG'], 'Regression line at the newest bar', {
    params: [windowOf(14, 2, TIME_PERIOD)],
    formula: 'least squares over x = 0 .. n - 1: value at n - 1',
    source: 'TA-Lib LINEARREG',
  }),
  entry(3, ['linearRegressionAngle', 'LINEARREG_ANGLE'], 'Angle of the regression line', {
    params: [windowOf(14, 2, TIME_PERIOD)],
    unit: 'degrees',
    formula: 'atan of the slope',
    source: 'TA-Lib LINEARREG_ANGLE',
  }),
  entry(
    4,
    ['linearRegressionIntercept', 'LINEARREG_INTERCEPT'],
    'Regression line at the oldest bar',
    {
      params: [windowOf(14, 2, TIME_PERIOD)],
      formula: 'least squares over x = 0 .. n - 1: value at 0',
      source: 'TA-Lib LINEARREG_INTERCEPT',
    },
  ),
  entry(5, ['linearRegressionSlope', 'LINEARREG_SLOPE'], 'Slope of the regression line', {
    params: [windowOf(14, 2, TIME_PERIOD)],
    unit: 'input a bar',
    formula: 'least squares over x = 0 .. n - 1: slope',
    source: 'TA-Lib LINEARREG_SLOPE',
  }),
  entry(6, ['timeSeriesForecast', 'TSF'], 'Regression line one bar ahead', {
    params: [windowOf(14, 2, TIME_PERIOD)],
    formula: 'least squares over x = 0 .. n - 1: value at n',
    source: 'TA-Lib TSF',
  }),
  entry(7, ['standardDeviation', 'STDDEV'], 'Standard deviation of the population', {
    params: [
      windowOf(5, 1, TIME_PERIOD),
      { ...deviations(1), talib: 'optInNbDev', text: 'what multiplies the deviation' },
    ],
    formula: 'sqrt(mean((x - mean)^2)) * deviations',
    source: 'TA-Lib STDDEV',
  }),
  entry(8, ['variance', 'VAR'], 'Variance of the population', {
    params: [
      windowOf(5, 1, TIME_PERIOD),
      { ...deviations(1), talib: 'optInNbDev', text: 'of no effect, as in TA-Lib' },
    ],
    unit: 'input squared',
    formula: 'mean((x - mean)^2)',
    source: 'TA-Lib VAR',
  }),
  entry(9, ['meanDeviation', 'AVGDEV'], 'Mean absolute deviation', {
    params: [windowOf(14, 1, TIME_PERIOD)],
    formula: 'mean of |x - mean|; O(log n) a bar in windows over 128 bars',
    source: 'TA-Lib AVGDEV',
  }),
  entry(10, ['covariance'], 'Covariance of the population', {
    inputs: PAIR,
    params: [windowOf(20)],
    unit: 'input squared',
    formula: 'mean((a - mean a) * (b - mean b))',
    source: 'pandas Rolling.cov with ddof=0',
  }),
  entry(11, ['sampleCovariance'], 'Covariance of the sample', {
    inputs: PAIR,
    params: [windowOf(20, 2)],
    unit: 'input squared',
    formula: 'sum((a - mean a) * (b - mean b)) / (n - 1)',
    source: 'TTR runCov',
  }),
  entry(12, ['sampleDeviation'], 'Standard deviation of the sample', {
    params: [windowOf(20, 2)],
    formula: 'sqrt(sum((x - mean)^2) / (n - 1))',
    source: 'TTR runSD',
  }),
  entry(13, ['sampleVariance'], 'Variance of the sample', {
    params: [windowOf(20, 2)],
    unit: 'input squared',
    formula: 'sum((x - mean)^2) / (n - 1)',
    source: 'TTR runVar',
  }),
  entry(14, ['zScore'], 'Distance from the mean in deviations', {
    params: [windowOf(20, 2)],
    unit: 'deviations',
    formula: '(x - mean) / population deviation; NaN where that is 0',
    source: 'Stock.Indicators BollingerBands zScore',
  }),
  entry(15, ['standardError'], 'Standard error of the mean', {
    params: [windowOf(20)],
    formula: 'population deviation / sqrt n',
    source: 'Tulip stderr',
  }),
  entry(16, ['regressionQuality'], 'Regression line and how well it fits', {
    params: [windowOf(20, 2)],
    outputs: [
      { name: 'slope', text: 'of the line, input a bar' },
      { name: 'intercept', text: 'the line at the oldest bar of the window' },
      { name: 'deviation', text: 'population deviation of the window' },
      { name: 'rSquared', text: 'share of the variance that the line explains, 0..1; NaN if flat' },
    ],
    formula: 'least squares over x = 0 .. n - 1; R2 = Sxy^2 / (Sxx * Syy)',
    source: 'Stock.Indicators Slope',
  }),
  entry(17, ['deviationChannel'], 'Regression line with bands of the deviation', {
    params: [windowOf(20, 2), deviations(2)],
    outputs: CHANNEL_OUTPUTS,
    formula: 'line at n - 1, plus and less k population deviations of the window',
    source: 'Stock.Indicators StdDevChannels, at the newest bar of each window',
  }),
  entry(18, ['regressionChannel'], 'Regression line with bands of its residuals', {
    params: [windowOf(100, 3), deviations(2)],
    outputs: CHANNEL_OUTPUTS,
    formula: 'line at n - 1, plus and less k * sqrt(sum(residual^2) / (n - 2))',
    source:
      'thinkorswim StandardErrorChannel, at the newest bar of each window; the channel of G. ' +
      'Raff is as wide as the farthest high or low',
  }),
  entry(19, ['median'], 'Median', {
    params: [windowOf(21)],
    formula: 'middle value of n, the mean of the two middle ones where n is even; O(log n) a bar',
    source: 'TTR runMedian',
  }),
  entry(20, ['quantile'], 'Quantile', {
    params: [
      windowOf(100),
      { name: 'share', default: 0.9, min: 0, max: 1, text: 'of the values that lie below' },
    ],
    formula: 'value at place (n - 1) * share of the n in order, linear between; O(log n) a bar',
    source: 'R. Hyndman, Y. Fan, "Sample quantiles in statistical packages" (1996), type 7',
  }),
  entry(21, ['interquartileRange'], 'Interquartile range', {
    params: [windowOf(14)],
    formula:
      'median of the upper half less that of the lower, a middle value in neither; O(log n) a bar',
    source: 'trading-signals IQR',
  }),
  entry(22, ['percentRank'], 'Percent rank', {
    params: [
      windowOf(100),
      {
        name: 'equalShare',
        default: 0,
        min: 0,
        max: 1,
        text: 'part that values equal to the newest, itself among them, count',
      },
    ],
    unit: '0..1',
    formula: '(values below the newest + equalShare * values that equal it) / n; O(log n) a bar',
    source: 'TTR runPercentRank',
  }),
  entry(23, ['medianDeviation'], 'Median absolute deviation', {
    params: [
      windowOf(20),
      {
        name: 'scale',
        default: 1.4826,
        min: 0,
        max: 1000,
        text: 'multiplier; 1.4826 makes it the standard deviation of a normal sample',
      },
    ],
    formula: 'scale * median of |x - median|; O(log^2 n) a bar',
    source: 'TTR runMAD',
  }),
  entry(24, ['directionalBeta'], 'Beta in rising and in falling markets', {
    inputs: PAIR,
    params: [windowOf(50, 2)],
    outputs: [
      { name: 'beta', text: 'of all bars' },
      { name: 'betaUp', text: 'of bars in which the first series rose; NaN of fewer than 2' },
      { name: 'betaDown', text: 'of bars in which it fell; NaN of fewer than 2' },
      { name: 'ratio', text: 'betaUp / betaDown' },
      { name: 'convexity', text: '(betaUp - betaDown)^2' },
    ],
    begin: ([n = 0]) => n,
    unit: 'ratio',
    formula: 'cov(r0, r1) / var(r0) of returns; the first input is the market; NaN where var is 0',
    source: 'Stock.Indicators Beta',
  }),
  entry(25, ['relativeStrength'], 'Price relative strength', {
    inputs: PAIR,
    params: [windowOf(20)],
    outputs: [
      { name: 'ratio', text: 'second price / first price; NaN where the first is 0' },
      { name: 'lead', text: 'change of the second over n bars less that of the first' },
    ],
    begin: ([n = 0]) => [0, n],
    unit: 'ratio',
    formula: 'ratio = b / a; lead = b / b_n - a / a_n; the first input is the base',
    source: 'Stock.Indicators Prs',
  }),
  entry(26, ['hurst'], "Hurst's exponent", {
    inputs: ['close'],
    params: [{ ...windowOf(100, 20), max: 100_000, text: 'log returns of the window' }],
    outputs: [
      { name: 'hurst', text: 'above 0.5: persistent, below: reverting' },
      { name: 'corrected', text: 'with the correction of Anis and Lloyd' },
    ],
    begin: ([n = 0]) => n,
    unit: 'exponent',
    formula:
      'slope of ln(mean R/S) on ln(length) over the window in 1, 2, 4, ... pieces of 8 returns ' +
      'or more, laid from the newest; R the range of the summed distances from the mean, S their ' +
      'population deviation; corrected: R/S - E + sqrt(pi n / 2), E its mean for white noise; ' +
      'NaN where a length is flat; O(n log n) a bar',
    source: 'Stock.Indicators Hurst; H. Hurst (1951); A. Anis, E. Lloyd (1976)',
  }),
];
