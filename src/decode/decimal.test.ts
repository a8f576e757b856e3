// core-wasm/math/decimal.ts against golden vectors, and against src/model/decimal.ts.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Status } from '../abi/status.ts';
import { type Core, createCore } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { parseDecimal } from '../model/decimal.ts';

/** Text, scale, quanta or the status that refuses it. */
const GOLDEN: readonly (readonly [string, number, bigint | keyof typeof Status])[] = [
  ['61800.20', 2, 6180020n],
  ['61800.20', 1, 618002n],
  ['61800.25', 1, 'ScaleTooFine'],
  ['0', 0, 0n],
  ['0.000', -6, 0n],
  ['-0', 2, 0n],
  ['-1.5', 1, -15n],
  ['.5', 1, 5n],
  ['5.', 1, 50n],
  ['.', 1, 'BadDecimal'],
  ['', 1, 'BadDecimal'],
  ['-', 1, 'BadDecimal'],
  ['+1', 1, 'BadDecimal'],
  ['1.2.3', 4, 'BadDecimal'],
  ['1,5', 4, 'BadDecimal'],
  [' 1', 4, 'BadDecimal'],
  ['1 ', 4, 'BadDecimal'],
  ['0x10', 4, 'BadDecimal'],
  ['1e', 4, 'BadDecimal'],
  ['1e+', 4, 'BadDecimal'],
  ['1e5.', 4, 'BadDecimal'],
  ['1e00005', 4, 'BadDecimal'],
  ['e5', 4, 'BadDecimal'],
  ['Infinity', 4, 'BadDecimal'],
  ['NaN', 4, 'BadDecimal'],
  // Scales 1e-10 to 1e6.
  ['0.0000000001', 10, 1n],
  ['0.0000000001', 9, 'ScaleTooFine'],
  ['1e-10', 10, 1n],
  ['1E-10', 18, 100000000n],
  ['1e6', -6, 1n],
  ['1000000', -6, 1n],
  ['1000001', -6, 'ScaleTooFine'],
  ['123000000', -6, 123n],
  ['1.23e8', -6, 123n],
  ['9.22e18', 0, 9220000000000000000n],
  // Leading and trailing zeros.
  ['0000000000000000000000000000061800.2', 1, 618002n],
  ['61800.200000000000000000000000000000', 1, 618002n],
  ['0.00000000000000000000000000000000', 0, 0n],
  ['00', 0, 0n],
  ['0e9999', 0, 0n],
  ['0e-9999', 0, 0n],
  ['1e0', 0, 1n],
  ['10e-1', 0, 1n],
  ['1000000000000000000000000e-24', 0, 1n],
  ['0.000000000000000000000001e24', 0, 1n],
  // Overflow: 63 bits.
  ['9223372036854775807', 0, 9223372036854775807n],
  ['9223372036854775808', 0, 'Overflow'],
  ['-9223372036854775807', 0, -9223372036854775807n],
  ['-9223372036854775808', 0, 'Overflow'],
  ['92233720368547758.07', 2, 9223372036854775807n],
  ['92233720368547758.08', 2, 'Overflow'],
  ['9999999999999999999', 0, 'Overflow'],
  ['18446744073709551617', 0, 'Overflow'],
  ['99999999999999999999999999999999999999', 0, 'Overflow'],
  ['1e9999', 0, 'Overflow'],
  ['10', 18, 'Overflow'],
  ['9', 18, 9000000000000000000n],
  ['1e-9999', 18, 'ScaleTooFine'],
  ['9007199254740993', 0, 9007199254740993n],
];

function expected(text: string, scale: number): bigint | string {
  try {
    return parseDecimal(text, scale);
  } catch (error) {
    return error instanceof OutcryError ? error.code : String(error);
  }
}

const CODES: Readonly<Record<string, string>> = {
  BadDecimal: 'BAD_DECIMAL',
  ScaleTooFine: 'SCALE_TOO_FINE',
  Overflow: 'OVERFLOW',
};

describe.each(['release', 'checked'] as const)('decimalParse, %s build', (build) => {
  let core: Core;
  let at: number;
  beforeAll(async () => {
    core = await createCore({ build, memoryBytes: 1 << 20 });
    at = core.alloc(4096, 'decimal test');
  });

  function parse(text: string, scale: number): bigint | string {
    const bytes = new TextEncoder().encode(text);
    core.bytes.set(bytes, at + 64);
    core.bytes[at + 64 + bytes.length] = 0x39; // a digit behind the end must not count
    core.view.setBigInt64(at, 424242n, true);
    const end = at + 64 + bytes.length;
    const status = core.exports.decimalParse(at + 64, end, scale, at, at + 16);
    const value = core.view.getBigInt64(at, true);
    if (status === Status.Ok) return value;
    expect(value, 'a refusal writes nothing').toBe(424242n);
    const name = Object.keys(Status).find((key) => Status[key as keyof typeof Status] === status);
    return CODES[name ?? ''] ?? `status ${status}`;
  }

  it.each(GOLDEN)("'%s' at scale %i", (text, scale, wanted) => {
    const value = typeof wanted === 'bigint' ? wanted : CODES[wanted];
    expect(parse(text, scale)).toBe(value);
    expect(expected(text, scale), 'src/model/decimal.ts').toBe(value);
  });

  it('agrees with src/model/decimal.ts on all kinds of text', () => {
    const digits = fc.stringMatching(/^0{0,3}[0-9]{0,22}0{0,3}$/);
    const number = fc
      .tuple(
        fc.constantFrom('', '-'),
        digits,
        fc.option(digits),
        fc.option(fc.integer({ min: -30, max: 30 })),
      )
      .map(
        ([sign, whole, fraction, exponent]) =>
          `${sign}${whole}${fraction === null ? '' : `.${fraction}`}` +
          (exponent === null ? '' : `e${exponent}`),
      );
    const text = fc.oneof(
      { weight: 4, arbitrary: number },
      { weight: 1, arbitrary: fc.stringMatching(/^[-+.eE0-9 ]{0,12}$/) },
    );
    fc.assert(
      fc.property(text, fc.integer({ min: -6, max: 18 }), (t, scale) => {
        expect(parse(t, scale)).toBe(expected(t, scale));
      }),
      { numRuns: 5000 },
    );
  });
});
