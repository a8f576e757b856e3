// The core's record of a run against a naive one that stops the run to look.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Status } from '../abi/status.ts';
import type { RecordedColumns } from '../stats/record.ts';
import type { Context, Handlers } from '../strategy/contract.ts';
import { defineStrategy } from '../strategy/define.ts';
import type { ParamSpecs, ParamsOf } from '../strategy/params.ts';
import { NaiveRecording } from '../testing/naive-recording.ts';
import { COIN, type Script, scriptSetup } from '../testing/strategy-kit.ts';
import { Dispatcher } from './dispatch.ts';
import { Pulse } from './heartbeat.ts';
import { RunRecording } from './recording.ts';
import type { Setup } from './setup.ts';

const MS = 1_000_000n;
const OTHER = { ...COIN, symbol: 'OTHER', priceScale: 4, qtyScale: 0 };

interface Step {
  readonly waitMs: number;
  readonly instrument: 0 | 1;
  readonly kind: 'snapshot' | 'trade' | 'bids' | 'none';
  readonly price: number;
  readonly act: 'buy' | 'sell' | 'rest' | 'close' | 'none';
}

const anySteps = fc.array(
  fc.record<Step>({
    waitMs: fc.constantFrom(0, 1, 3, 40, 500, 999, 1000, 1001, 7000, 45_000, 86_400_000),
    instrument: fc.constantFrom(0, 1),
    kind: fc.constantFrom('snapshot', 'snapshot', 'trade', 'bids', 'none'),
    price: fc.integer({ min: 9000, max: 11_000 }),
    act: fc.constantFrom('buy', 'sell', 'rest', 'close', 'none', 'none'),
  }),
  { minLength: 1, maxLength: 80 },
);

const anySample = fc.constantFrom(1, 7, 1000, 60_000);
const anyWay = fc.constantFrom(0, 10_000_000);

const scriptOf =
  (steps: readonly Step[]): Script =>
  (write) => {
    let at = 1_700_000_000_000n * MS;
    for (const [i, { waitMs, instrument, kind, price }] of steps.entries()) {
      at += BigInt(waitMs) * MS;
      const [mid, seq] = [BigInt(price), BigInt(i + 1)];
      const head = { recv: at + 2n * MS, exchange: at, id: instrument };
      const bids: [bigint, bigint][] = kind === 'none' ? [] : [[mid - 5n, 5000n]];
      const asks: [bigint, bigint][] = kind === 'bids' ? [] : [[mid + 5n, 4000n]];
      if (kind === 'trade') write.trade({ ...head, price: mid, qty: 1000n, tradeId: seq });
      else write.snapshot({ ...head, last: seq, bids, asks });
    }
  };

/** Acts as the steps say, one for each event. */
const strategyOf = (steps: readonly Step[]) =>
  defineStrategy({
    name: 'probe',
    markets: { main: { book: true, trades: true }, other: { book: true, topOfBook: true } },
    create(c: Context<ParamsOf<ParamSpecs>>): Handlers {
      let turn = 0;
      const act = () => {
        const step = steps[turn++];
        const market = c.markets[turn % 3 === 0 ? 'other' : 'main'];
        if (step === undefined || market === undefined || step.act === 'none') return;
        if (step.act === 'close') market.close();
        else if (step.act === 'rest') {
          const [priceQuanta, qtyQuanta] = [market.bidQuanta, market.lotQuanta];
          if (priceQuanta > 0) c.submit({ market, side: 'buy', qtyQuanta, priceQuanta });
        } else market[step.act]('2');
      };
      return { onBook: act, onTrade: act };
    },
  });

interface Recording {
  atLimit?(): void;
  takeFills(): void;
  finish(): RecordedColumns;
}

