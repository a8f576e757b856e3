// `outcry backtest` and `outcry sweep` as people use them at first: wrong names and values, files
// in the way, interruptions. One clear sentence each, the right exit code, and nothing lost.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CliResult,
  COMMAND,
  callCli,
  expectOk,
  expectRefused,
  jsonOf,
  runCli,
} from '../testing/cli.ts';
import { candleText } from '../testing/sweep-kit.ts';
import { main } from './program.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Inside the tree: the package's own name means its sources there. */
let cwd: string;
const outcry = (...args: string[]): Promise<CliResult> => callCli(main, args, cwd);
const write = (name: string, text: string): void => writeFileSync(join(cwd, name), text);
const BACKTEST = ['backtest', 'sma-cross', 'X.csv'];
const SWEEP = ['sweep', 'sma-signals', 'X.csv'];

const strategy = (name: string, onBar: string): string => `
import { defineStrategy } from 'outcry/strategy';
export const one = defineStrategy({
  name: '${name}',
  markets: { main: { bars: ['auto'] } },
  create(context) {
    const { main } = context.markets;
    let count = 0;
    return { onBar() { ${onBar} } };
  },
});
`;

beforeAll(() => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  cwd = mkdtempSync(join(root, '.cache/usage-'));
  write('X.csv', candleText({ seed: 5, bars: 120 }));
  write('throws.ts', strategy('throws', "if (count++ === 5) throw new Error('boom');"));
  write('syntax.ts', '\nexport const x = ;\n');
  write('nothing.ts', 'export const x = 1;\n');
});
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

