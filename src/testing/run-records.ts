// Small runs for tests, written in plain numbers: one cash quantum is 10^-8, prices have 2
// decimals, quantities 3.
import { LiquidityRole, Side } from '../abi/orders.ts';
import { FillLog } from '../stats/fill-log.ts';
import type { RunInstrument, RunRecord, StrategyRecord } from '../stats/record.ts';
import { EquityLog, MarkLog } from './naive-curve-log.ts';

export const SECOND = 1_000_000_000n;
export const CASH_SCALE = 8;
const PRICE_SCALE = 2;
const QTY_SCALE = 3;

export function instrument(symbol: string, more: Partial<RunInstrument> = {}): RunInstrument {
  return { symbol, priceScale: PRICE_SCALE, qtyScale: QTY_SCALE, ...more };
}

export interface PlainFill {
  readonly second: number;
  readonly side: 'buy' | 'sell';
  readonly price: number;
  readonly qty: number;
  readonly fee?: number;
  readonly instrument?: number;
  readonly role?: 'maker' | 'taker';
  readonly decisionMid?: number;
  readonly midAfter?: readonly number[];
}

const quanta = (value: number, scale: number): bigint => BigInt(Math.round(value * 10 ** scale));

export function cash(value: number): bigint {
  return quanta(value, CASH_SCALE);
}

export function fillLog(rows: readonly PlainFill[], horizons = 3): FillLog {
  const log = new FillLog(horizons);
  for (const row of rows) {
    log.push({
      timeNs: BigInt(Math.round(row.second * 1000)) * 1_000_000n,
      orderId: BigInt(log.length + 1),
      instrument: row.instrument ?? 0,
      side: row.side === 'buy' ? Side.Buy : Side.Sell,
      role: row.role === 'maker' ? LiquidityRole.Maker : LiquidityRole.Taker,
      price: quanta(row.price, PRICE_SCALE),
      qty: quanta(row.qty, QTY_SCALE),
      fee: cash(row.fee ?? 0),
      realizedPnl: 0n,
      decisionMid: row.decisionMid ?? Number.NaN,
    });
    for (const [h, mid] of (row.midAfter ?? []).entries()) {
      const column = log.midAfter[h];
      if (column !== undefined) column[log.length - 1] = mid;
    }
  }
  return log;
}

/** `[second, equity, position]` */
export type PlainPoint = readonly [number, number, number?];

export function equityLog(points: readonly PlainPoint[], bucketsMax?: number): EquityLog {
  const log = new EquityLog(bucketsMax);
  for (const [second, equity, position = 0] of points)
    log.offer(BigInt(second) * SECOND, cash(equity), cash(equity), position);
  return log;
}

export function markLog(points: readonly (readonly [number, number])[]): MarkLog {
  const log = new MarkLog();
  for (const [second, price] of points) log.offer(BigInt(second) * SECOND, price);
  return log;
}

export interface PlainStrategy {
  readonly name?: string;
  readonly fills?: readonly PlainFill[];
  readonly equity: readonly PlainPoint[];
}

export function strategyRecord(plain: PlainStrategy): StrategyRecord {
  const fills = fillLog(plain.fills ?? []);
  const count = fills.length;
  return {
    name: plain.name ?? 'maker',
    params: { spread: 2 },
    decisionHash: 'd0d0',
    fills,
    equity: equityLog(plain.equity).columns(),
    orders: {
      submitted: count,
      accepted: count,
      filled: count,
      cancelled: 0,
      expired: 0,
      refused: {},
    },
    errors: [],
  };
}

export function runRecord(
  strategies: readonly PlainStrategy[],
  marks: readonly (readonly [number, number])[] = [],
  more: Partial<RunRecord> = {},
): RunRecord {
  const ends = strategies.map((one) => one.equity.at(-1)?.[0] ?? 0);
  return {
    title: 'a run',
    version: '1.2.3',
    config: {},
    dataHash: 'abcd',
    startNs: 0n,
    endNs: BigInt(Math.max(0, ...ends)) * SECOND,
    currency: 'USDT',
    cashScale: CASH_SCALE,
    instruments: [instrument('X'), instrument('Y')],
    marks: [markLog(marks).columns(), markLog([]).columns()],
    horizonsMs: [1000, 5000, 30_000],
    strategies: strategies.map(strategyRecord),
    notes: [],
    errors: [],
    ...more,
  };
}
