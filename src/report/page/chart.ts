// A chart over time as all of ours are: colours of the page, UTC, one cursor, one zoom.
import { type AlignedData, type Axis, type Series, type Uplot, uplotOfPage } from './uplot-api.ts';
import type { TimeView } from './view.ts';

export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** The colour with its opacity, as canvases take it. */
export function faint(name: string, percent: number): string {
  return `color-mix(in srgb, ${colour(name)} ${percent}%, transparent)`;
}

export function elementOf(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
}

export interface ChartSpec {
  readonly target: HTMLElement;
  readonly height: number;
  readonly data: AlignedData;
  /** Without the one of time. */
  readonly series: readonly Series[];
  readonly values: (value: number, step: number) => string;
  readonly range?: (u: Uplot, low: number, high: number) => readonly [number, number];
  /** Colour of an axis on the right, for the series of the scale `hold`. */
  readonly rightAxis?: string;
  readonly rightRange?: (u: Uplot, low: number, high: number) => readonly [number, number];
  /** Pixels kept free on the right, beside a chart with an axis there. */
  readonly rightSpace?: number;
  readonly draw?: (u: Uplot) => void;
  /** The cursor moved; undefined: it left. */
  readonly onCursor?: (u: Uplot, seconds: number | undefined) => void;
}

const AXIS_WIDTH = 84;
export const RIGHT_AXIS_WIDTH = 72;
/** Half of the widest label of time: one may stand at the very end. */
const RIGHT_MARGIN = 40;

function axis(more: Partial<Axis>): Axis {
  const grid = { stroke: colour('grid'), width: 1 };
  const font = '12px system-ui, sans-serif';
  return { stroke: colour('soft'), font, grid, ticks: { ...grid, size: 5 }, ...more };
}

function valueAxis(spec: ChartSpec, more: Partial<Axis>): Axis {
  return axis({
    size: AXIS_WIDTH,
    space: spec.height < 200 ? 20 : 34,
    values: (_, splits) => {
      const step = splits.length > 1 ? Math.abs((splits[1] ?? 0) - (splits[0] ?? 0)) : 0;
      return splits.map((value) => spec.values(value, step));
    },
    ...more,
    ...(more.side === 1 ? { grid: { stroke: 'transparent', width: 0 } } : {}),
  });
}

/** Labels of time in UTC: as fine as the ticks need, the date where it begins or changes. */
function timeLabels(splits: readonly number[]): string[] {
  const step = splits.length > 1 ? (splits[1] ?? 0) - (splits[0] ?? 0) : 60;
  let before = '';
  return splits.map((seconds) => {
    const text = new Date(seconds * 1000).toISOString();
    const date = text.slice(0, 10);
    if (step >= 86_400) return date;
    const time = text.slice(11, step >= 60 ? 16 : step >= 1 ? 19 : 23);
    const isNew = date !== before;
    before = date;
    return isNew ? `${time}\n${date}` : time;
  });
}

export function makeChart(spec: ChartSpec, view: TimeView): Uplot {
  const Uplot = uplotOfPage();
  const { min, max } = view.range;
  const cursor = (u: Uplot): void => {
    const { left } = u.cursor;
    const isInside = left !== undefined && left >= 0;
    spec.onCursor?.(u, isInside ? u.posToVal(left, 'x') : undefined);
  };
  return new Uplot(
    {
      width: Math.max(200, spec.target.clientWidth),
      height: spec.height,
      padding: [10, RIGHT_MARGIN + (spec.rightSpace ?? 0), 0, 0],
      legend: { show: false },
      tzDate: (seconds) => Uplot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
      cursor: {
        sync: { key: 'time', setSeries: false },
        drag: { x: true, y: false, setScale: true },
        points: { size: 7 },
        y: false,
        bind: {
          dblclick: () => () => {
            view.reset();
            return null;
          },
        },
      },
      scales: {
        x: { time: true, auto: false, min, max },
        y: spec.range === undefined ? {} : { range: spec.range },
        ...(spec.rightRange === undefined ? {} : { hold: { range: spec.rightRange } }),
      },
      axes: [
        axis({ space: 78, values: (_, splits) => timeLabels(splits) }),
        valueAxis(spec, {}),
        ...(spec.rightAxis === undefined
          ? []
          : [
              valueAxis(spec, {
                scale: 'hold',
                side: 1,
                stroke: spec.rightAxis,
                size: RIGHT_AXIS_WIDTH,
              }),
            ]),
      ],
      series: [{}, ...spec.series],
      hooks: {
        setScale: [(u, key) => key === 'x' && view.follow(u)],
        setCursor: [cursor],
        draw: spec.draw === undefined ? [] : [spec.draw],
      },
    },
    spec.data,
    spec.target,
  );
}

/** Lowest and highest with a margin; a flat line stands in the middle. */
export function padded(low: number, high: number): readonly [number, number] {
  const margin = high > low ? (high - low) * 0.06 : Math.max(Math.abs(high) * 0.001, 1e-9);
  return [low - margin, high + margin];
}

/** Decimals that tell the ticks of an axis apart. */
export function decimalsFor(step: number): number {
  if (!(step > 0)) return 2;
  for (let decimals = 0; decimals < 10; decimals++) {
    const scaled = step * 10 ** decimals;
    if (scaled >= 0.999 && Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return decimals;
  }
  return 10;
}

/** `2024-08-08 23:54:15.030` without what is zero for all. */
export function timeText(seconds: number, hasFraction = false): string {
  const text = new Date(seconds * 1000).toISOString().replace('T', ' ');
  return text.slice(0, hasFraction ? 23 : 19);
}
