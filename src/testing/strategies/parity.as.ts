// Says all that a strategy can see and do, in the words of parity.ts.
import {
  Bar,
  cancel,
  cancelAll,
  cash,
  clearTimer,
  Depth,
  equity,
  fees,
  Fill,
  isWarmingUp,
  log,
  Market,
  market,
  modify,
  nextOpenOrder,
  openOrderCount,
  Order,
  orderOf,
  OrderRequest,
  param,
  realizedPnl,
  replace,
  setInterval,
  setTimer,
  Strategy,
  Trade,
  unrealizedPnl,
} from 'outcry/assembly/strategy';

class Parity extends Strategy {
  private main: Market = market('main');
  private other: Market = market('other');
  private depth: Depth = new Depth(3);
  private request: OrderRequest = new OrderRequest();
  private prints: i64 = 0;
  private mean: f64 = NaN;
  private big: i64 = 0x7ff0000000000001;
  private ticks: i32 = 0;
  private what: i32 = <i32>param('what');

  onStart(): void {
    setTimer(1, 2500000000);
    setInterval(2, 4000000000);
    setTimer(3, 1);
    clearTimer(3);
    log('start', this.main.priceScale, this.main.qtyScale, isWarmingUp() ? 1 : 0);
  }

  private side(where: Market, isBid: bool): void {
    const depth = this.depth;
    log(isBid ? 'bids' : 'asks', where.depth(isBid, depth), depth.count);
    for (let i: u32 = 0; i < depth.count; i++) {
      log('level', depth.price(i), depth.qty(i));
      log('quanta', <f64>depth.priceQuanta(i), <f64>depth.qtyQuanta(i));
    }
  }

  onBook(where: Market): void {
    log('book', where == this.main ? 1 : 0, where.isLive ? 1 : 0, where.unrealizedPnl);
    log('touch', where.bid, where.ask, where.last);
    log('read', where.imbalance(2, 0.9), where.microprice(), where.spreadBps);
    this.side(where, true);
    this.side(where, false);
  }

  onTrade(trade: Trade): void {
    const n = ++this.prints;
    if (this.what == 1) for (let i = 0; i < 1030; i++) log('flood', i);
    if (this.what == 2) {
      log('last words: é 😀 ' + n.toString());
      log('');
      throw new Error('enough');
    }
    const price = trade.price;
    this.mean = isNaN(this.mean) ? price : 0.9 * this.mean + 0.1 * price;
    this.big += trade.tradeId;
    log('print', <f64>trade.tradeId, trade.aggressor, <f64>trade.qtyQuanta);
    log('mean', this.mean, <f64>n);
    const where = trade.market;
    if (n % 7 == 0) log('sent', <f64>where.buy(0.02));
    else if (n % 3 == 0) log('sent', <f64>where.sell(0.01, trade.price + 0.05));
    else log('sent', <f64>where.buy(0.03, trade.price - 0.04));
    if (n % 5 == 0) {
      const request = this.request.reset(where.id, false, 2000, trade.priceQuanta + 40);
      request.tag = n;
      request.postOnly = true;
      request.submit();
    }
  }

  onBar(bar: Bar): void {
    log('bar', bar.open, bar.close, bar.isEmpty ? 1 : 0);
    log('volume', bar.volume, bar.buyVolume, bar.trades);
  }

  onTimer(id: u32): void {
    log('timer', id, openOrderCount());
    const other = this.other;
    const first = nextOpenOrder();
    for (let one = first; one != 0; one = nextOpenOrder(one))
      log('open', <f64>one, orderOf(one)!.price, <f64>first);
    for (let one = nextOpenOrder(0, other); one != 0; one = nextOpenOrder(one, other))
      log('there', <f64>one, orderOf(one)!.qty, orderOf(one)!.market == other ? 1 : 0);
    if (id == 1) return;
    switch (++this.ticks) {
      case 1:
        log('modified', modify(first, this.main.bid - 0.07) ? 1 : 0);
        break;
      case 2:
        log('replaced', replace(first, 0, 4000) ? 1 : 0, replace(9999) ? 1 : 0);
        break;
      case 3:
        log('cancelled', cancel(first) ? 1 : 0, cancelAll(this.other));
        break;
      case 4:
        log('cancelled', cancelAll());
        break;
      case 5:
        log('closed', <f64>this.main.close());
    }
  }

  onOrder(order: Order): void {
    const id = order.orderId;
    const before = orderOf(id - 1);
    log('before', before ? <f64>before.orderId : 0, <f64>order.orderId);
    log('order', order.kind, order.status, order.reason);
    log('numbers', order.price, order.qty, order.avgPrice);
    log('left', <f64>order.leavesQuanta, <f64>order.cumQuanta, <f64>order.tag);
    log('state', order.isOpen ? 1 : 0, order.isBuy ? 1 : 0);
  }

  onFill(fill: Fill): void {
    log('fill', fill.price, fill.qty, fill.fee);
    log('won', fill.realizedPnl, <f64>(fill.exchangeTsNs / 1000), fill.isMaker ? 1 : 0);
    log('account', cash(), equity(), fees());
    log('results', realizedPnl(), unrealizedPnl());
  }

  onMarketStatus(where: Market, status: u8): void {
    log('status', where == this.other ? 1 : 0, status);
  }

  onPause(): void {
    log('pause');
  }

  onResume(): void {
    log('resume', this.main.position, this.main.entryPrice);
  }

  onStop(): void {
    log('stop', <f64>this.prints, NaN, this.mean);
  }

  snapshot(): StaticArray<f64> | null {
    return [<f64>this.prints, this.mean, reinterpret<f64>(this.big)];
  }

  restore(state: StaticArray<f64>): void {
    this.prints = <i64>state[0];
    this.mean = state[1];
    this.big = reinterpret<i64>(state[2]);
    log('restored', <f64>state.length, <f64>(this.big - 0x7ff0000000000001));
  }
}

export function create(): Strategy {
  log('create');
  return new Parity();
}
