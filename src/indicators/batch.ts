// A kernel over whole columns, in chunks that stay in the first caches.
import { faultyValue, isQty } from './columns.ts';
import type { IndicatorModule, RunExports } from './module.ts';
import type { IndicatorSpec } from './spec.ts';

/** Bars that are copied in and out at a time. */
const CHUNK = 4096;

/**
 * Runs the kernel of `spec` over `columns`, one per input; returns a column per output.
 * @throws OutcryError BAD_INPUT: a value that an input cannot have, with its bar
 */
export function runKernel(
  module: IndicatorModule<RunExports>,
  spec: IndicatorSpec,
  params: readonly number[],
  columns: readonly Float64Array[],
): Float64Array<ArrayBuffer>[] {
  const length = columns[0]?.length ?? 0;
  const outputs = spec.outputs.map(() => new Float64Array(length));
  const chunk = Math.min(CHUNK, length);
  const count = columns.length + outputs.length;
  const ioBytes = 8 * (count * CHUNK + Math.max(params.length, count));
  const io = module.alloc(ioBytes);
  const tables = io + 8 * count * CHUNK;
  module.f64.set(params, tables >> 3);
  const size = module.exports.indicatorSize(spec.id, tables) >>> 0;
  const state = module.alloc(size);
  module.exports.indicatorInit(spec.id, state, tables);
  const release = (): void => {
    module.release(state, size);
    module.release(io, ioBytes);
  };
  const { f64, u32, exports } = module;
  for (let k = 0; k < count; k++) u32[(tables >> 2) + k] = io + 8 * k * CHUNK;
  const outTable = tables + 4 * columns.length;
  for (let from = 0; from < length; from += chunk) {
    const n = Math.min(chunk, length - from);
    for (const [k, column] of columns.entries()) {
      const at = io + 8 * k * CHUNK;
      f64.set(from === 0 && n === length ? column : column.subarray(from, from + n), at >> 3);
      const input = spec.inputs[k] ?? 'real';
      const fault = exports.columnFault(at, n, isQty(input) ? 1 : 0);
      if (fault < n) {
        release();
        throw faultyValue(input, column[from + fault] ?? Number.NaN, from + fault);
      }
    }
    const work = tables + 4 * count;
    exports.indicatorRun(spec.id, state, tables, columns.length, outTable, outputs.length, n, work);
    outputs.forEach((output, k) => {
      const at = (io >> 3) + (columns.length + k) * CHUNK;
      output.set(f64.subarray(at, at + n), from);
    });
  }
  release();
  return outputs;
}
