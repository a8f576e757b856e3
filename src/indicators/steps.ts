// Streams of the commonest indicators, which have a step of their own in the module.
import type { IndicatorExports, IndicatorModule } from './module.ts';
import type { IndicatorSpec } from './spec.ts';
import { KernelStream } from './stream.ts';

/** By the number of the step: core-wasm/indicators/steps.ts. All have one input. */
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
];

/** The number of the indicator's step, if it has one. */
export function stepOf(spec: IndicatorSpec): number | undefined {
  const found = STEPS.indexOf(spec.name);
  return found < 0 ? undefined : found;
}

/** A stream whose values cross as numbers, without columns and tables. */
export class StepStream extends KernelStream {
  private readonly steps: IndicatorExports;
  private readonly which: number;
  private readonly out: number;
  private readonly peekOut: number;

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
