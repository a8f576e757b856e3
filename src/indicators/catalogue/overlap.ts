// Overlap studies: averages and bands that lie over the price. Ids 0 to 63.
import { type IndicatorSpec, type InputName, type ParamSpec, period } from '../spec.ts';

const KINDS =
  '0 simple, 1 exponential, 2 weighted, 3 double, 4 triple, 5 triangular, 6 Kaufman, 7 MESA, 8 T3';

/** The type of a moving average, as TA-Lib numbers them. */
export function maType(name: string, value: number, talib: string): ParamSpec {
  return { name, talib, default: value, min: 0, max: 8, integer: true, text: KINDS };
}

/** Bars without a value at the beginning of a moving average. */
export function maBegin(type: number, n: number): number {
  if (n === 1) return 0;
  if (type === 6) return n;
  if (type === 7) return 32;
  const times: Readonly<Record<number, number>> = { 3: 2, 4: 3, 8: 6 };
  return (times[type] ?? 1) * (n - 1);
}

interface Average {
  readonly id: number;
  readonly name: string;
  readonly talib: string;
  readonly title: string;
  readonly formula: string;
  readonly begin: (n: number) => number;
  readonly text?: string;
  readonly least?: number;
}

/** An average with a period and nothing else. */
function average({ id, name, talib, title, formula, begin, text, least }: Average): IndicatorSpec {
  return {
    id,
    name,
    talib,
    title,
    inputs: ['real'],
    params: [period('period', 30, 'optInTimePeriod', text ?? 'bars of the window', least)],
    outputs: [{ name, talib: 'outReal', text: 'the average' }],
    begin: ([n = 0]) => begin(n),
    unit: 'as the input',
    formula,
    source: `TA-Lib ${talib}`,
  };
}

const ALPHA = 'bars; alpha is 2 / (n + 1)';

const AVERAGES: readonly IndicatorSpec[] = [
  average({
    id: 0,
    name: 'sma',
    talib: 'SMA',
    title: 'Simple moving average',
    formula: 'mean of the last n values',
    begin: (n) => n - 1,
  }),
  average({
    id: 1,
    name: 'ema',
    talib: 'EMA',
    title: 'Exponential moving average',
    formula: 'E += 2 / (n + 1) * (x - E), seeded with the mean of the first n values',
    begin: (n) => n - 1,
    text: ALPHA,
  }),
  average({
    id: 2,
    name: 'wma',
    talib: 'WMA',
    title: 'Weighted moving average',
    formula: 'mean with weights 1 to n, the newest value n',
    begin: (n) => n - 1,
  }),
  average({
    id: 3,
    name: 'dema',
    talib: 'DEMA',
    title: 'Double exponential moving average',
    formula: '2 E1 - E2; E1 the EMA, E2 the EMA of E1',
    begin: (n) => 2 * (n - 1),
    text: ALPHA,
  }),
  average({
    id: 4,
    name: 'tema',
    talib: 'TEMA',
    title: 'Triple exponential moving average',
    formula: '3 E1 - 3 E2 + E3; each the EMA of the one before',
    begin: (n) => 3 * (n - 1),
    text: ALPHA,
  }),
  average({
    id: 5,
    name: 'trima',
    talib: 'TRIMA',
    title: 'Triangular moving average',
    formula: 'mean with weights min(i + 1, n - i): an average of an average',
    begin: (n) => n - 1,
  }),
  average({
    id: 6,
    name: 'kama',
    talib: 'KAMA',
    title: "Kaufman's adaptive moving average",
    formula: 'K += s (x - K); s = (r (2/3 - 2/31) + 2/31)^2; r = |x - x[n]| / sum of |changes|',
    begin: (n) => n,
    text: 'bars over which the way is compared with the distance',
  }),
];

const REAL: readonly InputName[] = ['real'];
const HIGH_LOW: readonly InputName[] = ['high', 'low'];

