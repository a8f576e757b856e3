// The averages group: see core-wasm/indicators/averages for the kernels.
import type { IndicatorSpec } from '../spec.ts';

export const AVERAGES: readonly IndicatorSpec[] = [];
