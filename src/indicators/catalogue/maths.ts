// The maths group: see core-wasm/indicators/maths for the kernels. Ids 448 to 511.
import { type IndicatorSpec, type ParamSpec, PERIOD_MAX } from '../spec.ts';

const FIRST = 448;

function pair(place: number, name: string, title: string, formula: string): IndicatorSpec {
  return {
    id: FIRST + place,
    name,
    talib:
      name === 'multiply' ? 'MULT' : name === 'divide' ? 'DIV' : name.slice(0, 3).toUpperCase(),
    title,
    inputs: ['real0', 'real1'],
    params: [],
    outputs: [{ name, talib: 'outReal', text: 'value by value' }],
    begin: () => 0,
    unit: 'as the inputs',
    formula,
    source: 'TA-Lib',
  };
}

const WINDOW: ParamSpec = {
  name: 'period',
  talib: 'optInTimePeriod',
  default: 30,
  min: 1,
  max: PERIOD_MAX,
  integer: true,
  text: 'bars of the window',
};

type Output = readonly [name: string, talib: string, text: string];

function over(
  place: number,
  name: string,
  talib: string,
  title: string,
  outputs: readonly Output[],
  formula: string,
): IndicatorSpec {
  return {
    id: FIRST + place,
    name,
    talib,
    title,
    inputs: ['real'],
    params: [WINDOW],
    outputs: outputs.map(([output, outTalib, text]) => ({ name: output, talib: outTalib, text })),
    begin: ([n = 0]) => n - 1,
    unit: name.endsWith('Index') ? 'bar' : 'as the input',
    formula,
    source: `TA-Lib ${talib}`,
  };
}

/** In the order of the kernels: CEIL is place 11. */
const FUNCTIONS: readonly (readonly [string, string, string, string])[] = [
  ['ceil', 'CEIL', 'Next whole number up', 'least whole number >= x'],
  ['floor', 'FLOOR', 'Next whole number down', 'largest whole number <= x'],
  ['sqrt', 'SQRT', 'Square root', 'NaN below 0'],
  ['acos', 'ACOS', 'Arc cosine', 'radians; NaN outside -1..1'],
  ['asin', 'ASIN', 'Arc sine', 'radians; NaN outside -1..1'],
  ['atan', 'ATAN', 'Arc tangent', 'radians'],
  ['cos', 'COS', 'Cosine', 'of radians'],
  ['cosh', 'COSH', 'Hyperbolic cosine', '(e^x + e^-x) / 2'],
  ['exp', 'EXP', 'Exponential', 'e^x'],
  ['ln', 'LN', 'Natural logarithm', 'NaN below 0, -Infinity at 0'],
  ['log10', 'LOG10', 'Logarithm to base 10', 'NaN below 0, -Infinity at 0'],
  ['sin', 'SIN', 'Sine', 'of radians'],
  ['sinh', 'SINH', 'Hyperbolic sine', '(e^x - e^-x) / 2'],
  ['tan', 'TAN', 'Tangent', 'of radians'],
  ['tanh', 'TANH', 'Hyperbolic tangent', 'sinh / cosh'],
];

/** Place of the first kernel of units.ts. */
const UNITS = 26;

/** In the order of the kernels. */
const UNIT_FUNCTIONS: readonly (readonly [string, string, string, string])[] = [
  ['absolute', 'Absolute value', '|x|', 'Tulip abs'],
  ['round', 'Nearest whole number', 'halves up', 'Tulip round'],
  ['truncate', 'Whole part', 'the whole number next to x towards 0', 'Tulip trunc'],
  ['degrees', 'Radians to degrees', 'x * 180 / pi', 'Tulip todeg'],
  ['radians', 'Degrees to radians', 'x * pi / 180', 'Tulip torad'],
];

function unit(name: string, title: string, formula: string, source: string, k: number) {
  return {
    id: FIRST + UNITS + k,
    name,
    title,
    inputs: ['real'],
    params: [],
    outputs: [{ name, text: 'value by value' }],
    begin: () => 0,
    unit: 'number',
    formula,
    source,
  } satisfies IndicatorSpec;
}

function crossing(place: number, name: string, title: string, formula: string, source: string) {
  return {
    id: FIRST + UNITS + 5 + place,
    name,
    title,
    inputs: ['real0', 'real1'],
    params: [],
    outputs: [{ name, text: '1 where it happens, otherwise 0' }],
    begin: () => 1,
    unit: '0 or 1',
    formula,
    source,
  } satisfies IndicatorSpec;
}

const TIES = 'an equal newcomer takes over; once that bar has left, the oldest of equals';

export const MATHS: readonly IndicatorSpec[] = [
  pair(0, 'add', 'Sum of two series', 'a + b'),
  pair(1, 'subtract', 'Difference of two series', 'a - b'),
  pair(2, 'multiply', 'Product of two series', 'a * b'),
  pair(3, 'divide', 'Quotient of two series', 'a / b as IEEE 754 has it'),
  over(4, 'sum', 'SUM', 'Sum over a window', [['sum', 'outReal', 'the sum']], 'sum of n values'),
  over(5, 'max', 'MAX', 'Highest value', [['max', 'outReal', 'the largest']], 'max of n values'),
  over(6, 'min', 'MIN', 'Lowest value', [['min', 'outReal', 'the smallest']], 'min of n values'),
  over(
    7,
    'minMax',
    'MINMAX',
    'Lowest and highest value',
    [
      ['min', 'outMin', 'the smallest'],
      ['max', 'outMax', 'the largest'],
    ],
    'min and max of n values',
  ),
  over(
    8,
    'maxIndex',
    'MAXINDEX',
    'Bar of the highest value',
    [['index', 'outInteger', 'its number, from 0']],
    TIES,
  ),
  over(
    9,
    'minIndex',
    'MININDEX',
    'Bar of the lowest value',
    [['index', 'outInteger', 'its number, from 0']],
    TIES,
  ),
  over(
    10,
    'minMaxIndex',
    'MINMAXINDEX',
    'Bars of the lowest and highest value',
    [
      ['minIndex', 'outMinIdx', 'bar of the smallest'],
      ['maxIndex', 'outMaxIdx', 'bar of the largest'],
    ],
    TIES,
  ),
  ...FUNCTIONS.map(
    ([name, talib, title, formula], k): IndicatorSpec => ({
      id: FIRST + 11 + k,
      name,
      talib,
      title,
      inputs: ['real'],
      params: [],
      outputs: [{ name, talib: 'outReal', text: 'value by value' }],
      begin: () => 0,
      unit: 'number',
      formula,
      source: `TA-Lib ${talib}`,
    }),
  ),
  ...UNIT_FUNCTIONS.map(([name, title, formula, source], k) =>
    unit(name, title, formula, source, k),
  ),
  crossing(
    0,
    'crossAny',
    'The first series passes the second',
    '1 where a - b turns from <= 0 to > 0 or from >= 0 to < 0',
    'Tulip crossany',
  ),
  crossing(
    1,
    'crossOver',
    'The first series rises above the second',
    '1 where a - b turns from <= 0 to > 0',
    'Tulip crossover',
  ),
];
