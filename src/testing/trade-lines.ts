// Recordings of single trades, one line each: the smallest recordings there are.

/** 2024-01-01T00:00:00Z in ms. */
export const START_MS = 1_704_067_200_000;

/** A spot trade of `symbol`, `index` seconds after START_MS. */
export function tradeLine(index: number, symbol = 'BTCUSDT'): string {
  const ms = START_MS + index * 1000;
  const trade = { e: 'trade', E: ms, s: symbol, t: index + 1, p: '42000.5', q: '0.25', T: ms };
  return `${ms} ${JSON.stringify({ ...trade, m: index % 2 === 0, M: true })}\n`;
}

/** A message that is no market data. */
export function klineLine(index: number): string {
  const ms = START_MS + index;
  return `${ms} {"e":"kline","E":${ms},"s":"BTCUSDT","k":{"t":${ms},"o":"1.0","c":"2.0"}}\n`;
}
