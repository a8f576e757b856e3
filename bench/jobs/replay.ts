// Job a, S0: pure replay with nobody trading. Every depth row goes to two books, one in receive
// order at its receive time, one in exchange order at its exchange time, the two merged by time.
// Units are the rows of tape.npy for everybody, so that a ratio is a ratio of whole replays.
import { join } from 'node:path';
import type { Contender, ContenderSpec, JobSpec } from '../harness/types.ts';
import { readTape, type TapeRows } from '../inputs/tape-npy.ts';
import { createOursReplay } from '../micro/ours/replay.ts';
import { hex, mixTop } from './lib/checksum.ts';
import { type JsBook, SortedBook } from './lib/js-books.ts';
import { repeat } from './lib/repeat.ts';

const BUY = 0x20000000;
const SELL = 0x10000000;

function apply(book: JsBook, tape: TapeRows, i: number): void {
  const ev = tape.ev[i] ?? 0;
  const kind = ev & 0xff;
  if (kind === 2) return;
  if ((ev & BUY) !== 0) book.set(false, tape.price[i] ?? 0, tape.qty[i] ?? 0);
  else if ((ev & SELL) !== 0) book.set(true, tape.price[i] ?? 0, tape.qty[i] ?? 0);
}

const topHash = (book: JsBook): number =>
  mixTop(0, book.bestBid(), book.bidQty(), book.bestAsk(), book.askQty());

function createJs(inputs: string): Contender {
  const tape = readTape(inputs);
  const local = new SortedBook();
  const exchange = new SortedBook();
  const reset = (): void => {
    local.clear();
    exchange.clear();
  };
  const work = (): number => {
    let l = 0;
    let e = 0;
    const { localRows, exchRows } = tape;
    while (l < localRows.length || e < exchRows.length) {
      const i = localRows[l] ?? -1;
      const j = exchRows[e] ?? -1;
      // At equal times the local side goes first, as in hftbacktest.
      if (j < 0 || (i >= 0 && (tape.local[i] ?? 0) <= (tape.exch[j] ?? 0))) {
        apply(local, tape, i);
        l++;
      } else {
        apply(exchange, tape, j);
        e++;
      }
    }
    return topHash(local);
  };
  return {
    version: `node ${process.versions.node}`,
    units: tape.count,
    check() {
      reset();
      const localHash = hex(work());
      return { checks: { local: localHash, exchange: hex(topHash(exchange)) }, facts: {} };
    },
    round: (repetitions) => repeat(repetitions, reset, work),
  };
}

function hft(kind: string, markets?: readonly string[]): ContenderSpec {
  return {
    name: `hft-${kind}`,
    role: 'peer',
    needs: 'cargo',
    command: (c) => [
      `${c.rust}/peer-hft`,
      'replay',
      kind,
      join(c.inputs, 'tape.npy'),
      join(c.inputs, 'rows.bin'),
    ],
    ...(markets === undefined ? {} : { markets }),
  };
}

export const replayJob: JobSpec = {
  id: 'replay',
  title: 'a, S0: pure replay into two books',
  unit: 'row',
  contenders: [
    { name: 'ours', role: 'ours', needs: 'npm' },
    { name: 'js-sorted-array', role: 'baseline', needs: 'npm' },
    hft('roi', ['usdm', 'coinm']),
    hft('roi-wide'),
    hft('hashmap'),
  ],
  factories: { ours: createOursReplay, 'js-sorted-array': createJs },
  goals: [
    { kind: 'speedup', against: 'hft-roi', atLeast: 2.5 },
    { kind: 'speedup', against: 'hft-roi-wide', atLeast: 2.5 },
    { kind: 'speedup', against: 'hft-hashmap', atLeast: 5 },
  ],
};
