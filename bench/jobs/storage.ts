// Job j: the events of a recording (depth levels, snapshot levels, trades) in a file: bytes an
// event takes, and the time from file bytes in the page cache to packed rows in memory.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CheckResult, Contender, ContenderSpec, JobSpec } from '../harness/types.ts';
import { readHeader } from '../inputs/format.ts';
import { createOursStorage } from '../micro/ours/storage.ts';
import { nowNs } from './lib/checksum.ts';
import { sumsOf } from './storage-sums.ts';

/** Packed rows, as a replay loop walks over them. */
interface EventRows {
  count: number;
  readonly recv: BigInt64Array;
  readonly exch: BigInt64Array;
  readonly price: Float64Array;
  readonly qty: Float64Array;
  readonly kind: Uint8Array;
  readonly side: Uint8Array;
}

interface RawLine {
  readonly e?: string;
  readonly E?: number;
  readonly T?: number;
  readonly b?: [string, string][];
  readonly a?: [string, string][];
  readonly bids?: [string, string][];
  readonly asks?: [string, string][];
  readonly p?: string;
  readonly q?: string;
  readonly m?: boolean;
}

/** gunzip, split, JSON.parse, Number: the recording itself as the store. */
class JsonLines {
  readonly #file: string;
  readonly #priceUnit: number;
  readonly #qtyUnit: number;
  readonly rows: EventRows;

  constructor(inputs: string) {
    this.#file = join(inputs, 'depth-trade.jsonl.gz');
    const header = readHeader(readFileSync(join(inputs, 'events.bin')), 'OCEVNT01');
    this.#priceUnit = 10 ** header.priceScale;
    this.#qtyUnit = 10 ** header.qtyScale;
    const count = header.count;
    this.rows = {
      count,
      recv: new BigInt64Array(count),
      exch: new BigInt64Array(count),
      price: new Float64Array(count),
      qty: new Float64Array(count),
      kind: new Uint8Array(count),
      side: new Uint8Array(count),
    };
  }

  get bytes(): number {
    return statSync(this.#file).size;
  }

  read(): EventRows {
    this.rows.count = 0;
    const text = gunzipSync(readFileSync(this.#file)).toString('latin1');
    for (let start = 0; start < text.length; ) {
      const end = text.indexOf('\n', start);
      const space = text.indexOf(' ', start);
      const recv = BigInt(text.slice(start, space));
      const parsed = JSON.parse(text.slice(space + 1, end)) as { data?: RawLine } & RawLine;
      this.#take(recv, parsed.data ?? parsed);
      start = end + 1;
    }
    return this.rows;
  }

  #take(recv: bigint, raw: RawLine): void {
    const ms = raw.T ?? raw.E;
    const exch = ms === undefined ? 0n : BigInt(ms) * 1_000_000n;
    if (raw.p !== undefined && raw.q !== undefined) {
      this.#row(recv, exch, 2, raw.m === false ? 1 : 2, raw.p, raw.q);
      return;
    }
    const kind = raw.bids === undefined ? 1 : 4;
    for (const level of raw.b ?? raw.bids ?? []) this.#row(recv, exch, kind, 1, level[0], level[1]);
    for (const level of raw.a ?? raw.asks ?? []) this.#row(recv, exch, kind, 2, level[0], level[1]);
  }

  #row(recv: bigint, exch: bigint, kind: number, side: number, price: string, qty: string): void {
    const rows = this.rows;
    const i = rows.count++;
    rows.recv[i] = recv;
    rows.exch[i] = exch;
    rows.kind[i] = kind;
    rows.side[i] = side;
    rows.price[i] = Math.round(Number(price) * this.#priceUnit);
    rows.qty[i] = Math.round(Number(qty) * this.#qtyUnit);
  }
}

function createJsonLines(inputs: string): Contender {
  const store = new JsonLines(inputs);
  return {
    version: `node ${process.versions.node}`,
    units: store.rows.recv.length,
    check(): CheckResult {
      const sums = sumsOf(store.read());
      return { checks: { sums }, facts: { bytesPerEvent: store.bytes / store.rows.count } };
    },
    round(repetitions) {
      let ns = 0;
      for (let i = 0; i < repetitions; i++) {
        const start = nowNs();
        store.read();
        ns += nowNs() - start;
      }
      return { ns, checksum: sumsOf(store.rows) };
    },
  };
}

function python(format: string): ContenderSpec {
  return {
    name: format,
    role: 'peer',
    needs: 'python',
    command: (c) => [
      c.python,
      join(c.peers, 'python', 'store.py'),
      format,
      join(c.inputs, 'events.bin'),
      c.scratch,
    ],
  };
}

export const storageJob: JobSpec = {
  id: 'storage',
  title: 'j: file bytes to packed rows',
  unit: 'event',
  contenders: [
    { name: 'ours', role: 'ours', needs: 'npm' },
    { name: 'jsonl-gz', role: 'baseline', needs: 'npm' },
    python('parquet'),
    python('parquet-delta'),
    python('npz'),
    python('csvgz'),
    python('pcodec'),
    python('duckdb'),
  ],
  factories: { ours: createOursStorage, 'jsonl-gz': createJsonLines },
  goals: [
    { kind: 'fact', fact: 'bytesPerEvent', atMost: 3 },
    { kind: 'rate', atLeast: 80e6 },
    { kind: 'speedup', against: 'parquet', atLeast: 5 },
    { kind: 'speedup', against: 'npz', atLeast: 5 },
  ],
};
