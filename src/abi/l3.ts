// Generated from core-wasm/schema/l3.fbs by scripts/generate-abi.ts. Do not edit.

/** A slot of the level pool. 32 bytes. `next` and `prev` stand where an order has them. */
export class L3LevelView {
  static readonly size: number = 32;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get price(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set price(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  /** Sum of the orders' quantities. */
  get qty(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set qty(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  /** Oldest and newest order. */
  get next(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set next(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  get prev(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set prev(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  get orderCount(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set orderCount(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  /** 0 bid, 1 ask. */
  get side(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set side(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
}

/** A slot of the order pool. 32 bytes. */
export class L3OrderView {
  static readonly size: number = 32;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get orderId(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set orderId(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  get qty(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set qty(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  /** Neighbours in the queue, a ring that the level closes: `next` is younger, `prev` older. */
  get next(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set next(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  get prev(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set prev(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  get level(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set level(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  get pad0(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set pad0(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
}

/**
 * Head of an L3 book. Places inside the book (slots, areas, links) are byte offsets from this
 * struct; 0 is none. 96 bytes.
 */
export class L3StateView {
  static readonly size: number = 96;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Bounds given at creation. */
  get orderCapacity(): number {
    return this.view.getUint32(this.offset, true);
  }
  set orderCapacity(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  get levelCapacity(): number {
    return this.view.getUint32(this.offset + 4, true);
  }
  set levelCapacity(value: number) {
    this.view.setUint32(this.offset + 4, value, true);
  }
  /** Live orders, and live levels of each side. */
  get orderCount(): number {
    return this.view.getUint32(this.offset + 8, true);
  }
  set orderCount(value: number) {
    this.view.setUint32(this.offset + 8, value, true);
  }
  get bidLevels(): number {
    return this.view.getUint32(this.offset + 12, true);
  }
  set bidLevels(value: number) {
    this.view.setUint32(this.offset + 12, value, true);
  }
  get askLevels(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set askLevels(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  /** Most orders that lived at one time. */
  get orderCountMax(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set orderCountMax(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  /** First freed slot (chained through `next`), and the first slot never used so far. */
  get freeOrder(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set freeOrder(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  get freeLevel(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set freeLevel(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
  get freshOrder(): number {
    return this.view.getUint32(this.offset + 32, true);
  }
  set freshOrder(value: number) {
    this.view.setUint32(this.offset + 32, value, true);
  }
  get freshLevel(): number {
    return this.view.getUint32(this.offset + 36, true);
  }
  set freshLevel(value: number) {
    this.view.setUint32(this.offset + 36, value, true);
  }
  /** Entries - 1 of the two hash tables (powers of two). */
  get orderMask(): number {
    return this.view.getUint32(this.offset + 40, true);
  }
  set orderMask(value: number) {
    this.view.setUint32(this.offset + 40, value, true);
  }
  get levelMask(): number {
    return this.view.getUint32(this.offset + 44, true);
  }
  set levelMask(value: number) {
    this.view.setUint32(this.offset + 44, value, true);
  }
  get orderTable(): number {
    return this.view.getUint32(this.offset + 48, true);
  }
  set orderTable(value: number) {
    this.view.setUint32(this.offset + 48, value, true);
  }
  get levelTable(): number {
    return this.view.getUint32(this.offset + 52, true);
  }
  set levelTable(value: number) {
    this.view.setUint32(this.offset + 52, value, true);
  }
  get levels(): number {
    return this.view.getUint32(this.offset + 56, true);
  }
  set levels(value: number) {
    this.view.setUint32(this.offset + 56, value, true);
  }
  /** Level slots sorted by `l3KeyframeBegin`, and where the keyframe stands. */
  get sorted(): number {
    return this.view.getUint32(this.offset + 60, true);
  }
  set sorted(value: number) {
    this.view.setUint32(this.offset + 60, value, true);
  }
  get sortedCount(): number {
    return this.view.getUint32(this.offset + 64, true);
  }
  set sortedCount(value: number) {
    this.view.setUint32(this.offset + 64, value, true);
  }
  get sortedAt(): number {
    return this.view.getUint32(this.offset + 68, true);
  }
  set sortedAt(value: number) {
    this.view.setUint32(this.offset + 68, value, true);
  }
  get sortedOrder(): number {
    return this.view.getUint32(this.offset + 72, true);
  }
  set sortedOrder(value: number) {
    this.view.setUint32(this.offset + 72, value, true);
  }
  /** Offset to the L2 book that carries the level totals. */
  get l2(): number {
    return this.view.getInt32(this.offset + 76, true);
  }
  set l2(value: number) {
    this.view.setInt32(this.offset + 76, value, true);
  }
  /** Bits of an order's table entry that hold the slot's number. */
  get numberMask(): number {
    return this.view.getUint32(this.offset + 80, true);
  }
  set numberMask(value: number) {
    this.view.setUint32(this.offset + 80, value, true);
  }
  get pad0(): number {
    return this.view.getUint32(this.offset + 84, true);
  }
  set pad0(value: number) {
    this.view.setUint32(this.offset + 84, value, true);
  }
  get pad1(): bigint {
    return this.view.getBigInt64(this.offset + 88, true);
  }
  set pad1(value: bigint) {
    this.view.setBigInt64(this.offset + 88, value, true);
  }
}

/** Written by `l3OrderInfo`. 48 bytes. */
export class OrderInfoView {
  static readonly size: number = 48;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get orderId(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set orderId(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  get price(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set price(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  get qty(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set qty(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  /** Quantity and orders that trade before this order. */
  get qtyAhead(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set qtyAhead(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get ordersAhead(): number {
    return this.view.getUint32(this.offset + 32, true);
  }
  set ordersAhead(value: number) {
    this.view.setUint32(this.offset + 32, value, true);
  }
  /** Orders of the whole level, this one included. */
  get levelOrders(): number {
    return this.view.getUint32(this.offset + 36, true);
  }
  set levelOrders(value: number) {
    this.view.setUint32(this.offset + 36, value, true);
  }
  /** 0 bid, 1 ask. */
  get side(): number {
    return this.view.getUint32(this.offset + 40, true);
  }
  set side(value: number) {
    this.view.setUint32(this.offset + 40, value, true);
  }
  get pad0(): number {
    return this.view.getUint32(this.offset + 44, true);
  }
  set pad0(value: number) {
    this.view.setUint32(this.offset + 44, value, true);
  }
}

/** Written by `l3LevelOrders`, oldest order first. 16 bytes. */
export class OrderRowView {
  static readonly size: number = 16;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get orderId(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set orderId(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  get qty(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set qty(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
}

/** Offsets of L3Level's own fields. */
export const L3LevelAt = {
  price: 0,
  qty: 8,
  next: 16,
  prev: 20,
  orderCount: 24,
  side: 28,
} as const;

/** Offsets of L3Order's own fields. */
export const L3OrderAt = {
  orderId: 0,
  qty: 8,
  next: 16,
  prev: 20,
  level: 24,
  pad0: 28,
} as const;

/** Offsets of L3State's own fields. */
export const L3StateAt = {
  orderCapacity: 0,
  levelCapacity: 4,
  orderCount: 8,
  bidLevels: 12,
  askLevels: 16,
  orderCountMax: 20,
  freeOrder: 24,
  freeLevel: 28,
  freshOrder: 32,
  freshLevel: 36,
  orderMask: 40,
  levelMask: 44,
  orderTable: 48,
  levelTable: 52,
  levels: 56,
  sorted: 60,
  sortedCount: 64,
  sortedAt: 68,
  sortedOrder: 72,
  l2: 76,
  numberMask: 80,
  pad0: 84,
  pad1: 88,
} as const;

/** Offsets of OrderInfo's own fields. */
export const OrderInfoAt = {
  orderId: 0,
  price: 8,
  qty: 16,
  qtyAhead: 24,
  ordersAhead: 32,
  levelOrders: 36,
  side: 40,
  pad0: 44,
} as const;

/** Offsets of OrderRow's own fields. */
export const OrderRowAt = {
  orderId: 0,
  qty: 8,
} as const;
