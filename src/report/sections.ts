// The parts of a report that need no script: figures, notices, tables.
import { formatTime } from '../model/time.ts';
import type { PlainValue } from '../stats/record.ts';
import type { BacktestResult, StrategyResult } from '../stats/result.ts';
import { assumptionsOf, flatten } from './assumptions.ts';
import { copyButton, escapeHtml } from './html-text.ts';
import { metricGroups } from './metric-rows.ts';
import { duration, fixed, integer, markPrice, money, percent } from './numbers.ts';
import { jsonOf } from './result-json.ts';

/** `2024-08-08 23:54:15` of a time. */
export function shortTime(ns: bigint): string {
  return formatTime(ns).slice(0, 19).replace('T', ' ');
}

function signClass(value: number): string {
  if (!(Math.abs(value) > 0)) return '';
  return value > 0 ? ' class="up"' : ' class="down"';
}

/** The colour of a strategy: the same in charts, tables and choices. */
export function swatch(index: number): string {
  return `<i class="swatch s${index % 8}" aria-hidden="true"></i>`;
}

interface Tile {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly sign?: number;
}

const PERIOD_NAMES = { minute: 'minutes', hour: 'hours', day: 'days' } as const;

function tilesOf({ metrics: m }: StrategyResult, currency: string): readonly Tile[] {
  const trades = m.trades.count;
  const makers = m.execution.makerShare;
  return [
    {
      label: 'Profit',
      value: money(m.profit, true),
      note: `${currency} on ${money(m.startEquity)}`,
      sign: m.profit,
    },
    {
      label: 'Return',
      value: percent(m.totalReturn, undefined, true),
      note: `holding ${percent(m.buyAndHold, undefined, true)}`,
      sign: m.totalReturn,
    },
    {
      label: 'Max drawdown',
      value: percent(m.maxDrawdown),
      note: `longest ${duration(Number(m.longestDrawdownNs) / 1e6)}`,
      sign: m.maxDrawdown,
    },
    {
      label: 'Sharpe',
      value: fixed(m.sharpe),
      note: `annualised, of ${integer(m.periods)} ${PERIOD_NAMES[m.returnPeriod]}`,
      sign: m.sharpe,
    },
    {
      label: 'Win rate',
      value: percent(m.trades.winRate, 1),
      note: `${integer(trades)} round trip${trades === 1 ? '' : 's'}`,
    },
    {
      label: 'Profit factor',
      value: fixed(m.trades.profitFactor),
      note: `expectancy ${money(m.trades.expectancy, true)}`,
    },
    {
      label: 'Fees',
      value: money(m.execution.fees),
      note: Number.isNaN(m.execution.feesBps)
        ? 'no fills'
        : `${fixed(m.execution.feesBps)} bp of the value`,
    },
    {
      label: 'Fills',
      value: integer(m.execution.fills),
      note: Number.isNaN(makers) ? 'no fills' : `${percent(makers, 1)} of the value as maker`,
    },
  ];
}

/** Key figures of a run's only strategy. */
export function tilesHtml(strategy: StrategyResult, currency: string): string {
  const tiles = tilesOf(strategy, currency).map(
    ({ label, value, note, sign = 0 }) =>
      `<div class="tile"><span class="label">${label}</span>` +
      `<b${signClass(sign)}>${value}</b><span class="note">${escapeHtml(note)}</span></div>`,
  );
  return `<div class="tiles">${tiles.join('')}</div>`;
}

/** Key figures of several strategies, best return first. */
export function rankingHtml(result: BacktestResult): string {
  const order = result.strategies
    .map((strategy, index) => ({ strategy, index }))
    .sort((a, b) => b.strategy.metrics.totalReturn - a.strategy.metrics.totalReturn);
  const names = [
    'Profit',
    'Return',
    'Max drawdown',
    'Sharpe',
    'Win rate',
    'Profit factor',
    'Round trips',
    'Fills',
    'Maker share',
    'Fees',
  ];
  const rows = order.map(({ strategy: { name, metrics: m }, index }) => {
    const cells = [
      [money(m.profit, true), m.profit],
      [percent(m.totalReturn, undefined, true), m.totalReturn],
      [percent(m.maxDrawdown), m.maxDrawdown],
      [fixed(m.sharpe), m.sharpe],
      [percent(m.trades.winRate, 1), 0],
      [fixed(m.trades.profitFactor), 0],
      [integer(m.trades.count), 0],
      [integer(m.execution.fills), 0],
      [percent(m.execution.makerShare, 1), 0],
      [money(m.execution.fees), 0],
    ] as const;
    const shown = cells.map(([text, sign]) => `<td${signClass(sign)}>${text}</td>`);
    return `<tr><th scope="row">${swatch(index)}${escapeHtml(name)}</th>${shown.join('')}</tr>`;
  });
  const head = names.map((name) => `<th scope="col">${name}</th>`).join('');
  return (
    `<div class="scroll"><table class="figures"><thead><tr><th scope="col">Strategy</th>${head}` +
    `</tr></thead><tbody>${rows.join('')}</tbody></table></div>` +
    `<p class="caption">Profit and fees in ${escapeHtml(result.currency)}.</p>`
  );
}