const OTHER_AVERAGES: readonly IndicatorSpec[] = [
  {
    id: 7,
    name: 't3',
    talib: 'T3',
    title: 'T3 moving average',
    inputs: REAL,
    params: [
      period('period', 5, 'optInTimePeriod', ALPHA),
      {
        name: 'volumeFactor',
        talib: 'optInVFactor',
        default: 0.7,
        min: 0,
        max: 1,
        text: '0: three chained averages, 1: the most lively',
      },
    ],
    outputs: [{ name: 't3', talib: 'outReal', text: 'the average' }],
    begin: ([n = 0]) => 6 * (n - 1),
    unit: 'as the input',
    formula: '-v^3 E6 + 3(v^2 + v^3) E5 - 3(2v^2 + v + v^3) E4 + (1 + 3v + v^3 + 3v^2) E3',
    source: 'TA-Lib T3',
  },
  {
    id: 8,
    name: 'ma',
    talib: 'MA',
    title: 'Moving average of a type',
    inputs: REAL,
    params: [
      period('period', 30, 'optInTimePeriod', 'bars; 1: the input'),
      maType('type', 0, 'optInMAType'),
    ],
    outputs: [{ name: 'ma', talib: 'outReal', text: 'the average' }],
    begin: ([n = 0, type = 0]) => maBegin(type, n),
    unit: 'as the input',
    formula: 'that of the type; MESA with limits .5 and .05, T3 with .7',
    source: 'TA-Lib MA',
  },
  {
    id: 9,
    name: 'mavp',
    talib: 'MAVP',
    title: 'Moving average with a period per bar',
    inputs: ['real', 'periods'],
    params: [
      period('minPeriod', 2, 'optInMinPeriod', 'shortest period'),
      period('maxPeriod', 30, 'optInMaxPeriod', 'longest period'),
      maType('type', 0, 'optInMAType'),
    ],
    outputs: [{ name: 'mavp', talib: 'outReal', text: 'the average' }],
    begin: ([, longest = 0, type = 0]) => maBegin(type, longest),
    check: ([shortest = 0, longest = 0, type = 0]) => {
      if (shortest > longest) return `maxPeriod: ${shortest} or more, not ${longest}`;
      return type !== 0 && longest > 1000
        ? `maxPeriod: 1000 at most for type ${type}, not ${longest}`
        : undefined;
    },
    unit: 'as the input',
    formula: 'the average of the period that the bar has, cut to the limits',
    source: 'TA-Lib MAVP; O(1) a bar for type 0, O(maxPeriod - minPeriod) for the others',
  },
  {
    id: 16,
    name: 'mama',
    talib: 'MAMA',
    title: 'MESA adaptive moving average',
    inputs: REAL,
    params: [
      {
        name: 'fastLimit',
        talib: 'optInFastLimit',
        default: 0.5,
        min: 0.01,
        max: 0.99,
        text: 'largest alpha',
      },
      {
        name: 'slowLimit',
        talib: 'optInSlowLimit',
        default: 0.05,
        min: 0.01,
        max: 0.99,
        text: 'smallest alpha',
      },
    ],
    outputs: [
      { name: 'mama', talib: 'outMAMA', text: 'the average' },
      { name: 'fama', talib: 'outFAMA', text: 'its follower, with half of each alpha' },
    ],
    begin: () => 32,
    unit: 'as the input',
    formula: 'alpha = fastLimit / max(1, change of the phase in degrees), at least slowLimit',
    source: 'Ehlers; TA-Lib MAMA',
  },
  {
    id: 17,
    name: 'htTrendline',
    talib: 'HT_TRENDLINE',
    title: 'Hilbert transform: instantaneous trendline',
    inputs: REAL,
    params: [],
    outputs: [{ name: 'trendline', talib: 'outReal', text: 'the trendline' }],
    begin: () => 63,
    unit: 'as the input',
    formula: 'mean over the dominant cycle, weighted 4, 3, 2, 1 over four bars',
    source: 'Ehlers; TA-Lib HT_TRENDLINE',
  },
];

/** Upper, middle and lower band. */
function bands(middle: string): IndicatorSpec['outputs'] {
  return [
    { name: 'upper', talib: 'outRealUpperBand', text: 'upper band' },
    { name: 'middle', talib: 'outRealMiddleBand', text: middle },
    { name: 'lower', talib: 'outRealLowerBand', text: 'lower band' },
  ];
}

function deviations(name: string, talib: string): ParamSpec {
  const text = 'deviations between the average and the band';
  return { name, talib, default: 2, min: -1e6, max: 1e6, text };
}

