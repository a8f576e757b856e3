// A session over rows written by hand, and everything that its strategy is told as text: the
// counterpart of NaiveSession.
import {
  CancelOrderView,
  FillView,
  OrderKind,
  OrderReason,
  OrderStatus,
  OrderUpdateView,
  ReplaceOrderView,
  SubmitOrderView,
  TimeInForce,
} from '../abi/orders.ts';
import { TradeView } from '../abi/records.ts';
import { OrderStateView, SessionEvent } from '../abi/session.ts';
import { Status } from '../abi/status.ts';
import type { Core } from '../core/core.ts';
import type { RecordSource } from '../import/record-source.ts';
import type { Instrument } from '../model/instrument.ts';
import { SourceFeed } from '../replay/source-feed.ts';
import { Account } from '../session/account.ts';
import type { LatencyOptions } from '../session/latency.ts';
import { Session } from '../session/session.ts';
import { createVenue, parseVenueOptions, type VenueOptions } from '../session/venue.ts';
import type { Row, Tick } from './naive-session-market.ts';
import type { Asked, Decide, Desk, SessionTerms } from './naive-session-orders.ts';
import { BTC, RecordWriter } from './record-writer.ts';

export const CASH_SCALE = 8;
const { Bbo, Book, BookState, Fill, OrderUpdate, Timer, TopOfBook, Trade } = SessionEvent;
const HEARD = Book | TopOfBook | Trade | Bbo | BookState;

export interface SessionKitOptions {
  readonly terms: readonly SessionTerms[];
  readonly files: readonly (readonly Tick[])[];
  readonly start: number;
  readonly lookAhead: number;
  readonly tradeFrom: number;
  /** Records of one `next` of a source. */
  readonly perBatch: number;
  readonly latency: LatencyOptions;
  readonly venue?: VenueOptions;
  readonly cash: string;
  readonly base: string;
  readonly bufferBytes?: number;
  /** Open orders; a power of two. @default 64 */
  readonly ordersMax?: number;
}

/** Instruments without update ids: every record is taken. */
export function kitInstrument(id: number, terms: SessionTerms): Instrument {
  const { priceScale, qtyScale, tick, lot } = terms;
  const steps = { tickSize: BigInt(tick), lotSize: BigInt(lot) };
  return { ...BTC, venue: 'generated', symbol: `C${id}USD`, priceScale, qtyScale, ...steps };
}

function nameOf(values: Readonly<Record<string, number>>, value: number): string {
  return Object.keys(values).find((name) => values[name] === value) ?? `?${value}`;
}

export class SessionKit implements Desk {
  readonly session: Session;
  readonly account: Account;
  readonly told: string[] = [];
  /** Fills as the journal has them. */
  readonly journal: string[] = [];
  private readonly core: Core;
  private readonly options: SessionKitOptions;
  private readonly decide: Decide;
  private events = 0;

  constructor(core: Core, options: SessionKitOptions, decide: Decide) {
    this.core = core;
    this.options = options;
    this.decide = decide;
    const { terms, files, lookAhead, latency } = options;
    const sources = files.map((file, index) => this.source(file, `file ${index}`));
    const feed = new SourceFeed(core, sources, { instrumentsMax: 0 });
    this.session = new Session(core, feed, {
      instrumentsMax: terms.length,
      windowBits: 8,
      farLevelsMax: 1024,
      farLevelsMaxTotal: 4096,
      pendingBytes: 1 << 12,
      ordersMax: 64,
      bufferBytes: options.bufferBytes ?? 1 << 14,
      openOrdersMax: options.ordersMax ?? 64,
      messagesMax: (options.ordersMax ?? 64) * 4,
      timersMax: 4,
      lookAheadNs: BigInt(lookAhead),
    });
    this.account = new Account(core, {
      currencies: ['USD', ...terms.map((_, id) => `C${id}`)],
      instrumentsMax: terms.length,
      cashScale: CASH_SCALE,
      deposits: Object.fromEntries([
        ['USD', options.cash],
        ...terms.map((_, id) => [`C${id}`, options.base]),
      ]),
    });
    this.session.state.account = this.account.address;
    const plan = parseVenueOptions({ ordersMax: options.ordersMax ?? 64, ...options.venue });
    for (const [id, one] of terms.entries()) {
      const { kind, priceScale, qtyScale } = one;
      const scales = { priceScale, qtyScale, quote: 'USD', base: `C${id}` };
      const rates = { makerRate: `${one.makerRate}e-9`, takerRate: `${one.takerRate}e-9` };
      this.account.define(id, { kind, ...scales, ...rates, leverage: Number(one.leverage) });
      const { exchange } = this.session.state;
      this.session.trade(id, createVenue(core, exchange, id, plan, qtyScale), latency);
      this.session.define(id, kitInstrument(id, one));
      this.session.subscribe(id, HEARD);
    }
    this.session.state.nowNs = BigInt(options.start);
    // Full after two fills.
    this.session.state.journalEnd = this.session.state.journal + 2 * FillView.size;
    this.session.state.tradeFromNs = BigInt(options.tradeFrom);
  }

