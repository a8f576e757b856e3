// A parameter sweep as its report and its files show it: runs with parameters and figures.

import type { StrategyMetrics } from '../stats/metrics.ts';
import type { PlainValue } from '../stats/record.ts';
import { duration, fixed, integer, money, percent } from './numbers.ts';

/** What the figures of a run are taken from. */
export type SweepMetrics = Pick<
  StrategyMetrics,
  'profit' | 'totalReturn' | 'sharpe' | 'sortino' | 'calmar' | 'maxDrawdown' | 'exposure'
> & {
  readonly trades: Pick<
    StrategyMetrics['trades'],
    'count' | 'winRate' | 'profitFactor' | 'expectancy'
  >;
  readonly execution: Pick<StrategyMetrics['execution'], 'fees' | 'funding' | 'turnover'>;
};

export interface SweepRun {
  readonly params: Readonly<Record<string, PlainValue>>;
  /** Of its orders; empty where a kernel ran it, which sends none. */
  readonly decisionHash: string;
  /** Of its fills: equal for equal trades, whoever ran it; undefined where it failed. */
  readonly tradeHash?: string;
  /** Orders that account, risk or venue refused. */
  readonly refused?: number;
  /** Undefined where the run failed. */
  readonly metrics: SweepMetrics | undefined;
  /** Why it failed. */
  readonly error?: string;
}

export interface SweepResult {
  readonly title: string;
  readonly version: string;
  readonly currency: string;
  readonly dataHash: string;
  readonly startNs: bigint;
  readonly endNs: bigint;
  /** What all runs share. */
  readonly config: Readonly<Record<string, PlainValue>>;
  readonly runs: readonly SweepRun[];
  readonly notes: readonly string[];
}

export type FigureKind = 'money' | 'percent' | 'ratio' | 'count' | 'ms';

export interface Figure {
  readonly key: string;
  readonly label: string;
  readonly kind: FigureKind;
  /** 1: more is better; -1: less is better; 0: neither. */
  readonly better: 1 | -1 | 0;
  /** Whether zero parts good from bad. */
  readonly isSigned: boolean;
  value(metrics: SweepMetrics): number;
}

type Value = (metrics: SweepMetrics) => number;

function figure(
  key: string,
  label: string,
  kind: FigureKind,
  better: 1 | -1 | 0,
  isSigned: boolean,
  value: Value,
): Figure {
  return { key, label, kind, better, isSigned, value };
}

/** Figures of a sweep, in the order of its columns. */
export const FIGURES: readonly Figure[] = [
  figure('profit', 'Profit', 'money', 1, true, (m) => m.profit),
  figure('totalReturn', 'Return', 'percent', 1, true, (m) => m.totalReturn),
  figure('sharpe', 'Sharpe', 'ratio', 1, true, (m) => m.sharpe),
  figure('sortino', 'Sortino', 'ratio', 1, true, (m) => m.sortino),
  figure('calmar', 'Calmar', 'ratio', 1, true, (m) => m.calmar),
  figure('maxDrawdown', 'Max drawdown', 'percent', 1, false, (m) => m.maxDrawdown),
  figure('trades', 'Round trips', 'count', 0, false, (m) => m.trades.count),
  figure('winRate', 'Win rate', 'percent', 1, false, (m) => m.trades.winRate),
  figure('profitFactor', 'Profit factor', 'ratio', 1, false, (m) => m.trades.profitFactor),
  figure('expectancy', 'Expectancy', 'money', 1, true, (m) => m.trades.expectancy),
  figure('fees', 'Fees', 'money', -1, false, (m) => m.execution.fees),
  figure('funding', 'Funding', 'money', 1, true, (m) => m.execution.funding),
  figure('turnover', 'Turnover', 'ratio', 0, false, (m) => m.execution.turnover),
  figure('exposure', 'Exposure', 'percent', 0, false, (m) => m.exposure),
];

/** A figure as text. */
export function shownFigure(kind: FigureKind, value: number, plus = false): string {
  if (kind === 'money') return money(value, plus);
  if (kind === 'percent') return percent(value, undefined, plus);
  if (kind === 'count') return integer(value);
  return kind === 'ms' ? duration(value) : fixed(value, 2, plus);
}

/** Text of a parameter's value. */
export function paramText(value: PlainValue): string {
  return typeof value === 'object' && value !== null
    ? JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? one.toString() : one))
    : String(value);
}

/** Names of all parameters, those that vary first, each in order of first appearance. */
export function paramNames(runs: readonly SweepRun[]): readonly string[] {
  const values = new Map<string, Set<string>>();
  for (const { params } of runs)
    for (const [name, value] of Object.entries(params)) {
      const seen = values.get(name) ?? new Set();
      values.set(name, seen.add(paramText(value)));
    }
  const names = [...values.keys()];
  const varies = (name: string): boolean => (values.get(name)?.size ?? 0) > 1;
  return [...names.filter(varies), ...names.filter((name) => !varies(name))];
}

/** Runs by a figure, best first; runs without an answer last, then in their own order. */
export function rankedRuns(runs: readonly SweepRun[], by: Figure): readonly SweepRun[] {
  const valueOf = ({ metrics }: SweepRun): number =>
    metrics === undefined ? Number.NaN : by.value(metrics);
  const sign = by.better === -1 ? 1 : -1;
  return runs.toSorted((a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return left === right ? 0 : sign * (left - right);
  });
}

/** What the page's script reads. */
export interface SweepPageData {
  readonly params: readonly string[];
  readonly figures: readonly {
    readonly label: string;
    readonly kind: FigureKind;
    readonly better: number;
    readonly isSigned: boolean;
  }[];
  /** Place of the figure that the runs are ranked by. */
  readonly rankBy: number;
  /** One entry per run in order of rank: texts of parameters, figures (null: no answer). */
  readonly runs: readonly {
    readonly p: readonly string[];
    readonly f: readonly (number | string | null)[];
  }[];
}

/** A figure in JSON: infinite ones as text. */
function jsonFigure(value: number): number | string | null {
  if (Number.isNaN(value)) return null;
  // Seven digits are more than a table or a colour shows.
  return Number.isFinite(value) ? Number(value.toPrecision(7)) : String(value);
}

export function sweepPageData(
  ranked: readonly SweepRun[],
  params: readonly string[],
  rankBy: Figure,
): SweepPageData {
  return {
    params,
    figures: FIGURES.map(({ label, kind, better, isSigned }) => ({
      label,
      kind,
      better,
      isSigned,
    })),
    rankBy: FIGURES.indexOf(rankBy),
    runs: ranked.map((run) => ({
      p: params.map((name) => (name in run.params ? paramText(run.params[name]) : '')),
      f: FIGURES.map((one) =>
        run.metrics === undefined ? null : jsonFigure(one.value(run.metrics)),
      ),
    })),
  };
}
