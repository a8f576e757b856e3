// Wilder's directional movement. Ids 88 to 94 of the momentum group.
import { type IndicatorSpec, type InputName, period } from '../spec.ts';

interface Movement {
  readonly id: number;
  readonly name: string;
  readonly talib: string;
  readonly title: string;
  readonly inputs?: readonly InputName[];
  readonly begin: (n: number) => number;
  readonly unit: string;
  readonly formula: string;
}

function movement({ id, name, talib, title, inputs, begin, unit, formula }: Movement) {
  return {
    id,
    name,
    talib,
    title,
    inputs: inputs ?? (['high', 'low', 'close'] as const),
    params: [period('period', 14, 'optInTimePeriod', 'bars; each sum loses 1 / n a bar')],
    outputs: [{ name, talib: 'outReal', text: title.toLowerCase() }],
    begin: ([n = 0]: readonly number[]) => begin(n),
    unit,
    formula,
    source: `Wilder; TA-Lib ${talib}`,
  };
}

const SUMMED = 'summed over n - 1 bars, then S = S - S / n + x';

export const MOVEMENT: readonly IndicatorSpec[] = [
  movement({
    id: 88,
    name: 'plusDm',
    talib: 'PLUS_DM',
    title: 'Upward movement',
    inputs: ['high', 'low'],
    begin: (n) => Math.max(1, n - 1),
    unit: 'price',
    formula: `H - H[1] where it is above 0 and above L[1] - L; ${SUMMED}`,
  }),
  movement({
    id: 89,
    name: 'minusDm',
    talib: 'MINUS_DM',
    title: 'Downward movement',
    inputs: ['high', 'low'],
    begin: (n) => Math.max(1, n - 1),
    unit: 'price',
    formula: `L[1] - L where it is above 0 and above H - H[1]; ${SUMMED}`,
  }),
  movement({
    id: 90,
    name: 'plusDi',
    talib: 'PLUS_DI',
    title: 'Upward indicator',
    begin: (n) => n,
    unit: '0..100',
    formula: '100 plusDm / summed true range; 0 without a range',
  }),
  movement({
    id: 91,
    name: 'minusDi',
    talib: 'MINUS_DI',
    title: 'Downward indicator',
    begin: (n) => n,
    unit: '0..100',
    formula: '100 minusDm / summed true range; 0 without a range',
  }),
  movement({
    id: 92,
    name: 'dx',
    talib: 'DX',
    title: 'Directional movement index',
    begin: (n) => n,
    unit: '0..100',
    formula: '100 |plusDm - minusDm| / (plusDm + minusDm); the last value where both are 0',
  }),
  movement({
    id: 93,
    name: 'adx',
    talib: 'ADX',
    title: 'Average directional movement index',
    begin: (n) => 2 * n - 1,
    unit: '0..100',
    formula: "mean of the first n dx, then Wilder's average",
  }),
  movement({
    id: 94,
    name: 'adxr',
    talib: 'ADXR',
    title: 'Average directional movement rating',
    begin: (n) => (n === 1 ? 1 : 3 * n - 2),
    unit: '0..100',
    formula: '(adx + adx[n - 1]) / 2',
  }),
];
