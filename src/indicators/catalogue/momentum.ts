// The momentum group: see core-wasm/indicators/momentum for the kernels.
import type { IndicatorSpec } from '../spec.ts';

export const MOMENTUM: readonly IndicatorSpec[] = [];
