import { OrderFlag, OrderKind, Side, SubmitOrder, TimeInForce } from '../../core-wasm/abi/orders';
import { submit } from '../../core-wasm/session/commands';
import { Status } from '../../core-wasm/abi/status';
import { sessionOf } from './session';

/** An order in quanta, exactly as it goes to the venue. Make one and use it again. */
export class OrderRequest {
  instrumentId: u32 = 0;
  isBuy: bool = false;
  /** OrderKind. */
  kind: u8 = OrderKind.Limit;
  /** TimeInForce. */
  timeInForce: u8 = TimeInForce.Gtc;
  postOnly: bool = false;
  /** With postOnly: moved to the nearest price that does not take. */
  slide: bool = false;
  reduceOnly: bool = false;
  qty: i64 = 0;
  price: i64 = 0;
  stopPrice: i64 = 0;
  displayQty: i64 = 0;
  trailOffset: i64 = 0;
  expireTsNs: i64 = 0;
  tag: i64 = 0;

  /** A plain limit order, or market order where `price` is 0. */
  reset(instrumentId: u32, isBuy: bool, qty: i64, price: i64): OrderRequest {
    this.instrumentId = instrumentId;
    this.isBuy = isBuy;
    this.kind = price == 0 ? <u8>OrderKind.Market : <u8>OrderKind.Limit;
    this.timeInForce = TimeInForce.Gtc;
    this.postOnly = false;
    this.slide = false;
    this.reduceOnly = false;
    this.qty = qty;
    this.price = price;
    this.stopPrice = 0;
    this.displayQty = 0;
    this.trailOffset = 0;
    this.expireTsNs = 0;
    this.tag = 0;
    return this;
  }

  /**
   * Sends it; returns its id, 0 during the warm-up. What becomes of it comes as updates and fills.
   * What is no order at all (a quantity below 1) and orders beyond the session's room stop the
   * strategy.
   */
  submit(): i64 {
    const s = sessionOf();
    if (this.qty < 1) throw new Error('no order: its quantity is below 1 quantum');
    if (s.nowNs < s.tradeFromNs) return 0;
    const r = changetype<SubmitOrder>(<usize>s.command);
    memory.fill(changetype<usize>(r), 0, 128);
    r.instrumentId = <u16>this.instrumentId;
    r.price = this.price;
    r.qty = this.qty;
    r.side = this.isBuy ? <u8>Side.Buy : <u8>Side.Sell;
    r.orderKind = this.kind;
    r.timeInForce = this.timeInForce;
    r.orderFlags = <u8>(
      ((this.postOnly ? OrderFlag.PostOnly : 0) |
        (this.slide ? OrderFlag.Slide : 0) |
        (this.reduceOnly ? OrderFlag.ReduceOnly : 0))
    );
    r.stopPrice = this.stopPrice;
    r.displayQty = this.displayQty;
    r.trailOffset = this.trailOffset;
    r.expireTsNs = this.expireTsNs;
    r.tag = this.tag;
    const status = submit(s);
    if (status == Status.Flooded) throw new Error('commands without end at one time');
    if (status != Status.Ok)
      throw new Error('too many open orders, or a market that is not traded');
    return s.lastOrderId;
  }
}
