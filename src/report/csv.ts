// Fills, round trips and equity as CSV (RFC 4180, \n at the end of lines), made piece by piece, so
// that memory stays flat however long a run was. Decimals are exact: integers with their point put
// in.
import { LiquidityRole, Side } from '../abi/orders.ts';
import { formatDecimal } from '../model/decimal.ts';
import type { BacktestResult, StrategyResult } from '../stats/result.ts';
import { type RoundTrip, tripsOf } from '../stats/trips.ts';

const PIECE_ROWS = 2000;
const encoder = new TextEncoder();

/** A cell that may hold anything: quoted where it must be. */
function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of cells that may hold anything. */
export function csvLine(cells: readonly string[]): string {
  return cells.map(cell).join(',');
}

/** Lines as bytes, some thousand at a time. */
export function* csvPieces(lines: Iterable<string>): Generator<Uint8Array, void, undefined> {
  let batch: string[] = [];
  for (const line of lines) {
    batch.push(line);
    if (batch.length < PIECE_ROWS) continue;
    yield encoder.encode(`${batch.join('\n')}\n`);
    batch = [];
  }
  if (batch.length > 0) yield encoder.encode(`${batch.join('\n')}\n`);
}

interface Head {
  readonly strategy: StrategyResult;
  /** Place of the next row. */
  at: number;
}

/** Rows of all strategies in order of time; of one time, in the order of the strategies. */
function* byTime(
  strategies: readonly StrategyResult[],
  columns: (strategy: StrategyResult) => { length: number; timeNs: BigInt64Array },
): Generator<Head, void, undefined> {
  const heads = strategies.map((strategy) => ({ strategy, at: 0 }));
  for (;;) {
    let next: Head | undefined;
    let nextNs = 0n;
    for (const head of heads) {
      const { length, timeNs } = columns(head.strategy);
      const ns = timeNs[head.at] ?? 0n;
      if (head.at >= length || (next !== undefined && ns >= nextNs)) continue;
      next = head;
      nextNs = ns;
    }
    if (next === undefined) return;
    yield next;
    next.at++;
  }
}

function* fillLines(result: BacktestResult): Generator<string, void, undefined> {
  const hasMany = result.instruments.length > 1;
  yield `time_ns,strategy,order_id,side,price,qty,role,fee${hasMany ? ',instrument' : ''}`;
  for (const { strategy, at } of byTime(result.strategies, (one) => one.fills)) {
    const { fills } = strategy;
    const instrument = result.instruments[fills.instrument[at] ?? 0];
    const row = [
      fills.timeNs[at] ?? 0n,
      cell(strategy.name),
      fills.orderId[at] ?? 0n,
      fills.side[at] === Side.Buy ? 'buy' : 'sell',
      formatDecimal(fills.price[at] ?? 0n, instrument?.priceScale ?? 0),
      formatDecimal(fills.qty[at] ?? 0n, instrument?.qtyScale ?? 0),
      fills.role[at] === LiquidityRole.Maker ? 'maker' : 'taker',
      formatDecimal(fills.fee[at] ?? 0n, result.cashScale),
    ];
    yield hasMany ? `${row.join(',')},${cell(instrument?.symbol ?? '')}` : row.join(',');
  }
}

/** fills.csv; a last column names the instrument where a run has several. */
export function fillsCsv(result: BacktestResult): Iterable<Uint8Array> {
  return csvPieces(fillLines(result));
}

/** Digits of a mean of prices that are as good as the prices: what rounding left goes. */
const MEAN_DIGITS = 15;

/** A mean of prices; nothing where there is none. */
function meanText(price: number): string {
  return Number.isFinite(price) ? String(Number(price.toPrecision(MEAN_DIGITS))) : '';
}

function tripRow(result: BacktestResult, name: string, trip: RoundTrip): string {
  const { symbol = '', qtyScale = 0 } = result.instruments[trip.instrument] ?? {};
  return [
    cell(name),
    cell(symbol),
    trip.side === Side.Buy ? 'long' : 'short',
    trip.openNs,
    trip.open ? '' : trip.closeNs,
    decimals(trip.sizeMax, qtyScale),
    meanText(trip.entryPrice),
    meanText(trip.exitPrice),
    trip.fills,
    decimals(trip.fees, result.cashScale),
    decimals(trip.net, result.cashScale),
    decimals(trip.rest, qtyScale),
  ].join(',');
}

const TRIP_COLUMNS =
  'strategy,instrument,direction,open_ns,close_ns,max_qty,entry_price,exit_price,' +
  'fills,fees,net,rest';

function* tripLines(result: BacktestResult): Generator<string, void, undefined> {
  yield TRIP_COLUMNS;
  for (const { name, fills } of result.strategies) {
    const rows: string[] = [];
    tripsOf(result, fills, (trip) => rows.push(tripRow(result, name, trip)));
    yield* rows;
  }
}

/** trips.csv: each strategy's round trips in order of closing, then what is still open. */
export function tripsCsv(result: BacktestResult): Iterable<Uint8Array> {
  return csvPieces(tripLines(result));
}

/** Decimals of the quantities that a strategy's position is told in; undefined: it is a value. */
function sizeScale({ instruments }: BacktestResult, { equity }: StrategyResult) {
  const [only] = instruments;
  const own =
    instruments.length === 1 ? only : instruments.find((one) => one.symbol === equity.positionOf);
  return own?.qtyScale;
}

/** A float of exact decimals as those; nothing where it is not known. */
function decimals(value: number, scale: number): string {
  if (!Number.isFinite(value)) return '';
  return formatDecimal(BigInt(Math.round(value * 10 ** scale)), scale);
}

function* equityLines(result: BacktestResult): Generator<string, void, undefined> {
  const scales = new Map(result.strategies.map((one) => [one, sizeScale(result, one)]));
  const all = [...scales.values()];
  const hasSize = all.some((scale) => scale !== undefined);
  const hasValue = all.some((scale) => scale === undefined);
  const names = ['time_ns', 'strategy', 'equity', 'cash'];
  yield [...names, ...(hasSize ? ['position'] : []), ...(hasValue ? ['position_value'] : [])].join(
    ',',
  );
  for (const { strategy, at } of byTime(result.strategies, (one) => one.equity)) {
    const { equity } = strategy;
    const scale = scales.get(strategy);
    const money = [equity.equity[at] ?? 0n, equity.cash[at] ?? 0n].map((quanta) =>
      formatDecimal(quanta, result.cashScale),
    );
    const held = decimals(equity.position[at] ?? Number.NaN, scale ?? result.cashScale);
    const row = [equity.timeNs[at] ?? 0n, cell(strategy.name), ...money];
    if (hasSize) row.push(scale === undefined ? '' : held);
    if (hasValue) row.push(scale === undefined ? held : '');
    yield row.join(',');
  }
}

/** equity.csv: the points that were recorded. */
export function equityCsv(result: BacktestResult): Iterable<Uint8Array> {
  return csvPieces(equityLines(result));
}
