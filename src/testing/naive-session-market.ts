// The recorded market of the naive session: its rows, in which order they are fed, when each of
// them happened at the exchange, and a venue that says in full what it did. Times are whole ns,
// prices whole ticks, quantities whole lots, all small numbers.

import type { NaiveOwn } from './naive-own.ts';
import { NaiveQueues } from './naive-queues.ts';
import { NaiveVenue } from './naive-venue.ts';

export type Row = readonly [price: number, qty: number];

export interface Tick {
  readonly instrument: number;
  readonly recv: number;
  /** 0: the source does not know. */
  readonly exchange: number;
  readonly kind: 'snapshot' | 'delta' | 'trade';
  /** Whether it stands in the order of the strategy, of the exchange, or both. */
  readonly isLocal: boolean;
  readonly isExchange: boolean;
  readonly bids: readonly Row[];
  readonly asks: readonly Row[];
  /** Trades: 0 bought, 1 sold. */
  readonly side: number;
  readonly price: number;
  readonly qty: number;
}

/** What a venue said: a fill or an update of one order. */
export interface Said {
  readonly id: number;
  readonly instrument: number;
  /** Venue time. */
  readonly at: number;
  readonly status: string;
  readonly reason: string;
  readonly price: number;
  readonly leaves: number;
  readonly cum: number;
  readonly fill?: { side: number; price: number; qty: number; role: 'maker' | 'taker' };
}

/** The naive venue, with every answer as a value. */
export class TellingVenue extends NaiveVenue {
  readonly instrument: number;
  now = 0;
  private said: Said[] = [];

  constructor(instrument: number) {
    super();
    this.instrument = instrument;
  }

  /** What was said since the last question. */
  answers(): Said[] {
    const { said } = this;
    this.said = [];
    this.take();
    return said;
  }

  private tell(id: number, change: Partial<Said>): void {
    const { instrument, now } = this;
    const blank = { status: '', reason: 'None', price: 0, leaves: 0, cum: 0 };
    this.said.push({ id, instrument, at: now, ...blank, ...change });
  }

  protected override say(order: NaiveOwn, status: string, reason = ''): void {
    const { price, leaves, cum } = order;
    this.tell(order.id, { status, reason: reason === '' ? 'None' : reason, price, leaves, cum });
  }

  protected override unknown(id: number): void {
    this.tell(id, { status: 'Rejected', reason: 'UnknownOrder' });
  }

  protected override fill(order: NaiveOwn, price: number, qty: number, role: string): void {
    super.fill(order, price, qty, role);
    const { side, leaves, cum } = order;
    const kind = role === 'maker' ? 'maker' : 'taker';
    this.tell(order.id, { leaves, cum, fill: { side, price, qty, role: kind } });
  }

  get nextExpiry(): number {
    const times = this.own.map((order) => order.expire).filter((time) => time > 0);
    return Math.min(Infinity, ...times);
  }

  /** Takes a row of the recording. */
  market(tick: Tick): void {
    this.row(tick);
    this.sweep();
  }

  private row(tick: Tick): void {
    this.begin();
    if (tick.kind === 'trade') {
      this.trade(tick.side === 0 ? 1 : 0, tick.price, tick.qty);
      return;
    }
    const isSnapshot = tick.kind === 'snapshot';
    applyDepth(this.book, tick);
    const told = [tick.bids, tick.asks].map((rows) => rows.map(([price]) => price));
    const prices = told.flat();
    const [low, high] = [Math.min(...prices), Math.max(...prices)];
    this.levels((side, price) => {
      if (!isSnapshot) return told[side]?.includes(price) ?? false;
      return prices.length === 0 || (price >= low && price <= high);
    });
  }
}

/** Depth into a book. */
export function applyDepth(book: NaiveQueues, tick: Tick): void {
  if (tick.kind === 'snapshot') book.clear();
  for (const [price, qty] of tick.bids) book.set(0, price, qty);
  for (const [price, qty] of tick.asks) book.set(1, price, qty);
}

export interface Fed {
  readonly tick: Tick;
  /** When it happens at the exchange. */
  readonly key: number;
}

/**
 * The order in which rows of several files are fed: by receive time, then by the rank of their
 * instrument, then by file; rows without a place in the strategy's order come with what follows.
 */
export function feedOrder(files: readonly (readonly Tick[])[], rank: readonly number[]): Tick[] {
  const rests = files.map((file) => [...file]);
  const fed: Tick[] = [];
  while (true) {
    const heads = rests.flatMap((rest, file) =>
      rest[0] === undefined ? [] : [{ file, tick: rest[0] }],
    );
    const due = (tick: Tick): number => (tick.isLocal ? tick.recv : -Infinity);
    const order = (tick: Tick): number => rank[tick.instrument] ?? 0;
    heads.sort((a, b) => {
      const [x, y] = [due(a.tick), due(b.tick)];
      return (x === y ? 0 : x < y ? -1 : 1) || order(a.tick) - order(b.tick) || a.file - b.file;
    });
    const [first] = heads;
    if (first === undefined) return fed;
    rests[first.file]?.shift();
    fed.push(first.tick);
  }
}

/**
 * Rows of the exchange's side by their time there. A stamp farther ahead than the look-ahead is not
 * believed; depth of one instrument keeps its order whatever its stamps say.
 */
export function exchangeOrder(
  ticks: readonly Tick[],
  lookAhead: number,
): { fed: Fed[]; clamped: number } {
  const fed: Fed[] = [];
  const depth = new Map<number, number>();
  let clamped = 0;
  for (const tick of ticks) {
    if (!tick.isExchange) continue;
    let key = tick.exchange === 0 ? tick.recv : tick.exchange;
    if (key > tick.recv + lookAhead) {
      key = tick.recv + lookAhead;
      clamped++;
    }
    if (tick.kind !== 'trade') {
      key = Math.max(key, depth.get(tick.instrument) ?? -Infinity);
      depth.set(tick.instrument, key);
    }
    fed.push({ tick, key });
  }
  return { fed: fed.sort((a, b) => a.key - b.key), clamped };
}
