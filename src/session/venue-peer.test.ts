// The profile compat-hftbacktest against hftbacktest 0.9.4 itself, on a recorded market: every
// fill of three strategies, as scripts/hft-golden.ts wrote them down. A hash stands for
// the sorted lines `time_ns,order_id,side,tick,qty,role`.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { QueueModel } from '../abi/venue.ts';
import { type Core, createCore } from '../core/core.ts';
import { type DriverFill, HftDriver } from '../testing/hft-driver.ts';
import { loadTape, type TapeRecords, tapeOfRecording } from '../testing/hft-tape.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { VenueKit } from '../testing/venue-kit.ts';

interface Golden {
  readonly strategy: string;
  readonly model: string;
  readonly fills: number;
  readonly sha256: string;
  readonly trades: number;
  readonly position: number;
  readonly balance: number;
  readonly fee: number;
}

const golden = JSON.parse(
  readFileSync(new URL('./golden/hftbacktest-0.9.4.json', import.meta.url), 'utf8'),
) as readonly Golden[];

/** Runs that stand for the others: each queue once, each strategy with two of them. */
const runs = golden.filter(
  ({ strategy, model }) => strategy === 's1' || model === 'risk' || model === 'power3',
);

const recording = sharedFile('data/binance-raw/usdm_btcusdt_20240808.jsonl.gz');
const MODELS: Readonly<Record<string, number>> = {
  risk: QueueModel.RiskAverse,
  log: QueueModel.Log,
  log2: QueueModel.Log2,
  power: QueueModel.Power,
  power2: QueueModel.Power2,
  power3: QueueModel.Power3,
};
const SCALES = { priceScale: 1, qtyScale: 3 };
const ENGINE = { windowBits: 17, farLevelsMax: 1 << 17, farLevelsMaxTotal: 1 << 18 };

interface Outcome {
  readonly epoch: bigint;
  readonly fills: readonly DriverFill[];
}

function drive(core: Core, tape: TapeRecords, strategy: string, model: string): Outcome {
  const kit = new VenueKit(core, {
    isUndefined: true,
    engine: ENGINE,
    config: (view) => {
      view.profile = 1;
      view.queueModel = MODELS[model] ?? 255;
      view.power = 2;
    },
  });
  const { records, epoch } = tape;
  kit.record(records[0] as number);
  const driver = new HftDriver(kit, records.slice(1), epoch);
  if (strategy === 's3') driver.takeAndAmend();
  else driver.quote(strategy === 's1' ? 1 : 10);
  return { epoch, fills: driver.fills };
}

function hashOf({ epoch, fills }: Outcome): string {
  const lines = fills.map(
    (f) => `${epoch + BigInt(f.time)},${f.id},${f.side},${f.tick},${f.lots},${f.role}`,
  );
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

/** In ticks and lots exactly, then in money. */
function accountOf(fills: readonly DriverFill[]) {
  let position = 0;
  let balance = 0;
  let maker = 0;
  let taker = 0;
  for (const fill of fills) {
    const value = fill.tick * fill.lots;
    const sign = fill.side === 'buy' ? 1 : -1;
    position += sign * fill.lots;
    balance -= sign * value;
    if (fill.role === 'maker') maker += value;
    else taker += value;
  }
  const fee = (maker * 0.0002 + taker * 0.0005) / 1e4;
  return { position: position / 1e3, balance: balance / 1e4, fee };
}

describe.skipIf(recording === undefined)('on the recorded USD-M market', () => {
  let core: Core;
  let tape: TapeRecords;
  beforeAll(async () => {
    core = await createCore({ build: 'unshared', memoryBytes: 1 << 30 });
    tape = await loadTape(core, await tapeOfRecording(recording ?? ''), SCALES);
  });

  it.each(runs)('$strategy with $model fills what the peer fills', (run) => {
    const outcome = drive(core, tape, run.strategy, run.model);
    expect(outcome.fills.length).toBe(run.fills);
    expect(hashOf(outcome)).toBe(run.sha256);
    const account = accountOf(outcome.fills);
    expect(run.trades).toBe(run.fills);
    expect(Math.abs(account.position - run.position)).toBeLessThan(1e-9);
    expect(Math.abs(account.balance / run.balance - 1)).toBeLessThan(1e-9);
    expect(Math.abs(account.fee / run.fee - 1)).toBeLessThan(1e-9);
  });

  it('would not agree by chance: another queue fills otherwise', () => {
    const risk = golden.find((run) => run.strategy === 's1' && run.model === 'risk');
    expect(hashOf(drive(core, tape, 's1', 'log'))).not.toBe(risk?.sha256);
  });
});
