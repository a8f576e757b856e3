// The L3 book written the obvious way, as an oracle for core-wasm/book/l3.ts and as the plain
// JavaScript baseline of its benchmark: a Map of orders, an array per price, no cleverness.
// Ids, prices and quantities are numbers: exact up to 2^53.
import { RecordKind } from '../abi/records.ts';
import { Status } from '../abi/status.ts';

export interface NaiveOrder {
  readonly id: number;
  /** 0 bid, 1 ask. */
  readonly side: number;
  price: number;
  qty: number;
}

export interface NaiveEvent {
  readonly kind: number;
  readonly id: number;
  readonly side: number;
  readonly price: number;
  readonly qty: number;
  readonly hidden?: boolean;
}

export class NaiveL3 {
  readonly orderCapacity: number;
  readonly levelCapacity: number;
  readonly orders = new Map<number, NaiveOrder>();
  /** Price to orders in queue order, of each side. */
  readonly levels: readonly [Map<number, NaiveOrder[]>, Map<number, NaiveOrder[]>] = [
    new Map(),
    new Map(),
  ];

  constructor(orderCapacity: number, levelCapacity = orderCapacity) {
    this.orderCapacity = orderCapacity;
    this.levelCapacity = Math.min(levelCapacity, orderCapacity);
  }

  apply(event: NaiveEvent): number {
    const { kind, id, side, price, qty } = event;
    if (kind === RecordKind.OrderAdd) return this.add(id, side, price, qty);
    if (kind === RecordKind.OrderDelete) return this.delete(id);
    if (kind === RecordKind.OrderModify) return this.modify(id, price, qty);
    if (kind === RecordKind.OrderExecute && event.hidden === true) return Status.Ok;
    if (kind === RecordKind.OrderReduce || kind === RecordKind.OrderExecute)
      return this.reduce(id, qty);
    return Status.UnknownKind;
  }

  add(id: number, side: number, price: number, qty: number): number {
    if (qty <= 0) return Status.Negative;
    if (this.orders.has(id)) return Status.DuplicateOrder;
    if (this.orders.size >= this.orderCapacity) return Status.OrdersFull;
    if (!this.levelsOf(side).has(price) && this.levelCount() >= this.levelCapacity)
      return Status.LevelsFull;
    const order = { id, side, price, qty };
    this.orders.set(id, order);
    this.push(order);
    return Status.Ok;
  }

  reduce(id: number, qty: number): number {
    if (qty <= 0) return Status.Negative;
    const order = this.orders.get(id);
    if (order === undefined) return Status.UnknownOrder;
    if (qty > order.qty) return Status.OverFill;
    order.qty -= qty;
    if (order.qty === 0) this.drop(order);
    return Status.Ok;
  }

  delete(id: number): number {
    const order = this.orders.get(id);
    if (order === undefined) return Status.UnknownOrder;
    this.drop(order);
    return Status.Ok;
  }

  modify(id: number, price: number, qty: number): number {
    if (qty <= 0) return Status.Negative;
    const order = this.orders.get(id);
    if (order === undefined) return Status.UnknownOrder;
    if (price === order.price && qty <= order.qty) {
      order.qty = qty;
      return Status.Ok;
    }
    const leavesEmpty = this.queue(order.side, order.price).length === 1;
    if (!this.levelsOf(order.side).has(price))
      if (this.levelCount() - (leavesEmpty ? 1 : 0) >= this.levelCapacity) return Status.LevelsFull;
    this.unlink(order);
    order.price = price;
    order.qty = qty;
    this.push(order);
    return Status.Ok;
  }

  /** Orders at a price, oldest first. */
  queue(side: number, price: number): readonly NaiveOrder[] {
    return this.levelsOf(side).get(price) ?? [];
  }

  levelsOf(side: number): Map<number, NaiveOrder[]> {
    return this.levels[side === 0 ? 0 : 1];
  }

  levelCount(): number {
    return this.levels[0].size + this.levels[1].size;
  }

  /** Prices of a side, best first. */
  prices(side: number): number[] {
    return [...this.levelsOf(side).keys()].sort((a, b) => (side === 0 ? b - a : a - b));
  }

  /** All orders: bids before asks, best price first, oldest first. */
  inOrder(): NaiveOrder[] {
    return [0, 1].flatMap((side) => this.prices(side).flatMap((price) => this.queue(side, price)));
  }

  private push(order: NaiveOrder): void {
    const levels = this.levelsOf(order.side);
    const queue = levels.get(order.price);
    if (queue === undefined) levels.set(order.price, [order]);
    else queue.push(order);
  }

  private unlink(order: NaiveOrder): void {
    const levels = this.levelsOf(order.side);
    const queue = levels.get(order.price) ?? [];
    queue.splice(queue.indexOf(order), 1);
    if (queue.length === 0) levels.delete(order.price);
  }

  private drop(order: NaiveOrder): void {
    this.unlink(order);
    this.orders.delete(order.id);
  }
}
