// Golden values that need more than a row of the tables (golden-cases-*.ts): turning points, which
// other libraries draw back into the past, pivots that no golden file has, worked by hand, and
// indicators that are the same at other settings.
import { describe, expect, test } from 'vitest';
import { readGolden } from '../testing/golden.ts';
import { type Golden, openGolden } from '../testing/golden-cases.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { createIndicators, type IndicatorOutputs } from './indicators.ts';

const indicators = await createIndicators('checked');

const stockPath = sharedFile('golden/upstream_stock_indicators.json.gz');
const ttrPath = sharedFile('golden/ttr_main.json.gz');
const mainPath = sharedFile('golden/talib_main.json.gz');

interface Point {
  readonly bar: number;
  readonly price: number;
}

/** Turning points, each from the first bar that knows it. */
function pointsOf(out: IndicatorOutputs): Point[] {
  const { swing = new Float64Array(), swingAge = new Float64Array() } = out;
  const points = new Map<number, Point>();
  swing.forEach((price, i) => {
    const bar = i - (swingAge[i] ?? 0);
    if (!Number.isNaN(price) && !points.has(bar)) points.set(bar, { bar, price });
  });
  return [...points.values()];
}

/** A line drawn through the points, and from the last one to the extreme of the running leg. */
function lineThrough(points: readonly Point[], bar: number): number {
  const next = points.findIndex((point) => point.bar >= bar);
  const b = points[next];
  const a = points[next - 1];
  if (b === undefined) return Number.NaN;
  if (a === undefined || b.bar === bar) return b.price;
  return a.price + ((bar - a.bar) / (b.bar - a.bar)) * (b.price - a.price);
}

/** The points, and the extreme that the running leg has reached. */
function withLeg(out: IndicatorOutputs, last: number): Point[] {
  const bar = last - (out['extremeAge']?.[last] ?? Number.NaN);
  return [...pointsOf(out), { bar, price: out['extreme']?.[last] ?? Number.NaN }];
}

describe('ZigZag', () => {
  const golden = (): Golden => openGolden('stock', stockPath ?? '');

  test.skipIf(stockPath === undefined)('turning points of Stock.Indicators', () => {
    const close = golden().series('zigzag')['close'] ?? [];
    const out = indicators.compute('zigZag', { high: close, low: close });
    for (const key of ['zigzag', 'zigzag-close']) {
      const line = golden().columns(key)['zigZag']?.head ?? [];
      const types = golden().columns(key)['pointType']?.head ?? [];
      const theirs = types.flatMap((type, bar) =>
        type === null ? [] : [{ bar, price: line[bar] ?? Number.NaN }],
      );
      expect(theirs).toHaveLength(10);
      // Ours starts from bar 0, theirs is silent until its first turn.
      expect(pointsOf(out).slice(1)).toEqual(theirs);
    }
  });

  test.skipIf(ttrPath === undefined || mainPath === undefined)('line of TTR', () => {
    const { inputs } = readGolden(mainPath ?? '') as { inputs: Record<string, number[]> };
    const { high = [], low = [] } = inputs;
    const points = withLeg(indicators.compute('zigZag', { high, low }), high.length - 1);
    const theirs = openGolden('ttr', ttrPath ?? '').columns('ZigZag')['x'];
    const tail = theirs?.tail ?? [];
    let compared = 0;
    tail.forEach((value, k) => {
      const bar = high.length - tail.length + k;
      if (value === null) return;
      expect(lineThrough(points, bar), `bar ${bar}`).toBeCloseTo(value, 8);
      compared++;
    });
    expect(compared).toBeGreaterThan(140);
    // Its first leg runs to our third point from the middle of bar 0, where ours has a turn.
    const [, , third] = [{ bar: 0, price: Number.NaN }, ...points];
    const [first = 0, second = 0] = (theirs?.head ?? []).map((value) => value ?? Number.NaN);
    expect(first + (third?.bar ?? 0) * (second - first)).toBeCloseTo(third?.price ?? 0, 6);
  });

  test('a turn needs its percentage to the last digit, and a later bar', () => {
    const high = [100, 160, 160, 120, 120, 149, 150];
    const low = [100, 99, 121, 120, 120, 121, 149];
    const out = indicators.compute('zigZag', { high, low }, { percent: 25 });
    // Bar 1 makes both extremes: no turn. Bar 2 is not yet 25 % below 160, bar 3 is.
    expect([...(out['swing'] ?? [])]).toEqual([NaN, NaN, 99, 160, 160, 160, 120]);
    expect([...(out['swingAge'] ?? [])]).toEqual([NaN, NaN, 1, 1, 2, 3, 3]);
    expect([...(out['direction'] ?? [])]).toEqual([NaN, NaN, 1, -1, -1, -1, 1]);
  });
});

