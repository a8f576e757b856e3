import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { DefinitionView, RecordFlag, RecordKind } from '../abi/records.ts';
import { type Core, createCore } from '../core/core.ts';
import { bytesSource, collectRecords, type PlainRecord } from '../testing/collect-records.ts';
import { ImportedInstrument } from './imported-instrument.ts';
import { Int64 } from './int64.ts';
import { type NpyExportOptions, type NpyExportReport, writeNpy } from './npy-export.ts';
import { openNpy } from './npy-source.ts';
import { RecordBuffer } from './record-buffer.ts';
import type { RecordSource } from './record-source.ts';
import { openTardisCsv } from './tardis.ts';

let core: Core;
beforeEach(async () => {
  core = await createCore({ build: 'unshared', memoryBytes: 2 ** 30 });
});

interface Out {
  readonly ev: number;
  readonly exchange: bigint;
  readonly local: bigint;
  readonly px: number;
  readonly qty: number;
  readonly orderId: bigint;
  readonly ival: bigint;
  readonly fval: number;
}

const EXCHANGE = 0x80000000;
const LOCAL = 0x40000000;

async function exported(
  open: NpyExportOptions['open'],
  more: Partial<NpyExportOptions> = {},
): Promise<{ rows: Out[]; report: NpyExportReport; bytes: Buffer }> {
  let bytes = Buffer.alloc(0);
  const file = {
    append: async (part: Uint8Array) => {
      bytes = Buffer.concat([bytes, part]);
    },
    overwrite: async (offset: number, part: Uint8Array) => {
      bytes.set(part, offset);
    },
  };
  const report = await writeNpy(file, { core, open, ...more });
  const rows = Array.from({ length: (bytes.length - 256) / 64 }, (_, i) => {
    const at = 256 + i * 64;
    return {
      ev: Number(bytes.readBigUInt64LE(at)),
      exchange: bytes.readBigInt64LE(at + 8),
      local: bytes.readBigInt64LE(at + 16),
      px: bytes.readDoubleLE(at + 24),
      qty: bytes.readDoubleLE(at + 32),
      orderId: bytes.readBigUInt64LE(at + 40),
      ival: bytes.readBigInt64LE(at + 48),
      fval: bytes.readDoubleLE(at + 56),
    };
  });
  return { rows, report, bytes };
}

const T = 1723161240_000000n;

/** Prints whose exchange times lie `lags` microseconds before their receive times. */
function trades(steps: readonly (readonly [number, number])[]): string {
  let local = T;
  return steps
    .map(([step, lag], i) => {
      local += BigInt(step);
      return `x,S,${local - BigInt(lag)},${local},${i + 1},buy,${100 + i},1\n`;
    })
    .join('');
}

const HEADER = 'exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n';
const openTrades = (text: string) => () =>
  openTardisCsv(bytesSource(HEADER + text), { core, assignId: () => 0 });

