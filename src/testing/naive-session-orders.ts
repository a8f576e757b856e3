// The strategy's own half of the naive session: its orders as it knows them, what they hold back,
// requests and answers on their way.

import type { Force, Kind } from './naive-own.ts';
import { NaiveQueues } from './naive-queues.ts';
import { type CashInstrument, type Held, NaiveCash } from './naive-session-cash.ts';
import type { Said } from './naive-session-market.ts';

/** An order as a strategy sends it; prices and quantities in quanta, 0: none. */
export interface Asked {
  readonly instrument: number;
  readonly side: number;
  readonly kind: Kind;
  readonly force: Force;
  readonly price: number;
  readonly qty: number;
  /** 1 post-only, 2 slide, 4 reduce-only. */
  readonly flags: number;
  readonly stop: number;
  readonly display: number;
  readonly trail: number;
  readonly expire: number;
}

/** What a strategy can do between two events. */
export interface Desk {
  submit(order: Asked): void;
  cancel(id: number): void;
  replace(id: number, price: number, qty: number): void;
  setTimer(id: number, delay: number, interval: number): void;
  clearTimer(id: number): void;
}

/** Called after each event that the strategy is told; `events` counts from 1. 0: before them. */
export type Decide = (desk: Desk, events: number) => void;

export interface SessionTerms extends CashInstrument {
  readonly tick: number;
  readonly lot: number;
}

export interface SessionRules {
  readonly instruments: readonly SessionTerms[];
  readonly lookAhead: number;
  /** Before it nothing is traded: warm-up. */
  readonly tradeFrom: number;
  /** Ways of a message that leaves at a time; below 0: lost, and known to be after as long. */
  readonly entry: (instrument: number, at: number, feed: number) => number;
  readonly response: (instrument: number, at: number, feed: number) => number;
  readonly quote: bigint;
  readonly bases: readonly bigint[];
}

/** An own order as the strategy knows it; in ticks and lots. */
interface Mine {
  readonly id: number;
  readonly asked: Asked;
  readonly decision: bigint;
  price: number;
  qty: number;
  leaves: number;
  cum: number;
  notional: number;
  status: string;
  /** The same without regard to what is under way. */
  settled: string;
  reason: string;
  /** Cancels and replaces that are not answered yet. */
  pending: number;
  isOpen: boolean;
  held: Held | undefined;
  /** Price that something was held back at last; 0: never. */
  heldPrice: bigint;
}

type Request =
  | { readonly type: 'submit'; readonly asked: Asked }
  | { readonly type: 'cancel' }
  | { readonly type: 'replace'; readonly price: number; readonly qty: number };

interface Sent {
  readonly id: number;
  readonly instrument: number;
  readonly due: number;
  readonly request: Request;
}

/** An answer on its way. Of the session itself, status None: the order is as it was. */
interface Answer extends Said {
  readonly due: number;
}

const FINAL = ['Filled', 'Cancelled', 'Rejected', 'Expired'];
const PRICED: readonly Kind[] = ['Limit', 'StopLimit', 'Iceberg'];
const ANSWERS = ['Requested', 'UnknownOrder'];

/** Behind all that is due at the same time. */
export function putDue<T extends { readonly due: number }>(list: T[], item: T): void {
  const behind = list.findIndex(({ due }) => due > item.due);
  list.splice(behind < 0 ? list.length : behind, 0, item);
}

/** Whom the session tells, and where the market stands, is the subclass's affair. */
export abstract class NaiveDesk {
  readonly told: string[] = [];
  readonly cash: NaiveCash;
  overdrafts = 0;
  protected now: number;
  /** The market has no more to tell: nothing new leaves. */
  protected hasEnded = false;
  protected readonly rules: SessionRules;
  protected readonly books: readonly NaiveQueues[];
  protected readonly live: boolean[];
  protected readonly prints: bigint[];
  protected readonly feed: number[];
  protected requests: Sent[] = [];
  protected answers: Answer[] = [];
  protected orders = new Map<number, Mine>();
  private lastId = 0;
  private readonly lastArrival: number[];

  constructor(rules: SessionRules, start: number) {
    this.rules = rules;
    this.now = start;
    this.books = this.each(() => new NaiveQueues());
    this.live = this.each(() => false);
    this.prints = this.each(() => 0n);
    this.feed = this.each(() => 0);
    this.lastArrival = this.each(() => -Infinity);
    this.cash = new NaiveCash(rules.instruments, rules.quote, rules.bases);
  }

  protected each<T>(of: (id: number) => T): T[] {
    return this.rules.instruments.map((_, id) => of(id));
  }

  protected line(order: Mine): string {
    const { id, status, reason, pending } = order;
    const { tick, lot } = this.terms(order.asked.instrument);
    const sizes = [order.qty, order.leaves, order.cum].map((lots) => lots * lot).join('/');
    const notional = order.notional * tick * lot;
    return `#${id} ${status} ${reason} ${order.price * tick} ${sizes} ${notional} ${pending}`;
  }

