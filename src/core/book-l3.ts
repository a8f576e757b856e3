// An L3 book of its own (outside an engine) as an object, with the L2 book that carries its level
// totals. Records go in by address; questions come back as plain values. Cold paths: BigInt.
import { L3StateView, OrderInfoView, OrderRowView } from '../abi/l3.ts';
import { OrderEventView, RowView } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { Core } from './core.ts';
import { WINDOW_BITS } from './engine.ts';

export interface L3BookOptions {
  /** Most live orders, 1 to 2^26. About 60 bytes each. */
  readonly orderCapacity: number;
  /** Most live prices of both sides. @default orderCapacity */
  readonly levelCapacity?: number;
  /** Ladder step in price quanta; prices off it are kept exactly, but slower. @default 1n */
  readonly tickSize?: bigint;
  /** log2 of the dense window's slots, 8..20. @default 17 */
  readonly windowBits?: number;
  /** Chunks of 64 levels for prices outside the window. @default 1024 */
  readonly farChunks?: number;
}

export type BookSide = 'bid' | 'ask';

export interface RestingOrder {
  readonly orderId: bigint;
  readonly side: BookSide;
  /** Quanta. */
  readonly price: bigint;
  readonly qty: bigint;
  /** Orders that trade before this one at its price. */
  readonly queuePosition: number;
  /** Their quantity. */
  readonly queueAhead: bigint;
  /** Orders at its price, this one included. */
  readonly levelOrderCount: number;
}

export interface BookLevel {
  readonly price: bigint;
  readonly qty: bigint;
}

const SCRATCH_ROWS = 256;
const sideCode = (side: BookSide): number => (side === 'bid' ? 0 : 1);

export class L3Book {
  readonly core: Core;
  /** Address of the L3 book. */
  readonly address: number;
  /** Address of its L2 book. */
  readonly l2: number;
  /** Live counters. */
  readonly state: L3StateView;
  private readonly scratch: number;
  private readonly info: OrderInfoView;
  private readonly pool: number;
  private readonly farChunks: number;
  private readonly windowBits: number;
  private readonly tickSize: bigint;

  /** @throws OutcryError OUT_OF_MEMORY, BAD_ARGUMENT */
  constructor(core: Core, options: L3BookOptions) {
    const { exports } = core;
    const { orderCapacity } = options;
    const levelCapacity = options.levelCapacity ?? 0;
    const bytes = exports.l3Size(orderCapacity, levelCapacity) >>> 0;
    if (bytes === 0 || !Number.isInteger(orderCapacity))
      throw new OutcryError('BAD_ARGUMENT', 'usage', 'orderCapacity is out of range', {
        expected: '1 to 2^26 orders that fit in 4 GiB',
        found: `${orderCapacity}`,
      });
    this.core = core;
    this.windowBits = options.windowBits ?? WINDOW_BITS;
    this.farChunks = options.farChunks ?? 1024;
    this.tickSize = options.tickSize ?? 1n;
    this.pool = core.alloc(exports.chunkPoolBytes(2 * this.farChunks), 'far levels');
    this.l2 = core.alloc(exports.bookSize(this.windowBits, this.farChunks), 'an L2 book');
    this.address = core.alloc(bytes, `an L3 book of ${orderCapacity} orders`);
    this.scratch = core.alloc(SCRATCH_ROWS * OrderRowView.size + 64, 'questions to an L3 book');
    this.state = new L3StateView(core.view, this.address);
    this.info = new OrderInfoView(core.view, this.scratch);
    exports.chunkPoolInit(this.pool, 2 * this.farChunks);
    exports.bookInit(this.l2, this.windowBits, this.farChunks, this.pool, this.tickSize);
    core.check(exports.l3Init(this.address, this.l2, orderCapacity, levelCapacity));
  }

  /** Empties both books. */
  reset(): void {
    const { exports } = this.core;
    const { orderCapacity, levelCapacity } = this.state;
    exports.bookClear(this.l2);
    this.core.check(exports.l3Init(this.address, this.l2, orderCapacity, levelCapacity));
  }

  /** Applies one record at `address`; a status < 0 says why it was refused. */
  apply(address: number): number {
    const { exports } = this.core;
    const status = exports.l3Apply(this.address, address);
    return status < 0 ? status : exports.bookRecenter(this.l2);
  }

  get orderCount(): number {
    return this.state.orderCount;
  }

  levelCount(side: BookSide): number {
    return side === 'bid' ? this.state.bidLevels : this.state.askLevels;
  }

  /** The order and its place in the queue, or undefined. Cost: one step per order ahead. */
  order(orderId: bigint): RestingOrder | undefined {
    const { info } = this;
    info.orderId = orderId;
    if (this.core.exports.l3OrderInfo(this.address, this.scratch) === Status.UnknownOrder)
      return undefined;
    return {
      orderId,
      side: info.side === 0 ? 'bid' : 'ask',
      price: info.price,
      qty: info.qty,
      queuePosition: info.ordersAhead,
      queueAhead: info.qtyAhead,
      levelOrderCount: info.levelOrders,
    };
  }

  /** Quantity at a price, 0 when there is no level. */
  qtyAt(side: BookSide, price: bigint): bigint {
    return this.core.exports.bookQty(this.l2, sideCode(side), price);
  }

  /** The best levels of a side, best first, at most `max` (up to 256). */
  levels(side: BookSide, max: number): BookLevel[] {
    const rows = this.scratch + 64;
    const count = this.core.exports.bookLevels(
      this.l2,
      sideCode(side),
      Math.min(max, SCRATCH_ROWS),
      rows,
      this.scratch,
    );
    const row = new RowView(this.core.view, rows);
    const levels: BookLevel[] = [];
    for (let i = 0; i < count; i++, row.offset += RowView.size)
      levels.push({ price: row.price, qty: row.qty });
    return levels;
  }

  /** Orders at a price, oldest first. */
  levelOrders(side: BookSide, price: bigint): { orderId: bigint; qty: bigint }[] {
    const { exports, view } = this.core;
    const rows = this.scratch + 64;
    const found: { orderId: bigint; qty: bigint }[] = [];
    for (;;) {
      view.setBigInt64(this.scratch, price, true);
      const count = exports.l3LevelOrders(
        this.address,
        sideCode(side),
        this.scratch,
        found.length,
        rows,
        SCRATCH_ROWS,
      );
      const row = new OrderRowView(view, rows);
      for (let i = 0; i < count; i++, row.offset += OrderRowView.size)
        found.push({ orderId: row.orderId, qty: row.qty });
      if (count < SCRATCH_ROWS) return found;
    }
  }

  levelOrderCount(side: BookSide, price: bigint): number {
    this.core.view.setBigInt64(this.scratch, price, true);
    return this.core.exports.l3LevelOrderCount(this.address, sideCode(side), this.scratch);
  }

  /**
   * Writes all orders as OrderAdd records to `out` (64 bytes each, `orderCount` of them): bids
   * before asks, best price first, oldest first. Returns the end. Instrument and times come from
   * the record at `template`.
   */
  keyframe(template: number, out: number): number {
    const { exports } = this.core;
    const count = exports.l3KeyframeBegin(this.address) >>> 0;
    const written = exports.l3KeyframeNext(this.address, template, out, count) >>> 0;
    return out + written * OrderEventView.size;
  }
}
