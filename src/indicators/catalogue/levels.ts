// The levels group: see core-wasm/indicators/levels for the kernels. Ids 960 to 1023.
import type { IndicatorSpec, InputName, OutputSpec } from '../spec.ts';
import { bars, factor, output } from './further-spec.ts';

const FIRST = 960;
const ROLLING = FIRST + 5;
const OTHERS = FIRST + 10;

interface Pivots {
  readonly name: string;
  readonly title: string;
  readonly hasOpen: boolean;
  /** Resistances, and as many supports. */
  readonly pairs: number;
  readonly formula: string;
  readonly source: string;
  /** Of the window's levels, where it is not the session's. */
  readonly windowSource?: string;
}

const FLOOR =
  'R1 = 2 P - L, S1 = 2 P - H, R2 = P + (H - L), S2 = P - (H - L), R3 = H + 2 (P - L), ' +
  'S3 = L - 2 (H - P)';

/** In the order of the kernels. H, L, C, O are those of the period before. */
const KINDS: readonly Pivots[] = [
  {
    name: 'Classic',
    title: 'Classic',
    hasOpen: false,
    pairs: 3,
    formula: `P = (H + L + C) / 3; ${FLOOR}`,
    source: 'Stock.Indicators PivotPoints standard',
  },
  {
    name: 'Woodie',
    title: "Woodie's",
    hasOpen: true,
    pairs: 3,
    formula: `P = (H + L + 2 O) / 4, O the open of the new period; ${FLOOR}`,
    source: 'Stock.Indicators PivotPoints woodie',
  },
  {
    name: 'Camarilla',
    title: 'Camarilla',
    hasOpen: false,
    pairs: 4,
    formula: 'P = (H + L + C) / 3; Rk, Sk = C plus, minus 1.1 (H - L) / {12, 6, 4, 2}',
    source: 'Interactive Brokers TWS, Camarilla Pivot Points (Stock.Indicators: P = C)',
  },
  {
    name: 'Fibonacci',
    title: 'Fibonacci',
    hasOpen: false,
    pairs: 3,
    formula: 'P = (H + L + C) / 3; Rk, Sk = P plus, minus {0.382, 0.618, 1} (H - L)',
    source: 'Stock.Indicators PivotPoints fibonacci',
  },
  {
    name: 'DeMark',
    title: "DeMark's",
    hasOpen: true,
    pairs: 1,
    formula:
      'X = H + 2 L + C if C < O, 2 H + L + C if C > O, else H + L + 2 C; P = X / 4, ' +
      'R1 = X / 2 - L, S1 = X / 2 - H',
    source: 'Stock.Indicators PivotPoints demark; T. DeMark (1994)',
    windowSource:
      'as pivotDeMark, O the first open of the n bars (Stock.Indicators RollingPivots: the open ' +
      'of the bar itself)',
  },
];

function pivotOutputs(pairs: number): OutputSpec[] {
  const outputs = [output('pivot', 'the pivot')];
  for (let k = 1; k <= pairs; k++)
    outputs.push(output(`r${k}`, `resistance ${k}`), output(`s${k}`, `support ${k}`));
  return outputs;
}

const PRICES: readonly InputName[] = ['high', 'low', 'close'];

const SESSIONS = KINDS.map(
  ({ name, title, hasOpen, pairs, formula, source }, k): IndicatorSpec => ({
    id: FIRST + k,
    name: `pivot${name}`,
    title: `${title} pivot points of the session before`,
    inputs: [...(hasOpen ? (['open'] as const) : []), ...PRICES, 'anchor'],
    params: [],
    outputs: pivotOutputs(pairs),
    // The second session's first bar, at the earliest.
    begin: () => 1,
    unit: 'price',
    formula: `${formula}; of the session before; NaN before the first bar of the second session`,
    source,
  }),
);

const WINDOWS = KINDS.map(
  ({ name, title, hasOpen, pairs, formula, source, windowSource }, k): IndicatorSpec => ({
    id: ROLLING + k,
    name: `rollingPivot${name}`,
    title: `${title} pivot points of the last bars`,
    inputs: [...(hasOpen ? (['open'] as const) : []), ...PRICES],
    params: [bars('period', 20, 'bars of the window, which ends with the bar before')],
    outputs: pivotOutputs(pairs),
    begin: ([n = 0]) => n,
    unit: 'price',
    formula: `${formula}; of the n bars before`,
    source: windowSource ?? source.replace('PivotPoints', 'RollingPivots'),
  }),
);

