// outcry/assembly/math: exp, log, powers and circular functions with the same bits on every machine
// and in both hosts (outcry/math). The names of AssemblyScript's own Math give other bits.
export {
  acos,
  asin,
  atan,
  atan2,
  cbrt,
  cos,
  cosh,
  exp,
  expm1,
  log,
  log10,
  log2,
  pow,
  sin,
  sinh,
  tan,
  tanh,
} from '../core-wasm/math/transcendental';