describe('swing points', () => {
  test.skipIf(stockPath === undefined)('trend of Stock.Indicators', () => {
    const golden = openGolden('stock', stockPath ?? '');
    const { high = [], low = [] } = golden.series('pivots');
    const out = indicators.compute('swingPoints', { high, low });
    const { highPoint, highTrend, lowPoint, lowTrend } = golden.columns('pivots');
    let compared = 0;
    // Their codes: 0 a higher high, 1 a lower high; 2 a higher low, 3 a lower low.
    for (const [points, trends, ours, codes] of [
      [highPoint, highTrend, out['highTrend'], [1, -1]],
      [lowPoint, lowTrend, out['lowTrend'], [NaN, NaN, 1, -1]],
    ] as const)
      points?.head.forEach((point, bar) => {
        // The first point has none before it.
        if (point === null || bar < 10) return;
        const theirs = trends?.head[bar];
        const want = theirs === null || theirs === undefined ? Number.NaN : codes[theirs];
        expect(ours?.[bar + 2], `bar ${bar}`).toBe(want);
        compared++;
      });
    expect(compared).toBeGreaterThan(120);
  });

  test('unequal sides', () => {
    const high = [1, 5, 2, 3, 4, 6, 5, 4, 4];
    const out = indicators.compute('swingPoints', { high, low: high }, { left: 1, right: 3 });
    expect([...(out['high'] ?? [])]).toEqual([NaN, NaN, NaN, NaN, 5, NaN, NaN, NaN, 6]);
    expect([...(out['low'] ?? [])]).toEqual([NaN, NaN, NaN, NaN, NaN, 2, NaN, NaN, NaN]);
    expect(out['lastHigh']?.[7]).toBe(5);
  });
});

/** Two sessions of two bars and the first bar of a third. */
const SESSIONS = {
  open: [10, 12, 14, 15, 18],
  high: [13, 16, 17, 19, 18],
  low: [9, 11, 13, 14, 18],
  close: [12, 14, 15, 16, 18],
  anchor: [1, 0, 1, 0, 1],
};

