// The flow group: see core-wasm/indicators/flow for the kernels.
import type { IndicatorSpec } from '../spec.ts';

export const FLOW: readonly IndicatorSpec[] = [];
