// What kernels are written with: `outcry/assembly/kernel`. A kernel is three functions, size, init
// and run, over a state at a base pointer (core-wasm/indicators/kernel.ts says more).
export {
  BLOCK,
  NOT_YET,
  barsBefore,
  column,
  count,
  factor,
  fillNotYet,
  workColumn,
  workInit,
  workMark,
  workRelease,
} from '../core-wasm/indicators/kernel';