async function recorded(
  steps: readonly Step[],
  make: (setup: Setup) => Recording,
  wayNs = 10_000_000,
): Promise<RecordedColumns> {
  const strategy = strategyOf(steps);
  const latency = { model: 'constant', entryNs: wayNs, responseNs: wayNs } as const;
  const execution = { cash: { USDT: '1000000' }, latency };
  const options = { instruments: [COIN, OTHER], execution };
  const setup = await scriptSetup(strategy, scriptOf(steps), {
    ...options,
    roles: { main: 'COINUSDT', other: 'OTHER' },
  });
  const { session, account, context, series } = setup;
  const handlers = strategy.create?.(context as never) ?? {};
  const driver = new Dispatcher('probe', session, context, handlers, account.cashScale, series);
  const recording = make(setup);
  for (;;) {
    const status = driver.run(new Pulse(session, undefined));
    if (status === Status.Ok) return recording.finish();
    if (status === Status.LimitReached) recording.atLimit?.();
    else if (status === Status.OutputFull) recording.takeFills();
    else if (status === Status.NeedInput) await session.bringInput();
    else if (status < 0) throw session.refused(status);
  }
}

/** Columns without the room behind them. */
function plain({ fills, equity, marks }: RecordedColumns) {
  const cut = (columns: { readonly length: number }) =>
    Object.fromEntries(
      Object.entries(columns).map(([name, column]: [string, unknown]) => [
        name,
        ArrayBuffer.isView(column)
          ? [...(column as Float64Array)].slice(0, columns.length)
          : Array.isArray(column)
            ? column.map((one: Float64Array) => [...one].slice(0, columns.length))
            : column,
      ]),
    );
  return { fills: fills.map(cut), equity: equity.map(cut), marks: marks.map(cut) };
}

test('agrees with the naive one in every point, fall, integral and mark-out', async () => {
  let fills = 0;
  await fc.assert(
    // Where orders take no time, what follows a fill falls on the times of other events.
    fc.asyncProperty(anySteps, anySample, anyWay, async (steps, sampleMs, wayNs) => {
      const ours = await recorded(steps, (setup) => new RunRecording(setup, sampleMs, 320), wayNs);
      const naive = await recorded(
        steps,
        (setup) => new NaiveRecording(setup, sampleMs, 320),
        wayNs,
      );
      expect(plain(ours)).toEqual(plain(naive));
      fills += ours.fills[0]?.length ?? 0;
    }),
    { numRuns: 60 },
  );
  expect(fills).toBeGreaterThan(10);
});

test('a long run is thinned alike, and fills that do not fit at once are kept', async () => {
  const steps = Array.from({ length: 9000 }, (_, i): Step => {
    const act = i % 2 === 0 ? 'buy' : 'sell';
    const waitMs = i % 10 === 0 ? 3_600_000 : (i * 37) % 2500;
    const price = 10_000 + ((i * 7919) % 601) - 300;
    return { waitMs, instrument: 0, kind: 'snapshot', price, act };
  });
  const ours = await recorded(steps, (setup) => new RunRecording(setup, 1000, 320));
  const naive = await recorded(steps, (setup) => new NaiveRecording(setup, 1000, 320));
  expect(ours.fills[0]?.length).toBeGreaterThan(5000);
  expect(ours.equity[0]?.bucketMs).toBeGreaterThan(3_600_000);
  expect(ours.equity[0]?.offered).toBeGreaterThan(10_000);
  expect(plain(ours)).toEqual(plain(naive));
});

test('over candles, what follows a fill within a candle stays unknown', async () => {
  const steps = Array.from({ length: 60 }, (_, i): Step => {
    const price = 10_000 + 7 * i;
    return { waitMs: 2000, instrument: 0, kind: 'snapshot', price, act: i % 2 ? 'buy' : 'sell' };
  });
  const columnsOf = async (candleNs: bigint | undefined) => {
    const make = (setup: Setup) => new RunRecording({ ...setup, candleNs }, 1000, 320);
    const { fills, horizonsMs } = await recorded(steps, make);
    expect(horizonsMs).toEqual([1000, 5000, 30_000]);
    const { length, midAfter } = fills[0] ?? { length: 0, midAfter: [] };
    expect(length).toBeGreaterThan(10);
    return midAfter.map((column) => [...column].slice(0, length));
  };
  const [second, five, thirty] = await columnsOf(undefined);
  expect(second?.some((mid) => !Number.isNaN(mid))).toBe(true);
  const unknown = second?.map(() => Number.NaN);
  expect(await columnsOf(1000n * MS)).toEqual([second, five, thirty]);
  expect(await columnsOf(5000n * MS)).toEqual([unknown, five, thirty]);
  expect(await columnsOf(60_000n * MS)).toEqual([unknown, unknown, unknown]);
});
