// The honest profile written the obvious way: own orders in one list by time, books as maps, every
// rule a loop over all. The oracle of core-wasm/venue. Prices and quantities are numbers; tick and
// lot are 1; queues are risk-averse. Sides: 0 buys and bids, 1 sells and asks.
import type { NaiveOwn, NaiveRequest } from './naive-own.ts';
import { NaiveQueues } from './naive-queues.ts';

const POST_ONLY = 1;
const SLIDE = 2;
const REDUCE_ONLY = 4;

/** Own orders and what takes; the market's side stands in naive-venue.ts. */
export abstract class NaiveTaker {
  readonly book = new NaiveQueues();
  own: NaiveOwn[] = [];
  position = 0;
  protected readonly taken = new Map<string, number>();
  /** Since the depth was last told. */
  protected prints: { side: number; price: number; qty: number }[] = [];
  protected last: number | undefined;
  protected seq = 0;
  protected lines: string[] = [];

  /** What was said since the last question. */
  take(): string[] {
    const { lines } = this;
    this.lines = [];
    return lines;
  }

  // Words

  protected say(order: NaiveOwn, status: string, reason = ''): void {
    this.lines.push(`${order.id} ${status}${reason === '' ? '' : ` ${reason}`}`);
  }

  /** A request about an order that is not open. */
  protected unknown(id: number): void {
    this.lines.push(`${id} Rejected UnknownOrder`);
  }

  protected state(order: NaiveOwn): string {
    if (order.isUntriggered) return 'Untriggered';
    return order.cum > 0 ? 'PartiallyFilled' : 'Working';
  }

  protected end(order: NaiveOwn, status: string, reason: string): void {
    this.say(order, status, reason);
    this.drop(order);
  }

  protected drop(order: NaiveOwn): void {
    order.place = 'none';
    this.own = this.own.filter((other) => other !== order);
    if ((order.flags & REDUCE_ONLY) !== 0) return;
    for (const leg of this.idle(order.side ^ 1))
      if (leg.kind === 'Limit' || leg.kind === 'Iceberg') leg.isUseless = true;
  }

  protected fill(order: NaiveOwn, price: number, qty: number, role: string): void {
    order.leaves -= qty;
    order.cum += qty;
    const before = Math.sign(this.position);
    this.position += order.side === 0 ? qty : -qty;
    if (before !== 0 && Math.sign(this.position) !== before)
      for (const leg of this.idle(before > 0 ? 1 : 0, true)) leg.isUseless = true;
    const side = order.side === 0 ? 'buy' : 'sell';
    const rest = order.leaves === 0 ? '' : `, ${order.leaves} left`;
    this.lines.push(`${order.id} ${side} ${qty}@${price} ${role}${rest}`);
  }

  // What an order may do

  protected reducible(side: number): number {
    return Math.max(0, side === 0 ? -this.position : this.position);
  }

  protected open(order: NaiveOwn): number {
    const isReducing = (order.flags & REDUCE_ONLY) !== 0;
    if (order.isUseless) return 0;
    return isReducing ? Math.min(order.leaves, this.reducible(order.side)) : order.leaves;
  }

  /** Whether an order has nothing to close yet, but its owner has one there that may open it. */
  protected waits(order: NaiveOwn, until = Infinity): boolean {
    const isReducing = (order.flags & REDUCE_ONLY) !== 0 && !order.isUseless;
    if (!isReducing || order.cum > 0 || this.reducible(order.side) > 0) return false;
    const rests = order.kind === 'Limit' || order.kind === 'Iceberg';
    const isImmediate = order.force === 'Ioc' || order.force === 'Fok';
    if (!order.isUntriggered && (!rests || isImmediate)) return false;
    return this.own.some(
      ({ id, side, owner, flags, place }) =>
        side !== order.side &&
        owner === order.owner &&
        id < until &&
        flags < REDUCE_ONLY &&
        place !== 'none',
    );
  }

  /** Reduce-only orders of a side that have nothing to close and wait for nothing. */
  private idle(side: number, isClosed = false): NaiveOwn[] {
    return this.own.filter(
      (order) =>
        order.side === side &&
        (order.flags & REDUCE_ONLY) !== 0 &&
        order.place !== 'none' &&
        this.reducible(side) === 0 &&
        !this.waits(order, isClosed ? order.id : Infinity),
    );
  }

  protected endIfUseless(order: NaiveOwn): boolean {
    if ((order.flags & REDUCE_ONLY) === 0) return false;
    const isNeeded = this.reducible(order.side) > 0 || this.waits(order);
    if (isNeeded && !order.isUseless) return false;
    this.end(order, 'Cancelled', 'NothingToReduce');
    return true;
  }

