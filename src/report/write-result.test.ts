import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MemoryFolder } from '../fs/memory.ts';
import { openOutputFolder } from '../fs/node-folder.ts';
import { parseDecimal } from '../model/decimal.ts';
import type { RunRecord } from '../stats/record.ts';
import type { BacktestResult } from '../stats/result.ts';
import { summarise } from '../stats/summary.ts';
import { NO_CHARTS } from '../testing/chart-code.ts';
import { instrument, type PlainFill, runRecord } from '../testing/run-records.ts';
import { equityCsv, fillsCsv, tripsCsv } from './csv.ts';
import { jsonOf, resultJson } from './result-json.ts';
import { RESULT_FILES, writeResult } from './write-result.ts';

function text(pieces: Iterable<Uint8Array>): string {
  return Buffer.concat([...pieces]).toString('utf8');
}

/** Rows of a CSV file, read by the rules of RFC 4180. */
function readCsv(content: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cells = content.matchAll(/(?:"((?:[^"]|"")*)"|([^,"\n]*))(,|\n)/g);
  for (const [, quoted, plain = '', end] of cells) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

const fills: readonly PlainFill[] = [
  { second: 1, side: 'buy', price: 100.5, qty: 0.25, fee: -0.01, role: 'maker' },
  { second: 4, side: 'sell', price: 101, qty: 0.25, fee: 0.04 },
];

function result(more: Partial<RunRecord> = {}): BacktestResult {
  const strategies = [
    {
      name: 'one, "two"\n',
      fills,
      equity: [
        [0, 1000],
        [4, 1000.095, -1.5],
      ] as const,
    },
    {
      name: 'b',
      fills: [{ ...fills[0], second: 2 } as PlainFill],
      equity: [[0, 500] as const],
    },
  ];
  const marks = [
    [0, 100],
    [4, 101],
  ] as const;
  return summarise(runRecord(strategies, marks, { instruments: [instrument('X')], ...more }));
}

test('fills.csv has exact decimals, the order of time, and names as they are', () => {
  const content = text(fillsCsv(result()));
  expect(content.split('\n')[0]).toBe('time_ns,strategy,order_id,side,price,qty,role,fee');
  expect(readCsv(content).slice(1)).toEqual([
    ['1000000000', 'one, "two"\n', '1', 'buy', '100.50', '0.250', 'maker', '-0.01000000'],
    ['2000000000', 'b', '1', 'buy', '100.50', '0.250', 'maker', '-0.01000000'],
    ['4000000000', 'one, "two"\n', '2', 'sell', '101.00', '0.250', 'taker', '0.04000000'],
  ]);
  const many = text(fillsCsv(result({ instruments: [instrument('X'), instrument('Y,Z')] })));
  expect(readCsv(many).map((row) => row[8])).toEqual(['instrument', 'X', 'X', 'X']);
});

test('trips.csv has the closed round trips and what is left', () => {
  expect(readCsv(text(tripsCsv(result()))).map((row) => row.join(' '))).toEqual([
    'strategy instrument direction open_ns close_ns max_qty entry_price exit_price ' +
      'fills fees net rest',
    'one, "two"\n X long 1000000000 4000000000 0.250 100.5 101 2 0.03000000 0.09500000 0.000',
    'b X long 2000000000  0.250 100.5  1 -0.01000000 0.13500000 0.250',
  ]);
});

test('equity.csv has every recorded point', () => {
  expect(readCsv(text(equityCsv(result())))).toEqual([
    ['time_ns', 'strategy', 'equity', 'cash', 'position'],
    ['0', 'one, "two"\n', '1000.00000000', '1000.00000000', '0.000'],
    ['0', 'b', '500.00000000', '500.00000000', '0.000'],
    ['4000000000', 'one, "two"\n', '1000.09500000', '1000.09500000', '-1.500'],
  ]);
});

test('the position of several instruments is a value, and is called so', () => {
  const instruments = [instrument('X'), instrument('Y', { qtyScale: 0 })];
  const equity = [[0, 1000, 616.2814999999999] as const, [1, 1000, Number.NaN] as const];
  const run = runRecord([{ name: 'pair', equity }], [], { instruments });
  expect(
    text(equityCsv(summarise(run)))
      .split('\n')
      .slice(0, 3),
  ).toEqual([
    'time_ns,strategy,equity,cash,position_value',
    '0,pair,1000.00000000,1000.00000000,616.28150000',
    '1000000000,pair,1000.00000000,1000.00000000,',
  ]);
  // Beside it a strategy that has one instrument of its own.
  const both = runRecord([
    { name: 'pair', equity },
    { name: 'y', equity: [[0, 5, 3]] },
  ]);
  const strategies = both.strategies.map((one) =>
    one.name === 'y' ? { ...one, equity: { ...one.equity, positionOf: 'Y' } } : one,
  );
  const mixed = text(equityCsv(summarise({ ...both, instruments, strategies })));
  expect(mixed.split('\n').slice(0, 3)).toEqual([
    'time_ns,strategy,equity,cash,position,position_value',
    '0,pair,1000.00000000,1000.00000000,,616.28150000',
    '0,y,5.00000000,5.00000000,3,',
  ]);
});