  /** Ranks of the instruments in records of one time. */
  get ranks(): number[] {
    const keys = this.options.terms.map((_, id) => this.session.engine.instrumentState(id).keyHash);
    return keys.map((key) => keys.filter((other) => other < key).length);
  }

  private source(file: readonly Tick[], name: string): RecordSource {
    const { core, options } = this;
    const write = new RecordWriter(core, 1024 + file.length * 256);
    for (const [id, terms] of options.terms.entries())
      write.define(kitInstrument(id, terms), BigInt(options.start), id);
    for (const tick of file) this.write(write, tick);
    let at = write.start;
    return {
      name,
      instruments: [],
      next: async () => {
        if (at === write.end) return undefined;
        const start = at;
        for (let i = 0; i < options.perBatch && at < write.end; i++)
          at += core.view.getUint32(at, true);
        return { start, end: at };
      },
      progress: () => ({ consumedBytes: 0, totalBytes: undefined }),
      close: async () => undefined,
    };
  }

  private write(write: RecordWriter, tick: Tick): void {
    const { instrument: id, price, qty, side } = tick;
    const terms = this.terms(id);
    const flags = (tick.isLocal ? 2 : 0) | (tick.isExchange ? 1 : 0);
    const head = { id, recv: BigInt(tick.recv), exchange: BigInt(tick.exchange) };
    const rows = (list: readonly Row[]) =>
      list.map(([p, q]) => [BigInt(p * terms.tick), BigInt(q * terms.lot)] as const);
    const big = { price: BigInt(price * terms.tick), qty: BigInt(qty * terms.lot) };
    const sides = { bids: rows(tick.bids), asks: rows(tick.asks) };
    if (tick.kind === 'trade')
      write.trade({ ...head, ...big, flags: flags | (side === 0 ? 4 : 8) });
    else if (tick.kind === 'delta') write.delta({ ...head, last: 0n, ...sides, flags });
    else write.snapshot({ ...head, last: 0n, ...sides, flags });
  }

  private terms(id: number): SessionTerms {
    const terms = this.options.terms[id];
    if (terms === undefined) throw new RangeError(`no instrument ${id}`);
    return terms;
  }

  async run(): Promise<void> {
    const { session } = this;
    await session.start();
    this.decide(this, 0);
    while (true) {
      const status = session.run();
      if (status === Status.Ok) {
        this.emptyJournal();
        return;
      }
      if (status === Status.Liquidated) {
        this.told.push('used up');
        return;
      }
      if (status === Status.EventReady) this.tell();
      else if (status === Status.NeedInput) await session.bringInput();
      else if (status === Status.OutputFull) this.emptyJournal();
      else throw session.refused(status);
    }
  }

  private emptyJournal(): void {
    const { state } = this.session;
    for (let at = state.journal; at < state.journalAt; at += FillView.size)
      this.journal.push(this.fillText(new FillView(this.core.view, at)));
    state.journalAt = state.journal;
  }

  private tell(): void {
    const { state } = this.session;
    if (state.journalAt > state.journalEnd) throw new RangeError('more fills than have room');
    this.events++;
    const event = this.event(state.eventBits, state.eventInstrument, state.eventRecord);
    this.told.push(`${state.nowNs} ${event}`, this.money(), ...this.openLines());
    this.decide(this, this.events);
  }

  private money(): string {
    const { cash, fee, realized, initial } = this.account.balance('USD');
    return `cash ${cash} fees ${fee} realized ${realized} held ${initial}`;
  }

