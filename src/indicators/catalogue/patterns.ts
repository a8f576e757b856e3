// The patterns group: see core-wasm/indicators/patterns for the kernels.
import type { IndicatorSpec } from '../spec.ts';

export const PATTERNS: readonly IndicatorSpec[] = [];
