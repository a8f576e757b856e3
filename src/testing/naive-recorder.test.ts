import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LiquidityRole, Side } from '../abi/orders.ts';
import { FillLog } from '../stats/fill-log.ts';
import type { FillRow } from '../stats/record.ts';
import { Recorder } from './naive-recorder.ts';

const MS = 1_000_000n;

function row(timeNs: bigint, instrument = 0): FillRow {
  const quanta = { price: 100n, qty: 1n, fee: 0n, realizedPnl: 0n, orderId: 1n };
  const kinds = { side: Side.Buy, role: LiquidityRole.Maker };
  return { timeNs, instrument, ...quanta, ...kinds, decisionMid: 1 };
}

interface Step {
  readonly waitMs: number;
  readonly mid: number;
  readonly fills: boolean;
}

/** Drives a recorder as a host does: one comparison for each event. */
function record(steps: readonly Step[], horizonsMs: readonly number[]) {
  let mid = Number.NaN;
  let calls = 0;
  const state = { mid: () => mid, equity: () => 5n, cash: () => 5n, position: () => 0 };
  const base = { strategies: 1, instruments: 1, sampleMs: 1000, horizonsMs };
  const recorder = new Recorder(state, { startNs: 0n, ...base });
  let nowMs = 0;
  for (const step of steps) {
    nowMs += step.waitMs;
    const now = BigInt(nowMs) * MS;
    if (now > recorder.nextDueNs) {
      calls++;
      recorder.advance(now);
    }
    mid = step.mid;
    if (step.fills) recorder.fill(0, row(now));
  }
  const endMs = nowMs + 1;
  return { columns: recorder.finish(BigInt(endMs) * MS), calls, endMs };
}

const anySteps = fc.array(
  fc.record({
    waitMs: fc.constantFrom(0, 1, 40, 999, 1000, 2500),
    mid: fc.integer({ min: 1, max: 99 }),
    fills: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
);

test('the mid after a fill is the last one at or before its horizon', () => {
  fc.assert(
    fc.property(anySteps, (steps) => {
      const horizons = [5000, 1000];
      const { columns, endMs } = record(steps, horizons);
      let now = 0;
      const times = steps.map((step) => {
        now += step.waitMs;
        return now;
      });
      const fills = times.filter((_, i) => steps[i]?.fills);
      const [log] = columns.fills;
      expect(log?.length).toBe(fills.length);
      for (const [h, horizon] of horizons.entries())
        for (const [f, time] of fills.entries()) {
          const at = time + horizon;
          const last = times.findLastIndex((t) => t <= at);
          const expected = at < endMs ? (steps[last]?.mid ?? Number.NaN) : Number.NaN;
          expect(log?.midAfter[h]?.[f], `${time}+${horizon}`).toBe(expected);
        }
    }),
  );
});

test('samples lie on the grid, at the start, at fills and at the end', () => {
  const steps = [
    { waitMs: 300, mid: 7, fills: false },
    { waitMs: 200, mid: 8, fills: true },
    { waitMs: 4600, mid: 9, fills: false },
  ];
  const { columns, calls } = record(steps, [1000]);
  const [equity] = columns.equity;
  const times = [...(equity?.timeNs ?? [])].slice(0, equity?.length).map((ns) => Number(ns / MS));
  // A bucket of one second keeps its first and last point where all levels are equal.
  expect(times).toEqual([0, 500, 1000, 5000, 5101]);
  const [marks] = columns.marks;
  expect([...(marks?.price ?? [])].slice(0, marks?.length)).toEqual([8, 8, 9]);
  expect(calls).toBe(1);
});

test('fills are bounded, and come out in order of time', () => {
  const log = new FillLog(1, 700);
  for (let i = 0; i < 700; i++) log.push({ ...row(BigInt(i)), orderId: BigInt(i) });
  expect(log.orderId[699]).toBe(699n);
  expect(log.orderId[3]).toBe(3n);
  expect(log.midAfter[0]?.[699]).toBeNaN();
  expect(() => log.push(row(700n))).toThrow(/at most 700 fills.*raise fillsMax/);
  const short = new FillLog(1);
  for (const [time, id] of [
    [5n, 1n],
    [4n, 2n],
    [5n, 3n],
    [6n, 4n],
  ] as const)
    short.push({ ...row(time), orderId: id });
  const sorted = short.sorted();
  expect([...sorted.timeNs]).toEqual([4n, 5n, 5n, 6n]);
  expect([...sorted.orderId]).toEqual([2n, 1n, 3n, 4n]);
});