describe('the two orders', () => {
  test('equal a naive merge of both orders, and each is sorted', async () => {
    let runs = 0;
    const step = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 90 }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), async (steps) => {
        if (runs++ % 20 === 0) core = await createCore({ build: 'unshared', memoryBytes: 2 ** 30 });
        const { rows, report } = await exported(openTrades(trades(steps)));
        // The naive way: sort indices by both times, then take from both lists.
        let local = T;
        const all = steps.map(([gap, lag], id) => {
          local += BigInt(gap);
          return { id: BigInt(id + 1), exchange: (local - BigInt(lag)) * 1000n };
        });
        const byExchange = all.toSorted((a, b) => Number(a.exchange - b.exchange));
        const expected: string[] = [];
        const done = new Set<bigint>();
        for (const row of all) {
          if (done.has(row.id)) {
            expected.push(`${row.id} local`);
            continue;
          }
          for (
            let next = byExchange.shift();
            next !== undefined && next !== row;
            next = byExchange.shift()
          ) {
            done.add(next.id);
            expected.push(`${next.id} exchange`);
          }
          done.add(row.id);
          expected.push(`${row.id} both`);
        }
        const names = new Map([
          [EXCHANGE, 'exchange'],
          [LOCAL, 'local'],
          [EXCHANGE + LOCAL, 'both'],
        ]);
        const flags = (ev: number) => Math.floor(ev / 2 ** 30) * 2 ** 30;
        expect(rows.map((row) => `${row.orderId} ${names.get(flags(row.ev))}`)).toEqual(expected);
        const exchangeTimes = rows.filter((row) => row.ev >= EXCHANGE).map((row) => row.exchange);
        const localTimes = rows
          .filter((row) => flags(row.ev) % EXCHANGE === LOCAL)
          .map((row) => row.local);
        const ascending = (times: bigint[]) => times.toSorted((a, b) => Number(a - b));
        expect(exchangeTimes).toEqual(ascending(exchangeTimes));
        expect(localTimes).toEqual(ascending(localTimes));
        expect(exchangeTimes).toHaveLength(steps.length);
        expect(localTimes).toHaveLength(steps.length);
        expect(report.duplicatedRows).toBe(rows.length - steps.length);
      }),
      { numRuns: 100 },
    );
  });

  test('disorder beyond the window is refused, not written wrong', async () => {
    const text = trades([
      [0, 10],
      [50, 10],
      [50, 10],
      [2_000, 10],
      [3_000, 5_080],
    ]);
    const wide = await exported(openTrades(text));
    expect(wide.report).toMatchObject({ duplicatedRows: 1, rows: 6 });
    const narrow = exported(openTrades(text), { reorderWindowNs: 1_000_000n });
    await expect(narrow).rejects.toMatchObject({ code: 'REORDER_BOUND' });
    // So is disorder over more rows than may wait.
    const many = trades([...Array.from({ length: 50 }, () => [1, 1] as const), [1, 100]]);
    await expect(exported(openTrades(many), { reorderRows: 16 })).rejects.toMatchObject({
      code: 'REORDER_BOUND',
    });
    expect((await exported(openTrades(many), { reorderRows: 128 })).report.rows).toBeGreaterThan(
      51,
    );
  });

  test('a small ring of waiting rows gives the same file', async () => {
    const steps = Array.from({ length: 3_000 }, (_, i) => [3, 5 + ((i * 7) % 11)] as const);
    const wide = await exported(openTrades(trades(steps)));
    const small = await exported(openTrades(trades(steps)), { reorderRows: 37 });
    expect(small.bytes.equals(wide.bytes)).toBe(true);
    expect(wide.report.duplicatedRows).toBeGreaterThan(100);
  });

  test('receive times shift by one amount to the latency asked for', async () => {
    const text = trades([
      [0, -1_270_000],
      [10, -1_269_000],
      [500, -1_270_100],
    ]);
    const raw = await exported(openTrades(text));
    expect(raw.report.minLatencyNs).toBe(-1_270_100_000n);
    const { rows, report } = await exported(openTrades(text), { minLatencyNs: 1_000n });
    expect(report.recvShiftNs).toBe(1_270_101_000n);
    expect(rows.map((row) => row.local - row.exchange).reduce((a, b) => (a < b ? a : b))).toBe(
      1_000n,
    );
    expect(rows.map((row) => row.exchange)).toEqual(raw.rows.map((row) => row.exchange));
  });
});

/** Writes records into core memory by hand and hands them out as one batch. */
function handMade(
  instrument: { bookModel?: 'L2' | 'L3' },
  fill: (buffer: RecordBuffer) => void,
): () => Promise<RecordSource> {
  return async () => {
    const buffer = new RecordBuffer(core, 'hand');
    const target = new ImportedInstrument(
      { core, assignId: () => 0, describe: () => ({ priceScale: 2, qtyScale: 3 }) },
      'unknown',
      'S',
      0,
      0,
      instrument.bookModel ?? 'L2',
    );
    const time = new Int64();
    target.define(buffer, time);
    fill(buffer);
    let isDone = false;
    return {
      name: 'hand',
      instruments: [target.instrument],
      next: async () => {
        if (isDone) return undefined;
        isDone = true;
        return { start: buffer.start, end: buffer.end };
      },
      progress: () => ({ consumedBytes: 0, totalBytes: undefined }),
      close: async () => {},
    };
  };
}