const BANDS: readonly IndicatorSpec[] = [
  {
    id: 10,
    name: 'bbands',
    talib: 'BBANDS',
    title: 'Bollinger bands',
    inputs: REAL,
    params: [
      period('period', 20, 'optInTimePeriod', 'bars of the window'),
      deviations('deviationsUp', 'optInNbDevUp'),
      deviations('deviationsDown', 'optInNbDevDn'),
      maType('type', 0, 'optInMAType'),
    ],
    outputs: bands('the average'),
    begin: ([n = 0, , , type = 0]) => maBegin(type, n),
    unit: 'as the input',
    formula: 'average +- k times the population deviation about the plain mean of the window',
    source: 'TA-Lib BBANDS; default period 20',
  },
  {
    id: 11,
    name: 'accbands',
    talib: 'ACCBANDS',
    title: 'Acceleration bands',
    inputs: ['high', 'low', 'close'],
    params: [period('period', 20, 'optInTimePeriod', 'bars of the window')],
    outputs: bands('average of the close'),
    begin: ([n = 0]) => n - 1,
    unit: 'price',
    formula: 'averages of H (1 + 4 (H - L) / (H + L)), C and L (1 - 4 (H - L) / (H + L))',
    source: 'Headley; TA-Lib ACCBANDS',
  },
  {
    id: 12,
    name: 'midpoint',
    talib: 'MIDPOINT',
    title: 'Middle of the range of a series',
    inputs: REAL,
    params: [period('period', 14, 'optInTimePeriod', 'bars of the window')],
    outputs: [{ name: 'midpoint', talib: 'outReal', text: 'the middle' }],
    begin: ([n = 0]) => n - 1,
    unit: 'as the input',
    formula: '(largest + smallest) / 2 of the window',
    source: 'TA-Lib MIDPOINT',
  },
  {
    id: 13,
    name: 'midprice',
    talib: 'MIDPRICE',
    title: 'Middle of the price range',
    inputs: HIGH_LOW,
    params: [period('period', 14, 'optInTimePeriod', 'bars of the window')],
    outputs: [{ name: 'midprice', talib: 'outReal', text: 'the middle' }],
    begin: ([n = 0]) => n - 1,
    unit: 'price',
    formula: '(highest high + lowest low) / 2 of the window',
    source: 'TA-Lib MIDPRICE',
  },
];

function share(name: string, value: number, talib: string, text: string): ParamSpec {
  return { name, talib, default: value, min: 0, max: 1e6, text };
}

const STOPS: readonly IndicatorSpec[] = [
  {
    id: 14,
    name: 'sar',
    talib: 'SAR',
    title: 'Parabolic stop and reverse',
    inputs: HIGH_LOW,
    params: [
      share('acceleration', 0.02, 'optInAcceleration', 'first acceleration, and its step'),
      share('maximum', 0.2, 'optInMaximum', 'largest acceleration'),
    ],
    outputs: [{ name: 'sar', talib: 'outReal', text: 'the stop' }],
    begin: () => 1,
    unit: 'price',
    formula: 'S += a (extreme - S), never inside the last two bars; a touch reverses',
    source: 'Wilder; TA-Lib SAR',
  },
  {
    id: 15,
    name: 'sarExt',
    talib: 'SAREXT',
    title: 'Parabolic stop and reverse, sides apart',
    inputs: HIGH_LOW,
    params: [
      {
        name: 'startValue',
        talib: 'optInStartValue',
        default: 0,
        min: -1e15,
        max: 1e15,
        text: 'first stop: above 0 long, below 0 short, 0 as the second bar moves',
      },
      share('offsetOnReverse', 0, 'optInOffsetOnReverse', 'moved out at a reversal, as a fraction'),
      share('startLong', 0.02, 'optInAccelerationInitLong', 'first acceleration, long'),
      share('stepLong', 0.02, 'optInAccelerationLong', 'its step, long'),
      share('maximumLong', 0.2, 'optInAccelerationMaxLong', 'largest acceleration, long'),
      share('startShort', 0.02, 'optInAccelerationInitShort', 'first acceleration, short'),
      share('stepShort', 0.02, 'optInAccelerationShort', 'its step, short'),
      share('maximumShort', 0.2, 'optInAccelerationMaxShort', 'largest acceleration, short'),
    ],
    outputs: [{ name: 'sar', talib: 'outReal', text: 'the stop; below 0 on the short side' }],
    begin: () => 1,
    unit: 'price',
    formula: 'as sar, with accelerations of each side',
    source: 'TA-Lib SAREXT',
  },
];

export const OVERLAP: readonly IndicatorSpec[] = [
  ...AVERAGES,
  ...OTHER_AVERAGES,
  ...BANDS,
  ...STOPS,
].toSorted((a, b) => a.id - b.id);
