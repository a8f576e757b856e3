// An instrument of a session, as a strategy reads it. Where the strategy listens to the top of the
// book the core has it at hand; otherwise it is asked for once an event.
import { AccountPositionAt } from '../abi/account.ts';
import { BookState, TopOfBookAt } from '../abi/book.ts';
import { SessionInstrumentAt } from '../abi/session.ts';
import { BOOK_PLACE, type BookPlace } from '../core/book-place.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { formatDecimal, parseDecimal } from '../model/decimal.ts';
import { type Instrument, instrumentKey } from '../model/instrument.ts';
import type { Account } from '../session/account.ts';
import type { Session } from '../session/session.ts';
import type { MarketNeeds } from '../strategy/contract.ts';
import type { DecimalInput, Level, Market, SignalOptions } from '../strategy/market.ts';
import type { OrderSide } from '../strategy/names.ts';
import { readI64 } from './int64.ts';

/** What a market asks of the context that it belongs to. */
export interface Orders {
  signal(market: MarketHandle, side: OrderSide, qty: number, options: SignalOptions): number;
  closePosition(market: MarketHandle): number;
}

export class MarketHandle implements Market {
  readonly role: string;
  readonly key: string;
  readonly venue: string;
  readonly symbol: string;
  readonly id: number;
  readonly priceScale: number;
  readonly qtyScale: number;
  readonly tickQuanta: number;
  readonly lotQuanta: number;
  readonly readOnly: boolean;
  private readonly session: Session;
  private readonly view: DataView;
  private readonly orders: Orders;
  private readonly pricePower: number;
  private readonly qtyPower: number;
  /** Address of bidPrice, bidQty, askPrice, askQty. */
  private readonly top: number;
  private readonly stateAt: number;
  private readonly lastAt: number;
  private readonly positionAt: number;
  private readonly account: Account;
  /** 0 where the core keeps the top up to date, else the buffer that engineTop fills. */
  private readonly asked: number;
  private seenInput = -1;

  constructor(
    session: Session,
    account: Account,
    orders: Orders,
    role: string,
    id: number,
    instrument: Instrument,
    needs: MarketNeeds,
  ) {
    const hasTop = needs.topOfBook === true;
    this.readOnly = needs.readOnly === true;
    const at = session.instrument(id).offset;
    this.session = session;
    this.view = session.core.view;
    this.account = account;
    this.orders = orders;
    this.role = role;
    this.id = id;
    this.key = instrumentKey(instrument);
    this.venue = instrument.venue;
    this.symbol = instrument.symbol;
    this.priceScale = instrument.priceScale;
    this.qtyScale = instrument.qtyScale;
    this.tickQuanta = Number(instrument.tickSize);
    this.lotQuanta = Number(instrument.lotSize);
    this.pricePower = 10 ** Math.abs(instrument.priceScale);
    this.qtyPower = 10 ** Math.abs(instrument.qtyScale);
    this.asked = hasTop ? 0 : session.core.alloc(64, 'top of book');
    this.top = hasTop ? at + SessionInstrumentAt.bidPrice : this.asked + TopOfBookAt.bidPrice;
    this.stateAt = hasTop ? at + SessionInstrumentAt.bookState : this.asked + TopOfBookAt.state;
    this.lastAt = at + SessionInstrumentAt.lastPrice;
    this.positionAt = account.position(id).offset + AccountPositionAt.qty;
  }

  private get state(): number {
    if (this.asked !== 0) {
      const input = readI64(this.view, this.session.inputSeqAt);
      if (input !== this.seenInput) {
        this.seenInput = input;
        const { core, engine } = this.session;
        core.exports.engineTop(engine.address, this.id, this.asked);
      }
    }
    return this.view.getUint8(this.stateAt);
  }

  [BOOK_PLACE](): BookPlace {
    const { id, priceScale, qtyScale } = this;
    return { engine: this.session.engine, id, priceScale, qtyScale };
  }

  get isLive(): boolean {
    return this.state === BookState.Live;
  }

  get bidQuanta(): number {
    return this.isLive ? readI64(this.view, this.top) : 0;
  }

  get bidQtyQuanta(): number {
    return this.isLive ? readI64(this.view, this.top + 8) : 0;
  }

  get askQuanta(): number {
    return this.isLive ? readI64(this.view, this.top + 16) : 0;
  }

  get askQtyQuanta(): number {
    return this.isLive ? readI64(this.view, this.top + 24) : 0;
  }

  get bid(): number {
    return this.bidQtyQuanta > 0 ? this.priceOf(this.bidQuanta) : Number.NaN;
  }

