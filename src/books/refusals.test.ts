// What books refuse leaves no trace: bad frames of new symbols, scales, arguments.
import { beforeEach, describe, expect, it } from 'vitest';
import { type Books, type BooksOptions, createBooks } from '../index.ts';
import { delta, raw, SNAPSHOT } from '../testing/book-frames.ts';

const MEMORY = { memoryBytes: 128 << 20 };
let now = 1_700_000_000_000_000_000n;
const at = (): bigint => (now += 1_000_000n);

describe('books', () => {
  let books: Books;
  const make = async (options: Partial<BooksOptions> = {}): Promise<Books> =>
    createBooks({ venue: 'binance-spot', ...MEMORY, ...options });
  beforeEach(async () => {
    books = await make();
  });

  it('keeps no trace of symbols that only bad frames name', async () => {
    books = await make({ instrumentsMax: 3, windowBits: 8 });
    books.applyFrame(raw(delta({ U: 10, u: 11, b: [['100.0', '5']] })), at());
    books.applyFrame(raw(SNAPSHOT), at());
    const before = [books.symbols, books.book('BTCUSDT').topOfBook()];
    const bad = (i: number): (() => unknown)[] => {
      const s = `BAD${i}USDT`;
      return [
        () => books.applyFrame(raw(delta({ s, U: 1, u: 1, b: [['1.25', 'x']] })), at()),
        () =>
          books.applyFrame(raw(delta({ s, U: 1, u: 1, b: [[`0.${'1'.repeat(19)}`, '1']] })), at()),
        () => books.applyFrame(raw(delta({ s, U: 1, u: 1, a: [['1.5', '-1']] })), at()),
        () => books.applyFrame(raw(delta({ s, U: 1, u: 1 })), 1n),
        () => books.applyFrame(raw({ ...SNAPSHOT, bids: [['200.5', '1']] }), at(), s),
        () => books.applyFrame(raw({ ...SNAPSHOT, bids: [['1', 'x']] }), at(), s),
      ];
    };
    for (let i = 0; i < 200; i++) for (const apply of bad(i)) expect(apply).toThrow();
    expect(() => books.book('BAD7USDT')).toThrow(/no frame of this symbol/);
    expect([books.symbols, books.book('BTCUSDT').topOfBook()]).toEqual(before);
    expect(books.applyFrame(raw(delta({ s: 'ETHUSDT', U: 1, u: 1 })), at())).toBe('depth');
    const crossed = {
      ...SNAPSHOT,
      asks: [
        ['100.12345', '0'],
        ['99.5', '1'],
      ],
    };
    expect(() => books.applyFrame(raw(crossed), at(), 'BTCUSDT')).toThrow(/best bid/);
    expect(() => books.applyFrame(raw(crossed), at(), 'NEWUSDT')).toThrow(/best bid/);
    expect(books.book('BTCUSDT').instrument).toMatchObject({ priceScale: 1, version: 2 });
    books.applyFrame(raw(SNAPSHOT), at(), 'SOLUSDT');
    expect(books.book('SOLUSDT').topOfBook()).toMatchObject({ bidPrice: 100, askPrice: 101 });
    expect(books.book('SOLUSDT').instrument).toMatchObject({ priceScale: 1, version: 1 });
    expect(books.symbols).toEqual(['BTCUSDT', 'ETHUSDT', 'SOLUSDT']);
    expect(() => books.applyFrame(raw(delta({ s: 'XRPUSDT', U: 1, u: 1 })), at())).toThrow(
      expect.objectContaining({ code: 'INSTRUMENTS_FULL' }),
    );
    books.applyFrame(raw(delta({ U: 12, u: 12, b: [['100.0', '6']] })), at());
    expect(books.book('BTCUSDT').topOfBook()?.bidQty).toBe(6);
  });

  it('forgets the scales that a refused frame needed', () => {
    books.applyFrame(raw(delta({ U: 10, u: 11, b: [['100.0', '5']] })), at());
    books.applyFrame(raw(SNAPSHOT), at());
    const { instrument } = books.book('BTCUSDT');
    const tooLarge = [
      ['100.125', '0.5'],
      ['99', '4000000000000000000'],
    ] as const;
    const refused = [
      delta({ U: 12, u: 12, b: tooLarge }),
      { ...SNAPSHOT, lastUpdateId: 20, bids: [['200.125', '1']] },
    ];
    for (const frame of refused) expect(() => books.applyFrame(raw(frame), at())).toThrow();
    const finer = raw(delta({ U: 12, u: 12, b: [['100.125', '1']] }));
    expect(() => books.applyFrame(finer, 1n)).toThrow(/receive time/);
    expect(books.book('BTCUSDT').instrument).toEqual(instrument);
    books.applyFrame(finer, at());
    expect(books.book('BTCUSDT').topOfBook()?.bidPrice).toBe(100.125);
    expect(books.book('BTCUSDT').instrument.version).toBe(instrument.version + 1);
  });

  describe('refuses arguments that are none', () => {
    const wrong = (value: unknown): never => value as never;
    beforeEach(() => {
      books.applyFrame(raw(delta({ U: 10, u: 11 })), at());
      books.applyFrame(raw(SNAPSHOT), at());
    });
    it.each<[string, (b: Books) => unknown]>([
      ['text for a frame', (b) => b.applyFrame(wrong('{}'), at())],
      ['a buffer for a frame', (b) => b.applyFrame(wrong(new ArrayBuffer(2)), at())],
      ['nothing for a frame', (b) => b.applyFrame(wrong(undefined), at())],
      ['a number for a time', (b) => b.applyFrame(raw(SNAPSHOT), wrong(1_700_000_000_000))],
      ['no time', (b) => b.applyFrame(raw(SNAPSHOT), wrong(undefined))],
      ['a time before 1970', (b) => b.applyFrame(raw(SNAPSHOT), -1n)],
      ['a time above 63 bits', (b) => b.applyFrame(raw(SNAPSHOT), 1n << 63n)],
      ['a number for a symbol', (b) => b.applyFrame(raw(SNAPSHOT), at(), wrong(5))],
      ['levels as text', (b) => b.book('BTCUSDT').depth(wrong('5'))],
      ['no level', (b) => b.book('BTCUSDT').imbalance(0)],
      ['half a level', (b) => b.book('BTCUSDT').imbalance(1.5)],
      ['too many levels', (b) => b.book('BTCUSDT').imbalance(4097)],
      ['a negative decay', (b) => b.book('BTCUSDT').imbalance(1, -0.1)],
      ['a growing decay', (b) => b.book('BTCUSDT').imbalance(1, 1.1)],
      ['NaN for a decay', (b) => b.book('BTCUSDT').imbalance(1, Number.NaN)],
      ['another side', (b) => b.book('BTCUSDT').vwap(wrong('bid'), 1)],
      ['no side', (b) => b.book('BTCUSDT').vwap(wrong(undefined), 1)],
      ['no quantity', (b) => b.book('BTCUSDT').vwap('buy', 0)],
      ['a negative quantity', (b) => b.book('BTCUSDT').vwap('buy', -1)],
      ['an endless quantity', (b) => b.book('BTCUSDT').vwap('sell', Number.POSITIVE_INFINITY)],
      ['NaN for a quantity', (b) => b.book('BTCUSDT').vwap('sell', Number.NaN)],
    ])('%s', (_, call) => {
      const before = books.book('BTCUSDT').topOfBook();
      expect(() => call(books)).toThrow(
        expect.objectContaining({
          code: 'BAD_ARGUMENT',
          details: expect.objectContaining({
            expected: expect.any(String),
            found: expect.any(String),
          }),
        }),
      );
      expect(books.book('BTCUSDT').topOfBook()).toEqual(before);
    });
    it('an unknown venue', async () => {
      await expect(make({ venue: wrong('binance') }).then(() => 'taken')).rejects.toThrow(
        /binance-spot.*'binance'/,
      );
    });
  });
});
