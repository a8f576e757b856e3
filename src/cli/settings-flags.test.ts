// Flags and settings files: who stands above whom, in backtests and in sweeps.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callCli, expectOk, expectRefused, jsonOf, runCli } from '../testing/cli.ts';
import { candleText } from '../testing/sweep-kit.ts';
import { main } from './program.ts';

const cwd = mkdtempSync(join(tmpdir(), 'outcry-settings-'));
afterAll(() => {
  rmSync(cwd, { recursive: true });
});
const outcry = (...args: string[]) => callCli(main, args, cwd);
const write = (name: string, text: string) => writeFileSync(join(cwd, name), text);

beforeAll(() => {
  write('RNDUSDT.csv', candleText({ seed: 31, bars: 300 }));
  write('ACME.csv', candleText({ seed: 31, bars: 300 }));
});

interface Document {
  readonly config: Record<string, unknown>;
  readonly notes: readonly string[];
  readonly strategies: readonly { readonly metrics: { execution: { fees: string } } }[];
}
const CROSS = ['--param', 'fast=3', '--param', 'slow=8', '--json'];
const resultOf = async (...args: string[]): Promise<Document> =>
  jsonOf(expectOk(await outcry(...args))) as unknown as Document;

describe('flags stand above what a file says', () => {
  it('of all instruments, and of one', async () => {
    write(
      'own.toml',
      `[terms]
takerRate = "0.01"
[instruments."unknown:RNDUSDT"]
takerRate = "0.02"
leverage = 3
[fundingOf.RNDUSDT]
rates = [["2024-01-01", "0.5"]]
`,
    );
    const args = ['backtest', 'sma-cross', 'RNDUSDT.csv', ...CROSS, '--config', 'own.toml'];
    const { config: said } = await resultOf(...args);
    expect(said).toMatchObject({
      takerRate: '0.01',
      instruments: { 'unknown:RNDUSDT': { takerRate: '0.02', leverage: 3 } },
      fundingOf: { RNDUSDT: '1 recorded rates' },
    });
    const flags = ['--taker', '0', '--funding', '0.0001'];
    const { config, strategies } = await resultOf(...args, ...flags);
    expect(config).toMatchObject({
      takerRate: '0',
      instruments: { 'unknown:RNDUSDT': { takerRate: '0', leverage: 3 } },
      fundingOf: { RNDUSDT: '0.0001 each 8h' },
    });
    expect(Number(strategies[0]?.metrics.execution.fees)).toBe(0);
  });

  it('but strategies of a file are not of the command line', async () => {
    write('two.toml', '[[strategies]]\nuse = "sma-cross"\n');
    const args = ['backtest', 'RNDUSDT.csv', '--config', 'two.toml', '--param', 'fast=3'];
    const sentence = /names the strategies: .*--param \(.*say it of one of them in the file\)$/m;
    expectRefused(await outcry(...args), 2, sentence);
  });
});

describe('the currency of prices', () => {
  const noted = 'unknown:ACME names no currency: USD is assumed (see --quote)';

  it('is noted where it is assumed', async () => {
    const assumed = await resultOf('backtest', 'sma-cross', 'ACME.csv', ...CROSS);
    expect(assumed.notes).toContain(noted);
    const told = await resultOf('backtest', 'sma-cross', 'RNDUSDT.csv', ...CROSS);
    expect(told.notes).not.toContainEqual(expect.stringContaining('names no currency'));
  });

  it('is said by --quote', async () => {
    const args = ['backtest', 'sma-cross', 'ACME.csv', ...CROSS, '--quote', 'EUR'];
    const said = await resultOf(...args);
    expect(said).toMatchObject({ currency: 'EUR' });
    expect(said.notes).not.toContain(noted);
  });
});

describe('sweeps', () => {
  const KIT = fileURLToPath(new URL('../testing/sweep-kit.ts', import.meta.url));
  const GRID = ['--grid', 'quick=2..4:2', '--json', '--threads', '1'];
  const sweep = (...args: string[]) => outcry('sweep', `${KIT}#crossing`, ...args, ...GRID);

  it.each([
    [['--latency', '90s'], { latency: { entryNs: 90_000_000_000 } }],
    [['--fill', 'slippageBps=5'], { venue: { slippageBps: 5 } }],
    [['--risk', 'ordersPerMinute=3'], { risk: { ordersPerMinute: 3 } }],
  ] as const)('take %j, and run set by set', async (flags, config) => {
    const result = await sweep('RNDUSDT.csv', ...flags);
    if (result.code !== 0) throw new Error(`${result.stdout}${result.stderr}`);
    expect(jsonOf(result)).toMatchObject({ mode: 'runs', config: { execution: config } });
  });

  it('take what changes nothing in one pass', async () => {
    const document = jsonOf(expectOk(await sweep('RNDUSDT.csv', '--queue', 'log', '--seed', '7')));
    expect(document).toMatchObject({ mode: 'kernel', config: { execution: { seed: '7' } } });
  });

  it('take a file of settings, and flags above it', async () => {
    write('s.toml', 'files = ["RNDUSDT.csv"]\ntitle = "T"\n[terms]\ntakerRate = "0.01"\n');
    const document = jsonOf(expectOk(await sweep('--config', 's.toml', '--maker', '0')));
    expect(document).toMatchObject({
      title: 'T',
      config: { execution: { terms: { takerRate: '0.01', makerRate: 0 } } },
    });
    const above = jsonOf(expectOk(await sweep('--config', 's.toml', '--taker', '0')));
    expect(above).toMatchObject({ config: { execution: { terms: { takerRate: 0 } } } });
    write('b.toml', 'clock = "raw"\n[[strategies]]\nuse = "sma-cross"\n');
    const refused = await outcry('sweep', 'sma-signals', 'RNDUSDT.csv', '--config', 'b.toml');
    expectRefused(
      refused,
      2,
      /b\.toml: these settings are not of sweeps: .*found strategies, clock/,
    );
    expectRefused(await outcry('sweep', 'sma-signals', '--grid', 'fast=3'), 2, /no file is named/);
  });
});

it('what modules print when they load is no part of a document', async () => {
  const PACKAGE = new URL('../strategy.ts', import.meta.url).href;
  write(
    'loud.ts',
    `import { defineStrategy, int } from '${PACKAGE}';
console.log('LOADED');
export const loud = defineStrategy({
  name: 'loud', params: { n: int(1) }, markets: { main: { bars: ['auto'] } },
  create: () => ({ onStart() { console.log('STARTED'); } }),
});
`,
  );
  const result = await runCli(
    ['sweep', 'loud.ts', 'RNDUSDT.csv', '--grid', 'n=1..2', '--json', '--threads', '1'],
    { cwd },
  );
  expect(result.code).toBe(0);
  expect(JSON.parse(result.stdout)).toHaveProperty('runs');
  expect(result.stderr).toContain('STARTED');
});
