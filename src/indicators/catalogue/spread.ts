// The spread group: see core-wasm/indicators/spread for the kernels.
import type { IndicatorSpec } from '../spec.ts';

export const SPREAD: readonly IndicatorSpec[] = [];
