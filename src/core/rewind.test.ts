// Spot ignores deltas that its book is past already. When nothing else comes any more, the venue's
// ids have begun anew, and a book that stayed live would show a market of the past.
import { describe, expect, it } from 'vitest';
import { type Books, createBooks } from '../books/books.ts';

const text = (message: object): Uint8Array => new TextEncoder().encode(JSON.stringify(message));

async function liveAt(id: number): Promise<{ books: Books; delta: (u: number) => void }> {
  const books = await createBooks({ venue: 'binance-spot' });
  let time = 1n;
  const delta = (u: number): void => {
    const message = { e: 'depthUpdate', E: 1, s: 'BTCUSDT', U: u, u, b: [['100', `${u}`]], a: [] };
    books.applyFrame(text(message), time++);
  };
  delta(id);
  books.applyFrame(snapshot(id), time++, 'BTCUSDT');
  delta(id + 1);
  return { books, delta };
}

function snapshot(id: number): Uint8Array {
  return text({ lastUpdateId: id, bids: [['99', '1']], asks: [['101', '1']] });
}

describe('a rewind of update ids', () => {
  it('is a gap after 64 old deltas in a row, healed by a snapshot of the new ids', async () => {
    const { books, delta } = await liveAt(1000);
    for (let u = 1; u < 64; u++) delta(u);
    expect(books.book('BTCUSDT').state).toBe('live');
    delta(64);
    expect(books.book('BTCUSDT').state).toBe('gapped');
    expect(books.book('BTCUSDT').topOfBook()).toBeUndefined();
    expect(books.book('BTCUSDT').gaps).toBe(1);
    delta(65);
    books.applyFrame(snapshot(60), 1000n, 'BTCUSDT');
    expect(books.book('BTCUSDT').state).toBe('live');
    expect(books.book('BTCUSDT').topOfBook()).toMatchObject({ bidPrice: 100, bidQty: 65 });
    expect(books.book('BTCUSDT').resyncs).toBe(1);
  });

  it('heals at once when a snapshot of the old ids fits what came', async () => {
    const { books, delta } = await liveAt(1000);
    for (let u = 1; u <= 20; u++) delta(u);
    books.applyFrame(snapshot(10), 1000n, 'BTCUSDT');
    expect(books.book('BTCUSDT')).toMatchObject({ state: 'live', gaps: 1, resyncs: 1 });
    expect(books.book('BTCUSDT').topOfBook()).toMatchObject({ bidQty: 20, seq: 20n });
  });

  it('is none when the stream goes on', async () => {
    const { books, delta } = await liveAt(1000);
    for (let turn = 0; turn < 5; turn++) {
      for (let u = 1; u <= 63; u++) delta(u);
      delta(1002 + turn);
    }
    expect(books.book('BTCUSDT')).toMatchObject({ state: 'live', gaps: 0 });
    expect(books.book('BTCUSDT').topOfBook()).toMatchObject({ bidQty: 1006, seq: 1006n });
  });
});
