import { beforeAll, describe, expect, test } from 'vitest';
import { MarketStatus, RecordKind } from '../abi/records.ts';
import { type Core, createCore } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { openByteSource } from '../fs/node-files.ts';
import type { Instrument } from '../model/instrument.ts';
import { bytesSource, collectRecords, type PlainRecord } from '../testing/collect-records.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { type LobsterOptions, openLobsterMessages, parseLobsterName } from './lobster.ts';
import { newYorkMidnightNs } from './new-york.ts';

let core: Core;
beforeAll(async () => {
  core = await createCore({ build: 'unshared' });
});

const NAME = 'AAPL_2012-06-21_34200000_57600000_message_10.csv';
/** Midnight in New York, in summer four hours behind UTC. */
const MIDNIGHT = BigInt(Date.UTC(2012, 5, 21, 4)) * 1_000_000n;

async function load(
  text: string,
  options: Partial<LobsterOptions> = {},
  name = NAME,
  chunkBytes = 65536,
): Promise<{ records: PlainRecord[]; error: unknown; instruments: Instrument[] }> {
  const instruments: Instrument[] = [];
  const assignId = (instrument: Instrument): number => instruments.push(instrument) + 4;
  const source = openLobsterMessages(bytesSource(text, name, chunkBytes), {
    core,
    assignId,
    ...options,
  });
  return { ...(await collectRecords(source, core)), instruments };
}

function details(error: unknown): { code: string; line: number | undefined; message: string } {
  if (!(error instanceof OutcryError)) throw new Error(`no OutcryError but ${String(error)}`);
  return { code: error.code, line: error.details.line, message: error.message };
}

const ROWS = [
  '34200.004241176,1,16113575,18,5853300,1',
  '34200.1,2,16113575,3,5853300,1',
  '34200.1,3,16113584,18,5853200,-1',
  '34201,4,16113575,15,5853300,1',
  '34201.000000001,5,0,100,5857900,-1',
  '34202,6,-1,900,5860000,-1',
  '34203,7,0,0,-1,-1',
  '34204,7,0,0,0,-1',
  '34205,7,0,0,1,-1',
].join('\n');

describe('messages', () => {
  const order = { id: 5, seq: 0n, aux: 0n };
  const event = { id: 5, flags: 3, price: 0n, qty: 0n, orderId: 0n, seq: 0n, reason: 0 };
  const at = (ns: bigint): object => ({ recv: MIDNIGHT + ns, exchange: MIDNIGHT + ns });
  const expected = [
    {
      kind: RecordKind.Definition,
      id: 5,
      recv: MIDNIGHT + 34200004241176n,
      venue: 'nasdaq',
      symbol: 'AAPL',
      priceScale: 4,
      qtyScale: 0,
      tickSize: 100n,
      lotSize: 1n,
      bookModel: 'L3',
      version: 1,
    },
    {
      ...order,
      ...at(34200004241176n),
      kind: RecordKind.OrderAdd,
      flags: 7,
      price: 5853300n,
      qty: 18n,
      orderId: 16113575n,
    },
    { ...at(34200100000000n), kind: RecordKind.OrderReduce, flags: 7, qty: 3n },
    { ...at(34200100000000n), kind: RecordKind.OrderDelete, flags: 11, orderId: 16113584n },
    { ...at(34201000000000n), kind: RecordKind.OrderExecute, flags: 7, qty: 15n },
    {
      ...order,
      ...at(34201000000001n),
      kind: RecordKind.OrderExecute,
      flags: 3 | 8 | 32,
      price: 5857900n,
      qty: 100n,
      orderId: 0n,
    },
    {
      ...at(34202000000000n),
      kind: RecordKind.Trade,
      flags: 3,
      price: 5860000n,
      qty: 900n,
      tradeId: -1n,
      firstTradeId: -1n,
      lastTradeId: -1n,
    },
    { ...event, ...at(34203000000000n), kind: RecordKind.Status, status: MarketStatus.Halted },
    { ...event, ...at(34204000000000n), kind: RecordKind.Status, status: MarketStatus.QuoteOnly },
    { ...event, ...at(34205000000000n), kind: RecordKind.Status, status: MarketStatus.Trading },
  ];

  test.each([
    ['with a last line break', `${ROWS}\n`, 65536],
    ['without one', ROWS, 65536],
    ['with CRLF and a byte at a time', ROWS.replaceAll('\n', '\r\n'), 1],
    ['with a market maker column', ROWS.replaceAll('\n', ',null\n').concat(',null\n'), 7],
  ])('become records, %s', async (_, text, chunkBytes) => {
    const { records, error, instruments } = await load(text, {}, NAME, chunkBytes);
    expect(error).toBeUndefined();
    expect(records).toHaveLength(expected.length);
    expected.forEach((record, i) => {
      expect(records[i]).toMatchObject(record);
    });
    expect(instruments).toHaveLength(1);
  });

  test('ids of 63 bits keep every digit', async () => {
    const { records } = await load('1,1,9223372036854775807,1,100,1\n1,3,9007199254740993,1,1,1');
    expect(records[1]?.['orderId']).toBe(9223372036854775807n);
    expect(records[2]?.['orderId']).toBe(9007199254740993n);
  });

  test('float noise below the nanosecond is rounded off', async () => {
    const times = ['1.0000000014', '1.0000000015', '1.0000000024999', '35821.088778456004'];
    const { records, error } = await load(times.map((t) => `${t},3,1,1,100,1`).join('\n'));
    expect(error).toBeUndefined();
    expect(records.slice(1).map((record) => (record['recv'] as bigint) - MIDNIGHT)).toEqual([
      1000000001n,
      1000000002n,
      1000000002n,
      35821088778456n,
    ]);
  });

  test('many batches: every record once, with its line', async () => {
    const count = 20_000;
    const text = Array.from({ length: count }, (_, i) => `1,1,${i},1,100,1\n`).join('\n');
    const source = openLobsterMessages(bytesSource(text, NAME), { core, assignId: () => 0 });
    let next = 0;
    for (let batch = await source.next(); batch !== undefined; batch = await source.next()) {
      const first = next === 0 ? batch.start + 128 : batch.start;
      for (let at = first; at < batch.end; at += 64, next++) {
        if (next % 1000 !== 0) continue;
        expect(core.view.getBigInt64(at + 40, true)).toBe(BigInt(next));
        expect(source.lineOf?.(at)).toBe(2 * next + 1);
      }
    }
    expect(next).toBe(count);
    expect(source.progress()).toEqual({ consumedBytes: text.length, totalBytes: text.length });
  });
});

