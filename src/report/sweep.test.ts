import { afterAll, beforeAll, expect, test } from 'vitest';
import { MemoryFolder } from '../fs/memory.ts';
import type { StrategyMetrics } from '../stats/metrics.ts';
import { summarise } from '../stats/summary.ts';
import { openReportPage, type ReportPage } from '../testing/report-page.ts';
import { runRecord } from '../testing/run-records.ts';
import { FIGURES, paramNames, rankedRuns, type SweepResult, type SweepRun } from './sweep-data.ts';
import { axisValues, gridOf } from './sweep-grid.ts';
import { sweepHtml, writeSweep } from './sweep-html.ts';

const found = summarise(
  runRecord([
    {
      equity: [
        [0, 100],
        [61, 101],
      ],
    },
  ]),
).strategies[0]?.metrics;
if (found === undefined) throw new Error('there is one');
const base: StrategyMetrics = found;

function run(fast: number, slow: number, sharpe: number, kind = 'ema'): SweepRun {
  const metrics = { ...base, sharpe, profit: sharpe * 10 };
  return { params: { kind, fast, slow }, decisionHash: `d${fast}`, metrics };
}

const NASTY = '</script><img src=x onerror="window.broken=1">';
const failed: SweepRun = {
  params: { kind: 'ema', fast: 10, slow: 100 },
  decisionHash: '',
  metrics: undefined,
  error: NASTY,
};
const sweep: SweepResult = {
  title: NASTY,
  version: '1.2.3',
  currency: 'USDT',
  dataHash: 'abcd',
  startNs: 0n,
  endNs: 60_000_000_000n,
  config: { makerRate: 0.001 },
  runs: [run(5, 20, 1), failed, run(10, 20, -2), run(5, 100, 3), run(10, 20, Number.NaN)],
  notes: [NASTY],
};

test('runs rank best first; those without an answer come last', () => {
  const sharpe = FIGURES.find((figure) => figure.key === 'sharpe');
  const fees = FIGURES.find((figure) => figure.key === 'fees');
  if (sharpe === undefined || fees === undefined) throw new Error('there are two');
  const order = rankedRuns(sweep.runs, sharpe).map((one) => sweep.runs.indexOf(one));
  expect(order).toEqual([3, 0, 2, 1, 4]);
  expect(paramNames(sweep.runs)).toEqual(['fast', 'slow', 'kind']);
  const cheap = { ...base, execution: { ...base.execution, fees: -1 } };
  const runs = [run(1, 1, 1), { ...run(2, 2, 1), metrics: cheap }];
  expect(rankedRuns(runs, fees)[0]).toBe(runs[1]);
});

test('a grid has sorted axes, and joins what differs elsewhere', () => {
  const runs = [
    ['10', 'b'],
    ['9', 'b'],
    ['10', 'a'],
    ['10', 'b'],
    ['10', 'b'],
  ].map((p) => ({ p }));
  expect(axisValues(runs, 0)).toEqual(['9', '10']);
  expect(axisValues(runs, 1)).toEqual(['b', 'a']);
  const values = [1, 2, Number.NaN, 7, 4];
  const grid = (join: 'best' | 'median' | 'worst', better: number) =>
    gridOf(runs, 0, 1, (i) => values[i] ?? 0, join, better).cells.map((row) =>
      row.map((cell) => cell?.value),
    );
  expect(grid('best', 1)).toEqual([
    [2, 7],
    [undefined, Number.NaN],
  ]);
  expect(grid('best', -1)[0]).toEqual([2, 1]);
  expect(grid('worst', 1)[0]).toEqual([2, 1]);
  expect(grid('median', 1)[0]).toEqual([2, 4]);
  const line = gridOf(runs, 0, -1, (i) => values[i] ?? 0, 'median', 1);
  expect(line.cells).toEqual([
    [
      { value: 2, runs: 1 },
      { value: 4, runs: 4 },
    ],
  ]);
});

test('sweep.csv has every run; unknown figures are refused', async () => {
  const folder = new MemoryFolder();
  await writeSweep(folder, sweep);
  const lines = folder.text('sweep.csv').trimEnd().split('\n');
  expect(lines[0]).toMatch(
    /^rank,fast,slow,kind,profit,totalReturn,sharpe,.*,refused,trade_hash,decision_hash,error$/,
  );
  expect(lines[1]).toMatch(/^1,5,100,ema,30,0\.0100\d+,3,Infinity,/);
  expect(lines).toHaveLength(6);
  expect(lines[4]).toContain(',"</script><img src=x onerror=""window.broken=1"">"');
  await expect(writeSweep(folder, sweep, { rankBy: 'luck' })).rejects.toThrow(/found luck/);
});

let open: ReportPage | undefined;
beforeAll(async () => {
  open = await openReportPage(sweepHtml(sweep));
});
afterAll(() => open?.close());

test('the page draws the map of chosen axes and sorts the table', async () => {
  if (open === undefined) return;
  const { page, complaints } = open;
  const cells = page.locator('#map td');
  expect(await cells.allInnerTexts()).toEqual(['1.00', '−2.00', '3.00', '']);
  expect(await page.locator('#map-caption').innerText()).toBe(
    'Sharpe with fast across and slow down. A cell is the median of up to 2 runs.',
  );
  await page.locator('#map-column').selectOption({ label: 'slow' });
  await page.locator('#map-row').selectOption({ label: 'fast' });
  expect(await cells.allInnerTexts()).toEqual(['1.00', '3.00', '−2.00', '']);
  await page.locator('#map-row').selectOption({ label: 'slow' });
  expect(await cells.count()).toBe(2);
  const ranks = page.locator('#ranking td:first-child');
  expect(await ranks.allInnerTexts()).toEqual(['1', '2', '3', '4', '5']);
  await page.getByRole('button', { name: 'Sharpe' }).click();
  expect(await ranks.allInnerTexts()).toEqual(['3', '2', '1', '4', '5']);
  await page.getByRole('button', { name: 'Profit', exact: true }).click();
  expect(await ranks.allInnerTexts()).toEqual(['1', '2', '3', '4', '5']);
  expect(await page.evaluate('window.broken')).toBeUndefined();
  expect(complaints).toEqual([]);
});
