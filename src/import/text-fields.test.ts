import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OutcryError } from '../errors/outcry-error.ts';
import { formatDecimal, parseDecimal, significantDecimals } from '../model/decimal.ts';
import { decimalsOfFloat, FloatQuanta, floatOfQuanta, quantaOfFloat } from './float-quanta.ts';
import { Int64 } from './int64.ts';
import {
  decimalsOf,
  Parsed,
  parseBoolean,
  parseId,
  parseQuanta,
  parseSide,
  SideText,
} from './text-fields.ts';

const encoder = new TextEncoder();

/** Runs `read` on `text` in the middle of other bytes. */
function within<T>(text: string, read: (b: Uint8Array, start: number, end: number) => T): T {
  const bytes = encoder.encode(`9${text}9`);
  return read(bytes, 1, bytes.length - 1);
}

function quanta(text: string, scale: number): bigint | Parsed {
  const out = new Int64();
  const parsed = within(text, (b, start, end) => parseQuanta(b, start, end, scale, out));
  return parsed === Parsed.Ok ? out.toBigInt() : parsed;
}

/** The same by model/decimal.ts, which has its own tests. */
function oracle(text: string, scale: number): bigint | Parsed {
  try {
    return parseDecimal(text, scale);
  } catch (error) {
    if (!(error instanceof OutcryError)) throw error;
    if (error.code === 'SCALE_TOO_FINE') return Parsed.TooFine;
    return error.code === 'OVERFLOW' ? Parsed.Overflow : Parsed.Bad;
  }
}

const digits = (max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), maxLength: max });
const number = fc
  .tuple(fc.constantFrom('', '', '-', '+'), digits(21), fc.constantFrom('.', '.', ''), digits(20))
  .chain(([sign, whole, dot, fraction]) =>
    fc
      .constantFrom('', '', '', 'e3', 'E-2', 'e', 'x')
      .map((end) => sign + whole + dot + fraction + end),
  );

describe('decimal text', () => {
  test('gives the quanta, or the refusal, of the slow path', () => {
    fc.assert(
      fc.property(number, fc.integer({ min: -6, max: 18 }), (text, scale) => {
        expect(quanta(text, scale)).toBe(oracle(text, scale));
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([
    ['61800.20', 2, 6180020n],
    ['61800.20', 1, 618002n],
    ['61800.25', 1, Parsed.TooFine],
    ['9007199254740993', 0, 9007199254740993n],
    ['92233720368.54775807', 8, 9223372036854775807n],
    ['92233720368.54775808', 8, Parsed.Overflow],
    ['-0.5', 1, -5n],
    ['-0', 3, 0n],
    ['.5', 1, 5n],
    ['5.', 1, 50n],
    ['1e-3', 3, 1n],
    ['', 0, Parsed.Bad],
    ['.', 0, Parsed.Bad],
    ['-', 0, Parsed.Bad],
    ['1.2.3', 2, Parsed.Bad],
    ['1,2', 2, Parsed.Bad],
    ['0x10', 2, Parsed.Bad],
    ['Infinity', 2, Parsed.Bad],
  ])('%j at scale %i', (text, scale, expected) => {
    expect(quanta(text, scale)).toBe(expected);
  });

  test('decimals needed are those of the slow path', () => {
    fc.assert(
      fc.property(number, (text) => {
        let expected: number;
        try {
          expected = significantDecimals(text);
        } catch {
          expected = -1;
        }
        const found = within(text, decimalsOf);
        // A text without digits is no number: the fast path leaves that to parseQuanta.
        if (/\d/.test(text)) expect(found).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('sides, booleans, ids', () => {
  const sides = {
    buy: 1,
    BID: 1,
    b: 1,
    Sell: 2,
    ask: 2,
    S: 2,
    A: 2,
    unknown: 0,
    '': 0,
    long: 3,
    bud: 3,
    '1': 3,
  };
  for (const [text, side] of Object.entries(sides))
    expect(within(text, parseSide), text).toBe(side);
  expect(within('sel', parseSide)).toBe(SideText.Bad);
  for (const text of ['true', 'True', 't', '1']) expect(within(text, parseBoolean)).toBe(1);
  for (const text of ['false', 'FALSE', 'f', '0']) expect(within(text, parseBoolean)).toBe(0);
  for (const text of ['', 'yes', 'tru', '2']) expect(within(text, parseBoolean)).toBe(-1);
  const out = new Int64();
  const id = (text: string) => within(text, (b, s, e) => parseId(b, s, e, out)) && out.toBigInt();
  expect(id('9223372036854775807')).toBe(9223372036854775807n);
  for (const text of ['9223372036854775808', '', '-1', '1.5', 'a6f3-11', '12345678901234567890'])
    expect(id(text)).toBe(false);
});

describe('doubles', () => {
  test('come back to the bit when they are taken at all', () => {
    const out = new Int64();
    const value = fc.oneof(
      fc.double(),
      fc.tuple(fc.integer(), fc.integer({ min: 0, max: 12 })).map(([n, s]) => n / 10 ** s),
    );
    let taken = 0;
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 18 }), (double, scale) => {
        const found = quantaOfFloat(double, scale, out);
        if (found !== FloatQuanta.Ok) return;
        taken++;
        expect(floatOfQuanta(out.hi, out.lo, scale)).toBe(double);
        // What is stored is the shortest decimal of the double, not just any that reads back.
        expect(formatDecimal(out.toBigInt(), scale)).toBe(
          formatDecimal(parseDecimal(String(double), scale), scale),
        );
      }),
      { numRuns: 5_000 },
    );
    expect(taken).toBeGreaterThan(300);
  });

  test('what cannot be kept is refused or asks for a finer scale', () => {
    const out = new Int64();
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1e19])
      expect(quantaOfFloat(value, 2, out), String(value)).toBe(FloatQuanta.Refused);
    expect(quantaOfFloat(0.125, 2, out)).toBe(FloatQuanta.TooFine);
    expect(decimalsOfFloat(0.125)).toBe(3);
    expect(decimalsOfFloat(1e-7)).toBe(7);
    expect(decimalsOfFloat(Number.NaN)).toBe(Number.POSITIVE_INFINITY);
  });

  test('quanta become doubles only when that is exact', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
        fc.integer({ min: -6, max: 18 }),
        (q, scale) => {
          const cell = new Int64();
          cell.setBigInt(q);
          const double = floatOfQuanta(cell.hi, cell.lo, scale);
          if (!Number.isNaN(double)) expect(parseDecimal(String(double), scale)).toBe(q);
        },
      ),
    );
    expect(floatOfQuanta(0, 5, 1)).toBe(0.5);
    expect(floatOfQuanta(-1, 0xfffffffb, 1)).toBe(-0.5);
    expect(floatOfQuanta(0, 5, -2)).toBe(500);
  });
});
