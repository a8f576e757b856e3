// A session written the obvious way: everything that is still to come stands in lists, and of all
// of it the earliest happens next. The oracle of core-wasm/session.
import {
  applyDepth,
  exchangeOrder,
  type Fed,
  TellingVenue,
  type Tick,
} from './naive-session-market.ts';
import {
  type Decide,
  type Desk,
  NaiveDesk,
  putDue,
  type SessionRules,
} from './naive-session-orders.ts';

interface Timer {
  readonly id: number;
  due: number;
  readonly interval: number;
}

export class NaiveSession extends NaiveDesk implements Desk {
  readonly clamped: number;
  private events = 0;
  private isOver = false;
  private readonly locals: Tick[];
  private readonly exchange: Fed[];
  private readonly venues: readonly TellingVenue[];
  private readonly tops: string[];
  private readonly lastResponse: number[];
  /** In the order in which they were set. */
  private timers: Timer[] = [];
  private readonly decide: Decide;

  /** @param ticks in the order in which they are fed */
  constructor(rules: SessionRules, ticks: readonly Tick[], start: number, decide: Decide) {
    super(rules, start);
    this.decide = decide;
    this.locals = ticks.filter(({ isLocal }) => isLocal);
    const { fed, clamped } = exchangeOrder(ticks, rules.lookAhead);
    this.exchange = fed;
    this.clamped = clamped;
    this.venues = this.each((id) => new TellingVenue(id));
    this.tops = this.each(() => '');
    this.lastResponse = this.each(() => -Infinity);
  }

  run(): void {
    this.decide(this, 0);
    for (let act = this.next(); act !== undefined; act = this.next()) act();
  }

  // What comes next

  /**
   * The earliest of all; at one time the strategy's market, answers, the venue's market, expiries,
   * requests, timers. Timers alone keep no session going; after the market's end what is under way
   * arrives, and that is all.
   */
  private next(): (() => void) | undefined {
    if (this.locals.length === 0 && this.exchange.length === 0) this.hasEnded = true;
    const ends = this.venues.map(({ nextExpiry }) => nextExpiry);
    const expiry = this.hasEnded ? Infinity : Math.min(...ends);
    const choices: [number, () => void][] = [
      [this.locals[0]?.recv ?? Infinity, () => this.takeLocal()],
      [this.answers[0]?.due ?? Infinity, () => this.takeAnswer()],
      [this.exchange[0]?.key ?? Infinity, () => this.takeMarket()],
      [expiry, () => this.takeExpiry(expiry)],
      [this.requests[0]?.due ?? Infinity, () => this.takeRequest()],
    ];
    if (this.isOver || choices.every(([time]) => time === Infinity)) return undefined;
    const due = Math.min(Infinity, ...this.timers.map((timer) => timer.due));
    if (!this.hasEnded) choices.push([due, () => this.takeTimer()]);
    const earliest = Math.min(...choices.map(([time]) => time));
    return choices.find(([time]) => time === earliest)?.[1];
  }

  private tell(what: string): void {
    this.events++;
    this.told.push(`${this.now} ${what}`, this.account(), ...this.openLines());
    this.decide(this, this.events);
    for (const order of this.orders.values()) if (!order.isOpen) this.orders.delete(order.id);
  }

  private account(): string {
    const { cash, fees, realized } = this.cash;
    return `cash ${cash} fees ${fees} realized ${realized} held ${this.cash.initial(this.held())}`;
  }

  private openLines(): string[] {
    const open = [...this.orders.values()].filter((order) => order.isOpen);
    return open.map((order) => `  ${this.line(order)}`);
  }

  // The market at the strategy

  private takeLocal(): void {
    const tick = this.locals.shift();
    if (tick === undefined) return;
    const { instrument, kind } = tick;
    this.now = Math.max(this.now, tick.recv);
    if (tick.exchange !== 0 && tick.isExchange) this.feed[instrument] = tick.recv - tick.exchange;
    const terms = this.terms(instrument);
    if (kind === 'trade') this.prints[instrument] = BigInt(tick.price * terms.tick);
    else {
      applyDepth(this.of(this.books, instrument), tick);
      if (kind === 'snapshot') this.live[instrument] = true;
    }
    // The margin is looked at where the market values anew.
    const isMoved = this.mark(instrument);
    if (isMoved && this.of(this.cash.accounts, instrument).qty !== 0n && this.cash.isUsedUp) {
      this.told.push('used up');
      this.isOver = true;
      return;
    }
    if (kind === 'trade') {
      const print = `${tick.price * terms.tick}x${tick.qty * terms.lot} ${tick.side}`;
      this.tell(`trade ${instrument} ${print} ${tick.exchange}`);
      return;
    }
    const top = this.top(instrument);
    const isNew = this.live[instrument] === true && top !== this.tops[instrument];
    if (isNew) this.tops[instrument] = top;
    this.tell(`book ${instrument}${isNew ? ` top ${top}` : ''}`);
  }

