// hftbacktest's exchange for books of single orders with its FIFO queues, written the obvious way:
// one array a tick with recorded and own orders. The oracle of core-wasm/venue/compat_single.ts.
// @source hftbacktest 0.9.4, backtest/proc/l3_nopartialfillexchange.rs, backtest/models/queue.rs
import { NaiveDepth } from './naive-depth.ts';

interface Entry {
  readonly id: number;
  readonly isOwn: boolean;
  readonly side: number;
  tick: number;
  lots: number;
}

export class NaiveCompatSingle {
  readonly depth = new NaiveDepth();
  readonly own = new Map<number, Entry>();
  private readonly recorded = new Map<number, Entry>();
  /** By side and tick, oldest first. */
  private readonly queues = new Map<string, Entry[]>();
  private lines: string[] = [];

  take(): string[] {
    const { lines } = this;
    this.lines = [];
    return lines;
  }

  private queue(side: number, tick: number): Entry[] {
    const key = `${side}:${tick}`;
    const queue = this.queues.get(key) ?? [];
    this.queues.set(key, queue);
    return queue;
  }

  private leave(entry: Entry): void {
    const queue = this.queue(entry.side, entry.tick);
    queue.splice(queue.indexOf(entry), 1);
  }

  /** Recorded lots before an own order. */
  ahead(id: number): number {
    const entry = this.own.get(id) as Entry;
    const queue = this.queue(entry.side, entry.tick);
    const before = queue.slice(0, queue.indexOf(entry)).filter((other) => !other.isOwn);
    return before.reduce((sum, other) => sum + other.lots, 0);
  }

  private total(side: number, tick: number): number {
    const recorded = this.queue(side, tick).filter((entry) => !entry.isOwn);
    return recorded.reduce((sum, entry) => sum + entry.lots, 0);
  }

  private filled(entry: Entry, tick: number, role: string): void {
    const side = entry.side === 0 ? 'buy' : 'sell';
    this.lines.push(`${entry.id} ${side} ${entry.lots}@${tick} ${role}`);
    if (this.own.delete(entry.id)) this.leave(entry);
  }

  /** Own orders of a side between two ticks, or all up to `last` where they are few. */
  private fillBetween(side: number, first: number, last: number): void {
    const sign = side === 0 ? 1 : -1;
    const isWhole = this.own.size < sign * (first - last);
    for (const entry of this.own.values()) {
      if (entry.side !== side || sign * (entry.tick - last) < 0) continue;
      if (isWhole || sign * (entry.tick - first) <= 0) this.filled(entry, entry.tick, 'maker');
    }
  }

  private crossed(side: number, before: number): void {
    const best = side === 0 ? this.depth.bestBid : this.depth.bestAsk;
    const sign = side === 0 ? 1 : -1;
    if (sign * (best - before) <= 0) return;
    this.fillBetween(side ^ 1, before + sign, best);
  }

  private best(side: number): number {
    return side === 0 ? this.depth.bestBid : this.depth.bestAsk;
  }

  // Recorded orders

  add(id: number, side: number, tick: number, lots: number): void {
    if (this.recorded.has(id)) return;
    const before = this.best(side);
    const entry = { id, isOwn: false, side, tick, lots };
    this.recorded.set(id, entry);
    this.queue(side, tick).push(entry);
    this.depth.set(side, tick, this.total(side, tick));
    this.crossed(side, before);
  }

  reduce(id: number, lots: number): void {
    const entry = this.recorded.get(id);
    if (entry === undefined || lots > entry.lots) return;
    entry.lots -= lots;
    if (entry.lots === 0) this.leave(entry);
    if (entry.lots === 0) this.recorded.delete(id);
    this.depth.amend(entry.side, entry.tick, this.total(entry.side, entry.tick));
  }

  remove(id: number): void {
    this.reduce(id, this.recorded.get(id)?.lots ?? 0);
  }

  modify(id: number, tick: number, lots: number): void {
    const entry = this.recorded.get(id);
    if (entry === undefined) return;
    const { side, tick: from } = entry;
    const before = this.best(side);
    const isLarger = lots > entry.lots;
    if (tick !== from || isLarger) this.leave(entry);
    entry.lots = lots;
    entry.tick = tick;
    if (tick !== from || isLarger) this.queue(side, tick).push(entry);
    this.depth.amend(side, from, this.total(side, from));
    if (tick !== from) this.depth.set(side, tick, this.total(side, tick));
    this.crossed(side, before);
  }

  execute(id: number, tick: number, lots: number): void {
    const entry = this.recorded.get(id);
    if (entry === undefined || lots > entry.lots) return;
    const { side } = entry;
    const sign = side === 0 ? 1 : -1;
    if (sign * (this.best(side) - tick) > 0) this.fillBetween(side, this.best(side), tick + sign);
    const queue = this.queue(side, entry.tick);
    const before = queue.slice(0, queue.indexOf(entry)).filter((other) => other.isOwn);
    for (const own of before) this.filled(own, own.tick, 'maker');
    this.reduce(id, lots);
  }

  // Requests

  submit(id: number, side: number, tick: number, lots: number, force: string): void {
    if (this.own.has(id)) {
      this.lines.push(`${id} Rejected DuplicateOrder`);
      return;
    }
    const entry = { id, isOwn: true, side, tick, lots };
    const best = this.best(side ^ 1);
    const crosses = side === 0 ? tick >= best : tick <= best;
    if (crosses && force === 'PostOnly') this.lines.push(`${id} Expired WouldTake`);
    else if (!crosses && force === 'Ioc') this.lines.push(`${id} Expired NothingLeftToTake`);
    else if (!crosses && force === 'Fok') this.lines.push(`${id} Expired NotFillable`);
    else {
      this.lines.push(`${id} Working`);
      if (crosses) this.filled(entry, best, 'taker');
      else {
        this.own.set(id, entry);
        this.queue(side, tick).push(entry);
      }
    }
  }

  cancel(id: number): void {
    const entry = this.own.get(id);
    this.lines.push(
      `${id} ${entry === undefined ? 'Rejected UnknownOrder' : 'Cancelled Requested'}`,
    );
    if (entry === undefined) return;
    this.own.delete(id);
    this.leave(entry);
  }

  replace(id: number, tick: number, lots: number): void {
    const entry = this.own.get(id);
    this.lines.push(`${id} ${entry === undefined ? 'Rejected UnknownOrder' : 'Working Requested'}`);
    if (entry === undefined) return;
    const moves = tick !== entry.tick || lots > entry.lots;
    if (moves) this.leave(entry);
    entry.tick = tick;
    entry.lots = lots;
    if (moves) this.queue(entry.side, tick).push(entry);
  }
}
