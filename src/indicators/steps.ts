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
abstract class StepStream extends KernelStream {
  protected readonly which: number;
  // Addresses as the module takes them, signed: V8 keeps whole numbers above 2^31 elsewhere.
  protected readonly state: number;
  protected readonly copy: number;
  protected readonly out: number;
  protected readonly peekOut: number;

  constructor(
    module: IndicatorModule,
    spec: IndicatorSpec,
    params: readonly number[],
    which: number,
  ) {
    super(module, spec, params);
    this.which = which;
    this.state = this.at | 0;
    this.copy = this.twin | 0;
    this.out = (8 * this.outputCell) | 0;
    this.peekOut = (8 * (this.outputCell + spec.outputs.length)) | 0;
  }
}

/** Of one input. The functions stand in fields: looking them up costs a tenth of an update. */
class ValueStream extends StepStream {
  private step: IndicatorExports['indicatorStep'];
  private stepPeek: IndicatorExports['indicatorStepPeek'];

  constructor(...given: ConstructorParameters<typeof StepStream>) {
    super(...given);
    this.step = given[0].exports.indicatorStep;
    this.stepPeek = given[0].exports.indicatorStepPeek;
  }

  override update(x: number): number {
    return this.step(this.which, this.state, this.out, x);
  }

  override peek(x: number): number {
    return this.stepPeek(this.which, this.state, this.copy, this.size, this.peekOut, x);
  }

  protected override close(closed: () => never): void {
    super.close(closed);
    this.step = closed;
    this.stepPeek = closed;
  }
}

/** Of several inputs. */
class BarStream extends StepStream {
  private step: IndicatorExports['indicatorStepBar'];
  private stepPeek: IndicatorExports['indicatorStepBarPeek'];

  constructor(...given: ConstructorParameters<typeof StepStream>) {
    super(...given);
    this.step = given[0].exports.indicatorStepBar;
    this.stepPeek = given[0].exports.indicatorStepBarPeek;
  }

  override update(a: number, b = Number.NaN, c = Number.NaN, d = Number.NaN): number {
    return this.step(this.which, this.state, this.out, a, b, c, d);
  }

  override peek(a: number, b = Number.NaN, c = Number.NaN, d = Number.NaN): number {
    return this.stepPeek(this.which, this.state, this.copy, this.size, this.peekOut, a, b, c, d);
  }

  protected override close(closed: () => never): void {
    super.close(closed);
    this.step = closed;
    this.stepPeek = closed;
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
    ? new ValueStream(module, spec, params, which)
    : new BarStream(module, spec, params, which);
}
