import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { RecordKind, SequenceRule } from '../abi/records.ts';
import { type Core, createCore } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { type Instrument, instrumentKey } from '../model/instrument.ts';
import { bytesSource, collectRecords, type PlainRecord } from '../testing/collect-records.ts';
import type { CsvOptions } from './csv-source.ts';
import { openTardisCsv } from './tardis.ts';

let core: Core;
beforeAll(async () => {
  core = await createCore({ build: 'unshared', memoryBytes: 1 << 30 });
});

const BOOK = 'exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount\n';
const TRADES = 'exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n';
const T = 1723161240123000n;

async function load(
  text: string,
  options: Partial<CsvOptions> = {},
  chunkBytes = 65536,
  failure?: Error,
): Promise<{ records: PlainRecord[]; error: unknown; ids: Map<string, number> }> {
  const ids = new Map<string, number>();
  const assignId = (instrument: Instrument) => {
    ids.set(instrumentKey(instrument), ids.size);
    return ids.size - 1;
  };
  try {
    const source = await openTardisCsv(bytesSource(text, 'test.csv', chunkBytes, failure), {
      core,
      assignId,
      ...options,
    });
    return { ...(await collectRecords(source, core)), ids };
  } catch (error) {
    return { records: [], error, ids };
  }
}

function errorOf(error: unknown): { code: string; line: number | undefined; message: string } {
  if (!(error instanceof OutcryError)) throw new Error(`no OutcryError but ${String(error)}`);
  return { code: error.code, line: error.details.line, message: error.message };
}

