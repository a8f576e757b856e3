// What programs without types may hand in: all of it is refused with an OutcryError, nothing is
// taken for something else.
import { describe, expect, test } from 'vitest';
import { BarsStatsView } from '../abi/bars.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { BarBuilder } from './builder.ts';
import { barsOf, createBarBuilder, createTimeframes } from './default.ts';
import { parseBarSpec } from './spec.ts';

const SCALES = { priceScale: 1, qtyScale: 0 };
const SECOND = 1_000_000_000n;
const timeNs = BigInt64Array.of(0n, 61n * SECOND);

function thrownBy(call: () => unknown): OutcryError {
  try {
    call();
  } catch (error) {
    if (error instanceof OutcryError) return error;
    throw error;
  }
  throw new RangeError('nothing was thrown');
}
const codeOf = (call: () => unknown): string => thrownBy(call).code;

const ODD: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  1.5,
  Number.NaN,
  -3,
  5n,
  2n ** 70n,
  'x',
  '',
  Symbol('s'),
  [],
  {},
  new Map(),
  () => 1,
  new Date(0),
];

describe('the side of a trade', () => {
  test.each(['BUY', 'Sell', 1, -1, null, '', true, {}])('%o is refused', (side) => {
    using bars = createBarBuilder('1m', SCALES);
    const trade = { timeNs: 5n, price: 1, qty: 3, side: side as 'buy' };
    expect(codeOf(() => bars.trade(trade))).toBe('BAD_ARGUMENT');
    expect(bars.forming()).toBeUndefined();
  });

  test('is a buyer, a seller, or not known', () => {
    using bars = createBarBuilder('1m', SCALES);
    bars.trade({ timeNs: 5n, price: 1, qty: 4, side: 'buy' });
    bars.trade({ timeNs: 5n, price: 1, qty: 2, side: 'sell' });
    bars.trade({ timeNs: 5n, price: 1, qty: 1, side: undefined });
    expect(bars.forming()).toMatchObject({ volume: 7, buyVolume: 4 });
  });
});

