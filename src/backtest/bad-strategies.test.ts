// Strategies that do wrong: each ends with a typed error that names strategy, event time and cause,
// its record up to there is kept, and the others of the run go on.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BacktestResult, StrategyResult } from '../stats/result.ts';
import { runCli } from '../testing/cli.ts';
import { recordingOf } from '../testing/replay-memory.ts';
import { type BacktestOptions, runBacktest, type StrategyChoice } from './backtest.ts';

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../testing/strategies/${name}`, import.meta.url));
const HOSTILE = `${fixture('hostile.ts')}#hostile`;
const BAD_ORDERS = `${fixture('hostile.ts')}#badOrders`;
const QUIET = { use: `${fixture('hostile.ts')}#quiet` };

let folder: string;
let market: string;
/** Decisions of the strategy that does nothing wrong, running alone. */
let quietHash: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'outcry-bad-'));
  market = join(folder, 'market.jsonl');
  writeFileSync(market, await recordingOf({ venue: 'binance-usdm', seed: 3, events: 30_000 }));
  const alone = await run({ strategies: [QUIET] });
  expect(alone.strategies[0]?.errors).toEqual([]);
  quietHash = alone.strategies[0]?.decisionHash ?? '';
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(options: Pick<BacktestOptions, 'strategies'> & Partial<BacktestOptions>) {
  return runBacktest({ files: [market], threads: 3, ...options });
}

