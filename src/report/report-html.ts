// report.html: one run as one file that opens without a network. Charts are drawn by its script;
// every table, the distribution and the heat maps are there without it.
import type { BacktestResult, StrategyResult } from '../stats/result.ts';
import type { ChartCode } from './chart-code.ts';
import { heatMapHtml } from './heat-map.ts';
import { histogramHtml } from './histogram.ts';
import { escapeHtml, scriptCode, scriptJson } from './html-text.ts';
import { duration } from './numbers.ts';
import { pageData } from './page-data.ts';
import { REPORT_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';
import { periodReturnsHtml } from './period-returns.ts';
import {
  assumptionsHtml,
  configHtml,
  hashesHtml,
  markOutsHtml,
  metricTableHtml,
  noticesHtml,
  ordersHtml,
  rankingHtml,
  shortTime,
  swatch,
  tilesHtml,
} from './sections.ts';

/** Nothing may be loaded, whatever the text of a report says. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; " +
  "base-uri 'none'; form-action 'none'";

export interface Page {
  readonly title: string;
  /** Content of the main element. */
  readonly body: string;
  readonly style: string;
  /** In order; each becomes one script element. */
  readonly scripts: readonly string[];
  /** Read by the scripts from the element `data`. */
  readonly data: unknown;
}

/** A complete document. */
export function pageHtml({ title, body, style, scripts, data }: Page): string {
  const code = scripts.map((script) => `<script>${scriptCode(script)}</script>`);
  return `<!doctype html>
<html lang="en" class="no-script">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Outcry">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
<script type="application/json" id="data">${scriptJson(data)}</script>
${code.join('\n')}
</body>
</html>
`;
}

function headerHtml(result: BacktestResult): string {
  const length = duration(Number(result.endNs - result.startNs) / 1e6);
  const symbols = result.instruments.map((one) => one.symbol);
  const shown =
    symbols.length > 4 ? [...symbols.slice(0, 3), `${symbols.length - 3} more`] : symbols;
  const facts = [
    `${shortTime(result.startNs)} to ${shortTime(result.endNs)} UTC (${length})`,
    shown.join(', '),
    `Outcry ${result.version}`,
  ];
  return (
    `<header><h1>${escapeHtml(result.title)}</h1>` +
    `<p class="sub">${facts
      .filter((fact) => fact !== '')
      .map(escapeHtml)
      .join(' · ')}</p></header>`
  );
}

function zoomButtons(): string {
  const button = (zoom: string, label: string, text: string): string =>
    `<button type="button" data-zoom="${zoom}" aria-label="${label}">${text}</button>`;
  return (
    `<span class="choices needs-script">${button('in', 'Zoom in', '+')}` +
    `${button('out', 'Zoom out', '−')}${button('reset', 'Show the whole run', 'Whole run')}</span>`
  );
}

function strategyChoices({ strategies }: BacktestResult): string {
  if (strategies.length < 2) return '';
  const chips = strategies.map(
    ({ name }, i) =>
      `<button type="button" data-show="${i}" aria-pressed="true" title="${escapeHtml(name)}">` +
      `${swatch(i)}${escapeHtml(name)}</button>`,
  );
  return (
    `<div class="choices needs-script" role="group" aria-label="Strategies ` +
    `shown">${chips.join('')}</div>`
  );
}

function curvesHtml(result: BacktestResult): string {
  return (
    `<section><div class="head"><h2>Equity and drawdown</h2>${strategyChoices(result)}` +
    `<span class="choices needs-script" role="group" aria-label="Unit of the equity">` +
    `<button type="button" data-unit="money" ` +
    `aria-pressed="false">${escapeHtml(result.currency)}</button>` +
    `<button type="button" data-unit="return" aria-pressed="false">Return</button></span>` +
    `${zoomButtons()}</div><div ` +
    `class="readout${result.strategies.length > 2 ? ' tall' : ''}" id="curve-readout"></div>` +
    `<div class="chart" id="equity-chart" tabindex="0" role="img" aria-label="Equity over ` +
    `time, with buying and holding"></div>` +
    `<div class="chart-title">Drawdown</div>` +
    `<div class="chart" id="drawdown-chart" tabindex="0" role="img" aria-label="Drawdown ` +
    `over time"></div>` +
    `<p class="hint needs-script">Drag to zoom, double click for the whole run. Keys on a ` +
    `focused chart: ` +
    `<kbd>+</kbd> <kbd>−</kbd> zoom, <kbd>←</kbd> <kbd>→</kbd> move, <kbd>0</kbd> whole run. ` +
    `All charts over time move together.</p></section>`
  );
}

function focusChoice({ strategies }: BacktestResult): string {
  if (strategies.length < 2) return '';
  const options = strategies.map(
    ({ name }, i) => `<option value="${i}">${escapeHtml(name)}</option>`,
  );
  return (
    `<label class="needs-script">Strategy <select ` +
    `id="focus">${options.join('')}</select></label>`
  );
}

