// hftbacktest's two exchanges for books of levels, written the obvious way: every row acts before
// the next is seen, every order is looked at, queues are plain numbers. Ticks and lots; `unit`
// lots are a whole unit for the probability models. The oracle of core-wasm/venue/compat.ts.
// @source hftbacktest 0.9.4, backtest/proc/nopartialfillexchange.rs, partialfillexchange.rs,
// backtest/models/queue.rs
import { NaiveDepth } from './naive-depth.ts';

export type CompatModel = 'risk' | 'log' | 'log2' | 'power' | 'power2' | 'power3';
type Force = 'Gtc' | 'Ioc' | 'Fok' | 'PostOnly';
type Rows = readonly (readonly [number, number])[];

interface Order {
  readonly id: number;
  readonly side: number;
  readonly force: Force;
  tick: number;
  lots: number;
  leaves: number;
  cum: number;
  front: number;
  traded: number;
}

const POWER = 2;

/** Half away from zero. */
const rounded = (x: number): number => Math.sign(x) * Math.floor(Math.abs(x) + 0.5);

export class NaiveCompat {
  readonly depth = new NaiveDepth();
  readonly orders = new Map<number, Order>();
  private readonly isPartial: boolean;
  private readonly model: CompatModel;
  private readonly unit: number;
  private lines: string[] = [];

  constructor(isPartial: boolean, model: CompatModel, unit: number) {
    this.isPartial = isPartial;
    this.model = model;
    this.unit = unit;
  }

  /** What was said since the last question. */
  take(): string[] {
    const { lines } = this;
    this.lines = [];
    return lines;
  }

  // The queue

  private join(order: Order): void {
    order.front = this.depth.qty(order.side, order.tick) / this.unit;
    order.traded = 0;
  }

  private behind(front: number, back: number): number {
    const log = (x: number): number => Math.log(1 + x);
    const power = (x: number): number => x ** POWER;
    if (this.model === 'log') return log(back) / (log(back) + log(front));
    if (this.model === 'log2') return log(back) / log(back + front);
    if (this.model === 'power') return power(back) / (power(back) + power(front));
    if (this.model === 'power2') return power(back) / power(back + front);
    return 1 - power(front / (front + back));
  }

  private level(order: Order, before: number, after: number): void {
    const shown = after / this.unit;
    if (this.model === 'risk') {
      order.front = Math.min(order.front, shown);
      return;
    }
    const change = before / this.unit - shown - order.traded;
    order.traded = 0;
    if (change < 0) {
      order.front = Math.min(order.front, shown);
      return;
    }
    const back = before / this.unit - order.front;
    const p = this.behind(order.front, back);
    const share = Math.abs(p) === Infinity ? 1 : p;
    // A share that is no number leaves what the level shows, as the peer's minimum does.
    const moved = Number.isNaN(share)
      ? shown
      : order.front - (1 - share) * change + Math.min(back - share * change, 0);
    order.front = Math.min(moved, shown);
  }

  private executable(order: Order): number {
    const lots = rounded(-order.front * this.unit);
    if (lots <= 0) return 0;
    order.front = 0;
    return lots;
  }

  // Fills

  private fill(order: Order, tick: number, lots: number, role: string): void {
    order.leaves -= lots;
    order.cum += lots;
    const side = order.side === 0 ? 'buy' : 'sell';
    const rest = order.leaves === 0 ? '' : `, ${order.leaves} left`;
    this.lines.push(`${order.id} ${side} ${lots}@${tick} ${role}${rest}`);
    if (order.leaves === 0) this.orders.delete(order.id);
  }

  /** Rows one after the other. */
  rows(side: number, rows: Rows): void {
    for (const [tick, lots] of rows) {
      const before = this.depth.set(side, tick, lots);
      for (const order of this.orders.values())
        if (order.side === side && order.tick === tick) this.level(order, before, lots);
      if (lots === 0) continue;
      for (const order of this.orders.values()) {
        if (order.side === side) continue;
        const best = side === 0 ? this.depth.bestBid : this.depth.bestAsk;
        const reached = side === 0 ? order.tick <= best : order.tick >= best;
        if (reached) this.fill(order, order.tick, order.leaves, 'maker');
      }
    }
  }

