// The guides of accounts and risk: their objects are accepted, their examples come out as shown,
// and their tables name every option with its default.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Side } from '../abi/orders.ts';
import { Status } from '../abi/status.ts';
import { type Core, createCore } from '../core/core.ts';
import { formatDecimal, parseDecimal } from '../model/decimal.ts';
import { AccountRecords, START_NS } from '../testing/account-records.ts';
import { Account } from './account.ts';
import { parseAccountInstrument, parseAccountOptions } from './account-options.ts';
import { Risk } from './risk.ts';
import {
  PAUSE_DEFAULTS,
  parseRiskOptions,
  RISK_DEFAULTS,
  RISK_INSTRUMENT_DEFAULTS,
} from './risk-options.ts';
import { BREAKERS, RISK_REASONS } from './risk-state.ts';

const guide = (name: string): string =>
  readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8');
const ACCOUNT = guide('account');
const RISK = guide('risk');

let core: Core;
let records: AccountRecords;
beforeAll(async () => {
  core = await createCore({ build: 'checked', memoryBytes: 1 << 25 });
  records = new AccountRecords(core);
});

function object(text: string, name: string): never {
  const found = new RegExp(`\`\`\`json ${name}\\n([^\`]+)\`\`\``).exec(text)?.[1];
  if (found === undefined) throw new Error(`no object '${name}'`);
  return JSON.parse(found) as never;
}

/** Rows of the first table whose head starts with `head`, without their ticks. */
function table(text: string, head: string): string[][] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${head} |`));
  if (start < 0) throw new Error(`no table '${head}'`);
  const end = lines.findIndex((line, i) => i > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

const EVENT =
  /^(?:(close-only) )?(buy|sell|mark|funding|fill) ([\d.]+)(?: at ([\d.]+))?( as maker)?$/;

function readEvent(cell: string) {
  const match = EVENT.exec(cell.replaceAll('`', ''));
  if (match === null) throw new Error(`no event: ${cell}`);
  const [, kill, type = '', first = '', second = '', maker] = match;
  return { isKill: kill !== undefined, type, first, second, isMaker: maker !== undefined };
}

describe('account.md', () => {
  it('shows what its example does', () => {
    const account = new Account(core, object(ACCOUNT, 'account'));
    account.define(1, object(ACCOUNT, 'instrument'));
    const text = (quanta: bigint): string => account.format(quanta).replace(/\.?0+$/, '');
    const rows = table(ACCOUNT, 'event').map(([cell = '', ...shown]) => {
      const { type, first, second, isMaker } = readEvent(cell);
      let figures = ['', ''];
      if (type === 'mark') account.mark(1, first);
      else if (type === 'funding') account.funding(1, first, second);
      else {
        const price = parseDecimal(second, 2);
        const trade = { buys: type === 'buy', price, qty: parseDecimal(first, 3), isMaker };
        expect(account.fill(records.writeFill(trade))).toBe(Status.Ok);
        figures = [records.fill.fee, records.fill.realizedPnl].map(text);
      }
      const sums = [
        account.balance('USDT').cash,
        account.equity('USDT'),
        account.available('USDT'),
      ];
      return { cell, shown, found: [...figures, ...sums.map(text)] };
    });
    expect(rows.length).toBeGreaterThan(4);
    for (const { cell, shown, found } of rows) expect([cell, ...found]).toEqual([cell, ...shown]);
  });

  it('names every option and its default', () => {
    const account = parseAccountOptions({ currencies: ['A'] });
    const scales = { priceScale: 0, qtyScale: 0, quote: 'A', base: 'B' };
    const instrument = parseAccountInstrument(scales);
    const shown = (head: string): Map<string, string> => {
      const rows = table(ACCOUNT, head).map(([name = '', , value = '']) => [name, value] as const);
      return new Map(rows);
    };
    const options = shown('account |');
    expect(Number(options.get('`instrumentsMax`'))).toBe(account.instrumentsMax);
    expect(Number(options.get('`cashScale`'))).toBe(account.cashScale);
    const terms = shown('instrument |');
    expect(terms.get('`leverage`')).toBe(`${instrument.leverage}`);
    const rate = parseDecimal(terms.get('`makerRate`, `takerRate`') ?? '', 9);
    expect([rate, rate]).toEqual([instrument.makerRate, instrument.takerRate]);
    for (const name of [...Object.keys(account), ...Object.keys(object(ACCOUNT, 'instrument'))])
      expect(ACCOUNT).toContain(`\`${name}\``);
  });
});

