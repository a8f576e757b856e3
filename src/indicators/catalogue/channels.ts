// The channels group: see core-wasm/indicators/channels for the kernels.
import type { IndicatorSpec } from '../spec.ts';

export const CHANNELS: readonly IndicatorSpec[] = [];
