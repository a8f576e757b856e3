// Daily and monthly returns: bars per day, a table of years and months.
import type { PeriodReturn } from '../stats/equity.ts';
import { heatCell } from './heat-map.ts';
import { escapeHtml } from './html-text.ts';
import { money, percent } from './numbers.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WIDTH = 1200;
const HEIGHT = 140;
const MIDDLE = HEIGHT / 2;

function dailyBars(daily: readonly PeriodReturn[], currency: string): string {
  const largest = daily.reduce((most, { value }) => Math.max(most, Math.abs(value)), 0);
  const wide = Math.min(60, (WIDTH - 20) / daily.length);
  const bars = daily.map(({ startMs, value, change }, i) => {
    const height = largest > 0 ? (Math.abs(value) / largest) * (MIDDLE - 12) : 0;
    const day = new Date(startMs).toISOString().slice(0, 10);
    const title = `${day}: ${percent(value, undefined, true)}, ${money(change, true)} ${currency}`;
    return (
      `<rect class="${value < 0 ? 'loss' : 'gain'}" x="${(10 + i * wide).toFixed(2)}" ` +
      `y="${(value < 0 ? MIDDLE : MIDDLE - height).toFixed(1)}" ` +
      `width="${Math.max(0.6, wide - Math.min(2, wide * 0.2)).toFixed(2)}" ` +
      `height="${Math.max(0.8, height).toFixed(1)}"><title>${escapeHtml(title)}</title></rect>`
    );
  });
  return (
    `<svg class="daily" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Daily returns">` +
    `<line class="base" x1="10" x2="${WIDTH - 10}" y1="${MIDDLE}" y2="${MIDDLE}"/>` +
    `${bars.join('')}<text x="10" y="12">±${percent(largest)}</text></svg>`
  );
}

function monthlyTable(monthly: readonly PeriodReturn[]): string {
  const largest = monthly.reduce((most, { value }) => Math.max(most, Math.abs(value)), 0);
  const years = new Map<number, Map<number, number>>();
  for (const { startMs, value } of monthly) {
    const date = new Date(startMs);
    const months = years.get(date.getUTCFullYear()) ?? new Map<number, number>();
    years.set(date.getUTCFullYear(), months.set(date.getUTCMonth(), value));
  }
  const rows = [...years].map(([year, months]) => {
    const cells = MONTHS.map((name, month) => {
      const value = months.get(month) ?? Number.NaN;
      return heatCell(
        value,
        largest,
        percent(value, 1),
        `${name} ${year}: ${percent(value, undefined, true)}`,
      );
    });
    const total = [...months.values()].reduce((product, value) => product * (1 + value), 1) - 1;
    return (
      `<tr><th ` +
      `scope="row">${year}</th>${cells.join('')}<td>${percent(total, 1, true)}</td></tr>`
    );
  });
  const head = [...MONTHS, 'Year'].map((name) => `<th scope="col">${name}</th>`).join('');
  return (
    `<div class="scroll"><table class="heatmap months"><thead><tr><th></th>${head}</tr></thead>` +
    `<tbody>${rows.join('')}</tbody></table></div>`
  );
}

const DAYS_MIN = 5;

/** Nothing for a run of a few UTC days: the heat map says as much. */
export function periodReturnsHtml(
  daily: readonly PeriodReturn[],
  monthly: readonly PeriodReturn[],
  currency: string,
): string {
  if (daily.length < DAYS_MIN) return '';
  const best = daily.reduce((a, b) => (b.value > a.value ? b : a));
  const worst = daily.reduce((a, b) => (b.value < a.value ? b : a));
  const won = daily.filter(({ value }) => value > 0).length;
  return (
    dailyBars(daily, currency) +
    `<p class="caption">Return of each UTC day: ${won} of ${daily.length} won; best ` +
    `${percent(best.value, undefined, true)}, worst ${percent(worst.value, undefined, true)}.</p>` +
    (monthly.length < 2 ? '' : monthlyTable(monthly))
  );
}