test('CSV goes round: the integers of any fills come back', () => {
  const anyFill = fc.record({
    wait: fc.integer({ min: 0, max: 5 }),
    price: fc.integer({ min: 1, max: 10_000_000 }),
    qty: fc.integer({ min: 1, max: 1_000_000 }),
    fee: fc.integer({ min: -500, max: 500 }),
    isBuy: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(anyFill, { maxLength: 30 }), (rows) => {
      let second = 0;
      const plain = rows.map((row): PlainFill => {
        second += row.wait;
        const numbers = { price: row.price / 100, qty: row.qty / 1000, fee: row.fee / 1000 };
        return { second, side: row.isBuy ? 'buy' : 'sell', ...numbers };
      });
      const run = summarise(runRecord([{ fills: plain, equity: [[0, 1]] }]));
      const columns = run.strategies[0]?.fills;
      const lines = readCsv(text(fillsCsv(run))).slice(1);
      expect(lines).toHaveLength(rows.length);
      for (const [i, line] of lines.entries()) {
        expect(BigInt(line[0] ?? '')).toBe(columns?.timeNs[i]);
        expect(parseDecimal(line[4] ?? '', 2)).toBe(columns?.price[i]);
        expect(parseDecimal(line[5] ?? '', 3)).toBe(columns?.qty[i]);
        expect(parseDecimal(line[7] ?? '', 8)).toBe(columns?.fee[i]);
      }
    }),
  );
});

test('long files are made in pieces', () => {
  const many = Array.from({ length: 5000 }, (_, i): PlainFill => {
    return { second: i, side: i % 2 === 0 ? 'buy' : 'sell', price: 1, qty: 1 };
  });
  const pieces = [...fillsCsv(summarise(runRecord([{ fills: many, equity: [[0, 1]] }])))];
  expect(pieces.length).toBe(3);
  expect(text(pieces).split('\n')).toHaveLength(5002);
});

test('result.json: version, hashes, exact money, metrics without a number', () => {
  const document = JSON.parse(resultJson(result())) as Record<string, unknown>;
  expect(document).toMatchObject({
    schema: 'outcry.result/1',
    engineVersion: '1.2.3',
    dataHash: 'abcd',
    decisionHashes: { 'one, "two"\n': 'd0d0', b: 'd0d0' },
    startNs: '0',
    endNs: '4000000000',
    currency: 'USDT',
  });
  const [first, second] = document['strategies'] as Record<string, Record<string, unknown>>[];
  expect(first?.['money']).toEqual({
    startEquity: '1000.00000000',
    endEquity: '1000.09500000',
    profit: '0.09500000',
    realizedPnl: '0.00000000',
    fees: '0.03000000',
    funding: '0.00000000',
    fills: 2,
    makerFills: 1,
  });
  expect(first?.['metrics']?.['trades']).toMatchObject({ count: 1, profitFactor: 'Infinity' });
  expect(second?.['metrics']).toMatchObject({ annualisedReturn: null, sharpe: null });
  expect(second?.['openPositions']).toEqual([
    { symbol: 'X', qty: 0.25, openNs: '2000000000', price: 101, net: 0.135 },
  ]);
});

test('equal runs give equal bytes, whatever the order of their keys', () => {
  const one = result({ config: { b: 1, a: { d: [1n, null], c: Number.NaN } } });
  const other = result({ config: { a: { c: Number.NaN, d: [1n, null] }, b: 1 } });
  expect(resultJson(one)).toBe(resultJson(other));
  expect(jsonOf({ b: [2n, undefined], a: Number.NEGATIVE_INFINITY })).toEqual({
    a: '-Infinity',
    b: ['2', undefined],
  });
});

test('a planted digit changes result.json', () => {
  const run = result();
  const [strategy, ...others] = run.strategies;
  if (strategy === undefined) throw new Error('there are two');
  const equity = { ...strategy.equity, equity: strategy.equity.equity.slice() };
  equity.equity[1] = (equity.equity[1] ?? 0n) + 1n;
  const changed = { ...run, strategies: [{ ...strategy, equity }, ...others] };
  expect(resultJson(changed)).not.toBe(resultJson(run));
});

test('the four files stand in a folder of the system, and nothing else', async () => {
  const root = mkdtempSync(join(tmpdir(), 'outcry-result-'));
  try {
    const folder = await openOutputFolder(join(root, 'runs/1'));
    await writeResult(folder, result(), NO_CHARTS);
    await writeResult(folder, result(), NO_CHARTS);
    expect(readdirSync(folder.name).toSorted()).toEqual([...RESULT_FILES].toSorted());
    const memory = new MemoryFolder();
    await writeResult(memory, result(), NO_CHARTS);
    for (const file of RESULT_FILES)
      expect(readFileSync(join(folder.name, file), 'utf8')).toBe(memory.text(file));
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('a file that cannot be finished leaves the older one', async () => {
  const root = mkdtempSync(join(tmpdir(), 'outcry-result-'));
  const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);
  function* broken(): Generator<Uint8Array> {
    yield bytes('new');
    throw new Error('planted');
  }
  try {
    const folder = await openOutputFolder(root);
    await folder.write('a.csv', [bytes('old')]);
    await expect(folder.write('a.csv', broken())).rejects.toThrow('planted');
    expect(readdirSync(root)).toEqual(['a.csv']);
    expect(readFileSync(join(root, 'a.csv'), 'utf8')).toBe('old');
  } finally {
    rmSync(root, { recursive: true });
  }
});
