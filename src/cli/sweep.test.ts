// `outcry sweep`: table, document, files, refusals.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { callCli, expectOk, jsonOf } from '../testing/cli.ts';
import { candleText } from '../testing/sweep-kit.ts';
import { main } from './program.ts';

const cwd = mkdtempSync(join(tmpdir(), 'outcry-sweep-cli-'));
afterAll(() => {
  rmSync(cwd, { recursive: true });
});
writeFileSync(join(cwd, 'RNDUSDT.csv'), candleText({ seed: 31, bars: 700 }));
const KIT = fileURLToPath(new URL('../testing/sweep-kit.ts', import.meta.url));
const run = (...args: string[]) =>
  callCli(main, ['sweep', `${KIT}#crossing`, 'RNDUSDT.csv', ...args], cwd);
const GRID = ['--grid', 'quick=2..6:2', '--grid', 'calm=8,12'];

describe('outcry sweep', () => {
  test('prints a ranked table', async () => {
    const { stdout } = expectOk(await run(...GRID, '--rank', 'profit', '--top', '4'));
    expect(stdout).toMatch(/sets +6, in one pass/);
    const rows = stdout.split('\n').filter((line) => /^ +\d+ {2}/.test(line));
    expect(rows).toHaveLength(4);
    expect(stdout).toContain('... of 6 runs');
  });

  test('prints all runs as one document', async () => {
    const document = jsonOf(await run(...GRID, '--json', '--taker', '0'));
    expect(document['rankBy']).toBe('sharpe');
    const runs = document['runs'] as { params: object; figures: Record<string, number> }[];
    expect(runs).toHaveLength(6);
    const sharpes = runs.map(({ figures }) => figures['sharpe'] ?? Number.NaN);
    expect(sharpes).toEqual(sharpes.toSorted((a, b) => b - a));
    expect(runs.every(({ figures }) => figures['fees'] === 0)).toBe(true);
  });

  test('writes all runs and the heat map', async () => {
    expectOk(await run(...GRID, '--output', 'out', '--where', 'quick!=4'));
    const csv = readFileSync(join(cwd, 'out', 'sweep.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(csv).toHaveLength(5);
    expect(csv[0]).toMatch(/^rank,quick,calm,/);
    expect(readFileSync(join(cwd, 'out', 'sweep.html'), 'utf8')).toContain('Over two parameters');
  });

  test.each([
    [['--grid', 'quick=0..4'], 'BAD_PARAMETER'],
    [['--grid', 'quick'], 'BAD_GRID'],
    [[], 'BAD_GRID'],
    [['--grid', 'quick=2', '--grid', 'quick=3'], 'BAD_GRID'],
    [[...GRID, '--where', 'quick>calm'], 'NO_SETS'],
    [[...GRID, '--rank', 'luck'], 'BAD_ARGUMENT'],
    [[...GRID, '--cash', 'USDT'], 'BAD_ARGUMENT'],
    [[...GRID, '--taker', '2'], 'BAD_ARGUMENT'],
    [[...GRID, '--kind', 'inverse', '--mode', 'kernel'], 'KERNEL_UNFIT'],
  ])('refuses %j', async (args, code) => {
    const result = await run(...args, '--json');
    expect(result.code).toBe(2);
    expect((JSON.parse(result.stdout) as { error: { code: string } }).error.code).toBe(code);
  });
});