  protected terms(id: number): SessionTerms {
    const terms = this.rules.instruments[id];
    if (terms === undefined) throw new RangeError(`no instrument ${id}`);
    return terms;
  }

  protected of<T>(list: readonly T[], id: number): T {
    const found = list[id];
    if (found === undefined) throw new RangeError(`no instrument ${id}`);
    return found;
  }

  protected best(id: number, side: number): bigint | undefined {
    const [price] = this.of(this.books, id).prices(side);
    return price === undefined ? undefined : BigInt(price * this.terms(id).tick);
  }

  /** Middle of a live book with both sides, rounded, else the last print; 0: not known. */
  protected worth(id: number, roundsUp = false): bigint {
    const [bid, ask] = [this.best(id, 0), this.best(id, 1)];
    const print = this.of(this.prints, id);
    if (this.live[id] !== true || bid === undefined || ask === undefined) return print;
    return roundsUp ? (bid + ask + 1n) >> 1n : (bid + ask) >> 1n;
  }

  /** Values an instrument at the present price: half a quantum is never the position's gain. */
  protected value(id: number): void {
    const price = this.worth(id, this.of(this.cash.accounts, id).qty < 0n);
    if (price > 0n) this.cash.marks[id] = price;
  }

  // Orders

  protected held(): Held[] {
    return [...this.orders.values()].flatMap(({ held }) => (held === undefined ? [] : [held]));
  }

  private fault(asked: Asked): string {
    const { tick, lot } = this.terms(asked.instrument);
    const { kind, price, qty, stop, display, trail, expire, force, flags } = asked;
    const isStep = (value: number, step: number): boolean => value > 0 && value % step === 0;
    if (!isStep(qty, lot)) return 'BadQty';
    const hasPrice = PRICED.includes(kind);
    if (hasPrice ? !isStep(price, tick) : price !== 0) return 'BadPrice';
    const stops = kind === 'StopMarket' || kind === 'StopLimit';
    if (stops && !isStep(stop, tick)) return 'BadPrice';
    if (kind === 'TrailingStop' && !isStep(trail, tick)) return 'BadOrder';
    if (kind === 'Iceberg' && (!isStep(display, lot) || display > qty)) return 'BadQty';
    if (force === 'Gtd' && expire <= this.now) return 'BadOrder';
    const rests = (kind === 'Limit' || kind === 'Iceberg') && force !== 'Ioc' && force !== 'Fok';
    return (flags & 1) !== 0 && !rests ? 'BadOrder' : '';
  }

  submit(asked: Asked): void {
    const id = ++this.lastId;
    const { tick, lot } = this.terms(asked.instrument);
    const [price, qty] = [asked.price / tick, asked.qty / lot];
    const order: Mine = {
      id,
      asked,
      decision: this.worth(asked.instrument),
      price,
      qty,
      leaves: qty,
      cum: 0,
      notional: 0,
      status: 'PendingNew',
      settled: 'PendingNew',
      reason: 'None',
      pending: 0,
      isOpen: true,
      held: undefined,
      heldPrice: 0n,
    };
    this.orders.set(id, order);
    const isListening = this.hasEnded || this.now < this.rules.tradeFrom;
    let reason = isListening ? 'NotRunning' : this.fault(asked);
    if (reason === '' && this.live[asked.instrument] !== true) reason = 'BookNotLive';
    if (reason === '') reason = this.admit(order);
    if (reason !== '') this.answer(order, this.now, 'Rejected', reason);
    else this.send(order, { type: 'submit', asked });
  }

  /** Holds back what the order may need, at its price, its stop's, or the one to be expected. */
  private admit(order: Mine): string {
    const { instrument, side, price, qty, stop } = order.asked;
    this.value(instrument);
    const expected = this.best(instrument, side ^ 1) ?? this.of(this.prints, instrument);
    const need = price > 0 ? BigInt(price) : stop > 0 ? BigInt(stop) : expected;
    if (need <= 0n) return 'BookNotLive';
    return this.hold(order, need, BigInt(qty)) ? '' : 'Margin';
  }

  private hold(order: Mine, price: bigint, qty: bigint): boolean {
    const { instrument, side } = order.asked;
    const before = order.held;
    order.held = undefined;
    // What only closes holds nothing back.
    if ((order.asked.flags & 4) !== 0) {
      order.heldPrice = price;
      return true;
    }
    const held: Held = { instrument, side, price, qty };
    if (!this.cash.canAfford(held, this.held())) {
      order.held = before;
      return false;
    }
    order.held = held;
    order.heldPrice = price;
    this.cash.seen(instrument, price);
    return true;
  }

  /** The session's own word. */
  private answer(order: Mine, due: number, status: string, reason: string): void {
    const { id, price, cum } = order;
    const { instrument } = order.asked;
    putDue(this.answers, { id, instrument, at: due, due, status, reason, price, leaves: 0, cum });
  }

