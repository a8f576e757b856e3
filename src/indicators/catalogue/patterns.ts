// Candlestick patterns: the 61 of TA-Lib and others in use. Kernels: core-wasm/indicators/patterns.
import type { IndicatorSpec } from '../spec.ts';
import { MORE_CANDLES } from './patterns-many.ts';
import { ONE_CANDLE } from './patterns-one.ts';
import { THREE_CANDLES } from './patterns-three.ts';
import { TWO_CANDLES } from './patterns-two.ts';

export const PATTERNS: readonly IndicatorSpec[] = [
  ...ONE_CANDLE,
  ...TWO_CANDLES,
  ...THREE_CANDLES,
  ...MORE_CANDLES,
];