  /** When a record or request is over: what became of no use ends. */
  sweep(): void {
    const waiting = this.own.filter(({ place }) => place === 'waits');
    waiting.sort((a, b) => a.seq - b.seq);
    for (const order of [...this.resting(0), ...this.resting(1), ...waiting])
      if (order.isUseless) this.end(order, 'Cancelled', 'NothingToReduce');
  }

  /** Resting orders of a side, best price first, then time. */
  protected resting(side: number): NaiveOwn[] {
    const sign = side === 0 ? -1 : 1;
    return this.own
      .filter((order) => order.side === side && order.place === 'rests')
      .sort((a, b) => sign * (a.price - b.price) || a.seq - b.seq);
  }

  protected left(side: number, price: number): number {
    const taken = this.taken.get(`${side}:${price}`) ?? 0;
    return Math.max(0, this.there(side, price) - taken);
  }

  /** What is displayed and has not been printed since the depth was last told. */
  private there(side: number, price: number): number {
    const prints = this.prints.filter((print) => print.side === side);
    const isGone = prints.some((p) => (side === 0 ? price > p.price : price < p.price));
    if (isGone) return 0;
    const atPrice = prints.filter((print) => print.price === price);
    return this.book.qty(side, price) - atPrice.reduce((sum, { qty }) => sum + qty, 0);
  }

  protected noteTaken(side: number, price: number, qty: number): void {
    const key = `${side}:${price}`;
    this.taken.set(key, (this.taken.get(key) ?? 0) + qty);
  }

  protected lowerTaken(): void {
    for (const [key, qty] of this.taken) {
      const [side = 0, price = 0] = key.split(':').map(Number);
      const now = Math.min(qty, this.book.qty(side, price));
      if (now === 0) this.taken.delete(key);
      else this.taken.set(key, now);
    }
  }

  // Taking

  protected reaches(side: number, limit: number, price: number): boolean {
    return side === 0 ? price <= limit : price >= limit;
  }

  protected limitOf(order: NaiveOwn): number {
    if (order.kind !== 'Market') return order.price;
    return order.side === 0 ? Infinity : -Infinity;
  }

  /** Two own orders meet; returns whether the taker is still there. */
  protected meet(taker: NaiveOwn, maker: NaiveOwn): boolean {
    const qty = Math.min(this.open(taker), this.open(maker));
    if (qty === 0) {
      this.end(maker, 'Cancelled', 'NothingToReduce');
      return true;
    }
    const mode = taker.owner === maker.owner ? taker.selfTrade : 'Allow';
    if (mode === 'Allow') {
      this.fill(maker, maker.price, qty, 'maker');
      this.fill(taker, maker.price, qty, 'taker');
      if (maker.leaves === 0) this.drop(maker);
      return true;
    }
    if (mode === 'Decrement') {
      for (const order of [maker, taker]) {
        order.leaves -= qty;
        if (order.leaves === 0) this.end(order, 'Cancelled', 'SelfTrade');
        else this.say(order, this.state(order), 'SelfTrade');
      }
      return taker.leaves > 0;
    }
    if (mode !== 'CancelTaker') this.end(maker, 'Cancelled', 'SelfTrade');
    if (mode === 'CancelMaker') return true;
    this.end(taker, 'Cancelled', 'SelfTrade');
    return false;
  }

  protected walk(order: NaiveOwn, limit: number): boolean {
    const other = order.side ^ 1;
    while (this.open(order) > 0) {
      const level = this.book.prices(other).find((price) => this.left(other, price) > 0);
      const [own] = this.resting(other);
      let most = this.open(order);
      const isFirst = own && (level === undefined || this.reaches(order.side, level, own.price));
      if (own && isFirst && this.reaches(order.side, limit, own.price)) {
        const before = own.price === level ? Math.min(own.ahead, this.left(other, level)) : 0;
        if (before <= 0) {
          if (!this.meet(order, own)) return false;
          continue;
        }
        most = Math.min(most, before);
        own.ahead -= most;
      }
      if (level === undefined || !this.reaches(order.side, limit, level)) return true;
      const qty = Math.min(most, this.left(other, level));
      this.noteTaken(other, level, qty);
      this.fill(order, level, qty, 'taker');
    }
    return true;
  }

  protected wouldTake(side: number, price: number): boolean {
    const [best] = this.book.prices(side ^ 1);
    if (best !== undefined && this.reaches(side, price, best)) return true;
    return this.resting(side ^ 1).some((own) => this.reaches(side, price, own.price));
  }

  protected enter(order: NaiveOwn): void {
    if (!this.walk(order, this.limitOf(order))) return;
    if (order.leaves === 0) {
      this.drop(order);
      return;
    }
    if (this.endIfUseless(order)) return;
    if (order.kind === 'Market' || order.force === 'Ioc' || order.force === 'Fok')
      this.end(order, 'Cancelled', 'NothingLeftToTake');
    else this.rest(order);
  }

