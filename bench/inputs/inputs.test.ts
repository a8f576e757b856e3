import { describe, expect, it } from 'vitest';
import { mix } from '../jobs/lib/checksum.ts';
import { MapBook, SortedBook } from '../jobs/lib/js-books.ts';
import { HEADER_BYTES, readFrames, readRows, writeHeader } from './format.ts';
import { sequence } from './make-inputs.ts';
import { encodeNpy, type NpyRow } from './npy.ts';
import type { Message } from './recording.ts';

const HEADER = {
  count: 2,
  tickSize: 10,
  lotSize: 1,
  priceScale: 2,
  qtyScale: 3,
  snapshotRows: 1,
  frames: 2,
};

function depth(firstId: number, lastId: number, prevId?: number): Message {
  return {
    kind: 'depth',
    recvNs: 1n,
    exchNs: 1n,
    firstId,
    lastId,
    prevId,
    bids: [],
    asks: [],
    text: '{}',
  };
}

const snapshot = (id: number): Message => ({ ...depth(id, id), kind: 'snapshot' }) as Message;

describe('input files', () => {
  it('reads the rows that it wrote', () => {
    const bytes = new Uint8Array(HEADER_BYTES + 48);
    const view = new DataView(bytes.buffer);
    writeHeader(view, 'OCROWS01', HEADER);
    view.setBigInt64(HEADER_BYTES, 6180020n, true);
    view.setBigInt64(HEADER_BYTES + 8, 2909n, true);
    view.setUint32(HEADER_BYTES + 40, 3, true);
    const rows = readRows(bytes);
    expect(rows.header).toEqual(HEADER);
    expect([...rows.price]).toEqual([6180020, 0]);
    expect([...rows.qty]).toEqual([2909, 0]);
    expect([...rows.flags]).toEqual([0, 3]);
  });

  it('refuses a file of another kind', () => {
    const bytes = new Uint8Array(HEADER_BYTES);
    writeHeader(new DataView(bytes.buffer), 'OCROWS01', HEADER);
    expect(() => readFrames(bytes)).toThrow('expected OCFRAM01, found OCROWS01');
  });
});

describe('sequence', () => {
  it('keeps what applies to a futures snapshot and refuses a gap', () => {
    const before = [depth(1, 5), depth(6, 12, 5), snapshot(10), depth(13, 20, 12)];
    expect(sequence(before, true).map((m) => m.lastId)).toEqual([10, 12, 20]);
    expect(() => sequence([...before, depth(30, 31, 29)], true)).toThrow('before 31');
  });

  it('keeps what applies to a spot snapshot', () => {
    const messages = [depth(1, 10), snapshot(10), depth(11, 12), depth(13, 14)];
    expect(sequence(messages, false).map((m) => m.lastId)).toEqual([10, 12, 14]);
    expect(() => sequence([snapshot(10), depth(12, 13)], false)).toThrow('before 13');
  });
});

describe('npy rows', () => {
  const row = (exchTs: bigint, localTs: bigint): NpyRow => ({
    kind: 1,
    side: 1,
    exchTs,
    localTs,
    price: 1,
    qty: 2,
  });

  it('writes a row twice when exchange and receive order disagree', () => {
    const { bytes, count, sourceRows } = encodeNpy([row(5n, 10n), row(3n, 11n), row(7n, 12n)]);
    expect([count, sourceRows]).toEqual([4, 3]);
    const view = new DataView(bytes.buffer);
    const start = 10 + view.getUint16(8, true);
    expect(start % 64).toBe(0);
    const flags = [0, 1, 2, 3].map((i) => view.getUint32(start + i * 64, true) >>> 30);
    const times = [0, 1, 2, 3].map((i) => Number(view.getBigInt64(start + i * 64 + 8, true)));
    // 2: exchange order only, 1: receive order only, 3: both.
    expect(flags).toEqual([2, 3, 1, 3]);
    expect(times).toEqual([3, 5, 3, 7]);
  });
});

describe('checksum', () => {
  it('sees both halves of a number', () => {
    const seen = [0, 1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 52].map((v) => mix(0, v) >>> 0);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('baseline books', () => {
  it.each([
    ['map', () => new MapBook()],
    ['sorted', () => new SortedBook()],
  ])('%s finds the next best when the best goes', (_name, create) => {
    const book = create();
    for (const [ask, price, qty] of [
      [false, 100, 1],
      [false, 102, 2],
      [true, 105, 3],
      [true, 104, 4],
      [false, 102, 0],
      [true, 104, 5],
    ] as const)
      book.set(ask, price, qty);
    expect([book.bestBid(), book.bidQty(), book.bestAsk(), book.askQty()]).toEqual([
      100, 1, 104, 5,
    ]);
    book.clear();
    expect([book.bestBid(), book.bestAsk(), book.bidQty(), book.askQty()]).toEqual([0, 0, 0, 0]);
  });
});
