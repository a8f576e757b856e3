// Declarations of signals: faults by name, and rules against a naive reading of them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compute } from '../indicators/default.ts';
import { loadIndicators } from '../indicators/module.ts';
import { int, number } from '../strategy/params.ts';
import { SweepKernel } from '../sweep/kernel.ts';
import { accountOf } from '../sweep/kernel-fit.ts';
import { candleFile, readSweepCandles } from '../testing/sweep-kit.ts';
import { defineSignals } from './define-signals.ts';
import type { Rule } from './rule.ts';

const params = { fast: int(3, { min: 1, max: 50 }), level: number(50), low: number(1) };
const base = {
  name: 'one',
  params,
  indicators: { quick: ['sma', { period: 'fast' }] },
  enter: ['above', 'close', 'quick'],
  exit: ['below', 'close', 'quick'],
  qty: '1',
} as const;

describe('a declaration is refused', () => {
  test.each([
    ['an unknown operand', { enter: ['above', 'close', 'quik'] }, /no 'quik' \(did you mean/],
    [
      'a price that is a parameter too',
      { enter: ['above', 'close', 'low'] },
      /rename the parameter/,
    ],
    ['an unknown indicator', { indicators: { quick: ['smaa'] } }, /no indicator 'smaa'/],
    ['an unknown parameter of it', { indicators: { quick: ['sma', { len: 3 }] } }, /quick\.len/],
    ['a parameter that is none', { indicators: { quick: ['sma', { period: 'x' }] } }, /found 'x'/],
    ['an unknown output', { enter: ['above', 'quick.top', 1] }, /quick gives sma/],
    ['an unknown comparison', { enter: ['over', 'close', 1] }, /expected above, below/],
    ['and of one', { enter: ['and', ['above', 'close', 1]] }, /and \/ or of rules/],
    ['no finite number', { enter: ['above', 'close', Number.NaN] }, /finite number/],
    ['no entry', { enter: undefined }, /enter: a rule/],
    ['two sizes', { equityShare: 0.5 }, /one of them/],
    ['no size', { qty: undefined }, /one of them/],
    ['a size that is no decimal', { qty: '-1' }, /qty: expected a decimal/],
    ['a share of nothing', { qty: undefined, equityShare: 0 }, /equityShare/],
    ['a name in capitals', { name: 'One' }, /kebab-case/],
  ])('%s', (_, change, says) => {
    const declare = () => defineSignals({ ...base, ...change } as never);
    expect(declare).toThrow(says);
  });

  test('with all faults at once', () => {
    const change = { enter: ['above', 'a', 1], exit: ['above', 'b', 1] };
    expect(() => defineSignals({ ...base, ...change } as never)).toThrow(/no 'a'[\s\S]*no 'b'/);
  });
});

/** A rule read bar by bar, straight from its text. */
function naive(rule: Rule, bar: number, columns: Readonly<Record<string, Float64Array>>): boolean {
  const [op, ...rest] = rule;
  if (op === 'and') return (rest as Rule[]).every((one) => naive(one, bar, columns));
  if (op === 'or') return (rest as Rule[]).some((one) => naive(one, bar, columns));
  const at = (i: number): [number, number] => {
    const [a, b] = (rest as (string | number)[]).map((text) =>
      typeof text === 'number' ? text : (columns[text]?.[i] ?? Number.NaN),
    );
    return [a ?? Number.NaN, b ?? Number.NaN];
  };
  const [a, b] = at(bar);
  if (op === 'above') return a > b;
  if (op === 'below') return a < b;
  if (bar === 0) return false;
  const [c, d] = at(bar - 1);
  return op === 'crossAbove' ? a > b && c <= d : a < b && c >= d;
}

/** Bars at which fills happen by the guide's four steps, candles all with trades. */
function naiveFills(
  rules: Readonly<Record<'enter' | 'exit' | 'enterShort' | 'exitShort', Rule>>,
  columns: Readonly<Record<string, Float64Array>>,
  bars: number,
): string[] {
  const fills: string[] = [];
  let position = 0;
  for (let bar = 0; bar + 1 < bars; bar++) {
    const holds = (name: keyof typeof rules): boolean => naive(rules[name], bar, columns);
    let next = position;
    if (position === 0) next = holds('enter') ? 1 : holds('enterShort') ? -1 : 0;
    else if (position > 0 && holds('exit')) next = holds('enterShort') ? -1 : 0;
    else if (position < 0 && holds('exitShort')) next = holds('enter') ? 1 : 0;
    if (next !== position) fills.push(`${bar + 1} ${next - position}`);
    position = next;
  }
  return fills;
}

const operand = fc.constantFrom('close', 'open', 'high', 'quick', 'calm', 100);
const comparison = fc.tuple(
  fc.constantFrom('above', 'below', 'crossAbove', 'crossBelow'),
  operand,
  operand,
) as fc.Arbitrary<Rule>;
const rule = fc.letrec<{ rule: Rule; joined: Rule }>((tie) => ({
  rule: fc.oneof({ maxDepth: 3 }, comparison, tie('joined')),
  joined: fc
    .tuple(fc.constantFrom('and' as const, 'or' as const), tie('rule'), tie('rule'))
    .map(([name, a, b]): Rule => [name, a, b]),
})).rule;

test('the kernel trades as a naive reading of any rules does', async () => {
  const file = candleFile({ seed: 77, bars: 1300, empty: 0, missing: 0 });
  const candles = await readSweepCandles(file);
  const module = await loadIndicators('checked');
  const { close } = candles.prices;
  const sma = (period: number) => compute('sma', { close }, { period })['sma'] as Float64Array;
  const columns = { ...candles.prices, quick: sma(4), calm: sma(9) };
  const execution = { cash: { USDT: '100000000' } };
  const rules = { enter: rule, exit: rule, enterShort: rule, exitShort: rule };
  fc.assert(
    fc.property(fc.record(rules), (given) => {
      const { signals } = defineSignals({
        name: 'any',
        indicators: { quick: ['sma', { period: 4 }], calm: ['sma', { period: 9 }] },
        ...given,
        qty: '1',
      });
      const options = { samples: new Uint32Array(), fillsMax: 2 * candles.length };
      const account = accountOf(candles.instrument, execution);
      const kernel = new SweepKernel(module, candles, account, signals, options);
      kernel.add({});
      kernel.run();
      const found = kernel.trades(0).map(({ bar, side, qty }) => {
        const units = Number(qty) / 10 ** candles.instrument.qtyScale;
        return `${bar} ${side === 'buy' ? units : -units}`;
      });
      kernel.release();
      expect(found).toEqual(naiveFills(given, columns, candles.length));
    }),
    { numRuns: 60, seed: 5 },
  );
});