const USAGE: readonly (readonly [readonly string[], RegExp])[] = [
  [
    ['backtest', 'sma-cros', 'X.csv'],
    /no such strategy: .*found 'sma-cros' \(did you mean sma-cross\?\)/,
  ],
  [
    [...BACKTEST, '--param', 'fats=3'],
    /refused: fats: no such parameter \(did you mean fast\?\)$/m,
  ],
  [[...BACKTEST, '--param', 'zzz=3', '--param', 'fast=x'], /fast: expected .*; zzz: .*there are: /],
  [[...BACKTEST, '--param', 'fast'], /--param: .*expected NAME=VALUE, found 'fast'/],
  [[...BACKTEST, '--param', 'fast=3', '--param', 'fast=4'], /--param: a name stands twice.*'fast'/],
  [
    [...BACKTEST, '--market', 'main=Y'],
    /expected for main one of unknown:X, found Y \(--market ROLE/,
  ],
  [[...BACKTEST, '--cash', 'EUR=5'], /cash: nothing is traded in this currency: .*found EUR/],
  [[...BACKTEST, '--clock', 'wall'], /--clock: expected auto, raw or shift-min-latency=NS/],
  [[...BACKTEST, '--sample', '0s'], /--sample: expected a duration from 1ms to 365d, found '0s'/],
  [[...BACKTEST, '--seed', '-1', '--heap', 'all'], /--heap: .*'all'; --seed: expected 0 or more/],
  [[...BACKTEST, '--maker', '2', '--taker', 'x'], /--maker: expected -1 to 1, found 2; --taker: /],
  [[...BACKTEST, '--fill', 'impact.ticks=-1'], /--fill impact\.ticks: expected a number from 0/],
  [[...BACKTEST, '--risk', 'instrument.positionMax=x'], /--risk instrument\.positionMax: /],
  [[...BACKTEST, '--tick-size', '0.5'], /^outcry: --tick-size: expected --price-scale beside it/],
  [['backtest', 'nothing.ts', 'X.csv'], /^outcry: \/.*nothing\.ts: the module does not say which/],
  [['backtest', 'sma-cross', '-'], /standard input can be read only once.*\(store it in a file/],
  [['sweep', 'sma-signals', '-', '--grid', 'fast=3'], /standard input can be read only once/],
  [[...SWEEP, '--grid', 'fats=3'], /no such parameter: .*found 'fats' \(did you mean fast\?\)/],
  [[...SWEEP, '--grid', 'fast=3', '--param', 'fast=4'], /expected a value in the grid or one for/],
  [[...SWEEP, '--grid', 'fast=3', '--rank', 'shrpe'], /found 'shrpe' \(did you mean sharpe/],
  [[...SWEEP, '--grid', 'fast=3', '--leverage', '0'], /--leverage: expected an integer from 1 /],
  [[...BACKTEST, '--output', 'X.csv'], /X\.csv: this is no folder: .*found a file/],
  [[...SWEEP, '--grid', 'fast=3', '--output', 'X.csv'], /X\.csv: this is no folder/],
];

describe('wrong usage', () => {
  it.each(USAGE)('%j', async (args, sentence) => {
    const result = await outcry(...args, '--json');
    expectRefused(result, 2, sentence);
    expect(Object.keys(jsonOf(result))).toEqual(['error']);
  });

  it.each([
    [1, 'title = "a\n', /t\.toml:1: .*found title = "a$/m],
    [1, 'seed = 1\nseed = 2\n', /t\.toml:2: .*redefine.*found seed = 2$/m],
    [2, 'threds = 3\n[input]\nvenue = 1\n', /t\.toml: threds: .*threads\?\); input\.venue: ex/],
    [2, 'venue = 3\n', /t\.toml: venue: expected an object, found 3/],
    [2, '[venue]\nordersMax = 0\nqueue = "x"\n', /t\.toml: venue\.ordersMax: .*found 0 \(every/],
  ] as const)('exit code %s, settings %j', async (code, text, sentence) => {
    write('t.toml', text);
    const result = await outcry(...BACKTEST, '--config', 't.toml', '--queue', 'log');
    expectRefused(result, code, sentence);
  });

  it('a module that does not load', async () => {
    const result = await runCli(['backtest', 'syntax.ts', 'X.csv'], { cwd });
    expectRefused(result, 2, /^outcry: \/.*syntax\.ts:2: the module does not load: Expression exp/);
  });

  it('strategies of the settings and of the command line', async () => {
    write('t.toml', 'files = ["X.csv"]\n[[strategies]]\nuse = "sma-cross"\n');
    const args = ['backtest', '--config', 't.toml'];
    const twice = await outcry(...args, 'rsi-reversion', 'X.csv', '--name', 'a', '--param', 'x=1');
    const sentence =
      /the settings file names the strategies: .*'rsi-reversion', --name, --param \(/m;
    expectRefused(twice, 2, sentence);
    expectOk(await outcry(...args));
  });
});

describe('settings', () => {
  it('take dates for text', async () => {
    write('t.toml', '[input]\ndate = 2024-02-29\ndayStart = 2024-02-29T05:00:00Z\n');
    const rows = Array.from({ length: 80 }, (_, i) => `${i * 60_000},2,3,1,2,5`);
    write('ms.csv', `time,open,high,low,close,volume\n${rows.join('\n')}\n`);
    const { stdout } = expectOk(
      await outcry('backtest', 'sma-cross', 'ms.csv', '--config', 't.toml'),
    );
    expect(stdout).toContain('2024-02-29T05:01:00');
  });

  it('say why orders were refused', async () => {
    const { stdout } = expectOk(await outcry(...BACKTEST, '--cash', 'USD=1'));
    expect(stdout).toMatch(/Orders +(\d+) \(0 fills, \1 refused: margin\)/);
  });
});

describe('results are not lost', () => {
  it('a folder that takes nothing is refused before the run', async () => {
    const args = ['backtest', 'throws.ts', 'X.csv', '--output', '/proc/self'];
    expectRefused(await outcry(...args), 1, /^outcry: \/proc\/self: nothing can be written into/);
    expectRefused(await outcry(...args, '--output', '/proc/no/such'), 1, /cannot be made/);
  });

  it.each([BACKTEST, [...SWEEP, '--grid', 'fast=3']])(
    'files that cannot be replaced: %s',
    async (...args) => {
      for (const name of ['result.json', 'sweep.csv'])
        mkdirSync(join(cwd, 'taken', name, 'in the way'), { recursive: true });
      const told = await outcry(...args, '--output', 'taken');
      expect(told.code).toBe(1);
      expect(told.stdout).toMatch(/dataHash +[0-9a-f]{16}/);
      expect(told.stdout).not.toMatch(/^taken: /m);
      expect(told.stderr).toMatch(/^outcry: taken\/(result\.json|sweep\.csv): .*\n$/);
      const document = jsonOf(await outcry(...args, '--output', 'taken', '--json'));
      expect(document).toHaveProperty('dataHash');
    },
  );

  it('a strategy that fails leaves one document', async () => {
    const result = await outcry('backtest', 'throws.ts', 'X.csv', '--json');
    expect([result.code, result.stderr]).toEqual([1, expect.stringMatching(/throws onBar.*boom/)]);
    expect(jsonOf(result)).toHaveProperty('strategies');
  });

  it('an interruption keeps what was done', async () => {
    write('long.csv', candleText({ seed: 6, bars: 60_000 }));
    const work = 'for (let i = 0; i < 3e5; i++) count += 0;';
    const trade =
      "if (count++ === 9) context.log('begun'); if (count % 50 === 0) main.buy('0.001');";
    write('slow.ts', strategy('slow', `${trade} ${work}`));
    const [program = '', ...first] = COMMAND;
    const args = [...first, 'backtest', 'slow.ts', 'long.csv', '--output', 'kept'];
    const child = spawn(program, args, { cwd });
    const texts = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      texts[0] += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (texts[1] === '') child.kill('SIGINT');
      texts[1] += chunk.toString();
    });
    const code = await new Promise((resolve) => {
      child.on('close', resolve);
    });
    expect(texts[1]).toMatch(/begun\noutcry: slow at .*: the run was stopped\n$/);
    expect(code).toBe(130);
    expect(texts[0]).toMatch(/decisionHash +[0-9a-f]{16}/);
    const kept: unknown = JSON.parse(readFileSync(join(cwd, 'kept/result.json'), 'utf8'));
    expect(kept).toMatchObject({ strategies: [{ errors: [{ code: 'INTERRUPTED' }] }] });
    expect(existsSync(join(cwd, 'kept/report.html'))).toBe(true);
  });

  it('a reader that goes away is no fault', async () => {
    const script = `${[...COMMAND, ...BACKTEST, '--json'].join(' ')} | head -c 10`;
    const shell = spawn('bash', ['-c', `set -o pipefail; ${script}`], { cwd });
    let text = '';
    shell.stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    const code = await new Promise((resolve) => {
      shell.on('close', resolve);
    });
    expect([code, text]).toEqual([0, '']);
    expectOk(await runCli([...BACKTEST, '--quiet'], { cwd }));
  });
});
