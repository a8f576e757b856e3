// Every command with its flags, as a process: exit codes, the JSON contract, planted faults.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CliResult,
  callCli,
  expectOk,
  expectRefused,
  jsonOf,
  runCli,
} from '../testing/cli.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { main } from './program.ts';

const cwd = mkdtempSync(join(tmpdir(), 'outcry-cli-'));
afterAll(() => {
  rmSync(cwd, { recursive: true });
});
/** In this process; `as processes` below shows that it is the same. */
const run = (...args: string[]): Promise<CliResult> => callCli(main, args, cwd);
const ok = async (...args: string[]): Promise<CliResult> => expectOk(await run(...args));
const json = async (...args: string[]): Promise<Record<string, unknown>> =>
  jsonOf(await ok(...args, '--json'));
const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');
const write = (name: string, content: string | Uint8Array): void => {
  writeFileSync(join(cwd, name), content);
};
const lines = (name: string): string[] => read(name).trimEnd().split('\n');

let usdm: Record<string, unknown>;
beforeAll(async () => {
  await Promise.all([
    ok('generate', '--out', 'u.jsonl', '--events', '12k', '--seed', '3'),
    ok('generate', '--out', 's.jsonl', '--events', '6k', '--venue', 'binance-spot'),
    ok('generate', '--out', 'c.jsonl', '--events', '6k', '--venue', 'binance-coinm'),
  ]);
  usdm = await json('replay', 'u.jsonl');
});

const REPORT_KEYS = ['events', 'byKind', 'eventsPerSecond', 'gaps', 'resyncs', 'slowPath'].concat([
  'topOfBook',
  'peakMemoryBytes',
  'dataHash',
]);

describe('replay', () => {
  it('reports what the contract names', () => {
    for (const key of REPORT_KEYS) expect(usdm).toHaveProperty(key);
    expect(usdm['events']).toBeGreaterThanOrEqual(12_000);
    expect(usdm['dataHash']).toMatch(/^[0-9a-f]{16}$/);
    expect(usdm['topOfBook']).toMatchObject([{ symbol: 'BTCUSDT', state: 'live' }]);
  });

  it('gives one hash for gz, zst, standard input, a tape, any speed', async () => {
    const bytes = readFileSync(join(cwd, 'u.jsonl'));
    write('u.gz', gzipSync(bytes));
    write('u.zst', zstdCompressSync(bytes));
    await ok('import', 'u.jsonl', '--out', 'one.tape');
    const all = await Promise.all([
      json('replay', 'u.gz'),
      json('replay', 'u.zst'),
      json('replay', 'one.tape'),
      json('replay', 'u.jsonl', '--speed', '1000x'),
      runCli(['replay', '-', '--json'], { cwd, stdin: bytes }).then((r) => jsonOf(expectOk(r))),
    ]);
    for (const report of all) {
      expect(report['dataHash']).toBe(usdm['dataHash']);
      expect(report['topOfBook']).toEqual(usdm['topOfBook']);
    }
  });

  it('takes files in any order', async () => {
    const orders = [
      ['u.jsonl', 's.jsonl', 'c.jsonl'],
      ['c.jsonl', 'u.jsonl', 's.jsonl'],
      ['s.jsonl', 'c.jsonl', 'u.jsonl'],
    ];
    const [first, ...others] = await Promise.all(orders.map((files) => json('replay', ...files)));
    expect(first?.['topOfBook']).toHaveLength(3);
    for (const other of others) {
      expect(other['dataHash']).toBe(first?.['dataHash']);
      expect(other['topOfBook']).toEqual(first?.['topOfBook']);
    }
    await ok('import', ...(orders[1] ?? []), '--out', 'merged.tape');
    expect((await json('replay', 'merged.tape'))['dataHash']).toBe(first?.['dataHash']);
  });

  it('takes ranges, kinds and the clock transform', async () => {
    const time = (line: string | undefined): string => (line ?? '').split(' ')[0] ?? '';
    const all = lines('u.jsonl');
    const from = time(all[400]);
    const to = time(all[600]);
    const part = await json('replay', 'u.jsonl', '--from', from, '--to', to);
    expect(part['records']).toBe(all.filter((l) => time(l) >= from && time(l) <= to).length);
    const trades = await json('replay', 'u.jsonl', '--kinds', 'trade');
    expect(trades['byKind']).toEqual({
      ...(usdm['byKind'] as object),
      depth: 0,
      snapshot: 0,
      bbo: 0,
    });
    const shifted = await json('replay', 'u.jsonl', '--clock', 'shift-min-latency=1000');
    expect(shifted['dataHash']).not.toBe(usdm['dataHash']);
    expect(shifted['clockShiftNs']).toMatch(/^-?\d+$/);
  });

  it('generates a market without files, the same each time', async () => {
    const args = ['replay', '--seed', '5', '--events', '8k'];
    const [a, b, c] = await Promise.all([
      json(...args),
      json(...args),
      json('replay', '--seed', '6', '--events', '8k'),
    ]);
    expect(a?.['dataHash']).toBe(b?.['dataHash']);
    expect(a?.['dataHash']).not.toBe(c?.['dataHash']);
    const { stdout } = await ok(...args);
    expect(stdout).toContain(String(a?.['dataHash']));
    expect(stdout).toMatch(/BTCUSDT +live/);
  });

  it('leaves no ghosts of sources that never began', async () => {
    await ok(
      'import',
      'u.jsonl',
      '--out',
      'late.tape',
      '--clock',
      'shift-min-latency=900000000000',
    );
    const report = await json('replay', 'late.tape', 's.jsonl', '--to', '2024-01-01T00:01:00Z');
    expect(report['topOfBook']).toMatchObject([{ venue: 'binance-spot', state: 'live' }]);
  });
});

