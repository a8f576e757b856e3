// One-minute bars from the trades on a tape. Without an argument the market is generated.
//
//   node scripts/run.mjs examples/trades-to-bars.ts [TAPE]
import { formatTime, openTape } from 'outcry';
import { withTape } from './make-tape.ts';

const MINUTE_NS = 60_000_000_000n;

interface Bar {
  readonly startNs: bigint;
  readonly open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  buyVolume: number;
  trades: number;
}

async function print(file: string): Promise<void> {
  const tape = await openTape(file);
  const [instrument] = tape.instruments;
  if (instrument === undefined) throw new Error(`${file}: no instrument`);
  const { venue, symbol, priceScale, qtyScale } = instrument;
  const price = (value: number): string => value.toFixed(priceScale).padStart(10);

  const line = (bar: Bar): string =>
    [
      formatTime(bar.startNs).slice(0, 16).replace('T', ' '),
      price(bar.open),
      price(bar.high),
      price(bar.low),
      price(bar.close),
      bar.volume.toFixed(qtyScale).padStart(11),
      `${((100 * bar.buyVolume) / bar.volume).toFixed(0)} %`.padStart(6),
      bar.trades.toLocaleString('en-US').padStart(7),
    ].join(' ');

  console.log(`${venue}:${symbol}, minutes of exchange time (UTC)\n`);
  console.log(
    'minute                 open       high        low      close      volume   buys  trades',
  );
  let bar: Bar | undefined;
  for await (const event of tape.events()) {
    if (event.kind !== 'trade' || event.symbol !== symbol) continue;
    const { price: last, qty } = event;
    const startNs = event.exchangeTsNs - (event.exchangeTsNs % MINUTE_NS);
    if (bar?.startNs !== startNs) {
      if (bar !== undefined) console.log(line(bar));
      bar = {
        startNs,
        open: last,
        high: last,
        low: last,
        close: last,
        volume: 0,
        buyVolume: 0,
        trades: 0,
      };
    }
    bar.high = Math.max(bar.high, last);
    bar.low = Math.min(bar.low, last);
    bar.close = last;
    bar.volume += qty;
    if (event.aggressorSide === 'buy') bar.buyVolume += qty;
    bar.trades++;
  }
  if (bar === undefined) console.log('no trades');
  else console.log(line(bar));
}

await withTape(process.argv[2], print);