/** All metrics, a column for each strategy. */
export function metricTableHtml(result: BacktestResult): string {
  const { strategies } = result;
  const isAlone = strategies.length === 1;
  const groups = metricGroups(result.horizonsMs).map(({ title, rows }) => {
    const lines = rows.map((row) => {
      const cells = strategies.map(({ metrics }) => {
        const sign = row.sign?.(metrics) ?? 0;
        return `<td${signClass(sign)}>${escapeHtml(row.show(metrics))}</td>`;
      });
      const about = escapeHtml(row.about);
      const label = `<th scope="row" title="${about}">${escapeHtml(row.label)}</th>`;
      return `<tr>${label}${cells.join('')}</tr>`;
    });
    const heads = strategies.map(
      ({ name }, i) => `<th scope="col">${swatch(i)}${escapeHtml(name)}</th>`,
    );
    const head = isAlone
      ? `<tr><th colspan="2" scope="colgroup">${title}</th></tr>`
      : `<tr><th scope="col">${title}</th>${heads.join('')}</tr>`;
    return `<table class="metrics"><thead>${head}</thead><tbody>${lines.join('')}</tbody></table>`;
  });
  return `<div class="${isAlone ? 'metric-columns' : 'scroll'}">${groups.join('')}</div>`;
}

/** Mark-outs by role. */
export function markOutsHtml({ metrics }: StrategyResult): string {
  if (metrics.execution.fills === 0) return '<p class="empty">No order was filled.</p>';
  const show = (value: number): string => `<td${signClass(value)}>${fixed(value, 2, true)}</td>`;
  const rows = metrics.markOuts.map(
    (one) =>
      `<tr><th scope="row">${duration(one.horizonMs).replace('.0', '')}</th>${show(one.bps)}` +
      `${show(one.makerBps)}${show(one.takerBps)}<td>${integer(one.fills)}</td></tr>`,
  );
  const unknown = metrics.markOuts.some((one) => one.fills === 0)
    ? ' A dash: not known; over candles nothing is known within a candle.'
    : '';
  const heads = ['After', 'All, bp', 'Maker, bp', 'Taker, bp', 'Fills'];
  const { shortfall, shortfallBps, decided, fills } = metrics.execution;
  const cost = Number.isNaN(shortfall)
    ? 'No mid at the decision is known, so there is no implementation shortfall.'
    : `Implementation shortfall ${money(shortfall)} (${fixed(shortfallBps)} bp, fees included) ` +
      `over ${integer(decided)} of ${integer(fills)} fills.`;
  return (
    `<div class="scroll"><table class="figures"><thead><tr>` +
    `${heads.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>` +
    `<tbody>${rows.join('')}</tbody></table></div><p class="caption">Move of the mid in ` +
    `favour of the ` +
    `fills, without fees; negative: the market ran against them.${unknown} ${cost}</p>`
  );
}

export function ordersHtml({ orders }: StrategyResult): string {
  const { submitted, accepted, filled, cancelled, expired, refused } = orders;
  const counts: readonly (readonly [string, number])[] = [
    ['Submitted', submitted],
    ['Accepted', accepted],
    ['Filled', filled],
    ['Cancelled', cancelled],
    ['Expired', expired],
    ...Object.entries(refused).map(([reason, count]) => [`Refused: ${reason}`, count] as const),
  ];
  const rows = counts.map(
    ([name, count]) =>
      `<tr><th scope="row">${escapeHtml(name)}</th><td>${integer(count)}</td></tr>`,
  );
  return `<table class="figures narrow"><tbody>${rows.join('')}</tbody></table>`;
}

