// quote.ts in AssemblyScript: same steps, same orders.
import {
  cancel,
  Market,
  market,
  Order,
  OrderRequest,
  OrderStatus,
  param,
  setTimer,
  Strategy,
  timeNs,
} from 'outcry/assembly/strategy';

const STEP: u32 = 1;

/** An order that is held: ended ones are forgotten at the next step. */
class Quote {
  id: i64 = 0;
  price: i64 = 0;
  isBuy: bool = false;
  isWorking: bool = false;
  isCancelling: bool = false;
  isEnded: bool = false;
}

class Quotes extends Strategy {
  private main: Market = market('main');
  private levels: i32 = <i32>param('levels');
  private stepNs: i64 = <i64>param('stepNs');
  private qty: i64 = <i64>param('lots') * this.main.lotQuanta;
  private request: OrderRequest = new OrderRequest();
  /** The first `count` are held, in order of their ids. */
  private quotes: StaticArray<Quote> = new StaticArray<Quote>(1024);
  private count: i32 = 0;

  constructor() {
    super();
    for (let i = 0; i < this.quotes.length; i++) this.quotes[i] = new Quote();
  }

  onStart(): void {
    const start = <i64>param('startMs') * 1_000_000;
    setTimer(STEP, (start == 0 ? 0 : start - timeNs()) + this.stepNs);
  }

  onTimer(id: u32): void {
    setTimer(STEP, this.stepNs);
    this.forget();
    const bid = this.main.bidQuanta;
    const ask = this.main.askQuanta;
    if (bid == 0 || ask == 0) return;
    const tick = this.main.tickQuanta;
    const band = <i64>this.levels * tick;
    for (let i = 0; i < this.count; i++) {
      const one = this.quotes[i];
      if (!one.isWorking || one.isCancelling) continue;
      const isWanted = one.isBuy
        ? one.price <= bid && one.price > bid - band
        : one.price >= ask && one.price < ask + band;
      if (isWanted) continue;
      one.isCancelling = true;
      cancel(one.id);
    }
    for (let i = 0; i < this.levels; i++) this.place(true, bid - <i64>i * tick);
    for (let i = 0; i < this.levels; i++) this.place(false, ask + <i64>i * tick);
  }

  private forget(): void {
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      const one = this.quotes[i];
      if (one.isEnded) continue;
      // The places change: the objects are used again.
      this.quotes[i] = this.quotes[kept];
      this.quotes[kept++] = one;
    }
    this.count = kept;
  }

  private place(isBuy: bool, price: i64): void {
    for (let i = 0; i < this.count; i++) {
      const one = this.quotes[i];
      if (one.isBuy == isBuy && one.price == price) return;
    }
    const request = this.request.reset(this.main.id, isBuy, this.qty, price);
    request.postOnly = true;
    const one = this.quotes[this.count++];
    one.id = request.submit();
    one.price = price;
    one.isBuy = isBuy;
    one.isWorking = false;
    one.isCancelling = false;
    one.isEnded = false;
  }

  onOrder(order: Order): void {
    const id = order.orderId;
    for (let i = 0; i < this.count; i++) {
      const one = this.quotes[i];
      if (one.id != id) continue;
      one.isEnded = !order.isOpen;
      one.isWorking = order.isOpen;
      one.isCancelling = order.status == OrderStatus.PendingCancel;
      return;
    }
  }
}

export function create(): Strategy {
  return new Quotes();
}
