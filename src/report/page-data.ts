// What the page's script reads: columns as base64 of little-endian floats, inside one JSON element.
import { LiquidityRole, Side } from '../abi/orders.ts';
import { type RunInstrument, unitsOf } from '../stats/record.ts';
import type { BacktestResult, StrategyResult } from '../stats/result.ts';
import { thinnedPlaces } from './downsample.ts';

/** Base64 of Float64 (times, levels) or Float32 (sizes), little-endian. */
export type Packed = string;

export interface PageCurve {
  /** Seconds since 1970. */
  readonly t: Packed;
  readonly v: Packed;
}

export interface PageFills {
  readonly t: Packed;
  readonly price: Packed;
  /** Float32: signed quantity; negative: sold. */
  readonly qty: Packed;
  /** Float32: how many executions it stands for; negative: all as maker. */
  readonly count: Packed;
  /** Executions of the run on this instrument. */
  readonly total: number;
}

export interface PageStrategy {
  readonly name: string;
  readonly startEquity: number;
  readonly equity: PageCurve;
  /** Shares, 0 or negative. */
  readonly drawdown: PageCurve;
  readonly position: PageCurve;
  /** By instrument. */
  readonly fills: readonly PageFills[];
}

export interface PageData {
  readonly currency: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly instruments: readonly { readonly symbol: string; readonly digits: number }[];
  /** By instrument. */
  readonly marks: readonly PageCurve[];
  readonly strategies: readonly PageStrategy[];
}

/** Bounds of what a report carries; see docs/reports.md. */
const POINTS_MAX = { run: 120_000, curve: 24_000 } as const;
const FILLS_MAX = 120_000;

function pack(values: Float64Array | Float32Array): Packed {
  const { buffer, byteOffset, byteLength } = values;
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

function secondsOf(timeNs: BigInt64Array, length: number): Float64Array {
  const seconds = new Float64Array(length);
  // Microseconds are exact as floats; the digits below would be rounding anyway.
  for (let i = 0; i < length; i++) seconds[i] = Number((timeNs[i] ?? 0n) / 1000n) / 1e6;
  return seconds;
}

function curve(seconds: Float64Array, level: Float64Array, pointsMax: number): PageCurve {
  const places = thinnedPlaces(seconds, level, pointsMax);
  return {
    t: pack(Float64Array.from(places, (i) => seconds[i] ?? 0)),
    v: pack(Float64Array.from(places, (i) => level[i] ?? 0)),
  };
}

/** Falls below the peak so far, in shares. */
export function drawdownsOf(level: Float64Array): Float64Array {
  let peak = Number.NEGATIVE_INFINITY;
  return level.map((value) => {
    peak = Math.max(peak, value);
    return peak > 0 ? Math.max(value, 0) / peak - 1 : 0;
  });
}

/** Executions as columns, until they are packed. */
interface FillRows {
  readonly t: number[];
  readonly price: number[];
  readonly qty: number[];
  readonly count: number[];
}

/**
 * Executions of one instrument. More than `rowsMax` of them are joined by time and side: mean price
 * by quantity, summed quantity, how many there were.
 */
function fillRows(
  { fills }: StrategyResult,
  id: number,
  instrument: RunInstrument,
  rowsMax: number,
): { rows: FillRows; total: number } {
  let total = 0;
  for (let i = 0; i < fills.length; i++) if (fills.instrument[i] === id) total++;
  const seconds = secondsOf(fills.timeNs, fills.length);
  const start = seconds[0] ?? 0;
  const step = total <= rowsMax ? 0 : ((seconds.at(-1) ?? 0) - start) / (rowsMax / 2);
  const rows: FillRows = { t: [], price: [], qty: [], count: [] };
  const open = { [Side.Buy]: -1, [Side.Sell]: -1 };
  for (let i = 0; i < fills.length; i++) {
    if (fills.instrument[i] !== id) continue;
    const side = fills.side[i] === Side.Buy ? Side.Buy : Side.Sell;
    const size = unitsOf(fills.qty[i] ?? 0n, instrument.qtyScale);
    const price = unitsOf(fills.price[i] ?? 0n, instrument.priceScale);
    const at = open[side];
    const isMaker = fills.role[i] === LiquidityRole.Maker;
    const isSame =
      at >= 0 &&
      Math.floor(((rows.t[at] ?? 0) - start) / step) ===
        Math.floor(((seconds[i] ?? 0) - start) / step);
    if (step > 0 && isSame) {
      const before = Math.abs(rows.qty[at] ?? 0);
      rows.price[at] = ((rows.price[at] ?? 0) * before + price * size) / (before + size);
      rows.qty[at] = (before + size) * (side === Side.Buy ? 1 : -1);
      const count = Math.abs(rows.count[at] ?? 0) + 1;
      rows.count[at] = (rows.count[at] ?? 0) < 0 && isMaker ? -count : count;
      continue;
    }
    open[side] = rows.t.length;
    rows.t.push(seconds[i] ?? 0);
    rows.price.push(price);
    rows.qty.push(side === Side.Buy ? size : -size);
    rows.count.push(isMaker ? -1 : 1);
  }
  return { rows, total };
}

function pageFills(strategy: StrategyResult, id: number, of: RunInstrument, rowsMax: number) {
  const { rows, total } = fillRows(strategy, id, of, rowsMax);
  return {
    t: pack(Float64Array.from(rows.t)),
    price: pack(Float64Array.from(rows.price)),
    qty: pack(Float32Array.from(rows.qty)),
    count: pack(Float32Array.from(rows.count)),
    total,
  };
}

function pageStrategy(
  result: BacktestResult,
  strategy: StrategyResult,
  pointsMax: number,
  fillsMax: number,
): PageStrategy {
  const { equity } = strategy;
  const seconds = secondsOf(equity.timeNs, equity.length);
  const level = Float64Array.from({ length: equity.length }, (_, i) =>
    unitsOf(equity.equity[i] ?? 0n, result.cashScale),
  );
  return {
    name: strategy.name,
    startEquity: level[0] ?? 0,
    equity: curve(seconds, level, pointsMax),
    drawdown: curve(seconds, drawdownsOf(level), pointsMax),
    position: curve(seconds, equity.position.subarray(0, equity.length), pointsMax),
    fills: result.instruments.map((one, id) => pageFills(strategy, id, one, fillsMax)),
  };
}

/** The data of a report, thinned to its bounds. O(points + fills). */
export function pageData(result: BacktestResult): PageData {
  const count = Math.max(1, result.strategies.length);
  const share = (all: number): number => Math.max(1000, Math.floor(all / count));
  const pointsMax = Math.min(POINTS_MAX.curve, share(POINTS_MAX.run));
  const marksMax = Math.min(
    2 * POINTS_MAX.curve,
    Math.max(1000, Math.floor(POINTS_MAX.run / Math.max(1, result.instruments.length))),
  );
  return {
    currency: result.currency,
    startSeconds: Number(result.startNs / 1000n) / 1e6,
    endSeconds: Number(result.endNs / 1000n) / 1e6,
    instruments: result.instruments.map(({ symbol, priceScale }) => ({
      symbol,
      digits: Math.max(0, priceScale),
    })),
    marks: result.marks.map(({ timeNs, price, length }) =>
      curve(secondsOf(timeNs, length), price.subarray(0, length), marksMax),
    ),
    strategies: result.strategies.map((one) =>
      pageStrategy(result, one, pointsMax, share(FILLS_MAX)),
    ),
  };
}