function record(
  buffer: RecordBuffer,
  kind: RecordKind,
  flags: number,
  recv: bigint,
  exchange: bigint,
  fields: readonly bigint[],
): number {
  const at = buffer.end;
  const [a, b, value] = [new Int64(), new Int64(), new Int64()];
  a.setBigInt(recv);
  b.setBigInt(exchange);
  const word = buffer.open(64, kind, flags, 0, a, b);
  for (let i = 0; i < 5; i++) {
    value.setBigInt(fields[i] ?? 0n);
    buffer.store(word, 24 + i * 8, value);
  }
  return at;
}

const BUY = 3 | RecordFlag.Buy;
const SELL = 3 | RecordFlag.Sell;

test('records come back equal on kind, flags, both times, price, quantity and ids', async () => {
  const fill = (buffer: RecordBuffer) => {
    record(buffer, RecordKind.Trade, BUY, 100n, 50n, [6_180_010n, 500n, 77n, -1n, -1n]);
    record(buffer, RecordKind.Trade, SELL | RecordFlag.Aggregate, 110n, 60n, [
      6_180_000n,
      1n,
      78n,
      1_000n,
      1_007n,
    ]);
    record(buffer, RecordKind.Trade, BUY | RecordFlag.Hidden, 120n, 70n, [
      6_180_000n,
      1n,
      79n,
      -1n,
      -1n,
    ]);
    record(buffer, RecordKind.Trade, 3, 120n, 70n, [6_180_000n, 2n, -1n, -1n, -1n]);
    record(buffer, RecordKind.Bbo, 3, 130n, 80n, [6_180_000n, 1n, 6_180_010n, 2n, 12_345n]);
    record(buffer, RecordKind.Bbo, 3, 140n, 90n, [0n, 0n, 6_180_010n, 2n, -1n]);
    record(buffer, RecordKind.DepthClear, BUY, 150n, 95n, [6_000_000n, 0n, 0n, 0n, 0n]);
    record(buffer, RecordKind.DepthClear, 3, 150n, 95n, [0n, 0n, 0n, 0n, 0n]);
    record(buffer, RecordKind.OrderAdd, SELL, 160n, 99n, [6_180_010n, 10n, 5n, 1n, 0n]);
    record(buffer, RecordKind.OrderExecute, SELL, 161n, 99n, [6_180_010n, 3n, 5n, 2n, 0n]);
    record(buffer, RecordKind.OrderModify, SELL, 163n, 99n, [6_180_020n, 2n, 5n, 4n, 0n]);
    record(buffer, RecordKind.OrderDelete, SELL, 164n, 99n, [6_180_020n, 2n, 5n, 5n, 0n]);
    // Beyond 2^53, and a double still stands for it.
    record(buffer, RecordKind.Trade, BUY, 170n, 99n, [3602879701896397000n, 1n, 80n, -1n, -1n]);
  };
  const open = handMade({ bookModel: 'L3' }, fill);
  const original = (await collectRecords(await open(), core)).records;
  const { bytes } = await exported(open);
  const source = await openNpy(bytesSource(bytes), {
    core,
    symbol: 'S',
    assignId: () => 0,
    describe: () => ({ priceScale: 2, qtyScale: 3 }),
  });
  const { records, error } = await collectRecords(source, core);
  expect(error).toBeUndefined();
  expect(records.slice(1)).toEqual(original.slice(1));
});

