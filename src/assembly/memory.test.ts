// The memory of strategies in AssemblyScript: its objects work as ever, and none gets beyond the
// bound. What is recorded until then is what a twin records that stops there by itself.
import { expect, it } from 'vitest';
import { heapProbe, heapProbeWasm, WAYS } from '../testing/strategies/heap-probe.ts';
import { type KitRun, runScript, type Script } from '../testing/strategy-kit.ts';

const S = 1_000_000_000n;
const KIB = 1024;
const PRINTS = 40n;
const execution = { latency: { model: 'constant', entryNs: 1e8, responseNs: 1e8 } } as const;

const market: Script = (write) => {
  const bids = [[10_000n, 500_000n]] as const;
  write.snapshot({ recv: S, exchange: S, last: 1n, bids, asks: [[10_010n, 500_000n]] });
  for (let i = 2n; i <= PRINTS; i++)
    write.trade({
      recv: i * S,
      exchange: i * S,
      price: 10_000n + (i % 10n),
      qty: 1000n,
      tradeId: i,
    });
};

const record = ({ columns, run }: KitRun) => ({
  hash: run.decisionHash,
  fills: columns.fills,
  equity: columns.equity,
  marks: columns.marks,
});

it('holds lists, texts and maps as TypeScript does', async () => {
  const params = { how: 'ordinary' };
  const wasm = await runScript(heapProbeWasm, market, { params, execution });
  const twin = await runScript(heapProbe, market, { params, execution });
  expect([wasm.faults, twin.faults]).toEqual([[], []]);
  expect(wasm.columns.fills[0]?.length).toBe(Number(PRINTS) - 1);
  expect(record(wasm)).toEqual(record(twin));
});

it.each(WAYS.filter((how) => how !== 'ordinary' && how !== 'create'))(
  'ends who takes too much by way of: %s',
  async (how) => {
    const params = { how };
    const twin = await runScript(heapProbe, market, { params, execution });
    for (const heapBytes of [256 * KIB, 256 * KIB + 4, 8192 * KIB]) {
      const wasm = await runScript(heapProbeWasm, market, { params, execution, heapBytes });
      expect(wasm.faults.map(({ code, timeNs }) => [code, timeNs])).toEqual([
        ['STRATEGY_MEMORY', 6n * S],
      ]);
      expect(wasm.faults[0]?.message).toMatch(/^heap-probe-wasm handler at .*: .* \d[\d.]* MiB/);
      expect(wasm.columns.fills[0]?.length).toBe(4);
      expect(record(wasm)).toEqual(record(twin));
    }
  },
);

it('ends who takes too much before the first event', async () => {
  const run = runScript(heapProbeWasm, market, { params: { how: 'create' } });
  await expect(run).rejects.toMatchObject({ code: 'STRATEGY_MEMORY' });
});

it('has room for nothing where there is none', async () => {
  const run = runScript(heapProbeWasm, market, { params: { how: 'ordinary' }, heapBytes: 16 });
  await expect(run).rejects.toThrow(/the beginning of its module.*used up its memory/);
});
