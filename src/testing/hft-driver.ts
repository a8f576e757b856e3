// The local half of hftbacktest's backtest, around a simulated venue: its order of events, its
// constant latencies, its strategies of docs/simulated-venue.md. What differs between two runs is
// then the venue alone. @source hftbacktest 0.9.4, backtest/mod.rs, backtest/proc/local.rs

import { OrderReason, OrderStatus } from '../abi/orders.ts';
import { DepthView, RecordFlag, RecordKind } from '../abi/records.ts';
import { NaiveDepth } from './naive-depth.ts';
import type { VenueEvent, VenueKit } from './venue-kit.ts';

const STEP_NS = 100_000_000;
const LATENCY_NS = 1_000_000;

type Force = 'Gtc' | 'Ioc' | 'Fok' | 'PostOnly';

interface LocalOrder {
  readonly id: number;
  readonly buys: boolean;
  tick: number;
  isActive: boolean;
  isDone: boolean;
  isPending: boolean;
}

type Request =
  | { type: 'submit'; id: number; buys: boolean; tick: number; lots: number; force: Force }
  | { type: 'cancel'; id: number }
  | { type: 'replace'; id: number; tick: number; lots: number };

export interface DriverFill {
  /** ns from the first row of the tape. */
  readonly time: number;
  readonly id: number;
  readonly side: 'buy' | 'sell';
  readonly tick: number;
  readonly lots: number;
  readonly role: 'maker' | 'taker';
}

/** Times are ns from `epoch`, so that they are exact as numbers. */
export class HftDriver {
  readonly fills: DriverFill[] = [];
  private readonly kit: VenueKit;
  private readonly records: readonly number[];
  private readonly epoch: bigint;
  private readonly depth = new NaiveDepth();
  private readonly orders = new Map<number, LocalOrder>();
  private readonly requests: { time: number; request: Request }[] = [];
  private readonly responses: { time: number; event: VenueEvent }[] = [];
  private nextExchange = 0;
  private nextLocal = 0;
  private now = 0;
  private nextId = 1;

  /** @param records addresses of a tape's records, in its order, without the definition */
  constructor(kit: VenueKit, records: readonly number[], epoch: bigint) {
    this.kit = kit;
    this.records = records;
    this.epoch = epoch;
    this.skip();
    this.now = Math.min(this.exchangeTime(), this.localTime());
  }

  private timeOf(at: number): number {
    return Number(this.kit.core.view.getBigInt64(at, true) - this.epoch);
  }

  private flagged(index: number, flag: number): boolean {
    return (this.kit.core.view.getUint8((this.records[index] as number) + 5) & flag) !== 0;
  }

  /** Past the records of the other order. */
  private skip(): void {
    const { length } = this.records;
    while (this.nextExchange < length && !this.flagged(this.nextExchange, RecordFlag.Exchange))
      this.nextExchange++;
    while (this.nextLocal < length && !this.flagged(this.nextLocal, RecordFlag.Local))
      this.nextLocal++;
  }

  private exchangeTime(): number {
    const at = this.records[this.nextExchange];
    return at === undefined ? Infinity : this.timeOf(at + 16);
  }

  private localTime(): number {
    const at = this.records[this.nextLocal];
    return at === undefined ? Infinity : this.timeOf(at + 8);
  }

  /** Lets time pass; false at the end of everything. */
  private elapse(): boolean {
    const target = this.now + STEP_NS;
    for (;;) {
      const times = [
        this.localTime(),
        this.responses[0]?.time ?? Infinity,
        this.exchangeTime(),
        this.requests[0]?.time ?? Infinity,
      ];
      const time = Math.min(...times);
      if (time === Infinity) return false;
      if (time > target) {
        this.now = target;
        return true;
      }
      const which = times.indexOf(time);
      if (which === 0) this.takeLocal();
      else if (which === 1) this.takeResponse();
      else if (which === 2) this.takeExchange();
      else this.takeRequest(time);
    }
  }

  private takeLocal(): void {
    const at = this.records[this.nextLocal++] as number;
    this.skip();
    const { view } = this.kit.core;
    const kind = view.getUint8(at + 4);
    if (kind !== RecordKind.DepthDelta && kind !== RecordKind.DepthSnapshot) return;
    const depth = new DepthView(view, at);
    if (kind === RecordKind.DepthSnapshot) this.depth.clear();
    for (let i = 0; i < depth.rowCount; i++) {
      const row = at + 64 + 16 * i;
      const side = i < depth.bidCount ? 0 : 1;
      const tick = Number(view.getBigInt64(row, true));
      this.depth.set(side, tick, Number(view.getBigInt64(row + 8, true)));
    }
  }

