// Candles without volume: what moves without one fills, what stands still does not.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defineStrategy } from '../strategy/define.ts';
import { readSweepCandles } from '../testing/sweep-kit.ts';
import type { RunJob } from './job.ts';
import { runJob } from './run-job.ts';

const CALM = '100,101,99,100';
const WIDE = '100,106,94,101';
const STILL = '101,101,101,101';

function write(rows: readonly string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'outcry-volume-')), 'EURUSD.csv');
  const lines = rows.map((row, i) => `${1_704_067_200 + 60 * i},${row}`);
  writeFileSync(file, ['time,open,high,low,close,volume', ...lines, ''].join('\n'));
  return file;
}

/** Buys at the end of the first candle; the candles (from 0) that filled it, and the notes. */
async function bought(rows: readonly string[], venue: object = {}) {
  const file = write(rows);
  const probe = defineStrategy({
    name: 'probe',
    markets: { main: { bars: ['auto'] } },
    create(c) {
      let isSent = false;
      return {
        onBar() {
          if (!isSent) c.markets.main.buy('1');
          isSent = true;
        },
      };
    },
  });
  const job: RunJob = {
    files: [file],
    input: { hints: new Map(), common: {} },
    strategy: { url: 'file:///none' },
    name: 'probe',
    params: {},
    markets: {},
    execution: { cash: { USD: '1000' }, terms: { kind: 'linear', quote: 'USD' }, venue },
  };
  const { record, notes } = await runJob(job, probe);
  const { timeNs, length } = record.fills;
  const ends = Array.from(
    timeNs.slice(0, length),
    (ns) => Number(ns / 60_000_000_000n) - 28_401_121,
  );
  const { fillBar } = await readSweepCandles(file);
  return { fills: ends, notes: notes.map((note) => note.replace(/^.*?: /, '')), sweep: fillBar[0] };
}

const SILENT = 'every volume is 0, which tells nothing of trades';

test.each<[string, string[], number[], string[]]>([
  ['a column of zeros', [`${CALM},0`, `${WIDE},0`], [1], [SILENT]],
  ['zeros, and prices that stand still', [`${WIDE},0`, `${STILL},0`], [1], [SILENT]],
  ['a zero among volumes, with prices', [`${CALM},9`, `${WIDE},0`], [1], []],
  ['a still one, then a jump', [`${WIDE},9`, `${STILL},0`, '102,102,102,102,0'], [2], []],
  ['still ones to the end', [`${WIDE},9`, `${STILL},0`, `${STILL},0`], [], []],
])('%s', async (_, rows, fills, notes) => {
  const run = await bought(rows);
  expect(run.fills).toEqual(fills);
  expect(run.notes).toEqual(notes);
  expect(run.sweep).toBe(fills[0] ?? rows.length);
});

test('the close before the first candle of a later piece counts', async () => {
  const rows = Array.from({ length: 8192 }, () => `${CALM},1`);
  const still = '100,100,100,100,0';
  const { sweep } = await bought([...rows.slice(0, 1), still, CALM.concat(',1')]);
  expect(sweep).toBe(2);
  const core = await readSweepCandles(write([...rows, still, `${CALM},1`]));
  expect(core.fillBar[8191]).toBe(8193);
});

test('shares of no volume are noted', async () => {
  const venue = { barVolumeShare: '0.1' };
  const silent = await bought([`${CALM},0`, `${WIDE},0`], venue);
  expect(silent.fills).toEqual([]);
  expect(silent.notes).toEqual([expect.stringMatching(/barVolumeShare fills nothing/), SILENT]);
  expect((await bought([`${CALM},9`, `${WIDE},90`], venue)).notes).toEqual([]);
});
