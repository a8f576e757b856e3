// LOBSTER message and book files made by hand: random order flow through the naive L3 book, written
// as LOBSTER writes it, with events beyond N levels left out. For tests of the LOBSTER verifiers
// that need no recorded data.
import { NaiveL3, type NaiveOrder } from './naive-l3.ts';

export interface LobsterFiles {
  /** Rows `time,type,id,size,price,direction`. */
  readonly messages: readonly string[];
  /** Row i is the book after message i, `levels` a side. */
  readonly book: readonly string[];
}

const TICK = 100;

/** Rows of the best `levels` levels. */
function bookRow(book: NaiveL3, levels: number): string {
  const sides = [1, 0].map((side) =>
    book
      .prices(side)
      .slice(0, levels)
      .map((price) => {
        const size = book.queue(side, price).reduce((sum, order) => sum + order.qty, 0);
        return `${price},${size}`;
      }),
  );
  const cells: string[] = [];
  for (let i = 0; i < levels; i++)
    cells.push(sides[0]?.[i] ?? '9999999999,0', sides[1]?.[i] ?? '-9999999999,0');
  return cells.join(',');
}

/**
 * Makes files of `count` messages. `levels` bounds both files, as LOBSTER does; the orders of the
 * first book are not in the messages.
 */
export function makeLobsterFiles(seed: number, count: number, levels: number): LobsterFiles {
  const book = new NaiveL3(1 << 20);
  const messages: string[] = [];
  const rows: string[] = [];
  let state = seed >>> 0;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
  let lastId = 1000;
  let middle = 10_000;
  const live: NaiveOrder[] = [];
  const add = (): NaiveOrder => {
    const side = random(2);
    const best = book.prices(1 - side)[0];
    const wish = (middle + (side === 0 ? -1 : 1) * (1 + random(12))) * TICK;
    // Never across the other side: the venue would have traded it.
    const limit = best === undefined ? wish : side === 0 ? best - TICK : best + TICK;
    const price = side === 0 ? Math.min(wish, limit) : Math.max(wish, limit);
    const order = { id: ++lastId, side, price, qty: 1 + random(300) };
    book.add(order.id, side, price, order.qty);
    live.push(order);
    return order;
  };
  for (let i = 0; i < 30; i++) add();
  const inView = (side: number, price: number): boolean =>
    book.prices(side).slice(0, levels).includes(price);
  let ns = 34_200_000_000_000;
  const write = (type: number, id: number, size: number, price: number, side: number): void => {
    ns += random(1_000_000_000);
    const time = `${Math.floor(ns / 1e9)}.${String(ns % 1e9).padStart(9, '0')}`;
    messages.push(`${time},${type},${id},${size},${price},${side === 0 ? 1 : -1}`);
    rows.push(bookRow(book, levels));
  };
  const step = (): void => {
    if (random(20) === 0) middle += random(2) === 0 ? -1 : 1;
    const kind = random(100);
    if (kind < 45 || live.length < 10) {
      const order = add();
      if (inView(order.side, order.price)) write(1, order.id, order.qty, order.price, order.side);
      return;
    }
    if (kind < 47) return write(5, 0, 1 + random(50), middle * TICK + 50, random(2));
    if (kind < 48) return write(7, 0, 0, random(3) - 1, 1);
    if (kind < 49) return write(6, -1, 500, middle * TICK, 1);
    const index = random(live.length);
    const picked = live[index];
    const isTrade = kind < 70;
    const front = picked && book.queue(picked.side, book.prices(picked.side)[0] ?? 0)[0];
    const order = isTrade ? front : picked && book.orders.get(picked.id);
    if (order === undefined) {
      live.splice(index, 1);
      return;
    }
    const { id, side, price, qty } = order;
    const wasInView = inView(side, price);
    const isWhole = kind % 3 !== 0 || qty === 1;
    const size = isWhole ? qty : 1 + random(qty - 1);
    book.reduce(id, size);
    const type = isTrade ? 4 : isWhole ? 3 : 2;
    if (wasInView) write(type, id, size, price, side);
  };
  while (messages.length < count) step();
  return { messages, book: rows };
}
