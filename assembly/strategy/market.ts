// An instrument as a strategy sees it: book, position, orders. As in TypeScript, prices and
// quantities in quanta are exact, those without the word are in the units of the venue.
import { AccountPosition } from '../../core-wasm/abi/account';
import { BookState } from '../../core-wasm/abi/book';
import { InstrumentState } from '../../core-wasm/abi/engine';
import { SessionState } from '../../core-wasm/abi/session';
import { positionOf } from '../../core-wasm/account/state';
import { accountAveragePrice, accountUnrealized } from '../../core-wasm/account/margin';
import { ASK, BID, bookBest, bookQty } from '../../core-wasm/book/l2';
import { bookOf, instrumentAt } from '../../core-wasm/engine/instrument';
import { engineImbalance, engineMicroprice } from '../../core-wasm/engine/query';
import { localOf, instrumentOf } from '../../core-wasm/session/state';
import { cancelAllOf } from './commands';
import { Depth } from './depth';
import { OrderRequest } from './request';
import { cashOf } from './session';
import { nearestWhole, Units } from './units';

const ORDER = new OrderRequest();

export class Market extends Units {
  readonly id: u32;
  private session: SessionState;

  constructor(session: usize, id: u32) {
    const inst = instrumentAt(localOf(changetype<SessionState>(session)), id);
    super(inst.priceScale, inst.qtyScale);
    this.id = id;
    this.session = changetype<SessionState>(session);
  }

  @inline
  private get state(): InstrumentState {
    return instrumentAt(localOf(this.session), this.id);
  }

  /** Whether the book can be read; one that cannot has prices of 0. */
  get isLive(): bool {
    return this.state.state == BookState.Live;
  }
  /** Decimals of a quantum of price and of quantity. */
  get priceScale(): i32 {
    return this.state.priceScale;
  }
  get qtyScale(): i32 {
    return this.state.qtyScale;
  }
  get tickQuanta(): i64 {
    return this.state.tickSize;
  }
  get lotQuanta(): i64 {
    return this.state.lotSize;
  }
  /** Best prices and quantities there; 0: not live, or that side is empty. */
  get bidQuanta(): i64 {
    return this.bidQtyQuanta == 0 ? 0 : bookBest(bookOf(this.state), BID);
  }
  get bidQtyQuanta(): i64 {
    if (!this.isLive) return 0;
    const book = bookOf(this.state);
    return bookQty(book, BID, bookBest(book, BID));
  }
  get askQuanta(): i64 {
    return this.askQtyQuanta == 0 ? 0 : bookBest(bookOf(this.state), ASK);
  }
  get askQtyQuanta(): i64 {
    if (!this.isLive) return 0;
    const book = bookOf(this.state);
    return bookQty(book, ASK, bookBest(book, ASK));
  }
  get bid(): f64 {
    return this.bidQtyQuanta > 0 ? this.priceOf(this.bidQuanta) : NaN;
  }
  get ask(): f64 {
    return this.askQtyQuanta > 0 ? this.priceOf(this.askQuanta) : NaN;
  }
  get bidQty(): f64 {
    return this.bidQtyQuanta > 0 ? this.qtyOf(this.bidQtyQuanta) : NaN;
  }
  get askQty(): f64 {
    return this.askQtyQuanta > 0 ? this.qtyOf(this.askQtyQuanta) : NaN;
  }
  get mid(): f64 {
    return (this.bid + this.ask) / 2;
  }
  /** (ask - bid) / mid * 10^4. */
  get spreadBps(): f64 {
    const bid = this.bid;
    const ask = this.ask;
    return ((ask - bid) / ((bid + ask) / 2)) * 10000;
  }
  /** Last price of a print or bar; NaN before the first. */
  get last(): f64 {
    const quanta = instrumentOf(this.session, this.id).lastPrice;
    return quanta == 0 ? NaN : this.priceOf(quanta);
  }
  /** Fills `into` with the levels of a side, best first; returns how many there are. */
  depth(isBid: bool, into: Depth): u32 {
    return into.fill(this.session, this.id, this, isBid);
  }
  /** (bids - asks) / (bids + asks) over `levels` levels, level i weighted by decay^i. */
  imbalance(levels: u32, decay: f64 = 1): f64 {
    return engineImbalance(this.session.local, this.id, levels, decay);
  }
  /** Mid weighted by the opposite quantities; NaN: no book. */
  microprice(): f64 {
    return this.priceOfMean(engineMicroprice(this.session.local, this.id));
  }

  @inline
  private get account(): AccountPosition {
    return positionOf(this.session.account, this.id);
  }
  /** Signed. */
  get positionQuanta(): i64 {
    return this.account.qty;
  }
  get position(): f64 {
    return this.qtyOf(this.account.qty);
  }
  /** Mean price of what is open; NaN when flat. */
  get entryPrice(): f64 {
    const quanta = accountAveragePrice(this.session.account, this.id);
    return quanta == 0 ? NaN : this.priceOf(quanta);
  }
  get unrealizedPnl(): f64 {
    return cashOf(accountUnrealized(this.session.account, this.id));
  }

  /** The nearest tick at or below (buy) or at or above (sell) `price`, in quanta. */
  tickBeside(price: f64, isBuy: bool): i64 {
    const ticks = (price * this.priceDivisor) / this.priceFactor / <f64>this.tickQuanta;
    const near = nearestWhole(ticks);
    const whole = abs(ticks - near) < 1e-6 ? near : isBuy ? floor(ticks) : ceil(ticks);
    return <i64>whole * this.tickQuanta;
  }
  /** The largest whole number of lots in `qty`, in quanta. */
  lotsWithin(qty: f64): i64 {
    const lots = (qty * this.qtyDivisor) / this.qtyFactor / <f64>this.lotQuanta;
    const near = nearestWhole(lots);
    return <i64>(abs(lots - near) < 1e-6 ? near : floor(lots)) * this.lotQuanta;
  }

  /** Submits a limit order, or a market order where `price` is 0; returns its id. */
  buyQuanta(qty: i64, price: i64 = 0): i64 {
    return ORDER.reset(this.id, true, qty, price).submit();
  }
  sellQuanta(qty: i64, price: i64 = 0): i64 {
    return ORDER.reset(this.id, false, qty, price).submit();
  }
  /** The same in the units of the venue. */
  buy(qty: f64, price: f64 = 0): i64 {
    return this.buyQuanta(this.qtyToQuanta(qty), this.priceToQuanta(price));
  }
  sell(qty: f64, price: f64 = 0): i64 {
    return this.sellQuanta(this.qtyToQuanta(qty), this.priceToQuanta(price));
  }
  /** Cancels the open orders here and closes the position at market; 0: nothing to close. */
  close(): i64 {
    cancelAllOf(this.id);
    const qty = this.positionQuanta;
    if (qty == 0) return 0;
    const request = ORDER.reset(this.id, qty < 0, qty < 0 ? -qty : qty, 0);
    request.reduceOnly = true;
    return request.submit();
  }
}
