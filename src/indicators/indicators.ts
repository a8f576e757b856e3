// The three ways in: `compute` over whole columns, `create` for streams; in AssemblyScript the
// kernels themselves. All run the same kernel, so their values are the same bit for bit.
import { nearHint } from '../errors/near-names.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { runKernel } from './batch.ts';
import {
  type ComputeOptions,
  columnsOf,
  type IndicatorInputs,
  type IndicatorOutputs,
  namedOutputs,
  outputColumns,
} from './columns.ts';
import { type IndicatorBuild, type IndicatorModule, loadIndicators } from './module.ts';
import { noIndicator, type OwnIndicator } from './own.ts';
import {
  findIndicator,
  findNamed,
  getIndicator,
  type IndicatorParams,
  resolveParams,
} from './registry.ts';
import { isNamed, shown } from './shown.ts';
import type { IndicatorSpec } from './spec.ts';
import { createStream } from './steps.ts';
import type { IndicatorStream } from './stream.ts';

export type { IndicatorInputs, IndicatorOutputs, IndicatorStream };

export class Indicators {
  private readonly module: IndicatorModule;
  private readonly own = new Map<string, OwnIndicator>();

  constructor(module: IndicatorModule) {
    this.module = module;
  }

  /**
   * Makes an indicator of the user's answer to its name.
   * @throws OutcryError NAME_TAKEN; BAD_DEFINITION for what is no indicator
   */
  register(indicator: OwnIndicator): void {
    if (!isNamed(indicator) || !isNamed(indicator.spec))
      throw noIndicator(undefined, 'what defineIndicator or loadKernel gives', {
        found: shown(indicator),
      });
    const { name } = indicator.spec;
    // An alias of a built-in one is free: here it stands for the user's.
    if (findNamed(name) !== undefined || this.own.has(name))
      throw new OutcryError('NAME_TAKEN', 'usage', 'there is an indicator of this name already', {
        found: name,
      });
    this.own.set(name, indicator);
  }

  /**
   * What the indicator is.
   * @throws OutcryError UNKNOWN_INDICATOR
   */
  get(name: string): IndicatorSpec {
    const own = this.own.get(name);
    if (own !== undefined) return own.spec;
    const known = findIndicator(name);
    if (known !== undefined || typeof name !== 'string') return known ?? getIndicator(name);
    const hint = nearHint(name, this.own.keys());
    if (hint.hint === undefined) return getIndicator(name);
    throw new OutcryError('UNKNOWN_INDICATOR', 'usage', 'there is no such indicator', {
      found: `'${name}'`,
      ...hint,
    });
  }

  /**
   * An indicator over whole columns.
   *
   * @param name readable (`rsi`), TA-Lib's (`RSI`) or of a registered one
   * @returns one column per output, as long as the inputs, NaN before the first value; keys are
   * TA-Lib's when `name` is
   * @throws OutcryError UNKNOWN_INDICATOR, BAD_PARAMETER, BAD_INPUT (no finite number, unequal
   * lengths, fewer bars than the first value needs, no place for the results in `options.into`)
   */
  compute(
    name: string,
    inputs: IndicatorInputs,
    params: IndicatorParams = {},
    options: ComputeOptions = {},
  ): IndicatorOutputs {
    const own = this.own.get(name);
    if (own !== undefined) return own.compute(inputs, params, options);
    const spec = this.get(name);
    const values = resolveParams(spec, params);
    const columns = columnsOf(spec, values, inputs);
    const outputs = outputColumns(name, spec, columns, options);
    runKernel(this.module, { spec, params: values, columns, outputs });
    return namedOutputs(name, spec, outputs);
  }

  /**
   * An indicator that takes one bar at a time.
   * @throws OutcryError UNKNOWN_INDICATOR, BAD_PARAMETER
   */
  create(name: string, params: IndicatorParams = {}): IndicatorStream {
    const own = this.own.get(name);
    if (own !== undefined) return own.create(params);
    const spec = this.get(name);
    const values = resolveParams(spec, params);
    return createStream(this.module, spec, values);
  }
}

/** Loads the module. Cost: some milliseconds, once. */
export async function createIndicators(build: IndicatorBuild = 'release'): Promise<Indicators> {
  return new Indicators(await loadIndicators(build));
}
