import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EquityLog, FallTracker, MarkLog } from '../testing/naive-curve-log.ts';
import { type PointStore, Thinned } from '../testing/naive-thinning.ts';
import { cash, equityLog, type PlainPoint, SECOND } from '../testing/run-records.ts';
import { type Curve, periodReturns } from './equity.ts';
import { drawdownOf, totalReturn } from './returns.ts';

function curve(points: readonly PlainPoint[]): Curve {
  const timeNs = BigInt64Array.from(points, ([second]) => BigInt(second) * SECOND);
  return { length: points.length, timeNs, level: points.map(([, level]) => level) };
}

test('returns of UTC days and months; an empty day keeps the equity', () => {
  const day = 86_400;
  const points = curve([
    [0, 100],
    [day - 1, 110],
    [3 * day + 1, 99],
    [32 * day + 1, 198],
  ]);
  const daily = periodReturns(points, 'day');
  expect(daily).toHaveLength(33);
  expect(daily.slice(0, 4).map((one) => one.value)).toEqual([110 / 100 - 1, 0, 0, 99 / 110 - 1]);
  expect(daily.slice(0, 4).map((one) => one.change)).toEqual([10, 0, 0, -11]);
  const monthly = periodReturns(points, 'month');
  expect(monthly).toEqual([
    { startMs: 0, value: 99 / 100 - 1, change: -1 },
    { startMs: Date.UTC(1970, 1), value: 1, change: 99 },
  ]);
  expect(() => periodReturns(curve([]), 'day')).toThrow(/no point/);
  const back = curve([
    [2, 1],
    [1, 1],
  ]);
  expect(() => periodReturns(back, 'day')).toThrow(/back in time/);
});

test('a candle that closes at midnight counts into the day, hour and month that end there', () => {
  const at = (text: string): number => Date.parse(`${text}Z`) / 1000;
  const points = curve([
    [at('2024-01-30T00:00'), 100],
    [at('2024-01-30T00:00'), 90],
    [at('2024-01-31T00:00'), 110],
    [at('2024-02-01T00:00'), 121],
    [at('2024-02-02T00:00'), 60.5],
  ]);
  const rows = (period: 'hour' | 'day' | 'month') =>
    periodReturns(points, period)
      .filter(({ change }) => change !== 0)
      .map(({ startMs, change }) => [new Date(startMs).toISOString().slice(0, 13), change]);
  expect(rows('day')).toEqual([
    ['2024-01-30T00', 10],
    ['2024-01-31T00', 11],
    ['2024-02-01T00', -60.5],
  ]);
  expect(rows('month')).toEqual([
    ['2024-01-01T00', 21],
    ['2024-02-01T00', -60.5],
  ]);
  expect(rows('hour').slice(-1)).toEqual([['2024-02-01T23', -60.5]]);
  // Neither an empty period before the first point nor one after the last.
  expect(periodReturns(points, 'day')).toHaveLength(3);
  expect(periodReturns(points, 'hour')).toHaveLength(72);
  // One nanosecond later it is the next day's.
  const late = { ...points, timeNs: points.timeNs.map((ns) => ns + 1n) };
  expect(periodReturns(late, 'day').map(({ change }) => change)).toEqual([-10, 20, 11, -60.5]);
});

test('after the equity reached zero there is no return', () => {
  const ruined = curve([
    [0, 100],
    [61, -5],
    [121, 20],
  ]);
  expect(periodReturns(ruined, 'minute').map((one) => one.value)).toEqual([0, -1]);
});

const anyLevels = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 50 });

test('returns multiply to the whole, and falls agree with a naive search', () => {
  fc.assert(
    fc.property(anyLevels, (levels) => {
      const points = curve(levels.map((level, i) => [i * 40, level]));
      const whole = (levels.at(-1) ?? 0) / (levels[0] ?? 1) - 1;
      const values = periodReturns(points, 'minute').map((one) => one.value);
      expect(totalReturn(values)).toBeCloseTo(whole, 9);
      let deepest = 0;
      for (let i = 0; i < levels.length; i++)
        for (let j = i; j < levels.length; j++)
          deepest = Math.min(deepest, (levels[j] ?? 0) / (levels[i] ?? 1) - 1);
      const tracker = new FallTracker();
      for (const [i, level] of levels.entries()) tracker.add(BigInt(i), level);
      expect(tracker.found().depth).toBeCloseTo(deepest, 12);
      const steps = levels.slice(1).map((level, i) => level / (levels[i] ?? 1) - 1);
      if (steps.length > 0) expect(drawdownOf(steps).depth).toBeCloseTo(deepest, 9);
    }),
  );
});

