// The price group: see core-wasm/indicators/price for the kernels. Ids 320 to 383.
import type { IndicatorSpec, InputName } from '../spec.ts';

const FIRST = 320;

interface Transform {
  readonly name: string;
  readonly talib?: string;
  readonly title: string;
  readonly inputs: readonly InputName[];
  readonly unit: string;
  readonly formula: string;
  readonly source: string;
}

/** In the order of the kernels. */
const TRANSFORMS: readonly Transform[] = [
  {
    name: 'averagePrice',
    talib: 'AVGPRICE',
    title: 'Average price',
    inputs: ['open', 'high', 'low', 'close'],
    unit: 'price',
    formula: '(O + H + L + C) / 4',
    source: 'TA-Lib AVGPRICE',
  },
  {
    name: 'medianPrice',
    talib: 'MEDPRICE',
    title: 'Median price',
    inputs: ['high', 'low'],
    unit: 'price',
    formula: '(H + L) / 2',
    source: 'TA-Lib MEDPRICE',
  },
  {
    name: 'typicalPrice',
    talib: 'TYPPRICE',
    title: 'Typical price',
    inputs: ['high', 'low', 'close'],
    unit: 'price',
    formula: '(H + L + C) / 3',
    source: 'TA-Lib TYPPRICE',
  },
  {
    name: 'weightedClose',
    talib: 'WCLPRICE',
    title: 'Weighted close',
    inputs: ['high', 'low', 'close'],
    unit: 'price',
    formula: '(H + L + 2 * C) / 4',
    source: 'TA-Lib WCLPRICE',
  },
];

export const PRICE: readonly IndicatorSpec[] = TRANSFORMS.map(
  ({ name, talib, title, inputs, unit, formula, source }, k) => ({
    id: FIRST + k,
    name,
    ...(talib === undefined ? {} : { talib }),
    title,
    inputs,
    params: [],
    outputs: [{ name, ...(talib === undefined ? {} : { talib: 'outReal' }), text: 'of each bar' }],
    begin: () => 0,
    unit,
    formula,
    source,
  }),
);