function fillsHtml(result: BacktestResult): string {
  const { instruments } = result;
  const options = instruments.map(
    ({ symbol }, i) => `<option value="${i}">${escapeHtml(symbol)}</option>`,
  );
  const choice =
    instruments.length < 2
      ? ''
      : `<label class="needs-script">Instrument <select ` +
        `id="instrument">${options.join('')}</select></label>`;
  return (
    `<section><div class="head"><h2>Fills over price</h2>${focusChoice(result)}${choice}` +
    `<span class="legend"><span><i class="mark buy"></i>bought</span>` +
    `<span><i class="mark sell"></i>sold</span></span>${zoomButtons()}</div>` +
    `<div class="readout" id="price-readout"></div>` +
    `<div class="chart" id="price-chart" tabindex="0" role="img" aria-label="Price with ` +
    `fills"></div>` +
    `<div class="chart-title">Position${instruments.length > 1 ? ', net value' : ''}</div>` +
    `<div class="chart" id="position-chart" tabindex="0" role="img" aria-label="Position ` +
    `over time"></div>` +
    `<p class="caption" id="fills-caption"></p></section>`
  );
}

/** The parts of one strategy; the page shows those of the chosen one. */
function detailHtml(strategy: StrategyResult, index: number, result: BacktestResult): string {
  const { currency, strategies } = result;
  const of =
    strategies.length < 2 ? '' : ` <small>${swatch(index)}${escapeHtml(strategy.name)}</small>`;
  const returns = periodReturnsHtml(strategy.daily, strategy.monthly, currency);
  return (
    `<div class="detail" data-detail="${index}">` +
    `<section><h2>Profit by hour${of}</h2>${heatMapHtml(strategy.hourly, currency)}</section>` +
    (returns === '' ? '' : `<section><h2>Daily and monthly returns${of}</h2>${returns}</section>`) +
    `<div class="pair"><section><h2>Distribution of results${of}</h2>` +
    `${histogramHtml([...strategy.trips.net], currency)}</section>` +
    `<section><h2>After the fills${of}</h2>${markOutsHtml(strategy)}</section></div></div>`
  );
}

function configurationHtml(result: BacktestResult): string {
  const params = result.strategies.map(({ name, params }) =>
    configHtml(params, `Parameters of ${name}`),
  );
  const orders = result.strategies.map((strategy, i) => {
    const name = `<div class="head"><h3>${swatch(i)}${escapeHtml(strategy.name)}</h3></div>`;
    return `<div>${result.strategies.length < 2 ? '' : name}${ordersHtml(strategy)}</div>`;
  });
  return (
    `<div class="pair"><section><h2>What was assumed</h2>${assumptionsHtml(result)}</section>` +
    `<section><h2>Orders</h2><div class="pair">${orders.join('')}</div></section></div>` +
    `<section><h2>Hashes</h2>${hashesHtml(result)}</section>` +
    `<div class="pair"><section>${configHtml(result.config, 'Configuration')}</section>` +
    `<section>${params.join('')}</section></div>`
  );
}

export function footerHtml(version: string, charts: ChartCode | undefined): string {
  const licence =
    charts === undefined
      ? ''
      : `<details><summary>Charts by ${escapeHtml(charts.name)}</summary>` +
        `<pre>${escapeHtml(charts.licence)}</pre></details>`;
  return (
    `<footer><p>Made by Outcry ${escapeHtml(version)}. A simulation on recorded data: what it ` +
    `earned says nothing certain about what comes. Not financial advice.` +
    `</p>${licence}</footer>`
  );
}

/** The report of a run. Its size is bounded whatever the run's length: see docs/reports.md. */
export function reportHtml(result: BacktestResult, charts: ChartCode): string {
  const [only, ...others] = result.strategies;
  const figures =
    only === undefined
      ? '<section><p class="empty">The run had no strategy.</p></section>'
      : others.length === 0
        ? tilesHtml(only, result.currency)
        : `<section><div class="head"><h2>Strategies</h2></div>${rankingHtml(result)}</section>`;
  const body = [
    headerHtml(result),
    noticesHtml(result),
    figures,
    curvesHtml(result),
    fillsHtml(result),
    ...result.strategies.map((strategy, i) => detailHtml(strategy, i, result)),
    `<section><div class="head"><h2>Metrics</h2></div>${metricTableHtml(result)}</section>`,
    configurationHtml(result),
    footerHtml(result.version, charts),
  ];
  return pageHtml({
    title: result.title,
    body: body.join('\n'),
    style: `${charts.style}\n${PAGE_STYLE}`,
    scripts: [charts.script, REPORT_SCRIPT],
    data: pageData(result),
  });
}