  private send(order: Mine, request: Request): void {
    const { instrument } = order.asked;
    const way = this.rules.entry(instrument, this.now, this.of(this.feed, instrument));
    const due = Math.max(this.now + Math.abs(way), this.of(this.lastArrival, instrument));
    this.lastArrival[instrument] = due;
    const { id } = order;
    if (way >= 0) {
      putDue(this.requests, { id, instrument, due, request });
      return;
    }
    this.answer(order, due, request.type === 'submit' ? 'Rejected' : 'None', 'NotTrading');
  }

  private canChange(order: Mine | undefined): boolean {
    return order?.isOpen === true && !this.hasEnded;
  }

  cancel(id: number): void {
    const order = this.orders.get(id);
    this.told.push(`cancel ${this.canChange(order)}`);
    if (order === undefined || !this.canChange(order)) return;
    order.pending++;
    order.status = 'PendingCancel';
    this.send(order, { type: 'cancel' });
  }

  replace(id: number, price: number, qty: number): void {
    const order = this.orders.get(id);
    this.told.push(`replace ${this.canChange(order)}`);
    if (order === undefined || !this.canChange(order)) return;
    const { tick, lot } = this.terms(order.asked.instrument);
    // What has no price keeps none; it may need what it needed before.
    const hasPrice = PRICED.includes(order.asked.kind);
    const need = hasPrice ? BigInt(price) : order.heldPrice;
    let reason = '';
    if (this.now < this.rules.tradeFrom) reason = 'NotRunning';
    else if (hasPrice ? price <= 0 || price % tick !== 0 : price !== 0) reason = 'BadPrice';
    else if (qty % lot !== 0 || qty <= order.cum * lot) reason = 'BadQty';
    else if (need === 0n) reason = 'BookNotLive';
    else if (!this.hold(order, need, BigInt(qty - order.cum * lot))) reason = 'Margin';
    order.pending++;
    if (reason !== '') {
      this.answer(order, this.now, 'None', reason);
      return;
    }
    order.status = 'PendingReplace';
    this.send(order, { type: 'replace', price: price / tick, qty: qty / lot });
  }

  // Answers

  protected hearFill(
    { fill, id, instrument, cum, leaves }: Answer,
    order: Mine | undefined,
  ): string {
    if (fill === undefined) return '';
    const { tick, lot } = this.terms(instrument);
    const [price, qty] = [BigInt(fill.price * tick), BigInt(fill.qty * lot)];
    const isMaker = fill.role === 'maker';
    const booked = this.cash.fill(instrument, fill.side === 0, price, qty, isMaker);
    if (booked.isDebt) this.overdrafts++;
    this.value(instrument);
    if (order !== undefined) {
      order.cum = cum;
      order.leaves = leaves;
      order.notional += fill.price * fill.qty;
      this.settle(order, leaves > 0 ? 'PartiallyFilled' : 'Filled', 'None', qty);
    }
    const what = `#${id} ${fill.side} ${qty}@${price} ${fill.role} ${leaves * lot} ${cum * lot}`;
    const { fee, pnl, position } = booked;
    return `${what} fee ${fee} pnl ${pnl} at ${position} from ${order?.decision ?? 0n}`;
  }

  protected hear({ status, reason, price, leaves }: Answer, order: Mine): void {
    const isFinal = FINAL.includes(status);
    const isFault = !isFinal && (reason === 'BadPrice' || reason === 'BadQty');
    const answers = status === 'None' || ANSWERS.includes(reason) || isFault;
    if (answers && order.pending > 0) order.pending--;
    const isRefused = status === 'Rejected' && order.settled !== 'PendingNew';
    if (answers && (status === 'None' || isRefused)) {
      order.reason = reason;
      if (order.pending > 0) return;
      order.status = order.settled;
      this.holdRest(order);
      return;
    }
    if (!isFinal) {
      order.price = price;
      order.leaves = leaves;
      order.qty = leaves + order.cum;
    } else order.leaves = 0;
    this.settle(order, status, reason);
  }

  /** With requests under way an order stays pending, unless it ended. */
  private settle(order: Mine, status: string, reason: string, filled = 0n): void {
    order.reason = reason;
    order.settled = status;
    const isFinal = FINAL.includes(status);
    const waits = order.status === 'PendingCancel' || order.status === 'PendingReplace';
    if (isFinal || order.pending === 0 || !waits) order.status = status;
    if (isFinal) {
      order.isOpen = false;
      order.held = undefined;
    } else this.holdRest(order, filled);
  }

  /** Holds back what the order can still fill, at its price; what a change may need, until then. */
  private holdRest(order: Mine, filled = 0n): void {
    const { held } = order;
    if (held === undefined) return;
    if (order.status === 'PendingReplace') {
      order.held = held.qty > filled ? { ...held, qty: held.qty - filled } : undefined;
      return;
    }
    const { tick, lot } = this.terms(order.asked.instrument);
    const price = order.price === 0 ? held.price : BigInt(order.price * tick);
    order.held = { ...held, price, qty: BigInt(order.leaves * lot) };
    order.heldPrice = price;
  }
}
