// Distribution of the net results of round trips, as a drawing that needs no script.
import { quantile } from '../stats/moments.ts';
import { escapeHtml } from './html-text.ts';
import { compact, integer, money } from './numbers.ts';

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const BINS_WISHED = 40;
/** Where doubles lose their digits there is nothing to draw: all such results count as one. */
const WIDTH_MIN = 1e-200;

/** 1, 2 or 5 times a power of ten, at least `size`. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size)); // determinism-ok: width of bars in a drawing
  const factor = [1, 2, 5, 10].find((one) => one * power >= size * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/**
 * Bins of one round width with a border at zero. They span the middle 98 %; the first and last one
 * also count everything beyond.
 */
export function binsOf(values: readonly number[]): readonly Bin[] {
  if (values.length === 0) return [];
  const low = quantile(values, values.length < 50 ? 0 : 0.01);
  const high = quantile(values, values.length < 50 ? 1 : 0.99);
  const widest = Math.max(Math.abs(low), Math.abs(high), WIDTH_MIN);
  const span = high - low;
  const wished = Math.min(BINS_WISHED, Math.max(5, Math.ceil(2 * Math.sqrt(values.length))));
  const step = roundStep(span > widest * 1e-9 ? span / wished : widest / 5);
  const first = Math.floor(low / step);
  const last = Math.max(first, Math.ceil(high / step) - 1);
  const counts = Array.from({ length: last - first + 1 }, () => 0);
  for (const value of values) {
    const place = Math.min(last, Math.max(first, Math.floor(value / step))) - first;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts.map((count, i) => ({
    from: (first + i) * step,
    to: (first + i + 1) * step,
    count,
  }));
}

const WIDTH = 640;
const HEIGHT = 200;
const BASE = HEIGHT - 26;

/** Units of the drawing that a sign of a label takes at most, and the room between two labels. */
const SIGN_WIDTH = 8;
const LABEL_GAP = 8;

/** Labels of both ends, and of zero where it has room between them. */
function axisLabels(left: number, right: number, x: (value: number) => number): string {
  const text = (value: number, at: number, anchor: string): string =>
    `<text x="${at.toFixed(1)}" y="${HEIGHT - 8}" text-anchor="${anchor}">${compact(value)}</text>`;
  const wide = (value: number): number => compact(value).length * SIGN_WIDTH;
  const half = wide(0) / 2 + LABEL_GAP;
  const hasZero = x(0) - half > 10 + wide(left) && x(0) + half < WIDTH - 10 - wide(right);
  return (
    text(left, 10, 'start') +
    (hasZero ? text(0, x(0), 'middle') : '') +
    text(right, WIDTH - 10, 'end')
  );
}

/** A picture of the bins; a sentence where there is nothing to draw. */
export function histogramHtml(values: readonly number[], currency: string): string {
  const bins = binsOf(values);
  if (bins.length === 0) return '<p class="empty">No round trip was closed.</p>';
  const most = Math.max(...bins.map((bin) => bin.count));
  const left = bins[0]?.from ?? 0;
  const right = bins.at(-1)?.to ?? 1;
  const x = (value: number): number => ((value - left) / (right - left)) * (WIDTH - 20) + 10;
  const bars = bins.map((bin, i) => {
    const height = bin.count === 0 ? 0 : Math.max(1.5, (bin.count / most) * (BASE - 22));
    const below = i === 0 ? '≤ ' : `${money(bin.from)} to `;
    const range =
      i === bins.length - 1 && i > 0 ? `≥ ${money(bin.from)}` : `${below}${money(bin.to)}`;
    const title = `${range} ${currency}: ${integer(bin.count)} round trips`;
    const kind = bin.from >= 0 ? 'gain' : 'loss';
    const [at, wide] = [x(bin.from), x(bin.to) - x(bin.from)];
    return (
      `<rect class="${kind}" x="${(at + 0.5).toFixed(1)}" y="${(BASE - height).toFixed(1)}" ` +
      `width="${Math.max(1, wide - 1).toFixed(1)}" height="${height.toFixed(1)}">` +
      `<title>${escapeHtml(title)}</title></rect>`
    );
  });
  const labels = axisLabels(left, right, x);
  const zero =
    left <= 0 && right >= 0 ? `<line x1="${x(0)}" x2="${x(0)}" y1="8" y2="${BASE}"/>` : '';
  return (
    `<svg class="histogram" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" ` +
    `aria-label="Distribution of the net results of ${integer(values.length)} round trips">` +
    `${zero}<line class="base" x1="10" x2="${WIDTH - 10}" y1="${BASE}" y2="${BASE}"/>` +
    `${bars.join('')}${labels}` +
    `<text x="10" y="14" text-anchor="start">${integer(most)}</text></svg>` +
    `<p class="caption">Net result of a round trip in ${escapeHtml(currency)}; bars count ` +
    `round trips. ` +
    `Median ${money(quantile(values, 0.5), true)}, ` +
    `5 % and 95 % quantile ${money(quantile(values, 0.05), true)} and ` +
    `${money(quantile(values, 0.95), true)}.` +
    `${values.length < 50 ? '' : ' The outer bars hold everything beyond.'}</p>`
  );
}
