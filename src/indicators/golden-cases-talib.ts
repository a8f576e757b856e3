// tidy-ok: size: a table, one entry per golden case
// Golden cases of other libraries for what TA-Lib has too: averages, bands, momentum, cycles.
import {
  chartschool,
  type GoldenCase,
  SHEET,
  signals,
  stock,
  ttr,
  tulip,
  tulipTest,
  type Unserved,
} from './golden-cases.ts';

const SEED = 'averages start from the first value there: the values meet';
const MEET = { from: 400, why: SEED } as const;
const EQUAL_MOVES = {
  from: 4800,
  tolerance: 1e-6,
  why: 'equal moves up and down count on both sides there, here on none: the values meet',
} as const;
const SQUARES = { tolerance: 1e-6 } as const;
/** 502 bars in all. */
const SI_MEET = { from: 300, why: SEED } as const;

const AVERAGE_CASES: readonly GoldenCase[] = [
  tulip('sma', 'sma', ['period'], { sma: 'sma' }),
  tulip('wma', 'wma', ['period'], { wma: 'wma' }),
  tulip('trima', 'trima', ['period'], { trima: 'trima' }),
  tulip('ema', 'ema', ['period'], { ema: 'ema' }, MEET),
  tulip('dema', 'dema', ['period'], { dema: 'dema' }, MEET),
  tulip('tema', 'tema', ['period'], { tema: 'tema' }, MEET),
  tulip(
    'kama',
    'kama',
    ['period'],
    { kama: 'kama' },
    { from: 10, why: 'theirs shows the close that it starts from, too' },
  ),
  tulip(
    'bbands',
    'bbands',
    ['period', 'deviationsUp+deviationsDown'],
    { bbands_lower: 'lower', bbands_middle: 'middle', bbands_upper: 'upper' },
    { ...SQUARES, params: { type: 0 } },
  ),
  tulip(
    'psar',
    'sar',
    ['acceleration', 'maximum'],
    {},
    {
      answer: { sar: [4970, 57.57] },
      why: 'definitions section 6: another start, and a touch of the stop turns later there',
    },
  ),
  tulipTest(
    'abands',
    'accbands',
    {},
    { lower: 'lower', upper: 'upper', middle: 'middle' },
    {
      options: ['period'],
    },
  ),

  ttr(
    'SAR',
    'sar',
    {},
    {},
    { answer: { sar: [4850, 53.826] }, why: 'definitions section 1.1: another start and turn' },
  ),

  signals(
    'AccelerationBands(20,4)/bar',
    'accbands',
    { period: 20 },
    { lower: 'lower', middle: 'middle', upper: 'upper' },
  ),

  stock('sma', 'sma', { period: 20 }, { sma: 'sma' }),
  stock('wma', 'wma', { period: 14 }, { wma: 'wma' }),
  stock('ema', 'ema', { period: 20 }, { ema: 'ema' }),
  stock('dema', 'dema', { period: 14 }, { dema: 'dema' }, SI_MEET),
  stock('tema', 'tema', { period: 20 }, { tema: 'tema' }, SI_MEET),
  stock('t3', 't3', {}, { t3: 't3' }, SI_MEET),
  stock('kama', 'kama', { period: 10 }, { kama: 'kama' }, { from: 10, why: SEED }),
  stock(
    'mama',
    'mama',
    {},
    { mama: 'mama', fama: 'fama' },
    { ...SI_MEET, inputs: { real: 'hl2' } },
  ),
  stock(
    'htl',
    'htTrendline',
    {},
    { trendline: 'trendline' },
    { ...SI_MEET, inputs: { real: 'hl2' } },
  ),
  stock(
    'psar',
    'sar',
    {},
    {},
    {
      answer: { sar: [250, 256.81] },
      why: 'another start, and the stop is kept off older bars at a turn there',
    },
  ),

  chartschool('kama', 'kama', { period: 10 }, { KAMA: 'kama' }, { ...SHEET, from: 10 }),
  chartschool('wma', 'wma', { period: 9 }, { WMA: 'wma' }, { ...SHEET, from: 8 }),
  chartschool(
    'psar',
    'sar',
    {},
    {},
    { answer: { sar: [29, 24.99824407] }, why: 'two columns there' },
  ),
];

