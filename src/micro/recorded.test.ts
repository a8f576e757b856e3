// A recorded market, record by record through the engine and the kernel beside it: at the end and
// at places between, every value is that of its definition, from the history of books and trades.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { RecordKind, TradeView } from '../abi/records.ts';
import { Book } from '../books/book.ts';
import { Merge } from '../replay/merge.ts';
import { differences, optionsOf } from '../testing/micro-oracle.ts';
import {
  type MicroEvent,
  type NaiveOptions,
  naiveMicro,
  type Row,
} from '../testing/naive-micro.ts';
import { openMemory } from '../testing/replay-memory.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { followBook } from './microstructure.ts';
import type { MicroValues } from './values.ts';

const file = sharedFile('data/binance-raw/usdm_btcusdt_20240808.jsonl.gz');
const O: NaiveOptions = {
  levels: 10,
  decay: 0.8,
  harmonic: false,
  ofiLevels: 5,
  ofiWindow: 100,
  scoreWindow: 100,
  wallLevels: 20,
  wallQty: 1000,
  wallTimes: 3,
  wallBps: 100,
  classifier: 'lee-ready',
  flowWindow: 500,
  spreadWindow: 200,
  realisedNs: 1e9,
  rollWindow: 300,
  kyleTrades: 20,
  kyleWindow: 50,
  vpinQty: 5000,
  vpinBuckets: 10,
  vpinBarTrades: 50,
  vpinSigmaBars: 50,
  everyNs: 1e9,
  volatilityWindow: 20,
  atrWindow: 14,
  momentumWindow: 10,
  periods: 252 * 24 * 60,
  stuffingNs: 1e9,
  stuffingSpans: 10,
  stuffingTimes: 3,
};
/** Lines of the recording: the snapshot comes among the first. */
const LINES = 30_000;

function rowsOf(view: DataView, at: number, count: number): Row[] {
  return Array.from({ length: count }, (_, k) => [
    Number(view.getBigInt64(at + 16 * k, true)),
    Number(view.getBigInt64(at + 16 * k + 8, true)),
  ]);
}

test.skipIf(file === undefined)('BTC USD-M, August 2024', async () => {
  const text = gunzipSync(readFileSync(file ?? '')).toString('utf8');
  const bytes = new TextEncoder().encode(text.split('\n').slice(0, LINES).join('\n'));
  const session = await openMemory([{ name: 'usdm.jsonl', bytes }], { hashing: false });
  const { core, engine, sources } = session;
  const merge = new Merge(engine, sources);
  const start = 1_723_161_000_000_000_000n;
  const depth = Math.max(O.wallLevels, O.levels);
  const history: MicroEvent[] = [];
  let micro: ReturnType<typeof followBook> | undefined;
  let unit: readonly [number, number] = [1, 1];
  let checks = 0;

  function check(): void {
    const expected = naiveMicro(history, O);
    expect(differences(micro?.values() ?? {}, expected, unit)).toEqual([]);
    checks++;
  }

  while ((await merge.run(undefined, 1)) !== 'end') {
    const { address } = merge.lastTaken();
    const record = new TradeView(core.view, address);
    if (record.kind === RecordKind.Definition) {
      const { priceScale, qtyScale } = engine.instrument(0);
      // A finer scale begins anew.
      unit = [10 ** priceScale, 10 ** qtyScale];
      history.length = 0;
      micro?.[Symbol.dispose]();
      micro = followBook(new Book(engine, 0), optionsOf(O, unit[1]));
    }
    micro?.record(address);
    const ts = Number(record.recvTsNs - start);
    if (record.kind === RecordKind.Trade) {
      const side = (record.flags & 4) !== 0 ? 1 : -1;
      const [price, qty] = [Number(record.price), Number(record.qty)];
      history.push({ kind: 'trade', ts, price, qty, side });
    } else if (record.kind === RecordKind.DepthDelta || record.kind === RecordKind.DepthSnapshot) {
      if (engine.topOfBook(0) === undefined) {
        history.push({ kind: 'lost' });
        continue;
      }
      const bid = engine.levels(0, 'bid', depth);
      const bids = rowsOf(core.view, bid.address, bid.count);
      const ask = engine.levels(0, 'ask', depth);
      const asks = rowsOf(core.view, ask.address, ask.count);
      const isDelta = record.kind === RecordKind.DepthDelta;
      const changes = isDelta ? core.view.getUint32(address + 48, true) : 0;
      history.push({ kind: 'book', ts, bids, asks, changes });
    }
    if (history.length > 0 && history.length % 1500 === 0 && record.kind !== RecordKind.Bbo)
      check();
  }
  check();
  expect(checks).toBeGreaterThan(4);
  const values = micro?.values() ?? ({} as Partial<MicroValues>);
  const { trades, bookUpdates, vpin, kyleLambda, realisedVolatility } = values;
  expect(trades).toBeGreaterThan(4000);
  expect(bookUpdates).toBeGreaterThan(1000);
  for (const value of [vpin, kyleLambda, realisedVolatility]) expect(value).toBeGreaterThan(0);
});
