import { expect, test } from 'vitest';
import { compact, duration, fixed, integer, money, percent } from './numbers.ts';

test.each([
  [money(1234.5), '1,234.50'],
  [money(-0.000123456), '−0.000123'],
  [money(0), '0.00'],
  [money(3, true), '+3.00'],
  [money(Number.NaN), '–'],
  [money(Number.NEGATIVE_INFINITY), '−∞'],
  [fixed(-0.001), '0.00'],
  [fixed(2.345, 1), '2.3'],
  [integer(1e6), '1,000,000'],
  [percent(0.1234), '12.34 %'],
  [percent(0.00057, undefined, true), '+0.057 %'],
  [percent(-0.000012), '−0.0012 %'],
  [percent(12345678), '1.2e9 %'],
  [percent(Number.NaN), '–'],
  [compact(1234567), '1.2M'],
  [compact(-12345), '−12.3k'],
  [compact(999), '999'],
  [compact(-0.00345), '−0.003'],
  [compact(0), '0.00'],
  [duration(0.4), '0.4 ms'],
  [duration(350), '350 ms'],
  [duration(59_900), '59.9 s'],
  [duration(3_599_999), '1 h'],
  [duration(90_061_000), '1 d 1 h'],
  [duration(Number.NaN), '–'],
  [duration(59_960), '1 min'],
  [duration(86_399_999), '1 d'],
  [duration(7_260_000), '2 h 1 min'],
])('shows %s', (found, expected) => {
  expect(found).toBe(expected);
});