function byName({ strategies }: BacktestResult, name: string): StrategyResult {
  const found = strategies.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no result of ${name}`);
  return found;
}

const TIME = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z`;

describe('a strategy that throws', () => {
  const HANDLERS = ['onStart', 'onTopOfBook', 'onTrade', 'onBar', 'onTimer', 'onOrder', 'onFill'];

  it('names handler, event time and cause, wherever it is, and the others go on', async () => {
    const places = [...HANDLERS, 'onStop'];
    const result = await run({
      strategies: [
        ...places.map((where) => ({ use: HOSTILE, name: where, params: { where } })),
        QUIET,
      ],
    });
    for (const where of places) {
      const [error, ...more] = byName(result, where).errors;
      expect(more).toEqual([]);
      expect(error?.code).toBe('STRATEGY_FAILED');
      expect(error?.message).toMatch(new RegExp(`^${where} ${where} at ${TIME}: as it was told$`));
      expect(error?.timeNs).toBeTypeOf('bigint');
    }
    expect(byName(result, 'onStop').fills.length).toBeGreaterThan(10);
    expect(byName(result, 'quiet').errors).toEqual([]);
    expect(byName(result, 'quiet').decisionHash).toBe(quietHash);
  });

  it('keeps what it had done before', async () => {
    const result = await run({
      strategies: [{ use: HOSTILE, params: { where: 'onFill', after: 8 } }],
    });
    const { fills, equity, errors } = byName(result, 'hostile');
    expect(errors).toHaveLength(1);
    expect(fills.length).toBeGreaterThan(7);
    expect(equity.timeNs.length).toBeGreaterThan(1);
  });

  it('is told apart in create, where it never began', async () => {
    const params = { where: 'create' };
    await expect(run({ strategies: [{ use: HOSTILE, params }] })).rejects.toMatchObject({
      code: 'STRATEGY_FAILED',
      message: expect.stringMatching(
        new RegExp(`^hostile create at ${TIME}: as it was told$`),
      ) as string,
    });
    const both = await run({ strategies: [{ use: HOSTILE, params }, QUIET] });
    expect(both.strategies.map(({ name }) => name)).toEqual(['quiet']);
    expect(both.errors.map(({ code }) => code)).toEqual(['STRATEGY_FAILED']);
    expect(byName(both, 'quiet').decisionHash).toBe(quietHash);
  });

  it('is told where it was, at the times of its pauses too', async () => {
    const [from, to] = ['2024-01-01T00:00:10Z', '2024-01-01T00:00:12.5Z'];
    const pauses = [[from, to]] as const;
    const [onPause, onResume] = ['onPause', 'onResume'].map((where) => ({
      use: HOSTILE,
      name: where,
      params: { where, after: 0 },
      pauses,
    }));
    const wasm = ['pause', 'resume'].map((what) => ({
      use: fixture('hostile-wasm.ts'),
      name: what,
      params: { what },
      pauses,
    }));
    const result = await run({ strategies: [onPause, onResume, ...wasm] as StrategyChoice[] });
    const said = result.strategies.map(({ errors }) => errors[0]?.message);
    const [paused, resumed] = ['2024-01-01T00:00:10.000000000Z', '2024-01-01T00:00:12.500000000Z'];
    expect(said).toEqual([
      `onPause onPause at ${paused}: as it was told`,
      `onResume onResume at ${resumed}: as it was told`,
      expect.stringMatching(`^pause onPause at ${paused}: .*: before the pause$`),
      expect.stringMatching(`^resume onResume at ${resumed}: .*: after the pause$`),
    ]);
  });

  it.each([
    [[['2024-01-01T00:00:10Z', '2024-01-01T00:00:10Z']], /overlap or end before they begin/],
    [
      [
        ['2024-01-01', '2024-01-03'],
        ['2024-01-02', '2024-01-04'],
      ],
      /pauses overlap/,
    ],
    [[['2024-01-01', 'noon']], /pauses\.0\.1 cannot be read.*'noon'/],
    [[['2024-01-01']], /pauses\.0 is no pause: expected a list of two times/],
  ])('has no such pauses: %j', async (pauses, message) => {
    const strategies = [{ ...QUIET, pauses: pauses as never }];
    await expect(run({ strategies })).rejects.toThrow(message);
  });

  it('may throw anything, and may not wait', async () => {
    const what = ['throw-text', 'promise', 'thenable'];
    const result = await run({
      strategies: what.map((name) => ({ use: HOSTILE, name, params: { what: name } })),
    });
    const said = what.map((name) => byName(result, name).errors[0]?.message ?? '');
    expect(said[0]).toMatch(/^throw-text onTopOfBook at .*: words only$/);
    expect(said[1]).toMatch(/^promise onTopOfBook at .*: a handler cannot wait/);
    expect(said[2]).toMatch(/^thenable onTopOfBook at .*: a handler cannot wait/);
  });
});

describe('a strategy without end', () => {
  it('is ended at the limit of a handler, and keeps its record', async () => {
    const result = await run({
      handlerLimitMs: 2000,
      strategies: [
        { use: HOSTILE, params: { what: 'loop', after: 100 } },
        { use: fixture('hostile-wasm.ts'), params: { what: 'loop' } },
        QUIET,
      ],
    });
    for (const name of ['hostile', 'hostile-wasm']) {
      const { errors, equity } = byName(result, name);
      expect(errors.map(({ code }) => code)).toEqual(['STRATEGY_HUNG']);
      expect(errors[0]?.message).toMatch(new RegExp(`^${name} at ${TIME}: .* within 2 s`));
      expect(equity.timeNs.length).toBeGreaterThan(0);
    }
    expect(byName(result, 'quiet').decisionHash).toBe(quietHash);
  });

  it('is ended in create too', async () => {
    const params = { what: 'loop', where: 'create' };
    await expect(
      run({ handlerLimitMs: 1000, strategies: [{ use: HOSTILE, params }] }),
    ).rejects.toMatchObject({ code: 'STRATEGY_HUNG' });
  });
});

describe('a strategy that takes all memory', () => {
  it('is ended with its thread, in TypeScript', async () => {
    const result = await run({
      heapMb: 96,
      strategies: [{ use: HOSTILE, params: { what: 'allocate' } }, QUIET],
    });
    expect(byName(result, 'hostile').errors).toMatchObject([{ code: 'STRATEGY_MEMORY' }]);
    expect(byName(result, 'hostile').errors[0]?.message).toMatch(/^hostile at .*96 MiB/);
    expect(byName(result, 'quiet').decisionHash).toBe(quietHash);
  });

  it('is ended by its bound in AssemblyScript, as by other traps', async () => {
    const what = ['allocate', 'trap', 'zero-order', 'throw'];
    const use = fixture('hostile-wasm.ts');
    const result = await run({
      strategies: what.map((name) => ({ use, name, params: { what: name } })),
    });
    const codes = what.map((name) => byName(result, name).errors.map(({ code }) => code));
    expect(codes).toEqual([
      ['STRATEGY_MEMORY'],
      ['STRATEGY_FAILED'],
      ['STRATEGY_FAILED'],
      ['STRATEGY_FAILED'],
    ]);
    for (const name of what) {
      expect(byName(result, name).equity.timeNs.length).toBeGreaterThan(0);
      expect(byName(result, name).errors[0]?.message).toMatch(
        new RegExp(`^${name} handler at ${TIME}: `),
      );
    }
    expect(byName(result, 'allocate').errors[0]?.message).toContain('at most 64 MiB');
    expect(byName(result, 'zero-order').errors[0]?.message).toContain('below 1 quantum');
    expect(byName(result, 'throw').errors[0]?.message).toContain('as it was told');
  });
});

describe('orders', () => {
  const thrown = {
    nan: 'qtyQuanta is refused: expected a whole number of quanta from 1 on, found NaN',
    zero: 'qtyQuanta is refused: expected a whole number of quanta from 1 on, found 0',
    negative: 'qtyQuanta is refused: expected a whole number of quanta from 1 on, found -5',
    fraction: 'qtyQuanta is refused: expected a whole number of quanta from 1 on, found 0.5',
    infinite: 'found Infinity',
    'nan-price': 'priceQuanta is refused',
    side: "expected 'buy' or 'sell', found long",
    kind: 'kind is refused',
    'other-market': 'expected one of the context',
    'bad-id': 'expected an id that submit returned, found NaN',
    flood: 'no free order slot',
    timers: 'timers',
  };

  it('that are none stop the strategy, with field and value', async () => {
    const names = Object.keys(thrown) as (keyof typeof thrown)[];
    const result = await run({
      strategies: [
        ...names.map((what) => ({ use: BAD_ORDERS, name: what, params: { what } })),
        QUIET,
      ],
    });
    for (const name of names) {
      const [error] = byName(result, name).errors;
      expect([name, error?.code]).toEqual([name, 'STRATEGY_FAILED']);
      expect(error?.message).toMatch(new RegExp(`^${name} onTopOfBook at ${TIME}: `));
      expect(error?.message).toContain(thrown[name]);
    }
    expect(byName(result, 'quiet').decisionHash).toBe(quietHash);
  });

  it('that no venue takes come back as updates', async () => {
    const logs = new Map<string, string[]>();
    const names = ['off-tick', 'off-lot', 'oversize', 'unknown-id'];
    const result = await runBacktest(
      {
        files: [market],
        strategies: names.map((what) => ({ use: BAD_ORDERS, name: what, params: { what } })),
        // Coarser than the market's own steps, so that halves of them are whole quanta.
        input: { common: { tickSize: 2n, lotSize: 2n } },
      },
      { onLog: (name, _, text) => logs.set(name, [...(logs.get(name) ?? []), text]) },
    );
    for (const name of names) expect([name, byName(result, name).errors]).toEqual([name, []]);
    expect(logs.get('off-tick')).toEqual(['sent 1', 'rejected badPrice']);
    expect(logs.get('off-lot')).toEqual(['sent 1', 'rejected badQty']);
    expect(logs.get('oversize')?.[1]).toMatch(/^rejected /);
    expect(logs.get('unknown-id')).toEqual(
      [0, 99, -1, Number.MAX_SAFE_INTEGER].map((id) => `${id}: false false undefined`),
    );
  });
});

describe('on the command line', () => {
  it('what was done before is written, and the exit code says that something failed', async () => {
    const args = ['backtest', HOSTILE, market, '--param', 'where=onFill', '--param', 'after=8'];
    const { code, stdout, stderr } = await runCli([...args, '--output', 'result'], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^decisionHash +[0-9a-f]{16}$/m);
    expect(stderr).toMatch(new RegExp(`^outcry: hostile onFill at ${TIME}: as it was told\\n$`));
    const written = readFileSync(join(folder, 'result/result.json'), 'utf8');
    expect(written).toContain('as it was told');
    const fills = readFileSync(join(folder, 'result/fills.csv'), 'utf8').trim().split('\n');
    expect(fills.length).toBeGreaterThan(8);
  });

  it('a source that does not compile is refused with the words of the compiler', async () => {
    writeFileSync(
      join(folder, 'broken.ts'),
      `import { defineStrategy } from '${new URL('../strategy.ts', import.meta.url).href}';
      const assembly = new URL('./broken.as.ts', import.meta.url);
      export const broken = defineStrategy({ name: 'broken', markets: { main: {} }, assembly });`,
    );
    writeFileSync(
      join(folder, 'broken.as.ts'),
      'export function create(): i32 { return nothing; }',
    );
    const { code, stderr } = await runCli(['backtest', 'broken.ts', market], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(/broken\.as\.ts: it does not compile/);
    expect(stderr).toContain("Cannot find name 'nothing'");
  });
});

describe('what does not fit', () => {
  const refused = async (change: object, use = QUIET.use) =>
    run({ strategies: [{ use, ...change }] }).then(
      () => ({ code: 'none', message: '' }),
      (error: { code: string; message: string }) => error,
    );

  it('is refused before the run: parameters, roles, instruments, files', async () => {
    const params = await refused({ params: { what: 'sing', after: -1, more: 1 } }, HOSTILE);
    expect(params.code).toBe('BAD_PARAMETER');
    for (const text of [
      'hostile',
      'what: expected one of',
      'after: expected an integer',
      'more: no',
    ])
      expect(params.message).toContain(text);
    const role = await refused({ markets: { hedge: 'binance-usdm:BTCUSDT' } });
    expect(role).toMatchObject({ code: 'UNKNOWN_INSTRUMENT' });
    expect(role.message).toMatch(/roles main, found hedge/);
    const symbol = await refused({ markets: { main: 'NOPE' } });
    expect(symbol).toMatchObject({ code: 'UNKNOWN_INSTRUMENT' });
    expect(symbol.message).toContain('NOPE');
    expect(await refused({}, 'no-such-strategy')).toMatchObject({ code: 'UNKNOWN_STRATEGY' });
    expect(await refused({}, fixture('absent.ts'))).toMatchObject({ code: 'UNKNOWN_STRATEGY' });
    const several = await refused({}, `${fixture('hostile.ts')}#absent`);
    expect(several).toMatchObject({ code: 'UNKNOWN_STRATEGY' });
  });
});

describe('candles', () => {
  const HEAD = 'time,open,high,low,close,volume';
  const row = (minute: number, text: string): string =>
    `${1_700_000_040_000 + minute * 60_000},${text}`;
  const FLAT = '100,101,99,100,5';
  const use = fileURLToPath(new URL('../../examples/strategies/rsi-reversion.ts', import.meta.url));

  async function overCandles(rows: readonly string[]): Promise<BacktestResult> {
    const file = join(folder, 'candles.csv');
    writeFileSync(file, [HEAD, ...rows].join('\n'));
    return runBacktest({ files: [file], strategies: [{ use, params: { period: 2 } }] });
  }

  it('with gaps are as many bars as there are candles', async () => {
    const rows = [0, 1, 2, 9, 10, 11].map((minute) => row(minute, FLAT));
    const result = await overCandles(rows);
    expect(result.strategies[0]?.errors).toEqual([]);
    expect(result.endNs - result.startNs).toBe(11n * 60_000_000_000n);
  });

  it.each([
    ['the same time twice', [row(0, FLAT), row(1, FLAT), row(1, FLAT)], 4, 'found the same'],
    ['a high below the low', [row(0, FLAT), row(1, '100,98,99,100,5')], 3, 'low <= open'],
    ['a close above the high', [row(0, FLAT), row(1, '100,101,99,102,5')], 3, 'close <= high'],
    ['a negative volume', [row(0, FLAT), row(1, '100,101,99,100,-5')], 3, 'found -5'],
    ['no number', [row(0, FLAT), row(1, '100,x,99,100,5')], 3, "found 'x'"],
    ['a step back', [row(5, FLAT), row(1, FLAT)], 3, 'found an earlier one'],
  ])('with %s are refused by file and line', async (_, rows, line, text) => {
    const error = await overCandles(rows).then(
      () => undefined,
      (fault: { code: string; category: string; message: string }) => fault,
    );
    expect(error?.category).toBe('input');
    expect(error?.message).toContain(`candles.csv:${line}: `);
    expect(error?.message).toContain(text);
  });
});
