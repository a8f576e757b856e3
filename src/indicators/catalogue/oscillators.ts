// The oscillators group: see core-wasm/indicators/oscillators for the kernels.
import type { IndicatorSpec } from '../spec.ts';

export const OSCILLATORS: readonly IndicatorSpec[] = [];
