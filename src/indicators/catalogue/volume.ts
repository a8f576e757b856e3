// The volume group: see core-wasm/indicators/volume for the kernels.
import type { IndicatorSpec } from '../spec.ts';

export const VOLUME: readonly IndicatorSpec[] = [];
