// Job g: bytes of a depth frame to the updated book. Input: frames.bin, applied after the snapshot
// of rows.bin. The top of the book goes into the checksum after every frame.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender, ContenderSpec, JobSpec } from '../harness/types.ts';
import { ROW_ASK, readFrames, readRows } from '../inputs/format.ts';
import { createOursJson } from '../micro/ours/json.ts';
import { hex, mixTop } from './lib/checksum.ts';
import { type JsBook, MapBook, SortedBook } from './lib/js-books.ts';
import { repeat } from './lib/repeat.ts';

interface DepthMessage {
  readonly data: {
    readonly b: readonly (readonly [string, string])[];
    readonly a: readonly (readonly [string, string])[];
  };
}

/** JSON.parse, Number() of both texts, floats as keys: what most bots do. */
function createJs(inputs: string, book: JsBook): Contender {
  const { header, frames } = readFrames(readFileSync(join(inputs, 'frames.bin')));
  const rows = readRows(readFileSync(join(inputs, 'rows.bin')));
  const priceUnit = 10 ** header.priceScale;
  const qtyUnit = 10 ** header.qtyScale;
  const buffers = frames.map((f) => Buffer.from(f.buffer, f.byteOffset, f.length));
  const reset = (): void => {
    book.clear();
    for (let i = 0; i < rows.header.snapshotRows; i++) {
      const ask = ((rows.flags[i] ?? 0) & ROW_ASK) !== 0;
      book.set(ask, (rows.price[i] ?? 0) / priceUnit, (rows.qty[i] ?? 0) / qtyUnit);
    }
  };
  const work = (): number => {
    let hash = 0;
    for (const buffer of buffers) {
      const { data } = JSON.parse(buffer.toString('latin1')) as DepthMessage;
      for (const level of data.b) book.set(false, Number(level[0]), Number(level[1]));
      for (const level of data.a) book.set(true, Number(level[0]), Number(level[1]));
      hash = mixTop(
        hash,
        Math.round(book.bestBid() * priceUnit),
        Math.round(book.bidQty() * qtyUnit),
        Math.round(book.bestAsk() * priceUnit),
        Math.round(book.askQty() * qtyUnit),
      );
    }
    return hash;
  };
  return {
    version: `node ${process.versions.node}`,
    units: rows.header.count - rows.header.snapshotRows,
    check() {
      reset();
      return { checks: { frames: hex(work()) }, facts: {} };
    },
    round: (repetitions) => repeat(repetitions, reset, work),
  };
}

function rust(parser: string): ContenderSpec {
  return {
    name: parser,
    role: 'peer',
    needs: 'cargo',
    command: (c) => [
      `${c.rust}/peer-json`,
      parser,
      join(c.inputs, 'frames.bin'),
      join(c.inputs, 'rows.bin'),
    ],
  };
}

export const jsonJob: JobSpec = {
  id: 'json',
  title: 'g: depth frame bytes to updated book',
  unit: 'level',
  contenders: [
    { name: 'ours', role: 'ours', needs: 'npm' },
    { name: 'json-parse-map', role: 'baseline', needs: 'npm' },
    { name: 'json-parse-sorted', role: 'baseline', needs: 'npm' },
    rust('sonic-rs'),
    rust('simd-json'),
    rust('serde_json'),
  ],
  factories: {
    ours: createOursJson,
    'json-parse-map': (inputs) => createJs(inputs, new MapBook()),
    'json-parse-sorted': (inputs) => createJs(inputs, new SortedBook()),
  },
  goals: [
    { kind: 'speedup', against: 'json-parse-map', atLeast: 15 },
    { kind: 'speedup', against: 'sonic-rs', atLeast: 1.5 },
    { kind: 'speedup', against: 'simd-json', atLeast: 2 },
  ],
};
