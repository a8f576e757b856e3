// Bars from the trades on a tape: minutes, or any others. Without a tape the market is generated.
//
//   node scripts/run.mjs examples/trades-to-bars.ts [TAPE] [BARS]
//
// TAPE: '' for the generated one. BARS: 1m, 1h@09:15+05:30, tick:1000, volume:50,
// dollar:1000000, range:20, renko:10, pnf:5x3, ...
import { formatTime, openTape } from 'outcry';
import { type Bar, createBarBuilder } from 'outcry/bars';
import { withTape } from './make-tape.ts';

const [path, spec = '1m'] = process.argv.slice(2);

async function print(file: string): Promise<void> {
  const tape = await openTape(file);
  const [instrument] = tape.instruments;
  if (instrument === undefined) throw new Error(`${file}: no instrument`);
  const { venue, symbol, priceScale, qtyScale } = instrument;
  const price = (value: number): string => value.toFixed(priceScale).padStart(10);

  const line = (bar: Bar): string =>
    [
      formatTime(bar.openTimeNs).slice(0, 16).replace('T', ' '),
      price(bar.open),
      price(bar.high),
      price(bar.low),
      price(bar.close),
      bar.volume.toFixed(qtyScale).padStart(11),
      `${((100 * bar.buyVolume) / bar.volume).toFixed(0)} %`.padStart(6),
      bar.eventCount.toLocaleString('en-US').padStart(7),
    ].join(' ');

  console.log(`${venue}:${symbol}, bars ${spec} by exchange time (UTC)\n`);
  console.log(
    'from                   open       high        low      close      volume   buys  trades',
  );
  // Venues stamp trades a little out of order: what comes after its bar has closed is left out.
  const bars = createBarBuilder(spec, instrument, { late: 'ignore' });
  for await (const event of tape.events()) {
    if (event.kind !== 'trade' || event.symbol !== symbol) continue;
    const { exchangeTsNs: timeNs, recvTsNs: recvTimeNs, price: last, qty, aggressorSide } = event;
    const trade = { timeNs, recvTimeNs, price: last, qty, side: aggressorSide, id: event.tradeId };
    for (const bar of bars.trade(trade)) console.log(line(bar));
  }
  const forming = bars.forming();
  console.log(forming === undefined ? 'nothing more' : line(forming));
}

await withTape(path === '' ? undefined : path, print);
