// The maths group: see core-wasm/indicators/maths for the kernels.
import type { IndicatorSpec } from '../spec.ts';

export const MATHS: readonly IndicatorSpec[] = [];
