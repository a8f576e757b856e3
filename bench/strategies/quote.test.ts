// S1 and S2 through the public contract: every fill that hftbacktest 0.9.4 has on the recorded
// market (time, id, side, tick, quantity, role), balance and fee, for all queue models, from
// TypeScript and AssemblyScript alike.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileStrategy } from '../../src/assembly/compile.ts';
import type { JobReport, RunJob } from '../../src/backtest/job.ts';
import { runJob } from '../../src/backtest/run-job.ts';
import type { QueueModelName } from '../../src/session/venue.ts';
import type { FillColumns } from '../../src/stats/record.ts';
import { tapeOfRecording } from '../../src/testing/hft-tape.ts';
import { sharedFile } from '../../src/testing/shared-data.ts';
import { quote, quoteWasm } from './quote.ts';

interface Golden {
  readonly strategy: string;
  readonly model: string;
  readonly fills: number;
  readonly sha256: string;
  readonly balance: number;
  readonly fee: number;
}

const golden = JSON.parse(
  readFileSync(new URL('../../src/session/golden/hftbacktest-0.9.4.json', import.meta.url), 'utf8'),
) as readonly Golden[];
const quotes = golden.filter(({ strategy }) => strategy === 's1' || strategy === 's2');
const recording = sharedFile('data/binance-raw/usdm_btcusdt_20240808.jsonl.gz');
const CASH = 10_000_000;

let folder = '';
let startMs = 0;
let wasm: WebAssembly.Module;

beforeAll(async () => {
  if (recording === undefined) return;
  folder = mkdtempSync(join(tmpdir(), 'outcry-quote-'));
  const npy = Buffer.from(await tapeOfRecording(recording));
  writeFileSync(join(folder, 'tape.npy'), npy);
  startMs = Number(npy.readBigInt64LE(10 + npy.readUInt16LE(8) + 8) / 1_000_000n);
  if (quoteWasm.assembly !== undefined) wasm = await compileStrategy(quoteWasm.assembly.href);
}, 120_000);
afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true });
});

function jobOf({ strategy, model }: Golden): RunJob {
  const queue = (model === 'risk' ? 'risk-averse' : model) as QueueModelName;
  return {
    files: [join(folder, 'tape.npy')],
    input: {
      symbol: 'BTCUSDT',
      hints: new Map(),
      common: { priceScale: 1, qtyScale: 3, tickSize: 1n, lotSize: 1n },
    },
    strategy: { url: '' },
    name: strategy,
    params: { levels: strategy === 's1' ? 1 : 10, startMs },
    markets: {},
    execution: {
      venue: {
        profile: 'compat-hftbacktest',
        queue,
        ...(model.startsWith('power') ? { queuePower: 2 } : {}),
      },
      latency: { model: 'constant', entryNs: 1_000_000, responseNs: 1_000_000 },
      terms: { makerRate: '0.0002', takerRate: '0.0005', leverage: 1000 },
      cash: { USDT: CASH },
    },
    sampleMs: 60_000,
  };
}

function hashOf(fills: FillColumns): string {
  const lines = Array.from({ length: fills.length }, (_, i) => {
    const side = fills.side[i] === 0 ? 'buy' : 'sell';
    const role = fills.role[i] === 0 ? 'maker' : 'taker';
    const what = `${fills.orderId[i]},${side},${fills.price[i]},${fills.qty[i]},${role}`;
    return `${fills.timeNs[i]},${what}`;
  });
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

/** As hftbacktest counts: what buys cost and sells brought, and the fees. */
function moneyOf({ fills }: JobReport['record']) {
  let balance = 0n;
  let fee = 0n;
  for (let i = 0; i < fills.length; i++) {
    const value = (fills.price[i] ?? 0n) * (fills.qty[i] ?? 0n);
    balance += fills.side[i] === 0 ? -value : value;
    fee += fills.fee[i] ?? 0n;
  }
  return { balance: Number(balance) / 1e4, fee: Number(fee) / 1e8 };
}

describe.skipIf(recording === undefined)('quotes over a recorded market', () => {
  test.each(quotes.map((one) => [`${one.strategy} ${one.model}`, one] as const))(
    '%s: the fills of hftbacktest',
    async (_, one) => {
      const { record } = await runJob(jobOf(one), quote);
      expect(record.errors).toEqual([]);
      expect(record.fills.length).toBe(one.fills);
      expect(hashOf(record.fills)).toBe(one.sha256);
      const { balance, fee } = moneyOf(record);
      expect(Math.abs(balance / one.balance - 1)).toBeLessThan(1e-9);
      expect(Math.abs(fee / one.fee - 1)).toBeLessThan(1e-9);
    },
    60_000,
  );

  test.each(
    quotes.filter(({ model }) => model === 'risk').map((one) => [one.strategy, one] as const),
  )(
    '%s in AssemblyScript: the same decisions',
    async (_, one) => {
      const job = jobOf(one);
      const typed = await runJob(job, quote);
      const compiled = await runJob({ ...job, strategy: { url: '', wasm } }, quoteWasm);
      expect(compiled.record.errors).toEqual([]);
      expect(hashOf(compiled.record.fills)).toBe(one.sha256);
      expect(compiled.record.decisionHash).toBe(typed.record.decisionHash);
      expect(compiled.dataHash).toBe(typed.dataHash);
    },
    60_000,
  );
});
