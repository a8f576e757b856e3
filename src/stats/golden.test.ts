import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sharedFile } from '../testing/shared-data.ts';
import {
  alphaBeta,
  captureRatio,
  correlation,
  informationRatio,
  kendallTau,
  rankCorrelation,
  treynorRatio,
} from './benchmark.ts';
import { kurtosis, skewness } from './moments.ts';
import { normalProbability, normalQuantile } from './normal.ts';
import { kellyBinary, kellyContinuous, outcomesOf } from './outcomes.ts';
import { wilsonInterval } from './proportion.ts';
import * as r from './returns.ts';
import * as k from './risk.ts';
import { autocorrelation, jarqueBera, ljungBox, neweyWestT, tTest } from './significance.ts';

interface Case {
  readonly P: number;
  readonly rf: number;
  readonly x: number[];
  readonly b: number[];
  readonly expect: Readonly<Record<string, number>>;
}
interface Reference {
  readonly return_metrics: { readonly cases: readonly Case[] };
  readonly proportion: {
    readonly cases: readonly { k: number; n: number; confidence: number; wilson: number[] }[];
  };
  readonly normal: { z: number[]; cdf: number[]; p: number[]; ppf: number[] };
}
type Cell = string | number | null | readonly (string | number)[];
interface Upstream {
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
  readonly tests: Readonly<Record<string, { args: string[]; rows: Cell[][] }>>;
}

const NO_EDGE = 'no edge: bet nothing, not a negative share';

/**
 * Where we answer otherwise on purpose. `ours` is what we answer; everything else must agree.
 * References: `reference/<case>/<metric>`, `empyrical/<table>/<row>`.
 */
const DIFFERENCES: Readonly<Record<string, { ours: number; why: string }>> = {
  'empyrical/sharpe_ratio/7': { ours: Number.NaN, why: 'constant returns: no deviation, no ratio' },
  'reference/2/kelly_binary': { ours: 0, why: NO_EDGE },
  'reference/3/kelly_binary': { ours: 0, why: NO_EDGE },
  'reference/3/kelly_continuous': { ours: 0, why: NO_EDGE },
  'reference/4/kelly_binary': { ours: 0, why: NO_EDGE },
  'reference/4/kelly_continuous': { ours: 0, why: NO_EDGE },
};
const met = new Set<string>();

function close(found: number, expected: number, where: string): void {
  const known = DIFFERENCES[where];
  if (known !== undefined) met.add(where);
  const target = known?.ours ?? expected;
  if (!Number.isFinite(target)) expect(found, where).toBe(target);
  else {
    const off = Math.abs(found - target);
    expect(off <= 1e-12 + 2e-10 * Math.abs(target), `${where}: ${found}, not ${target}`).toBe(true);
  }
}

