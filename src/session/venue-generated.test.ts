// The honest profile on generated markets: line by line as its naive twin, and never against what a
// venue could not do, whatever the twin says.
import { describe, expect, it } from 'vitest';
import { DepthView, RecordKind, TradeView } from '../abi/records.ts';
import { createCore } from '../core/core.ts';
import { createMarket } from '../generate/market.ts';
import type { MarketOptions } from '../generate/options.ts';
import { seededRandom } from '../testing/decode-frames.ts';
import type { NaiveRequest } from '../testing/naive-own.ts';
import { naiveRecord } from '../testing/naive-records.ts';
import { NaiveVenue } from '../testing/naive-venue.ts';
import { lineOf, type VenueEvent, VenueKit } from '../testing/venue-kit.ts';

const PLAIN = { stop: 0, display: 0, trail: 0, expire: 0, owner: 1 } as const;
const SELF_TRADE = 'CancelMaker';

/** Displayed quantity that takers had of a level; a level that shows less forgets the rest. */
class Taken {
  private readonly had = new Map<string, number>();

  note(twin: NaiveVenue, event: VenueEvent, isImpossible: (why: string) => void): void {
    if (event.type !== 'fill' || event.maker) return;
    const side = event.buys ? 1 : 0;
    const key = `${side}:${event.price}`;
    const had = (this.had.get(key) ?? 0) + event.qty;
    if (had > twin.book.qty(side, event.price)) isImpossible(`${had} taken of ${key}`);
    this.had.set(key, had);
  }

  lower(twin: NaiveVenue): void {
    for (const [key, had] of this.had) {
      const [side = 0, price = 0] = key.split(':').map(Number);
      const shown = twin.book.qty(side, price);
      if (shown < had) this.had.set(key, shown);
    }
  }
}

class Play {
  readonly kit: VenueKit;
  readonly twin = new NaiveVenue();
  readonly taken = new Taken();
  readonly faults: string[] = [];
  fills = 0;
  private readonly random: () => number;
  private nextId = 1;

