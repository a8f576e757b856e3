// outcry/math: near the host's functions, exact where the language is, and bit for bit what a
// strategy in AssemblyScript computes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runBacktest } from '../backtest/backtest.ts';
import * as math from '../math.ts';
import { recordingOf } from '../testing/replay-memory.ts';

const functions = Object.entries(math);

test.each(functions)('%s is near that of the host', (name, f) => {
  for (const [x, y] of [
    [0.3, 0.7],
    [0.999, -2],
    [1e-9, 3],
    [0.5, 0.5],
  ] as const) {
    const host: (x: number, y: number) => number = Math[name as keyof typeof math];
    const own: (x: number, y: number) => number = f;
    expect(own(x, y)).toBeCloseTo(host(x, y), 12);
  }
});

test('edges are those of the language', () => {
  expect(math.exp(-Infinity)).toBe(0);
  expect(math.log(0)).toBe(-Infinity);
  expect(math.log(-1)).toBeNaN();
  expect(math.pow(2, 10)).toBe(1024);
  expect(math.sqrt(2)).toBe(Math.SQRT2);
  expect(Object.is(math.sin(-0), -0)).toBe(true);
});

test('both languages give the same bits', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'outcry-math-'));
  const file = join(folder, 'market.jsonl');
  const use = fileURLToPath(new URL('../testing/strategies/math-probe.ts', import.meta.url));
  const said: string[] = [];
  try {
    writeFileSync(file, await recordingOf({ venue: 'binance-usdm', seed: 3, events: 2000 }));
    const { strategies } = await runBacktest(
      {
        files: [file],
        strategies: [{ use: `${use}#mathProbe` }, { use: `${use}#mathProbeWasm` }],
        threads: 2,
      },
      { onLog: (_, __, text) => said.push(text) },
    );
    const [own, wasm] = strategies;
    expect([own?.errors, wasm?.errors]).toEqual([[], []]);
    expect(own?.orders.submitted).toBe(1);
    expect(said).toHaveLength(1);
    expect(wasm?.decisionHash).toBe(own?.decisionHash);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
