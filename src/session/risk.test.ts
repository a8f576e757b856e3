// Risk as programs set it up: options in decimals and durations, verdicts and state as values.
import { beforeAll, describe, expect, it } from 'vitest';
import { OrderReason, Side } from '../abi/orders.ts';
import { Status } from '../abi/status.ts';
import { type Core, createCore } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { AccountRecords, START_NS } from '../testing/account-records.ts';
import { Account } from './account.ts';
import { Risk } from './risk.ts';
import { effectiveRisk, parseRiskOptions, type RiskOptions } from './risk-options.ts';

let core: Core;
let records: AccountRecords;
beforeAll(async () => {
  core = await createCore({ build: 'checked', memoryBytes: 1 << 26 });
  records = new AccountRecords(core);
});

const USD = 100_000_000n;
const SECOND = 1_000_000_000n;
const DAY = 86_400n * SECOND;
/** 22:13:20 UTC. */
const NOW = START_NS;

function open(options: RiskOptions = {}): { account: Account; risk: Risk } {
  const account = new Account(core, {
    currencies: ['USD', 'BTC'],
    instrumentsMax: 4,
    deposits: { USD: 10_000 },
  });
  const scales = { priceScale: 2, qtyScale: 3 };
  for (const id of [1, 2])
    account.define(id, { ...scales, quote: 'USD', makerRate: 0, takerRate: 0, leverage: 100 });
  account.define(3, { ...scales, kind: 'inverse', quote: 'USD', base: 'BTC' });
  const risk = new Risk(account, options);
  risk.define(1, { symbol: 'AAA' });
  risk.define(2, { symbol: 'BBB', lotSize: 10n });
  risk.mark(1, 10_000n, NOW);
  risk.mark(2, 10_000n, NOW);
  return { account, risk };
}

const order = (qty: bigint, price = 10_000n, id = 1): number =>
  records.writeOrder({ id, buys: true, price, qty });

describe('options', () => {
  it('defaults are those of the table', () => {
    const d = (text: string): { digits: bigint; scale: number } => {
      const [whole = '', part = ''] = text.split('.');
      return { digits: BigInt(whole + part), scale: part.length };
    };
    expect(parseRiskOptions({})).toEqual({
      currency: undefined,
      exposureMax: d('100000'),
      leverageMax: 50_000_000_000n,
      dailyLossMax: d('500'),
      drawdownMax: 50_000_000n,
      lossesMax: 10,
      openOrdersMax: 0,
      ordersPerSecond: 5,
      ordersPerMinute: 60,
      ordersPerHour: 500,
      pauses: { dailyLoss: 0n, drawdown: 0n, losses: 300n * SECOND, jump: 300n * SECOND },
      dayStartNs: 0n,
      reduces: 0,
      instrument: {
        priceMin: d('0.01'),
        priceMax: d('1000000'),
        qtyMin: d('0.00001'),
        qtyMax: d('100'),
        notionalMax: d('100000'),
        positionMax: undefined,
        positionValueMax: d('50000'),
        collar: 100_000_000n,
        jump: 100_000_000n,
        jumpWindowNs: 60n * SECOND,
      },
      instruments: new Map(),
    });
  });

  it('every field at fault is named in one error', () => {
    const bad = {
      currency: 7,
      exposureMax: -1,
      leverageMax: 'much',
      dailyLossMax: 0,
      drawdownMax: 1.5,
      lossesMax: 0.5,
      openOrdersMax: 0,
      ordersPerSecond: 2_000_000,
      pauses: { losses: '5 minutes', jumps: '1s' },
      dayStart: '24h',
      reduces: ['rate'],
      instrument: { priceMin: 2, priceMax: 1, collar: '0', jumpWindow: 60 },
      instruments: { ETH: { notionalMax: '1e40' }, BTC: 5 },
      killed: true,
    };
    let message = '';
    try {
      parseRiskOptions(bad);
    } catch (error) {
      expect(error).toBeInstanceOf(OutcryError);
      message = (error as OutcryError).message;
    }
    for (const field of [
      'currency',
      'exposureMax',
      'leverageMax',
      'dailyLossMax',
      'drawdownMax',
      'lossesMax',
      'openOrdersMax',
      'ordersPerSecond',
      'pauses.losses',
      'pauses.jumps',
      'dayStart',
      'reduces\\[0\\]',
      'instrument.priceMax',
      'instrument.collar',
      'instrument.jumpWindow',
      'instruments.ETH.notionalMax',
      'instruments.BTC',
      'killed',
    ])
      expect(message).toMatch(new RegExp(`(: |; )${field}: expected`));
    for (const value of [undefined, null, 5, 'off', []])
      expect(() => parseRiskOptions(value)).toThrow(/options: expected an object/);
  });

  it('durations', () => {
    const window = (jumpWindow: unknown): bigint =>
      parseRiskOptions({ instrument: { jumpWindow } }).instrument.jumpWindowNs;
    expect(window('90s')).toBe(90n * SECOND);
    expect(window('1h30m')).toBe(5_400n * SECOND);
    expect(window('250ms')).toBe(SECOND / 4n);
    expect(window('2d')).toBe(2n * DAY);
    for (const bad of ['', '5', 's', '5x', '5s ', '0s', '-5s', '1.5h', '400d', 5])
      expect(() => window(bad)).toThrow(/jumpWindow: expected a duration/);
  });

  it('instruments take what is theirs, then what holds for all', () => {
    const { risk } = open({
      instrument: { qtyMax: '0.5', collar: 'off' },
      instruments: { BBB: { qtyMax: 2 } },
    });
    expect(risk.symbols).toEqual(['BBB']);
    expect(risk.check(order(501n), NOW)).toEqual({ type: 'refused', reason: 'qty' });
    expect(risk.check(order(500n, 15_000n), NOW)).toEqual({ type: 'approved', qty: 500n });
    expect(risk.check(order(2_000n, 15_000n, 2), NOW).type).toBe('approved');
    expect(risk.check(order(2_001n, 15_000n, 2), NOW).type).toBe('refused');
  });

  it('what is finer than a quantum never allows more', () => {
    const { account, risk } = open({ instrument: { qtyMin: '0.0019', qtyMax: '0.0039' } });
    const asked = [1n, 2n, 3n, 4n].map((qty) => risk.check(order(qty), NOW).type);
    expect(asked).toEqual(['refused', 'approved', 'approved', 'refused']);
    const fine = new Risk(account, { instrument: { qtyMin: 'off', qtyMax: '0.0009' } });
    expect(() => fine.define(1)).toThrow(/qtyMax: expected at least one quantum \(10\^-3\)/);
    expect(() => new Risk(account, { exposureMax: '1e-9', dailyLossMax: '1e-9' })).toThrow(
      /exposureMax: .*; dailyLossMax: /,
    );
  });

  it('one currency: instruments that settle in another one are refused', () => {
    const { account, risk } = open();
    expect(() => risk.define(3)).toThrow(/one currency.*USD.*BTC/s);
    const inverse = new Risk(account, { currency: 'BTC' });
    inverse.define(3);
    expect(() => inverse.define(1)).toThrow(/one currency/);
    expect(() => new Risk(account, { currency: 'EUR' })).toThrow(/no such currency/);
    expect(() => risk.define(0)).toThrow(/instrument/);
  });
});

