// The guides of strategies and backtests: their strategies run, their commands do what is said,
// their settings are accepted, and their tables name every flag, key and shipped strategy.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backtestCommand } from '../cli/backtest.ts';
import { readToml } from '../cli/backtest-settings.ts';
import { runCli } from '../testing/cli.ts';
import { recordingOf } from '../testing/replay-memory.ts';
import { CANDLE_KEYS, INPUT_KEYS } from './input-fields.ts';
import { SHIPPED } from './load-strategy.ts';
import { parseSettings, SETTING_KEYS } from './settings.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const guide = (name: string): string => readFileSync(join(root, 'docs', name), 'utf8');
const STRATEGIES = guide('strategies.md');
const BACKTESTING = guide('backtesting.md');

/** Inside the tree: the package's own name means its sources there. */
let folder: string;

beforeAll(async () => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  folder = mkdtempSync(join(root, '.cache/guide-'));
  for (const text of [STRATEGIES, BACKTESTING])
    for (const [, name = '', code = ''] of text.matchAll(/```(?:ts|toml) (\S+)\n([^`]+)```/g))
      writeFileSync(join(folder, name), code);
  const market = await recordingOf({ venue: 'binance-usdm', seed: 4, events: 60_000 });
  writeFileSync(join(folder, 'market.jsonl'), market);
  const candles = Array.from({ length: 400 }, (_, i) => {
    const price = 100 + 10 * Math.sin(i / 20);
    const row = [price, price + 1, price - 1, price].map((one) => one.toFixed(2));
    return `${1_700_000_040_000 + i * 60_000},${row.join(',')},5`;
  });
  writeFileSync(
    join(folder, 'btc-1m.csv'),
    ['time,open,high,low,close,volume', ...candles].join('\n'),
  );
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Commands of a guide, without `outcry`. */
function commands(text: string): string[] {
  const blocks = [...text.matchAll(/```sh\n([^`]+)```/g)].map(([, block = '']) => block);
  return blocks
    .join('')
    .trim()
    .split('\n')
    .map((line) => line.replace(/^outcry /, ''));
}

describe('the commands run', () => {
  it.each([...commands(STRATEGIES), ...commands(BACKTESTING)])('outcry %s', async (line) => {
    const { code, stdout, stderr } = await runCli(line.split(' '), { cwd: folder });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/[0-9a-f]{16}/);
  });

  it('and write the files of a result', () => {
    for (const name of ['result.json', 'fills.csv', 'trips.csv', 'equity.csv', 'report.html'])
      expect([name, existsSync(join(folder, 'result', name))]).toEqual([name, true]);
    expect(BACKTESTING).toContain(
      '`result.json`, `fills.csv`, `trips.csv`, `equity.csv` and `report.html`',
    );
  });
});

it('the strategies of the guide trade', async () => {
  for (const use of ['breakout.ts', 'follow.ts']) {
    const args = ['backtest', use, 'market.jsonl', '--json'];
    const { code, stdout, stderr } = await runCli(args, { cwd: folder });
    expect([use, code, stderr]).toEqual([use, 0, '']);
    const { strategies } = JSON.parse(stdout) as {
      strategies: { orders: { filled: number } }[];
    };
    expect([use, (strategies[0]?.orders.filled ?? 0) > 1]).toEqual([use, true]);
  }
});

it('the library runs as shown', async () => {
  const { spawnSync } = await import('node:child_process');
  const pinned = join(root, 'node_modules/node/bin/node');
  const node = existsSync(pinned) ? pinned : process.execPath;
  const { status, stdout, stderr } = spawnSync(node, ['--conditions=outcry-source', 'run.ts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^market-maker [0-9a-f]{16} \d+ 0\nimbalance [0-9a-f]{16} \d+ 0\n$/);
});

describe('nothing is left out', () => {
  it('of the settings file', async () => {
    const given = await readToml(join(folder, 'run.toml'));
    expect(Object.keys(given).sort()).toEqual([...SETTING_KEYS].sort());
    expect(parseSettings(given).strategies).toHaveLength(2);
    const unknown = { ...given, speed: 1, threads: 0 };
    expect(() => parseSettings(unknown)).toThrow(/(?=[\s\S]*speed)(?=[\s\S]*threads)/);
  });

  it('of the input', () => {
    const importing = guide('importing.md');
    expect(INPUT_KEYS.filter((key) => !BACKTESTING.includes(`\`${key}\``))).toEqual([]);
    expect(CANDLE_KEYS.filter((key) => !importing.includes(`\`${key}\``))).toEqual([]);
  });

  it('of the flags', () => {
    const flags = backtestCommand().options.map(({ long }) => long ?? '');
    expect(flags.length).toBeGreaterThan(30);
    expect(flags.filter((flag) => !BACKTESTING.includes(`\`${flag}`))).toEqual([]);
  });

  it('of the shipped strategies', () => {
    const rows = [...STRATEGIES.matchAll(/^\| `([\w-]+)` \| `/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual([...SHIPPED].sort());
  });

  it('of the handlers and fields of the contract', () => {
    const contract = readFileSync(join(root, 'src/strategy/contract.ts'), 'utf8');
    const handlers = /interface Handlers \{([\s\S]+?)\n\}/.exec(contract)?.[1] ?? '';
    const names = [...handlers.matchAll(/^ {2}(\w+)\?\(/gm)].map(([, name]) => name ?? '');
    expect(names.length).toBeGreaterThan(9);
    const absent = names.filter((name) => !STRATEGIES.includes(`\`${name}(`));
    expect(absent).toEqual([]);
  });

  it('of what strategies in AssemblyScript import', () => {
    const exported = readFileSync(join(root, 'assembly/strategy.ts'), 'utf8');
    const lists = [...exported.matchAll(/export \{([^}]+)\}/g)].map(([, list = '']) => list);
    const names = lists.join(',').match(/\b[a-z]\w+/g) ?? [];
    expect(names.length).toBeGreaterThan(15);
    const own = STRATEGIES.slice(STRATEGIES.indexOf('## In AssemblyScript'));
    const absent = names.filter((name) => !new RegExp(`\\b${name}\\b`).test(own));
    expect(absent).toEqual([]);
  });
});