const MOMENTUM_CASES: readonly GoldenCase[] = [
  tulip('mom', 'mom', ['period'], { mom: 'mom' }),
  tulip('roc', 'rocp', ['period'], { roc: 'rocp' }),
  tulip('rocr', 'rocr', ['period'], { rocr: 'rocr' }),
  tulip('rsi', 'rsi', ['period'], { rsi: 'rsi' }),
  tulip('willr', 'willR', ['period'], { willr: 'willR' }),
  tulip('mfi', 'mfi', ['period'], { mfi: 'mfi' }),
  tulip('bop', 'bop', [], { bop: 'bop' }),
  tulip('ultosc', 'ultOsc', ['period1', 'period2', 'period3'], { ultosc: 'ultOsc' }),
  tulip('aroon', 'aroon', ['period'], { aroon_down: 'down', aroon_up: 'up' }),
  tulip('aroonosc', 'aroonOsc', ['period'], { aroonosc: 'aroonOsc' }),
  tulip('stoch', 'stoch', ['fastKPeriod', 'slowKPeriod', 'slowDPeriod'], {
    stoch_k: 'k',
    stoch_d: 'd',
  }),
  tulip(
    'stochrsi',
    'stochRsi',
    ['period+fastKPeriod'],
    { stochrsi: 'k' },
    { params: { fastDPeriod: 1 }, scale: 0.01 },
  ),
  tulip(
    'cci',
    'cci',
    ['period'],
    {},
    {
      answer: { cci: [100, -163.68068251067294] },
      why: 'definitions section 6: theirs is over the deviations of a rolling mean',
    },
  ),
  tulip('apo', 'apo', ['fastPeriod', 'slowPeriod'], { apo: 'apo' }, MEET),
  tulip('ppo', 'ppo', ['fastPeriod', 'slowPeriod'], { ppo: 'ppo' }, MEET),
  tulip(
    'macd',
    'macdFix',
    ['', '', 'signalPeriod'],
    { macd: 'macd', macd_signal: 'signal', macd_histogram: 'hist' },
    { ...MEET, why: 'its 12 and 26 bars stand for alphas of 0.15 and 0.075; averages meet' },
  ),
  tulip(
    'trix',
    'trix',
    ['period'],
    {},
    {
      answer: { trix: [400, -0.06310575668240706] },
      why: 'the change is by the newer average there, by the older one here',
    },
  ),
  tulip('dm', 'plusDm', ['period'], { plus_dm: 'plusDm' }, { ...EQUAL_MOVES, place: 0 }),
  tulip('dm', 'minusDm', ['period'], { minus_dm: 'minusDm' }, { ...EQUAL_MOVES, place: 1 }),
  tulip('di', 'plusDi', ['period'], { plus_di: 'plusDi' }, { ...EQUAL_MOVES, place: 0 }),
  tulip('di', 'minusDi', ['period'], { minus_di: 'minusDi' }, { ...EQUAL_MOVES, place: 1 }),
  tulip('dx', 'dx', ['period'], { dx: 'dx' }, EQUAL_MOVES),
  tulip('adx', 'adx', ['period'], { dx: 'adx' }, EQUAL_MOVES),
  tulip('adxr', 'adxr', ['period'], { dx: 'adxr' }, EQUAL_MOVES),

  ttr(
    'MFI',
    'mfi',
    { period: 14 },
    {},
    {
      answer: { mfi: [163, 43.05598285373497] },
      why: 'typical prices that differ by rounding alone count as a rise or fall there',
    },
  ),
  ttr('ultimateOscillator', 'ultOsc', {}, { x: 'ultOsc' }),
  ttr('aroon', 'aroon', { period: 20 }, { aroonUp: 'up', aroonDn: 'down' }, MEET),
  ttr('aroon', 'aroonOsc', { period: 20 }, { oscillator: 'aroonOsc' }, MEET),

  signals(
    'TRIX(15)/close',
    'trix',
    { period: 15 },
    {},
    {
      answer: { trix: [4900, 0.05524868887492847] },
      why: 'the change is by the newer average there, by the older one here',
    },
  ),
  signals(
    'VROC(14)/volume',
    'roc',
    { period: 14 },
    { value: 'roc' },
    { inputs: { real: 'volume' } },
  ),

  stock('roc', 'mom', { period: 14 }, { momentum: 'mom' }),
  stock('roc', 'roc', { period: 14 }, { roc: 'roc' }),
  stock('rsi', 'rsi', { period: 14 }, { rsi: 'rsi' }),
  stock('willr', 'willR', { period: 14 }, { williamsR: 'willR' }),
  stock('mfi', 'mfi', { period: 14 }, { mfi: 'mfi' }),
  stock('uo', 'ultOsc', {}, { ultimate: 'ultOsc' }),
  stock(
    'aroon',
    'aroon',
    { period: 25 },
    {},
    {
      answer: { up: [193, 100], down: [232, 52] },
      why: 'of equal highs or lows the newest wins, there the oldest',
    },
  ),
  stock('cci', 'cci', { period: 20 }, { cci: 'cci' }),
  stock('trix', 'trix', { period: 14 }, { trix: 'trix' }, SI_MEET),
  stock(
    'bop',
    'bop',
    {},
    {},
    { answer: { bop: [501, 0.13483146067416305] }, why: 'theirs is the mean of 14 of ours' },
  ),
  stock(
    'stoch',
    'stoch',
    { fastKPeriod: 14 },
    { oscillator: 'k', signal: 'd', k: 'k', d: 'd' },
    { from: 17, why: 'both lines begin where the slower does' },
  ),
  stock('stoch-rsi', 'stochRsi', { fastKPeriod: 14, fastDPeriod: 1 }, { stochRsi: 'k' }),
  stock('stoch-rsi', 'stochRsi', { fastKPeriod: 14 }, { signal: 'd' }),
  stock(
    'macd',
    'macd',
    {},
    { macd: 'macd', signal: 'signal', histogram: 'hist' },
    { from: 300, why: 'the fast average is seeded earlier there: the values meet' },
  ),
  stock('adx', 'plusDi', { period: 14 }, { pdi: 'plusDi' }, SI_MEET),
  stock('adx', 'minusDi', { period: 14 }, { mdi: 'minusDi' }, SI_MEET),
  stock('adx', 'dx', { period: 14 }, { dx: 'dx' }, SI_MEET),
  stock('adx', 'adx', { period: 14 }, { adx: 'adx' }, SI_MEET),

  chartschool('adx', 'plusDi', { period: 14 }, { '+DI14': 'plusDi' }, { ...SHEET, from: 300 }),
  chartschool('adx', 'minusDi', { period: 14 }, { '-DI14': 'minusDi' }, { ...SHEET, from: 300 }),
  chartschool('adx', 'adx', { period: 14 }, { ADX: 'adx' }, { ...SHEET, from: 300 }),
  chartschool('cci', 'cci', { period: 20 }, { CCI: 'cci' }, { ...SHEET, tolerance: 1e-3 }),
  chartschool('mfi', 'mfi', { period: 14 }, { MFI: 'mfi' }, SHEET),
  chartschool('percentr', 'willR', { period: 14 }, { 'Williams_%R': 'willR' }, SHEET),
  chartschool('roc', 'roc', { period: 12 }, { ROC: 'roc' }, SHEET),
  chartschool(
    'rsi',
    'rsi',
    { period: 14 },
    {},
    { answer: { rsi: [14, 70.53278948369497] }, why: 'averages start from 0 there' },
  ),
  chartschool(
    'soo',
    'stochF',
    { fastKPeriod: 14, fastDPeriod: 3 },
    { SO: 'k', SO_SIG: 'd' },
    { ...SHEET, from: 16 },
  ),
  chartschool(
    'stochrsi',
    'stochRsi',
    { fastKPeriod: 14, fastDPeriod: 1 },
    {},
    { answer: { k: [27, 4.815049114872581] }, why: 'averages of its RSI start from 0 there' },
  ),
  chartschool('ultosc', 'ultOsc', {}, { Ult_Osc: 'ultOsc' }, SHEET),
  chartschool(
    'macd',
    'macd',
    {},
    {},
    {
      answer: { macd: [123, 0.9957282527105562] },
      why: 'averages from the first value: the sheet is too short',
    },
  ),
  chartschool(
    'ppo',
    'ppo',
    {},
    {},
    {
      answer: { ppo: [39, 0.7077488955805114] },
      why: 'averages from the first value: the sheet is too short',
    },
  ),
];

export const CASES: readonly GoldenCase[] = [...AVERAGE_CASES, ...MOMENTUM_CASES];

/** Names of Tulip's candlestick tests; with `!`: that there is none. */
const CANDLES = `
  !abandoned_baby_bear !abandoned_baby_bull !big_black_candle !big_white_candle !doji !hammer
  !hanging_man !morning_doji_star !star abandoned_baby_bear abandoned_baby_bull big_black_candle
  big_white_candle black_marubozu candle doji dragonfly_doji engulfing_bear engulfing_bull
  evening_doji_star evening_star four_price_doji gravestone_doji hammer hanging_man
  inverted_hammer long_legged_doji marubozu morning_doji_star morning_star spinning_top star
  three_black_crows three_white_soldiers white_marubozu
`;

const CANDLE_RULES = "a pattern by the library's own rule; ours are TA-Lib's";

export const UNSERVED: Unserved = {
  tulipTests: Object.fromEntries(
    CANDLES.trim()
      .split(/\s+/)
      .map((name) => [name, CANDLE_RULES]),
  ),
};
