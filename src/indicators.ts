// `outcry/indicators`: indicators over columns and over streams.
export { OutcryError } from './errors/outcry-error.ts';
export { compute, create } from './indicators/default.ts';
export {
  createIndicators,
  type IndicatorInputs,
  type IndicatorOutputs,
  IndicatorStream,
  Indicators,
} from './indicators/indicators.ts';
export { getIndicator, INDICATORS, type IndicatorParams } from './indicators/registry.ts';
export type { IndicatorSpec, InputName, OutputSpec, ParamSpec } from './indicators/spec.ts';
