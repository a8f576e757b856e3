// Price with the fills of one strategy on one instrument, and its position below.
import { fixed, integer } from '../numbers.ts';
import type { PageData } from '../page-data.ts';
import { colour, decimalsFor, elementOf, makeChart, padded, timeText } from './chart.ts';
import { type Cluster, clustersOf } from './clusters.ts';
import { type Curve, firstFrom, valueAt } from './columns.ts';
import { chartSeries, type ShownStrategy } from './shown.ts';
import { type Uplot, uplotOfPage } from './uplot-api.ts';
import type { TimeView } from './view.ts';

/** Pixels that one mark covers, and how near the cursor has to come. */
const MARK_PX = 12;
const REACH_PX = 14;

type Fills = ShownStrategy['fills'][number];

interface Placed {
  readonly cluster: Cluster;
  /** CSS pixels inside the plot. */
  readonly x: number;
  readonly y: number;
}

/** Few marks are drawn larger: one in a day must be seen. */
function markSize(count: number, marks: number): number {
  const least = marks < 60 ? 6 : 4;
  return Math.min(8, least + Math.log2(count) * 0.5); // determinism-ok: size of a mark in a drawing
}

function drawMark(u: Uplot, { cluster, x, y }: Placed, marks: number): void {
  const ratio = devicePixelRatio;
  const { ctx, bbox } = u;
  const size = markSize(cluster.count, marks) * ratio;
  const [cx, cy] = [bbox.left + x * ratio, bbox.top + y * ratio];
  const away = cluster.side === 1 ? size * 1.6 : -size * 1.6;
  ctx.beginPath();
  ctx.moveTo(cx, cy);
  ctx.lineTo(cx - size, cy + away);
  ctx.lineTo(cx + size, cy + away);
  ctx.closePath();
  const paint = colour(cluster.side === 1 ? 'gain' : 'loss');
  ctx.fillStyle = cluster.makers === cluster.count ? colour('card') : paint;
  ctx.strokeStyle = paint;
  ctx.lineWidth = 1.25 * ratio;
  ctx.fill();
  ctx.stroke();
}

function drawFills(fills: Fills, placed: Placed[]): (u: Uplot) => void {
  return (u) => {
    placed.length = 0;
    const { min, max } = u.scales['x'] ?? {};
    if (typeof min !== 'number' || typeof max !== 'number') return;
    const ratio = devicePixelRatio;
    const secondsPerPixel = ((max - min) / u.bbox.width) * ratio;
    for (const cluster of clustersOf(fills, min, max, secondsPerPixel * MARK_PX)) {
      const middle = (cluster.fromSeconds + cluster.toSeconds) / 2;
      const [x, y] = [u.valToPos(middle, 'x'), u.valToPos(cluster.price, 'y')];
      placed.push({ cluster, x, y });
    }
    u.ctx.save();
    const { left, top, width, height } = u.bbox;
    u.ctx.beginPath();
    u.ctx.rect(left, top, width, height);
    u.ctx.clip();
    for (const one of placed) drawMark(u, one, placed.length);
    u.ctx.restore();
  };
}

function tipText({ cluster }: Placed, digits: number): string[] {
  const many = cluster.count > 1;
  const role =
    cluster.makers === cluster.count
      ? 'maker'
      : cluster.makers === 0
        ? 'taker'
        : `${integer(cluster.makers)} as maker`;
  const size = Number(cluster.qty.toPrecision(6)).toString();
  const price = fixed(cluster.price, digits + (many ? 2 : 0));
  const times = many
    ? `${timeText(cluster.fromSeconds, true)} to ${timeText(cluster.toSeconds, true).slice(11)}`
    : timeText(cluster.fromSeconds, true);
  return [
    `${cluster.side === 1 ? 'Bought' : 'Sold'} ${size} at ${many ? 'mean ' : ''}${price}`,
    many ? `${integer(cluster.count)} fills, ${role}` : role,
    times,
  ];
}

function minus(value: number): string {
  return String(value).replace('-', '−');
}

class Tip {
  readonly #element = document.createElement('div');

  constructor() {
    this.#element.className = 'tip';
    this.#element.hidden = true;
  }

