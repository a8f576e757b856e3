// The volatility group: see core-wasm/indicators/volatility for the kernels. Ids 128 to 191.
import { type IndicatorSpec, period } from '../spec.ts';

const FIRST = 128;

export const VOLATILITY: readonly IndicatorSpec[] = [
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
