// Equity and drawdown of the strategies shown, with buying and holding beside them.
import { fixed, money, percent } from '../numbers.ts';
import type { PageData } from '../page-data.ts';
import {
  colour,
  decimalsFor,
  elementOf,
  makeChart,
  padded,
  RIGHT_AXIS_WIDTH,
  timeText,
} from './chart.ts';
import { aligned, type Curve, valueAt } from './columns.ts';
import { chartSeries, type ShownStrategy } from './shown.ts';
import type { Series, Uplot } from './uplot-api.ts';
import type { TimeView } from './view.ts';

export type Unit = 'money' | 'return';

function scaled({ t, v }: Curve, scale: (value: number) => number): Curve {
  return { t, v: v.map(scale) };
}

interface Line {
  readonly name: string;
  readonly curve: Curve;
  readonly series: Series;
  readonly colour: string;
  readonly isHold: boolean;
}

function linesOf(
  strategies: readonly ShownStrategy[],
  mark: Curve | undefined,
  unit: Unit,
): readonly Line[] {
  const lines = strategies.map(({ name, index, start, equity }) => ({
    name,
    curve: unit === 'money' ? equity : scaled(equity, (value) => value / start - 1),
    series: chartSeries(index),
    colour: `s${index % 8}`,
    isHold: false,
  }));
  const first = mark?.v[0];
  if (mark === undefined || first === undefined) return lines;
  const start = strategies[0]?.start ?? 1;
  const hold = scaled(mark, (value) =>
    unit === 'money' ? (value / first) * start : value / first - 1,
  );
  const series = { stroke: colour('hold'), width: 1.25, dash: [5, 4], points: { show: false } };
  return [...lines, { name: 'Buy and hold', curve: hold, series, colour: 'hold', isHold: true }];
}

function readout(
  lines: readonly Line[],
  falls: readonly ShownStrategy[],
  view: TimeView,
  show: (value: number) => string,
): (seconds: number | undefined) => void {
  const target = elementOf('curve-readout');
  return (seconds) => {
    target.replaceChildren();
    const add = (text: string, strong: string, swatch?: string): void => {
      const item = document.createElement('span');
      if (swatch !== undefined) {
        const mark = document.createElement('i');
        mark.className = `swatch ${swatch}`;
        item.append(mark);
      }
      const value = document.createElement('b');
      value.textContent = strong;
      item.append(text, ' ', value);
      target.append(item);
    };
    const at = seconds ?? view.range.max;
    add('', `${timeText(at)} UTC`);
    for (const [i, line] of lines.entries()) {
      const value = valueAt(line.curve, at);
      const fall = falls[i] === undefined ? undefined : valueAt(falls[i].drawdown, at);
      const below = fall === undefined || fall === 0 ? '' : ` (${percent(fall)})`;
      if (value !== undefined) add(line.name, show(value) + below, line.colour);
    }
  };
}

/** A market that moved this much more than the strategies would flatten their lines. */
const FLATTENED = 4;

function spanOf(lines: readonly Line[]): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { curve } of lines)
    for (const value of curve.v) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return Math.max(0, high - low);
}

/** Whether buying and holding needs a scale of its own. */
function needsOwnScale(lines: readonly Line[]): boolean {
  const own = spanOf(lines.filter((line) => !line.isHold));
  return own > 0 && spanOf(lines.filter((line) => line.isHold)) > FLATTENED * own;
}

/** Draws both charts into their places and returns them. */
export function drawCurves(
  data: PageData,
  strategies: readonly ShownStrategy[],
  mark: Curve | undefined,
  unit: Unit,
  view: TimeView,
): Uplot[] {
  const all = linesOf(strategies, mark, unit);
  const isApart = needsOwnScale(all);
  const lines = all.map((line) =>
    isApart && line.isHold
      ? { ...line, name: `${line.name} (right scale)`, series: { ...line.series, scale: 'hold' } }
      : line,
  );
  const show = (value: number): string =>
    unit === 'money' ? `${money(value)} ${data.currency}` : percent(value, undefined, true);
  const onCursor = readout(lines, strategies, view, show);
  onCursor(undefined);
  const equity = makeChart(
    {
      target: elementOf('equity-chart'),
      height: 300,
      data: aligned(lines.map((line) => line.curve)),
      series: lines.map((line) => line.series),
      values: (value, step) =>
        unit === 'money'
          ? fixed(value, decimalsFor(step))
          : percent(value, decimalsFor(step * 100)),
      range: (_, low, high) => padded(low, high),
      ...(isApart
        ? { rightAxis: colour('hold'), rightRange: (_, low, high) => padded(low, high) }
        : {}),
      onCursor: (_, seconds) => onCursor(seconds),
    },
    view,
  );
  const drawdown = makeChart(
    {
      target: elementOf('drawdown-chart'),
      height: 150,
      data: aligned(strategies.map((one) => one.drawdown)),
      series: strategies.map(({ index }) => chartSeries(index, strategies.length === 1 ? 18 : 0)),
      values: (value, step) => percent(value, decimalsFor(step * 100)),
      range: (_, low) => [low < 0 ? low * 1.06 : -0.01, 0],
      ...(isApart ? { rightSpace: RIGHT_AXIS_WIDTH } : {}),
      onCursor: (_, seconds) => onCursor(seconds),
    },
    view,
  );
  return [equity, drawdown];
}
