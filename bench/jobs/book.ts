// Job b: one L2 book, one update after the other, read at the end of every frame. Input: rows.bin
// (snapshot, then every level change of the recording, frame by frame).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender, ContenderSpec, JobSpec } from '../harness/types.ts';
import { ROW_ASK, ROW_FRAME_END, type Rows, readRows } from '../inputs/format.ts';
import { createOursBook } from '../micro/ours/book.ts';
import { hex, mixTop } from './lib/checksum.ts';
import { type JsBook, MapBook, SortedBook } from './lib/js-books.ts';
import { repeat } from './lib/repeat.ts';

function replayFrames(book: JsBook, rows: Rows): number {
  const { price, qty, flags } = rows;
  let hash = 0;
  for (let i = 0; i < price.length; i++) {
    const flag = flags[i] ?? 0;
    book.set((flag & ROW_ASK) !== 0, price[i] ?? 0, qty[i] ?? 0);
    if ((flag & ROW_FRAME_END) !== 0)
      hash = mixTop(hash, book.bestBid(), book.bidQty(), book.bestAsk(), book.askQty());
  }
  return hash;
}

function replayUpdates(book: JsBook, rows: Rows): number {
  let hash = 0;
  rows.price.forEach((price, i) => {
    book.set(((rows.flags[i] ?? 0) & ROW_ASK) !== 0, price, rows.qty[i] ?? 0);
    hash = mixTop(hash, book.bestBid(), book.bidQty(), book.bestAsk(), book.askQty());
  });
  return hash;
}

function createJs(inputs: string, book: JsBook): Contender {
  const rows = readRows(readFileSync(join(inputs, 'rows.bin')));
  const reset = (): void => book.clear();
  return {
    version: `node ${process.versions.node}`,
    units: rows.header.count,
    check() {
      reset();
      const updates = replayUpdates(book, rows);
      reset();
      const frames = replayFrames(book, rows);
      return { checks: { frames: hex(frames), updates: hex(updates) }, facts: {} };
    },
    round: (repetitions) => repeat(repetitions, reset, () => replayFrames(book, rows)),
  };
}

/** hftbacktest's depth types have no quantities after every update, so they share `frames` only. */
function hft(kind: string, markets?: readonly string[]): ContenderSpec {
  return {
    name: `hft-${kind}`,
    role: 'peer',
    needs: 'cargo',
    command: (c) => [`${c.rust}/peer-hft`, 'depth', kind, join(c.inputs, 'rows.bin')],
    ...(markets === undefined ? {} : { markets }),
  };
}

export const bookJob: JobSpec = {
  id: 'book',
  title: 'b: L2 book update',
  unit: 'update',
  contenders: [
    { name: 'ours', role: 'ours', needs: 'npm' },
    { name: 'js-sorted-array', role: 'baseline', needs: 'npm' },
    { name: 'js-map', role: 'baseline', needs: 'npm' },
    {
      name: 'c-twin',
      role: 'peer',
      needs: 'gcc',
      command: (c) => [`${c.binaries}/ladder`, join(c.inputs, 'rows.bin')],
    },
    // The range of our window: the spot price leaves it, and then this peer's book is wrong.
    hft('roi', ['usdm', 'coinm']),
    hft('roi-wide'),
    hft('hashmap'),
    hft('btree'),
  ],
  factories: {
    ours: createOursBook,
    'js-sorted-array': (inputs) => createJs(inputs, new SortedBook()),
    'js-map': (inputs) => createJs(inputs, new MapBook()),
  },
  goals: [
    { kind: 'slowdown', against: 'c-twin', atMost: 1.25 },
    { kind: 'speedup', against: 'hft-roi', atLeast: 2 },
    { kind: 'speedup', against: 'hft-roi-wide', atLeast: 2 },
    { kind: 'speedup', against: 'hft-hashmap', atLeast: 5 },
  ],
};
