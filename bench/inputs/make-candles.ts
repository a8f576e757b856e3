// Makes the candles of the sweep job: `make-candles.ts PROFILE FOLDER`. Candles of one minute whose
// prices are whole numbers, so that sums over windows are exact in every language.
//   BENCHUSDT.csv  time,open,high,low,close,volume
//   candles.bin  i64 rows of open, high, low, close
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const CANDLES_VERSION = 1;
/** A rule each: crossing averages, levels of the RSI. */
export const SWEEP_RULES = ['crossing', 'levels'] as const;
/** And one backtest of the first, over a year. */
export const SWEEP_PROFILES = [...SWEEP_RULES, 'single'] as const;
const BARS = { crossing: 20_000, levels: 20_000, single: 525_600 } as const;
const SEED = 20_240_808;
const START_MS = Date.UTC(2024, 0, 1);

/** mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface CandleRow {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** A walk between 20,000 and 80,000 with steps of some tenths of a per mille. */
export function makeCandles(bars: number): CandleRow[] {
  const random = randomOf(SEED);
  const rows: CandleRow[] = [];
  let price = 40_000;
  for (let i = 0; i < bars; i++) {
    const open = price + Math.round((random() - 0.5) * 6);
    const pull = (40_000 - price) * 1e-5;
    const close = open + Math.round((random() + random() + random() - 1.5) * 60 + pull);
    const high = Math.max(open, close) + Math.floor(random() * 20);
    const low = Math.min(open, close) - Math.floor(random() * 20);
    rows.push({ open, high, low, close, volume: 1 + Math.floor(random() * 50) });
    price = close;
  }
  return rows;
}

function write(profile: (typeof SWEEP_PROFILES)[number], folder: string): void {
  const rows = makeCandles(BARS[profile]);
  const lines = rows.map(({ open, high, low, close, volume }, i) =>
    [START_MS + i * 60_000, open, high, low, close, volume].join(','),
  );
  const cells = rows.flatMap(({ open, high, low, close }) => [open, high, low, close]);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'BENCHUSDT.csv'),
    `time,open,high,low,close,volume\n${lines.join('\n')}\n`,
  );
  writeFileSync(join(folder, 'candles.bin'), BigInt64Array.from(cells, BigInt));
  const meta = { version: CANDLES_VERSION, files: [] };
  writeFileSync(join(folder, 'meta.json'), JSON.stringify(meta));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , name, folder] = process.argv;
  const profile = SWEEP_PROFILES.find((p) => p === name);
  if (profile === undefined || folder === undefined)
    throw new Error(`usage: make-candles.ts ${SWEEP_PROFILES.join('|')} FOLDER`);
  write(profile, folder);
}
