// 128-bit multiply and divide of the core against BigInt.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Status } from '../abi/status.ts';
import { type Core, createCore } from '../core/core.ts';
import { roundFraction } from '../testing/naive-account.ts';

const MIN = -(1n << 63n);
const MAX = (1n << 63n) - 1n;
let core: Core;
let at = 0;

beforeAll(async () => {
  core = await createCore({ memoryBytes: 1 << 20 });
  at = core.alloc(64, 'a test');
});

function mulDiv(a: bigint, b: bigint, d: bigint, rounding: number): bigint | number {
  [a, b, d].forEach((value, i) => core.view.setBigInt64(at + 8 * i, value, true));
  const status = core.exports.wideMulDiv(at, rounding);
  if (status !== 0) return status;
  const quotient = core.view.getBigInt64(at + 24, true);
  expect(quotient * d + core.view.getBigInt64(at + 32, true)).toBe(a * b);
  return quotient;
}

function expected(a: bigint, b: bigint, d: bigint, rounding: number): bigint | number {
  if (d <= 0n) return Status.BadArgument;
  const quotient = roundFraction({ n: a * b, d }, rounding);
  return quotient < MIN || quotient > MAX ? Status.Overflow : quotient;
}

const EDGES = [MIN, MIN + 1n, -(1n << 32n), -3n, -1n, 0n, 1n, 2n, 3n, 10n, (1n << 32n) - 1n];
EDGES.push(1n << 32n, (1n << 32n) + 1n, 1_000_000_000n, 1n << 62n, MAX - 1n, MAX);

describe('mulDiv', () => {
  it.each([0, 1, 2, 3])('is exact at all edges, rounding %i', (rounding) => {
    for (const a of EDGES)
      for (const b of EDGES)
        for (const d of EDGES) expect(mulDiv(a, b, d, rounding)).toBe(expected(a, b, d, rounding));
  });

  it('is exact for random operands of all lengths', () => {
    const wide = fc
      .tuple(fc.bigInt({ min: MIN, max: MAX }), fc.integer({ min: 0, max: 62 }))
      .map(([value, shift]) => value >> BigInt(shift));
    fc.assert(
      fc.property(wide, wide, wide, fc.integer({ min: 0, max: 3 }), (a, b, d, rounding) => {
        expect(mulDiv(a, b, d, rounding)).toBe(expected(a, b, d, rounding));
      }),
      { numRuns: 4000, seed: 11 },
    );
  });

  it('divides what needs both corrections of a digit', () => {
    for (let i = 0n; i < 400n; i++) {
      const d = (1n << 62n) + ((1n << 32n) - 1n) - i;
      const a = d - 1n;
      for (const b of [MAX, d - 1n, (1n << 62n) - i - 1n])
        expect(mulDiv(a, b, d, 3)).toBe(expected(a, b, d, 3));
    }
  });

  it('refuses an unknown rounding and a divisor of zero', () => {
    expect(mulDiv(1n, 1n, 1n, 4)).toBe(Status.BadArgument);
    expect(mulDiv(1n, 1n, 0n, 0)).toBe(Status.BadArgument);
  });
});