  private top(id: number): string {
    const book = this.of(this.books, id);
    const { tick, lot } = this.terms(id);
    const one = (side: number): string => {
      const [price] = book.prices(side);
      return price === undefined ? 'none' : `${price * tick}x${book.qty(side, price) * lot}`;
    };
    return `${one(0)} ${one(1)}`;
  }

  /** Returns whether there was another price to value at. */
  private mark(id: number): boolean {
    const isHeld = this.held().some(({ instrument }) => instrument === id);
    if (!isHeld && this.of(this.cash.accounts, id).qty === 0n) return false;
    const price = this.worth(id);
    if (price <= 0n || price === this.cash.marks[id]) return false;
    this.cash.marks[id] = price;
    return true;
  }

  setTimer(id: number, delay: number, interval: number): void {
    this.clearTimer(id);
    this.timers.push({ id, due: this.now + delay, interval });
  }

  clearTimer(id: number): void {
    this.timers = this.timers.filter((timer) => timer.id !== id);
  }

  private takeTimer(): void {
    const [first] = [...this.timers].sort((a, b) => a.due - b.due);
    if (first === undefined) return;
    this.now = Math.max(this.now, first.due);
    if (first.interval === 0) this.clearTimer(first.id);
    else first.due += first.interval;
    this.tell(`timer ${first.id}`);
  }

  // The venue's side

  private takeMarket(): void {
    const fed = this.exchange.shift();
    if (fed === undefined) return;
    const venue = this.of(this.venues, fed.tick.instrument);
    venue.now = Math.max(venue.now, fed.key);
    venue.market(fed.tick);
    this.post(venue);
  }

  private takeExpiry(now: number): void {
    for (const venue of this.venues) {
      if (venue.nextExpiry > now) continue;
      venue.now = Math.max(venue.now, now);
      venue.expire(now);
      this.post(venue);
    }
  }

  private takeRequest(): void {
    const sent = this.requests.shift();
    if (sent === undefined) return;
    const venue = this.of(this.venues, sent.instrument);
    venue.now = Math.max(venue.now, sent.due);
    const { id, request } = sent;
    if (request.type === 'cancel') venue.cancel(id, 0);
    else if (request.type === 'replace') venue.replace(id, request.price, request.qty, 0);
    else {
      const { tick, lot } = this.terms(sent.instrument);
      const { asked } = request;
      const selfTrade = 'Allow';
      const { side, kind, force, flags, expire } = asked;
      const sizes = { price: asked.price / tick, qty: asked.qty / lot };
      const more = { stop: asked.stop / tick, display: asked.display / lot };
      const trail = asked.trail / tick;
      const rest = { side, kind, force, flags, expire, owner: 0, selfTrade } as const;
      venue.submit({ id, ...rest, ...sizes, ...more, trail }, venue.now);
    }
    this.post(venue);
  }

  private post(venue: TellingVenue): void {
    const id = venue.instrument;
    for (const said of venue.answers()) {
      const way = Math.max(0, this.rules.response(id, said.at, this.of(this.feed, id)));
      const due = Math.max(said.at + way, this.of(this.lastResponse, id));
      this.lastResponse[id] = due;
      putDue(this.answers, { ...said, due });
    }
  }

  // Answers at the strategy

  private takeAnswer(): void {
    const answer = this.answers.shift();
    if (answer === undefined) return;
    this.now = Math.max(this.now, answer.due);
    const order = this.orders.get(answer.id);
    const at = `@${answer.at}`;
    if (answer.fill !== undefined) {
      this.tell(`fill ${this.hearFill(answer, order)} ${at}`);
      return;
    }
    if (order !== undefined) this.hear(answer, order);
    const { status, reason } = answer;
    const line = order === undefined ? `#${answer.id} gone` : this.line(order);
    this.tell(`update ${status} ${reason} ${at} ${line}`);
  }
}
