// The report of a parameter sweep: a ranked table and a heat map over two parameters.
import { OutcryError } from '../errors/outcry-error.ts';
import type { OutputFolder } from '../fs/types.ts';
import { quantile } from '../stats/moments.ts';
import { csvLine, csvPieces } from './csv.ts';
import { copyButton, escapeHtml } from './html-text.ts';
import { duration, integer } from './numbers.ts';
import { SWEEP_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';
import { footerHtml, pageHtml } from './report-html.ts';
import { configHtml, shortTime } from './sections.ts';
import {
  FIGURES,
  type Figure,
  paramNames,
  paramText,
  rankedRuns,
  type SweepResult,
  type SweepRun,
  shownFigure,
  sweepPageData,
} from './sweep-data.ts';

/** Rows of the table; sweep.csv has all of them. */
const ROWS_MAX = 1000;

const SWEEP_STYLE = `
.ranking thead button { background: none; border: 0; padding: 2px 0; color: var(--soft);
  font-weight: 400; }
.ranking thead button[aria-sort] { color: var(--ink); font-weight: 600; }
.ranking td:first-child { color: var(--soft); }
.ranking .param { text-align: left; font-weight: 600; }
.grid { border-collapse: separate; border-spacing: 2px; width: auto; font-size: 12.5px; }
.grid th, .grid td { border: 0; border-radius: 3px; text-align: center; padding: 8px;
  min-width: 58px; }
.grid.dense th, .grid.dense td { padding: 0; font-size: 10px; height: 14px; min-width: 14px; }
.grid.dense td { font-size: 0; }
.grid thead th, .grid tbody th { color: var(--soft); }
.grid .level { background: color-mix(in srgb, var(--accent) var(--shade), var(--card)); }
.grid .void { background: var(--grid); opacity: .45; }
`;

function figureOf(key: string): Figure {
  const found = FIGURES.find((figure) => figure.key === key);
  if (found === undefined)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'a sweep cannot be ranked by this', {
      expected: FIGURES.map((figure) => figure.key).join(', '),
      found: key,
    });
  return found;
}

function tableHtml(ranked: readonly SweepRun[], params: readonly string[], by: Figure): string {
  const sort = (place: number): string => (FIGURES[place] === by ? ' aria-sort="descending"' : '');
  const heads = [
    '<th scope="col">Rank</th>',
    ...params.map((name) => `<th scope="col" class="param">${escapeHtml(name)}</th>`),
    ...FIGURES.map(
      ({ label }, i) =>
        `<th scope="col"><button type="button" data-sort="${i}"${sort(i)}>${label}</button></th>`,
    ),
  ];
  const rows = ranked.slice(0, ROWS_MAX).map((run, rank) => {
    const names = params.map(
      (name) =>
        `<td ` +
        `class="param">${name in run.params ? escapeHtml(paramText(run.params[name])) : ''}</td>`,
    );
    const figures = FIGURES.map((figure) => {
      const value = run.metrics === undefined ? Number.NaN : figure.value(run.metrics);
      const sign =
        figure.isSigned && value !== 0 ? (value > 0 ? ' class="up"' : ' class="down"') : '';
      return `<td${sign}>${shownFigure(figure.kind, value, figure.isSigned)}</td>`;
    });
    const why = escapeHtml(run.error ?? 'failed');
    const failed = `<td colspan="${FIGURES.length}" class="down">${why}</td>`;
    const cells = run.metrics === undefined ? failed : figures.join('');
    return `<tr><td>${rank + 1}</td>${names.join('')}${cells}</tr>`;
  });
  return (
    `<div class="scroll"><table class="ranking"><thead><tr>${heads.join('')}</tr></thead>` +
    `<tbody id="ranking">${rows.join('')}</tbody></table></div>`
  );
}

function select(id: string, label: string, options: readonly string[], chosen: number): string {
  const items = options.map(
    (text, i) =>
      `<option value="${i}"${i === chosen ? ' selected' : ''}>${escapeHtml(text)}</option>`,
  );
  return `<label>${label} <select id="${id}">${items.join('')}</select></label>`;
}

function mapHtml(params: readonly string[], by: Figure): string {
  const figures = FIGURES.map((figure) => figure.label);
  const rows = params.length < 2 ? '' : select('map-row', 'Down', params, 1);
  return (
    `<section class="needs-script"><div class="head"><h2>Over two parameters</h2>` +
    `<span class="choices">${select('map-figure', 'Figure', figures, FIGURES.indexOf(by))}` +
    `${select('map-column', 'Across', params, 0)}${rows}` +
    `${select('map-join', 'Of runs in one cell', ['best', 'median', 'worst'], 1)}</span></div>` +
    `<div class="scroll" id="map"></div><p class="caption" id="map-caption"></p></section>`
  );
}

