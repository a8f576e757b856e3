import { expect, test } from 'vitest';
import { nearHint, nearNames } from './near-names.ts';

const KNOWN = ['rsi', 'sma', 'ema', 'macd', 'CDLENGULFING', 'stochRsi', 'adx'];

test.each([
  ['RSI', ['rsi', 'stochRsi']],
  ['smaa', ['sma']],
  ['mcad', ['macd']],
  ['engulfing', ['CDLENGULFING']],
  ['CDLENGULFNIG', ['CDLENGULFING']],
  ['macd2', ['macd']],
  ['ma', ['sma', 'ema']],
  ['volume', []],
  ['', []],
  ['a', []],
  ['x', []],
])('%s: %j', (wanted, near) => {
  expect(nearNames(wanted, KNOWN)).toEqual(near);
});

test('as a hint', () => {
  expect(nearHint('ma', KNOWN)).toEqual({ hint: 'did you mean sma or ema?' });
  expect(nearHint('macs', KNOWN)).toEqual({ hint: 'did you mean macd?' });
  expect(nearHint('nothing', KNOWN)).toEqual({});
  expect(nearNames('x'.repeat(1e6), KNOWN)).toEqual([]);
});
