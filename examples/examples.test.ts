// The examples run and print what they promise.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const LIMIT_MS = 60_000;

/** Lines that an example prints, run as users run it. */
function run(name: string, ...args: string[]): string[] {
  const file = fileURLToPath(new URL(name, import.meta.url));
  const options = { encoding: 'utf8', timeout: LIMIT_MS } as const;
  const node = ['--conditions=outcry-source', file, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, node, options);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout.trimEnd().split('\n');
}

describe('examples', () => {
  test('live-book.ts shows a book that breaks and heals', () => {
    const lines = run('live-book.ts');
    const states = lines.flatMap((line) => /^ +[\d.]+ s {2}(\w+)/.exec(line)?.[1] ?? []);
    const runs = states.filter((state, i) => state !== states[i - 1]);
    expect(runs).toEqual(['syncing', 'live', 'gapped', 'live']);
    expect(lines).toContain('         gap in BTCUSDT: update 70 expected, 80 came');
    expect(lines.at(-1)).toBe('1 gap, 1 snapshot that healed it');
    expect(lines.join('\n')).not.toContain('NaN');
  });

  test('replay-tape.ts prints minutes, one dataHash for one market', () => {
    const lines = run('replay-tape.ts');
    const minutes = lines.flatMap(
      (line) => /^00:(\d\d) +[\d,]+ +[\d.]+ +\d+ +-?0\.\d+ /.exec(line)?.[1] ?? [],
    );
    expect(minutes).toEqual(['00', '01', '02', '03', '04', '05']);
    expect(lines.at(-1)).toMatch(/^1,000,\d{3} events, dataHash [0-9a-f]{16}$/);
    expect(run('replay-tape.ts').at(-1)).toBe(lines.at(-1));
  });

  test('trades-to-bars.ts prints bars with their extremes outermost', () => {
    const bars = run('trades-to-bars.ts')
      .map((line) => /^2024-01-01 00:(\d\d) +(.*)$/.exec(line))
      .filter((match) => match !== null);
    expect(bars.map((bar) => bar[1])).toEqual(['00', '01', '02', '03', '04', '05']);
    for (const bar of bars) {
      const [open = 0, high = 0, low = 0, close = 0, volume = 0] = (bar[2] ?? '')
        .split(/ +/)
        .map(Number);
      expect(high).toBeGreaterThanOrEqual(Math.max(open, close));
      expect(low).toBeLessThanOrEqual(Math.min(open, close));
      expect(low).toBeGreaterThan(0);
      expect(volume).toBeGreaterThan(0);
    }
  });

  test('trades-to-bars.ts makes other bars too', () => {
    const lines = run('trades-to-bars.ts', '', 'tick:10000').slice(3);
    expect(lines.length).toBe(6);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/ 10,000$/);
  });

  test('microstructure.ts prints a line a minute, all of it known', () => {
    const lines = run('microstructure.ts');
    expect(lines.slice(1, -1).map((line) => line.slice(0, 5))).toEqual([
      '00:01',
      '00:02',
      '00:03',
      '00:04',
      '00:05',
    ]);
    expect(lines.join('\n')).not.toContain('NaN');
    expect(lines.at(-1)).toMatch(/^\d,\d{3} updates, \d\d,\d{3} trades$/);
  });

  test.each(['replay-tape.ts', 'trades-to-bars.ts', 'microstructure.ts'])(
    '%s takes a file and says what is wrong',
    (name) => {
      const file = fileURLToPath(new URL(name, import.meta.url));
      const args = ['--conditions=outcry-source', file, 'absent.tape'];
      const { status, stderr } = spawnSync(process.execPath, args, {
        encoding: 'utf8',
        timeout: LIMIT_MS,
      });
      expect(status).not.toBe(0);
      expect(stderr).toContain('absent.tape: there is no such file');
    },
  );
});