describe('risk.md', () => {
  it('shows what its example does', () => {
    const account = new Account(core, { currencies: ['USDT'], deposits: { USDT: 1000 } });
    const scales = { priceScale: 2, qtyScale: 3 };
    account.define(1, { ...scales, quote: 'USDT', makerRate: 0, takerRate: 0, leverage: 100 });
    const risk = new Risk(account, object(RISK, 'risk'));
    risk.define(1, { symbol: 'BTCUSDT' });
    const working: { buys: boolean; price: bigint; qty: bigint }[] = [];
    const sideOf = (buys: boolean): Side => (buys ? Side.Buy : Side.Sell);

    const fill = (): string => {
      const order = working.shift();
      if (order === undefined) throw new Error('nothing works');
      const at = records.writeFill({ ...order, timeNs: START_NS });
      expect(account.fill(at)).toBe(Status.Ok);
      risk.orderClosed(1, sideOf(order.buys), 0, order.qty);
      expect(risk.fill(at)).toBe(Status.Ok);
      return '';
    };
    const mark = (price: string): string => {
      account.mark(1, price);
      risk.mark(1, parseDecimal(price, 2), START_NS);
      return '';
    };
    const send = (buys: boolean, qty: string, price: string): string => {
      const order = { buys, price: parseDecimal(price, 2), qty: parseDecimal(qty, 3) };
      const verdict = risk.check(records.writeOrder(order), START_NS);
      if (verdict.type === 'refused') return `refused: ${verdict.reason}`;
      risk.orderOpened(1, sideOf(buys), 0, verdict.qty);
      working.push({ ...order, qty: verdict.qty });
      if (verdict.type === 'approved') return 'approved';
      const cut = formatDecimal(verdict.qty, 3).replace(/0+$/, '');
      return `reduced to ${cut}: ${verdict.reason}`;
    };

    const rows = table(RISK, 'event');
    expect(rows.length).toBeGreaterThan(8);
    for (const [cell = '', shown] of rows) {
      const { isKill, type, first, second } = readEvent(cell);
      if (isKill) risk.kill('close-only');
      const isOrder = type === 'buy' || type === 'sell';
      const passive = type === 'mark' ? mark : fill;
      const found = isOrder ? send(type === 'buy', first, second) : passive(first);
      expect([cell, found]).toEqual([cell, shown]);
    }
  });

  it('names every option and its default, every reason and breaker', () => {
    expect(() => parseRiskOptions(object(RISK, 'risk'))).not.toThrow();
    const defaults: Record<string, string | number> = {
      ...RISK_DEFAULTS,
      ...RISK_INSTRUMENT_DEFAULTS,
    };
    for (const [name, pause] of Object.entries(PAUSE_DEFAULTS)) defaults[`pauses.${name}`] = pause;
    const seen = new Set<string>();
    for (const head of ['rule', 'rule of an instrument'])
      for (const [, options = '', values = ''] of table(RISK, head)) {
        const names = [...options.matchAll(/`(\w+)`/g)].map((match) => match[1] ?? '');
        const arePauses = names[0] === 'pauses';
        const told = arePauses ? names.slice(1).map((name) => `pauses.${name}`) : names;
        const shown = values.split(', ');
        told.forEach((name, i) => {
          seen.add(name);
          if (name in defaults) expect([name, shown[i]]).toEqual([name, `${defaults[name]}`]);
        });
      }
    expect(Object.keys(defaults).filter((name) => !seen.has(name))).toEqual([]);
    const names = [...Object.keys(RISK_REASONS), ...Object.keys(BREAKERS)];
    expect(names.filter((name) => !RISK.includes(`\`${name}\``))).toEqual([]);
  });
});
