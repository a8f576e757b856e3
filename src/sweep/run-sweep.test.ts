// Whole sweeps: kernel and threads give the same runs, ranks, faults of single sets, bad input.
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { OutcryError } from '../errors/outcry-error.ts';
import { candleFile } from '../testing/sweep-kit.ts';
import { parseGridText } from './grid.ts';
import { type RunSweepOptions, runSweep } from './run-sweep.ts';

const at = (name: string): string => fileURLToPath(new URL(`../testing/${name}`, import.meta.url));
const CROSSING = `${at('sweep-kit.ts')}#crossing`;
const LEVELS = `${at('sweep-kit.ts')}#levels`;
const FRAGILE = `${at('sweep-faulty.ts')}#fragile`;
const file = candleFile({ seed: 21, bars: 900 });

const options: RunSweepOptions = {
  files: [file],
  strategy: CROSSING,
  grid: { quick: { from: 2, to: 8, step: 3 }, calm: [10, 5] },
  threads: 2,
};

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof OutcryError ? error.code : String(error);
}

describe('a sweep that is ended early', () => {
  const alone: RunSweepOptions = { ...options, mode: 'runs', threads: 1 };
  const stoppedAfter = (sets: number) => {
    const controller = new AbortController();
    const stopAt = (done: number): void => {
      if (done >= sets) controller.abort();
    };
    const stopRuns = (): AbortSignal => {
      stopAt(0);
      return controller.signal;
    };
    return runSweep(alone, { stopRuns, onProgress: stopAt });
  };

  test('keeps the sets that are done, and says so', async () => {
    const { runs, notes } = await stoppedAfter(2);
    expect(notes.at(-1)).toBe('stopped after 2 of 6 sets');
    expect(runs.map(({ params }) => [params['quick'], params['calm']]).sort()).toEqual([
      [2, 10],
      [2, 5],
    ]);
    expect(runs.every(({ metrics }) => metrics !== undefined)).toBe(true);
  });

  test('is an error before the first', async () => {
    expect(await codeOf(stoppedAfter(0))).toBe('INTERRUPTED');
  });
});

