// A matching engine written the obvious way: one array of open orders, sorted whenever someone asks
// who is next; bigint everywhere. The oracle for core-wasm/matching. Its own statement of the
// rules: it shares nothing with the core but the enumerations.
import {
  OrderFlag,
  OrderKind,
  OrderReason,
  OrderRecordKind,
  OrderStatus,
  SelfTrade,
  Side,
  TimeInForce,
} from '../abi/orders.ts';
import {
  expiryOf,
  faultOf,
  I64_MAX,
  INSTANT,
  isHit,
  isPrice,
  isQty,
  LIMITS,
  least,
  type NaiveCommand,
  type NaiveOptions,
  type NaiveOrder,
  type NaiveRecord,
  reaches,
  restingStatus,
  STOPS,
  trail,
} from './naive-matching-rules.ts';

/** How an order's trading ended. */
interface Outcome {
  readonly reason: number;
  readonly isStopped: boolean;
  readonly prices: readonly bigint[];
}

export class NaiveMatching {
  readonly options: NaiveOptions;
  orders: NaiveOrder[] = [];
  positions = new Map<number, bigint>();
  lastPrice: bigint | undefined;
  timeNs = 0n;
  #arrivals = 0;
  #ranks = 0;
  #triggered: NaiveOrder[] = [];
  #records: NaiveRecord[] = [];

  constructor(options: NaiveOptions) {
    this.options = options;
  }

  /** Carries a command out; the records that come of it. */
  apply(c: NaiveCommand): NaiveRecord[] {
    this.#records = [];
    this.#advance(c.timeNs);
    if (c.instrumentId !== this.options.instrumentId) {
      const isPriced = c.kind === OrderRecordKind.Submit || c.kind === OrderRecordKind.Replace;
      const side = c.kind === OrderRecordKind.Submit ? c.side : 0;
      const reason = OrderReason.UnknownInstrument;
      this.#refuse({ ...c, price: isPriced ? c.price : 0n, side }, OrderStatus.Rejected, reason);
    } else if (c.kind === OrderRecordKind.Submit) this.#submit(c);
    else if (c.kind === OrderRecordKind.Cancel) this.#cancel(c);
    else if (c.kind === OrderRecordKind.Replace) this.#replace(c);
    else this.#cancelAll(c);
    this.orders = this.orders.filter((order) => order.state !== 'over');
    return this.#records;
  }

  /** Price and what shows of each level, best first. */
  depth(side: number): [bigint, bigint][] {
    const levels = new Map<bigint, bigint>();
    for (const order of this.#queue(side))
      levels.set(order.price, (levels.get(order.price) ?? 0n) + order.visible);
    return [...levels];
  }

  /** Resting orders of a side in the order in which they trade. */
  #queue(side: number): NaiveOrder[] {
    const better = (a: NaiveOrder, b: NaiveOrder): number => {
      if (a.price === b.price) return a.rank - b.rank;
      return (a.price < b.price ? -1 : 1) * (side === Side.Buy ? -1 : 1);
    };
    const resting = this.orders.filter((o) => o.state === 'resting' && o.side === side);
    return resting.sort(better);
  }

