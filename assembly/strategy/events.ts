// What a strategy is told: views that the next event moves. Copy the numbers that you keep.
import { BarFlag, Bar as BarRecord } from '../../core-wasm/abi/bars';
import { Fill as FillRecord, LiquidityRole, OrderStatus, Side } from '../../core-wasm/abi/orders';
import { RecordFlag, Trade as TradeRecord } from '../../core-wasm/abi/records';
import { OrderState } from '../../core-wasm/abi/session';
import { Market } from './market';
import { cashOf } from './session';

abstract class View {
  protected at: usize = 0;
  protected owner: Market | null = null;

  get market(): Market {
    return this.owner!;
  }
}

/** A trade on the venue's tape. */
export class Trade extends View {
  @inline
  move(at: u32, market: Market): Trade {
    this.at = at;
    this.owner = market;
    return this;
  }

  @inline
  private get record(): TradeRecord {
    return changetype<TradeRecord>(this.at);
  }

  get exchangeTsNs(): i64 {
    return this.record.exchangeTsNs;
  }
  get priceQuanta(): i64 {
    return this.record.price;
  }
  get qtyQuanta(): i64 {
    return this.record.qty;
  }
  get price(): f64 {
    return this.market.priceOf(this.record.price);
  }
  get qty(): f64 {
    return this.market.qtyOf(this.record.qty);
  }
  /** 1: a buyer took, -1: a seller took, 0: the venue does not say. */
  get aggressor(): i32 {
    if (this.record.flags & RecordFlag.Buy) return 1;
    return this.record.flags & RecordFlag.Sell ? -1 : 0;
  }
  /** -1 where the venue gives none. */
  get tradeId(): i64 {
    return this.record.tradeId;
  }
}

export class Bar extends View {
  @inline
  move(at: u32, market: Market): Bar {
    this.at = at;
    this.owner = market;
    return this;
  }

  @inline
  private get record(): BarRecord {
    return changetype<BarRecord>(this.at);
  }

  /** Place of the series in the order of declaration, from 1; 0: the input's own candles. */
  get series(): u32 {
    return this.record.seriesId;
  }
  get openTsNs(): i64 {
    return this.record.openTsNs;
  }
  get closeTsNs(): i64 {
    return this.record.exchangeTsNs;
  }
  get open(): f64 {
    return this.market.priceOf(this.record.open);
  }
  get high(): f64 {
    return this.market.priceOf(this.record.high);
  }
  get low(): f64 {
    return this.market.priceOf(this.record.low);
  }
  get close(): f64 {
    return this.market.priceOf(this.record.close);
  }
  get volume(): f64 {
    return this.market.qtyOf(this.record.qty);
  }
  get buyVolume(): f64 {
    return this.market.qtyOf(this.record.buyQty);
  }
  get trades(): u32 {
    return this.record.eventCount;
  }
  /** Nothing traded: the prices are the close before it. */
  get isEmpty(): bool {
    return (this.record.barFlags & BarFlag.Empty) != 0;
  }
}

/** One execution of an own order. */
export class Fill extends View {
  @inline
  move(at: u32, market: Market): Fill {
    this.at = at;
    this.owner = market;
    return this;
  }

  @inline
  private get record(): FillRecord {
    return changetype<FillRecord>(this.at);
  }

  get orderId(): i64 {
    return this.record.orderId;
  }
  get tag(): i64 {
    return this.record.tag;
  }
  get isBuy(): bool {
    return this.record.side == Side.Buy;
  }
  get isMaker(): bool {
    return this.record.role == LiquidityRole.Maker;
  }
  get priceQuanta(): i64 {
    return this.record.price;
  }
  get qtyQuanta(): i64 {
    return this.record.qty;
  }
  get leavesQuanta(): i64 {
    return this.record.leavesQty;
  }
  get price(): f64 {
    return this.market.priceOf(this.record.price);
  }
  get qty(): f64 {
    return this.market.qtyOf(this.record.qty);
  }
  /** In the settlement currency; negative: a rebate. */
  get fee(): f64 {
    return cashOf(this.record.fee);
  }
  get realizedPnl(): f64 {
    return cashOf(this.record.realizedPnl);
  }
  /** Venue time, ns since 1970. */
  get exchangeTsNs(): i64 {
    return this.record.exchangeTsNs;
  }
  /** Cash quanta. */
  get feeQuanta(): i64 {
    return this.record.fee;
  }
  get realizedPnlQuanta(): i64 {
    return this.record.realizedPnl;
  }
}

/** An own order. */
export class Order extends View {
  @inline
  move(at: u32, market: Market): Order {
    this.at = at;
    this.owner = market;
    return this;
  }

  @inline
  private get record(): OrderState {
    return changetype<OrderState>(this.at);
  }

  get orderId(): i64 {
    return this.record.orderId;
  }
  get tag(): i64 {
    return this.record.tag;
  }
  get isBuy(): bool {
    return this.record.side == Side.Buy;
  }
  /** OrderKind. */
  get kind(): u8 {
    return this.record.orderKind;
  }
  /** OrderStatus. */
  get status(): u8 {
    return this.record.status;
  }
  /** OrderReason. */
  get reason(): u8 {
    return this.record.reason;
  }
  get isOpen(): bool {
    return this.record.isOpen != 0;
  }
  get isWorking(): bool {
    const status = this.record.status;
    return status == OrderStatus.Working || status == OrderStatus.PartiallyFilled;
  }
  get priceQuanta(): i64 {
    return this.record.price;
  }
  get qtyQuanta(): i64 {
    return this.record.qty;
  }
  get leavesQuanta(): i64 {
    return this.record.leavesQty;
  }
  get cumQuanta(): i64 {
    return this.record.cumQty;
  }
  get price(): f64 {
    return this.market.priceOf(this.record.price);
  }
  get qty(): f64 {
    return this.market.qtyOf(this.record.qty);
  }
  /** Mean price of its fills; NaN before the first. */
  get avgPrice(): f64 {
    const filled = this.record.cumQty;
    if (filled == 0) return NaN;
    const notional =
      <f64>this.record.notionalHigh * 18446744073709551616.0 + <f64>this.record.notionalLow;
    return this.market.priceOfMean(notional / <f64>filled);
  }
}