function metrics({ x, b, P, rf }: Case): Record<string, number> {
  const outcomes = outcomesOf(x);
  const fall = r.drawdownOf(x);
  const excess = x.map((value) => value - rf);
  return {
    total_return: r.totalReturn(x),
    annualized_return: r.annualisedReturn(x, P),
    annualized_volatility: r.volatility(x, P),
    sharpe: r.sharpeRatio(x, P, rf),
    sortino: r.sortinoRatio(x, P, rf),
    downside_deviation_annual: r.downsideDeviation(x, P, rf),
    max_drawdown: fall.depth,
    longest_drawdown_periods: fall.longestPeriods,
    calmar: r.calmarRatio(x, P),
    omega_0: r.omegaRatio(x),
    ulcer_index: fall.ulcerIndex,
    win_rate: outcomes.winRate,
    profit_factor: outcomes.profitFactor,
    average_win: outcomes.averageWin,
    average_loss: outcomes.averageLoss,
    payoff: outcomes.payoff,
    expectancy: outcomes.expectancy,
    kelly_binary: kellyBinary(outcomes.winRate, outcomes.payoff),
    kelly_continuous: kellyContinuous(x),
    skewness: skewness(excess),
    kurtosis_pearson: kurtosis(excess),
    var_historical_95: k.valueAtRisk(x, 0.95),
    var_historical_99: k.valueAtRisk(x, 0.99),
    cvar_historical_95: k.expectedShortfall(x, 0.95),
    var_normal_95: k.valueAtRiskNormal(x, 0.95),
    cvar_normal_95: k.expectedShortfallNormal(x, 0.95),
    var_cornish_fisher_95: k.valueAtRiskCornishFisher(x, 0.95),
    tail_ratio: r.tailRatio(x),
    beta: alphaBeta(x, b, rf).beta,
    alpha_per_period: alphaBeta(x, b, rf).alphaPerPeriod,
    correlation: correlation(x, b),
    spearman: rankCorrelation(x, b),
    kendall: kendallTau(x, b),
    information_ratio: informationRatio(x, b, P),
    treynor: treynorRatio(x, b, P, rf),
    probabilistic_sharpe_0: k.probabilisticSharpe(x, 0, rf),
    t_stat: tTest(x).statistic,
    t_pvalue: tTest(x).pValue,
    newey_west_t_lag5: neweyWestT(x, 5),
    jarque_bera: jarqueBera(x).statistic,
    jarque_bera_p: jarqueBera(x).pValue,
    ljung_box_10: ljungBox(x, 10).statistic,
    ljung_box_10_p: ljungBox(x, 10).pValue,
    autocorrelation_1: autocorrelation(x, 1),
  };
}

const referenceFile = sharedFile('golden/stats_reference.json');
const upstreamFile = sharedFile('golden/upstream_empyrical.json');

test.skipIf(referenceFile === undefined)('44 metrics of five return series agree', () => {
  const reference = JSON.parse(readFileSync(referenceFile ?? '', 'utf8')) as Reference;
  expect(reference.return_metrics.cases).toHaveLength(5);
  for (const [index, entry] of reference.return_metrics.cases.entries()) {
    const found = metrics(entry);
    expect(Object.keys(found).sort()).toEqual(Object.keys(entry.expect).sort());
    for (const [name, expected] of Object.entries(entry.expect))
      close(found[name] ?? Number.NaN, expected, `reference/${index}/${name}`);
  }
});

test.skipIf(referenceFile === undefined)('normal law and Wilson intervals agree', () => {
  const reference = JSON.parse(readFileSync(referenceFile ?? '', 'utf8')) as Reference;
  const { normal, proportion } = reference;
  for (const [i, z] of normal.z.entries())
    close(normalProbability(z), normal.cdf[i] ?? Number.NaN, `cdf ${z}`);
  for (const [i, p] of normal.p.entries())
    close(normalQuantile(p), normal.ppf[i] ?? Number.NaN, `quantile ${p}`);
  expect(proportion.cases).toHaveLength(150);
  for (const entry of proportion.cases)
    for (const [i, end] of wilsonInterval(entry.k, entry.n, entry.confidence).entries())
      close(end, entry.wilson[i] ?? Number.NaN, `wilson ${entry.k}/${entry.n}`);
});

// In their series, NaN is a period without an answer. We take none: where they count such a
// period (years, tails) it is a return of zero here, elsewhere it is left out.
const COUNTS_EMPTY = new Set(['annual_ret', 'cagr', 'calmar', 'capture_ratio', 'tail_ratio']);
const PERIODS: Readonly<Record<string, number>> = { daily: 252, weekly: 52, monthly: 12 };

type Column = number | readonly number[];
type Table = (x: readonly number[], a: Column, p: number, c: Column) => number | number[];

function list(column: Column): readonly number[] {
  return typeof column === 'number' ? [] : column;
}

function perPeriod(column: Column): Column {
  return typeof column === 'number' ? (1 + column) ** (1 / 252) - 1 : column;
}

