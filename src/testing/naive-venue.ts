// The market's side of the naive venue: what prints, quotes and events of single orders do to own
// orders.
import type { NaiveOwn } from './naive-own.ts';
import { NaiveTaker } from './naive-taker.ts';

export class NaiveVenue extends NaiveTaker {
  // Stops

  private touched(order: NaiveOwn, price: number): boolean {
    const isReached = order.side === 0 ? price >= order.stop : price <= order.stop;
    if (order.stop !== 0 && isReached) return true;
    if (order.kind !== 'TrailingStop') return false;
    const near = order.side === 0 ? price + order.trail : price - order.trail;
    if (order.stop === 0) order.stop = near;
    else order.stop = order.side === 0 ? Math.min(order.stop, near) : Math.max(order.stop, near);
    return false;
  }

  /** Stops look at trades. */
  protected stops(): void {
    const waiting = this.own.filter((order) => order.place === 'waits');
    for (const order of waiting.sort((a, b) => a.seq - b.seq)) {
      if (!this.own.includes(order)) continue;
      if (this.waits(order)) {
        order.isReached = false;
        continue;
      }
      if (this.last !== undefined && this.touched(order, this.last)) order.isReached = true;
      if (!order.isReached) continue;
      order.place = 'none';
      order.kind = order.kind === 'StopLimit' ? 'Limit' : 'Market';
      order.isUntriggered = false;
      order.isReached = false;
      this.say(order, this.state(order));
      this.enter(order);
    }
  }

  // The market

  /** Executes a resting order by at most what it shows; whether it still stands in its place. */
  private fillMaker(order: NaiveOwn, qty: number): void {
    this.fill(order, order.price, qty, 'maker');
    if (order.leaves === 0) {
      this.drop(order);
      return;
    }
    if (order.kind !== 'Iceberg') return;
    order.shown -= qty;
    if (order.shown <= 0) this.rest(order);
  }

  private showing(order: NaiveOwn): number {
    return order.kind === 'Iceberg' ? Math.min(this.open(order), order.shown) : this.open(order);
  }

  /** A print at better prices than `price`; returns what is left of it. */
  printBeyond(side: number, price: number, qty: number): number {
    let budget = qty;
    for (const order of this.resting(side)) {
      const isBeyond = side === 0 ? order.price > price : order.price < price;
      if (!isBeyond || this.endIfUseless(order)) continue;
      order.ahead = 0;
      order.before.clear();
      const part = Math.min(budget, this.open(order));
      if (part <= 0) continue;
      budget -= part;
      this.fillMaker(order, part);
    }
    return budget;
  }

  trade(side: number, price: number, qty: number): void {
    if (!this.book.isSingle) {
      this.prints.push({ side, price, qty });
      let budget = this.printBeyond(side, price, qty);
      for (const order of this.resting(side)) {
        if (order.price !== price || order.seq > this.seqBefore) continue;
        if (this.endIfUseless(order)) continue;
        const part = Math.min(budget - order.ahead, this.showing(order));
        order.ahead = Math.max(0, order.ahead - budget);
        if (part <= 0) continue;
        budget -= part;
        this.fillMaker(order, part);
      }
    }
    this.last = price;
    this.stops();
  }

  /** The best quotes of a time, whatever was printed before. */
  quotes(side: number, price: number, qty: number): void {
    if (this.book.isSingle) return;
    const gone = Math.max(0, this.book.qty(side, price) - qty);
    this.prints = this.prints.filter((print) => print.side !== side);
    this.prints.push({ side, price, qty: gone });
  }

  /** Before each record: what joins a queue during it has no part in it. */
  private seqBefore = 0;
  begin(): void {
    this.seqBefore = this.seq;
  }

  /** Levels of the book changed: `told` are those that the record spoke of. */
  levels(isTold: (side: number, price: number) => boolean): void {
    this.prints = [];
    this.lowerTaken();
    for (const order of this.own)
      if (order.place === 'rests' && isTold(order.side, order.price))
        order.ahead = Math.min(order.ahead, this.book.qty(order.side, order.price));
    this.settle();
  }

  /** Quotes that stand beyond own prices, then stops. */
  settle(): void {
    for (const side of [0, 1]) {
      const newest = this.seq;
      for (const order of this.resting(side)) {
        const other = side ^ 1;
        const beyond = this.book
          .prices(other)
          .filter((price) => (side === 0 ? price < order.price : price > order.price));
        if (beyond.length === 0 || order.seq > newest) continue;
        if (this.endIfUseless(order)) continue;
        let got = 0;
        for (const price of beyond) {
          const part = Math.min(this.left(other, price), this.open(order) - got);
          if (part <= 0) continue;
          this.noteTaken(other, price, part);
          got += part;
        }
        order.ahead = 0;
        order.before.clear();
        if (got > 0) this.fillMaker(order, got);
      }
    }
    this.stops();
  }

  /** A recorded order lost `qty`; `isGone`: from this queue. */
  lost(id: number, qty: number, isGone: boolean): void {
    for (const order of this.own) {
      // What joined a queue during the record did so without it.
      if (!order.before.has(id) || order.seq > this.seqBefore) continue;
      order.ahead = Math.max(0, order.ahead - qty);
      if (isGone) order.before.delete(id);
    }
  }

  /** A recorded order, or hidden quantity (`id` undefined), executed `qty`. */
  executed(side: number, price: number, id: number | undefined, qty: number): void {
    let budget = this.printBeyond(side, price, qty);
    for (const order of this.resting(side)) {
      if (order.price !== price || order.seq > this.seqBefore || budget <= 0) continue;
      if (id === undefined ? order.before.size > 0 : order.before.has(id)) break;
      if (this.endIfUseless(order)) continue;
      const part = Math.min(budget, this.showing(order));
      budget -= part;
      if (part > 0) this.fillMaker(order, part);
    }
  }

  /** An execution was printed: stops look at it. */
  printed(price: number): void {
    this.last = price;
    this.settle();
  }
}
