// Momentum: how fast and how far prices move. Ids 64 to 127; directional movement: movement.ts.
import { type IndicatorSpec, type InputName, type ParamSpec, period } from '../spec.ts';
import { MOVEMENT } from './movement.ts';
import { maBegin, maType } from './overlap.ts';

const REAL: readonly InputName[] = ['real'];
const HLC: readonly InputName[] = ['high', 'low', 'close'];

interface Single {
  readonly id: number;
  readonly name: string;
  readonly talib: string;
  readonly title: string;
  readonly inputs: readonly InputName[];
  readonly default: number;
  readonly text?: string;
  /** Bars without a value beyond a period less one. */
  readonly more: number;
  readonly unit: string;
  readonly formula: string;
  readonly source?: string;
}

/** An indicator with a period and one output. */
function single(it: Single): IndicatorSpec {
  return {
    id: it.id,
    name: it.name,
    talib: it.talib,
    title: it.title,
    inputs: it.inputs,
    params: [period('period', it.default, 'optInTimePeriod', it.text ?? 'bars of the window')],
    outputs: [{ name: it.name, talib: 'outReal', text: it.title.toLowerCase() }],
    begin: ([n = 0]) => n - 1 + it.more,
    unit: it.unit,
    formula: it.formula,
    source: it.source ?? `TA-Lib ${it.talib}`,
  };
}

/** Id, name, TA-Lib's name, title, unit, formula. */
type Row = readonly [number, string, string, string, string, string];

function change([id, name, talib, title, unit, formula]: Row): IndicatorSpec {
  const text = 'bars back';
  return single({
    id,
    name,
    talib,
    title,
    inputs: REAL,
    default: 10,
    text,
    more: 1,
    unit,
    formula,
  });
}

const ZERO = '0 where x[n] is 0';
const CHANGES = (
  [
    [66, 'mom', 'MOM', 'Momentum', 'as the input', 'x - x[n]'],
    [67, 'roc', 'ROC', 'Rate of change in percent', 'percent', `100 (x / x[n] - 1); ${ZERO}`],
    [68, 'rocp', 'ROCP', 'Rate of change', 'fraction', `x / x[n] - 1; ${ZERO}`],
    [69, 'rocr', 'ROCR', 'Ratio of change', 'ratio', `x / x[n]; ${ZERO}`],
    [70, 'rocr100', 'ROCR100', 'Ratio of change times 100', 'percent', `100 x / x[n]; ${ZERO}`],
  ] as const
).map(change);

const STRENGTHS: readonly IndicatorSpec[] = [
  single({
    id: 64,
    name: 'rsi',
    talib: 'RSI',
    title: 'Relative strength index',
    inputs: REAL,
    default: 14,
    text: "bars; Wilder's averages, alpha 1 / n",
    more: 1,
    unit: '0..100',
    formula: '100 g / (g + l), averages of gains and losses; 0 where nothing changed',
    source: 'Wilder; TA-Lib RSI',
  }),
  single({
    id: 65,
    name: 'cmo',
    talib: 'CMO',
    title: "Chande's momentum oscillator",
    inputs: REAL,
    default: 14,
    text: "bars; Wilder's averages, alpha 1 / n",
    more: 1,
    unit: '-100..100',
    formula: '100 (g - l) / (g + l), averages as of the RSI; 0 where nothing changed',
  }),
  single({
    id: 80,
    name: 'mfi',
    talib: 'MFI',
    title: 'Money flow index',
    inputs: ['high', 'low', 'close', 'volume'],
    default: 14,
    more: 1,
    unit: '0..100',
    formula: '100 p / (p + q): sums of typical price times volume on rises, on falls; 0 without',
  }),
  single({
    id: 82,
    name: 'imi',
    talib: 'IMI',
    title: 'Intraday momentum index',
    inputs: ['open', 'close'],
    default: 14,
    more: 0,
    unit: '0..100',
    formula: '100 sum(max(C - O, 0)) / sum|C - O|; 50 without bodies',
  }),
  single({
    id: 79,
    name: 'willR',
    talib: 'WILLR',
    title: "Williams' %R",
    inputs: HLC,
    default: 14,
    more: 0,
    unit: '-100..0',
    formula: '-100 (HH - C) / (HH - LL); 0 without a range',
  }),
  single({
    id: 84,
    name: 'cci',
    talib: 'CCI',
    title: 'Commodity channel index',
    inputs: HLC,
    default: 14,
    more: 0,
    unit: 'about -100..100',
    formula: '(T - mean T) / (.015 mean |T - mean T|), T = (H + L + C) / 3; 0 on a flat window',
  }),
  {
    ...single({
      id: 85,
      name: 'trix',
      talib: 'TRIX',
      title: 'Change of a triple exponential average',
      inputs: REAL,
      default: 30,
      text: 'bars; alpha is 2 / (n + 1)',
      more: 0,
      unit: 'percent',
      formula: '100 (E3 / E3[1] - 1)',
    }),
    begin: ([n = 0]) => 3 * (n - 1) + 1,
  },
  {
    id: 83,
    name: 'bop',
    talib: 'BOP',
    title: 'Balance of power',
    inputs: ['open', 'high', 'low', 'close'],
    params: [],
    outputs: [{ name: 'bop', talib: 'outReal', text: 'the balance' }],
    begin: () => 0,
    unit: '-1..1',
    formula: '(C - O) / (H - L); 0 without a range',
    source: 'TA-Lib BOP',
  },
  {
    id: 81,
    name: 'ultOsc',
    talib: 'ULTOSC',
    title: 'Ultimate oscillator',
    inputs: HLC,
    params: [
      period('period1', 7, 'optInTimePeriod1', 'bars of a window'),
      period('period2', 14, 'optInTimePeriod2', 'bars of a window'),
      period('period3', 28, 'optInTimePeriod3', 'bars of a window'),
    ],
    outputs: [{ name: 'ultOsc', talib: 'outReal', text: 'the oscillator' }],
    begin: (windows) => Math.max(...windows),
    unit: '0..100',
    formula: '100 (4 a + 2 b + c) / 7, each sum(C - min(L, C[1])) / sum(TR), shortest window first',
    source: 'Williams; TA-Lib ULTOSC',
  },
];

