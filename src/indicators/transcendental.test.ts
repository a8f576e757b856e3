// exp, log, powers and circular functions of the kernels against the host's, in units of the last
// place: over wide ranges, near 1 and 0, and at the edges.
import { expect, test } from 'vitest';
import { loadIndicators } from './module.ts';

const module = await loadIndicators('checked');
const COUNT = 4000;
const at = module.alloc(24 * COUNT);

const view = new DataView(new ArrayBuffer(8));

/** Doubles as integers in their order. */
function rank(value: number): bigint {
  view.setFloat64(0, value);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7fff_ffff_ffff_ffffn) : bits;
}

function ulps(have: number, want: number): number {
  if (Object.is(have, want)) return 0;
  if (Number.isNaN(have) || Number.isNaN(want) || (have === 0 && want === 0))
    return Number.POSITIVE_INFINITY;
  return Number(rank(have) > rank(want) ? rank(have) - rank(want) : rank(want) - rank(have));
}

let word = 12345;
/** 32 bits, the same in every run. */
function bits(): number {
  word = (Math.imul(word, 1664525) + 1013904223) | 0;
  let x = word ^ (word >>> 15);
  x = Math.imul(x, 0x2c1b3c6d);
  return (x ^ (x >>> 12)) >>> 0;
}
const unit = (): number => bits() / 2 ** 32;

function anyBits(): number {
  view.setUint32(0, bits());
  view.setUint32(4, bits());
  return view.getFloat64(0);
}

const SMALL = [0, -0, 5e-324, -5e-324, 1e-310, 2 ** -1022, 1e-9, 0.4375, 0.5, -0.5, 1, -1, 2];
const LARGE = [3, -3, 22, 709.78, -745.13, 710, -746, 711, 2 ** 31, 2 ** 53, 1e22, 1.7e308];
const EDGES = [
  ...SMALL,
  ...LARGE,
  Math.PI,
  Math.PI / 2,
  Number.MAX_VALUE,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
];

const edge = (): number => EDGES[bits() % EDGES.length] ?? 0;

const RANGES: readonly (readonly [string, () => number])[] = [
  ['-1 to 1', () => 2 * unit() - 1],
  ['-800 to 800', () => 1600 * unit() - 800],
  ['-1e9 to 1e9', () => 2e9 * unit() - 1e9],
  ['any bits', anyBits],
  ['around 1', () => 1 + (unit() - 0.5) * 2 ** -(50 * unit())],
  ['around 0', () => (unit() - 0.5) * 2 ** -(60 * unit())],
  ['multiples of pi / 2', () => (Math.PI / 2) * Math.floor(4e6 * unit())],
  ['edges', edge],
];

/** In the order of core-wasm/math/check.ts, with the most ulp. */
const FUNCTIONS: readonly (readonly [string, (x: number, y: number) => number, number])[] = [
  ['exp', Math.exp, 1],
  ['expm1', Math.expm1, 1],
  ['log', Math.log, 1],
  ['log2', Math.log2, 1],
  ['log10', Math.log10, 2],
  ['pow', Math.pow, 2],
  ['cbrt', Math.cbrt, 1],
  ['sin', Math.sin, 1],
  ['cos', Math.cos, 1],
  ['tan', Math.tan, 2],
  ['asin', Math.asin, 2],
  ['acos', Math.acos, 2],
  ['atan', Math.atan, 1],
  ['atan2', Math.atan2, 2],
  ['sinh', Math.sinh, 2],
  ['cosh', Math.cosh, 2],
  ['tanh', Math.tanh, 2],
];

function seconds(name: string, k: number): number {
  if (name === 'pow') return k % 3 === 0 ? edge() : k % 3 === 1 ? 80 * unit() - 40 : (k % 41) - 20;
  return k % 2 === 0 ? edge() : (unit() - 0.5) * 2 ** (60 * unit() - 30);
}

const x = module.f64.subarray(at >> 3, (at >> 3) + COUNT);
const y = module.f64.subarray((at >> 3) + COUNT, (at >> 3) + 2 * COUNT);
const out = module.f64.subarray((at >> 3) + 2 * COUNT, (at >> 3) + 3 * COUNT);

/** The arguments whose value is farthest from the host's. */
function farthest(name: string, which: number, next: () => number): { off: number; where: string } {
  const host = FUNCTIONS[which]?.[1] ?? Math.exp;
  for (let k = 0; k < COUNT; k++) {
    x[k] = next();
    y[k] = seconds(name, k);
  }
  module.exports.mathColumn(which, at, at + 8 * COUNT, at + 16 * COUNT, COUNT);
  let worst = { off: 0, where: '' };
  for (let k = 0; k < COUNT; k++) {
    const [a = 0, b = 0, have = 0] = [x[k], y[k], out[k]];
    const off = ulps(have, host(a, b));
    if (!(off <= worst.off)) worst = { off, where: `${a}, ${b}: ${have}` };
  }
  return worst;
}

test.each(FUNCTIONS.map(([name, , limit], which) => [name, which, limit] as const))(
  '%s',
  (name, which, limit) => {
    for (const [range, next] of RANGES) {
      const { off, where } = farthest(name, which, next);
      expect(off, `${range}: ${where}`).toBeLessThanOrEqual(limit);
    }
  },
);

test('angles of the hardest reduction', () => {
  // The double nearest to a multiple of pi / 2 (Kahan, Muller): 6381956970095103 * 2^797.
  const x = 6381956970095103 * 2 ** 797;
  module.f64[at >> 3] = x;
  module.exports.mathColumn(8, at, at, at + 8, 1);
  expect(module.f64[(at >> 3) + 1]).toBe(-4.6871659242546277e-19);
});