describe('verdicts', () => {
  it('are values', () => {
    const { risk } = open({
      default: true,
      instrument: { positionMax: '0.1', qtyMax: 2 },
      reduces: ['position'],
    });
    expect(risk.check(order(100n), NOW)).toEqual({ type: 'approved', qty: 100n });
    const cut = { type: 'reduced', qty: 100n, reason: 'position' };
    expect(risk.check(order(150n), NOW)).toEqual(cut);
    expect(risk.check(order(2_001n), NOW)).toEqual({ type: 'refused', reason: 'qty' });
    expect(risk.check(order(1n, 20_000n), NOW)).toEqual({ type: 'refused', reason: 'collar' });
    expect(risk.check(order(1n, 10_000n, 3), NOW)).toEqual({
      type: 'refused',
      reason: 'unknown-instrument',
    });
    const { verdicts } = risk.state(NOW);
    expect(verdicts).toEqual({
      approved: 1n,
      reduced: 1n,
      refused: { qty: 1n, collar: 1n, 'unknown-instrument': 1n },
    });
  });

  it('are codes for a record at its time', () => {
    const { risk } = open({ ordersPerSecond: 1, ordersPerMinute: 2 });
    // Tokens come with the record's time.
    expect(risk.checkRecord(order(1n))).toBe(OrderReason.None);
    expect(risk.checkRecord(order(1n))).toBe(OrderReason.RiskRate);
    const later = order(1n);
    records.submit.recvTsNs = NOW + SECOND;
    expect([risk.checkRecord(later), risk.head.verdictQty]).toEqual([OrderReason.None, 1n]);
  });

  it('orders work, change and end', () => {
    const { account, risk } = open({ instrument: { positionMax: '0.1' } });
    const side = Side.Buy;
    risk.orderOpened(1, side, 0, 100n);
    expect(risk.state(NOW)).toMatchObject({ openOrders: 1, exposure: 10n * USD });
    expect(risk.check(order(1n), NOW)).toEqual({ type: 'refused', reason: 'position' });
    const fill = { buys: true, price: 10_000n, qty: 40n };
    const at = records.writeFill({ ...fill, timeNs: NOW });
    expect(account.fill(at)).toBe(Status.Ok);
    risk.orderChanged(1, side, 0, 100n, 60n);
    expect(risk.fill(at)).toBe(Status.Ok);
    expect(risk.state(NOW)).toMatchObject({ openOrders: 1, exposure: 10n * USD });
    risk.orderClosed(1, side, 0, 60n);
    expect(risk.state(NOW)).toMatchObject({ openOrders: 0, exposure: 4n * USD });
    expect(() => risk.orderClosed(1, side, 0, 60n)).toThrow(/argument/);
    expect(() => risk.orderOpened(0, side, 0, 60n)).toThrow(/instrument/);
    const working = { side, flags: 0, stopPrice: 0n, price: 10_000n, leaves: 60n, filled: 0n };
    const replace = records.writeOrder({ buys: true, price: 10_000n, qty: 1n });
    // The quantity stands where a Submit has it too.
    expect(risk.checkReplace(replace, working, NOW)).toEqual({ type: 'approved', qty: 1n });
  });
});

