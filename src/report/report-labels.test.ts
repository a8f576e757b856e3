// Labels of a report stand whole, and beside each other.
import { expect, test } from 'vitest';
import { summarise } from '../stats/summary.ts';
import { chartCode } from '../testing/chart-code.ts';
import { openReportPage } from '../testing/report-page.ts';
import { type PlainFill, type PlainPoint, runRecord } from '../testing/run-records.ts';
import type { ChartCode } from './chart-code.ts';
import { histogramHtml } from './histogram.ts';
import { reportHtml } from './report-html.ts';

const charts = await chartCode();
const DAY = 86_400;

/** Ends at a tick of the time axis; loses much, gains little. */
function html(code: ChartCode): string {
  const equity = Array.from({ length: 41 }, (_, i): PlainPoint => [(i * DAY) / 4, 1000 - i]);
  const marks = [0, 5, 10].map((day) => [day * DAY, 100] as const);
  const fills = Array.from({ length: 2000 }, (_, i): PlainFill => {
    const price = i % 2 === 0 ? 100 : i < 1920 ? i / 20 : 103;
    return { second: i * 400, side: i % 2 === 0 ? 'buy' : 'sell', price, qty: 1 };
  });
  return reportHtml(summarise(runRecord([{ equity, fills }], marks)), code);
}

test('zero has a label only where there is room for it', () => {
  const labels = (values: readonly number[]): string[] =>
    [...histogramHtml(values, 'USDT').matchAll(/text-anchor="(\w+)">([^<]+)/g)]
      .slice(0, -1)
      .map(([, anchor, text]) => `${anchor} ${text}`);
  const losses = Array.from({ length: 1000 }, (_, i) => (i < 970 ? -100 + i / 10 : 3));
  expect(labels(losses)).toEqual(['start −100', 'end 5.00']);
  expect(labels(losses.map((net) => -net))).toEqual(['start −5.00', 'end 100']);
  expect(labels([-100, -60, 60, 100])).toEqual(['start −100', 'middle 0.00', 'end 100']);
});

test.skipIf(charts === undefined)('no label is cut at an edge or lies over another', async () => {
  if (charts === undefined) return;
  for (const width of [700, 1280]) {
    const open = await openReportPage(html(charts), { width });
    if (open === undefined) return;
    try {
      // What reaches the last pixels of a canvas goes on beyond them.
      const cut = await open.page.evaluate(`[...document.querySelectorAll('.chart canvas')].map(
        (c) => {
          const { data } = c.getContext('2d').getImageData(c.width - 2, 0, 2, c.height);
          return new Set(new Uint32Array(data.buffer)).size > 1;
        })`);
      expect(cut).toEqual([false, false, false, false]);
      const gaps = await open.page.evaluate(`(() => {
        const boxes = [...document.querySelectorAll('.histogram text')].slice(0, -1)
          .map((text) => text.getBBox()).sort((a, b) => a.x - b.x);
        return boxes.slice(1).map((box, i) => box.x - boxes[i].x - boxes[i].width);
      })()`);
      expect((gaps as number[]).length).toBeGreaterThan(0);
      for (const gap of gaps as number[]) expect(gap).toBeGreaterThan(4);
    } finally {
      await open.close();
    }
  }
});
