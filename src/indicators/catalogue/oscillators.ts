// Oscillators beyond TA-Lib's, in two parts that are short enough to read.
import type { IndicatorSpec } from '../spec.ts';
import { SMOOTHED } from './oscillators-smoothed.ts';
import { TREND } from './oscillators-trend.ts';

export const OSCILLATORS: readonly IndicatorSpec[] = [...SMOOTHED, ...TREND];