test('length of a fall runs from the peak until it is reached again, or the end', () => {
  const log = equityLog([
    [0, 10],
    [5, 12],
    [7, 11],
    [20, 12],
    [21, 3],
  ]);
  const { fall } = log.columns();
  expect(fall).toEqual({
    depth: -0.75,
    longestNs: 15n * SECOND,
    peakNs: 20n * SECOND,
    bottomNs: 21n * SECOND,
  });
});

test('time in a position and mean equity count what thinning leaves out', () => {
  const points: PlainPoint[] = [];
  for (let second = 0; second <= 40; second++)
    points.push([second, second < 20 ? 100 : 300, second % 2]);
  const { length, heldNs, equitySeconds, bucketMs, offered } = equityLog(points, 5).columns();
  expect({ bucketMs, offered, heldNs }).toEqual({
    bucketMs: 10_000,
    offered: 41,
    heldNs: 20n * SECOND,
  });
  expect(length).toBeLessThanOrEqual(20);
  expect(equitySeconds).toBe(Number(cash(100 * 20 + 300 * 20)));
});

/** Levels by the place that they were offered at. */
class ListStore implements PointStore<readonly [number, number]> {
  readonly rows: (readonly [bigint, readonly [number, number]])[] = [];
  get length(): number {
    return this.rows.length;
  }
  push(timeNs: bigint, value: readonly [number, number]): void {
    this.rows.push([timeNs, value]);
  }
  timeAt(place: number): bigint {
    return this.rows[place]?.[0] ?? 0n;
  }
  valueAt(place: number): readonly [number, number] {
    return this.rows[place]?.[1] ?? [0, 0];
  }
}

function thinnedList(bucketsMax: number): Thinned<readonly [number, number], ListStore> {
  return new Thinned(
    bucketsMax,
    () => new ListStore(),
    ([level]) => level,
  );
}

/** First, lowest, highest and last of every bucket, found the slow way. */
function naiveThinning(levels: readonly number[], stepMs: number, bucketMs: number): number[] {
  const kept = new Set<number>();
  const bucketOf = (i: number): number => Math.floor((i * stepMs) / bucketMs);
  for (let from = 0; from < levels.length; ) {
    let end = from;
    while (end < levels.length && bucketOf(end) === bucketOf(from)) end++;
    const part = levels.slice(from, end);
    kept.add(from);
    kept.add(from + part.indexOf(Math.min(...part)));
    kept.add(from + part.indexOf(Math.max(...part)));
    kept.add(end - 1);
    from = end;
  }
  return [...kept].sort((a, b) => a - b);
}

test('thinning again gives what the coarser buckets would have given from the start', () => {
  const many = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 300 });
  const inputs = fc.record({
    levels: many,
    stepMs: fc.constantFrom(250, 1000, 7000),
    bucketsMax: fc.integer({ min: 2, max: 20 }),
  });
  fc.assert(
    fc.property(inputs, ({ levels, stepMs, bucketsMax }) => {
      const thinned = thinnedList(bucketsMax);
      for (const [i, level] of levels.entries())
        thinned.offer(BigInt(i * stepMs) * 1_000_000n, [level, i]);
      const kept = thinned.kept().rows.map(([, [, place]]) => place);
      expect(kept).toEqual(naiveThinning(levels, stepMs, thinned.bucketMs));
      expect(kept.length).toBeLessThanOrEqual(4 * bucketsMax);
    }),
  );
});

test('every bucket length divides the next, so that days end with a bucket', () => {
  const thinned = thinnedList(1);
  let before = thinned.bucketMs;
  for (let day = 0; day < 2000; day++) {
    thinned.offer(BigInt(day) * 86_400n * SECOND, [day, day]);
    expect(thinned.bucketMs % before).toBe(0);
    before = thinned.bucketMs;
  }
  expect(before).toBe(700 * 86_400_000);
});

test('curves refuse times that go back, and leave out marks that are unknown', () => {
  const equity = new EquityLog();
  expect(() => equity.columns()).toThrow(/no point/);
  equity.offer(5n, 1n, 1n, 0);
  expect(() => equity.offer(4n, 1n, 1n, 0)).toThrow(/from 5 on, found 4/);
  const marks = new MarkLog();
  marks.offer(1n, Number.NaN);
  marks.offer(2n, 7);
  expect(() => marks.offer(1n, 7)).toThrow(/back in time/);
  const { price, length } = marks.columns();
  expect([...price.subarray(0, length)]).toEqual([7]);
});