describe('pivots', () => {
  // The first session: O 10, H 16, L 9, C 14; the second opens at 14 with O 14, H 19, L 13, C 16;
  // the third opens at 18.
  const worked: [string, Record<string, [number, number]>][] = [
    [
      'pivotClassic',
      {
        pivot: [13, 16],
        r1: [17, 19],
        s1: [10, 13],
        r2: [20, 22],
        s2: [6, 10],
        r3: [24, 25],
        s3: [3, 7],
      },
    ],
    ['pivotWoodie', { pivot: [13.25, 17], r1: [17.5, 21], s1: [10.5, 15], r3: [24.5, 27] }],
    [
      'pivotCamarilla',
      {
        pivot: [13, 16],
        r1: [14 + 7.7 / 12, 16.55],
        s1: [14 - 7.7 / 12, 15.45],
        r2: [14 + 7.7 / 6, 17.1],
        r3: [15.925, 17.65],
        s3: [12.075, 14.35],
        r4: [17.85, 19.3],
        s4: [10.15, 12.7],
      },
    ],
    [
      'pivotFibonacci',
      { pivot: [13, 16], r1: [15.674, 18.292], s1: [10.326, 13.708], r2: [17.326, 19.708] },
    ],
    ['pivotFibonacci', { r3: [20, 22], s3: [6, 10] }],
    // Closes above their opens: X = 2 H + L + C = 55 and 67.
    ['pivotDeMark', { pivot: [13.75, 16.75], r1: [18.5, 20.5], s1: [11.5, 14.5] }],
  ];

  test.each(worked)('%s, by hand', (name, levels) => {
    const out = indicators.compute(name, SESSIONS);
    for (const [key, [second, third]] of Object.entries(levels)) {
      const column = out[key] ?? new Float64Array();
      expect(column.slice(0, 2)).toEqual(Float64Array.of(NaN, NaN));
      for (const bar of [2, 3]) expect(column[bar], `${key} at ${bar}`).toBeCloseTo(second, 12);
      expect(column[4], key).toBeCloseTo(third, 12);
    }
  });

  test("DeMark's rule for closes below and at the open", () => {
    const bars = (close: number) => ({ ...SESSIONS, close: [12, close, 15, 16, 18] });
    // C 9.5 < O 10: X = 16 + 18 + 9.5; C = O: X = 16 + 9 + 20.
    expect(indicators.compute('pivotDeMark', bars(9.5))['pivot']?.[2]).toBe(43.5 / 4);
    expect(indicators.compute('pivotDeMark', bars(10))['pivot']?.[2]).toBe(45 / 4);
  });

  test.each(['Classic', 'Woodie', 'Camarilla', 'Fibonacci', 'DeMark'])(
    'rolling %s over as many bars as a session are its pivots',
    (kind) => {
      const rolling = indicators.compute(`rollingPivot${kind}`, SESSIONS, { period: 2 });
      const session = indicators.compute(`pivot${kind}`, SESSIONS);
      for (const [key, column] of Object.entries(session))
        for (const bar of [2, 4]) expect(rolling[key]?.[bar]).toBe(column[bar]);
    },
  );

  test('bars without an anchor are one session', () => {
    const out = indicators.compute('pivotClassic', { ...SESSIONS, anchor: [0, 0, 0, 0, 0] });
    expect(out['pivot']?.every(Number.isNaN)).toBe(true);
  });
});

describe('Fibonacci levels', () => {
  const thousandths = [0, 236, 382, 500, 618, 786, 1000, 1272, 1414, 1618, 2000, 2618];
  const ratios = thousandths.map((value) => value / 1000);

  test('of a swing, both ways', () => {
    const swing = { real0: [100, 200], real1: [200, 100] };
    const back = Object.values(indicators.compute('fibonacciRetracement', swing));
    expect(back).toHaveLength(ratios.length);
    back.forEach((column, k) => {
      expect(column[0]).toBeCloseTo(200 - 100 * (ratios[k] ?? 0), 10);
      expect(column[1]).toBeCloseTo(100 + 100 * (ratios[k] ?? 0), 10);
    });
    const on = Object.values(indicators.compute('fibonacciExtension', swing));
    expect(on.map((column) => column[0]?.toFixed(6))).toEqual(
      ratios.slice(7).map((ratio) => (100 + 100 * ratio).toFixed(6)),
    );
  });

  test('of a window: from the older extreme to the newer', () => {
    const high = [10, 20, 15, 14, 13, 12, 19];
    const low = [9, 18, 13, 8, 9, 10, 12];
    const out = indicators.compute('windowRetracement', { high, low }, { period: 4 });
    // Bars 0 to 3: high 20 at 1, low 8 at 3; bars 2 to 5: high 15 at 2, low 8 at 3; bars 3 to 6:
    // low 8 at 3, high 19 at 6.
    expect([...(out['direction'] ?? [])]).toEqual([NaN, NaN, NaN, -1, -1, -1, 1]);
    expect([...(out['at0'] ?? [])]).toEqual([NaN, NaN, NaN, 8, 8, 8, 19]);
    expect([...(out['at1000'] ?? [])]).toEqual([NaN, NaN, NaN, 20, 20, 15, 8]);
    expect(out['at500']?.[6]).toBe(13.5);
  });
});