describe('import, inspect, export', () => {
  it('stores, tells and appends', async () => {
    const all = lines('u.jsonl');
    write('u1.jsonl', `${all.slice(0, 500).join('\n')}\n`);
    write('u2.jsonl', `${all.slice(500).join('\n')}\n`);
    const made = await json('import', 'u1.jsonl', '--out', 'app.tape');
    expect(made).toMatchObject({ out: 'app.tape', gaps: 0, records: 501 });
    await ok('import', 'u2.jsonl', '--out', 'app.tape', '--append');
    const told = await json('inspect', 'app.tape', '--check', '--blocks');
    expect(told).toMatchObject({ events: usdm['events'], recovered: null });
    const back = await json('replay', 'app.tape');
    expect(back).toMatchObject({ byKind: usdm['byKind'], topOfBook: usdm['topOfBook'] });
  });

  it('keeps what is there, unless told to replace it', async () => {
    write('there.tape', 'precious');
    const refused = await run('import', 'u.jsonl', '--out', 'there.tape');
    expectRefused(refused, 2, /there\.tape: the file exists already/);
    expect(read('there.tape')).toBe('precious');
    await ok('import', 'u.jsonl', '--out', 'there.tape', '--force', '--no-compress');
    const big = statSync(join(cwd, 'there.tape')).size;
    await ok('import', 'u.jsonl', '--out', 'there.tape', '--force', '--kinds', 'depth,trade');
    expect(statSync(join(cwd, 'there.tape')).size).toBeLessThan(big);
    expect(await json('inspect', 'there.tape')).toMatchObject({ byKind: { bbo: 0 } });
    const names = await run('generate', '--out', 'there.tape', '--rate', 'x', '--force');
    expectRefused(names, 2, /--rate: not a rate/);
    expect(existsSync(join(cwd, 'there.tape'))).toBe(true);
  });

  it('goes to npy and back', async () => {
    await ok('import', 'u.jsonl', '--out', 'n.tape');
    const clock = ['--clock', 'shift-min-latency=1000000'];
    const made = await json('export', 'n.tape', '--out', 'n.npz', ...clock);
    expect(made['rows']).toBeGreaterThan(10_000);
    const back = await json('replay', 'n.npz');
    expect(back['byKind']).toMatchObject({ trade: (usdm['byKind'] as { trade: number }).trade });
    expectRefused(await run('export', 'n.tape', '--out', 'n.csv'), 2, /\.npy or \.npz/);
    const named = ['--instrument', 'BTCUSDT', ...clock];
    expect(await json('export', 'u.jsonl', '--out', 'm.npy', ...named)).toMatchObject({
      rows: made['rows'],
    });
    const other = await run('export', 'u.jsonl', '--out', 'o.npy', '--instrument', 'ETHUSDT');
    expectRefused(other, 2, /--instrument: .*expected binance-usdm:BTCUSDT, found 'ETHUSDT'/);
  });

  it('takes scales from the user', async () => {
    write('i.json', '{ "BTCUSDT": { "priceScale": 4, "qtyScale": 5, "tickSize": "0.1" } }');
    const [flag, file] = await Promise.all([
      json('import', 'u.jsonl', '--out', 'f.tape', '--price-scale', '4', '--qty-scale', '5'),
      json('import', 'u.jsonl', '--out', 'g.tape', '--instruments', 'i.json'),
    ]);
    for (const { instruments } of [flag, file] as { instruments: unknown }[])
      expect(instruments).toMatchObject([{ priceScale: 4, qtyScale: 5 }]);
    const top = async (name: string) =>
      ((await json('replay', name))['topOfBook'] as { bidPrice: string }[])[0]?.bidPrice;
    const want = (usdm['topOfBook'] as { bidPrice: string }[])[0]?.bidPrice;
    expect(Number(await top('f.tape'))).toBe(Number(want));
    // Too coarse by hand: widened, nothing is lost.
    await ok('import', 'u.jsonl', '--out', 'h.tape', '--price-scale', '-1', '--qty-scale', '0');
    expect(Number(await top('h.tape'))).toBe(Number(want));
  });
});

