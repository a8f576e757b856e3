// Candles of two lengths in one run: the short ones say what the long ones will open with, and an
// order that knows it comes too late for that open.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from '../testing/cli.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const MINUTES = 6;
let folder: string;

const STRATEGY = `import { defineStrategy } from 'outcry/strategy';

export const early = defineStrategy({
  name: 'early',
  markets: { short: { bars: ['auto'], readOnly: true }, long: { bars: ['auto'] } },
  create({ markets: { short, long } }) {
    return {
      onBar({ market, openTsNs }) {
        // The first second of each minute.
        if (market === short && (openTsNs / 1_000_000_000n) % 60n === 0n) long.buy('1');
      },
    };
  },
});
`;

beforeAll(() => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  folder = mkdtempSync(join(root, '.cache/lengths-'));
  writeFileSync(join(folder, 'early.ts'), STRATEGY);
  const head = 'time,open,high,low,close,volume';
  const start = 1_704_067_200;
  // Minute n trades at 100 + n.
  const rows = (count: number, step: number) =>
    Array.from({ length: count }, (_, i) => {
      const price = 100 + Math.floor((i * step) / 60);
      return `${start + i * step},${price},${price},${price},${price},10`;
    });
  writeFileSync(join(folder, 'A.csv'), [head, ...rows(60 * MINUTES, 1)].join('\n'));
  writeFileSync(join(folder, 'B.csv'), [head, ...rows(MINUTES, 60)].join('\n'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('fills at the open behind what the order knows', async () => {
  const args = ['backtest', 'early.ts', 'A.csv', 'B.csv', '--output', 'out', '--quiet'];
  const { code, stderr } = await runCli(args, { cwd: folder });
  expect([code, stderr]).toEqual([0, '']);
  const [head = '', ...fills] = readFileSync(join(folder, 'out/fills.csv'), 'utf8')
    .trim()
    .split('\n');
  const price = head.split(',').indexOf('price');
  // Sent a second into minute n, filled at the open of minute n + 1; in minute 0 there is no price
  // to hold cash back for.
  expect(fills.map((line) => Number(line.split(',')[price]))).toEqual([102, 103, 104, 105]);
});
