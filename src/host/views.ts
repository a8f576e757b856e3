// What happened, read in place: each view stands on a record of the core and is moved to the next
// one. A strategy that keeps a view keeps a window on what happens later.
import { BarAt, BarFlag, BarHeaderAt } from '../abi/bars.ts';
import { FillAt, OrderHeaderAt, OrderStatus } from '../abi/orders.ts';
import { HeaderAt, RecordFlag, TradeAt } from '../abi/records.ts';
import { OrderStateAt } from '../abi/session.ts';
import type { Bar, FillEvent, OrderEvent, Print } from '../strategy/events.ts';
import type { OrderKindName, OrderSide, OrderStatusName } from '../strategy/names.ts';
import { readI64 } from './int64.ts';
import type { MarketHandle } from './market-handle.ts';
import { KIND_NAMES, reasonName, STATUS_NAMES } from './names.ts';

/** Where the views stand. */
abstract class RecordView {
  at = 0;
  protected readonly view: DataView;
  protected bound: MarketHandle | undefined;

  constructor(view: DataView) {
    this.view = view;
  }

  /** Moves the view. */
  move(at: number, market: MarketHandle): this {
    this.at = at;
    this.bound = market;
    return this;
  }

  get market(): MarketHandle {
    if (this.bound === undefined) throw new RangeError('a view before its first event');
    return this.bound;
  }

  protected long(offset: number): number {
    return readI64(this.view, this.at + offset);
  }

  protected sideAt(offset: number): OrderSide {
    return this.view.getUint8(this.at + offset) === 0 ? 'buy' : 'sell';
  }
}

export class PrintView extends RecordView implements Print {
  get exchangeTsNs(): bigint {
    return this.view.getBigInt64(this.at + HeaderAt.exchangeTsNs, true);
  }

  get priceQuanta(): number {
    return this.long(TradeAt.price);
  }

  get qtyQuanta(): number {
    return this.long(TradeAt.qty);
  }

  get price(): number {
    return this.market.priceOf(this.priceQuanta);
  }

  get qty(): number {
    return this.market.qtyOf(this.qtyQuanta);
  }

  get aggressorSide(): OrderSide | undefined {
    const flags = this.view.getUint8(this.at + HeaderAt.flags);
    if ((flags & RecordFlag.Buy) !== 0) return 'buy';
    return (flags & RecordFlag.Sell) === 0 ? undefined : 'sell';
  }

  get tradeId(): bigint {
    return this.view.getBigInt64(this.at + TradeAt.tradeId, true);
  }
}

export class FillView extends RecordView implements FillEvent {
  private readonly cashPower: number;

  constructor(view: DataView, cashScale: number) {
    super(view);
    this.cashPower = 10 ** cashScale;
  }

  get orderId(): number {
    return this.long(FillAt.orderId);
  }

  get tag(): number {
    return this.long(FillAt.tag);
  }

  get side(): OrderSide {
    return this.sideAt(FillAt.side);
  }

  get role(): 'maker' | 'taker' {
    return this.view.getUint8(this.at + FillAt.role) === 0 ? 'maker' : 'taker';
  }

  get priceQuanta(): number {
    return this.long(FillAt.price);
  }

  get qtyQuanta(): number {
    return this.long(FillAt.qty);
  }

  get price(): number {
    return this.market.priceOf(this.priceQuanta);
  }

  get qty(): number {
    return this.market.qtyOf(this.qtyQuanta);
  }

  get fee(): number {
    return this.long(FillAt.fee) / this.cashPower;
  }

  get realizedPnl(): number {
    return this.long(FillAt.realizedPnl) / this.cashPower;
  }

  get leavesQuanta(): number {
    return this.long(FillAt.leavesQty);
  }

  get exchangeTsNs(): bigint {
    return this.view.getBigInt64(this.at + OrderHeaderAt.exchangeTsNs, true);
  }
}

const OPEN_END = 2 ** 64;

export class OrderView extends RecordView implements OrderEvent {
  get orderId(): number {
    return this.long(OrderStateAt.orderId);
  }

  get tag(): number {
    return this.long(OrderStateAt.tag);
  }

  get side(): OrderSide {
    return this.sideAt(OrderStateAt.side);
  }

  get kind(): OrderKindName {
    return KIND_NAMES[this.view.getUint8(this.at + OrderStateAt.orderKind)] ?? 'limit';
  }

  get status(): OrderStatusName {
    const status = this.view.getUint8(this.at + OrderStateAt.status);
    return STATUS_NAMES[status] ?? 'pendingNew';
  }

  get reason(): string {
    return reasonName(this.view.getUint8(this.at + OrderStateAt.reason));
  }

  get priceQuanta(): number {
    return this.long(OrderStateAt.price);
  }

  get qtyQuanta(): number {
    return this.long(OrderStateAt.qty);
  }

  get leavesQuanta(): number {
    return this.long(OrderStateAt.leavesQty);
  }

  get cumQuanta(): number {
    return this.long(OrderStateAt.cumQty);
  }

  get price(): number {
    return this.market.priceOf(this.priceQuanta);
  }

  get qty(): number {
    return this.market.qtyOf(this.qtyQuanta);
  }

  get avgPrice(): number {
    const filled = this.cumQuanta;
    if (filled === 0) return Number.NaN;
    const low = this.at + OrderStateAt.notionalLow;
    const unsigned = this.view.getUint32(low, true) + this.view.getUint32(low + 4, true) * 2 ** 32;
    const notional = this.long(OrderStateAt.notionalHigh) * OPEN_END + unsigned;
    return this.market.priceOf(notional / filled);
  }

  get isOpen(): boolean {
    return this.view.getUint8(this.at + OrderStateAt.isOpen) !== 0;
  }

  /** Whether a cancel is on its way already. */
  get isCancelling(): boolean {
    return this.view.getUint8(this.at + OrderStateAt.status) === OrderStatus.PendingCancel;
  }
}

export class BarView extends RecordView implements Bar {
  /** Texts of the subscriptions, by series id. */
  private readonly names: readonly string[];

  constructor(view: DataView, names: readonly string[]) {
    super(view);
    this.names = names;
  }

  get series(): string {
    return this.names[this.view.getUint16(this.at + BarAt.seriesId, true)] ?? '';
  }

  get openTsNs(): bigint {
    return this.view.getBigInt64(this.at + BarAt.openTsNs, true);
  }

  get closeTsNs(): bigint {
    return this.view.getBigInt64(this.at + BarHeaderAt.exchangeTsNs, true);
  }

  get open(): number {
    return this.market.priceOf(this.long(BarAt.open));
  }

  get high(): number {
    return this.market.priceOf(this.long(BarAt.high));
  }

  get low(): number {
    return this.market.priceOf(this.long(BarAt.low));
  }

  get close(): number {
    return this.market.priceOf(this.long(BarAt.close));
  }

  get volume(): number {
    return this.market.qtyOf(this.long(BarAt.qty));
  }

  get buyVolume(): number {
    return this.market.qtyOf(this.long(BarAt.buyQty));
  }

  get trades(): number {
    return this.view.getUint32(this.at + BarAt.eventCount, true);
  }

  get isEmpty(): boolean {
    return (this.view.getUint8(this.at + BarAt.barFlags) & BarFlag.Empty) !== 0;
  }
}