test('a snapshot, a reduction, a hidden execution, a status', async () => {
  const snapshot = (buffer: RecordBuffer) => {
    const at = record(buffer, RecordKind.DepthSnapshot, 3, 100n, 50n, [9n, 9n, -1n]);
    buffer.take(32);
    const view = buffer.view;
    view.setUint32(at, 96, true);
    view.setUint32(at + 48, 2, true);
    view.setUint32(at + 52, 1, true);
    [10_000n, 5n, 10_100n, 6n].forEach((value, i) =>
      view.setBigInt64(at + 64 + i * 8, value, true),
    );
  };
  const open = handMade({ bookModel: 'L3' }, (buffer) => {
    snapshot(buffer);
    record(buffer, RecordKind.OrderAdd, BUY, 160n, 60n, [10_000n, 10n, 5n]);
    record(buffer, RecordKind.OrderReduce, BUY, 161n, 61n, [10_000n, 4n, 5n]);
    record(buffer, RecordKind.OrderExecute, BUY | RecordFlag.Hidden, 162n, 62n, [10_050n, 1n, 0n]);
    record(buffer, RecordKind.Status, 3, 163n, 63n, []);
    record(buffer, RecordKind.OrderReduce, BUY, 164n, 64n, [10_000n, 4n, 999n]);
  });
  const { rows, report } = await exported(open);
  const both = EXCHANGE + LOCAL;
  const [buy, sell] = [1 << 29, 1 << 28];
  expect(report).toMatchObject({ records: 4, rows: 6, skippedRecords: 2 });
  expect(rows).toMatchObject([
    { ev: both + 3, px: 0, qty: 0, local: 100n, exchange: 50n },
    { ev: both + buy + 4, px: 100, qty: 0.005 },
    { ev: both + sell + 4, px: 101, qty: 0.006 },
    { ev: both + buy + 10, px: 100, qty: 0.01, orderId: 5n },
    { ev: both + buy + 12, px: 100, qty: 0.006, orderId: 5n },
    { ev: both + sell + 2, px: 100.5, qty: 0.001, orderId: 0n },
  ]);
  const again = await openNpy(bytesSource((await exported(open)).bytes), {
    core,
    symbol: 'S',
    assignId: () => 0,
  });
  const { records } = await collectRecords(again, core);
  expect(records[1]).toMatchObject({ kind: RecordKind.DepthSnapshot, flags: 3 });
});

test('missing exchange times are filled, single flags kept, inexact refused', async () => {
  const filled = await exported(
    handMade({}, (buffer) => {
      record(buffer, RecordKind.Trade, BUY, 100n, 0n, [1n, 1n, -1n, -1n, -1n]);
      record(buffer, RecordKind.Trade, BUY, 110n, 90n, [1n, 1n, -1n, -1n, -1n]);
      record(buffer, RecordKind.Trade, BUY, 120n, 0n, [1n, 1n, -1n, -1n, -1n]);
      record(buffer, RecordKind.Trade, RecordFlag.Exchange, 120n, 7n, [1n, 1n, -1n, -1n, -1n]);
    }),
  );
  expect(filled.report).toMatchObject({ filledExchangeTimes: 2, minLatencyNs: 20n });
  const orders = ['', 'local', 'exchange', 'both'];
  const found = filled.rows.map((row) => [row.exchange, orders[Math.floor(row.ev / LOCAL)]]);
  expect(found).toEqual([
    [90n, 'exchange'],
    [90n, 'exchange'],
    [100n, 'both'],
    [90n, 'local'],
    [90n, 'local'],
    [7n, 'exchange'],
  ]);
  const inexact = exported(
    handMade({}, (buffer) => {
      record(buffer, RecordKind.Trade, BUY, 100n, 1n, [2n ** 62n + 1n, 1n, -1n, -1n, -1n]);
    }),
  );
  await expect(inexact).rejects.toMatchObject({ code: 'NOT_EXACT' });
});

test('several instruments need a choice', async () => {
  const line = (symbol: string, i: bigint) => `x,${symbol},${T},${T + i},${i},buy,${i},1\n`;
  const text = line('A', 1n) + line('B', 2n) + line('A', 3n);
  const open = () => {
    let ids = 0;
    return openTardisCsv(bytesSource(HEADER + text), { core, assignId: () => ids++ });
  };
  await expect(exported(open)).rejects.toMatchObject({ code: 'AMBIGUOUS_SYMBOL' });
  const { rows } = await exported(open, { instrumentId: 1 });
  expect(rows.map((row) => row.px)).toEqual([2]);
});

test('the definition of a third-party tape says that its order is final', async () => {
  const { bytes } = await exported(openTrades(trades([[0, 1]])));
  const source = await openNpy(bytesSource(bytes), { core, symbol: 'S', assignId: () => 0 });
  const batch = await source.next();
  expect(new DefinitionView(core.view, batch?.start ?? 0).flags).toBe(0);
  expect((await collectRecords(source, core)).records satisfies PlainRecord[]).toEqual([]);
});
