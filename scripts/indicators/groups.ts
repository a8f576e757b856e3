// Groups of indicators: the upper part of an id, the folder of the kernels, the title of the page.
import { INDICATORS } from '../../src/indicators/registry.ts';
import type { IndicatorSpec } from '../../src/indicators/spec.ts';

export interface Group {
  /** Folder in core-wasm/indicators, name of the page and of the AssemblyScript file. */
  readonly name: string;
  readonly title: string;
  readonly numbers: readonly number[];
}

const GROUPS: readonly Group[] = [
  { name: 'overlap', title: 'Overlap studies', numbers: [0] },
  { name: 'momentum', title: 'Momentum', numbers: [1] },
  { name: 'volatility', title: 'Volatility', numbers: [2] },
  { name: 'volume', title: 'Volume', numbers: [3] },
  { name: 'statistics', title: 'Statistics', numbers: [4] },
  { name: 'price', title: 'Prices', numbers: [5] },
  { name: 'cycle', title: 'Cycles', numbers: [6] },
  { name: 'maths', title: 'Arithmetic', numbers: [7] },
  { name: 'patterns', title: 'Candlestick patterns', numbers: [8, 9] },
  { name: 'averages', title: 'Further averages', numbers: [10] },
  { name: 'channels', title: 'Channels and stops', numbers: [11] },
  { name: 'oscillators', title: 'Further oscillators', numbers: [12] },
  { name: 'flow', title: 'Volume and money flow', numbers: [13] },
  { name: 'spread', title: 'Quotes and spreads', numbers: [14] },
  { name: 'levels', title: 'Levels', numbers: [15] },
];

/** Indicators of a group, in the order of the catalogue. */
export function indicatorsOf({ numbers }: Group): readonly IndicatorSpec[] {
  return INDICATORS.filter(({ id }) => numbers.includes(id >> 6));
}

/** Groups that have indicators. */
export function groups(): readonly Group[] {
  return GROUPS.filter((group) => indicatorsOf(group).length > 0);
}
