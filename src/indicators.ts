// `outcry/indicators`: indicators over columns and over streams.
export { OutcryError } from './errors/outcry-error.ts';
export type {
  ComputeOptions,
  IndicatorInputs,
  IndicatorOutputs,
} from './indicators/columns.ts';
export { compute, create, register } from './indicators/default.ts';
export { createIndicators, Indicators } from './indicators/indicators.ts';
export { checkIndicator, type OwnIndicator } from './indicators/own.ts';
export { type KernelDefinition, loadKernel } from './indicators/own-kernel.ts';
export {
  defineIndicator,
  type IndicatorDefinition,
  type IndicatorStep,
} from './indicators/own-step.ts';
export { getIndicator, INDICATORS, type IndicatorParams } from './indicators/registry.ts';
export type { IndicatorSpec, InputName, OutputSpec, ParamSpec } from './indicators/spec.ts';
export type { IndicatorStream } from './indicators/stream.ts';