describe('symbol and day', () => {
  test.each([
    [NAME, { symbol: 'AAPL', date: '2012-06-21' }],
    [
      '/data/BRK_B_2020-01-02_34200000_57600000_message_5.csv.gz',
      { symbol: 'BRK_B', date: '2020-01-02' },
    ],
    ['messages.csv', {}],
  ])('in the name %s', (name, expected) => {
    expect(parseLobsterName(name)).toEqual(expected);
  });

  test('from options, before the name', async () => {
    const row = '34200,1,1,1,100,1\n';
    const { records } = await load(row, { symbol: 'MSFT', date: '2024-01-16' }, 'x.csv');
    // In winter New York is five hours behind.
    const recv = BigInt(Date.UTC(2024, 0, 16, 14, 30)) * 1_000_000n;
    expect(records[0]).toMatchObject({ symbol: 'MSFT', recv });
    const renamed = await load(row, { symbol: 'MSFT' });
    expect(renamed.records[0]).toMatchObject({ symbol: 'MSFT', recv: MIDNIGHT + 34200000000000n });
  });

  test('must be known and real', () => {
    const open = (name: string, options: object): unknown =>
      openLobsterMessages(bytesSource('', name), { core, assignId: () => 0, ...options });
    expect(() => open('x.csv', { date: '2024-01-16' })).toThrow(/unknown symbol.*--symbol/);
    expect(() => open('x.csv', { symbol: 'A' })).toThrow(/unknown date.*--date/);
    expect(() => open('x.csv', { symbol: 'A', date: '2023-02-29' })).toThrow(
      /--date.*no such date/,
    );
    expect(() => open('A_2012-13-01_1_2_message_1.csv', {})).toThrow(/A_2012-13-01.*no such date/);
  });

  test('midnight in New York on the days around a change of clocks', () => {
    const utc = (text: string): bigint => BigInt(Date.parse(text)) * 1_000_000n;
    expect(newYorkMidnightNs('2024-03-09', '')).toBe(utc('2024-03-09T05:00:00Z'));
    expect(newYorkMidnightNs('2024-03-10', '')).toBe(utc('2024-03-10T05:00:00Z'));
    expect(newYorkMidnightNs('2024-03-11', '')).toBe(utc('2024-03-11T04:00:00Z'));
    expect(newYorkMidnightNs('2024-11-03', '')).toBe(utc('2024-11-03T04:00:00Z'));
    expect(newYorkMidnightNs('2024-11-04', '')).toBe(utc('2024-11-04T05:00:00Z'));
    expect(newYorkMidnightNs('1970-01-01', '')).toBe(utc('1970-01-01T05:00:00Z'));
  });
});

