// What backtests and sweeps leave: their folder, and figures and notes that flags decide.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli, expectOk, expectRefused, jsonOf } from '../testing/cli.ts';
import { candleText } from '../testing/sweep-kit.ts';
import { main } from './program.ts';

const cwd = mkdtempSync(join(tmpdir(), 'outcry-folder-'));
afterAll(() => {
  rmSync(cwd, { recursive: true });
});
const outcry = (...args: string[]) => callCli(main, args, cwd);

const KIT = fileURLToPath(new URL('../testing/sweep-kit.ts', import.meta.url));
const CROSS = ['--param', 'fast=3', '--param', 'slow=8'];
const BACKTEST = ['backtest', 'sma-cross', 'RNDUSDT.csv', ...CROSS];
const SWEEP = ['sweep', `${KIT}#crossing`, 'RNDUSDT.csv', '--grid', 'quick=2..4:2'];

beforeAll(() => {
  writeFileSync(join(cwd, 'RNDUSDT.csv'), candleText({ seed: 31, bars: 300 }));
});

describe('the folder of results', () => {
  it('takes the results of another run in place of its own', async () => {
    expectOk(await outcry(...BACKTEST, '--output', 'made/here/result'));
    const first = readFileSync(join(cwd, 'made/here/result/fills.csv'), 'utf8');
    expectOk(await outcry(...BACKTEST, '--taker', '0', '--output', 'made/here/result'));
    expect(readFileSync(join(cwd, 'made/here/result/fills.csv'), 'utf8')).not.toBe(first);
    for (let i = 0; i < 2; i++) expectOk(await outcry(...SWEEP, '--output', 'made/here/result'));
  });

  it.each([
    ['fills.csv', BACKTEST],
    ['result.json', BACKTEST],
    ['report.html', BACKTEST],
    ['sweep.csv', SWEEP],
    ['sweep.html', SWEEP],
  ])('leaves a %s of others alone', async (name, args) => {
    const folder = `others-${name}`;
    mkdirSync(join(cwd, folder));
    writeFileSync(join(cwd, folder, name), 'my own\n');
    const sentence = new RegExp(`${folder}/${name}: a file that is no result .*found "my own"`);
    expectRefused(await outcry(...args, '--output', folder), 2, sentence);
    expect(readFileSync(join(cwd, folder, name), 'utf8')).toBe('my own\n');
  });

  it('is told apart from a file where it cannot be made', async () => {
    const nowhere = await outcry(...BACKTEST, '--output', '/proc/no/such');
    expectRefused(nowhere, 1, /^outcry: \/proc\/no\/such: the folder cannot be made: /);
    const within = await outcry(...BACKTEST, '--output', 'RNDUSDT.csv/result');
    expectRefused(within, 1, /^outcry: RNDUSDT\.csv\/result: the folder cannot be made: /);
  });
});

describe('trading days of a year', () => {
  it('scale the ratios of backtests and of sweeps, in one pass or not', async () => {
    const sharpe = async (...flags: string[]): Promise<number> => {
      const document = jsonOf(expectOk(await outcry(...BACKTEST, ...flags, '--json')));
      const [one] = document['strategies'] as { metrics: { sharpe: number } }[];
      return one?.metrics.sharpe ?? Number.NaN;
    };
    const sharpes = async (...flags: string[]): Promise<number[]> => {
      const document = jsonOf(expectOk(await outcry(...SWEEP, ...flags, '--json')));
      const runs = document['runs'] as { figures: { sharpe: number } }[];
      return runs.map(({ figures }) => figures.sharpe);
    };
    const factor = Math.sqrt(252 / 365);
    expect(await sharpe('--days-per-year', '252')).toBeCloseTo((await sharpe()) * factor, 9);
    const plain = await sharpes();
    for (const mode of ['kernel', 'runs']) {
      const found = await sharpes('--days-per-year', '252', '--mode', mode, '--threads', '1');
      for (const [i, one] of found.entries())
        expect(one).toBeCloseTo((plain[i] ?? Number.NaN) * factor, 9);
    }
  });

  it.each(['0', '367', 'x'])('are not %s', async (days) => {
    const sentence = /--days-per-year: expected an integer from 1 to 366/;
    expectRefused(await outcry(...BACKTEST, '--days-per-year', days), 2, sentence);
  });
});

it('orders that were refused are noted where they are many', async () => {
  const notes = async (...flags: string[]) =>
    jsonOf(expectOk(await outcry(...BACKTEST, ...flags, '--json')))['notes'] as string[];
  expect(await notes('--cash', 'USDT=1')).toContainEqual(
    expect.stringMatching(/^sma-cross: (\d+) of \1 orders were refused: margin$/),
  );
  expect(await notes()).not.toContainEqual(expect.stringContaining('were refused'));
});
