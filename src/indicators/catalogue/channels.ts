// Channels, bands and trailing stops beyond TA-Lib's. Ids 704 to 767; kernels in
// core-wasm/indicators/channels.
import type { IndicatorSpec } from '../spec.ts';
import { bars, factor, output } from './further-spec.ts';

const PRICES = ['high', 'low', 'close'] as const;

const BANDS = [
  output('upper', 'upper band'),
  output('middle', 'the average'),
  output('lower', 'lower band'),
];

const ATR_TEXT = "Wilder's average true range";

export const CHANNELS: readonly IndicatorSpec[] = [
  {
    id: 704,
    name: 'donchian',
    title: 'Donchian channel',
    inputs: ['high', 'low'],
    params: [bars('period', 20)],
    outputs: [
      output('upper', 'highest high'),
      output('middle', 'mean of the two'),
      output('lower', 'lowest low'),
    ],
    begin: ([n = 0]) => n - 1,
    unit: 'price',
    formula: 'highest high and lowest low of n bars, the newest bar included',
    source: 'R TTR DonchianChannel; TradingView',
  },
  {
    id: 705,
    name: 'keltner',
    title: 'Keltner channel',
    inputs: PRICES,
    params: [
      bars('period', 20, 'bars of the average of the close'),
      factor('multiplier', 2, 'ranges from the average to a band'),
      bars('atrPeriod', 10, 'bars of the average true range'),
    ],
    outputs: [...BANDS, output('width', '(upper - lower) / middle')],
    begin: ([n = 0, , m = 0]) => Math.max(n - 1, m),
    unit: 'price',
    formula: `exponential average of the close, plus and minus k times ${ATR_TEXT}`,
    source: 'Stock.Indicators Keltner',
  },
  {
    id: 706,
    name: 'keltnerTypical',
    title: 'Keltner channel of typical prices',
    inputs: PRICES,
    params: [
      bars('period', 20, 'bars of both averages'),
      factor('multiplier', 2, 'ranges from the average to a band'),
    ],
    outputs: BANDS,
    begin: ([n = 0]) => [n, n - 1, n],
    unit: 'price',
    formula: `exponential average of (h + l + c) / 3, plus and minus k times ${ATR_TEXT}`,
    source: 'R TTR keltnerChannels',
  },
  {
    id: 707,
    name: 'starc',
    title: 'STARC bands',
    inputs: PRICES,
    params: [
      bars('period', 20, 'bars of the mean of the close'),
      factor('multiplier', 2, 'ranges from the mean to a band'),
      bars('atrPeriod', 10, 'bars of the average true range'),
    ],
    outputs: BANDS,
    begin: ([n = 0, , m = 0]) => [Math.max(n - 1, m), n - 1, Math.max(n - 1, m)],
    unit: 'price',
    formula: `mean of the close, plus and minus k times ${ATR_TEXT}`,
    source: 'Stock.Indicators StarcBands',
  },
  {
    id: 708,
    name: 'maEnvelope',
    title: 'Moving average envelope',
    inputs: ['real'],
    params: [
      bars('period', 20),
      factor('percent', 2.5, 'distance of the bands, percent of the mean', 0, 100),
    ],
    outputs: BANDS,
    begin: ([n = 0]) => n - 1,
    unit: 'as the input',
    formula: 'mean of n bars, times 1 plus and minus percent / 100',
    source: 'Stock.Indicators MaEnvelopes',
  },
  {
    id: 709,
    name: 'bollinger',
    title: 'Bollinger bands with %B, width and z-score',
    inputs: ['real'],
    params: [bars('period', 20), factor('multiplier', 2, 'deviations from the mean to a band')],
    outputs: [
      ...BANDS,
      output('percentB', 'place between the bands: 0 at the lower, 1 at the upper; NaN without'),
      output('width', '(upper - lower) / middle'),
      output('zScore', 'deviations from the mean; NaN without deviation'),
    ],
    begin: ([n = 0]) => n - 1,
    unit: 'as the input; ratios',
    formula: 'mean of n bars, plus and minus k population standard deviations',
    source: 'Stock.Indicators BollingerBands',
  },
  {
    id: 710,
    name: 'fractalChaos',
    title: 'Fractal chaos bands',
    inputs: ['high', 'low'],
    params: [bars('span', 2, 'bars on either side of a fractal')],
    outputs: [
      output('upper', 'last high fractal that is known; NaN before'),
      output('lower', 'last low fractal that is known; NaN before'),
    ],
    begin: ([n = 0]) => 2 * n,
    unit: 'price',
    formula: 'the last Williams fractals, each known `span` bars after it',
    source: 'Stock.Indicators Fcb; E. W. Dreiss',
  },
  {
    id: 711,
    name: 'priceBands',
    title: 'Price bands',
    inputs: ['real'],
    params: [
      bars('period', 20, 'bars of the slow mean and of the deviation'),
      factor('multiplier', 2, 'deviations from the mean to a band'),
      bars('fastPeriod', 2, 'bars of the fast mean'),
    ],
    outputs: BANDS,
    begin: ([n = 0, , m = 0]) => {
      const both = Math.max(n, m) - 1;
      return [both + n - 1, n - 1, both + n - 1];
    },
    unit: 'as the input',
    formula: 'slow mean, plus and minus k population deviations of (slow mean - fast mean)',
    source: 'R TTR PBands',
  },
  {
    id: 712,
    name: 'ichimoku',
    title: 'Ichimoku cloud',
    inputs: ['high', 'low'],
    params: [
      bars('turningPeriod', 9, 'bars of the turning line (tenkan)'),
      bars('standardPeriod', 26, 'bars of the standard line (kijun)'),
      bars('spanPeriod', 52, 'bars of span B'),
      bars('shift', 26, 'bars that the spans are moved forward', 0),
    ],
    outputs: [
      output('turning', 'turning line (tenkan sen)'),
      output('standard', 'standard line (kijun sen)'),
      output('spanA', 'leading span A (senkou)'),
      output('spanB', 'leading span B (senkou)'),
    ],
    begin: ([t = 0, k = 0, b = 0, shift = 0]) => [
      t - 1,
      k - 1,
      Math.max(t, k) - 1 + shift,
      b - 1 + shift,
    ],
    unit: 'price',
    formula:
      'lines: middle of highest high and lowest low; span A: mean of both lines, span B: middle ' +
      'of its own window, both as they were `shift` bars ago. The lagging span is the close ' +
      'drawn further back: a value of later bars, which no indicator gives',
    source: 'Stock.Indicators Ichimoku',
  },
  {
    id: 713,
    name: 'fractal',
    title: 'Williams fractal',
    inputs: ['high', 'low'],
    params: [bars('span', 2, 'bars on either side')],
    outputs: [
      output('bear', 'high above the others, given span bars after it; otherwise NaN'),
      output('bull', 'low below the others, given span bars after it; otherwise NaN'),
    ],
    begin: ([n = 0]) => 2 * n,
    unit: 'price',
    formula:
      'the high (low) of n bars ago where it is above (below) those of n bars on either side',
    source: 'Stock.Indicators Fractal',
  },
  {
    id: 714,
    name: 'superTrend',
    title: 'SuperTrend',
    inputs: PRICES,
    params: [
      bars('period', 10, 'bars of the average true range'),
      factor('multiplier', 3, 'ranges from the middle of the bar to a band'),
    ],
    outputs: [
      output('superTrend', 'the band that serves as stop'),
      output('upper', 'the upper band while the trend is down, otherwise NaN'),
      output('lower', 'the lower band while the trend is up, otherwise NaN'),
      output('direction', '1 up, -1 down'),
    ],
    begin: ([n = 0]) => n,
    unit: 'price',
    formula:
      `(h + l) / 2 plus and minus k times ${ATR_TEXT}; the upper band rises only once the close ` +
      'before was above it, the lower one falls only once it was below; the trend turns down ' +
      'at a close at or under the lower, up at a close above the upper band',
    source: 'Stock.Indicators SuperTrend',
  },
  {
    id: 715,
    name: 'atrStop',
    title: 'ATR trailing stop',
    inputs: PRICES,
    params: [
      bars('period', 21, 'bars of the average true range'),
      factor('multiplier', 3, 'ranges from the close to a stop'),
    ],
    outputs: [
      output('stop', 'the stop'),
      output('buyStop', 'the stop while short, otherwise NaN'),
      output('sellStop', 'the stop while long, otherwise NaN'),
      output('atr', 'the average true range'),
    ],
    begin: ([n = 0]) => n,
    unit: 'price',
    formula: 'as SuperTrend, with the close in place of (h + l) / 2; long at first when it rose',
    source: 'Stock.Indicators AtrStop',
  },
  {
    id: 716,
    name: 'volatilityStop',
    title: "Wilder's volatility stop",
    inputs: PRICES,
    params: [
      bars('period', 7, 'bars of the average true range', 2),
      factor('multiplier', 3, 'ranges from the best close to the stop'),
    ],
    outputs: [
      output('stop', 'the stop; NaN before the first one was hit'),
      output('isHit', '1 where the close passed the stop, otherwise 0, or NaN'),
    ],
    begin: ([n = 0]) => n + 2,
    unit: 'price',
    formula:
      'best close since the last turn, minus (long) or plus (short) k ranges of the bar before; ' +
      'a close beyond it turns the side; long at first when close n - 1 is above close 0',
    source: 'Stock.Indicators VolatilityStop',
  },
  {
    id: 717,
    name: 'volatilityTrail',
    title: 'Volatility stop that ratchets behind the close',
    inputs: PRICES,
    params: [
      bars('period', 5, 'bars of the average true range'),
      factor('multiplier', 3.5, 'ranges from the close to the stop'),
    ],
    outputs: [output('stop', 'the stop')],
    begin: ([n = 0]) => n,
    unit: 'price',
    formula:
      'close - k ranges while closes stay above it, which only rises; close + k ranges while ' +
      'they stay below, which only falls; set anew when the close passes it',
    source: 'trading-signals VolatilityStop',
  },
  {
    id: 718,
    name: 'chandelierExit',
    title: 'Chandelier exit',
    inputs: PRICES,
    params: [
      bars('period', 22, 'bars of the extremes and of the average true range'),
      factor('multiplier', 3, 'ranges from the extreme to the exit'),
    ],
    outputs: [output('long', 'exit of a long position'), output('short', 'exit of a short one')],
    begin: ([n = 0]) => n,
    unit: 'price',
    formula: `highest high - k times ${ATR_TEXT}; lowest low + the same`,
    source: 'Stock.Indicators Chandelier',
  },
  {
    id: 719,
    name: 'chandeKrollStop',
    title: 'Chande Kroll stop',
    inputs: PRICES,
    params: [
      bars('period', 10, 'bars of the extremes and of the average true range'),
      factor('multiplier', 1, 'ranges from the extreme to the first stop'),
      bars('stopPeriod', 9, 'bars of the second extreme'),
    ],
    outputs: [output('long', 'stop of a long position'), output('short', 'stop of a short one')],
    begin: ([n = 0, , m = 0]) => n + m - 1,
    unit: 'price',
    formula:
      'short: highest of the last m values of (highest high - k ranges); long: lowest of the ' +
      'last m values of (lowest low + k ranges)',
    source: 'trading-signals ChandeKrollStop',
  },
  {
    id: 720,
    name: 'rateBands',
    title: 'Rate of change with bands',
    inputs: ['real'],
    params: [
      bars('period', 20, 'bars of the change'),
      bars('signalPeriod', 5, 'bars of its average'),
      bars('bandPeriod', 5, 'bars of the band'),
      factor('multiplier', 1, 'deviations to a band'),
    ],
    outputs: [
      output('roc', 'rate of change'),
      output('signal', 'its exponential average'),
      output('upper', 'upper band'),
      output('lower', 'lower band'),
    ],
    begin: ([n = 0, g = 0, b = 0]) => [n, n + g - 1, n + b - 1, n + b - 1],
    unit: 'percent',
    formula: '100 (x / x of n bars ago - 1); bands: plus and minus the root of its mean square',
    source: 'Stock.Indicators RocWb',
  },
];
