// The market maker of market-maker.ts in AssemblyScript: same quotes, same orders.
import {
  cancel,
  Market,
  market,
  Order,
  OrderRequest,
  OrderStatus,
  param,
  replace,
  Strategy,
} from 'outcry/assembly/strategy';

/** The order of one side. */
class Quote {
  private request: OrderRequest = new OrderRequest();
  private id: u32;
  private isBuy: bool;
  private qty: i64;
  /** 0: there is none. */
  private orderId: i64 = 0;
  private price: i64 = 0;
  /** Whether the venue has not yet answered what was sent last. */
  private isBusy: bool = false;

  constructor(id: u32, isBuy: bool, qty: i64) {
    this.id = id;
    this.isBuy = isBuy;
    this.qty = qty;
  }

  /** A price of 0: no quote. */
  follow(price: i64, step: i64): void {
    if (this.isBusy) return;
    if (this.orderId == 0) {
      if (price == 0) return;
      const request = this.request.reset(this.id, this.isBuy, this.qty, price);
      request.postOnly = true;
      this.orderId = request.submit();
      this.price = price;
      this.isBusy = this.orderId != 0;
    } else if (price == 0) {
      this.isBusy = cancel(this.orderId);
    } else if (abs(price - this.price) >= step) {
      this.isBusy = replace(this.orderId, price, this.qty);
      this.price = price;
    }
  }

  update(order: Order): void {
    if (order.orderId != this.orderId) return;
    if (!order.isOpen) this.orderId = 0;
    const status = order.status;
    this.isBusy =
      order.isOpen && status != OrderStatus.Working && status != OrderStatus.PartiallyFilled;
    this.price = order.priceQuanta;
  }
}

class MarketMaker extends Strategy {
  private main: Market = market('main');
  private isMid: bool = param('anchor') == 1;
  private isTicks: bool = param('unit') == 0;
  private halfSpread: f64 = param('halfSpread');
  private skew: f64 = param('skew');
  private shorts: bool = param('shorts') != 0;
  private qty: i64 = this.main.qtyToQuanta(param('qty'));
  private most: i64 = this.main.lotsWithin(param('maxInventory'));
  private step: i64 = <i64>param('requoteTicks') * this.main.tickQuanta;
  private bid: Quote = new Quote(this.main.id, true, this.qty);
  private ask: Quote = new Quote(this.main.id, false, this.qty);

  onTopOfBook(where: Market): void {
    const main = this.main;
    const mid = main.mid;
    if (!(mid > 0)) {
      this.bid.follow(0, 1);
      this.ask.follow(0, 1);
      return;
    }
    const tick = main.tickQuanta;
    const most = this.most;
    const fair = this.isMid ? mid : main.microprice();
    const unit = this.isTicks ? main.priceOf(tick) : mid / 10000;
    const position = main.positionQuanta;
    const lean = most > 0 ? (<f64>position / <f64>most) * this.skew * unit : 0;
    const centre = fair - lean;
    const half = this.halfSpread * unit;
    const buy = min(main.tickBeside(centre - half, true), main.askQuanta - tick);
    const sell = max(main.tickBeside(centre + half, false), main.bidQuanta + tick);
    const least = this.shorts ? -most : 0;
    this.bid.follow(position + this.qty <= most && buy > 0 ? buy : 0, this.step);
    this.ask.follow(position - this.qty >= least ? sell : 0, this.step);
  }

  onOrder(order: Order): void {
    this.bid.update(order);
    this.ask.update(order);
  }
}

export function create(): Strategy {
  return new MarketMaker();
}