  private openLines(): string[] {
    const { session } = this;
    const views: OrderStateView[] = [];
    for (let i = 0; i < session.state.openOrders; i++)
      views.push(new OrderStateView(this.core.view, session.openOrderAddress(i)));
    views.sort((a, b) => Number(a.orderId - b.orderId));
    return views.map((view) => `  ${this.line(view)}`);
  }

  private line(o: OrderStateView): string {
    const words = `${nameOf(OrderStatus, o.status)} ${nameOf(OrderReason, o.reason)}`;
    const notional = (o.notionalHigh << 64n) + o.notionalLow;
    const sizes = `${o.qty}/${o.leavesQty}/${o.cumQty}`;
    return `#${o.orderId} ${words} ${o.price} ${sizes} ${notional} ${o.pending}`;
  }

  private event(bits: number, id: number, record: number): string {
    const { view } = this.core;
    if ((bits & Timer) !== 0) return `timer ${this.session.state.eventTimer}`;
    if ((bits & Fill) !== 0) return this.fillText(new FillView(view, record));
    if ((bits & OrderUpdate) !== 0) {
      const update = new OrderUpdateView(view, record);
      const at = this.session.orderAddress(Number(update.orderId));
      const line = at === 0 ? `#${update.orderId} gone` : this.line(new OrderStateView(view, at));
      const words = `${nameOf(OrderStatus, update.status)} ${nameOf(OrderReason, update.reason)}`;
      return `update ${words} @${update.exchangeTsNs} ${line}`;
    }
    if ((bits & Trade) !== 0) {
      const trade = new TradeView(view, record);
      const side = (trade.flags & 4) !== 0 ? 0 : 1;
      return `trade ${id} ${trade.price}x${trade.qty} ${side} ${trade.exchangeTsNs}`;
    }
    return `book ${id}${(bits & TopOfBook) === 0 ? '' : ` top ${this.top(id)}`}`;
  }

  private top(id: number): string {
    const top = this.session.instrument(id);
    const one = (price: bigint, qty: bigint): string => (qty === 0n ? 'none' : `${price}x${qty}`);
    return `${one(top.bidPrice, top.bidQty)} ${one(top.askPrice, top.askQty)}`;
  }

  private fillText(f: FillView): string {
    const role = f.role === 0 ? 'maker' : 'taker';
    const what = `#${f.orderId} ${f.side} ${f.qty}@${f.price} ${role} ${f.leavesQty} ${f.cumQty}`;
    const booked = `fee ${f.fee} pnl ${f.realizedPnl} at ${f.position} from ${f.decisionPrice}`;
    return `fill ${what} ${booked} @${f.exchangeTsNs}`;
  }

  // The strategy's side

  private blank(): number {
    const { command } = this.session;
    this.core.bytes.fill(0, command, command + SubmitOrderView.size);
    return command;
  }

  submit(asked: Asked): void {
    const order = new SubmitOrderView(this.core.view, this.blank());
    order.instrumentId = asked.instrument;
    order.side = asked.side;
    order.orderKind = OrderKind[asked.kind];
    order.timeInForce = TimeInForce[asked.force];
    order.price = BigInt(asked.price);
    order.qty = BigInt(asked.qty);
    order.orderFlags = asked.flags;
    order.stopPrice = BigInt(asked.stop);
    order.displayQty = BigInt(asked.display);
    order.trailOffset = BigInt(asked.trail);
    order.expireTsNs = BigInt(asked.expire);
    this.session.submit();
  }

  cancel(id: number): void {
    new CancelOrderView(this.core.view, this.blank()).orderId = BigInt(id);
    this.told.push(`cancel ${this.session.cancel()}`);
  }

  replace(id: number, price: number, qty: number): void {
    const order = new ReplaceOrderView(this.core.view, this.blank());
    order.orderId = BigInt(id);
    order.price = BigInt(price);
    order.qty = BigInt(qty);
    this.told.push(`replace ${this.session.replace()}`);
  }

  setTimer(id: number, delay: number, interval: number): void {
    const due = this.session.state.nowNs + BigInt(delay);
    this.session.setTimer(id, due, BigInt(interval));
  }

  clearTimer(id: number): void {
    this.session.clearTimer(id);
  }
}