/** Line, signal and histogram. */
const LINES: IndicatorSpec['outputs'] = [
  { name: 'macd', talib: 'outMACD', text: 'fast less slow average' },
  { name: 'signal', talib: 'outMACDSignal', text: 'average of the line' },
  { name: 'hist', talib: 'outMACDHist', text: 'line less signal' },
];

const fast = (value: number): ParamSpec =>
  period('fastPeriod', value, 'optInFastPeriod', 'bars of the fast average');
const slow = (value: number): ParamSpec =>
  period('slowPeriod', value, 'optInSlowPeriod', 'bars of the slow average');
const signal = period('signalPeriod', 9, 'optInSignalPeriod', 'bars of the signal');

interface Difference {
  readonly id: number;
  readonly name: string;
  readonly talib: string;
  readonly title: string;
  readonly unit: string;
  readonly formula: string;
}

function difference({ id, name, talib, title, unit, formula }: Difference): IndicatorSpec {
  return {
    id,
    name,
    talib,
    title,
    inputs: REAL,
    params: [fast(12), slow(26), maType('type', 1, 'optInMAType')],
    outputs: [{ name, talib: 'outReal', text: title.toLowerCase() }],
    begin: ([a = 0, b = 0, type = 0]) => Math.max(maBegin(type, a), maBegin(type, b)),
    unit,
    formula,
    source: `TA-Lib ${talib}; exponential averages by default`,
  };
}

const DIFFERENCES: readonly IndicatorSpec[] = [
  {
    id: 71,
    name: 'macd',
    talib: 'MACD',
    title: 'Moving average convergence and divergence',
    inputs: REAL,
    params: [fast(12), slow(26), signal],
    outputs: LINES,
    begin: ([a = 0, b = 0, s = 0]) => Math.max(a, b) - 1 + s - 1,
    unit: 'as the input',
    formula: 'EMA fast - EMA slow, both seeded up to the same bar; signal: EMA of that',
    source: 'Appel; TA-Lib MACD',
  },
  {
    id: 72,
    name: 'macdExt',
    talib: 'MACDEXT',
    title: 'MACD of any averages',
    inputs: REAL,
    params: [
      fast(12),
      maType('fastType', 0, 'optInFastMAType'),
      slow(26),
      maType('slowType', 0, 'optInSlowMAType'),
      signal,
      maType('signalType', 0, 'optInSignalMAType'),
    ],
    outputs: LINES,
    begin: ([a = 0, aType = 0, b = 0, bType = 0, s = 0, sType = 0]) =>
      Math.max(maBegin(aType, a), maBegin(bType, b)) + maBegin(sType, s),
    unit: 'as the input',
    formula: 'fast - slow average; signal: average of that',
    source: 'TA-Lib MACDEXT',
  },
  {
    id: 73,
    name: 'macdFix',
    talib: 'MACDFIX',
    title: 'MACD with alphas .15 and .075',
    inputs: REAL,
    params: [signal],
    outputs: LINES,
    begin: ([s = 0]) => 25 + s - 1,
    unit: 'as the input',
    formula: 'as macd with 12 and 26 bars, alphas rounded as the first publications had them',
    source: 'TA-Lib MACDFIX',
  },
  difference({
    id: 74,
    name: 'apo',
    talib: 'APO',
    title: 'Absolute price oscillator',
    unit: 'as the input',
    formula: 'fast - slow average',
  }),
  difference({
    id: 75,
    name: 'ppo',
    talib: 'PPO',
    title: 'Percentage price oscillator',
    unit: 'percent',
    formula: '100 (fast - slow) / slow average; 0 where the slow one is 0',
  }),
];

