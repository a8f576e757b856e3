// The volatility group: see core-wasm/indicators/volatility for the kernels.
import type { IndicatorSpec } from '../spec.ts';

export const VOLATILITY: readonly IndicatorSpec[] = [];