describe('incremental_book_L2', () => {
  test('messages become records; a snapshot replaces the book once', async () => {
    const rows = [
      [T, 'true', 'bid', '61800.10', '1.5'],
      [T, 'true', 'ask', '61800.2', '2'],
      [T, 'true', 'bid', '61800.0', '3'],
      // The same snapshot goes on in a second message.
      [T + 1n, 'true', 'ask', '61801', '4'],
      [T + 2n, 'false', 'bid', '61800.1', '0.000'],
      [T + 2n, 'false', 'ask', '61800.2', '2.25'],
      [T + 3n, 'true', 'bid', '61799', '1'],
    ];
    const text = rows
      .map(
        ([t, s, side, p, q]) =>
          `binance-futures,BTCUSDT,${Number(t) - 5},${t},${s},${side},${p},${q}\n`,
      )
      .join('');
    const { records, error, ids } = await load(BOOK + text);
    expect(error).toBeUndefined();
    expect([...ids.keys()]).toEqual(['binance-usdm:BTCUSDT']);
    expect(records[0]).toMatchObject({
      kind: RecordKind.Definition,
      recv: T * 1000n,
      venue: 'binance-usdm',
      symbol: 'BTCUSDT',
      priceScale: 1,
      qtyScale: 2,
      sequenceRule: SequenceRule.None,
    });
    const header = { flags: 3, id: 0, firstSeq: -1n, lastSeq: -1n, prevSeq: -1n };
    expect(records.slice(1)).toEqual([
      {
        ...header,
        kind: RecordKind.DepthSnapshot,
        recv: T * 1000n,
        exchange: (T - 5n) * 1000n,
        bids: [
          [618001n, 150n],
          [618000n, 300n],
        ],
        asks: [[618002n, 200n]],
      },
      {
        ...header,
        kind: RecordKind.DepthDelta,
        recv: (T + 1n) * 1000n,
        exchange: (T - 4n) * 1000n,
        bids: [],
        asks: [[618010n, 400n]],
      },
      {
        ...header,
        kind: RecordKind.DepthDelta,
        recv: (T + 2n) * 1000n,
        exchange: (T - 3n) * 1000n,
        bids: [[618001n, 0n]],
        asks: [[618002n, 225n]],
      },
      {
        ...header,
        kind: RecordKind.DepthSnapshot,
        recv: (T + 3n) * 1000n,
        exchange: (T - 2n) * 1000n,
        bids: [[617990n, 100n]],
        asks: [],
      },
    ]);
  });

  test('random files equal a naive reading, whatever the chunks', async () => {
    const row = fc.record({
      step: fc.constantFrom(0n, 0n, 0n, 1n, 1000n),
      symbol: fc.constantFrom('BTCUSDT', 'ETHUSDT'),
      snapshot: fc.boolean(),
      bid: fc.boolean(),
      price: fc.integer({ min: 1, max: 99999 }),
      decimals: fc.integer({ min: 0, max: 3 }),
      qty: fc.integer({ min: 0, max: 9999 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 500 }),
        async (rows, chunk) => {
          let time = T;
          const expected: string[] = [];
          const text = rows.map((r) => {
            time += r.step;
            const price = (r.price / 10 ** r.decimals).toFixed(r.decimals);
            const side = r.bid ? 'bid' : 'ask';
            expected.push([time, r.symbol, side, Number(price), r.qty / 100].join());
            const qty = (r.qty / 100).toFixed(2);
            return `x,${r.symbol},${time},${time},${r.snapshot},${side},${price},${qty}\n`;
          });
          const { records, error } = await load(BOOK + text.join(''), {}, chunk);
          expect(error).toBeUndefined();
          const found: string[] = [];
          const scales = new Map<number, Instrument>();
          for (const record of records) {
            if (record.kind === RecordKind.Definition)
              scales.set(record['id'] as number, record as unknown as Instrument);
            for (const side of ['bids', 'asks'])
              for (const [p, q] of (record[side] ?? []) as [bigint, bigint][]) {
                const one = scales.get(record['id'] as number);
                if (one === undefined) throw new Error('no definition before its records');
                const at = (record['recv'] as bigint) / 1000n;
                const price = Number(p) / 10 ** one.priceScale;
                const qty = Number(q) / 10 ** one.qtyScale;
                found.push([at, one.symbol, side.slice(0, 3), price, qty].join());
              }
          }
          // Within a message bids come before asks; the sets of rows are the same.
          expect(found.toSorted()).toEqual(expected.toSorted());
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a finer number later widens the scale without loss', async () => {
    const line = (i: bigint, p: string, q: string) => `x,S,${T + i},${T + i},false,bid,${p},${q}\n`;
    const many = Array.from({ length: 30_000 }, (_, i) => line(BigInt(i), '100.5', '2')).join('');
    const late = T + 40_000n;
    const tail =
      `x,S,${late},${late},false,bid,100.5,1\n` +
      `x,S,${late},${late},false,ask,100.125,1\n` +
      `x,S,${late},${late},false,ask,101,0.000001\n`;
    const { records, error } = await load(BOOK + many + tail);
    expect(error).toBeUndefined();
    expect(records.length).toBe(30_003);
    expect(records.at(-2)).toMatchObject({
      kind: RecordKind.Definition,
      version: 2,
      priceScale: 3,
      qtyScale: 6,
      tickSize: 1n,
      lotSize: 1000000n,
      recv: late * 1000n,
    });
    expect(records.at(-1)).toMatchObject({
      bids: [[100500n, 1000000n]],
      asks: [
        [100125n, 1000000n],
        [101000n, 1n],
      ],
    });
  });

  test('known scales are kept', async () => {
    const describe = () => ({ priceScale: 4, qtyScale: 2, tickSize: 25n });
    const { records } = await load(`${BOOK}x,S,${T},${T},false,bid,1.5,1\n`, { describe });
    expect(records[0]).toMatchObject({ priceScale: 4, qtyScale: 2, tickSize: 25n, lotSize: 1n });
    expect(records[1]).toMatchObject({ bids: [[15000n, 100n]] });
  });
});

test('two files of one instrument share the finer scale that either needs', async () => {
  let known: Partial<Instrument> | undefined;
  const shared = {
    core,
    assignId: (instrument: Instrument) => {
      known = instrument;
      return 0;
    },
    describe: () => known,
  };
  const line = (p: string, q: string) => `x,S,${T},${T},false,bid,${p},${q}\n`;
  const coarse = await openTardisCsv(bytesSource(BOOK + line('100', '1.125')), shared);
  const fine = await openTardisCsv(bytesSource(BOOK + line('100.25', '2')), shared);
  expect(coarse.firstTsNs).toBe(T * 1000n);
  for (const [source, bid] of [
    [coarse, [10000n, 1125n]],
    [fine, [10025n, 2000n]],
  ] as const) {
    const { records } = await collectRecords(source, core);
    expect(records).toMatchObject([{ priceScale: 2, qtyScale: 3, version: 1 }, { bids: [bid] }]);
  }
});

describe('trades and quotes', () => {
  test('sides and ids', async () => {
    const text =
      `binance,BTCUSDT,${T},${T + 1n},77,buy,61800.1,0.5\n` +
      `binance,BTCUSDT,${T},${T + 1n},a6f3-11,sell,61800.0,1e-3\n` +
      `binance,BTCUSDT,${T},${T + 2n},,unknown,12345678901234567,1\n`;
    const { records, error } = await load(TRADES + text);
    expect(error).toBeUndefined();
    expect(records[0]).toMatchObject({ venue: 'binance-spot', sequenceRule: SequenceRule.None });
    const common = { kind: RecordKind.Trade, firstTradeId: -1n, lastTradeId: -1n };
    expect(records.slice(1)).toMatchObject([
      { ...common, flags: 7, price: 618001n, qty: 500n, tradeId: 77n },
      { ...common, flags: 11, price: 618000n, qty: 1n, tradeId: -1n },
      { ...common, flags: 3, price: 123456789012345670n, qty: 1000n, tradeId: -1n },
    ]);
  });

  test('quotes with an empty side', async () => {
    const text =
      'exchange,symbol,timestamp,local_timestamp,ask_amount,ask_price,bid_price,bid_amount\n' +
      `x,S,${T},${T},1,101.5,100,2\nx,S,${T},${T},,,100.25,2.5\n`;
    const { records, error } = await load(text);
    expect(error).toBeUndefined();
    expect(records.slice(1)).toMatchObject([
      {
        kind: RecordKind.Bbo,
        bidPrice: 10000n,
        bidQty: 20n,
        askPrice: 10150n,
        askQty: 10n,
        seq: -1n,
      },
      { kind: RecordKind.Bbo, bidPrice: 10025n, bidQty: 25n, askPrice: 0n, askQty: 0n },
    ]);
  });
});

describe('bad input', () => {
  const good = `x,S,${T},${T},false,bid,100.5,2\n`;
  const cases: [string, string, string, number | undefined, RegExp][] = [
    ['half a row', `x,S,${T + 1n},${T + 1n},fal`, 'BAD_ROW', 3, /columns: expected 8, found 5/],
    ['wrong unit', `x,S,${T / 1000n},${T + 1n},false,bid,1,1\n`, 'BAD_TIME', 3, /16 digits/],
    [
      'implausible time',
      `x,S,0,${T + 1n},false,bid,1,1\n`,
      'BAD_TIME',
      3,
      /'timestamp'.*found '0'/,
    ],
    [
      'time backwards',
      `x,S,${T},${T - 1n},false,bid,1,1\n`,
      'TIME_BACKWARDS',
      3,
      /local_timestamp/,
    ],
    ['unknown side', `x,S,${T},${T + 1n},false,long,1,1\n`, 'BAD_ROW', 3, /'side'.*found 'long'/],
    ['no side', `x,S,${T},${T + 1n},false,,1,1\n`, 'BAD_ROW', 3, /needs a side/],
    ['negative amount', `x,S,${T},${T + 1n},false,bid,1,-1\n`, 'NEGATIVE', 3, /'amount'.*'-1'/],
    ['no number', `x,S,${T},${T + 1n},false,bid,nan,1\n`, 'BAD_DECIMAL', 3, /'price'.*'nan'/],
    ['empty number', `x,S,${T},${T + 1n},false,bid,1,\n`, 'BAD_DECIMAL', 3, /'amount'/],
    ['overflow', `x,S,${T},${T + 1n},false,bid,1e19,1\n`, 'OVERFLOW', 3, /1e19/],
    ['too fine', `x,S,${T},${T + 1n},false,bid,1e-19,1\n`, 'SCALE_TOO_FINE', 3, /at most 18/],
    ['no boolean', `x,S,${T},${T + 1n},maybe,bid,1,1\n`, 'BAD_ROW', 3, /is_snapshot/],
    ['no symbol', `x,,${T},${T + 1n},false,bid,1,1\n`, 'BAD_ROW', 3, /symbol/],
    ['open quote', `x,S,"${T}\n`, 'BAD_CSV', 3, /never closed/],
    [
      'two exchanges',
      `y,S,${T},${T + 1n},false,bid,1,1\n`,
      'AMBIGUOUS_SYMBOL',
      undefined,
      /'x' and 'y'/,
    ],
  ];
  test.each(cases)('%s', async (name, bad, code, line, message) => {
    const { records, error } = await load(BOOK + good + bad);
    const found = errorOf(error);
    expect(found.code).toBe(code);
    if (line !== undefined) expect(found.line).toBe(line);
    expect(found.message).toContain('test.csv');
    expect(found.message).toMatch(message);
    // The message before the fault was complete only if another one began: it is not, so nothing.
    if (name === 'half a row') expect(records).toHaveLength(1);
  });

  test('what was complete before a fault comes out', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `x,S,${T + BigInt(i)},${T + BigInt(i)},7,buy,1,1\n`,
    );
    const { records, error } = await load(`${TRADES}${rows.join('')}garbage\n`);
    expect(errorOf(error)).toMatchObject({ code: 'BAD_ROW', line: 20_002 });
    expect(records).toHaveLength(20_001);
    const cut = new OutcryError('TRUNCATED_FILE', 'input', 'cut', {});
    const truncated = await load(TRADES + rows.join('').slice(0, -3), {}, 65536, cut);
    expect(truncated.error).toBe(cut);
    expect(truncated.records).toHaveLength(20_000);
  });

  test.each([
    ['missing column', BOOK.replace(',price', ''), 'MISSING_COLUMN', /'price'/],
    ['duplicate column', BOOK.replace('amount', 'amount,price'), 'DUPLICATE_COLUMN', /'price'/],
    ['no header', good + good, 'MISSING_COLUMN', /not a known Tardis layout/],
    ['rows missing', BOOK, 'NO_RECORDS', /no rows/],
    ['nothing', '\n', 'NO_RECORDS', /no rows/],
  ])('%s', async (_, text, code, message) => {
    const { error } = await load(text);
    expect(errorOf(error).code).toBe(code);
    expect(errorOf(error).message).toMatch(message);
  });
});
