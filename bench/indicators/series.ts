// Bars of the comparison, made from whole-number arithmetic, and their file: a count as u64, then
// open, high, low, close and volume as columns of f64, little-endian.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BarColumn } from './set.ts';

export const BARS = 200_000;
export const COLUMNS: readonly BarColumn[] = ['open', 'high', 'low', 'close', 'volume'];

export type Bars = Readonly<Record<BarColumn, Float64Array<ArrayBuffer>>>;

const STEP = 1664525;
const ADD = 1013904223;
const RANGE = 2 ** 32;

/** A walk about 100 whose prices are hardly ever equal, so that ties decide nothing. */
function make(): Bars {
  let state = 20250101;
  const next = (): number => {
    state = (Math.imul(state, STEP) + ADD) >>> 0;
    return state / RANGE;
  };
  const bars = {
    open: new Float64Array(BARS),
    high: new Float64Array(BARS),
    low: new Float64Array(BARS),
    close: new Float64Array(BARS),
    volume: new Float64Array(BARS),
  };
  let price = 100;
  for (let i = 0; i < BARS; i++) {
    const open = price + (next() - 0.5) * 0.2;
    const close = open + (next() - 0.5) * 0.8 + (100 - open) * 0.002;
    bars.open[i] = open;
    bars.close[i] = close;
    bars.high[i] = Math.max(open, close) + next() * 0.3;
    bars.low[i] = Math.min(open, close) - next() * 0.3;
    bars.volume[i] = 1 + Math.floor(next() * 1e6);
    price = close;
  }
  return bars;
}

/** Writes the file unless it is there. */
export function writeBars(path: string): void {
  if (existsSync(path)) return;
  const bars = make();
  const head = Buffer.alloc(8);
  head.writeBigUInt64LE(BigInt(BARS));
  mkdirSync(dirname(path), { recursive: true });
  const parts = COLUMNS.map((name) => new Uint8Array(bars[name].buffer));
  writeFileSync(path, Buffer.concat([head, ...parts]));
}

export function readBars(path: string): Bars {
  const bytes = readFileSync(path);
  const count = Number(bytes.readBigUInt64LE());
  const column = (k: number): Float64Array<ArrayBuffer> => {
    const from = bytes.byteOffset + 8 + k * count * 8;
    return new Float64Array(bytes.buffer.slice(from, from + count * 8));
  };
  return {
    open: column(0),
    high: column(1),
    low: column(2),
    close: column(3),
    volume: column(4),
  };
}
