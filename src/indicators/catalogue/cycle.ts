// The cycle group: see core-wasm/indicators/cycle for the kernels.
import type { IndicatorSpec } from '../spec.ts';

export const CYCLE: readonly IndicatorSpec[] = [];
