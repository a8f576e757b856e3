// The volatility group: see core-wasm/indicators/volatility for the kernels. Ids 128 to 191.
import { type IndicatorSpec, type ParamSpec, period } from '../spec.ts';
import { bars, output } from './further-spec.ts';

const FIRST = 128;

const TALIB: readonly IndicatorSpec[] = [
  {
    id: FIRST,
    name: 'trueRange',
    talib: 'TRANGE',
    title: 'True range',
    inputs: ['high', 'low', 'close'],
    params: [],
    outputs: [{ name: 'trueRange', talib: 'outReal', text: 'of each bar' }],
    begin: () => 1,
    unit: 'price',
    formula: 'max(H, C1) - min(L, C1), C1 the close before',
    source: 'TA-Lib TRANGE (J. W. Wilder)',
  },
  {
    id: FIRST + 1,
    name: 'atr',
    talib: 'ATR',
    title: 'Average true range',
    inputs: ['high', 'low', 'close'],
    params: [period('period', 14, 'optInTimePeriod', 'bars; alpha is 1 / n')],
    outputs: [{ name: 'atr', talib: 'outReal', text: 'the average' }],
    begin: ([n = 0]) => n,
    unit: 'price',
    formula: 'A += (TR - A) / n, seeded with the mean of the true ranges of bars 1 to n',
    source: 'TA-Lib ATR (J. W. Wilder)',
  },
  {
    id: FIRST + 2,
    name: 'natr',
    talib: 'NATR',
    title: 'Normalised average true range',
    inputs: ['high', 'low', 'close'],
    params: [period('period', 14, 'optInTimePeriod', 'bars; alpha is 1 / n')],
    outputs: [{ name: 'natr', talib: 'outReal', text: 'the average as a part of the close' }],
    begin: ([n = 0]) => n,
    unit: 'percent',
    formula: '100 * ATR_n / C; 0 when C is 0',
    source: 'TA-Lib NATR',
  },
];

const OHLC: IndicatorSpec['inputs'] = ['open', 'high', 'low', 'close'];

const PER_YEAR: ParamSpec = {
  name: 'perYear',
  default: 252,
  min: 0,
  max: 1e9,
  text: 'bars a year: variances are multiplied by it; 1 leaves them a bar',
};

const POSITIVE = 'NaN while a price at or below 0 is in the window, and at most n bars longer';

/** A volatility of log returns. */
function estimator(
  place: number,
  name: string,
  title: string,
  inputs: IndicatorSpec['inputs'],
  min: number,
  /** Bars before the first value, less the period. */
  later: number,
  formula: string,
  source: string,
): IndicatorSpec {
  return {
    id: FIRST + place,
    name,
    title,
    inputs,
    params: [bars('period', 10, 'bars of the window', min), PER_YEAR],
    outputs: [output(name, 'a year, as a part of the price')],
    begin: ([n = 0]) => n + later,
    unit: 'ratio',
    formula: `${formula}; ${POSITIVE}`,
    source,
  };
}

const RANGE_INPUTS: IndicatorSpec['inputs'] = ['high', 'low'];

const ESTIMATORS: readonly IndicatorSpec[] = [
  estimator(
    3,
    'historicalVolatility',
    'Volatility of closes',
    ['close'],
    3,
    -1,
    'sample deviation of the n - 1 log returns among n closes, times sqrt(perYear)',
    'TTR volatility close',
  ),
  estimator(
    4,
    'parkinsonVolatility',
    "Parkinson's volatility of the range",
    RANGE_INPUTS,
    1,
    -1,
    'sqrt(perYear / (4 n ln 2) * sum ln(H / L)^2)',
    'M. Parkinson (1980); TTR volatility parkinson',
  ),
  estimator(
    5,
    'garmanKlassVolatility',
    "Garman and Klass's volatility",
    OHLC,
    1,
    -1,
    'sqrt(perYear / n * sum(ln(H / L)^2 / 2 - (2 ln 2 - 1) ln(C / O)^2))',
    'M. Garman, M. Klass (1980); TTR volatility garman.klass',
  ),
  estimator(
    6,
    'rogersSatchellVolatility',
    "Rogers and Satchell's volatility",
    OHLC,
    1,
    -1,
    'sqrt(perYear / n * sum(ln(H / C) ln(H / O) + ln(L / C) ln(L / O)))',
    'L. Rogers, S. Satchell (1991); TTR volatility rogers.satchell',
  ),
  estimator(
    7,
    'gapGarmanKlassVolatility',
    "Garman and Klass's volatility with the gaps between bars",
    OHLC,
    1,
    0,
    'sqrt(perYear / n * sum(ln(O / C1)^2 + ln(H / L)^2 / 2 - (2 ln 2 - 1) ln(C / O)^2))',
    'TTR volatility gk.yz',
  ),
  estimator(
    8,
    'yangZhangVolatility',
    "Yang and Zhang's volatility",
    OHLC,
    2,
    0,
    'sqrt(perYear * (var ln(O / C1) + k var ln(C / O) + (1 - k) RS)), sample variances, RS that ' +
      'of Rogers and Satchell, k = 0.34 / (1.34 + (n + 1) / (n - 1))',
    'D. Yang, Q. Zhang (2000); TTR volatility yang.zhang',
  ),
  {
    id: FIRST + 9,
    name: 'returnVolatility',
    title: 'Volatility of simple returns',
    inputs: ['close'],
    params: [bars('period', 20, 'returns of the window', 2), PER_YEAR],
    outputs: [output('returnVolatility', 'a year, as a part of the price')],
    begin: ([n = 0]) => n,
    unit: 'ratio',
    formula:
      'population deviation of n returns C / C1 - 1, times sqrt(perYear); after a price of 0: 0',
    source: 'Tulip volatility',
  },
];

const RANGES: readonly IndicatorSpec[] = [
  {
    id: FIRST + 10,
    name: 'ulcerIndex',
    title: 'Ulcer index',
    inputs: ['real'],
    params: [bars('period', 14)],
    outputs: [output('ulcerIndex', 'root of the mean squared loss')],
    begin: ([n = 0]) => n - 1,
    unit: 'percent',
    formula:
      'sqrt(mean((100 * (C - peak) / peak)^2)), peak the highest close so far in the window; ' +
      'NaN where the first close is not above 0; O(log n) a bar',
    source: 'P. Martin (1987); Stock.Indicators Ulcer',
  },
];

/** The group. */
export const VOLATILITY: readonly IndicatorSpec[] = [...TALIB, ...ESTIMATORS, ...RANGES];