  constructor(kit: VenueKit, seed: number, isSingle: boolean) {
    this.kit = kit;
    this.twin.book.isSingle = isSingle;
    this.random = seededRandom(seed);
    kit.observer = (at) => naiveRecord(this.twin, kit.core.view, at);
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private compare(events: readonly VenueEvent[]): void {
    expect(events.map(lineOf)).toEqual(this.twin.take());
    this.fills += events.filter((event) => event.type === 'fill').length;
    const { own } = this.twin;
    expect(this.kit.openOrders).toBe(own.length);
    for (const order of own) {
      const state = this.kit.order(order.id);
      if (order.place === 'rests') expect(Number(state?.aheadQty)).toBe(order.ahead);
      const { aheadQty = 0n, levelQty = 0n } = state ?? {};
      if (aheadQty > levelQty) this.faults.push(`${order.id}: more ahead than displayed`);
    }
  }

  /** What a record may give to makers: what it printed, or any quantity where it is a book. */
  private allowance(at: number): number {
    const { view } = this.kit.core;
    const kind = view.getUint8(at + 4);
    if (kind === RecordKind.Trade) return Number(new TradeView(view, at).qty);
    return kind === RecordKind.OrderExecute ? Number(view.getBigInt64(at + 32, true)) : Infinity;
  }

  record(at: number): void {
    const before = new Map(this.twin.own.map(({ id }) => [id, this.kit.ahead(id)]));
    const most = this.allowance(at);
    const events = this.kit.record(at);
    let made = 0;
    for (const event of events) if (event.type === 'fill' && event.maker) made += event.qty;
    if (made > most) this.faults.push(`${made} made of ${most} printed`);
    this.taken.lower(this.twin);
    this.compare(events);
    for (const { id, kind } of this.twin.own)
      if (kind === 'Limit' && this.kit.ahead(id) > (before.get(id) ?? Infinity))
        this.faults.push(`${id}: the queue ahead rose`);
  }

  request(): void {
    const { twin, kit } = this;
    const [bid] = twin.book.prices(0);
    const [ask] = twin.book.prices(1);
    if (bid === undefined || ask === undefined) return;
    const choice = this.below(10);
    const some = twin.own[this.below(twin.own.length)];
    let events: VenueEvent[];
    if (some !== undefined && (choice < 2 || twin.own.length > 12)) {
      twin.cancel(some.id, 1);
      events = kit.cancel(some.id);
    } else if (some !== undefined && choice < 4) {
      const price = some.price + this.below(5) - 2;
      const qty = some.cum + 1 + this.below(60);
      twin.replace(some.id, price, qty, 1);
      events = kit.replace(some.id, price, qty);
    } else {
      const r = this.order(bid, ask);
      twin.submit(r, 0);
      events = kit.submit({ ...r, side: r.side === 0 ? 'buy' : 'sell', tif: r.force });
    }
    for (const event of events) this.taken.note(twin, event, (why) => this.faults.push(why));
    this.compare(events);
  }

  private order(bid: number, ask: number): NaiveRequest {
    const side = this.below(2);
    const price = side === 0 ? ask - this.below(8) : bid + this.below(8);
    const base = { ...PLAIN, id: this.nextId++, side, selfTrade: SELF_TRADE, flags: 0 } as const;
    const qty = 1 + this.below(80);
    const choice = this.below(8);
    if (choice === 0) return { ...base, kind: 'Market', price: 0, qty, force: 'Gtc' };
    if (choice === 1) return { ...base, kind: 'Limit', price, qty, force: 'Ioc' };
    if (choice === 2) return { ...base, kind: 'Limit', price, qty, force: 'Fok' };
    if (choice === 3)
      return { ...base, kind: 'Iceberg', price, qty, force: 'Gtc', display: 1 + this.below(qty) };
    return { ...base, kind: 'Limit', price, qty, force: 'Gtc', flags: choice === 4 ? 3 : 0 };
  }
}

async function play(options: MarketOptions, seed: number): Promise<Play> {
  const core = await createCore({ build: 'checked', memoryBytes: 32 << 20 });
  const isSingle = options.model === 'L3';
  // Without update ids, so that every record is taken as it comes.
  const kit = new VenueKit(core, {
    engine: { windowBits: 12, farLevelsMax: 4096, farLevelsMaxTotal: 16384, ordersMax: 4096 },
    instrument: { bookModel: isSingle ? 'L3' : 'L2' },
    writerBytes: 4096,
  });
  const market = createMarket(core, { ...options, startTimeNs: 10_000_000n });
  const run = new Play(kit, seed, isSingle);
  let count = 0;
  for (let batch = market.nextBatch(); batch !== undefined; batch = market.nextBatch())
    for (let at = batch.start; at < batch.end; at += core.view.getUint32(at, true)) {
      const kind = core.view.getUint8(at + 4);
      if (kind === RecordKind.Definition) continue;
      if (kind === RecordKind.DepthSnapshot && new DepthView(core.view, at).rowCount === 0)
        continue;
      run.record(at);
      if (++count % 3 === 0) run.request();
    }
  return run;
}

describe('generated markets', () => {
  it.each([
    ['by price', { snapshotLevels: 20, snapshotAfterMs: 1, depthIntervalMs: 10 }, 1],
    ['by price, wild', { snapshotLevels: 20, regime: 'volatile', depthIntervalMs: 0 }, 2],
    ['of single orders', { model: 'L3' }, 3],
    ['of single orders, wild', { model: 'L3', regime: 'volatile' }, 4],
  ] as const)('%s', async (_name, options, seed) => {
    const run = await play({ ...options, seed, events: 2000 }, seed);
    expect(run.faults).toEqual([]);
    expect(run.fills).toBeGreaterThan(30);
  });
});