  protected rest(order: NaiveOwn): void {
    order.ahead = this.book.qty(order.side, order.price);
    order.before = new Set(this.book.idsAt(order.side, order.price));
    order.shown = Math.min(order.display, order.leaves);
    order.place = 'rests';
    order.seq = ++this.seq;
  }

  // Requests

  submit(r: NaiveRequest, now: number): void {
    const order: NaiveOwn = {
      ...r,
      leaves: r.qty,
      cum: 0,
      shown: 0,
      ahead: 0,
      before: new Set(),
      seq: 0,
      place: 'none',
      isUntriggered: r.kind.startsWith('Stop') || r.kind === 'TrailingStop',
      isReached: false,
      isUseless: false,
    };
    if (this.own.some((other) => other.id === r.id)) {
      this.say(order, 'Rejected', 'DuplicateOrder');
      return;
    }
    if (order.expire !== 0 && order.expire <= now) {
      this.say(order, 'Rejected', 'TimeOver');
      return;
    }
    const isReducing = (order.flags & REDUCE_ONLY) !== 0 && !order.isUntriggered;
    if (isReducing && this.reducible(order.side) === 0 && !this.waits(order)) {
      this.say(order, 'Rejected', 'NothingToReduce');
      return;
    }
    this.own.push(order);
    if (order.isUntriggered) {
      this.say(order, 'Untriggered');
      order.place = 'waits';
      order.seq = ++this.seq;
      this.stops();
      return;
    }
    const { price } = order;
    if (!this.stepBack(order)) {
      this.end(order, 'Rejected', 'WouldTake');
      return;
    }
    if (order.force === 'Fok' && !this.hasAll(order)) {
      this.end(order, 'Cancelled', 'NotFillable');
      return;
    }
    this.say(order, 'Working', order.price === price ? '' : 'WouldTake');
    this.enter(order);
    this.stops();
  }

  protected hasAll(order: NaiveOwn): boolean {
    let sum = 0;
    for (const price of this.book.prices(order.side ^ 1))
      if (this.reaches(order.side, this.limitOf(order), price))
        sum += this.left(order.side ^ 1, price);
    return sum >= this.open(order);
  }

  protected stepBack(order: NaiveOwn): boolean {
    if ((order.flags & POST_ONLY) === 0 || !this.wouldTake(order.side, order.price)) return true;
    if ((order.flags & SLIDE) === 0) return false;
    const prices = this.resting(order.side ^ 1).map((own) => own.price);
    prices.push(...this.book.prices(order.side ^ 1));
    const price = order.side === 0 ? Math.min(...prices) - 1 : Math.max(...prices) + 1;
    if (price <= 0) return false;
    order.price = price;
    return true;
  }

  cancel(id: number, owner: number): void {
    const order = this.own.find((other) => other.id === id && other.owner === owner);
    if (order === undefined) this.unknown(id);
    else this.end(order, 'Cancelled', 'Requested');
  }

  cancelAll(owner: number): void {
    for (const order of this.own.filter((other) => other.owner === owner))
      this.end(order, 'Cancelled', 'Requested');
  }

  replace(id: number, price: number, qty: number, owner: number): void {
    const order = this.own.find((other) => other.id === id && other.owner === owner);
    if (order === undefined) {
      this.unknown(id);
      return;
    }
    const hasPrice =
      order.kind === 'Limit' || order.kind === 'StopLimit' || order.kind === 'Iceberg';
    if (!hasPrice && price !== 0) {
      this.say(order, this.state(order), 'BadPrice');
      return;
    }
    const leaves = qty - order.cum;
    if (leaves <= 0) {
      this.end(order, 'Cancelled', 'Requested');
      return;
    }
    const keeps = order.isUntriggered || (order.price === price && leaves <= order.leaves);
    order.price = price;
    order.leaves = leaves;
    if (keeps) {
      order.display = Math.min(order.display, leaves);
      order.shown = Math.min(order.shown, leaves);
      this.say(order, this.state(order), 'Requested');
      return;
    }
    order.place = 'none';
    const isIdle = (order.flags & REDUCE_ONLY) !== 0 && this.reducible(order.side) === 0;
    if (isIdle && !this.waits(order)) this.end(order, 'Cancelled', 'NothingToReduce');
    else if (!this.stepBack(order)) this.end(order, 'Cancelled', 'WouldTake');
    else {
      this.say(order, this.state(order), 'Requested');
      this.enter(order);
      this.stops();
    }
  }

  expire(now: number): void {
    const over = this.own.filter((order) => order.expire !== 0 && order.expire <= now);
    over.sort((a, b) => a.expire - b.expire || a.seq - b.seq);
    for (const order of over) {
      if (!this.own.includes(order)) continue;
      this.end(order, 'Expired', 'TimeOver');
      this.sweep();
    }
  }

  /** Executes the stops that the market has reached. */
  protected abstract stops(): void;
}
