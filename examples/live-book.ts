// A live book: frames go in as a socket would bring them, numbers come out. One frame gets lost on
// the way; the book notices, becomes unreadable, and is healed by a new snapshot.
//
//   node scripts/run.mjs examples/live-book.ts
import { createBooks } from 'outcry';

const SYMBOL = 'BTCUSDT';
const encoder = new TextEncoder();
const bytes = (message: object): Uint8Array => encoder.encode(JSON.stringify(message));
const startMs = 1_700_000_000_000;
/** The step whose frame never arrives. */
const LOST = 8;

/** A venue that fits on a page: ten levels a side, a price that swings, an update every 100 ms. */
const middle = (step: number): number => 617_000 + Math.round(12 * Math.sin(step / 3));
const quantity = (tick: number, step: number): number =>
  (1 + ((tick * 31 + Math.floor((step + (tick % 5)) / 5) * 17) % 40)) / 10;

type Side = Map<string, string>;

function side(step: number, direction: 1 | -1): Side {
  const first = middle(step) + (direction > 0 ? 1 : 0);
  const ticks = Array.from({ length: 10 }, (_, i) => first + direction * i);
  return new Map(ticks.map((t) => [(t / 10).toFixed(1), quantity(t, step).toFixed(3)]));
}

/** What a level update says: new and changed levels, and 0 for those that went. */
function changes(before: Side, after: Side): [string, string][] {
  const gone = [...before.keys()].filter((price) => !after.has(price));
  const changed = [...after].filter(([price, qty]) => before.get(price) !== qty);
  return [...gone.map((price): [string, string] => [price, '0']), ...changed];
}

/** The venue's REST snapshot and its socket's frame at a step. Update ids are 10 a step. */
const snapshot = (step: number): Uint8Array =>
  bytes({
    lastUpdateId: 10 * step,
    E: startMs + 100 * step,
    T: startMs + 100 * step,
    bids: [...side(step, -1)],
    asks: [...side(step, 1)],
  });
const update = (step: number): Uint8Array =>
  bytes({
    e: 'depthUpdate',
    E: startMs + 100 * step,
    T: startMs + 100 * step,
    s: SYMBOL,
    U: 10 * step - 9,
    u: 10 * step,
    pu: 10 * step - 10,
    b: changes(side(step - 1, -1), side(step, -1)),
    a: changes(side(step - 1, 1), side(step, 1)),
  });

let needsSnapshot = true;
const books = await createBooks({
  venue: 'binance-usdm',
  instruments: [{ symbol: SYMBOL, priceScale: 1, qtyScale: 3 }],
  onGap({ symbol, expected, found }) {
    console.log(`         gap in ${symbol}: update ${expected} expected, ${found} came`);
    needsSnapshot = true;
  },
});
const book = books.book(SYMBOL);

console.log('    time  state      bid    size      ask    size  imbalance  microprice  buy 10 at');
for (let step = 1; step <= 16; step++) {
  const nowNs = BigInt(startMs + 100 * step + 5) * 1_000_000n;
  if (step !== LOST) books.applyFrame(update(step), nowNs);
  const top = book.topOfBook();
  const columns =
    top === undefined
      ? ['-', '-', '-', '-', '-', '-', '-']
      : [
          top.bidPrice.toFixed(1),
          top.bidQty.toFixed(3),
          top.askPrice.toFixed(1),
          top.askQty.toFixed(3),
          book.imbalance(5).toFixed(2),
          book.microprice().toFixed(2),
          book.vwap('buy', 10).toFixed(2),
        ];
  const widths = [7, 6, 7, 6, 9, 10, 9];
  const line = columns.map((text, i) => text.padStart(widths[i] ?? 0)).join('  ');
  console.log(`${(step / 10).toFixed(1).padStart(6)} s  ${book.state.padEnd(7)}${line}`);
  // A real snapshot comes late: updates go on meanwhile, and the book keeps them for it.
  if (needsSnapshot && step % 3 === 0) {
    needsSnapshot = false;
    books.applyFrame(snapshot(step - 1), nowNs, SYMBOL);
    console.log(`         snapshot of 0.1 s ago applied: the book is ${book.state}`);
  }
}
console.log(`\n${book.gaps} gap, ${book.resyncs} snapshot that healed it`);
