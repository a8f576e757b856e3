// Price-time matching without cleverness: a Map of orders, an array of orders per price, the best
// price found by walking. The baseline that needs npm alone, and what make-commands.ts knows open
// orders by.
import { COMMAND_KINDS, type Command } from '../../inputs/commands.ts';

export interface PlainOrder {
  readonly id: number;
  readonly side: number;
  price: number;
  leaves: number;
}

export type OnTrade = (taker: number, maker: number, price: number, qty: number) => void;

export class PlainMatching {
  readonly orders = new Map<number, PlainOrder>();
  readonly #levels = new Map<number, PlainOrder[]>();
  readonly #onTrade: OnTrade;
  /** Best prices of both sides; 0 and Infinity when there is none. */
  bid = 0;
  ask = Infinity;
  #lowest = Infinity;
  #highest = 0;

  constructor(onTrade: OnTrade) {
    this.#onTrade = onTrade;
  }

  apply({ kind, id, side, price, qty }: Command): void {
    if (kind === COMMAND_KINDS.cancel) {
      this.#remove(id);
      return;
    }
    if (kind === COMMAND_KINDS.move) {
      const order = this.#remove(id);
      if (order !== undefined) this.#enter({ ...order, price }, price, true);
      return;
    }
    const limit = kind === COMMAND_KINDS.market ? (side === 0 ? Infinity : 0) : price;
    this.#enter({ id, side, price, leaves: qty }, limit, kind === COMMAND_KINDS.limit);
  }

  #enter(order: PlainOrder, limit: number, mayRest: boolean): void {
    while (order.leaves > 0) {
      const best = order.side === 0 ? this.ask : this.bid;
      const level = this.#levels.get(best);
      if (level === undefined || (order.side === 0 ? best > limit : best < limit)) break;
      let gone = 0;
      for (const maker of level) {
        if (order.leaves === 0) break;
        const qty = Math.min(order.leaves, maker.leaves);
        order.leaves -= qty;
        maker.leaves -= qty;
        this.#onTrade(order.id, maker.id, best, qty);
        if (maker.leaves > 0) break;
        this.orders.delete(maker.id);
        gone++;
      }
      level.splice(0, gone);
      if (level.length === 0) this.#close(best, 1 - order.side);
    }
    if (order.leaves > 0 && mayRest) this.#rest(order);
  }

  #rest(order: PlainOrder): void {
    const { id, side, price } = order;
    const level = this.#levels.get(price);
    if (level === undefined) this.#levels.set(price, [order]);
    else level.push(order);
    this.orders.set(id, order);
    if (side === 0) this.bid = Math.max(this.bid, price);
    else this.ask = Math.min(this.ask, price);
    this.#lowest = Math.min(this.#lowest, price);
    this.#highest = Math.max(this.#highest, price);
  }

  #remove(id: number): PlainOrder | undefined {
    const order = this.orders.get(id);
    if (order === undefined) return undefined;
    this.orders.delete(id);
    const level = this.#levels.get(order.price) ?? [];
    level.splice(level.indexOf(order), 1);
    if (level.length === 0) this.#close(order.price, order.side);
    return order;
  }

  /** The last order of a level is gone. */
  #close(price: number, side: number): void {
    this.#levels.delete(price);
    if (side === 0 && price === this.bid) {
      do this.bid--;
      while (this.bid >= this.#lowest && !this.#levels.has(this.bid));
      if (this.bid < this.#lowest) this.bid = 0;
    } else if (side === 1 && price === this.ask) {
      do this.ask++;
      while (this.ask <= this.#highest && !this.#levels.has(this.ask));
      if (this.ask > this.#highest) this.ask = Infinity;
    }
  }
}
