import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Int64 } from './int64.ts';
import { parseTimeUnit, TimeParser, type TimeUnit } from './time-unit.ts';

const encoder = new TextEncoder();

function parse(parser: TimeParser, text: string): bigint | undefined {
  const bytes = encoder.encode(`x${text},`);
  return parser.parse(bytes, 1, bytes.length - 1) ? parser.ns.toBigInt() : undefined;
}

test('the unit is read off the number of digits', () => {
  const cases: [string, TimeUnit, bigint][] = [
    ['1723161240', 's', 1723161240_000000000n],
    ['1723161240123', 'ms', 1723161240_123000000n],
    ['1723161240123456', 'us', 1723161240_123456000n],
    ['1723161240123456789', 'ns', 1723161240_123456789n],
    ['1723161240.5', 's', 1723161240_500000000n],
    ['1723161240.123456789000', 's', 1723161240_123456789n],
    ['1723161240123.25', 'ms', 1723161240_123250000n],
    ['2024-08-08T23:54:00Z', 'iso', 1723161240_000000000n],
    ['2024-08-08 23:54:00.000000001+00:00', 'iso', 1723161240_000000001n],
    ['2024-08-09T05:24:00.5+05:30', 'iso', 1723161240_500000000n],
    ['9223372036854775807', 'ns', 9223372036854775807n],
  ];
  for (const [text, unit, ns] of cases) {
    const parser = new TimeParser();
    expect(parse(parser, text), text).toBe(ns);
    expect(parser.unit).toBe(unit);
  }
});

test.each([
  '',
  '0',
  '172316124',
  '17231612401',
  '0723161240',
  '-1723161240',
  '1723161240.',
  '1723161240x',
  '9223372036854775808',
  '1723161240.1234567891',
  '1723161240123456789.5',
  '2024-13-01T00:00:00Z',
  '2024-02-30T00:00:00Z',
  '2024-08-08T24:00:00Z',
  '2024-08-08T23:54:00',
  '2024-08-08',
  'NaN',
  '2024-08-08T23:54:00.Z',
  '2024-08-08T23:54:00+0530',
  '1.7e9',
  '2024-08-08T23:54:00ZZ',
])('%j is refused', (text) => {
  expect(parse(new TimeParser(), text)).toBeUndefined();
});

test('a unit once seen is demanded of all stamps', () => {
  const parser = new TimeParser();
  expect(parse(parser, '1723161240123')).toBeDefined();
  expect(parse(parser, '1723161240')).toBeUndefined();
  expect(parse(parser, '1723161240123456')).toBeUndefined();
  expect(parse(parser, '2024-08-08T23:54:00Z')).toBeUndefined();
  expect(parser.expected).toContain('13 digits');
  expect(parse(parser, '1723161240124')).toBe(1723161240124000000n);
});

test('a forced unit refuses all others, and iso then takes stamps without a zone', () => {
  expect(parse(new TimeParser('us'), '1723161240123')).toBeUndefined();
  expect(parse(new TimeParser('us'), '1723161240123456')).toBe(1723161240123456000n);
  expect(parse(new TimeParser('iso'), '2024-08-08 23:54:00')).toBe(1723161240000000000n);
  expect(parse(new TimeParser('iso'), '1723161240')).toBeUndefined();
  expect(parseTimeUnit('ms')).toBe('ms');
  expect(() => parseTimeUnit('hours')).toThrow(/s, ms, us, ns, iso/);
});

test('every stamp of every unit is exact', () => {
  const digits = { s: 9, ms: 6, us: 3, ns: 0 } as const;
  const unit = fc.constantFrom('s', 'ms', 'us', 'ns' as const);
  fc.assert(
    fc.property(unit, fc.bigInt(10n ** 18n, 2n ** 63n - 1n), (name, ns) => {
      const factor = 10n ** BigInt(digits[name]);
      expect(parse(new TimeParser(), `${ns / factor}`)).toBe((ns / factor) * factor);
      const text = ns.toString();
      const fraction = `${text.slice(0, 10)}.${text.slice(10)}`;
      expect(parse(new TimeParser(), fraction)).toBe(ns);
    }),
  );
});

test('Int64 holds what BigInt holds', () => {
  const any = fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n);
  fc.assert(
    fc.property(any, any, (a, b) => {
      const [x, y] = [new Int64(), new Int64()];
      x.setBigInt(a);
      y.setBigInt(b);
      expect(x.toBigInt()).toBe(a);
      expect(x.isLess(y)).toBe(a < b);
      expect(x.equals(y)).toBe(a === b);
      y.setDifference(x, y);
      expect(y.toBigInt()).toBe(BigInt.asIntN(64, a - b));
    }),
  );
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      const x = new Int64();
      x.setSafe(value);
      expect(x.toBigInt()).toBe(BigInt(value));
    }),
  );
});
