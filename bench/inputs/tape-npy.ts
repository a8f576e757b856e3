// Reads tape.npy back as plain arrays.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHeader } from './format.ts';

/** tape.npy as arrays: times in ns from the first, prices and quantities in quanta. */
export interface TapeRows {
  readonly count: number;
  readonly ev: Uint32Array;
  readonly exch: Float64Array;
  readonly local: Float64Array;
  readonly price: Float64Array;
  readonly qty: Float64Array;
  /** Rows valid in exchange order and in receive order. */
  readonly exchRows: Uint32Array;
  readonly localRows: Uint32Array;
}

const EXCH = 0x80000000;
const LOCAL = 0x40000000;

export function readTape(inputs: string): TapeRows {
  const bytes = readFileSync(join(inputs, 'tape.npy'));
  const scales = readHeader(readFileSync(join(inputs, 'rows.bin')), 'OCROWS01');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 10 + view.getUint16(8, true);
  const count = (bytes.length - start) / 64;
  const rows = {
    count,
    ev: new Uint32Array(count),
    exch: new Float64Array(count),
    local: new Float64Array(count),
    price: new Float64Array(count),
    qty: new Float64Array(count),
  };
  const epoch = view.getBigInt64(start + 8, true);
  const exchRows: number[] = [];
  const localRows: number[] = [];
  for (let i = 0; i < count; i++) {
    const at = start + i * 64;
    const ev = view.getUint32(at, true);
    rows.ev[i] = ev;
    rows.exch[i] = Number(view.getBigInt64(at + 8, true) - epoch);
    rows.local[i] = Number(view.getBigInt64(at + 16, true) - epoch);
    rows.price[i] = Math.round(view.getFloat64(at + 24, true) * 10 ** scales.priceScale);
    rows.qty[i] = Math.round(view.getFloat64(at + 32, true) * 10 ** scales.qtyScale);
    if ((ev & EXCH) !== 0) exchRows.push(i);
    if ((ev & LOCAL) !== 0) localRows.push(i);
  }
  return { ...rows, exchRows: Uint32Array.from(exchRows), localRows: Uint32Array.from(localRows) };
}