function tilesHtml(result: SweepResult, by: Figure): string {
  const values = result.runs
    .map(({ metrics }) => (metrics === undefined ? Number.NaN : by.value(metrics)))
    .filter((value) => !Number.isNaN(value));
  const profits = result.runs.filter(({ metrics }) => (metrics?.profit ?? 0) > 0).length;
  const show = (share: number): string =>
    shownFigure(by.kind, quantile(values, by.better === -1 ? 1 - share : share), by.isSigned);
  const failed = result.runs.filter(({ metrics }) => metrics === undefined).length;
  const tiles = [
    ['Runs', integer(result.runs.length), failed === 0 ? 'all finished' : `${failed} failed`],
    [`Best ${by.label}`, show(1), 'chosen in hindsight'],
    [`Median ${by.label}`, show(0.5), 'what chance would pick'],
    [`Worst ${by.label}`, show(0), ''],
    ['Profitable', `${integer(profits)} of ${integer(result.runs.length)}`, 'runs with a profit'],
  ].map(
    ([label, value, note]) =>
      `<div class="tile"><span class="label">${escapeHtml(label ?? '')}</span><b>${value}</b>` +
      `<span class="note">${note}</span></div>`,
  );
  return `<div class="tiles">${tiles.join('')}</div>`;
}

function noticesHtml(result: SweepResult): string {
  const items = [
    ...result.notes,
    `The best of ${integer(result.runs.length)} runs is the best on this data: ` +
      'a single bright cell among dark ones is luck more often than skill. Test what you ' +
      'choose on other data.',
  ];
  const list = items.map((text) => `<li class="note">${escapeHtml(text)}</li>`);
  return `<ul class="notices">${list.join('')}</ul>`;
}

export interface SweepOptions {
  /** Key of `FIGURES`, `sharpe` by default. */
  readonly rankBy?: string;
}

/** @throws OutcryError BAD_ARGUMENT for a figure that there is not */
export function sweepHtml(result: SweepResult, { rankBy = 'sharpe' }: SweepOptions = {}): string {
  const by = figureOf(rankBy);
  const params = paramNames(result.runs);
  const ranked = rankedRuns(result.runs, by);
  const length = duration(Number(result.endNs - result.startNs) / 1e6);
  const facts = `${shortTime(result.startNs)} to ${shortTime(result.endNs)} UTC (${length})`;
  const shown = Math.min(ROWS_MAX, ranked.length);
  const rest =
    shown < ranked.length ? `, the first ${integer(shown)} of ${integer(ranked.length)}` : '';
  const body = [
    `<header><h1>${escapeHtml(result.title)}</h1><p class="sub">${facts} · Outcry ` +
      `${escapeHtml(result.version)}</p></header>`,
    noticesHtml(result),
    tilesHtml(result, by),
    params.length === 0 ? '' : mapHtml(params, by),
    `<section><div class="head"><h2>Ranked by ${escapeHtml(by.label)}${rest}</h2></div>` +
      `${tableHtml(ranked, params, by)}<p class="caption">Profit, expectancy and fees in ` +
      `${escapeHtml(result.currency)}. A click on a figure's name sorts by it.</p></section>`,
    `<section>${configHtml(result.config, 'Configuration')}<p class="caption">dataHash ` +
      `<code>${escapeHtml(result.dataHash)}</code>${copyButton(result.dataHash, 'dataHash')}` +
      '</p></section>',
    footerHtml(result.version, undefined),
  ];
  return pageHtml({
    title: result.title,
    body: body.join('\n'),
    style: PAGE_STYLE + SWEEP_STYLE,
    scripts: [SWEEP_SCRIPT],
    data: sweepPageData(ranked, params, by),
  });
}

function* sweepLines(result: SweepResult, by: Figure): Generator<string, void, undefined> {
  const params = paramNames(result.runs);
  const last = ['refused', 'trade_hash', 'decision_hash', 'error'];
  yield csvLine(['rank', ...params, ...FIGURES.map(({ key }) => key), ...last]);
  for (const [rank, run] of rankedRuns(result.runs, by).entries()) {
    const { metrics } = run;
    const figures = FIGURES.map((figure) =>
      metrics === undefined || Number.isNaN(figure.value(metrics))
        ? ''
        : String(figure.value(metrics)),
    );
    const names = params.map((name) => (name in run.params ? paramText(run.params[name]) : ''));
    const { refused = '', tradeHash = '', decisionHash, error = '' } = run;
    const ends = [String(refused), tradeHash, decisionHash, error];
    yield csvLine([String(rank + 1), ...names, ...figures, ...ends]);
  }
}

/**
 * Writes sweep.csv, every run in order of rank, and sweep.html.
 *
 * @throws OutcryError BAD_ARGUMENT for a figure that there is not, DISK_FULL, NO_PERMISSION
 */
export async function writeSweep(
  folder: OutputFolder,
  result: SweepResult,
  options: SweepOptions = {},
): Promise<void> {
  const by = figureOf(options.rankBy ?? 'sharpe');
  await folder.write('sweep.csv', csvPieces(sweepLines(result, by)));
  await folder.write('sweep.html', [new TextEncoder().encode(sweepHtml(result, options))]);
}
