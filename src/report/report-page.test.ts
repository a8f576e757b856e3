// The report in a browser: it opens from a file without a network and does what its controls say.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Side } from '../abi/orders.ts';
import { FillLog } from '../stats/fill-log.ts';
import type { RunRecord } from '../stats/record.ts';
import { summarise } from '../stats/summary.ts';
import { chartCode } from '../testing/chart-code.ts';
import { openReportPage, type ReportPage } from '../testing/report-page.ts';
import {
  instrument,
  type PlainFill,
  type PlainPoint,
  runRecord,
  SECOND,
} from '../testing/run-records.ts';
import type { ChartCode } from './chart-code.ts';
import { floats } from './page/columns.ts';
import { pageData } from './page-data.ts';
import { reportHtml } from './report-html.ts';

const NASTY = `a</script><script>window.broken=1</script>"' onload="window.broken=2" <b>x`;
const charts = await chartCode();

/** Two strategies over an hour, an hour and a half; one with a name that wants out. */
function html(code: ChartCode): string {
  const equity = (slope: number): PlainPoint[] =>
    Array.from({ length: 60 }, (_, i) => [i * 60, 1000 + slope * i + 3 * Math.sin(i), i % 3]);
  const marks = Array.from({ length: 60 }, (_, i) => [i * 60, 100 + Math.cos(i / 4)] as const);
  const fills = Array.from({ length: 40 }, (_, i): PlainFill => {
    const side = i % 2 === 0 ? 'buy' : 'sell';
    return { second: i * 80 + 1, side, price: 100 + (i % 5) / 10, qty: 1, role: 'maker' };
  });
  const strategies = [
    { name: NASTY, fills, equity: equity(2) },
    { name: 'second', fills: fills.slice(0, 3), equity: equity(-1) },
  ];
  const more = {
    title: NASTY,
    currency: '<i>USD',
    config: { [NASTY]: NASTY, queueModel: 'risk-averse' },
    notes: [NASTY],
    errors: [{ code: NASTY, message: NASTY }],
    dataHash: NASTY,
    instruments: [instrument(NASTY), instrument('Y')],
  };
  return reportHtml(summarise(runRecord(strategies, marks, more)), code);
}

test('text of users never becomes markup', () => {
  const text = html({ name: NASTY, script: '', style: '', licence: NASTY });
  expect(text).not.toContain('<script>window.broken');
  expect(text).not.toContain('onload="');
  expect(text).not.toContain('<b>x');
  expect(text).not.toContain('<i>USD');
  // The data, the charts' code and ours.
  expect(text.match(/<script/g)).toHaveLength(3);
  expect(text.match(/<\/script/g)).toHaveLength(3);
});

describe.skipIf(charts === undefined)('in a browser', () => {
  let open: ReportPage | undefined;

  beforeAll(async () => {
    if (charts !== undefined) open = await openReportPage(html(charts));
  });
  afterAll(() => open?.close());

  /** What the time axis of the equity shows, by the times under the ends of the plot. */
  async function range(page: ReportPage['page']): Promise<string[]> {
    const found: string[] = [];
    const box = await page.locator('#equity-chart .u-over').boundingBox();
    if (box === null) throw new Error('there is no chart');
    for (const x of [box.x + 1, box.x + box.width - 1]) {
      await page.mouse.move(x, box.y + box.height / 2);
      found.push(await page.locator('#curve-readout b').first().innerText());
    }
    await page.mouse.move(1, 1);
    return found;
  }

  test('draws all charts, asks for nothing, and runs no code of names', async () => {
    if (open === undefined) return;
    const { page, complaints } = open;
    expect(await page.locator('.chart canvas').count()).toBe(4);
    expect(await page.locator('h1').innerText()).toBe(NASTY);
    expect(await page.locator('.fault').innerText()).toContain(NASTY);
    expect(await page.evaluate('window.broken')).toBeUndefined();
    expect(complaints).toEqual([]);
    // Every chart has lines: its canvas is not of one colour.
    const inked = await page.evaluate(`[...document.querySelectorAll('.chart canvas')].map((c) => {
      const { data } = c.getContext('2d').getImageData(0, 0, c.width, c.height);
      return new Set(new Uint32Array(data.buffer)).size > 4;
    })`);
    expect(inked).toEqual([true, true, true, true]);
  });

  test('zooms by keys, buttons and drag, and comes back', async () => {
    if (open === undefined) return;
    const { page } = open;
    const whole = await range(page);
    expect(whole[0]).toMatch(/^1970-01-01 00:00:0\d UTC$/);
    expect(whole[1]).toMatch(/^1970-01-01 00:5[89]:\d\d UTC$/);
    await page.locator('#equity-chart').focus();
    await page.keyboard.press('+');
    const near = await range(page);
    expect(near[0]).toMatch(/ 00:1[45]:/);
    expect(near[1]).toMatch(/ 00:44:/);
    await page.keyboard.press('ArrowRight');
    expect((await range(page))[0]).toMatch(/ 00:20:/);
    await page.keyboard.press('0');
    expect(await range(page)).toEqual(whole);
    await page.locator('[data-zoom=in]').first().click();
    expect(await range(page)).toEqual(near);
    await page.locator('[data-zoom=reset]').first().click();
    const box = await page.locator('#price-chart .u-over').boundingBox();
    if (box === null) throw new Error('there is no chart');
    await page.mouse.move(box.x + box.width * 0.5, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.75, box.y + 60, { steps: 4 });
    await page.mouse.up();
    // What is dragged on one chart all of them show.
    expect((await range(page))[0]).toMatch(/ 00:(29|30):/);
    await page.locator('#price-chart').focus();
    await page.keyboard.press('Escape');
    expect(await range(page)).toEqual(whole);
  });

  test('shows and hides strategies, and the parts of the chosen one', async () => {
    if (open === undefined) return;
    const { page } = open;
    const names = page.locator('#curve-readout span');
    expect(await names.count()).toBe(4);
    await page.locator('[data-show="0"]').click();
    expect(await page.locator('[data-show="0"]').getAttribute('aria-pressed')).toBe('false');
    expect(await names.allInnerTexts()).not.toContainEqual(expect.stringContaining('broken'));
    await page.locator('[data-show="0"]').click();
    expect(await names.count()).toBe(4);
    expect(await page.locator('[data-detail="0"]').isVisible()).toBe(true);
    await page.locator('#focus').selectOption('1');
    expect(await page.locator('[data-detail="0"]').isVisible()).toBe(false);
    expect(await page.locator('[data-detail="1"]').isVisible()).toBe(true);
    expect(await page.locator('#fills-caption').innerText()).toMatch(/^3 fills in /);
    await page.locator('#instrument').selectOption('1');
    expect(await page.locator('#fills-caption').innerText()).toBe('No fills in Y.');
    await page.locator('[data-unit=money]').click();
    expect(await names.allInnerTexts()).toContainEqual(expect.stringMatching(/<i>USD/));
  });

  test('copies hashes and the configuration as they are', async () => {
    if (open === undefined) return;
    const { page } = open;
    const copied = await page.evaluate(`(async () => {
      const texts = [];
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: async (text) => { texts.push(text); } },
      });
      for (const button of document.querySelectorAll('[data-copy]')) button.click();
      await new Promise((resolve) => requestAnimationFrame(resolve));
      return [texts, document.querySelector('[data-copy]').textContent];
    })()`);
    const [texts, label] = copied as [string[], string];
    expect(label).toBe('Copied');
    expect(texts.slice(0, 2)).toEqual([NASTY, 'd0d0']);
    expect(JSON.parse(texts[3] ?? '')).toEqual({ [NASTY]: NASTY, queueModel: 'risk-averse' });
  });
});

