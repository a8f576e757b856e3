import { beforeAll, expect, test } from 'vitest';
import { RecordKind } from '../abi/records.ts';
import { type Core, createCore } from '../core/core.ts';
import { bytesSource, collectRecords, type PlainRecord } from '../testing/collect-records.ts';
import { type GenericCsvOptions, openCsv } from './csv.ts';
import { CSV_ROLES, parseColumnMap } from './csv-plan.ts';

let core: Core;
beforeAll(async () => {
  core = await createCore({ build: 'unshared', memoryBytes: 1 << 29 });
});

async function load(
  text: string,
  columns: string,
  kind: GenericCsvOptions['kind'],
  more: Partial<GenericCsvOptions> = {},
): Promise<PlainRecord[]> {
  const source = await openCsv(bytesSource(text), {
    core,
    assignId: () => 5,
    symbol: 'BTCUSDT',
    kind,
    columns: parseColumnMap(columns, CSV_ROLES),
    ...more,
  });
  const { records, error } = await collectRecords(source, core);
  if (error !== undefined) throw error;
  return records;
}

const NS = 1723161240_000000000n;

test('prints by column names, receive time as exchange time', async () => {
  const text = 'id,px,extra,size,ts,side\n9,61800.5,,0.25,1723161240.5,SELL\n';
  const map = 'time=ts,price=px,qty=size,side=side,id=id';
  const [definition, trade] = await load(text, map, 'trades', { venue: 'binance-spot' });
  expect(definition).toMatchObject({ venue: 'binance-spot', priceScale: 1, qtyScale: 2, id: 5 });
  expect(trade).toMatchObject({
    kind: RecordKind.Trade,
    flags: 11,
    recv: NS + 500_000_000n,
    exchange: NS + 500_000_000n,
    price: 618005n,
    qty: 25n,
    tradeId: 9n,
  });
});

test('columns by number, without a header, and the maker flag of public dumps', async () => {
  const text = '1,61800.5,0.25,15450,1723161240123,true\n2,61800.6,1,61800.6,1723161240124,false\n';
  const map = 'id=#1,price=#2,qty=#3,time=#5,buyerMaker=#6';
  const records = await load(text, map, 'trades');
  expect(records.map((r) => r['flags'])).toEqual([3, 11, 7]);
  expect(await load(`a,b,c,d,e,f\n${text}`, map, 'trades')).toEqual(records);
  expect(await load(text.replaceAll(',', ';'), map, 'trades', { delimiter: ';' })).toEqual(records);
});

test('book levels and book tickers', async () => {
  const depth = await load(
    'when,got,s,p,q\n1723161240,1723161241,B,10,1\n1723161240,1723161241,a,11,1.5\n' +
      '1723161240,1723161242,b,10,0\n',
    'time=when,recvTime=got,side=s,price=p,qty=q',
    'depth',
  );
  expect(depth.slice(1)).toMatchObject([
    {
      kind: RecordKind.DepthDelta,
      recv: NS + 1_000000000n,
      exchange: NS,
      bids: [[10n, 10n]],
      asks: [[11n, 15n]],
    },
    { kind: RecordKind.DepthDelta, recv: NS + 2_000000000n, bids: [[10n, 0n]], asks: [] },
  ]);
  const bbo = await load(
    't,sym,b,bq,a,aq\n2024-08-08T23:54:00Z,ETHUSDT,1,2,3,4\n' +
      '2024-08-08T23:54:00Z,ETHUSDT,1,2,3.5,4\n',
    'time=t,symbol=sym,bidPrice=b,bidQty=bq,askPrice=a,askQty=aq',
    'bbo',
  );
  expect(bbo).toMatchObject([
    { kind: RecordKind.Definition, symbol: 'ETHUSDT', priceScale: 1 },
    { kind: RecordKind.Bbo, recv: NS, bidPrice: 10n, bidQty: 2n, askPrice: 30n, askQty: 4n },
    { kind: RecordKind.Bbo, bidPrice: 10n, askPrice: 35n },
  ]);
});

test.each([
  ['time=ts,price', /role=column/],
  ['time=ts,prise=p', /role=column/],
  ['time=a,time=b', /stands twice/],
])('column map %j is refused', (map, message) => {
  expect(() => parseColumnMap(map, CSV_ROLES)).toThrow(message);
});

test.each([
  ['ts,px\n1,2\n', 'time=ts,price=px', 'trades', /'qty' is not given/],
  ['ts,px,q\n1,2,3\n', 'time=ts,price=px,qty=qty', 'trades', /no column 'qty'/],
  ['1723161240,2,3\n', 'time=#1,price=#2,qty=#9', 'trades', /no column '#9'/],
  ['ts,px,q\n1723161240,2,3\n', 'time=ts,price=px,qty=q,side=px', 'trades', /not a side/],
] as const)('%j with %j', async (text, map, kind, message) => {
  await expect(load(text, map, kind)).rejects.toThrow(message);
});