  get bidQty(): number {
    return this.bidQtyQuanta > 0 ? this.qtyOf(this.bidQtyQuanta) : Number.NaN;
  }

  get ask(): number {
    return this.askQtyQuanta > 0 ? this.priceOf(this.askQuanta) : Number.NaN;
  }

  get askQty(): number {
    return this.askQtyQuanta > 0 ? this.qtyOf(this.askQtyQuanta) : Number.NaN;
  }

  get mid(): number {
    return (this.bid + this.ask) / 2;
  }

  get spreadBps(): number {
    const { bid, ask } = this;
    return ((ask - bid) / ((bid + ask) / 2)) * 10_000;
  }

  get last(): number {
    const quanta = readI64(this.view, this.lastAt);
    return quanta === 0 ? Number.NaN : this.priceOf(quanta);
  }

  depth(side: 'bid' | 'ask', levels: number): Level[] {
    const { address, count } = this.session.engine.levels(this.id, side, levels);
    return Array.from({ length: count }, (_, i) => ({
      price: this.priceOf(readI64(this.view, address + i * 16)),
      qty: this.qtyOf(readI64(this.view, address + i * 16 + 8)),
    }));
  }

  imbalance(levels: number, decay = 1): number {
    const { core, engine } = this.session;
    return core.exports.engineImbalance(engine.address, this.id, levels, decay);
  }

  microprice(): number {
    const { core, engine } = this.session;
    return this.priceOf(core.exports.engineMicroprice(engine.address, this.id));
  }

  get positionQuanta(): number {
    return readI64(this.view, this.positionAt);
  }

  get position(): number {
    return this.qtyOf(this.positionQuanta);
  }

  get entryPrice(): number {
    const { exports } = this.session.core;
    const quanta = exports.accountAveragePrice(this.account.address, this.id);
    return quanta === 0n ? Number.NaN : this.priceOf(Number(quanta));
  }

  get unrealizedPnl(): number {
    const { exports } = this.session.core;
    const quanta = exports.accountUnrealized(this.account.address, this.id);
    return Number(quanta) / 10 ** this.account.cashScale;
  }

  buy(qty: DecimalInput, options: SignalOptions = {}): number {
    return this.orders.signal(this, 'buy', this.qtyToQuanta(qty), options);
  }

  sell(qty: DecimalInput, options: SignalOptions = {}): number {
    return this.orders.signal(this, 'sell', this.qtyToQuanta(qty), options);
  }

  close(): number {
    return this.orders.closePosition(this);
  }

  priceToQuanta(price: DecimalInput): number {
    return toQuanta(price, this.priceScale, `price for ${this.key}`);
  }

  qtyToQuanta(qty: DecimalInput): number {
    return toQuanta(qty, this.qtyScale, `quantity for ${this.key}`);
  }

  priceOf(quanta: number): number {
    return this.priceScale >= 0 ? quanta / this.pricePower : quanta * this.pricePower;
  }

  qtyOf(quanta: number): number {
    return this.qtyScale >= 0 ? quanta / this.qtyPower : quanta * this.qtyPower;
  }

  tickBeside(price: number, side: OrderSide): number {
    const ticks =
      (this.priceScale >= 0 ? price * this.pricePower : price / this.pricePower) / this.tickQuanta;
    // What a price of the grid became by binary fractions still counts as that price.
    const near = Math.round(ticks);
    const isOn = Math.abs(ticks - near) < 1e-6;
    const whole = isOn ? near : side === 'buy' ? Math.floor(ticks) : Math.ceil(ticks);
    return whole * this.tickQuanta;
  }

  lotsWithin(qty: number): number {
    const lots = (this.qtyScale >= 0 ? qty * this.qtyPower : qty / this.qtyPower) / this.lotQuanta;
    const near = Math.round(lots);
    return (Math.abs(lots - near) < 1e-6 ? near : Math.floor(lots)) * this.lotQuanta;
  }

  /** Text of a price and of a quantity, digit by digit. */
  priceText(quanta: number): string {
    return formatDecimal(BigInt(quanta), this.priceScale);
  }

  qtyText(quanta: number): string {
    return formatDecimal(BigInt(quanta), this.qtyScale);
  }
}

function toQuanta(value: DecimalInput, scale: number, what: string): number {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new OutcryError('BAD_ORDER', 'usage', `no ${what}`, {
      expected: 'a finite number',
      found: `${value}`,
    });
  const quanta = Number(parseDecimal(`${value}`, scale));
  if (Number.isSafeInteger(quanta)) return quanta;
  throw new OutcryError('BAD_ORDER', 'usage', `the ${what} is too large`, { found: `${value}` });
}
