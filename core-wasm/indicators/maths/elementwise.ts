// Value by value: arithmetic of two series, functions of one.
import {
  acos,
  asin,
  atan,
  cos,
  cosh,
  exp,
  log,
  log10,
  sin,
  sinh,
  tan,
  tanh,
} from '../../math/transcendental';
import { column } from '../kernel';

/** Kernels without a state still have an address. */
@inline export const SIZEOF_NOTHING: u32 = 16;

@inline export const ADD: u32 = 0;
@inline export const SUB: u32 = 1;
@inline export const MULT: u32 = 2;
@inline export const DIV: u32 = 3;

@inline
function pairOf(which: u32, a: v128, b: v128): v128 {
  if (which == ADD) return f64x2.add(a, b);
  if (which == SUB) return f64x2.sub(a, b);
  if (which == MULT) return f64x2.mul(a, b);
  return f64x2.div(a, b);
}

@inline
function arithmeticLoop(which: u32, inputs: usize, outputs: usize, n: u32): void {
  const x = column(inputs, 0);
  const y = column(inputs, 1);
  const out = column(outputs, 0);
  const pairs = (<usize>(n & ~1)) << 3;
  for (let p: usize = 0; p < pairs; p += 16)
    v128.store(out + p, pairOf(which, v128.load(x + p), v128.load(y + p)));
  if ((n & 1) == 0) return;
  const last = pairOf(which, v128.load64_zero(x + pairs), v128.load64_splat(y + pairs));
  v128.store64_lane(out + pairs, last, 0);
}

export function arithmeticRun(which: u32, inputs: usize, outputs: usize, n: u32): void {
  if (which == ADD) arithmeticLoop(ADD, inputs, outputs, n);
  else if (which == SUB) arithmeticLoop(SUB, inputs, outputs, n);
  else if (which == MULT) arithmeticLoop(MULT, inputs, outputs, n);
  else arithmeticLoop(DIV, inputs, outputs, n);
}

@inline export const CEIL: u32 = 0;
@inline export const FLOOR: u32 = 1;
@inline export const SQRT: u32 = 2;

@inline
function rounded(which: u32, x: v128): v128 {
  if (which == CEIL) return f64x2.ceil(x);
  if (which == FLOOR) return f64x2.floor(x);
  return f64x2.sqrt(x);
}

@inline
function roundingLoop(which: u32, inputs: usize, outputs: usize, n: u32): void {
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const pairs = (<usize>(n & ~1)) << 3;
  for (let p: usize = 0; p < pairs; p += 16) v128.store(out + p, rounded(which, v128.load(x + p)));
  if ((n & 1) != 0) v128.store64_lane(out + pairs, rounded(which, v128.load64_zero(x + pairs)), 0);
}

export function roundingRun(which: u32, inputs: usize, outputs: usize, n: u32): void {
  if (which == CEIL) roundingLoop(CEIL, inputs, outputs, n);
  else if (which == FLOOR) roundingLoop(FLOOR, inputs, outputs, n);
  else roundingLoop(SQRT, inputs, outputs, n);
}

@inline export const ACOS: u32 = 0;
@inline export const ASIN: u32 = 1;
@inline export const ATAN: u32 = 2;
@inline export const COS: u32 = 3;
@inline export const COSH: u32 = 4;
@inline export const EXP: u32 = 5;
@inline export const LN: u32 = 6;
@inline export const LOG10: u32 = 7;
@inline export const SIN: u32 = 8;
@inline export const SINH: u32 = 9;
@inline export const TAN: u32 = 10;

function valueOf(which: u32, x: f64): f64 {
  switch (which) {
    case ACOS:
      return acos(x);
    case ASIN:
      return asin(x);
    case ATAN:
      return atan(x);
    case COS:
      return cos(x);
    case COSH:
      return cosh(x);
    case EXP:
      return exp(x);
    case LN:
      return log(x);
    case LOG10:
      return log10(x);
    case SIN:
      return sin(x);
    case SINH:
      return sinh(x);
    case TAN:
      return tan(x);
    default:
      return tanh(x);
  }
}

export function functionRun(which: u32, inputs: usize, outputs: usize, n: u32): void {
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const end = (<usize>n) << 3;
  for (let p: usize = 0; p < end; p += 8) store<f64>(out + p, valueOf(which, load<f64>(x + p)));
}