describe('state', () => {
  it('names what tripped and until when', () => {
    const { account, risk } = open({
      default: true,
      dailyLossMax: 100,
      drawdownMax: '0.01',
      lossesMax: 1,
      pauses: { dailyLoss: 'day', losses: '90s', jump: 'resume' },
      dayStart: '23h',
    });
    const at = records.writeFill({ buys: true, price: 10_000n, qty: 20_000n, timeNs: NOW });
    expect([account.fill(at), risk.fill(at)]).toEqual([Status.Ok, Status.Ok]);
    account.mark(1, 95);
    risk.mark(1, 9_500n, NOW);
    const loss = records.writeFill({ buys: false, price: 9_500n, qty: 20_000n, timeNs: NOW });
    expect([account.fill(loss), risk.fill(loss)]).toEqual([Status.Ok, Status.Ok]);
    risk.mark(2, 11_000n, NOW);
    expect(risk.state(NOW)).toEqual({
      kill: 'off',
      tripped: [
        // 23:00 is 2800 s away.
        { breaker: 'daily-loss', untilNs: NOW + 2_800n * SECOND },
        { breaker: 'drawdown', untilNs: 'resume' },
        { breaker: 'losses', untilNs: NOW + 90n * SECOND },
        { breaker: 'jump', untilNs: 'resume', instrumentId: 2 },
      ],
      openOrders: 0,
      exposure: 0n,
      dayResult: -100n * USD,
      drawdown: 100n * USD,
      verdicts: { approved: 0n, reduced: 0n, refused: {} },
    });
    const names = (now: bigint): string[] => risk.state(now).tripped.map((t) => t.breaker);
    expect(names(NOW + 90n * SECOND)).toEqual(['daily-loss', 'drawdown', 'jump']);
    expect(names(NOW + 2_800n * SECOND)).toEqual(['drawdown', 'jump']);
    risk.resume(['drawdown']);
    expect(names(NOW)).toEqual(['jump']);
    risk.resume();
    expect(names(NOW)).toEqual([]);
  });

  it('the kill switch outlasts what is resumed', () => {
    const { risk } = open();
    for (const mode of ['all', 'close-only'] as const) {
      risk.kill(mode);
      risk.resume();
      expect(risk.state(NOW).kill).toBe(mode);
      expect(risk.check(order(1n), NOW)).toEqual({ type: 'refused', reason: 'kill' });
    }
    risk.kill('off');
    expect(risk.state(NOW).kill).toBe('off');
    expect(risk.check(order(1n), NOW).type).toBe('approved');
  });
});

describe('limits that are left out', () => {
  const limits = (options: RiskOptions) => {
    const plan = parseRiskOptions(options);
    const { drawdownMax, ordersPerSecond, openOrdersMax, instrument } = plan;
    return [
      drawdownMax,
      ordersPerSecond,
      openOrdersMax,
      instrument.collar,
      instrument.qtyMax?.digits,
    ];
  };
  const DEFAULTS = [50_000_000n, 5, 0, 100_000_000n, 100n];
  it.each<[string, RiskOptions, unknown[]]>([
    ['beside one that is named are off', { openOrdersMax: 50 }, [0n, 0, 50, 0n, undefined]],
    ['beside one of an instrument', { instrument: { qtyMax: 7 } }, [0n, 0, 0, 0n, 7n]],
    [
      'beside one of a symbol',
      { instruments: { X: { collar: '0.5' } } },
      [0n, 0, 0, 0n, undefined],
    ],
    ['have defaults with default', { default: true, openOrdersMax: 50 }, DEFAULTS.with(2, 50)],
    ['have defaults where none is named', {}, DEFAULTS],
    ['pauses and windows name none', { pauses: { losses: '1m' }, dayStart: '1h' }, DEFAULTS],
    ['an instrument without limits', { instrument: { jumpWindow: '2m' } }, DEFAULTS],
  ])('%s', (_, options, expected) => {
    expect(limits(options)).toEqual(expected);
    // What a result's configuration says comes to the same.
    expect(limits(effectiveRisk(options))).toEqual(expected);
    expect(effectiveRisk(options)).not.toHaveProperty('default');
  });

  it('default is true or false', () => {
    const options = { default: 'all' } as unknown as RiskOptions;
    expect(() => parseRiskOptions(options)).toThrow(/default: expected true or false/);
  });
});
