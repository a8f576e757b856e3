// Equity and drawdown of the strategies shown, with buying and holding beside them.
import { fixed, money, percent } from '../numbers.ts';
import type { PageData } from '../page-data.ts';
import { colour, decimalsFor, elementOf, makeChart, padded, timeText } from './chart.ts';
import { aligned, type Curve, firstFrom, valueAt } from './columns.ts';
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

/** Lowest and highest of a line while it is shown. */
function span(u: Uplot, row: number): readonly [number, number] {
  const { min, max } = u.scales['x'] ?? {};
  const times = u.data[0] ?? [];
  const from = typeof min === 'number' ? Math.max(0, firstFrom(times, min) - 1) : 0;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = from; i < times.length && (times[i] ?? 0) <= (max ?? 0); i++) {
    const value = u.data[row]?.[i];
    if (typeof value !== 'number') continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/**
 * The strategies keep a third of the height at least: a market that moved far more than they did
 * leaves the chart instead of flattening them.
 */
function equityRange(u: Uplot, lines: readonly Line[]): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [i, line] of lines.entries()) {
    const [lowest, highest] = span(u, i + 1);
    if (line.isHold) {
      const room = high > low ? high - low : Number.POSITIVE_INFINITY;
      low = Math.min(low, Math.max(lowest, low - room));
      high = Math.max(high, Math.min(highest, high + room));
    } else [low, high] = [Math.min(low, lowest), Math.max(high, highest)];
  }
  return Number.isFinite(low) && Number.isFinite(high) ? padded(low, high) : [0, 1];
}

/** Draws both charts into their places and returns them. */
export function drawCurves(
  data: PageData,
  strategies: readonly ShownStrategy[],
  mark: Curve | undefined,
  unit: Unit,
  view: TimeView,
): Uplot[] {
  const lines = linesOf(strategies, mark, unit);
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
      range: (u) => equityRange(u, lines),
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
      range: (_, low) => [Math.min(low * 1.06, -1e-6), 0],
      onCursor: (_, seconds) => onCursor(seconds),
    },
    view,
  );
  return [equity, drawdown];
}