describe('a sweep', () => {
  test('gives the same in the kernel and as runs of their own', async () => {
    const inKernel = await runSweep({ ...options, mode: 'kernel' });
    const alone = await runSweep({ ...options, mode: 'runs' });
    expect([inKernel.mode, alone.mode]).toEqual(['kernel', 'runs']);
    expect(inKernel.runs).toHaveLength(6);
    const keyOf = (run: { params: object }): string => JSON.stringify(run.params);
    const expected = new Map(alone.runs.map((run) => [keyOf(run), run]));
    for (const run of inKernel.runs) {
      const other = expected.get(keyOf(run));
      expect(run.tradeHash).toBe(other?.tradeHash);
      expect(run.metrics?.trades.count).toBe(other?.metrics?.trades.count);
      for (const key of [
        'profit',
        'sharpe',
        'sortino',
        'calmar',
        'maxDrawdown',
        'exposure',
      ] as const)
        expect(run.metrics?.[key], key).toBeCloseTo(other?.metrics?.[key] ?? Number.NaN, 5);
      expect(run.metrics?.execution.turnover).toBeCloseTo(
        other?.metrics?.execution.turnover ?? Number.NaN,
        5,
      );
      expect(run.metrics?.trades.expectancy).toBeCloseTo(
        other?.metrics?.trades.expectancy ?? Number.NaN,
        5,
      );
    }
    expect(inKernel.runs.map(keyOf)).toEqual(alone.runs.map(keyOf));
    expect(inKernel.dataHash).toBe(alone.dataHash);
    expect([inKernel.startNs, inKernel.endNs]).toEqual([alone.startNs, alone.endNs]);
    expect(inKernel.currency).toBe('USDT');
  });

  test('ends sets in which nothing is left where a backtest ends', async () => {
    const execution = { terms: { kind: 'linear', leverage: 100 }, cash: { USDT: '1.6' } } as const;
    const inKernel = await runSweep({ ...options, execution, mode: 'kernel' });
    const alone = await runSweep({ ...options, execution, mode: 'runs' });
    const told = ({ runs }: typeof alone) =>
      runs.map(({ params, tradeHash, metrics }) => ({
        set: JSON.stringify(params),
        tradeHash,
        fall: metrics?.maxDrawdown,
      }));
    const bySet = (a: { set: string }, b: { set: string }): number => (a.set < b.set ? -1 : 1);
    expect(told(inKernel).sort(bySet)).toEqual(told(alone).sort(bySet));
    expect(told(alone).some(({ fall }) => fall === -1)).toBe(true);
  });

  test('says where orders were refused', async () => {
    const execution = { cash: { USDT: '1' } } as const;
    for (const mode of ['kernel', 'runs'] as const)
      expect((await runSweep({ ...options, execution, mode })).notes).toContain(
        '6 of 6 sets had orders refused: a backtest of one says why',
      );
  });

  test('ranks by any figure, best first', async () => {
    const { runs } = await runSweep({ ...options, rankBy: 'fees' });
    const fees = runs.map(({ metrics }) => metrics?.execution.fees ?? 0);
    expect(fees).toEqual(fees.toSorted((a, b) => a - b));
    expect(new Set(fees).size).toBeGreaterThan(3);
  });

  test('reports sets that fail and goes on', async () => {
    const grid = { every: [3, 7, 9, 12] };
    const limits = { runLimitMs: 3500, threads: 2 };
    const { runs, mode } = await runSweep({ ...options, ...limits, strategy: FRAGILE, grid });
    expect(mode).toBe('runs');
    const byEvery = new Map(runs.map((run) => [run.params['every'], run]));
    expect(byEvery.get(7)?.error).toContain('seven is too many');
    expect(byEvery.get(9)?.error).toContain('the run does not end');
    for (const every of [3, 12])
      expect(byEvery.get(every)?.metrics?.trades.count).toBeGreaterThan(10);
  });

  test('reports sets that the kernel refuses and goes on', async () => {
    const grid = { lots: ['1', '0.000000001', '2'] };
    const { runs } = await runSweep({ ...options, grid });
    expect(runs.filter(({ error }) => error !== undefined)).toHaveLength(1);
    expect(runs.find(({ params }) => params['lots'] === '0.000000001')?.error).toMatch(/decimals/);
  });

  test('runs apart what the kernel cannot', async () => {
    const latency = { model: 'constant', entryNs: 5, responseNs: 0 } as const;
    const one = { ...options, grid: { quick: [3] } };
    expect((await runSweep({ ...one, execution: { latency } })).mode).toBe('runs');
    const asked = { ...one, mode: 'kernel', execution: { latency } } as const;
    expect(await codeOf(runSweep(asked))).toBe('KERNEL_UNFIT');
  });

  test.each([
    ['a value out of its range', { grid: { quick: [0, 5] } }, 'BAD_PARAMETER'],
    ['no whole number', { grid: { quick: ['2.5'] } }, 'BAD_PARAMETER'],
    ['a range that leaves it', { grid: { quick: { from: 490, to: 510 } } }, 'BAD_PARAMETER'],
    ['an unknown parameter', { grid: { speed: [1] } }, 'BAD_PARAMETER'],
    ['a fixed one out of range', { params: { calm: 900 } }, 'BAD_PARAMETER'],
    ['a range backwards', { grid: { quick: { from: 9, to: 2 } } }, 'BAD_GRID'],
    ['a step of nothing', { grid: { quick: { from: 1, to: 2, step: 0 } } }, 'BAD_GRID'],
    ['no value', { grid: { quick: [] } }, 'BAD_GRID'],
    ['a condition that is none', { where: ['quick~calm'] }, 'BAD_GRID'],
    ['a condition that nothing meets', { where: ['quick>400'] }, 'NO_SETS'],
    ['too many sets', { grid: { lots: { from: 0, to: 5, step: '0.000001' } } }, 'TOO_MANY_SETS'],
    ['an unknown figure', { rankBy: 'luck' }, 'BAD_ARGUMENT'],
    ['a missing file', { files: ['/nowhere/at/all.csv'] }, 'FILE_MISSING'],
    ['an unknown strategy', { strategy: 'nothing' }, 'UNKNOWN_STRATEGY'],
  ])('refuses %s', async (_, change, code) => {
    expect(await codeOf(runSweep({ ...options, ...change }))).toBe(code);
  });

  test('takes conditions and exact decimal ranges', async () => {
    const grid = {
      share: { from: '0.1', to: '0.3', step: '0.1' },
      bottom: [20, 30],
      top: [30, 80],
    };
    const where = ['bottom<top'];
    const { runs } = await runSweep({ ...options, strategy: LEVELS, grid, where });
    expect(runs).toHaveLength(9);
    expect(new Set(runs.map(({ params }) => params['share']))).toEqual(new Set([0.1, 0.2, 0.3]));
  });
});

test('grids are read from text', () => {
  expect(parseGridText('fast=5..50:5')).toEqual(['fast', { from: '5', to: '50', step: '5' }]);
  expect(parseGridText('x=-1..1')).toEqual(['x', { from: '-1', to: '1', step: '1' }]);
  expect(parseGridText(' slow = 20, 50')).toEqual(['slow', ['20', '50']]);
  expect(() => parseGridText('fast')).toThrow('no range of a parameter');
  expect(() => parseGridText('fast=1,,2')).toThrow('commas between them');
});