function busyRecord(count: number): RunRecord {
  const run = runRecord([{ equity: [[0, 1000]] }], [[0, 100]]);
  const [strategy] = run.strategies;
  if (strategy === undefined) throw new Error('there is one');
  const fills = new FillLog(3);
  const names = { instrument: 0, realizedPnl: 0n, decisionMid: 100, role: 0 } as const;
  for (let i = 0; i < count; i++) {
    const row = { timeNs: (BigInt(i) * SECOND) / 4n, orderId: BigInt(i), qty: 1n + BigInt(i % 7) };
    const side = i % 2 === 0 ? Side.Buy : Side.Sell;
    fills.push({ ...row, ...names, side, price: 10_000n + BigInt(i % 300), fee: 1n });
  }
  const endNs = (BigInt(count) * SECOND) / 4n;
  return { ...run, endNs, strategies: [{ ...strategy, fills }] };
}

function busyRun(count: number): string {
  if (charts === undefined) throw new Error('there are charts');
  return reportHtml(summarise(busyRecord(count)), charts);
}

test.skipIf(charts === undefined)('long, empty and short runs open too', async () => {
  if (charts === undefined) return;
  const busy = busyRun(100_000);
  expect(busy.length).toBeLessThan(10_000_000);
  const open = await openReportPage(busy, { scheme: 'dark', width: 700 });
  if (open === undefined) return;
  try {
    const { page } = open;
    expect(await page.locator('#fills-caption').innerText()).toMatch(/^100,000 fills/);
    // Nothing but tables may be wider than a narrow window, and those scroll on their own.
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(700);
    const background = 'getComputedStyle(document.body).backgroundColor';
    const dark = await page.evaluate(background);
    // On paper it is light, whatever the screen is, and its charts are drawn anew.
    expect((await page.pdf()).length).toBeGreaterThan(20_000);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.evaluate(background)).not.toBe(dark);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.evaluate(background)).toBe(dark);
    expect(await page.locator('.chart canvas').count()).toBe(4);
    const records = [
      runRecord([]),
      runRecord([{ equity: [[5, 1000]] }]),
      runRecord([{ equity: [[5, 0]], fills: [{ second: 5, side: 'buy', price: 1, qty: 1 }] }]),
    ];
    for (const record of records) {
      await open.load(reportHtml(summarise(record), charts));
      const expected = record.strategies.length === 0 ? 0 : 4;
      expect(await page.locator('.chart canvas').count()).toBe(expected);
    }
    expect(open.complaints).toEqual([]);
  } finally {
    await open.close();
  }
});

test('more fills than a report carries are joined, and none is lost', () => {
  const page = pageData(summarise(busyRecord(150_000)));
  const [fills] = page.strategies[0]?.fills ?? [];
  const count = floats(fills?.count ?? '');
  expect(fills?.total).toBe(150_000);
  expect(count.length).toBeLessThanOrEqual(120_002);
  expect(count.reduce((sum, many) => sum + Math.abs(many), 0)).toBe(150_000);
  const bought = floats(fills?.qty ?? '').filter((qty) => qty > 0);
  let expected = 0;
  for (let i = 0; i < 150_000; i += 2) expected += (1 + (i % 7)) / 1000;
  expect(bought.reduce((sum, qty) => sum + qty, 0)).toBeCloseTo(expected, 0);
});
