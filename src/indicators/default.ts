// The instance that the package's functions share: loaded with the module, so that computing needs
// no waiting.
import type { ComputeOptions, IndicatorInputs, IndicatorOutputs } from './columns.ts';
import { Indicators } from './indicators.ts';
import { loadIndicators, type MathExports } from './module.ts';
import type { OwnIndicator } from './own.ts';
import type { IndicatorParams } from './registry.ts';
import type { IndicatorStream } from './stream.ts';

const module = await loadIndicators();
const shared = new Indicators(module);

/** Functions of the shared instance. */
export const sharedMath: MathExports = module.exports;

/**
 * An indicator over whole columns, oldest bar first.
 *
 * @param name readable (`rsi`) or TA-Lib's (`RSI`)
 * @returns one column per output, as long as the inputs, NaN before the first value; keys are
 * TA-Lib's when `name` is. `options.into` gives columns to write them to.
 * @throws OutcryError UNKNOWN_INDICATOR, BAD_PARAMETER, BAD_INPUT
 */
export function compute(
  name: string,
  inputs: IndicatorInputs,
  params: IndicatorParams = {},
  options: ComputeOptions = {},
): IndicatorOutputs {
  return shared.compute(name, inputs, params, options);
}

/**
 * An indicator that takes one bar at a time: `update`, `peek` for a forming bar, `value`.
 * @throws OutcryError UNKNOWN_INDICATOR, BAD_PARAMETER
 */
export function create(name: string, params: IndicatorParams = {}): IndicatorStream {
  return shared.create(name, params);
}

/**
 * Makes an indicator of yours answer to its name in `compute` and `create`.
 * @throws OutcryError NAME_TAKEN
 */
export function register(indicator: OwnIndicator): void {
  shared.register(indicator);
}
