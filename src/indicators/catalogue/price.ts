// The price group: see core-wasm/indicators/price for the kernels.
import type { IndicatorSpec } from '../spec.ts';

export const PRICE: readonly IndicatorSpec[] = [];