const RETRACEMENTS = [
  output('at0', 'b: nothing of the way'),
  output('at236', '0.236 of the way back'),
  output('at382', '0.382 of it'),
  output('at500', 'half of it: no ratio of the series, but customary'),
  output('at618', '0.618 of it'),
  output('at786', '0.786 of it'),
  output('at1000', 'a: all of it'),
  output('at1272', '1.272 of it, beyond a'),
  output('at1414', '1.414 of it'),
  output('at1618', '1.618 of it'),
  output('at2000', '2 of it'),
  output('at2618', '2.618 of it'),
];

const PAIR: readonly InputName[] = ['real0', 'real1'];
const RANGE: readonly InputName[] = ['high', 'low'];

export const LEVELS: readonly IndicatorSpec[] = [
  ...SESSIONS,
  ...WINDOWS,
  {
    id: OTHERS,
    name: 'fibonacciRetracement',
    title: 'Fibonacci retracement levels of a swing',
    inputs: PAIR,
    params: [],
    outputs: RETRACEMENTS,
    begin: () => 0,
    unit: 'price',
    formula: 'b - r (b - a), from swing a (first input) to b (second)',
    source: 'SciChart Fibonacci Retracement; ratios as fxmare.com/calculators/fibonacci',
  },
  {
    id: OTHERS + 1,
    name: 'fibonacciExtension',
    title: 'Fibonacci extension levels of a swing',
    inputs: PAIR,
    params: [],
    outputs: [
      output('to1272', '1.272 of the way'),
      output('to1414', '1.414 of the way'),
      output('to1618', '1.618 of the way'),
      output('to2000', '2 of the way'),
      output('to2618', '2.618 of the way'),
    ],
    begin: () => 0,
    unit: 'price',
    formula: 'a + r (b - a), from swing a (first input) to b (second): goals beyond b',
    source: 'fxmare.com/calculators/fibonacci',
  },
  {
    id: OTHERS + 2,
    name: 'windowRetracement',
    title: 'Fibonacci retracement levels of the last bars',
    inputs: RANGE,
    params: [bars('period', 100)],
    outputs: [...RETRACEMENTS, output('direction', '1: the high is the newer end, -1: the low')],
    begin: ([n = 0]) => n - 1,
    unit: 'price',
    formula:
      'b - r (b - a), from the older of highest high and lowest low of n bars to the newer one; ' +
      'rising where one bar has both. Of bars of one high (low) in a window the oldest ' +
      'counts; later an equal one takes over, until the bar that counts leaves the window: as in ' +
      'maxIndex and minIndex',
    source: 'as fibonacciRetracement, the swing taken from the window',
  },
  {
    id: OTHERS + 3,
    name: 'zigZag',
    title: 'ZigZag: turning points of legs of a least size',
    inputs: RANGE,
    params: [factor('percent', 5, 'size of a turn, percent of the extreme before', 1e-6, 99)],
    outputs: [
      output('swing', 'the last turning point; NaN before the first, as all outputs'),
      output('swingAge', 'bars since it, or NaN'),
      output('direction', '1: the leg from it rises, -1: it falls, or NaN'),
      output('extreme', "the leg's extreme so far: the next turning point, should it turn; or NaN"),
      output('extremeAge', 'bars since that, or NaN'),
    ],
    begin: () => 1,
    unit: 'price; bars',
    formula:
      'a high is a turning point once a later low is percent below it, a low once a later high ' +
      'is percent above it; a bar that makes a new extreme does not turn. What the bar knows: ' +
      'lines drawn back to the turning point are a value of later bars',
    source: 'TTR ZigZag; Stock.Indicators ZigZag',
  },
  {
    id: OTHERS + 4,
    name: 'swingPoints',
    title: 'Swing highs and lows and their trend',
    inputs: RANGE,
    params: [
      bars('left', 2, 'bars before that the point exceeds'),
      bars('right', 2, 'bars after that it exceeds: by so many it is late'),
      bars('reach', 20, 'most bars between two points of a trend'),
    ],
    outputs: [
      output('high', 'high of `right` bars ago where it is a point, otherwise NaN'),
      output('low', 'low of `right` bars ago where it is a point, otherwise NaN'),
      output('lastHigh', 'the newest such high; NaN before the first'),
      output('lastLow', 'the newest such low; NaN before the first'),
      output('highTrend', '1: above the high point before, -1: below, NaN: none within reach'),
      output('lowTrend', 'the same of the low points, or NaN'),
    ],
    begin: ([left = 0, right = 0]) => left + right,
    unit: 'price; direction',
    formula: 'a high (low) above (below) those of `left` bars before and `right` bars after it',
    source: 'Stock.Indicators Pivots',
  },
];