  #update(order: NaiveOrder, status: number, reason: number): void {
    const isOver =
      status === OrderStatus.Filled ||
      status === OrderStatus.Cancelled ||
      status === OrderStatus.Expired;
    const { id, owner, side, price, qty, leaves } = order;
    const left = isOver ? 0n : leaves;
    this.#records.push(
      `U t${this.timeNs} ${id} p${price} l${left} c${qty - leaves} s${status} r${reason} ` +
        `${side} o${owner} i${this.options.instrumentId}`,
    );
    if (isOver) order.state = 'over';
  }

  #refuse(c: NaiveCommand, status: number, reason: number): void {
    this.#records.push(
      `U t${this.timeNs} ${c.orderId} p${c.price} l0 c0 s${status} r${reason} ` +
        `${c.side} o${c.ownerId} i${c.instrumentId}`,
    );
  }

  #unknown(c: NaiveCommand, orderId: bigint): void {
    const unknown = { ...c, orderId, price: 0n, side: 0 };
    this.#refuse(unknown, OrderStatus.Rejected, OrderReason.UnknownOrder);
  }

  #advance(timeNs: bigint): void {
    if (timeNs > this.timeNs) this.timeNs = timeNs;
    this.orders
      .filter((order) => order.expire !== 0n && order.expire <= this.timeNs)
      .sort((a, b) =>
        a.expire === b.expire ? a.arrival - b.arrival : a.expire < b.expire ? -1 : 1,
      )
      .forEach((order) => this.#update(order, OrderStatus.Expired, OrderReason.TimeOver));
    this.orders = this.orders.filter((order) => order.state !== 'over');
  }

  #submit(c: NaiveCommand): void {
    const fault = faultOf(c, this.orders, this.timeNs, this.options);
    if (fault !== OrderReason.None) {
      this.#refuse(c, OrderStatus.Rejected, fault);
      return;
    }
    const order: NaiveOrder = {
      id: c.orderId,
      owner: c.ownerId,
      side: c.side,
      kind: c.orderKind,
      timeInForce: c.timeInForce,
      flags: c.flags,
      selfTrade: c.selfTrade,
      display: c.displayQty,
      trail: c.trailOffset,
      expire: expiryOf(c, this.timeNs, this.options.dayEndNs),
      arrival: ++this.#arrivals,
      price: c.price,
      qty: c.qty,
      leaves: c.qty,
      visible: 0n,
      rank: 0,
      state: 'new',
      stop: c.stopPrice === 0n ? undefined : c.stopPrice,
    };
    const last = this.lastPrice;
    const waits = STOPS.includes(order.kind) && (last === undefined || !isHit(order, last));
    if (waits) {
      order.state = 'waiting';
      if (last !== undefined) trail(order, last);
      this.orders.push(order);
      this.#update(order, OrderStatus.Untriggered, OrderReason.None);
      return;
    }
    const refusal = this.#enter(order);
    this.#cascade();
    if (refusal === OrderReason.None) return;
    const isKilled = refusal === OrderReason.NotFillable;
    this.#refuse(c, isKilled ? OrderStatus.Cancelled : OrderStatus.Rejected, refusal);
  }

  #closable(owner: number, side: number): bigint {
    const position = this.positions.get(owner) ?? 0n;
    const open = side === Side.Buy ? -position : position;
    return open > 0n ? open : 0n;
  }

  /** Lets an order trade and rest, with all that follows. Why it may not, otherwise. */
  #enter(order: NaiveOrder): number {
    const isCut = (order.flags & OrderFlag.ReduceOnly) !== 0;
    if (isCut && this.#closable(order.owner, order.side) === 0n) return OrderReason.NothingToReduce;
    const queue = this.#queue(order.side === Side.Buy ? Side.Sell : Side.Buy);
    const best = queue[0];
    let reason: number = OrderReason.None;
    let { price, leaves } = order;
    if (isCut && this.#closable(order.owner, order.side) < leaves) {
      leaves = this.#closable(order.owner, order.side);
      reason = OrderReason.Reduced;
    }
    if ((order.flags & OrderFlag.PostOnly) !== 0 && best !== undefined && reaches(order, best)) {
      const tick = this.options.tickSize;
      price = order.side === Side.Buy ? best.price - tick : best.price + tick;
      if ((order.flags & OrderFlag.Slide) === 0 || !isPrice(price, this.options))
        return OrderReason.WouldTake;
    }
    const entering = { ...order, price, leaves, qty: order.qty - (order.leaves - leaves) };
    if (order.timeInForce === TimeInForce.Fok && !this.#wouldFill(entering))
      return OrderReason.NotFillable;
    this.orders = this.orders.filter((other) => other.id !== order.id);
    Object.assign(order, entering, { state: 'new' });
    const outcome = this.#trade(order, reason);
    this.#finish(order, outcome);
    this.#wake(outcome.prices);
    return OrderReason.None;
  }

  /** Tries it on a copy of everything. */
  #wouldFill(order: NaiveOrder): boolean {
    const trial = new NaiveMatching(this.options);
    trial.orders = this.orders.map((other) => ({ ...other }));
    trial.positions = new Map(this.positions);
    trial.#ranks = this.#ranks;
    const copy = { ...order };
    trial.#trade(copy, OrderReason.None);
    return copy.leaves === 0n && copy.qty === order.qty;
  }

  #trade(order: NaiveOrder, reason: number): Outcome {
    const prices: bigint[] = [];
    const outcome = { reason, isStopped: false, prices };
    while (order.leaves > 0n && !outcome.isStopped) {
      const maker = this.#queue(order.side === Side.Buy ? Side.Sell : Side.Buy)[0];
      if (maker === undefined || !reaches(order, maker)) break;
      if (order.selfTrade !== SelfTrade.Allow && maker.owner === order.owner) {
        if (order.selfTrade === SelfTrade.Decrement) outcome.reason = OrderReason.SelfTrade;
        outcome.isStopped = this.#meetOwn(order, maker);
        continue;
      }
      if ((maker.flags & OrderFlag.ReduceOnly) !== 0) {
        const most = this.#closable(maker.owner, maker.side);
        if (most === 0n) {
          this.#update(maker, OrderStatus.Cancelled, OrderReason.NothingToReduce);
          continue;
        }
        if (most < maker.leaves) {
          maker.qty -= maker.leaves - most;
          this.#take(maker, maker.leaves - most);
          this.#update(maker, restingStatus(maker), OrderReason.Reduced);
        }
      }
      const qty = least(order.leaves, maker.visible);
      order.leaves -= qty;
      this.#take(maker, qty);
      this.#move(order.owner, maker.owner, order.side === Side.Buy ? qty : -qty);
      prices.push(maker.price);
      this.#records.push(
        `M t${this.timeNs} ${order.id} ${maker.id} p${maker.price} q${qty} ` +
          `l${maker.leaves} ${order.side} i${this.options.instrumentId}`,
      );
    }
    return outcome;
  }

  #move(taker: number, maker: number, qty: bigint): void {
    if (taker === maker) return;
    for (const [owner, by] of [[taker, qty] as const, [maker, -qty] as const]) {
      const sum = (this.positions.get(owner) ?? 0n) + by;
      this.positions.set(owner, sum > I64_MAX ? I64_MAX : sum < -I64_MAX ? -I64_MAX : sum);
    }
  }

  /** A resting order loses a quantity; an iceberg shows its next part, last in the queue. */
  #take(maker: NaiveOrder, qty: bigint): void {
    maker.leaves -= qty;
    maker.visible -= qty;
    if (maker.leaves === 0n) maker.state = 'over';
    else if (maker.visible === 0n) {
      maker.visible = least(maker.display, maker.leaves);
      maker.rank = ++this.#ranks;
    }
  }

  /** Two orders of one owner; whether the taker must stop. */
  #meetOwn(order: NaiveOrder, maker: NaiveOrder): boolean {
    const mode = order.selfTrade;
    if (mode !== SelfTrade.Decrement) {
      if (mode !== SelfTrade.CancelTaker)
        this.#update(maker, OrderStatus.Cancelled, OrderReason.SelfTrade);
      return mode !== SelfTrade.CancelMaker;
    }
    const qty = least(order.leaves, maker.visible);
    order.leaves -= qty;
    order.qty -= qty;
    if (qty === maker.leaves) {
      this.#update(maker, OrderStatus.Cancelled, OrderReason.SelfTrade);
      return false;
    }
    maker.qty -= qty;
    this.#take(maker, qty);
    this.#update(maker, restingStatus(maker), OrderReason.SelfTrade);
    return false;
  }

  #finish(order: NaiveOrder, { reason, isStopped, prices }: Outcome): void {
    this.lastPrice = prices.at(-1) ?? this.lastPrice;
    const mayRest = LIMITS.includes(order.kind) && !INSTANT.includes(order.timeInForce);
    if (order.leaves === 0n) {
      const isCut = reason === OrderReason.SelfTrade;
      this.#update(order, isCut ? OrderStatus.Cancelled : OrderStatus.Filled, reason);
    } else if (isStopped) {
      this.#update(order, OrderStatus.Cancelled, OrderReason.SelfTrade);
    } else if (!mayRest) {
      this.#update(order, OrderStatus.Cancelled, OrderReason.NothingLeftToTake);
    } else {
      const level = this.#queue(order.side).filter((other) => other.price === order.price);
      const total = level.reduce((sum, other) => sum + other.leaves, order.leaves);
      if (total > I64_MAX) {
        this.#update(order, OrderStatus.Cancelled, OrderReason.BadQty);
        return;
      }
      const isIceberg = order.kind === OrderKind.Iceberg;
      order.visible = isIceberg ? least(order.display, order.leaves) : order.leaves;
      order.rank = ++this.#ranks;
      order.state = 'resting';
      this.orders.push(order);
      this.#update(order, restingStatus(order), reason);
    }
  }

  /** Every trade price, one after the other, wakes the stops that it reaches. */
  #wake(prices: readonly bigint[]): void {
    for (const price of prices) {
      const waiting = this.orders.filter((order) => order.state === 'waiting');
      const hit = waiting.filter((order) => isHit(order, price));
      hit.sort((a, b) => {
        if (a.side !== b.side) return a.side === Side.Buy ? -1 : 1;
        const rise = (a.stop ?? 0n) - (b.stop ?? 0n);
        if (rise === 0n) return a.arrival - b.arrival;
        return rise < 0n === (a.side === Side.Buy) ? -1 : 1;
      });
      for (const order of hit) order.state = 'triggered';
      this.#triggered.push(...hit);
      for (const order of waiting) if (order.state === 'waiting') trail(order, price);
    }
  }

  #cascade(): void {
    for (;;) {
      const order = this.#triggered.shift();
      if (order === undefined) return;
      const refusal = this.#enter(order);
      if (refusal !== OrderReason.None) this.#update(order, OrderStatus.Cancelled, refusal);
      this.orders = this.orders.filter((other) => other.state !== 'over');
    }
  }

  #find(c: NaiveCommand): NaiveOrder | undefined {
    return this.orders.find((order) => order.id === c.orderId && order.owner === c.ownerId);
  }

  #cancel(c: NaiveCommand): void {
    const order = this.#find(c);
    if (order === undefined) this.#unknown(c, c.orderId);
    else this.#update(order, OrderStatus.Cancelled, OrderReason.Requested);
  }

  #cancelAll(c: NaiveCommand): void {
    const stops = this.orders
      .filter((order) => order.state === 'waiting')
      .sort((a, b) => a.arrival - b.arrival);
    const isTrailing = (order: NaiveOrder): boolean => order.kind === OrderKind.TrailingStop;
    const all = [
      ...this.#queue(Side.Buy),
      ...this.#queue(Side.Sell),
      ...stops.filter((order) => !isTrailing(order)),
      ...stops.filter(isTrailing),
    ].filter((order) => order.owner === c.ownerId);
    for (const order of all) this.#update(order, OrderStatus.Cancelled, OrderReason.Requested);
    if (all.length === 0) this.#unknown(c, 0n);
  }

  #replace(c: NaiveCommand): void {
    const order = this.#find(c);
    if (order === undefined) {
      this.#unknown(c, c.orderId);
      return;
    }
    const isPriced = LIMITS.includes(order.kind);
    const traded = order.qty - order.leaves;
    const changed = { price: c.price, qty: c.qty, leaves: c.qty - traded };
    if (isPriced ? !isPrice(c.price, this.options) : c.price !== 0n) {
      this.#update(order, OrderStatus.Rejected, OrderReason.BadPrice);
    } else if (!isQty(c.qty, this.options)) {
      this.#update(order, OrderStatus.Rejected, OrderReason.BadQty);
    } else if (c.qty <= traded) {
      this.#update(order, OrderStatus.Cancelled, OrderReason.Requested);
    } else if (order.state === 'waiting') {
      Object.assign(order, changed);
      this.#update(order, OrderStatus.Untriggered, OrderReason.None);
    } else if (c.price === order.price && c.qty <= order.qty) {
      Object.assign(order, changed);
      const isIceberg = order.kind === OrderKind.Iceberg;
      order.visible = isIceberg ? least(order.visible, order.leaves) : order.leaves;
      this.#update(order, restingStatus(order), OrderReason.None);
    } else {
      const refusal = this.#enter({ ...order, ...changed });
      this.#cascade();
      if (refusal !== OrderReason.None) this.#update(order, OrderStatus.Rejected, refusal);
    }
  }
}
