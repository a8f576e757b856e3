// Job a S0, ours: one decoded tape of canonical records in memory, two orders over it, two books.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender } from '../../harness/types.ts';
import { readHeader } from '../../inputs/format.ts';
import { readTape, type TapeRows } from '../../inputs/tape-npy.ts';
import { hex } from '../../jobs/lib/checksum.ts';
import { repeat } from '../../jobs/lib/repeat.ts';
import {
  type BenchModule,
  coreVersion,
  FAR_CHUNKS,
  loadBenchModule,
  WINDOW_BITS,
} from './module.ts';

const SELL = 0x10000000;
const KIND_DELTA = 2;
const KIND_SNAPSHOT = 3;
const KIND_TRADE = 5;
const HEADER = 64;

/**
 * Consecutive depth rows of one message (same kind, same times, bids before asks) become one
 * record again; a trade is a record of its own.
 */
function sameRecord(tape: TapeRows, previous: number, row: number): boolean {
  const a = tape.ev[previous] ?? 0;
  const b = tape.ev[row] ?? 0;
  if ((a & 0xff) !== (b & 0xff) || (b & 0xff) === 2) return false;
  if ((a & SELL) !== 0 && (b & SELL) === 0) return false;
  return tape.exch[previous] === tape.exch[row] && tape.local[previous] === tape.local[row];
}

interface Placed {
  /** Addresses of the records in receive order. */
  readonly local: number;
  readonly exchange: number;
  readonly count: number;
}

function writeRecord(
  core: BenchModule,
  at: number,
  tape: TapeRows,
  rows: readonly number[],
): number {
  const { view } = core;
  const first = rows[0] ?? 0;
  const kind = (tape.ev[first] ?? 0) & 0xff;
  view.setUint8(at + 4, kind === 2 ? KIND_TRADE : kind === 4 ? KIND_SNAPSHOT : KIND_DELTA);
  view.setUint8(at + 5, 3);
  view.setBigInt64(at + 8, BigInt(tape.local[first] ?? 0), true);
  view.setBigInt64(at + 16, BigInt(tape.exch[first] ?? 0), true);
  const levels = kind === 2 ? 0 : rows.length;
  const bids = rows.filter((row) => ((tape.ev[row] ?? 0) & SELL) === 0).length;
  view.setUint32(at, HEADER + levels * 16, true);
  if (kind === 2) {
    view.setBigInt64(at + 24, BigInt(tape.price[first] ?? 0), true);
    view.setBigInt64(at + 32, BigInt(tape.qty[first] ?? 0), true);
    return HEADER;
  }
  view.setUint32(at + 48, levels, true);
  view.setUint32(at + 52, bids, true);
  rows.forEach((row, i) => {
    view.setBigInt64(at + HEADER + i * 16, BigInt(tape.price[row] ?? 0), true);
    view.setBigInt64(at + HEADER + i * 16 + 8, BigInt(tape.qty[row] ?? 0), true);
  });
  return HEADER + levels * 16;
}

function placeRecords(core: BenchModule, tape: TapeRows): Placed {
  const groups: number[][] = [];
  for (const row of tape.localRows) {
    const last = groups.at(-1);
    const previous = last?.at(-1);
    if (last !== undefined && previous !== undefined && sameRecord(tape, previous, row))
      last.push(row);
    else groups.push([row]);
  }
  const bytes = groups.length * HEADER + tape.localRows.length * 16;
  let at = core.alloc(bytes);
  const records = groups.map((rows) => {
    const record = { at, exch: tape.exch[rows[0] ?? 0] ?? 0 };
    at += writeRecord(core, at, tape, rows);
    return record;
  });
  const local = core.alloc(records.length * 4);
  const exchange = core.alloc(records.length * 4);
  records.forEach((record, i) => core.view.setUint32(local + i * 4, record.at, true));
  records
    .toSorted((a, b) => a.exch - b.exch)
    .forEach((record, i) => core.view.setUint32(exchange + i * 4, record.at, true));
  return { local, exchange, count: records.length };
}

export async function createOursReplay(inputs: string): Promise<Contender> {
  const tape = readTape(inputs);
  const scales = readHeader(readFileSync(join(inputs, 'rows.bin')), 'OCROWS01');
  const core = await loadBenchModule(256 << 20);
  const { exports } = core;
  const placed = placeRecords(core, tape);
  const create = (): number =>
    exports.benchBook(WINDOW_BITS, FAR_CHUNKS, 2 * FAR_CHUNKS, scales.tickSize);
  const local = create();
  const exchange = create();
  const reset = (): void => {
    exports.benchClear(local);
    exports.benchClear(exchange);
  };
  const { count } = placed;
  const work = (): number =>
    exports.benchReplay(local, exchange, placed.local, count, placed.exchange, count);
  return {
    version: coreVersion(),
    units: tape.count,
    check() {
      reset();
      const hash = work();
      return {
        checks: { local: hex(hash), exchange: hex(exports.benchTop(exchange)) },
        facts: { records: count },
      };
    },
    round: (repetitions) => repeat(repetitions, reset, work),
  };
}