describe('numbers that are not on a tick', () => {
  const qty = [1, 1];
  test('are named by their own row, not by the first one', () => {
    const error = thrownBy(() => barsOf({ timeNs, price: [60000.5, 60000.1 + 0.2], qty }, '1m'));
    expect(error).toMatchObject({ code: 'BAD_INPUT' });
    expect(error.message).toBe(
      'row 1: price has too many decimals: expected at most 11 beside 60000.5, ' +
        'found 60000.299999999996 (round to the tick, or pass priceScale: how many decimals ' +
        'there are)',
    );
  });

  test('of single precision too', () => {
    const price = Float32Array.of(100.5, 100.1) as unknown as Float64Array;
    const { message } = thrownBy(() => barsOf({ timeNs, price, qty }, '1m'));
    expect(message).toMatch(
      /^row 1: price has too many decimals.*found 100\.0999984741211 \(round/,
    );
  });

  test('where each fits, but not beside a large one', () => {
    const { message } = thrownBy(() =>
      barsOf({ timeNs, price: [1, 2], qty: [5_000_000, 0.12345678901] }, '1m'),
    );
    expect(message).toMatch(
      /^row 1: qty has too many decimals: expected at most 9 beside 5000000,/,
    );
    expect(message).toContain('pass qtyScale');
    expect(barsOf({ timeNs, price: [1, 2], qty: [500, 0.123456789012] }, '1m').qtyScale).toBe(12);
  });

  test('with a scale: the first that it cannot hold', () => {
    const price = [60000.5, 60000.1 + 0.2];
    const { message } = thrownBy(() => barsOf({ timeNs, price, qty }, '1m', { priceScale: 1 }));
    expect(message).toMatch(/^row 1: price .* at most 1 decimals, found 60000.299999999996/);
  });
});

const TABLES = {
  trades: { timeNs, price: [1, 2], qty: [1, 1], side: [0, 1], id: timeNs },
  quotes: { timeNs, bid: [1, 2], ask: [1, 2] },
  candles: {
    timeNs,
    open: [1, 2],
    high: [1, 2],
    low: [1, 2],
    close: [1, 2],
    volume: [1, 2],
    closeTimeNs: BigInt64Array.of(30n * SECOND, 90n * SECOND),
  },
} as const;

describe.each(Object.entries(TABLES))('columns of %s', (_, table) => {
  test('as they should be', () => {
    expect(barsOf(table, '1m').length).toBeGreaterThan(0);
  });

  test.each(Object.keys(table))('%s', (name) => {
    const isOptional = ['side', 'id', 'volume', 'closeTimeNs'].includes(name);
    for (const odd of ODD) {
      if (isOptional && odd === undefined) continue;
      expect(codeOf(() => barsOf({ ...table, [name]: odd }, '1m'))).toBe('BAD_INPUT');
      if (name.endsWith('imeNs') || name === 'id') continue;
      const isNone = odd === undefined || odd === null || odd === 0 || Number.isNaN(odd);
      if ((name === 'side' && isNone) || typeof odd === 'number') continue;
      for (const options of [{}, { priceScale: 1, qtyScale: 1 }])
        expect(codeOf(() => barsOf({ ...table, [name]: [1, odd] }, '1m', options))).toBe(
          'BAD_INPUT',
        );
    }
  });
});

test('a table that is none', () => {
  for (const odd of ODD) {
    const code = typeof odd === 'object' && odd !== null ? 'BAD_INPUT' : 'BAD_ARGUMENT';
    expect(codeOf(() => barsOf(odd as never, '1m'))).toBe(code);
  }
});

test('specifications, scales and options that are none', () => {
  for (const odd of ODD) {
    expect(codeOf(() => createBarBuilder(odd as never, SCALES))).toBe('BAD_BAR_SPEC');
    expect(codeOf(() => createBarBuilder('1m', odd as never))).toBe('BAD_ARGUMENT');
    expect(codeOf(() => barsOf(TABLES.trades, odd as never))).toBe('BAD_BAR_SPEC');
    expect(codeOf(() => createTimeframes(odd as never, SCALES))).toBe('BAD_ARGUMENT');
    expect(codeOf(() => createTimeframes(['1m', odd] as never, SCALES))).toBe('BAD_BAR_SPEC');
    expect(codeOf(() => createTimeframes([odd, odd] as never, SCALES))).toBe('BAD_BAR_SPEC');
    using frames = createTimeframes(['1m'], SCALES);
    expect(codeOf(() => frames.forming(odd as never))).toBe('BAD_ARGUMENT');
    expect(codeOf(() => frames.closed(odd as never))).toBe('BAD_ARGUMENT');
    expect(codeOf(() => frames.trade(odd as never))).toBe('BAD_ARGUMENT');
    if (odd === undefined || typeof odd === 'object') continue;
    expect(codeOf(() => createBarBuilder('1m', SCALES, odd as never))).toBe('BAD_ARGUMENT');
    expect(codeOf(() => barsOf(TABLES.trades, '1m', odd as never))).toBe('BAD_ARGUMENT');
    expect(codeOf(() => createTimeframes(['1m'], SCALES, odd as never))).toBe('BAD_ARGUMENT');
  }
  expect(codeOf(() => createBarBuilder('1m', SCALES, null as never))).toBe('BAD_ARGUMENT');
});

test('fields of specifications and options that are none', () => {
  for (const text of ['1m', 'tick:5', 'renko:3', 'heikin-ashi:pnf:2x3'])
    for (const name of Object.keys(parseBarSpec(text)))
      for (const odd of [undefined, null, 0.5, -1, Symbol('s'), [], {}]) {
        const code = codeOf(() => {
          createBarBuilder({ ...parseBarSpec(text), [name]: odd }, SCALES);
        });
        expect(code).toMatch(/^BAD_(BAR_SPEC|ARGUMENT)$/);
      }
  const names = ['from', 'late', 'disorder', 'duplicates', 'malformed', 'clock', 'fillMax'];
  for (const name of [...names, 'expected', 'instrumentId', 'seriesId'])
    for (const odd of [0.5, -1, 'no', Symbol('s'), true]) {
      const spec = name === 'expected' ? 'imbalance:3' : '1m';
      const call = (): unknown => createBarBuilder(spec, SCALES, { [name]: odd });
      expect([name, codeOf(call)]).toEqual([name, 'BAD_ARGUMENT']);
    }
});

const CANDLE = { openTimeNs: 0n, closeTimeNs: SECOND, open: 1, high: 1, low: 1, close: 1 };
const EVENTS = {
  trade: {
    call: (bars: BarBuilder, event: object) => bars.trade(event as never),
    event: { timeNs: 5n, price: 1, qty: 1, side: 'buy', id: 1n, recvTimeNs: 5n },
    options: {},
  },
  quote: {
    call: (bars: BarBuilder, event: object) => bars.quote(event as never),
    event: { timeNs: 5n, bid: 1, ask: 2, recvTimeNs: 5n },
    options: { from: 'quotes' },
  },
  bar: {
    call: (bars: BarBuilder, event: object) => bars.bar(event as never),
    event: { ...CANDLE, knownTimeNs: 1n, volume: 1, buyVolume: 1, turnover: 2, eventCount: 3 },
    options: { from: 'bars' },
  },
} as const;
const OPTIONAL = ['id', 'recvTimeNs', 'bid', 'ask', 'knownTimeNs', 'volume', 'buyVolume'];
const MORE_OPTIONAL = ['side', 'turnover', 'eventCount'];
const AMOUNTS = ['price', 'qty', 'bid', 'ask', 'open', 'high', 'low', 'close', 'volume'];
const CODES = ['BAD_ARGUMENT', 'BAD_DECIMAL', 'OVERFLOW', 'MALFORMED_EVENT', 'SCALE_TOO_FINE'];

describe.each(Object.entries(EVENTS))('events: %s', (_, { call, event, options }) => {
  const make = (): BarBuilder => createBarBuilder('1m', SCALES, options);

  test('that are none', () => {
    using bars = make();
    for (const odd of ODD) expect(codeOf(() => call(bars, odd as object))).toBe('BAD_ARGUMENT');
  });

  test.each(Object.keys(event))('%s', (name) => {
    using bars = make();
    for (const odd of ODD) {
      const isOptional = OPTIONAL.includes(name) || MORE_OPTIONAL.includes(name);
      if (odd === undefined && isOptional) continue;
      // What is a value of the field is taken.
      const isAmount = AMOUNTS.includes(name) || name === 'buyVolume';
      if (odd === 5n && name !== 'side' && name !== 'turnover' && name !== 'eventCount') continue;
      if (isAmount && typeof odd === 'number' && !Number.isNaN(odd)) continue;
      if ((name === 'turnover' || name === 'eventCount') && typeof odd === 'number') continue;
      if (odd === null && ['volume', 'buyVolume', 'turnover', 'eventCount'].includes(name))
        continue;
      expect([name, CODES.includes(codeOf(() => call(bars, { ...event, [name]: odd })))]).toEqual([
        name,
        true,
      ]);
    }
    expect(bars.counts().events).toBe(0);
    expect(call(bars, event)).toEqual([]);
  });
});

test('states, times and places that are none', () => {
  using bars = createBarBuilder('1m', SCALES);
  for (const odd of ODD) {
    expect(codeOf(() => bars.restore(odd as never))).toBe('BAD_ARGUMENT');
    if (odd !== 5n) expect(codeOf(() => bars.time(odd as never))).toBe('BAD_ARGUMENT');
    if (odd !== 0) expect(codeOf(() => bars.records(odd as never, 64))).toBe('BAD_ARGUMENT');
    expect(codeOf(() => bars.records(64, odd as never))).toBe('BAD_ARGUMENT');
  }
  const state = bars.save();
  bars.restore(state);
  // A state of an older layout.
  new BarsStatsView(new DataView(state.buffer), 0).layout--;
  expect(codeOf(() => bars.restore(state))).toBe('BAD_ARGUMENT');
});