const TABLES: Readonly<Record<string, Table>> = {
  max_drawdown: (x) => r.drawdownOf(x).depth + 0,
  annual_ret: (x, _, p) => r.annualisedReturn(x, p),
  cagr: (x, _, p) => r.annualisedReturn(x, p),
  annual_volatility: (x, _, p) => r.volatility(x, p),
  calmar: (x, _, p) => r.calmarRatio(x, p),
  omega: (x, rf, _, required) => {
    const yearly = typeof required === 'number' ? required : Number.NaN;
    if (yearly <= -1) return Number.NaN;
    const target = Number(perPeriod(yearly));
    const threshold = x.map((_x, i) => (typeof rf === 'number' ? rf : (rf[i] ?? 0)) + target);
    return r.omegaRatio(x, threshold);
  },
  sharpe_ratio: (x, rf) => r.sharpeRatio(x, 252, rf),
  downside_risk: (x, target, p) => r.downsideDeviation(x, p, target),
  sortino: (x, target, p) => r.sortinoRatio(x, p, target),
  excess_sharpe: (x, b) => informationRatio(x, typeof b === 'number' ? x.map(() => b) : b, 1),
  alpha_beta: (x, b) => {
    const { alphaPerPeriod, beta } = alphaBeta(x, x.length === 0 ? [] : list(b));
    return [alphaPerPeriod, beta];
  },
  alpha: (x, b) => alphaBeta(x, x.length === 0 ? [] : list(b)).alphaPerPeriod,
  beta: (x, b) => alphaBeta(x, x.length === 0 ? [] : list(b)).beta,
  stability_of_timeseries: (x) => r.stability(x),
  tail_ratio: (x) => r.tailRatio(x),
  capture_ratio: (x, b) => captureRatio(x, list(b), 252, 'all'),
  up_capture: (x, b) => captureRatio(x, list(b), 252, 'up'),
  down_capture: (x, b) => captureRatio(x, list(b), 252, 'down'),
  up_down_capture: (x, b) =>
    captureRatio(x, list(b), 252, 'up') / captureRatio(x, list(b), 252, 'down'),
};

test.skipIf(upstreamFile === undefined)('94 rows of 19 tables of empyrical agree', () => {
  const upstream = JSON.parse(readFileSync(upstreamFile ?? '', 'utf8')) as Upstream;
  expect(Object.keys(upstream.tests).sort()).toEqual(Object.keys(TABLES).sort());
  let rows = 0;
  for (const [name, table] of Object.entries(upstream.tests))
    for (const [index, row] of table.rows.entries()) {
      rows++;
      const cell = (column: string): Cell => row[table.args.indexOf(column)] ?? null;
      const raw = upstream.series[String(cell('returns'))] ?? [];
      const second = row[1] ?? null;
      const rawSecond = typeof second === 'string' ? upstream.series[second] : undefined;
      // Pairs with a missing half are left out, as upstream does.
      const kept = raw
        .map((_, i) => i)
        .filter((i) => COUNTS_EMPTY.has(name) || (raw[i] !== null && rawSecond?.[i] !== null));
      const pick = (from: readonly (number | null)[]): number[] => kept.map((i) => from[i] ?? 0);
      const other = rawSecond === undefined ? Number(second) : pick(rawSecond);
      const period = PERIODS[String(cell('period'))] ?? 252;
      const required = Number(cell('required_return'));
      const found = TABLES[name]?.(pick(raw), other, period, required) ?? Number.NaN;
      const expected = [cell('expected')].flat();
      for (const [i, value] of [found].flat().entries()) {
        const target = expected[i] === 'inf' ? Number.POSITIVE_INFINITY : Number(expected[i]);
        // Some of their rows are printed with fewer digits than ours.
        const digits = Math.abs(target) < 1e-3 && target !== 0 ? 1e-10 : 1e-8;
        if (Number.isFinite(target) && Math.abs(value - target) <= digits) continue;
        close(value, target, `empyrical/${name}/${index}`);
      }
    }
  expect(rows).toBe(94);
});

test.skipIf(referenceFile === undefined || upstreamFile === undefined)(
  'every listed difference was met',
  () => {
    expect([...met].sort()).toEqual(Object.keys(DIFFERENCES).sort());
  },
);
