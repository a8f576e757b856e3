// Profit by hour: UTC days (or weekdays of longer runs) down, hours of the day across.
import type { PeriodReturn } from '../stats/equity.ts';
import { escapeHtml } from './html-text.ts';
import { compact, money } from './numbers.ts';

const DAYS_MAX = 14;
const DAY_MS = 86_400_000;
/** 1970 began on a Thursday. */
const WEEKDAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'] as const;
const MONDAY = 4;

export interface HeatRow {
  readonly label: string;
  /** 24 sums, NaN where the run has no such hour. */
  readonly cells: readonly number[];
}

/** Sums of equity changes; up to 14 UTC days stand for themselves, more of them by weekday. */
export function heatRows(hourly: readonly PeriodReturn[]): readonly HeatRow[] {
  const dayOf = (startMs: number): number => Math.floor(startMs / DAY_MS);
  const days = new Set(hourly.map((hour) => dayOf(hour.startMs)));
  const byDate = days.size <= DAYS_MAX;
  const rows = new Map<number, number[]>();
  for (const { startMs, change } of hourly) {
    const day = dayOf(startMs);
    const key = byDate ? day : (day + 7 - MONDAY) % 7;
    const cells = rows.get(key) ?? Array.from({ length: 24 }, () => Number.NaN);
    rows.set(key, cells);
    const hour = Math.floor((startMs - day * DAY_MS) / 3_600_000);
    const before = cells[hour] ?? Number.NaN;
    cells[hour] = (Number.isNaN(before) ? 0 : before) + change;
  }
  const label = (key: number): string =>
    byDate
      ? new Date(key * DAY_MS).toISOString().slice(0, 10)
      : (WEEKDAYS[(key + MONDAY) % 7] ?? '');
  return [...rows.keys()]
    .sort((a, b) => a - b)
    .map((key) => ({ label: label(key), cells: rows.get(key) ?? [] }));
}

/** Colour of a value by its share of the largest: class and strength of a cell. */
export function heatCell(value: number, largest: number, text: string, title: string): string {
  if (Number.isNaN(value)) return '<td class="void"></td>';
  const strength = largest > 0 ? Math.min(1, Math.abs(value) / largest) : 0;
  const kind = value < 0 ? 'loss' : 'gain';
  const shade = (12 + 68 * Math.sqrt(strength)) * (value === 0 ? 0 : 1);
  return (
    `<td class="heat ${kind}${shade > 55 ? ' strong' : ''}" style="--shade:${shade.toFixed(0)}%" ` +
    `title="${escapeHtml(title)}">${escapeHtml(text)}</td>`
  );
}

export function heatMapHtml(hourly: readonly PeriodReturn[], currency: string): string {
  const rows = heatRows(hourly);
  if (rows.length === 0)
    return '<p class="empty">The equity was recorded too coarsely for single hours.</p>';
  const sizes = rows.flatMap((row) => row.cells).filter((value) => !Number.isNaN(value));
  const largest = sizes.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
  const lines = rows.map(({ label, cells }) => {
    const shown = cells.map((value, hour) => {
      const title = `${label} ${hours[hour]}:00 UTC: ${money(value, true)} ${currency}`;
      return heatCell(value, largest, compact(value), title);
    });
    return `<tr><th scope="row">${label}</th>${shown.join('')}</tr>`;
  });
  const head = hours.map((hour) => `<th scope="col">${hour}</th>`).join('');
  return (
    `<div class="scroll"><table class="heatmap"><thead><tr><th ` +
    `scope="col">UTC</th>${head}</tr></thead>` +
    `<tbody>${lines.join('')}</tbody></table></div>` +
    `<p class="caption">Change of the equity in each hour, open positions at their marks, in ` +
    `${escapeHtml(currency)}.</p>`
  );
}
