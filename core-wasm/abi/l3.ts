// Generated from core-wasm/schema/l3.fbs by scripts/generate-abi.ts. Do not edit.

/** A slot of the level pool. 32 bytes. `next` and `prev` stand where an order has them. */
@unmanaged
export class L3Level {
  price: i64;
  // Sum of the orders' quantities.
  qty: i64;
  // Oldest and newest order.
  next: u32;
  prev: u32;
  orderCount: u32;
  // 0 bid, 1 ask.
  side: u32;
}
@inline export const SIZEOF_L3_LEVEL: usize = 32;
@inline export const L3_LEVEL_PRICE: usize = 0;
@inline export const L3_LEVEL_QTY: usize = 8;
@inline export const L3_LEVEL_NEXT: usize = 16;
@inline export const L3_LEVEL_PREV: usize = 20;
@inline export const L3_LEVEL_ORDER_COUNT: usize = 24;
@inline export const L3_LEVEL_SIDE: usize = 28;

/** A slot of the order pool. 32 bytes. */
@unmanaged
export class L3Order {
  orderId: i64;
  qty: i64;
  // Neighbours in the queue, a ring that the level closes: `next` is younger, `prev` older.
  next: u32;
  prev: u32;
  level: u32;
  pad0: u32;
}
@inline export const SIZEOF_L3_ORDER: usize = 32;
@inline export const L3_ORDER_ORDER_ID: usize = 0;
@inline export const L3_ORDER_QTY: usize = 8;
@inline export const L3_ORDER_NEXT: usize = 16;
@inline export const L3_ORDER_PREV: usize = 20;
@inline export const L3_ORDER_LEVEL: usize = 24;
@inline export const L3_ORDER_PAD0: usize = 28;

/** Head of an L3 book. Places inside the book (slots, areas, links) are byte offsets from this */
/** struct; 0 is none. 96 bytes. */
@unmanaged
export class L3State {
  // Bounds given at creation.
  orderCapacity: u32;
  levelCapacity: u32;
  // Live orders, and live levels of each side.
  orderCount: u32;
  bidLevels: u32;
  askLevels: u32;
  // Most orders that lived at one time.
  orderCountMax: u32;
  // First freed slot (chained through `next`), and the first slot never used so far.
  freeOrder: u32;
  freeLevel: u32;
  freshOrder: u32;
  freshLevel: u32;
  // Entries - 1 of the two hash tables (powers of two).
  orderMask: u32;
  levelMask: u32;
  orderTable: u32;
  levelTable: u32;
  levels: u32;
  // Level slots sorted by `l3KeyframeBegin`, and where the keyframe stands.
  sorted: u32;
  sortedCount: u32;
  sortedAt: u32;
  sortedOrder: u32;
  // Offset to the L2 book that carries the level totals.
  l2: i32;
  // Bits of an order's table entry that hold the slot's number.
  numberMask: u32;
  pad0: u32;
  pad1: i64;
}
@inline export const SIZEOF_L3_STATE: usize = 96;
@inline export const L3_STATE_ORDER_CAPACITY: usize = 0;
@inline export const L3_STATE_LEVEL_CAPACITY: usize = 4;
@inline export const L3_STATE_ORDER_COUNT: usize = 8;
@inline export const L3_STATE_BID_LEVELS: usize = 12;
@inline export const L3_STATE_ASK_LEVELS: usize = 16;
@inline export const L3_STATE_ORDER_COUNT_MAX: usize = 20;
@inline export const L3_STATE_FREE_ORDER: usize = 24;
@inline export const L3_STATE_FREE_LEVEL: usize = 28;
@inline export const L3_STATE_FRESH_ORDER: usize = 32;
@inline export const L3_STATE_FRESH_LEVEL: usize = 36;
@inline export const L3_STATE_ORDER_MASK: usize = 40;
@inline export const L3_STATE_LEVEL_MASK: usize = 44;
@inline export const L3_STATE_ORDER_TABLE: usize = 48;
@inline export const L3_STATE_LEVEL_TABLE: usize = 52;
@inline export const L3_STATE_LEVELS: usize = 56;
@inline export const L3_STATE_SORTED: usize = 60;
@inline export const L3_STATE_SORTED_COUNT: usize = 64;
@inline export const L3_STATE_SORTED_AT: usize = 68;
@inline export const L3_STATE_SORTED_ORDER: usize = 72;
@inline export const L3_STATE_L2: usize = 76;
@inline export const L3_STATE_NUMBER_MASK: usize = 80;
@inline export const L3_STATE_PAD0: usize = 84;
@inline export const L3_STATE_PAD1: usize = 88;

/** Written by `l3OrderInfo`. 48 bytes. */
@unmanaged
export class OrderInfo {
  orderId: i64;
  price: i64;
  qty: i64;
  // Quantity and orders that trade before this order.
  qtyAhead: i64;
  ordersAhead: u32;
  // Orders of the whole level, this one included.
  levelOrders: u32;
  // 0 bid, 1 ask.
  side: u32;
  pad0: u32;
}
@inline export const SIZEOF_ORDER_INFO: usize = 48;
@inline export const ORDER_INFO_ORDER_ID: usize = 0;
@inline export const ORDER_INFO_PRICE: usize = 8;
@inline export const ORDER_INFO_QTY: usize = 16;
@inline export const ORDER_INFO_QTY_AHEAD: usize = 24;
@inline export const ORDER_INFO_ORDERS_AHEAD: usize = 32;
@inline export const ORDER_INFO_LEVEL_ORDERS: usize = 36;
@inline export const ORDER_INFO_SIDE: usize = 40;
@inline export const ORDER_INFO_PAD0: usize = 44;

/** Written by `l3LevelOrders`, oldest order first. 16 bytes. */
@unmanaged
export class OrderRow {
  orderId: i64;
  qty: i64;
}
@inline export const SIZEOF_ORDER_ROW: usize = 16;
@inline export const ORDER_ROW_ORDER_ID: usize = 0;
@inline export const ORDER_ROW_QTY: usize = 8;
