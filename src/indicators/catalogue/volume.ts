// The volume group: see core-wasm/indicators/volume for the kernels. Ids 192 to 255.
import { type IndicatorSpec, period } from '../spec.ts';

const FIRST = 192;

export const VOLUME: readonly IndicatorSpec[] = [
  {
    id: FIRST,
    name: 'accumulationDistribution',
    talib: 'AD',
    title: 'Accumulation/distribution line',
    inputs: ['high', 'low', 'close', 'volume'],
    params: [],
    outputs: [{ name: 'ad', talib: 'outReal', text: 'volume gathered since the first bar' }],
    begin: () => 0,
    unit: 'quantity',
    formula: 'sum of V * ((C - L) - (H - C)) / (H - L); a flat bar adds 0',
    source: 'TA-Lib AD (M. Chaikin)',
  },
  {
    id: FIRST + 1,
    name: 'chaikinOscillator',
    talib: 'ADOSC',
    title: 'Chaikin accumulation/distribution oscillator',
    inputs: ['high', 'low', 'close', 'volume'],
    params: [
      period('fastPeriod', 3, 'optInFastPeriod', 'bars of the fast average'),
      period('slowPeriod', 10, 'optInSlowPeriod', 'bars of the slow average'),
    ],
    outputs: [{ name: 'chaikinOscillator', talib: 'outReal', text: 'fast less slow average' }],
    begin: ([fast = 0, slow = 0]) => Math.max(fast, slow) - 1,
    unit: 'quantity',
    formula: 'EMA_fast(AD) - EMA_slow(AD), both starting at the first bar with AD',
    source: 'TA-Lib ADOSC (M. Chaikin)',
  },
  {
    id: FIRST + 2,
    name: 'onBalanceVolume',
    talib: 'OBV',
    title: 'On-balance volume',
    inputs: ['close', 'volume'],
    params: [],
    outputs: [{ name: 'obv', talib: 'outReal', text: 'volume gathered since the first bar' }],
    begin: () => 0,
    unit: 'quantity',
    formula: 'starts with V; adds V on a higher close, takes it off on a lower one',
    source: 'TA-Lib OBV (J. Granville)',
  },
];