describe('generate and bench', () => {
  it('writes the same bytes for the same seed', async () => {
    await ok('generate', '--out', 'a.tape', '--events', '5k', '--seed', '9');
    await ok('generate', '--out', 'b.tape', '--events', '5k', '--seed', '9');
    expect(readFileSync(join(cwd, 'a.tape')).equals(readFileSync(join(cwd, 'b.tape')))).toBe(true);
    await ok('generate', '--out', 'o.tape', '--events', '5k', '--model', 'L3', '--regime', 'quiet');
    const orders = await json('replay', 'o.tape');
    expect((orders['byKind'] as { order: number }).order).toBeGreaterThan(3000);
    const refused = await run('generate', '--out', 'a.json', '--events', '5k');
    expectRefused(refused, 2, /\.tape or \.jsonl/);
  });

  it('measures', async () => {
    const result = await json('bench', 'u.jsonl', '--rounds', '1');
    expect(result).toMatchObject({ rounds: 1, contenders: [{ ratio: 1 }, {}, {}] });
    expectRefused(await run('bench', 'u.jsonl', '--rounds', '0'), 2, /--rounds: not a number/);
  });
});

it('every command as a process: one JSON document on stdout and nothing else', async () => {
  const commands = [
    ['generate', '--out', 'p.jsonl', '--events', '3k'],
    ['import', 'p.jsonl', '--out', 'p.tape'],
    ['inspect', 'p.tape'],
    ['replay', 'p.tape', '--from', '1704067200', '--kinds', 'trade,bbo'],
    ['export', 'p.tape', '--out', 'p.npy', '--clock', 'shift-min-latency=5'],
    ['verify', '--against', 'book-ticker', 'p.jsonl'],
    ['bench', 'p.jsonl', '--rounds', '1'],
  ];
  for (const args of commands) {
    const result = expectOk(await runCli([...args, '--json'], { cwd }));
    expect(Object.keys(jsonOf(result)).length).toBeGreaterThan(1);
  }
  const inside = jsonOf(await run('replay', 'p.tape', '--json'));
  const outside = jsonOf(await runCli(['replay', 'p.tape', '--json'], { cwd }));
  expect(outside['dataHash']).toBe(inside['dataHash']);
});

