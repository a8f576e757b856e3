// The statistics group: see core-wasm/indicators/statistics for the kernels.
import type { IndicatorSpec } from '../spec.ts';

export const STATISTICS: readonly IndicatorSpec[] = [];