  snapshot(bids: Rows, asks: Rows): void {
    this.depth.clear();
    this.rows(0, bids);
    this.rows(1, asks);
  }

  trade(buys: boolean, tick: number, lots: number): void {
    const side = buys ? 1 : 0;
    for (const order of this.orders.values()) {
      if (order.side !== side) continue;
      const beyond = buys ? order.tick < tick : order.tick > tick;
      if (beyond) this.fill(order, order.tick, order.leaves, 'maker');
      if (beyond || order.tick !== tick) continue;
      order.front -= lots / this.unit;
      order.traded += lots / this.unit;
      const executed = this.executable(order);
      const part = this.isPartial ? Math.min(executed, order.leaves) : order.leaves;
      if (executed > 0) this.fill(order, order.tick, part, 'maker');
    }
  }

  // Requests

  submit(id: number, side: number, tick: number, lots: number, force: Force): void {
    if (this.orders.has(id)) {
      this.lines.push(`${id} Rejected DuplicateOrder`);
      return;
    }
    const order = { id, side, force, tick, lots, leaves: lots, cum: 0, front: 0, traded: 0 };
    this.enter(order, '');
  }

  private enter(order: Order, said: string): void {
    const best = order.side === 0 ? this.depth.bestAsk : this.depth.bestBid;
    const crosses = order.side === 0 ? order.tick >= best : order.tick <= best;
    const isImmediate = order.force === 'Ioc' || order.force === 'Fok';
    this.orders.delete(order.id);
    if (crosses && order.force === 'PostOnly') {
      this.lines.push(`${order.id} Expired WouldTake`);
      return;
    }
    const canFill = crosses && (order.force !== 'Fok' || this.hasAll(order, best));
    if (isImmediate && !canFill) {
      const reason = order.force === 'Fok' ? 'NotFillable' : 'NothingLeftToTake';
      this.lines.push(`${order.id} Expired ${reason}`);
      return;
    }
    const status = order.cum > 0 ? 'PartiallyFilled' : 'Working';
    this.lines.push(`${order.id} ${status}${said}`);
    if (!crosses) {
      this.orders.set(order.id, order);
      this.join(order);
    } else if (this.isPartial) this.walk(order, best);
    else this.fill(order, best, order.leaves, 'taker');
  }

  private hasAll(order: Order, best: number): boolean {
    if (!this.isPartial) return true;
    const step = order.side === 0 ? 1 : -1;
    let sum = 0;
    for (let tick = best; (tick - order.tick) * step <= 0; tick += step)
      sum += this.depth.qty(order.side ^ 1, tick);
    return sum >= order.leaves;
  }

  private walk(order: Order, best: number): void {
    const step = order.side === 0 ? 1 : -1;
    // A buy that may rest takes nothing at its own price before it gets all the rest there.
    const last = order.side === 0 && order.force === 'Gtc' ? order.tick - 1 : order.tick;
    for (let tick = best; (tick - last) * step <= 0 && order.leaves > 0; tick += step) {
      const lots = Math.min(this.depth.qty(order.side ^ 1, tick), order.leaves);
      if (lots > 0) this.fill(order, tick, lots, 'taker');
    }
    if (order.leaves === 0) return;
    if (order.force === 'Gtc') this.fill(order, order.tick, order.leaves, 'taker');
    else this.lines.push(`${order.id} Expired NothingLeftToTake`);
  }

  cancel(id: number): void {
    const isThere = this.orders.delete(id);
    this.lines.push(isThere ? `${id} Cancelled Requested` : `${id} Rejected UnknownOrder`);
  }

  replace(id: number, tick: number, lots: number): void {
    const order = this.orders.get(id);
    if (order === undefined) {
      this.lines.push(`${id} Rejected UnknownOrder`);
      return;
    }
    const leaves = lots - order.cum;
    if (leaves <= 0) {
      this.cancel(id);
      return;
    }
    const keeps = tick === order.tick && leaves <= order.leaves;
    order.tick = tick;
    order.lots = lots;
    if (!keeps) {
      this.enter(order, ' Requested');
      return;
    }
    order.leaves = leaves;
    const status = order.cum > 0 ? 'PartiallyFilled' : 'Working';
    this.lines.push(`${id} ${status} Requested`);
  }
}