function openNotices(result: BacktestResult): string[] {
  return result.strategies.flatMap(({ name, openPositions }) =>
    openPositions.map((open) => {
      const side = open.qty < 0 ? 'short' : 'long';
      const size = `${side} ${String(Math.abs(open.qty))} ${open.symbol}`;
      const worth = `${money(open.net, true)} ${result.currency} net so far`;
      return (
        `${name} ended with an open position: ${size}, valued at ` +
        `${markPrice(open.price, open.priceScale)} (${worth}).`
      );
    }),
  );
}

const SHORT_DAYS = 30;
const FEW_TRADES = 30;

function cautions(result: BacktestResult): string[] {
  const notices: string[] = [];
  const days = Number(result.endNs - result.startNs) / 86_400e9;
  if (days < SHORT_DAYS && result.strategies.length > 0)
    notices.push(
      `The run is ${duration(days * 86_400_000)} long: annualised figures extrapolate it to ` +
        `a year.`,
    );
  for (const { name, metrics } of result.strategies) {
    const { count } = metrics.trades;
    if (metrics.execution.fills === 0) notices.push(`${name}: no order was filled.`);
    else if (count === 0) notices.push(`${name}: no round trip was closed.`);
    else if (count < FEW_TRADES)
      notices.push(`${name}: ${integer(count)} closed round trips say little about the next ones.`);
  }
  return notices;
}

/** Faults first, then what a reader must know, then what limits the figures. */
export function noticesHtml(result: BacktestResult): string {
  const faults = [
    ...result.errors.map((fault) => ({ who: '', fault })),
    ...result.strategies.flatMap(({ name, errors }) =>
      errors.map((fault) => ({ who: `${name}: `, fault })),
    ),
  ].map(({ who, fault }) => {
    const when = fault.timeNs === undefined ? '' : ` at ${formatTime(fault.timeNs)}`;
    return `${who}${fault.code}${when}: ${fault.message}`;
  });
  const item = (kind: string) => (text: string) => `<li class="${kind}">${escapeHtml(text)}</li>`;
  const items = [
    ...faults.map(item('fault')),
    ...openNotices(result).map(item('open')),
    ...result.notes.map(item('note')),
    ...cautions(result).map(item('note')),
  ];
  return items.length === 0 ? '' : `<ul class="notices">${items.join('')}</ul>`;
}

export function assumptionsHtml(result: BacktestResult): string {
  const items = assumptionsOf(result.config).map(({ text, key }) => {
    const from = key === '' ? '' : ` <code>${escapeHtml(key)}</code>`;
    return `<li${key === '' ? ' class="missing"' : ''}>${escapeHtml(text)}${from}</li>`;
  });
  const valued =
    'Open positions are valued at the last mid, without the fee of closing them. ' +
    'Round trips run from flat to flat and are net of fees. All times are UTC.';
  return `<ul class="plain">${items.join('')}<li>${valued}</li></ul>`;
}

/** `a.b` to text, as a table, with the whole as JSON to copy. */
export function configHtml(config: Readonly<Record<string, PlainValue>>, what: string): string {
  const rows = flatten(config).map(
    ([key, value]) =>
      `<tr><th scope="row">${escapeHtml(key)}</th><td>${escapeHtml(String(value))}</td></tr>`,
  );
  const json = JSON.stringify(jsonOf(config), undefined, 2);
  const table =
    rows.length === 0
      ? '<p class="empty">Nothing was configured.</p>'
      : `<table class="config"><tbody>${rows.join('')}</tbody></table>`;
  return (
    `<div ` +
    `class="head"><h3>${escapeHtml(what)}</h3>${copyButton(json, `${what} as JSON`)}</div>${table}`
  );
}

export function hashesHtml(result: BacktestResult): string {
  const hashes: readonly (readonly [string, string])[] = [
    ['dataHash', result.dataHash],
    ...result.strategies.map(
      ({ name, decisionHash }) =>
        [
          result.strategies.length === 1 ? 'decisionHash' : `decisionHash of ${name}`,
          decisionHash,
        ] as const,
    ),
  ];
  const rows = hashes.map(
    ([name, hash]) =>
      `<tr><th scope="row">${escapeHtml(name)}</th><td><code>${escapeHtml(hash)}</code>` +
      `${copyButton(hash, name)}</td></tr>`,
  );
  return (
    `<table class="config"><tbody>${rows.join('')}</tbody></table><p ` +
    `class="caption">dataHash covers every ` +
    `record of the market that was replayed, decisionHash everything that the strategy ` +
    `decided. Equal ` +
    `hashes mean an equal run.</p>`
  );
}
