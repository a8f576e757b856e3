// The functions of `Math` whose digits the language leaves to the engine, computed in WebAssembly:
// the same bits in every engine, on every machine, and in strategies in AssemblyScript. The others
// (sqrt, abs, floor, round, min, ...) are exact everywhere: take them from `Math`.
import { sharedMath } from './default.ts';

/** e^x, within 1 ulp. Cost of each of these: a call into WebAssembly, tens of nanoseconds. */
export function exp(x: number): number {
  return sharedMath.mathExp(x);
}

/** e^x - 1 without loss near 0. */
export function expm1(x: number): number {
  return sharedMath.mathExpm1(x);
}

/** The natural logarithm. NaN below 0, -Infinity at 0. */
export function log(x: number): number {
  return sharedMath.mathLog(x);
}

export function log2(x: number): number {
  return sharedMath.mathLog2(x);
}

export function log10(x: number): number {
  return sharedMath.mathLog10(x);
}

/** x^y; the operator `**` gives other bits in other engines. */
export function pow(x: number, y: number): number {
  return sharedMath.mathPow(x, y);
}

/** Exact, as everywhere: here so that formulas need one import. */
export function sqrt(x: number): number {
  return Math.sqrt(x);
}

export function cbrt(x: number): number {
  return sharedMath.mathCbrt(x);
}

/** Of an angle in radians, of any size. */
export function sin(x: number): number {
  return sharedMath.mathSin(x);
}

export function cos(x: number): number {
  return sharedMath.mathCos(x);
}

export function tan(x: number): number {
  return sharedMath.mathTan(x);
}

export function asin(x: number): number {
  return sharedMath.mathAsin(x);
}

export function acos(x: number): number {
  return sharedMath.mathAcos(x);
}

export function atan(x: number): number {
  return sharedMath.mathAtan(x);
}

/** The angle of the point (x, y), radians from -pi to pi. */
export function atan2(y: number, x: number): number {
  return sharedMath.mathAtan2(y, x);
}

export function sinh(x: number): number {
  return sharedMath.mathSinh(x);
}

export function cosh(x: number): number {
  return sharedMath.mathCosh(x);
}

export function tanh(x: number): number {
  return sharedMath.mathTanh(x);
}