describe('bad files', () => {
  const good = '34200,1,1,10,100,1\n';
  test.each([
    ['half a row', '34201,1,2', 'BAD_ROW', /expected 6 columns, found 3/],
    ['too many columns', '34201,1,2,3,4,1,a,b', 'BAD_ROW', /found 8/],
    ['a header', 'time,type,id,size,price,direction', 'BAD_TIME', /found 'time'/],
    ['a time in ms', '34201000,1,2,3,100,1', 'BAD_TIME', /0 to 86400.*'34201000'/],
    ['a time with an exponent', '3.42010000000001e4,1,2,3,100,1', 'BAD_TIME', /e4'/],
    ['a negative time', '-1,1,2,3,100,1', 'BAD_TIME', /'-1'/],
    ['time running backwards', '34199.9,1,2,3,100,1', 'TIME_BACKWARDS', /'?34199.9/],
    ['an unknown type', '34201,8,2,3,100,1', 'BAD_ROW', /type.*1 to 7, found '8'/],
    ['a type that is no number', '34201,x,2,3,100,1', 'BAD_ROW', /type.*found 'x'/],
    ['an empty id', '34201,1,,3,100,1', 'BAD_ROW', /order id.*found ''/],
    ['an id beyond 63 bits', '34201,1,9223372036854775808,3,100,1', 'BAD_ROW', /order id/],
    ['a fraction', '34201,1,2,3.5,100,1', 'BAD_ROW', /size.*'3.5'/],
    ['size 0', '34201,1,2,0,100,1', 'BAD_ROW', /size above 0/],
    ['a negative size', '34201,4,2,-3,100,1', 'BAD_ROW', /size above 0, found '-3'/],
    ['price 0', '34201,1,2,3,0,1', 'BAD_ROW', /price above 0/],
    ['direction 0', '34201,1,2,3,100,0', 'BAD_ROW', /direction.*1 or -1, found '0'/],
    ['an unknown halt', '34201,7,0,0,2,-1', 'BAD_ROW', /halt, found '2'/],
    ['garbage', '\u0001\u0002ÿ', 'BAD_ROW', /columns/],
  ])('%s', async (_, row, code, pattern) => {
    const { records, error } = await load(`${good}\n${row}\n${good}`);
    expect(details(error)).toMatchObject({ code, line: 3 });
    expect(details(error).message).toMatch(pattern);
    expect(details(error).message).toContain(`${NAME}:3: `);
    // What stood before the fault came out.
    expect(records.map((record) => record.kind)).toEqual([
      RecordKind.Definition,
      RecordKind.OrderAdd,
    ]);
  });

  test('no message at all', async () => {
    expect(details((await load('\n\n')).error).code).toBe('EMPTY_FILE');
  });

  test('a fault of the file comes after the records before it', async () => {
    const failure = new OutcryError('TRUNCATED_FILE', 'input', 'cut');
    const source = openLobsterMessages(bytesSource(good, NAME, 64, failure), {
      core,
      assignId: () => 0,
    });
    const { records, error } = await collectRecords(source, core);
    expect(error).toBe(failure);
    expect(records).toHaveLength(2);
    await expect(source.next()).rejects.toBe(failure);
  });
});

const amzn = sharedFile('data/lobster/AMZN_2012-06-21_34200000_57600000_message_1.csv.gz');
test.skipIf(amzn === undefined)('a whole recorded day', async () => {
  const source = openLobsterMessages(await openByteSource(amzn ?? ''), { core, assignId: () => 0 });
  const counts = new Map<number, number>();
  for (let batch = await source.next(); batch !== undefined; batch = await source.next())
    for (let at = batch.start; at < batch.end; at += core.view.getUint32(at, true)) {
      const kind = core.view.getUint8(at + 4);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  await source.close();
  expect(Object.fromEntries(counts)).toEqual({
    [RecordKind.Definition]: 1,
    [RecordKind.OrderAdd]: 27845,
    [RecordKind.OrderReduce]: 16,
    [RecordKind.OrderDelete]: 18235,
    [RecordKind.OrderExecute]: 8974 + 2445,
  });
});
