// Streams of the commonest indicators, which have a step of their own in the module.
import type { IndicatorExports, IndicatorModule } from './module.ts';
import type { IndicatorSpec } from './spec.ts';
import { type IndicatorStream, KernelStream } from './stream.ts';

/** By the number of the step: core-wasm/indicators/steps.ts. */
const STEPS: readonly string[] = [
  'sma',
  'ema',
  'wma',
  'dema',
  'tema',
  'macd',
  'rsi',
  'roc',
  'standardDeviation',
  'linearRegression',
  'bbands',
  'max',
  'onBalanceVolume',
  'aroon',
  'atr',
  'adx',
  'cci',
  'stoch',
  'willR',
  'mfi',
];

/** The number of the indicator's step, if it has one. */
export function stepOf(spec: IndicatorSpec): number | undefined {
  const found = STEPS.indexOf(spec.name);
  return found < 0 ? undefined : found;
}

/** A stream whose values cross as numbers, without columns and tables. */
class StepStream extends KernelStream {
  protected readonly steps: IndicatorExports;
  protected readonly which: number;
  protected readonly out: number;
  protected readonly peekOut: number;

  constructor(
    module: IndicatorModule,
    spec: IndicatorSpec,
    params: readonly number[],
    which: number,
  ) {
    super(module, spec, params);
    this.steps = module.exports;
    this.which = which;
    this.out = 8 * this.outputCell;
    this.peekOut = this.out + 8 * spec.outputs.length;
  }

  override update(x: number): number {
    return this.steps.indicatorStep(this.which, this.at, this.out, x);
  }

  override peek(x: number): number {
    const { which, at, twin, size, peekOut } = this;
    return this.steps.indicatorStepPeek(which, at, twin, size, peekOut, x);
  }
}

/** The same of several inputs. */
class BarStepStream extends StepStream {
  override update(a: number, b = 0, c = 0, d = 0): number {
    return this.steps.indicatorStepBar(this.which, this.at, this.out, a, b, c, d);
  }

  override peek(a: number, b = 0, c = 0, d = 0): number {
    const { which, at, twin, size, peekOut } = this;
    return this.steps.indicatorStepBarPeek(which, at, twin, size, peekOut, a, b, c, d);
  }
}

/** A stream of a built-in indicator. */
export function createStream(
  module: IndicatorModule,
  spec: IndicatorSpec,
  params: readonly number[],
): IndicatorStream {
  const which = stepOf(spec);
  if (which === undefined) return new KernelStream(module, spec, params);
  return spec.inputs.length === 1
    ? new StepStream(module, spec, params, which)
    : new BarStepStream(module, spec, params, which);
}
