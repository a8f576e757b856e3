// The kernels alone, over columns that lie in their own memory: what a strategy inside the module
// pays.
import { loadIndicators } from '../../../src/indicators/module.ts';
import { beginsOf, getIndicator, resolveParams } from '../../../src/indicators/registry.ts';
import { stepOf } from '../../../src/indicators/steps.ts';

export interface KernelRun {
  readonly name: string;
  readonly params: Readonly<Record<string, number>>;
  readonly columns: readonly Float64Array[];
  /** One bar at a time. */
  readonly isStream: boolean;
}

/** First bar with all values. */
export function firstBar(name: string, params: Readonly<Record<string, number>>): number {
  const spec = getIndicator(name);
  return Math.max(...beginsOf(spec, resolveParams(spec, params)));
}

/** Runs a kernel over all bars; gives its outputs, views that the next run overwrites. */
export async function createKernelRun({ name, params, columns, isStream }: KernelRun) {
  const module = await loadIndicators();
  const spec = getIndicator(name);
  const values = resolveParams(spec, params);
  const count = columns[0]?.length ?? 0;
  const inputs = columns.map(() => module.alloc(8 * count));
  const outputs = spec.outputs.map(() => module.alloc(8 * count));
  const given = module.alloc(8 * 16);
  const table = module.alloc(4 * 64);
  module.f64.set(values, given >> 3);
  const size = module.exports.indicatorSize(spec.id, given) >>> 0;
  const state = module.alloc(size);
  inputs.forEach((at, k) => {
    module.f64.set(columns[k] ?? [], at >> 3);
  });
  [...inputs, ...outputs].forEach((at, k) => {
    module.u32[(table >> 2) + k] = at;
  });
  const end = (state + ((size + 63) & ~63)) >> 3;
  const { exports } = module;
  const outTable = table + 4 * inputs.length;
  const step = stepOf(spec);
  const results = (): Float64Array[] =>
    outputs.map((at) => module.f64.subarray(at >> 3, (at >> 3) + count));
  return (): Float64Array[] => {
    module.f64.fill(0, state >> 3, end);
    exports.indicatorInit(spec.id, state, given);
    if (isStream && step !== undefined) {
      exports.indicatorSteps(step, state, table, outTable, count, table + 128);
      return results();
    }
    const method = isStream ? 'indicatorStream' : 'indicatorRun';
    exports[method](
      spec.id,
      state,
      table,
      inputs.length,
      outTable,
      outputs.length,
      count,
      table + 128,
    );
    return results();
  };
}
