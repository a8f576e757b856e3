// Strategies that hang, end their thread or throw where nobody waits: what they had done before is
// kept to the last call, and takes nothing from the others.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BacktestResult, StrategyResult } from '../stats/result.ts';
import { runCli } from '../testing/cli.ts';
import { type BacktestRun, runBacktest, type StrategyChoice } from './backtest.ts';

const BARS = 300;
const DEADLY = 100;

const folder = mkdtempSync(join(tmpdir(), 'outcry-dead-'));
const file = join(folder, 'ACME-1m.csv');
const use = join(folder, 'deadly.ts');

const PACKAGE = new URL('../strategy.ts', import.meta.url).href;
const SOURCE = `import { defineStrategy, text } from '${PACKAGE}';
export const deadly = defineStrategy({
  name: 'deadly',
  params: { what: text('nothing') },
  markets: { main: { bars: ['auto'] } },
  create({ params, markets: { main } }) {
    let bars: number = 0;
    return {
      onBar() {
        if (bars % 10 === 0) { if (main.position === 0) main.buy('1'); else main.close(); }
        if (++bars !== ${DEADLY}) return;
        const nothing: null | { x: number } = null;
        if (params.what === 'loop') for (;;);
        if (params.what === 'exit') process.exit(0);
        if (params.what === 'null') void nothing!.x;
        if (params.what === 'order') main.buy(Number.NaN);
        if (params.what === 'reject') void Promise.reject(new Error('later'));
        if (params.what === 'print') console.log('HELLO');
      },
    };
  },
});
`;

beforeAll(() => {
  const rows = Array.from({ length: BARS }, (_, i) => {
    const [open, close] = [100 + (i % 7), 100 + ((i + 1) % 7)];
    const [high, low] = [Math.max(open, close), Math.min(open, close)];
    return `${1_704_067_200 + 60 * i},${open},${high},${low},${close},50`;
  });
  writeFileSync(file, `time,open,high,low,close,volume\n${rows.join('\n')}\n`);
  writeFileSync(use, SOURCE);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const run = (strategies: readonly StrategyChoice[]): Promise<BacktestRun> =>
  runBacktest({ files: [file], threads: 2, handlerLimitMs: 1000, strategies });
const deadly = (what: string): StrategyChoice => ({ use, name: what, params: { what } });

function byName({ strategies }: BacktestResult, name: string): StrategyResult {
  const found = strategies.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no result of ${name}`);
  return found;
}

const decided = ({ fills, orders }: StrategyResult) => ({
  times: [...fills.timeNs.subarray(0, fills.length)],
  prices: [...fills.price.subarray(0, fills.length)],
  submitted: orders.submitted,
});

describe('a strategy that dies in a handler', () => {
  it('keeps all that it did before, and takes nothing from the others', async () => {
    const alone = await run([deadly('nothing')]);
    const both = await run(['loop', 'exit', 'null', 'nothing'].map(deadly));
    expect(both.dataHash).toBe(alone.dataHash);
    expect(both.marks).toEqual(alone.marks);
    const healthy = byName(both, 'nothing');
    expect(healthy).toEqual(byName(alone, 'nothing'));
    const thrown = decided(byName(both, 'null'));
    expect(thrown.submitted).toBe(DEADLY / 10);
    for (const name of ['loop', 'exit']) expect(decided(byName(both, name))).toEqual(thrown);
    const codes = ['loop', 'exit', 'null'].map((name) => byName(both, name).errors);
    expect(codes.map((errors) => errors.map(({ code }) => code))).toEqual([
      ['STRATEGY_HUNG'],
      ['STRATEGY_FAILED'],
      ['STRATEGY_FAILED'],
    ]);
    expect(codes[0]?.[0]?.message).toMatch(/^loop at 2024-01-01T01:40:00\.\d+Z: .* within 1 s/);
    expect(codes[1]?.[0]?.message).toMatch(/^exit at 2024-01-01T01:40:00\.\d+Z: .*exit 0$/);
  });

  it('keeps its record where what it left for later throws', async () => {
    const [{ errors, orders } = { errors: [], orders: undefined }] = (await run([deadly('reject')]))
      .strategies;
    expect(orders?.submitted).toBe(BARS / 10);
    expect(errors[0]?.message).toMatch(/its thread died: later \(deadly\.ts:17:\d+\)$/);
  });
});

describe('an exception', () => {
  it('names its place in the source of the strategy, also from within a call', async () => {
    const { strategies } = await run(['null', 'order'].map(deadly));
    const [first, second] = strategies.map(({ errors }) => errors[0]?.message);
    const line = SOURCE.split('\n').findIndex((text) => text.includes("'null'"));
    const column = (SOURCE.split('\n')[line] ?? '').indexOf('.x;') + 2;
    expect(first).toMatch(
      /^null onBar at 2024-01-01T01:40:00\.\d+Z: Cannot read properties of null/,
    );
    expect(first).toContain(`(deadly.ts:${line + 1}:${column})`);
    expect(second).toMatch(/found NaN.*\(deadly\.ts:16:\d+\)$/);
  });
});

it('what a strategy prints itself is no part of the result', async () => {
  const args = ['backtest', use, file, '--param', 'what=print', '--json'];
  const { code, stdout, stderr } = await runCli(args, { cwd: folder });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toHaveProperty('schema');
  expect(stderr).toContain('HELLO');
});
