// Settings are checked as a whole: every key of every section, all faults in one error.
import { describe, expect, it } from 'vitest';
import { OutcryError } from '../errors/outcry-error.ts';
import { INPUT_KEYS } from './input-fields.ts';
import { parseSettings } from './settings.ts';

function refusal(value: unknown): OutcryError {
  try {
    parseSettings(value);
  } catch (error) {
    if (error instanceof OutcryError) return error;
    throw error;
  }
  throw new Error('accepted');
}

/** Fields at fault, and what is said of each. */
function faultsOf(value: unknown): Record<string, string> {
  const text = refusal(value)
    .message.replace(/^settings: /, '')
    .replace(/ \(every field at fault is named\)$/, '');
  const parts = text.split('; ').map((part) => part.split(': expected ') as [string, string]);
  return Object.fromEntries(parts);
}

const WRONG = {
  venue: 'nyse',
  symbol: 7,
  timeUnit: 'hours',
  date: '2024-02-30',
  columns: 'time:ts',
  csvKind: 'quotes',
  priceScale: 19,
  qtyScale: 1.5,
  tickSize: '-1',
  lotSize: true,
  windowBits: '12',
  instruments: '',
  dayStart: 'noon',
  impliedDecimals: -1,
  delimiter: '::',
  falling: 'yes',
  skipFaults: 1,
};

describe('[input]', () => {
  it('names every wrong value, with what was expected and found', () => {
    const faults = faultsOf({ input: WRONG });
    expect(Object.keys(faults).sort()).toEqual(INPUT_KEYS.map((key) => `input.${key}`).sort());
    expect(faults).toMatchObject({
      'input.venue': expect.stringMatching(/^one of binance-spot, .*, found 'nyse'$/),
      'input.date': "yyyy-mm-dd, found '2024-02-30'",
      'input.priceScale': 'an integer from -6 to 18, found 19',
      'input.windowBits': "an integer from 8 to 20, found '12'",
      'input.falling': "true or false, found 'yes'",
    });
    expect(faults['input.columns']).toMatch(/^ROLE=COLUMN,.*found 'time:ts'$/);
  });

  it('becomes what files are opened with', () => {
    const { input } = parseSettings({
      input: {
        venue: 'binance-spot',
        symbol: 'BTCUSDT',
        timeUnit: 'ms',
        date: '2024-02-29',
        csvKind: 'candles',
        columns: { time: 'when', open: '#2' },
        priceScale: 2,
        qtyScale: 3,
        tickSize: '0.05',
        lotSize: 0.002,
        windowBits: 10,
        instruments: 'known.json',
        dayStart: '2024-02-29T05:00:00Z',
        impliedDecimals: 4,
        delimiter: 'tab',
        falling: true,
        skipFaults: true,
      },
    });
    expect(input).toEqual({
      venue: 'binance-spot',
      symbol: 'BTCUSDT',
      timeUnit: 'ms',
      date: '2024-02-29',
      instruments: 'known.json',
      csvKind: 'candles',
      candles: {
        columns: { time: 'when', open: '#2' },
        dayStartNs: 1_709_182_800_000_000_000n,
        impliedDecimals: 4,
        delimiter: '\t',
        order: 'falling',
        onFault: 'skip',
      },
      common: { priceScale: 2, qtyScale: 3, tickSize: 5n, lotSize: 2n, windowBits: 10 },
    });
    expect(parseSettings({ input: { falling: false } }).input).toEqual({ common: {} });
  });

  it('sees by the columns whether rows are candles', () => {
    const inputOf = (input: object) => parseSettings({ input }).input;
    expect(inputOf({ columns: 'time=ts,price=px,qty=size' })).toEqual({
      columns: { time: 'ts', price: 'px', qty: 'size' },
      common: {},
    });
    expect(inputOf({ columns: 'time=ts,close=last' })).toEqual({
      csvKind: 'candles',
      candles: { columns: { time: 'ts', close: 'last' } },
      common: {},
    });
    expect(faultsOf({ input: { columns: 'time=t,open=o', csvKind: 'depth' } })).toEqual({
      'input.columns': expect.stringMatching(/^columns of time, recvTime, .*, found 'open'$/),
    });
    expect(faultsOf({ input: { columns: 'time=t,open=o,price=p' } })).toEqual({
      'input.columns': "columns of time, open, high, low, close, volume, found 'price'",
    });
  });

  it('holds steps against their scales', () => {
    expect(faultsOf({ input: { tickSize: '0.5', lotSize: '0.001', qtyScale: 1 } })).toEqual({
      'input.tickSize': "input.priceScale beside it, found '0.5'",
      'input.lotSize': "at most 1 decimal, as input.qtyScale says, found '0.001'",
    });
  });

  it('suggests the key that was meant', () => {
    expect(refusal({ input: { windowBit: 9 } }).message).toMatch(
      /input\.windowBit: .*found 'windowBit' \(did you mean windowBits\?\)/,
    );
  });
});

describe('all sections', () => {
  it('tell their faults together', () => {
    const faults = faultsOf({
      threads: 0,
      files: [1],
      input: { venue: 'nyse' },
      account: { cash: { USDT: 'much', EUR: -1 }, feeTiers: [{ volumeMin: 5 }] },
      terms: { makerRate: 'low', kind: 3 },
      instruments: { 'binance-spot:X': { leverage: 0 } },
      venue: { queue: 'fair' },
      risk: { ordersPerSecond: 'no' },
      latency: 'soon',
    });
    expect(Object.keys(faults).sort()).toEqual([
      'account.cash.EUR',
      'account.cash.USDT',
      'account.feeTiers[0].makerRate',
      'account.feeTiers[0].takerRate',
      'account.feeTiers[0].volumeMin',
      'files',
      'input.venue',
      'instruments.binance-spot:X.leverage',
      'latency',
      'risk.ordersPerSecond',
      'terms.kind',
      'terms.makerRate',
      'threads',
      'venue.queue',
    ]);
  });

  it.each(['account', 'input', 'terms', 'instruments', 'venue', 'risk'])('%s is a table', (key) => {
    expect(faultsOf({ [key]: 3 })).toEqual({ [key]: 'an object, found 3' });
  });

  it('take pauses, and tell what is wrong with them beside the others', () => {
    const settingsOf = (from: string) => ({
      seed: from,
      strategies: [{ use: 'a', pauses: [[from, '2024-01-01T00:00:25Z']] }],
    });
    const [strategy] = parseSettings({ ...settingsOf('2024-01-01'), seed: 1 }).strategies;
    expect(strategy?.pauses).toEqual([[1_704_067_200_000_000_000n, 1_704_067_225_000_000_000n]]);
    expect(refusal(settingsOf('noon')).message).toMatch(
      /strategies\.0\.pauses\.0\.0 cannot be read: .*'noon'; seed: expected/,
    );
  });

  it('are called as the caller says', () => {
    const words = {
      what: 'run.toml',
      named: (field: string) => (field === 'terms.makerRate' ? '--maker' : field),
    };
    const given = { terms: { makerRate: 'low', takerRate: 'high' } };
    expect(() => parseSettings(given, words)).toThrow(
      /^run\.toml: --maker: expected .*; terms\.takerRate: expected/,
    );
  });

  it('keep money and fees as they were written', () => {
    const account = {
      cash: { USDT: '25000.5' },
      feeTiers: [{ volumeMin: 0, makerRate: '0.0001', takerRate: 0.0004 }],
    };
    expect(parseSettings({ account }).execution).toMatchObject(account);
    expect(parseSettings({}).execution).toEqual({ terms: {}, termsOf: {} });
  });
});