  show(u: Uplot, placed: readonly Placed[], digits: number): void {
    const { left = -1, top = -1 } = u.cursor;
    let nearest: Placed | undefined;
    let reach = REACH_PX;
    for (const one of placed) {
      const middle = one.y + (one.cluster.side === 1 ? 6 : -6);
      const distance = Math.hypot(one.x - left, middle - top); // determinism-ok: pixels
      if (left >= 0 && distance < reach) [nearest, reach] = [one, distance];
    }
    this.#element.hidden = nearest === undefined;
    if (nearest === undefined) return;
    const lines = tipText(nearest, digits).map((text) => {
      const line = document.createElement('div');
      line.textContent = text;
      return line;
    });
    this.#element.replaceChildren(...lines);
    if (this.#element.parentElement !== u.over) u.over.append(this.#element);
    const isRight = nearest.x > u.over.clientWidth / 2;
    this.#element.style.left = isRight ? '' : `${nearest.x + 14}px`;
    this.#element.style.right = isRight ? `${u.over.clientWidth - nearest.x + 14}px` : '';
    this.#element.style.top = `${Math.max(0, nearest.y - 20)}px`;
  }
}

/** The price line; where no mid was recorded, the fills' own prices. */
function priceLine(mark: Curve | undefined, fills: Fills | undefined): Curve {
  if (mark !== undefined && mark.t.length > 0) return mark;
  return { t: fills?.t ?? new Float64Array(0), v: fills?.price ?? new Float64Array(0) };
}

function captionOf(fills: Fills | undefined, symbol: string): string {
  const total = fills?.total ?? 0;
  if (total === 0) return `No fills in ${symbol}.`;
  const joined =
    fills !== undefined && fills.t.length < total
      ? ' Some are joined by time and side; fills.csv has each of them.'
      : '';
  return (
    `${integer(total)} fill${total === 1 ? '' : 's'} in ${symbol}. Marks point at the price; ` +
    `filled ` +
    `marks took liquidity, hollow ones made it; larger ones stand for several fills: zoom in ` +
    `to part them.` +
    joined
  );
}

/** Draws price and position into their places and returns the charts. */
export function drawFillsPanel(
  data: PageData,
  strategy: ShownStrategy,
  instrument: number,
  mark: Curve | undefined,
  view: TimeView,
): Uplot[] {
  const { symbol, digits } = data.instruments[instrument] ?? { symbol: '', digits: 2 };
  const fills = strategy.fills[instrument];
  const line = priceLine(mark, fills);
  elementOf('fills-caption').textContent = captionOf(fills, symbol);
  const placed: Placed[] = [];
  const tip = new Tip();
  const target = elementOf('price-readout');
  const unit = data.instruments.length > 1 ? data.currency : '';
  const readout = (seconds: number | undefined): void => {
    target.replaceChildren();
    const at = seconds ?? view.range.max;
    const price = valueAt(line, at);
    const position = valueAt(strategy.position, at) ?? 0;
    const parts = [`${timeText(at)} UTC`, price === undefined ? '' : fixed(price, digits + 1)];
    parts.push(`position ${minus(Number(position.toPrecision(8)))} ${unit}`);
    target.textContent = parts.filter((part) => part !== '').join('   ');
  };
  const range = (u: Uplot, low: number, high: number): readonly [number, number] => {
    const { min, max } = u.scales['x'] ?? {};
    let [lowest, highest] = [low, high];
    if (fills !== undefined && typeof min === 'number' && typeof max === 'number')
      for (let i = firstFrom(fills.t, min); i < fills.t.length && (fills.t[i] ?? 0) <= max; i++) {
        lowest = Math.min(lowest ?? Number.POSITIVE_INFINITY, fills.price[i] ?? 0);
        highest = Math.max(highest ?? Number.NEGATIVE_INFINITY, fills.price[i] ?? 0);
      }
    return padded(lowest ?? 0, highest ?? 1);
  };
  readout(undefined);
  const price = makeChart(
    {
      target: elementOf('price-chart'),
      height: 360,
      data: [line.t, line.v],
      series: [{ stroke: colour('price'), width: 1, points: { show: false } }],
      values: (value, step) => fixed(value, decimalsFor(step)),
      range,
      ...(fills === undefined ? {} : { draw: drawFills(fills, placed) }),
      onCursor: (u, seconds) => {
        readout(seconds);
        tip.show(u, placed, digits);
      },
    },
    view,
  );
  const stepped = uplotOfPage().paths.stepped({ align: 1 });
  const position = makeChart(
    {
      target: elementOf('position-chart'),
      height: 140,
      data: [strategy.position.t, strategy.position.v],
      series: [{ ...chartSeries(strategy.index, 14), paths: stepped }],
      values: (value, step) => fixed(value, decimalsFor(step)),
      range: (_, low, high) =>
        low === 0 && high === 0 ? [-1, 1] : padded(Math.min(0, low), Math.max(0, high)),
      onCursor: (_, seconds) => readout(seconds),
    },
    view,
  );
  return [price, position];
}
