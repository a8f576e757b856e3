// Averages beyond TA-Lib's. Ids 640 to 703; kernels in core-wasm/indicators/averages.
import type { IndicatorSpec } from '../spec.ts';
import { FILTERS } from './filters.ts';
import { bars, output } from './further-spec.ts';

/** Guppy's fan: six short and six long averages. */
const GUPPY = [3, 5, 8, 10, 12, 15, 30, 35, 40, 45, 50, 60] as const;

const ALLIGATOR_PARAMS = [
  bars('jawPeriod', 13, 'bars of the jaw'),
  bars('jawShift', 8, 'bars that the jaw is moved forward', 0),
  bars('teethPeriod', 8, 'bars of the teeth'),
  bars('teethShift', 5, 'bars that the teeth are moved forward', 0),
  bars('lipsPeriod', 5, 'bars of the lips'),
  bars('lipsShift', 3, 'bars that the lips are moved forward', 0),
];

export const AVERAGES: readonly IndicatorSpec[] = [
  {
    id: 640,
    name: 'smma',
    title: "Smoothed moving average (Wilder's)",
    inputs: ['real'],
    params: [bars('period', 20, 'bars; alpha is 1 / n')],
    outputs: [output('smma', 'the average')],
    begin: ([n = 0]) => n - 1,
    unit: 'as the input',
    formula: 'E += (x - E) / n, seeded with the mean of the first n values',
    source: 'Tulip wilders; Stock.Indicators Smma',
  },
  {
    id: 641,
    name: 'gmma',
    title: 'Guppy multiple moving average',
    inputs: ['real'],
    params: [],
    outputs: GUPPY.map((n) => output(`ema${n}`, `the average of ${n} bars`)),
    begin: () => GUPPY.map((n) => n - 1),
    unit: 'as the input',
    formula: 'twelve exponential averages of 3, 5, 8, 10, 12, 15, 30, 35, 40, 45, 50 and 60 bars',
    source: 'R TTR GMMA',
  },
  {
    id: 642,
    name: 'alligator',
    title: 'Williams Alligator',
    inputs: ['high', 'low'],
    params: ALLIGATOR_PARAMS,
    outputs: [
      output('jaw', 'the slowest line'),
      output('teeth', 'the middle line'),
      output('lips', 'the fastest line'),
    ],
    begin: ([j = 0, a = 0, t = 0, b = 0, l = 0, c = 0]) => [j - 1 + a, t - 1 + b, l - 1 + c],
    unit: 'price',
    formula: "Wilder's averages of (high + low) / 2, each as it was `shift` bars ago",
    source: 'Stock.Indicators Alligator',
  },
  {
    id: 643,
    name: 'gator',
    title: 'Gator oscillator',
    inputs: ['high', 'low'],
    params: ALLIGATOR_PARAMS,
    outputs: [
      output('upper', 'distance of jaw and teeth'),
      output('lower', 'distance of teeth and lips, negative'),
    ],
    begin: ([j = 0, a = 0, t = 0, b = 0, l = 0, c = 0]) => [
      Math.max(j - 1 + a, t - 1 + b),
      Math.max(t - 1 + b, l - 1 + c),
    ],
    unit: 'price',
    formula: '|jaw - teeth| and -|teeth - lips| of the Alligator',
    source: 'Stock.Indicators Gator',
  },
  {
    id: 644,
    name: 'gannHiLo',
    title: 'Gann HiLo activator',
    inputs: ['high', 'low', 'close'],
    params: [
      bars('highPeriod', 13, 'bars of the average of the highs'),
      bars('lowPeriod', 21, 'bars of the average of the lows'),
    ],
    outputs: [output('line', 'stop line; NaN before the first break')],
    begin: ([h = 0, l = 0]) => Math.min(Math.max(h, l - 1), Math.max(l, h - 1)),
    unit: 'price',
    formula:
      'where c is above the mean of the highs that ends one bar before: the mean of the lows ' +
      'that ends with this bar; where c is below the mean of the lows that ends one bar before: ' +
      'the mean of the highs that ends with this bar; else the line of the bar before',
    source: 'trading-signals GannHiLo',
  },
  {
    id: 645,
    name: 'vwma',
    title: 'Volume-weighted moving average',
    inputs: ['real', 'volume'],
    params: [bars('period', 20)],
    outputs: [output('vwma', 'the average; NaN where the window has no volume')],
    begin: ([n = 0]) => n - 1,
    unit: 'as the input',
    formula: 'sum(x * volume) / sum(volume) over n bars',
    source: 'Tulip vwma; Stock.Indicators Vwma; R TTR VWMA',
  },
  {
    id: 646,
    name: 'evwma',
    title: 'Elastic volume-weighted moving average',
    inputs: ['real', 'volume'],
    params: [bars('period', 10, 'bars of the volume sum')],
    outputs: [output('evwma', 'the average')],
    begin: ([n = 0]) => n - 1,
    unit: 'as the input',
    formula: 'E = ((S - v) * E + v * x) / S, S the volume of n bars; E starts as x at bar n - 1',
    source: 'R TTR EVWMA',
  },
  {
    id: 647,
    name: 'zlema',
    title: 'Zero-lag exponential moving average',
    inputs: ['real'],
    params: [bars('period', 20, 'bars; alpha is 2 / (n + 1)')],
    outputs: [output('zlema', 'the average')],
    begin: ([n = 0]) => Math.max(0, Math.floor((n - 1) / 2) - 1),
    unit: 'as the input',
    formula: 'exponential average of 2 x - (x of (n - 1) / 2 bars ago), started as x',
    source: 'Tulip zlema',
  },
  {
    id: 648,
    name: 'vidyaCmo',
    title: "Variable index dynamic average over Chande's momentum",
    inputs: ['real'],
    params: [bars('period', 14, 'bars of the momentum; alpha is 2 / (n + 1)')],
    outputs: [output('vidya', 'the average')],
    begin: ([n = 0]) => n,
    unit: 'as the input',
    formula:
      'V += alpha * |up - down| / (up + down) * (x - V), up and down the sums of the last n ' +
      'rises and falls; V starts as the first value',
    source: 'trading-signals VIDYA; T. Chande',
  },
  {
    id: 649,
    name: 'mcginley',
    title: "McGinley's dynamic",
    inputs: ['real'],
    params: [bars('period', 14, 'bars of the average it resembles')],
    outputs: [output('mcginley', 'the average')],
    begin: () => 1,
    unit: 'as the input',
    formula: 'D += (x - D) / (0.6 n (x / D)^4), D starts as the first value',
    source: 'Stock.Indicators Dynamic',
  },
  {
    id: 650,
    name: 'heikinAshi',
    title: 'Heikin Ashi candles',
    inputs: ['open', 'high', 'low', 'close'],
    params: [],
    outputs: [
      output('open', 'middle of the body before'),
      output('high', 'highest of high, open and close'),
      output('low', 'lowest of low, open and close'),
      output('close', 'mean of the four prices'),
    ],
    begin: () => 0,
    unit: 'price',
    formula:
      'close = (o + h + l + c) / 4; open = mean of the open and close before, at first of o and c',
    source: 'Stock.Indicators HeikinAshi',
  },
  ...FILTERS,
];
