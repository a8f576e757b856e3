// The levels group: see core-wasm/indicators/levels for the kernels.
import type { IndicatorSpec } from '../spec.ts';

export const LEVELS: readonly IndicatorSpec[] = [];
