// The public way to live books: frames as a venue sends them in, what a program asks for out.
import { beforeEach, describe, expect, it } from 'vitest';
import { type Books, type BooksOptions, createBooks } from '../index.ts';
import { combined, delta, raw, SNAPSHOT } from '../testing/book-frames.ts';

const BYTES = new TextEncoder();
const MEMORY = { memoryBytes: 128 << 20 };
let now = 1_700_000_000_000_000_000n;
const at = (): bigint => (now += 1_000_000n);

describe('createBooks', () => {
  let books: Books;
  const make = async (options: Partial<BooksOptions> = {}): Promise<Books> =>
    createBooks({ venue: 'binance-spot', ...MEMORY, ...options });
  beforeEach(async () => {
    books = await make();
  });

  it('goes live when the snapshot comes in the middle', () => {
    expect(books.symbols).toEqual([]);
    expect(books.applyFrame(raw(delta({ U: 8, u: 11, b: [['100.0', '5']] })), at())).toBe('depth');
    const book = books.book('BTCUSDT');
    expect(book.state).toBe('syncing');
    expect(book.topOfBook()).toBeUndefined();
    expect(book.depth(5)).toEqual({ bids: [], asks: [] });
    expect(book.imbalance()).toBeNaN();
    expect(book.microprice()).toBeNaN();
    expect(book.vwap('buy', 1)).toBeNaN();
    expect(book.trustedRange).toBeUndefined();
    expect(books.applyFrame(raw(SNAPSHOT), at())).toBe('snapshot');
    expect(book.state).toBe('live');
    expect(book.topOfBook()).toMatchObject({
      bidPrice: 100,
      bidQty: 5,
      askPrice: 101,
      askQty: 1,
      crossed: false,
      seq: 11n,
      recvTsNs: now,
      exchangeTsNs: expect.any(BigInt),
    });
    expect(book.trustedRange).toEqual({ low: 99.5, high: 102 });
  });

  it('answers depth, imbalance, microprice and VWAP', () => {
    books.applyFrame(raw(combined('btcusdt@depth@100ms', delta({ U: 10, u: 10 }))), at());
    books.applyFrame(raw(SNAPSHOT), at());
    const book = books.book('BTCUSDT');
    expect(book.depth(1)).toEqual({
      bids: [{ price: 100, qty: 2 }],
      asks: [{ price: 101, qty: 1 }],
    });
    expect(book.depth(4096).asks).toHaveLength(2);
    expect(book.imbalance()).toBeCloseTo(1 / 3, 12);
    expect(book.imbalance(2)).toBeCloseTo((3 - 4) / 7, 12);
    expect(book.microprice()).toBeCloseTo((100 * 1 + 101 * 2) / 3, 9);
    expect(book.vwap('buy', 2)).toBeCloseTo(101.5, 12);
    expect(book.vwap('sell', 3)).toBeCloseTo((200 + 99.5) / 3, 9);
    expect(book.vwap('buy', 4.5)).toBeNaN();
    for (const levels of [0, -1, 1.5, 4097, Number.NaN])
      expect(() => book.depth(levels)).toThrow(/1 to 4096/);
  });

  it('tells a gap once, and heals by a snapshot', async () => {
    const gaps: object[] = [];
    books = await make({ onGap: (gap) => gaps.push(gap) });
    books.applyFrame(raw(delta({ U: 10, u: 11, b: [['100.0', '4']] })), at());
    books.applyFrame(raw(SNAPSHOT), at());
    books.applyFrame(raw(delta({ U: 13, u: 14, b: [['100.0', '9']] })), at());
    expect(gaps).toEqual([{ symbol: 'BTCUSDT', expected: 12n, found: 13n }]);
    const book = books.book('BTCUSDT');
    expect(book.state).toBe('gapped');
    expect(book.topOfBook()).toBeUndefined();
    books.applyFrame(raw(delta({ U: 15, u: 15, a: [['101.0', '8']] })), at());
    books.applyFrame(raw({ ...SNAPSHOT, lastUpdateId: 12 }), at());
    expect(gaps).toHaveLength(1);
    expect(book.topOfBook()).toMatchObject({ bidQty: 9, askQty: 8, seq: 15n });
    expect([book.gaps, book.resyncs]).toEqual([1, 1]);
  });

  it('keeps several symbols apart', async () => {
    books = await make({ venue: 'binance-usdm' });
    for (const s of ['BTCUSDT', 'ETHUSDT', 'SOLUSDT']) {
      books.applyFrame(raw(delta({ s, U: 9, u: 12, pu: 8, b: [['100.5', '4']] })), at());
      expect(books.book(s).state).toBe('syncing');
    }
    const snapshot = { ...SNAPSHOT, E: 1_700_000_000_000, T: 1_700_000_000_000 };
    expect(() => books.applyFrame(raw(snapshot), at())).toThrow(/names no symbol/);
    books.applyFrame(raw(snapshot), at(), 'ETHUSDT');
    expect(books.book('ETHUSDT').topOfBook()).toMatchObject({ bidPrice: 100.5, bidQty: 4 });
    expect(books.book('BTCUSDT').state).toBe('syncing');
    expect(books.symbols).toEqual(['BTCUSDT', 'ETHUSDT', 'SOLUSDT']);
    // The hint is for frames without a name only.
    books.applyFrame(raw(delta({ s: 'SOLUSDT', U: 13, u: 13, pu: 12 })), at(), 'ETHUSDT');
    expect(books.book('ETHUSDT').topOfBook()?.seq).toBe(12n);
  });

  it('never takes a snapshot of one symbol for another', () => {
    books.applyFrame(raw(delta({ U: 10, u: 11 })), at());
    books.applyFrame(raw(SNAPSHOT), at(), 'ETHUSDT');
    expect(books.book('BTCUSDT').state).toBe('syncing');
    expect(books.book('ETHUSDT').topOfBook()).toMatchObject({ bidPrice: 100, seq: 10n });
    expect(books.book('ETHUSDT').depth(2).bids[1]).toEqual({ price: 99.5, qty: 1 });
    books.applyFrame(raw(SNAPSHOT), at(), 'BTCUSDT');
    expect(books.book('BTCUSDT').state).toBe('live');
    expect(() => books.applyFrame(raw(SNAPSHOT), at())).toThrow(/names no symbol/);
  });

  it('widens scales without losing a digit', () => {
    books.applyFrame(raw(delta({ U: 10, u: 11, b: [['100', '4']] })), at());
    books.applyFrame(raw(SNAPSHOT), at());
    const book = books.book('BTCUSDT');
    expect(book.instrument).toMatchObject({ priceScale: 1, qtyScale: 0, version: 2 });
    books.applyFrame(raw(delta({ U: 12, u: 12, b: [['100.00000001', '0.123456789']] })), at());
    expect(book.instrument).toMatchObject({ priceScale: 8, qtyScale: 9 });
    expect(book.depth(2).bids).toEqual([
      { price: 100.00000001, qty: 0.123456789 },
      { price: 100, qty: 4 },
    ]);
    expect(book.trustedRange).toEqual({ low: 99.5, high: 102 });
    const finer = raw(delta({ U: 13, u: 13, b: [['100.0000000000000000001', '1']] }));
    expect(() => books.applyFrame(finer, at())).toThrow(/decimals/);
    expect(book.topOfBook()?.seq).toBe(12n);
  });

  it('refuses a widening that its numbers cannot follow, and stays as it was', () => {
    books.applyFrame(raw(delta({ U: 10, u: 11, b: [['100', '4000000000000000000']] })), at());
    books.applyFrame(raw({ ...SNAPSHOT, bids: [], asks: [['101', '1']] }), at());
    const book = books.book('BTCUSDT');
    expect(book.topOfBook()).toMatchObject({ bidPrice: 100, bidQty: 4e18 });
    const finer = raw(delta({ U: 12, u: 12, b: [['99', '0.5']] }));
    expect(() => books.applyFrame(finer, at())).toThrow(/63 bits/);
    expect(book.topOfBook()).toMatchObject({ bidPrice: 100, bidQty: 4e18, seq: 11n });
    books.applyFrame(raw(delta({ U: 12, u: 12, b: [['100', '7']] })), at());
    expect(book.topOfBook()).toMatchObject({ bidPrice: 100, bidQty: 7, seq: 12n });
  });

  it('takes instruments known beforehand', async () => {
    books = await make({
      instruments: [{ symbol: 'BTCUSDT', priceScale: 2, qtyScale: 5, tickSize: 1n }],
    });
    expect(books.symbols).toEqual(['BTCUSDT']);
    expect(books.book('BTCUSDT').state).toBe('empty');
    books.applyFrame(raw(SNAPSHOT), at());
    expect(books.book('BTCUSDT').topOfBook()?.bidPrice).toBe(100);
  });

  it('passes over what is no market data', () => {
    expect(books.applyFrame(raw({ result: null, id: 1 }), at())).toBe('ignored');
    const ticker = { u: 1, s: 'BTCUSDT', b: '1', B: '2', a: '3', A: '4' };
    expect(books.applyFrame(raw(ticker), at())).toBe('bbo');
    const trade = { e: 'trade', E: 1_700_000_000_000, s: 'BTCUSDT', t: 1, p: '1', q: '1', M: true };
    expect(books.applyFrame(raw({ ...trade, T: 1_700_000_000_000, m: true }), at())).toBe('trade');
  });

  it.each([
    ['no JSON', '{"e":"depthUpdate"', 'BAD_JSON'],
    ['a key missing', '{"e":"depthUpdate","s":"BTCUSDT","U":1,"b":[],"a":[]}', 'BAD_MESSAGE'],
    ['a bad number', JSON.stringify(delta({ U: 12, u: 12, b: [['x', '1']] })), 'BAD_DECIMAL'],
    [
      'overflow',
      JSON.stringify(delta({ U: 12, u: 12, b: [['1', '99999999999999999999']] })),
      'OVERFLOW',
    ],
    ['a negative quantity', JSON.stringify(delta({ U: 12, u: 12, b: [['1', '-1']] })), 'NEGATIVE'],
    [
      'a crossed snapshot',
      JSON.stringify({ ...SNAPSHOT, lastUpdateId: 20, bids: [['200', '1']] }),
      'BOOK_CROSSED',
    ],
  ])('refuses %s and stays as it was', (_, text, code) => {
    books.applyFrame(raw(delta({ U: 10, u: 11, b: [['100.0', '5']] })), at());
    books.applyFrame(raw(SNAPSHOT), at());
    const before = books.book('BTCUSDT').topOfBook();
    let failed: unknown;
    try {
      books.applyFrame(BYTES.encode(text), at());
    } catch (error) {
      failed = error;
    }
    expect(failed).toMatchObject({ name: 'OutcryError', code });
    expect(books.book('BTCUSDT').topOfBook()).toEqual(before);
    books.applyFrame(raw(delta({ U: 12, u: 12, b: [['100.0', '6']] })), at());
    expect(books.book('BTCUSDT').topOfBook()?.bidQty).toBe(6);
  });

  it('applies a snapshot inside onGap', async () => {
    const nested: string[] = [];
    books = await make({
      onGap: ({ symbol }) => {
        nested.push(books.applyFrame(raw({ ...SNAPSHOT, lastUpdateId: 13 }), now, symbol));
        nested.push(books.applyFrame(raw({ result: null, id: 1 }), now));
      },
    });
    books.applyFrame(raw(delta({ U: 10, u: 11, b: [['100.0', '4']] })), at());
    books.applyFrame(raw(SNAPSHOT), at());
    const update = raw(delta({ U: 13, u: 14, b: [['100.0', '9']] }));
    expect(books.applyFrame(update, at())).toBe('depth');
    expect(nested).toEqual(['snapshot', 'ignored']);
    expect(books.book('BTCUSDT').topOfBook()).toMatchObject({ bidQty: 9, seq: 14n });
    expect([books.book('BTCUSDT').gaps, books.book('BTCUSDT').resyncs]).toEqual([1, 1]);
  });

  it('has room for as many instruments as it was asked for', async () => {
    const many = await createBooks({ venue: 'binance-spot', instrumentsMax: 500 });
    for (let i = 0; i < 500; i++)
      many.applyFrame(raw(delta({ s: `S${i}USDT`, U: 1, u: 1, b: [['1', '1']] })), at());
    expect(many.symbols).toHaveLength(500);
    const wide = await createBooks({
      venue: 'binance-spot',
      instruments: [{ symbol: 'BTCUSDT', priceScale: 2, qtyScale: 2, windowBits: 20 }],
      instrumentsMax: 30,
      windowBits: 19,
    });
    for (let i = 1; i < 30; i++) wide.applyFrame(raw(delta({ s: `S${i}`, U: 1, u: 1 })), at());
    expect(wide.symbols).toHaveLength(30);
  });

  it('says what to do when memory is short', async () => {
    const small = { memoryBytes: 48 << 20 };
    books = await make(small);
    const fill = (): void => {
      for (let i = 0; i < 64; i++)
        books.applyFrame(raw(delta({ s: `S${i}USDT`, U: 1, u: 1 })), at());
    };
    expect(fill).toThrow(
      expect.objectContaining({
        code: 'OUT_OF_MEMORY',
        message: expect.stringMatching(/memoryBytes.*windowBits/),
      }),
    );
    const { symbols } = books;
    expect(symbols.length).toBeGreaterThan(0);
    expect(fill).toThrow(/memoryBytes/);
    expect(books.symbols).toEqual(symbols);
    await expect(make({ memoryBytes: 2 << 20 })).rejects.toThrow(/raise memoryBytes.*windowBits/);
  });

  it('shows a crossed book as such', () => {
    books.applyFrame(raw(delta({ U: 10, u: 11 })), at());
    books.applyFrame(raw(SNAPSHOT), at());
    books.applyFrame(raw(delta({ U: 12, u: 12, b: [['101.5', '1']] })), at());
    const book = books.book('BTCUSDT');
    expect(book.topOfBook()).toMatchObject({ bidPrice: 101.5, askPrice: 101, crossed: true });
    expect(book.microprice()).toBeCloseTo(101.25, 9);
    expect(book.imbalance()).toBe(0);
    books.applyFrame(
      raw(
        delta({
          U: 13,
          u: 13,
          b: [
            ['101.5', '0'],
            ['101', '1'],
          ],
        }),
      ),
      at(),
    );
    expect(book.topOfBook()?.crossed).toBe(true);
    books.applyFrame(raw(delta({ U: 14, u: 14, b: [['101', '0']] })), at());
    expect(book.topOfBook()?.crossed).toBe(false);
  });

  it('refuses times that run backwards and unknown symbols', () => {
    const early = at();
    books.applyFrame(raw(delta({ U: 10, u: 11 })), at());
    expect(() => books.applyFrame(raw(delta({ U: 12, u: 12 })), early)).toThrow(/receive time/);
    expect(() => books.applyFrame(raw(delta({ s: 'NEWUSDT', U: 1, u: 1 })), early)).toThrow(
      /receive time/,
    );
    expect(() => books.book('NEWUSDT')).toThrow(/no frame of this symbol/);
    books.applyFrame(raw(delta({ s: 'NEWUSDT', U: 1, u: 1 })), at());
    expect(books.book('NEWUSDT').state).toBe('syncing');
  });

  it('turns stale on the times of frames', async () => {
    books = await make({ staleAfterNs: 5_000_000n });
    books.applyFrame(raw(delta({ U: 10, u: 11 })), at());
    books.applyFrame(raw(SNAPSHOT), at());
    expect(books.book('BTCUSDT').state).toBe('live');
    now += 10_000_000n;
    books.applyFrame(raw(delta({ s: 'ETHUSDT', U: 1, u: 1 })), at());
    expect(books.book('BTCUSDT').state).toBe('stale');
    expect(books.book('BTCUSDT').topOfBook()).toBeUndefined();
  });
});
