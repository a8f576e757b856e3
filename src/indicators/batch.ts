// A kernel over whole columns, in chunks that stay in the first caches.
import { faultyValue, isQty } from './columns.ts';
import type { IndicatorModule, RunExports } from './module.ts';
import type { IndicatorSpec } from './spec.ts';

/** Bars that are copied in and out at a time. */
const CHUNK = 4096;

/** A kernel over columns: one per input, one per output, equally long. */
export interface KernelCall {
  readonly spec: IndicatorSpec;
  readonly params: readonly number[];
  readonly columns: readonly Float64Array[];
  readonly outputs: readonly Float64Array<ArrayBuffer>[];
}

/** Copies bars into the module and looks at them. @throws OutcryError BAD_INPUT */
function copyIn(
  { f64, exports }: IndicatorModule<RunExports>,
  { spec, columns }: KernelCall,
  at: number,
  from: number,
  n: number,
): void {
  for (let k = 0; k < columns.length; k++) {
    const column = columns[k] as Float64Array;
    const cell = at + 8 * k * CHUNK;
    f64.set(n === column.length ? column : column.subarray(from, from + n), cell >>> 3);
    const input = spec.inputs[k] ?? 'real';
    const fault = exports.columnFault(cell, n, isQty(input) ? 1 : 0);
    if (fault < n) throw faultyValue(input, column[from + fault] ?? Number.NaN, from + fault);
  }
}

function runChunks(module: IndicatorModule<RunExports>, call: KernelCall, io: number): void {
  const { spec, params, columns, outputs } = call;
  const { exports } = module;
  const length = columns[0]?.length ?? 0;
  const inputs = columns.length;
  const count = inputs + outputs.length;
  const tables = io + 8 * count * CHUNK;
  module.f64.set(params, tables >>> 3);
  const size = module.sizeOf(spec.id, params);
  const state = module.alloc(size);
  try {
    // Taking the state may have made the memory grow: views from before are gone.
    const values = module.f64;
    exports.indicatorInit(spec.id, state, tables);
    for (let k = 0; k < count; k++) module.u32[(tables >>> 2) + k] = io + 8 * k * CHUNK;
    const outTable = tables + 4 * inputs;
    const work = tables + 4 * count;
    for (let from = 0; from < length; from += CHUNK) {
      const n = Math.min(CHUNK, length - from);
      copyIn(module, call, io, from, n);
      exports.indicatorRun(spec.id, state, tables, inputs, outTable, outputs.length, n, work);
      for (let k = 0; k < outputs.length; k++) {
        const cell = (io >>> 3) + (inputs + k) * CHUNK;
        outputs[k]?.set(values.subarray(cell, cell + n), from);
      }
    }
  } catch (cause) {
    throw module.stopped(cause, spec.name);
  } finally {
    module.release(state, size);
  }
}

/**
 * Runs a kernel over columns.
 * @throws OutcryError BAD_INPUT: a value that an input cannot have, with its bar; OUT_OF_MEMORY
 */
export function runKernel(module: IndicatorModule<RunExports>, call: KernelCall): void {
  const count = call.columns.length + call.outputs.length;
  const ioBytes = 8 * (count * CHUNK + Math.max(call.params.length, count));
  const io = module.allocRaw(ioBytes);
  try {
    runChunks(module, call, io);
  } finally {
    module.release(io, ioBytes);
  }
}