const fastK = period('fastKPeriod', 5, 'optInFastK_Period', 'bars of the range');
const fastD: readonly ParamSpec[] = [
  period('fastDPeriod', 3, 'optInFastD_Period', 'bars of D'),
  maType('fastDType', 0, 'optInFastD_MAType'),
];
const FAST_OUTPUTS: IndicatorSpec['outputs'] = [
  { name: 'k', talib: 'outFastK', text: 'place in the range' },
  { name: 'd', talib: 'outFastD', text: 'average of k' },
];

const STOCHASTICS: readonly IndicatorSpec[] = [
  {
    id: 76,
    name: 'stoch',
    talib: 'STOCH',
    title: 'Stochastic oscillator',
    inputs: HLC,
    params: [
      fastK,
      period('slowKPeriod', 3, 'optInSlowK_Period', 'bars of K'),
      maType('slowKType', 0, 'optInSlowK_MAType'),
      period('slowDPeriod', 3, 'optInSlowD_Period', 'bars of D'),
      maType('slowDType', 0, 'optInSlowD_MAType'),
    ],
    outputs: [
      { name: 'k', talib: 'outSlowK', text: 'average place in the range' },
      { name: 'd', talib: 'outSlowD', text: 'average of k' },
    ],
    begin: ([n = 0, k = 0, kType = 0, d = 0, dType = 0]) =>
      n - 1 + maBegin(kType, k) + maBegin(dType, d),
    unit: '0..100',
    formula: 'average of 100 (C - LL) / (HH - LL), 0 without a range; D: average of that',
    source: 'Lane; TA-Lib STOCH',
  },
  {
    id: 77,
    name: 'stochF',
    talib: 'STOCHF',
    title: 'Fast stochastic oscillator',
    inputs: HLC,
    params: [fastK, ...fastD],
    outputs: FAST_OUTPUTS,
    begin: ([n = 0, d = 0, type = 0]) => n - 1 + maBegin(type, d),
    unit: '0..100',
    formula: '100 (C - LL) / (HH - LL), 0 without a range; D: average of that',
    source: 'TA-Lib STOCHF',
  },
  {
    id: 78,
    name: 'stochRsi',
    talib: 'STOCHRSI',
    title: 'Stochastic oscillator of the RSI',
    inputs: REAL,
    params: [period('period', 14, 'optInTimePeriod', 'bars of the RSI'), fastK, ...fastD],
    outputs: FAST_OUTPUTS,
    begin: ([n = 0, k = 0, d = 0, type = 0]) => n + k - 1 + maBegin(type, d),
    unit: '0..100',
    formula: 'stochF of the RSI; 0 while the RSI stands',
    source: 'Chande and Kroll; TA-Lib STOCHRSI',
  },
];

const AROONS: readonly IndicatorSpec[] = [
  {
    ...single({
      id: 86,
      name: 'aroon',
      talib: 'AROON',
      title: 'Aroon',
      inputs: ['high', 'low'],
      default: 14,
      more: 1,
      unit: '0..100',
      formula: '100 (n - bars since the extreme of n + 1 bars) / n; of equal ones the newest',
    }),
    outputs: [
      { name: 'down', talib: 'outAroonDown', text: 'of the lowest low' },
      { name: 'up', talib: 'outAroonUp', text: 'of the highest high' },
    ],
  },
  single({
    id: 87,
    name: 'aroonOsc',
    talib: 'AROONOSC',
    title: 'Aroon oscillator',
    inputs: ['high', 'low'],
    default: 14,
    more: 1,
    unit: '-100..100',
    formula: 'Aroon up less Aroon down',
  }),
];

export const MOMENTUM: readonly IndicatorSpec[] = [
  ...STRENGTHS,
  ...CHANGES,
  ...DIFFERENCES,
  ...STOCHASTICS,
  ...AROONS,
  ...MOVEMENT,
].toSorted((a, b) => a.id - b.id);
