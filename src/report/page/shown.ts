// A strategy as the charts show it: its columns decoded once.
import type { PageStrategy } from '../page-data.ts';
import { colour, faint } from './chart.ts';
import { type FillColumns } from './clusters.ts';
import { type Curve, curveOf, doubles, floats } from './columns.ts';
import type { Series } from './uplot-api.ts';

export interface ShownStrategy {
  readonly name: string;
  readonly index: number;
  readonly start: number;
  readonly equity: Curve;
  readonly drawdown: Curve;
  readonly position: Curve;
  /** By instrument, with how many executions there were. */
  readonly fills: readonly (FillColumns & { readonly total: number })[];
}

export function shownStrategy(page: PageStrategy, index: number): ShownStrategy {
  return {
    name: page.name,
    index,
    start: page.startEquity,
    equity: curveOf(page.equity),
    drawdown: curveOf(page.drawdown),
    position: curveOf(page.position),
    fills: page.fills.map((fills) => ({
      t: doubles(fills.t),
      price: doubles(fills.price),
      qty: floats(fills.qty),
      count: floats(fills.count),
      total: fills.total,
    })),
  };
}

/** A line in the strategy's colour, with `fill` percent of it below. */
export function chartSeries(index: number, fill = 0): Series {
  const name = `s${index % 8}`;
  const line = { stroke: colour(name), width: 1.5, points: { show: false } };
  return fill === 0 ? line : { ...line, fill: faint(name, fill) };
}
