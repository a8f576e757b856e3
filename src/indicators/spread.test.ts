// Quotes and trades: hand-worked cases and the plain reference of the golden file, Kyle's slope
// over all its bars, and a plain covariance for Roll's spread.
import { expect, test } from 'vitest';
import { expectColumn, readGolden } from '../testing/golden.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { createIndicators } from './indicators.ts';

type Level = readonly [number, number];

interface Micro {
  hand_worked: {
    ofi: { prev: Record<string, Level>; now: Record<string, Level>; e: number }[];
    microprice: { bid: Level; ask: Level; value: number }[];
  };
  snapshots: (readonly [readonly Level[], readonly Level[]])[];
  expect: Record<string, number[]>;
  trades: Level[];
  trade_expect: { tick_rule: number[]; bars_20_trades: Level[]; kyle_lambda_20: number };
}

const path = sharedFile('golden/micro_reference.json.gz');
const micro = (): Micro => readGolden(path ?? '') as Micro;
const indicators = await createIndicators('checked');

/** Snapshots as columns. */
function quotes(tops: readonly (readonly [Level, Level])[]) {
  return {
    bidPrice: tops.map(([bid]) => bid[0]),
    bidQty: tops.map(([bid]) => bid[1]),
    askPrice: tops.map(([, ask]) => ask[0]),
    askQty: tops.map(([, ask]) => ask[1]),
  };
}

const NONE: Level = [0, 0];

test.skipIf(path === undefined)('hand-worked quotes', () => {
  const { hand_worked: hand } = micro();
  for (const { prev, now, e } of hand.ofi) {
    const tops = [prev, now].map(({ bid = NONE, ask = NONE }) => [bid, ask] as const);
    const { flow } = indicators.compute('orderFlowImbalance', quotes(tops), { period: 1 });
    expect(flow?.[1]).toBe(e);
  }
  for (const { bid, ask, value } of hand.microprice)
    expect(indicators.compute('microprice', quotes([[bid, ask]]))['microprice']?.[0]).toBe(value);
});

test.skipIf(path === undefined)('quotes of the reference', () => {
  const golden = micro();
  const series = quotes(golden.snapshots.map(([bids, asks]) => [bids[0] ?? NONE, asks[0] ?? NONE]));
  const { flow, sum } = indicators.compute('orderFlowImbalance', series);
  const at = 0;
  expectColumn(flow ?? new Float64Array(), golden.expect['ofi'] ?? [], { name: 'flow', at });
  const rolling = golden.expect['ofi_rolling_50'] ?? [];
  expectColumn(sum ?? new Float64Array(), rolling.slice(49), { name: 'sum', at: 49 });
  const { bidQty, askQty, bidPrice, askPrice } = series;
  const { imbalance } = indicators.compute('bookImbalance', { bidQty, askQty });
  const top = golden.expect['imbalance_top'] ?? [];
  expectColumn(imbalance ?? new Float64Array(), top, { name: 'imbalance', at });
  const { microprice } = indicators.compute('microprice', series);
  const price = golden.expect['microprice'] ?? [];
  expectColumn(microprice ?? new Float64Array(), price, { name: 'microprice', at });
  const { spread, relative } = indicators.compute('quotedSpread', { bidPrice, askPrice });
  expect(spread?.[7]).toBe((askPrice[7] ?? 0) - (bidPrice[7] ?? 0));
  const middle = ((askPrice[7] ?? 0) + (bidPrice[7] ?? 0)) / 2;
  expect(relative?.[7]).toBeCloseTo((1e4 * (spread?.[7] ?? 0)) / middle, 9);
});

test.skipIf(path === undefined)("Kyle's lambda over all bars of the reference", () => {
  const { trades, trade_expect: want } = micro();
  const changes = want.bars_20_trades.map(([change]) => change);
  let price = 10_000;
  const real = [price, ...changes.map((change) => (price += change))];
  const signed = changes.map((_, i) => {
    const sides = want.tick_rule.slice(20 * i, 20 * i + 20);
    return sides.reduce((sum, side, k) => sum + side * (trades[20 * i + k]?.[1] ?? 0), 0);
  });
  const inputs = { real, signedQty: [0, ...signed] };
  const { lambda } = indicators.compute('kyleLambda', inputs, { period: changes.length });
  expect(lambda?.at(-1)).toBeCloseTo(want.kyle_lambda_20, 12);
});

test("Roll's spread and Amihud's illiquidity against plain sums", () => {
  const close = Array.from({ length: 60 }, (_, i) => 100 + ((i * 37) % 11) / 4 + (i % 2));
  const volume = Array.from({ length: 60 }, (_, i) => (i === 50 ? 0 : 10 + ((i * 13) % 7)));
  const period = 20;
  const { spread } = indicators.compute('rollSpread', { close }, { period });
  const { amihud } = indicators.compute('amihud', { close, volume }, { period });
  const change = close.map((value, i) => value - (close[i - 1] ?? Number.NaN));
  const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  for (let bar = period + 1; bar < close.length; bar++) {
    const now = change.slice(bar - period + 1, bar + 1);
    const old = change.slice(bar - period, bar);
    const [a, b] = [mean(now), mean(old)];
    const sum = now.reduce((s, value, k) => s + (value - a) * ((old[k] ?? 0) - b), 0);
    const covariance = sum / (period - 1);
    expect(spread?.[bar]).toBeCloseTo(covariance < 0 ? 2 * Math.sqrt(-covariance) : Number.NaN, 9);
    const parts = Array.from({ length: period }, (_, k) => {
      const i = bar - k;
      const value = (close[i] ?? 0) * (volume[i] ?? 0);
      return value > 0 ? Math.abs((change[i] ?? 0) / (close[i - 1] ?? 1)) / value : 0;
    });
    expect(amihud?.[bar]).toBeCloseTo(mean(parts), 12);
  }
});