  private takeExchange(): void {
    const at = this.records[this.nextExchange++] as number;
    this.skip();
    this.answer(this.kit.record(at));
  }

  private takeRequest(time: number): void {
    const { request } = this.requests.shift() as { request: Request };
    const { kit } = this;
    kit.now = this.epoch + BigInt(time);
    if (request.type === 'cancel') this.answer(kit.cancel(request.id));
    else if (request.type === 'replace')
      this.answer(kit.replace(request.id, request.tick, request.lots));
    else {
      const isPost = request.force === 'PostOnly';
      this.answer(
        kit.submit({
          id: request.id,
          side: request.buys ? 'buy' : 'sell',
          price: request.tick,
          qty: request.lots,
          tif: request.force === 'PostOnly' ? 'Gtc' : request.force,
          flags: isPost ? 1 : 0,
        }),
      );
    }
  }

  private answer(events: readonly VenueEvent[]): void {
    for (const event of events) {
      const time = Number(event.timeNs - this.epoch);
      if (event.type === 'fill')
        this.fills.push({
          time,
          id: event.id,
          side: event.buys ? 'buy' : 'sell',
          tick: event.price,
          lots: event.qty,
          role: event.maker ? 'maker' : 'taker',
        });
      const last = this.responses.at(-1)?.time ?? 0;
      this.responses.push({ time: Math.max(last, time + LATENCY_NS), event });
    }
  }

  private takeResponse(): void {
    const { event } = this.responses.shift() as { event: VenueEvent };
    const order = this.orders.get(event.id);
    if (order === undefined) return;
    order.isPending = false;
    if (event.type === 'fill') {
      order.isDone = event.leaves === 0;
      order.isActive = !order.isDone;
      return;
    }
    if (event.reason === OrderReason.UnknownOrder) return;
    order.isActive = event.status === OrderStatus.Working;
    order.isDone = !order.isActive;
    order.tick = event.price;
  }

  private send(request: Request): void {
    this.requests.push({ time: this.now + LATENCY_NS, request });
  }

  private submit(buys: boolean, tick: number, lots: number, force: Force): number {
    const id = this.nextId++;
    this.orders.set(id, { id, buys, tick, isActive: false, isDone: false, isPending: true });
    this.send({ type: 'submit', id, buys, tick, lots, force });
    return id;
  }

  private clearDone(): void {
    for (const order of this.orders.values()) if (order.isDone) this.orders.delete(order.id);
  }

  private get isWhole(): boolean {
    return this.depth.bestBid !== -Infinity && this.depth.bestAsk !== Infinity;
  }

  /** S1 with one level, S2 with ten. */
  quote(levels: number): void {
    while (this.elapse()) {
      this.clearDone();
      if (!this.isWhole) continue;
      const { bestBid: bid, bestAsk: ask } = this.depth;
      const isWanted = (order: LocalOrder): boolean =>
        order.buys
          ? order.tick <= bid && order.tick > bid - levels
          : order.tick >= ask && order.tick < ask + levels;
      for (const order of this.orders.values()) {
        if (!order.isActive || order.isPending || isWanted(order)) continue;
        order.isPending = true;
        this.send({ type: 'cancel', id: order.id });
      }
      for (const buys of [true, false])
        for (let level = 0; level < levels; level++) {
          const tick = buys ? bid - level : ask + level;
          if ([...this.orders.values()].some((o) => o.buys === buys && o.tick === tick)) continue;
          this.submit(buys, tick, 10, 'PostOnly');
        }
    }
  }

  /** S3. */
  takeAndAmend(): void {
    let resting = 0;
    let step = 0;
    while (this.elapse()) {
      this.clearDone();
      if (!this.isWhole) continue;
      const { bestBid: bid, bestAsk: ask } = this.depth;
      step++;
      const turn = Math.floor(step / 10) % 2 === 0;
      if (step % 10 === 0) this.submit(turn, turn ? ask : bid, 5, 'Ioc');
      else if (step % 10 === 5)
        this.submit(!turn, turn ? bid - 1 : ask + 1, 7, turn ? 'Gtc' : 'Fok');
      const order = this.orders.get(resting);
      if (order === undefined) resting = this.submit(true, bid - 1, 4, 'Gtc');
      else if (order.isActive && !order.isPending && (order.tick !== bid - 1 || step % 7 === 0)) {
        order.isPending = true;
        order.tick = bid - 1;
        this.send({ type: 'replace', id: resting, tick: bid - 1, lots: step % 2 === 0 ? 4 : 6 });
      }
    }
  }
}