describe('help', () => {
  it('teaches: the program, every command, the version', async () => {
    const commands = ['replay', 'import', 'export', 'inspect', 'verify', 'generate', 'bench', 'ta'];
    const whole = await ok('--help');
    for (const command of commands) expect(whole.stdout).toContain(`  ${command} `);
    const texts = await Promise.all(commands.map((command) => ok(command, '--help')));
    for (const { stdout } of texts) expect(stdout).toMatch(/Usage: outcry/);
    expect((await ok('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const helped = await ok('help', 'verify');
    expect(helped.stdout).toBe(texts[4]?.stdout);
  });
});

describe('verify', () => {
  /** One digit of `line` changed after `marker`. */
  const plant = (line: string, marker: RegExp): string =>
    line.replace(marker, (all) => all.replace(/\d(?="?$)/, (d) => `${(Number(d) + 5) % 10}`));

  it('agrees with a sound recording, raw and from tape', async () => {
    const sound = await json('verify', '--against', 'book-ticker', 'u.jsonl');
    expect(sound['matched']).toBe(sound['total']);
    expect(sound['total']).toBeGreaterThan(100);
    await ok('import', 'u.jsonl', '--out', 'v.tape');
    const tape = await json('verify', '--against', 'book-ticker', 'v.tape');
    expect([tape['matched'], tape['gaps']]).toEqual([sound['total'], 0]);
  });

  it('names the line of one changed digit in a book ticker', async () => {
    const all = lines('u.jsonl');
    const sound = await json('verify', '--against', 'book-ticker', 'u.jsonl');
    // The ticker that a depth update is compared with: the last one before its id.
    const at = tickerBefore(all, 700);
    const bad = [...all];
    bad[at] = plant(bad[at] ?? '', /"B":"[\d.]+"/);
    expect(bad[at]).not.toBe(all[at]);
    write('bad.jsonl', `${bad.join('\n')}\n`);
    const result = await run('verify', '--against', 'book-ticker', 'bad.jsonl', '--json');
    const found = jsonOf(result);
    expect(found['matched']).toBe(Number(sound['total']) - 1);
    expect(found['firstMismatch']).toMatchObject({ file: 'bad.jsonl', line: at + 1 });
    expectRefused(result, 1, new RegExp(`^outcry: bad\\.jsonl:${at + 1}: 1 difference`));
    const allowed = await json('verify', '--against', 'book-ticker', 'bad.jsonl', '--allow', '1');
    expect(allowed['matched']).toBe(found['matched']);
    const piped = await runCli(['verify', '--against', 'book-ticker', '-'], {
      cwd,
      stdin: readFileSync(join(cwd, 'bad.jsonl')),
    });
    expectRefused(piped, 1, /1 difference against book-ticker/);
  });

  it('sees one changed digit in a depth row', async () => {
    const all = lines('u.jsonl');
    const sound = await json('verify', '--against', 'book-ticker', 'u.jsonl');
    const bad = [...all];
    // Best bids as the tickers tell them: a row at such a price decides what is compared.
    let at = -1;
    for (let i = 600; i < all.length && at < 0; i++) {
      if (!(all[i] ?? '').includes('depthUpdate')) continue;
      const ticker = all[tickerBefore(all, i)] ?? '';
      const best = /"b":"([\d.]+)","B":"([\d.]+)"/.exec(ticker);
      const row = `["${best?.[1]}","${best?.[2]}"]`;
      if (best === null || !(all[i] ?? '').includes(row)) continue;
      at = i;
      bad[i] = (all[i] ?? '').replace(row, plant(row, /[\d.]+"(?=\])/));
    }
    expect(bad[at]).not.toBe(all[at]);
    write('row.jsonl', `${bad.join('\n')}\n`);
    const result = await run('verify', '--against', 'book-ticker', 'row.jsonl', '--json');
    const found = jsonOf(result);
    expect(found['matched']).toBeLessThan(Number(sound['total']));
    expect(found['firstMismatch']).toMatchObject({ file: 'row.jsonl', depthLine: at + 1 });
    expect(result.code).toBe(1);
  });

  it('tells where a gap is', async () => {
    const all = lines('u.jsonl');
    const depth = all.flatMap((line, i) => (line.includes('depthUpdate') ? [i] : []));
    const lost = depth.at(-3) ?? 0;
    write('lost.jsonl', `${all.filter((_, i) => i !== lost).join('\n')}\n`);
    const next = depth.at(-2) ?? 0;
    const result = await run('verify', '--against', 'book-ticker', 'lost.jsonl');
    expectRefused(result, 1, new RegExp(`lost\\.jsonl:${next}: 1 gap in the update ids: expected`));
  });

  it('refuses what it cannot compare, and wrong files', async () => {
    const none = lines('u.jsonl').filter((line) => !line.includes('bookTicker'));
    write('none.jsonl', `${none.join('\n')}\n`);
    const [compare, few, number] = await Promise.all([
      run('verify', '--against', 'book-ticker', 'none.jsonl'),
      run('verify', '--against', 'lobster', 'u.jsonl'),
      run('verify', '--against', 'book-ticker', 'u.jsonl', '--allow', 'some'),
    ]);
    expectRefused(compare, 1, /none\.jsonl: nothing to compare/);
    expectRefused(few, 2, /MESSAGES BOOK/);
    expectRefused(number, 2, /--allow/);
  });

  const recordings = ['usdm_btcusdt_20240808', 'cm_btcusd_perp_20240808', 'cm_btcusd_perp_20240809']
    .concat(['spot_btcusdt_20240808', 'spot_btcusdt_20240809'])
    .map((name) => sharedFile(`data/binance-raw/${name}.jsonl.gz`));
  const files = recordings.filter((path) => path !== undefined);

  it.skipIf(files.length < 5)('reaches the figures of shared/data/README.md', async () => {
    const [u, c1, c2, s1, s2] = files as [string, string, string, string, string];
    const against = ['verify', '--against', 'book-ticker'];
    expect(await json(...against, u)).toMatchObject({ matched: 6547, total: 6547, gaps: 0 });
    expect(await json(...against, c2, c1)).toMatchObject({ matched: 44772, total: 44772, gaps: 0 });
    const spot = await json(...against, s1, s2, '--allow', '2');
    expect(spot).toMatchObject({ matched: 6491, total: 6493, gaps: 0 });
  });

  it.skipIf(files.length < 5)('all five merge to one hash in any order', async () => {
    const orders = [files, files.toReversed(), [2, 4, 0, 3, 1].map((i) => files[i] ?? '')];
    const found = new Set<unknown>();
    for (const order of orders) found.add((await json('replay', ...order))['dataHash']);
    expect(found.size).toBe(1);
  });

  it.skipIf(files.length < 5)('sees one changed digit in a real recording', async () => {
    const text = gunzipSync(readFileSync(files[0] ?? '')).toString();
    const all = text.trimEnd().split('\n');
    const at = tickerBefore(all, 30_000);
    all[at] = plant(all[at] ?? '', /"a":"[\d.]+"/);
    write('real.jsonl', all.join('\n'));
    const result = await run('verify', '--against', 'book-ticker', 'real.jsonl', '--json');
    expect(jsonOf(result)).toMatchObject({ matched: 6546, firstMismatch: { line: at + 1 } });
  });
});

/** Index of the ticker that decides about the first depth update at or after line `from`. */
function tickerBefore(all: readonly string[], from: number): number {
  const id = (line: string): bigint => BigInt(/"u":(\d+)/.exec(line)?.[1] ?? '0');
  for (let i = from; i < all.length; i++) {
    const line = all[i] ?? '';
    if (!line.includes('depthUpdate')) continue;
    const u = id(line);
    let best = -1;
    for (const [j, other] of all.entries())
      if (other.includes('bookTicker') && id(other) <= u)
        if (best < 0 || id(other) > id(all[best] ?? '')) best = j;
    return best;
  }
  return -1;
}
