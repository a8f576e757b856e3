// An indicator of the user's in AssemblyScript: a module with one kernel, in a memory of its own.
import { OutcryError } from '../errors/outcry-error.ts';
import { runKernel } from './batch.ts';
import { columnsOf, type IndicatorOutputs, namedOutputs, outputColumns } from './columns.ts';
import { IndicatorModule, instantiate, type RunExports } from './module.ts';
import { noIndicator, type OwnDescription, type OwnIndicator, ownSpec } from './own.ts';
import { resolveParams } from './registry.ts';
import { shown } from './shown.ts';
import type { IndicatorSpec } from './spec.ts';
import { type IndicatorStream, KernelStream } from './stream.ts';

export interface KernelDefinition extends OwnDescription {
  /** The module, or its bytes: exports size, init, run and all of `outcry/assembly/host`. */
  readonly wasm: WebAssembly.Module | BufferSource;
}

/** What a kernel's module exports beside what `outcry/assembly/host` brings. */
interface KernelExports {
  size(params: number): number;
  init(state: number, params: number): void;
  run(state: number, inputs: number, outputs: number, n: number): void;
}

type HostExports = Pick<
  RunExports,
  'heapBase' | 'arenaInit' | 'arenaAlloc' | 'arenaTop' | 'faultCode' | 'workInit' | 'columnFault'
>;

const KERNEL_NAMES = ['size', 'init', 'run'] as const;
const HOST_NAMES = [
  'heapBase',
  'arenaInit',
  'arenaAlloc',
  'arenaTop',
  'faultCode',
  'workInit',
  'columnFault',
] as const;
/** Most bars of one run of a kernel. */
const BLOCK = 512;

function checkExports(name: string, exports: WebAssembly.Exports): KernelExports & HostExports {
  const missing = [...KERNEL_NAMES, ...HOST_NAMES].filter(
    (one) => typeof exports[one] !== 'function',
  );
  if (missing.length > 0)
    throw new OutcryError('BAD_DEFINITION', 'usage', 'the module is no kernel', {
      where: name,
      expected: `exports ${missing.join(', ')}`,
      found: Object.keys(exports).join(', ') || 'none',
      hint: "write export * from 'outcry/assembly/host' and export size, init and run",
    });
  return exports as unknown as KernelExports & HostExports;
}

/** The kernel as if it were the only indicator of the built-in module. */
function asIndicators(kernel: KernelExports & HostExports, memory: WebAssembly.Memory): RunExports {
  const tables = (table: number, columns: number, count: number, by: number): void => {
    const view = new Uint32Array(memory.buffer);
    for (let k = 0; k < count; k++) view[(table >>> 2) + k] = (view[(columns >>> 2) + k] ?? 0) + by;
  };
  const step = (state: number, inputs: number, outputs: number, bar: readonly number[]): number => {
    const u32 = new Uint32Array(memory.buffer);
    const f64 = new Float64Array(memory.buffer);
    f64.set(bar, (u32[inputs >>> 2] ?? 0) >>> 3);
    kernel.run(state, inputs, outputs, 1);
    return f64[(u32[outputs >>> 2] ?? 0) >>> 3] ?? Number.NaN;
  };
  return {
    ...(Object.fromEntries(HOST_NAMES.map((name) => [name, kernel[name]])) as HostExports),
    indicatorSize: (_id, params) => kernel.size(params),
    indicatorInit: (_id, state, params) => {
      kernel.init(state, params);
    },
    indicatorRun: (_id, state, inputs, inputCount, outputs, outputCount, n, table) => {
      const moved = table + 4 * inputCount;
      for (let done = 0; done < n; done += BLOCK) {
        tables(table, inputs, inputCount, 8 * done);
        tables(moved, outputs, outputCount, 8 * done);
        kernel.run(state, table, moved, Math.min(BLOCK, n - done));
      }
    },
    indicatorUpdate: (_id, state, inputs, outputs, ...bar) => step(state, inputs, outputs, bar),
    indicatorPeek: (_id, state, twin, size, inputs, outputs, ...bar) => {
      new Uint8Array(memory.buffer).copyWithin(twin, state, state + size);
      return step(twin, inputs, outputs, bar);
    },
  };
}

/** The module of a kernel, in a memory of its own. @throws OutcryError BAD_DEFINITION */
async function kernelOf(
  { name }: IndicatorSpec,
  wasm: WebAssembly.Module | BufferSource,
): Promise<{ readonly memory: WebAssembly.Memory; readonly exports: WebAssembly.Exports }> {
  try {
    return await instantiate(
      wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm),
    );
  } catch (cause) {
    throw noIndicator(name, 'wasm: a module of AssemblyScript, or its bytes', {
      found: cause instanceof Error ? cause.message : shown(wasm),
      cause,
    });
  }
}

/**
 * An indicator whose kernel is a WebAssembly module of the user's: the same ways in as
 * `defineIndicator`, at the speed of the built-in ones.
 *
 * @throws OutcryError BAD_DEFINITION
 */
export async function loadKernel(definition: KernelDefinition): Promise<OwnIndicator> {
  const spec = ownSpec(definition);
  const { memory, exports } = await kernelOf(spec, definition.wasm);
  const module = new IndicatorModule(
    memory,
    asIndicators(checkExports(spec.name, exports), memory),
  );
  return {
    spec,
    compute(inputs, params = {}, options = {}): IndicatorOutputs {
      const values = resolveParams(spec, params);
      const columns = columnsOf(spec, values, inputs);
      const outputs = outputColumns(spec.name, spec, columns, options);
      runKernel(module, { spec, params: values, columns, outputs });
      return namedOutputs(spec.name, spec, outputs);
    },
    create(params = {}): IndicatorStream {
      return new KernelStream(module, spec, resolveParams(spec, params));
    },
  };
}
