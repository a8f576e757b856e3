// Replays a tape and prints spread and imbalance minute by minute. Without an argument the market
// is generated.
//
//   node scripts/run.mjs examples/replay-tape.ts [TAPE]
import { formatTime, openTape } from 'outcry';
import { withTape } from './make-tape.ts';

const MINUTE_NS = 60_000_000_000n;
const LEVELS = 10;

interface Minute {
  readonly startNs: bigint;
  updates: number;
  spreadTicks: number;
  widestTicks: number;
  imbalance: number;
}

/** -1 (only asks) to 1 (only bids) as a bar from the middle of 20 columns. */
function bar(imbalance: number): string {
  const width = Math.min(10, Math.round(Math.abs(imbalance) * 50));
  return imbalance < 0
    ? `${'◂'.repeat(width).padStart(10)}│`
    : `${' '.repeat(10)}│${'▸'.repeat(width)}`;
}

function print({ startNs, updates, spreadTicks, widestTicks, imbalance }: Minute): void {
  const mean = imbalance / updates;
  const columns = [
    formatTime(startNs).slice(11, 16),
    updates.toLocaleString('en-US').padStart(7),
    (spreadTicks / updates).toFixed(2).padStart(11),
    `${widestTicks}`.padStart(6),
    mean.toFixed(3).padStart(9),
    bar(mean),
  ];
  console.log(columns.join('  '));
}

async function report(file: string): Promise<void> {
  const tape = await openTape(file);
  const [instrument] = tape.instruments;
  if (instrument === undefined) throw new Error(`${file}: no instrument`);
  const { venue, symbol, tickSize, priceScale } = instrument;
  const tick = Number(tickSize) / 10 ** priceScale;
  console.log(
    `${venue}:${symbol}: spread in ticks of ${tick}, imbalance of ${LEVELS} levels a side\n`,
  );
  console.log(' time  updates  mean spread  widest  imbalance  asks ◂    ▸ bids');

  const replay = await tape.replay();
  let minute: Minute | undefined;
  for await (const event of replay) {
    if (event.kind !== 'depth' || event.symbol !== symbol) continue;
    const book = replay.book(symbol);
    const top = book.topOfBook();
    // Undefined until the first snapshot, and after a gap: then there is nothing to measure.
    if (top === undefined) continue;
    const startNs = event.recvTsNs - (event.recvTsNs % MINUTE_NS);
    if (minute?.startNs !== startNs) {
      if (minute !== undefined) print(minute);
      minute = { startNs, updates: 0, spreadTicks: 0, widestTicks: 0, imbalance: 0 };
    }
    const spreadTicks = Math.round((top.askPrice - top.bidPrice) / tick);
    minute.updates++;
    minute.spreadTicks += spreadTicks;
    minute.widestTicks = Math.max(minute.widestTicks, spreadTicks);
    minute.imbalance += book.imbalance(LEVELS);
  }
  if (minute !== undefined) print(minute);
  const { events, dataHash } = replay.report;
  console.log(`\n${events.toLocaleString('en-US')} events, dataHash ${dataHash}`);
  await replay.close();
}

await withTape(process.argv[2], report);
