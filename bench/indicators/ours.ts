// Ours: whole columns and streams through the package.
import { createIndicators } from 'outcry/indicators';
import type { Bars } from './series.ts';
import type { Measure } from './set.ts';

/** Runs over all bars; gives one column per output. */
export type Runner = () => ArrayLike<number>[];

/** `compute`: columns in, columns out. */
export async function batch(measure: Measure, bars: Bars): Promise<Runner> {
  const indicators = await createIndicators();
  const inputs =
    measure.inputs.length === 1 && measure.inputs[0] === 'close'
      ? { close: bars.close }
      : Object.fromEntries(measure.inputs.map((name) => [name, bars[name]]));
  return () => Object.values(indicators.compute(measure.name, inputs, measure.params));
}

/** `create`: one call from JavaScript a bar, and every output read. */
export async function stream(measure: Measure, bars: Bars): Promise<Runner> {
  const indicators = await createIndicators();
  const [a, b, c, d] = measure.inputs.map((name) => bars[name]);
  const count = bars.close.length;
  const at = (column: Float64Array | undefined, i: number): number => column?.[i] ?? 0;
  return () => {
    using one = indicators.create(measure.name, measure.params);
    const outputs = one.spec.outputs.map(() => new Float64Array(count));
    for (let i = 0; i < count; i++) {
      one.update(at(a, i), at(b, i), at(c, i), at(d, i));
      for (let k = 0; k < outputs.length; k++) (outputs[k] as Float64Array)[i] = one.value(k);
    }
    return outputs;
  };
}
