// Ours: whole columns and streams through the package.
import { createIndicators, type IndicatorStream } from 'outcry/indicators';
import type { Bars } from './series.ts';
import type { Measure } from './set.ts';

/** Runs over all bars; gives one column per output. */
export type Runner = () => ArrayLike<number>[];

/** `compute`: columns in, columns out; `isInto`: results to columns that are there already. */
export async function batch(measure: Measure, bars: Bars, isInto: boolean): Promise<Runner> {
  const indicators = await createIndicators();
  const inputs =
    measure.inputs.length === 1 && measure.inputs[0] === 'close'
      ? { close: bars.close }
      : Object.fromEntries(measure.inputs.map((name) => [name, bars[name]]));
  const { name, params } = measure;
  if (!isInto) return () => Object.values(indicators.compute(name, inputs, params));
  const into = indicators.compute(name, inputs, params);
  return () => Object.values(indicators.compute(name, inputs, params, { into }));
}

/** Updates by the number of inputs, as a program would write them. */
function updates(inputs: readonly Float64Array[]): (one: IndicatorStream, i: number) => number {
  const [a, b, c, d] = inputs as [Float64Array, Float64Array, Float64Array, Float64Array];
  const at = (column: Float64Array, i: number): number => column[i] as number;
  if (inputs.length === 1) return (one, i) => one.update(at(a, i));
  if (inputs.length === 2) return (one, i) => one.update(at(a, i), at(b, i));
  if (inputs.length === 3) return (one, i) => one.update(at(a, i), at(b, i), at(c, i));
  return (one, i) => one.update(at(a, i), at(b, i), at(c, i), at(d, i));
}

/** `create`: one call from JavaScript a bar, and every output read. */
export async function stream(measure: Measure, bars: Bars): Promise<Runner> {
  const indicators = await createIndicators();
  const update = updates(measure.inputs.map((name) => bars[name]));
  const count = bars.close.length;
  // Written again and again, as the other contenders' are.
  const outputs = [0, 1, 2].map(() => new Float64Array(count));
  const [first, second, third] = outputs as [Float64Array, Float64Array, Float64Array];
  return () => {
    using one = indicators.create(measure.name, measure.params);
    const { length } = one.spec.outputs;
    for (let i = 0; i < count; i++) {
      first[i] = update(one, i);
      if (length > 1) second[i] = one.value(1);
      if (length > 2) third[i] = one.value(2);
    }
    return outputs.slice(0, length);
  };
}
