// What book and trades of a tape say beyond price: one line a minute. Without a tape the market is
// generated.
//
//   node scripts/run.mjs examples/microstructure.ts [TAPE]
import { formatTime, openTape } from 'outcry';
import { followBook } from 'outcry/micro';
import { withTape } from './make-tape.ts';

const MINUTE_NS = 60_000_000_000n;

async function print(file: string): Promise<void> {
  const tape = await openTape(file);
  const [instrument] = tape.instruments;
  if (instrument === undefined) throw new Error(`${file}: no instrument`);
  const { symbol } = instrument;
  const replay = await tape.replay();
  // A bucket of VPIN holds 5 coins; the middle is sampled every second for the volatility.
  const micro = followBook(replay.book(symbol), {
    levels: 10,
    vpin: { bucketQty: 5 },
    samples: { everyNs: 1e9, volatility: 30 },
  });

  console.log('minute  microprice  imbalance   flow  VPIN  spread eff.  lambda  vol. a year');
  let minute = -1n;
  for await (const event of replay) {
    if (!('symbol' in event) || event.symbol !== symbol) continue;
    if (event.kind === 'depth') micro.update(event.bids.length + event.asks.length);
    else if (event.kind === 'snapshot') micro.update(0);
    else if (event.kind === 'trade') {
      const { recvTsNs: timeNs, price, qty, aggressorSide: side } = event;
      micro.trade({ timeNs, price, qty, side });
    }
    const now = event.recvTsNs / MINUTE_NS;
    if (now === minute) continue;
    if (minute !== -1n) {
      const v = micro.values();
      const cells = [
        formatTime(now * MINUTE_NS).slice(11, 16),
        v.microprice.toFixed(instrument.priceScale).padStart(12),
        v.weightedImbalance.toFixed(2).padStart(10),
        v.flowImbalance.toFixed(2).padStart(6),
        v.vpin.toFixed(2).padStart(5),
        v.effectiveSpreadMean.toFixed(instrument.priceScale + 1).padStart(12),
        v.kyleLambda.toFixed(3).padStart(7),
        `${(100 * v.volatility).toFixed(1)} %`.padStart(13),
      ];
      console.log(cells.join(' '));
    }
    minute = now;
  }
  const { trades, bookUpdates } = micro.values();
  console.log(
    `${bookUpdates.toLocaleString('en-US')} updates, ${trades.toLocaleString('en-US')} trades`,
  );
}

await withTape(process.argv[2], print);
