// Overlap studies: averages and bands that lie over the price. Ids 0 to 63.
import { type IndicatorSpec, period } from '../spec.ts';

export const OVERLAP: readonly IndicatorSpec[] = [
  {
    id: 0,
    name: 'sma',
    talib: 'SMA',
    title: 'Simple moving average',
    inputs: ['real'],
    params: [period('period', 30, 'optInTimePeriod', 'bars of the window')],
    outputs: [{ name: 'sma', talib: 'outReal', text: 'the average' }],
    begin: ([n = 0]) => n - 1,
    unit: 'as the input',
    formula: 'mean of the last n values',
    source: 'TA-Lib SMA',
  },
  {
    id: 1,
    name: 'ema',
    talib: 'EMA',
    title: 'Exponential moving average',
    inputs: ['real'],
    params: [period('period', 30, 'optInTimePeriod', 'bars; alpha is 2 / (n + 1)')],
    outputs: [{ name: 'ema', talib: 'outReal', text: 'the average' }],
    begin: ([n = 0]) => n - 1,
    unit: 'as the input',
    formula: 'E += 2 / (n + 1) * (x - E), seeded with the mean of the first n values',
    source: 'TA-Lib EMA',
  },
];
