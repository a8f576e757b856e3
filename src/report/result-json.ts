// result.json: one run as a document that programs read. Keys stand in a fixed order, those of
// configurations sorted, so that equal runs give equal bytes. Money that was booked is exact
// decimal text; times are ns as text; a metric without an answer is null, one without bound is
// "Infinity".
import { LiquidityRole } from '../abi/orders.ts';
import { formatDecimal } from '../model/decimal.ts';
import { formatTime } from '../model/time.ts';
import type { PeriodReturn } from '../stats/equity.ts';
import type { PlainValue, RunFault } from '../stats/record.ts';
import type { BacktestResult, StrategyResult } from '../stats/result.ts';

/** Changes with every change that readers of older documents could stumble over. */
export const RESULT_SCHEMA = 'outcry.result/1';

/** A value as JSON can carry it, keys of objects sorted. */
export function jsonOf(value: PlainValue): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return null;
    return Number.isFinite(value) ? value : String(value);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly PlainValue[]).map(jsonOf);
  const entries = Object.entries(value as Readonly<Record<string, PlainValue>>);
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, one]) => [key, jsonOf(one)]));
}

/** Numbers of metrics, in the order of their interface. */
function metricsJson(value: object): unknown {
  if (Array.isArray(value)) return value.map((one) => metricsJson(one as object));
  const entries = Object.entries(value) as [string, unknown][];
  return Object.fromEntries(
    entries.map(([key, one]) => [
      key,
      typeof one === 'object' && one !== null ? metricsJson(one) : jsonOf(one as PlainValue),
    ]),
  );
}

function faultJson({ code, message, timeNs }: RunFault): unknown {
  return { code, message, ...(timeNs === undefined ? {} : { timeNs: timeNs.toString() }) };
}

function periodsJson(periods: readonly PeriodReturn[], digits: number): unknown {
  return periods.map(({ startMs, value }) => ({
    start: new Date(startMs).toISOString().slice(0, digits),
    return: jsonOf(value),
  }));
}

function moneyJson(
  result: BacktestResult,
  { equity, fills, funding = 0n }: StrategyResult,
): unknown {
  let fees = 0n;
  let realized = 0n;
  let makers = 0;
  for (let i = 0; i < fills.length; i++) {
    fees += fills.fee[i] ?? 0n;
    realized += fills.realizedPnl[i] ?? 0n;
    if (fills.role[i] === LiquidityRole.Maker) makers++;
  }
  const start = equity.equity[0] ?? 0n;
  const end = equity.equity[equity.length - 1] ?? 0n;
  const text = (quanta: bigint): string => formatDecimal(quanta, result.cashScale);
  return {
    startEquity: text(start),
    endEquity: text(end),
    profit: text(end - start),
    realizedPnl: text(realized),
    fees: text(fees),
    funding: text(funding),
    fills: fills.length,
    makerFills: makers,
  };
}

function strategyJson(result: BacktestResult, strategy: StrategyResult): unknown {
  const { equity } = strategy;
  return {
    name: strategy.name,
    decisionHash: strategy.decisionHash,
    params: jsonOf(strategy.params),
    money: moneyJson(result, strategy),
    metrics: metricsJson(strategy.metrics),
    openPositions: strategy.openPositions.map((open) => ({
      symbol: open.symbol,
      qty: open.qty,
      openNs: open.openNs.toString(),
      price: jsonOf(Number(open.price.toFixed(Math.max(0, open.priceScale) + 1))),
      net: jsonOf(open.net),
    })),
    orders: { ...strategy.orders, refused: jsonOf(strategy.orders.refused) },
    equity: { points: equity.length, offered: equity.offered, bucketMs: equity.bucketMs },
    daily: periodsJson(strategy.daily, 10),
    monthly: periodsJson(strategy.monthly, 7),
    errors: strategy.errors.map(faultJson),
  };
}

/** The document as text. Equal results give equal text. */
export function resultJson(result: BacktestResult): string {
  const document = {
    schema: RESULT_SCHEMA,
    title: result.title,
    engineVersion: result.version,
    dataHash: result.dataHash,
    decisionHashes: Object.fromEntries(
      result.strategies.map((one) => [one.name, one.decisionHash] as const),
    ),
    startNs: result.startNs.toString(),
    endNs: result.endNs.toString(),
    start: formatTime(result.startNs),
    end: formatTime(result.endNs),
    currency: result.currency,
    config: jsonOf(result.config),
    instruments: result.instruments.map((one) => ({
      symbol: one.symbol,
      kind: one.kind ?? 'linear',
      multiplier: one.multiplier ?? 1,
      priceScale: one.priceScale,
      qtyScale: one.qtyScale,
    })),
    strategies: result.strategies.map((one) => strategyJson(result, one)),
    notes: result.notes,
    errors: result.errors.map(faultJson),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
