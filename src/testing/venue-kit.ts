// A simulated venue under test: an exchange-side engine, a venue on it, records and requests
// written by hand, and what comes back as readable lines. Numbers, not BigInt: tests stay small.
import { BarView } from '../abi/bars.ts';
import {
  CancelOrderView,
  FillView,
  LiquidityRole,
  OrderKind,
  OrderReason,
  OrderRecordKind,
  OrderStatus,
  OrderUpdateView,
  ReplaceOrderView,
  SelfTrade,
  SubmitOrderView,
  TimeInForce,
} from '../abi/orders.ts';
import { HeaderView, RecordKind } from '../abi/records.ts';
import { OwnOrderStateView, VenueConfigView } from '../abi/venue.ts';
import { type Core, createCore } from '../core/core.ts';
import { Engine, type EngineOptions } from '../core/engine.ts';
import type { CoreBuild } from '../core/load.ts';
import type { Instrument } from '../model/instrument.ts';
import { RecordWriter } from './record-writer.ts';

export interface SubmitFields {
  readonly id: number;
  readonly side?: 'buy' | 'sell';
  readonly price?: number;
  readonly qty: number;
  readonly kind?: keyof typeof OrderKind;
  readonly tif?: keyof typeof TimeInForce;
  /** Bits of OrderFlag: 1 post-only, 2 slide, 4 reduce-only. */
  readonly flags?: number;
  readonly selfTrade?: keyof typeof SelfTrade;
  readonly owner?: number;
  readonly stop?: number;
  readonly display?: number;
  readonly trail?: number;
  readonly expire?: number;
  /** When it was sent. @default long ago */
  readonly sent?: number;
}

export interface BarFields {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly qty?: number;
  /** Bits of BarFlag. */
  readonly flags?: number;
  /** Start; the bar lasts from there to now. @default the time of the call before */
  readonly openTs?: number;
}

export type VenueEvent =
  | {
      readonly type: 'fill';
      readonly id: number;
      readonly timeNs: bigint;
      readonly buys: boolean;
      readonly price: number;
      readonly qty: number;
      readonly leaves: number;
      readonly cum: number;
      readonly maker: boolean;
    }
  | {
      readonly type: 'update';
      readonly id: number;
      readonly timeNs: bigint;
      readonly price: number;
      readonly leaves: number;
      readonly cum: number;
      readonly status: number;
      readonly reason: number;
    };

function nameOf(values: Readonly<Record<string, number>>, value: number): string {
  return Object.keys(values).find((name) => values[name] === value) ?? `?${value}`;
}

/** One line: `7 buy 5@100 maker, 3 left`, `7 Working`, `7 Rejected WouldTake`. */
export function lineOf(event: VenueEvent): string {
  if (event.type === 'fill') {
    const side = event.buys ? 'buy' : 'sell';
    const role = event.maker ? 'maker' : 'taker';
    const rest = event.leaves === 0 ? '' : `, ${event.leaves} left`;
    return `${event.id} ${side} ${event.qty}@${event.price} ${role}${rest}`;
  }
  const reason = event.reason === OrderReason.None ? '' : ` ${nameOf(OrderReason, event.reason)}`;
  return `${event.id} ${nameOf(OrderStatus, event.status)}${reason}`;
}

export interface VenueKitOptions {
  readonly build?: CoreBuild;
  readonly instrument?: Partial<Instrument>;
  readonly memoryBytes?: number;
  readonly engine?: EngineOptions;
  /** The records themselves define the instrument. @default false */
  readonly isUndefined?: boolean;
  /** Room for the records of one call. @default 1 MiB */
  readonly writerBytes?: number;
  config?(view: VenueConfigView): void;
}

export class VenueKit {
  readonly core: Core;
  readonly engine: Engine;
  readonly write: RecordWriter;
  readonly address: number;
  /** Venue time of the next call; every call moves it on by one. */
  now = 1_000n;
  /** Sees each record before the venue does. */
  observer: ((at: number) => void) | undefined;
  private readonly out: number;
  private readonly outEnd: number;
  private readonly request: number;
  private readonly state: OwnOrderStateView;

  constructor(core: Core, options: VenueKitOptions) {
    this.core = core;
    this.engine = new Engine(core, {
      instrumentsMax: 2,
      windowBits: 12,
      farLevelsMax: 8192,
      farLevelsMaxTotal: 32768,
      pendingBytes: 1 << 16,
      ordersMax: 8192,
      ...options.engine,
    });
    this.engine.state.orderClock = 1;
    this.write = new RecordWriter(core, options.writerBytes);
    const config = new VenueConfigView(core.view, core.alloc(VenueConfigView.size, 'config'));
    config.ordersMax = 64;
    config.power = 1;
    config.impactQty = 1n;
    options.config?.(config);
    const { exports } = core;
    this.address = core.alloc(exports.venueSize(config.ordersMax), 'a venue');
    core.check(exports.venueInit(this.address, config.offset, this.engine.address, 0));
    const room = exports.venueOutputMax(this.address);
    this.out = core.alloc(room, 'venue output');
    this.outEnd = this.out + room;
    this.request = core.alloc(SubmitOrderView.size, 'a request');
    this.state = new OwnOrderStateView(core.view, core.alloc(OwnOrderStateView.size, 'a state'));
    if (options.isUndefined === true) return;
    // A venue without update ids: every record is taken.
    const instrument = { venue: 'generated', ...options.instrument } as const;
    this.write.define(instrument, this.now);
    this.market();
  }

  /** What a call wrote. Negative statuses throw. */
  private read(bytes: number): VenueEvent[] {
    const { view } = this.core;
    const end = this.out + this.core.check(bytes);
    const events: VenueEvent[] = [];
    for (let at = this.out; at < end; at += view.getUint32(at, true)) {
      const isFill = view.getUint8(at + 4) === OrderRecordKind.Fill;
      events.push(isFill ? readFill(view, at) : readUpdate(view, at));
    }
    return events;
  }

  /** One record at an address, as the market's side of the venue takes it. */
  record(at: number): VenueEvent[] {
    const { exports } = this.core;
    this.observer?.(at);
    return this.read(exports.venueMarket(this.address, at, this.out, this.outEnd));
  }

  /** Applies what was written, each record at its own time; those without one get the clock's. */
  market(): VenueEvent[] {
    const events: VenueEvent[] = [];
    const { view } = this.core;
    for (let at = this.write.start; at < this.write.end; at += view.getUint32(at, true)) {
      const head = new HeaderView(view, at);
      if (head.exchangeTsNs === 0n) head.exchangeTsNs = this.now++;
      events.push(...this.record(at));
    }
    this.write.reset();
    return events;
  }

  /** The whole book: a snapshot of these levels. */
  book(bids: readonly (readonly [number, number])[], asks: readonly (readonly [number, number])[]) {
    this.write.snapshot({ last: 0n, recv: 0n, bids: big(bids), asks: big(asks) });
    return this.market();
  }

  levels(
    bids: readonly (readonly [number, number])[],
    asks: readonly (readonly [number, number])[] = [],
  ): VenueEvent[] {
    this.write.delta({ last: 0n, recv: 0n, bids: big(bids), asks: big(asks) });
    return this.market();
  }

  trade(aggressor: 'buy' | 'sell', price: number, qty: number): VenueEvent[] {
    const flags = 3 | (aggressor === 'buy' ? 4 : 8);
    this.write.trade({ recv: 0n, price: BigInt(price), qty: BigInt(qty), flags });
    return this.market();
  }

  /** The venue's own best quotes. */
  quotes(bid: readonly [number, number], ask: readonly [number, number]): VenueEvent[] {
    const row = ([price, qty]: readonly [number, number]) => [BigInt(price), BigInt(qty)] as const;
    this.write.bbo({ recv: 0n, bid: row(bid), ask: row(ask), seq: 1n });
    return this.market();
  }

  /** One level of a tape whose rows stand alone. */
  single(side: number, price: number, qty: number): VenueEvent[] {
    const flags = 3 | (side === 0 ? 4 : 8);
    const fields = { recv: 0n, price: BigInt(price), qty: BigInt(qty), flags };
    this.write.order(RecordKind.DepthSingle, fields);
    return this.market();
  }

  /** An event of a recorded order. */
  orderEvent(kind: RecordKind, id: number, price: number, qty: number, flags: number) {
    const fields = { recv: 0n, orderId: BigInt(id), price: BigInt(price), qty: BigInt(qty), flags };
    this.write.order(kind, fields);
    return this.market();
  }

  bar(fields: BarFields): VenueEvent[] {
    const at = this.write.end;
    // A definition has the size of a bar.
    this.write.define({}, 0n);
    const { view, bytes } = this.core;
    bytes.fill(0, at, at + BarView.size);
    const bar = new BarView(view, at);
    bar.size = BarView.size;
    bar.kind = 48;
    bar.flags = 3;
    bar.openTsNs = BigInt(fields.openTs ?? this.now - 1n);
    bar.open = BigInt(fields.open);
    bar.high = BigInt(fields.high);
    bar.low = BigInt(fields.low);
    bar.close = BigInt(fields.close);
    bar.qty = BigInt(fields.qty ?? 1000);
    bar.barFlags = fields.flags ?? 0;
    return this.market();
  }

  private send(size: number, kind: number): VenueEvent[] {
    const head = new HeaderView(this.core.view, this.request);
    head.size = size;
    head.kind = kind;
    head.exchangeTsNs = this.now++;
    const { exports } = this.core;
    return this.read(exports.venueRequest(this.address, this.request, this.out, this.outEnd));
  }

  private blank(): DataView {
    this.core.bytes.fill(0, this.request, this.request + SubmitOrderView.size);
    return this.core.view;
  }

  submit(fields: SubmitFields): VenueEvent[] {
    const order = new SubmitOrderView(this.blank(), this.request);
    const isLong =
      fields.stop !== undefined ||
      fields.display !== undefined ||
      fields.trail !== undefined ||
      fields.expire !== undefined;
    order.orderId = BigInt(fields.id);
    order.price = BigInt(fields.price ?? 0);
    order.qty = BigInt(fields.qty);
    order.side = fields.side === 'sell' ? 1 : 0;
    order.orderKind = OrderKind[fields.kind ?? 'Limit'];
    order.timeInForce = TimeInForce[fields.tif ?? 'Gtc'];
    order.orderFlags = fields.flags ?? 0;
    order.selfTrade = SelfTrade[fields.selfTrade ?? 'CancelTaker'];
    order.ownerId = fields.owner ?? 1;
    order.recvTsNs = BigInt(fields.sent ?? 0);
    if (isLong) {
      order.stopPrice = BigInt(fields.stop ?? 0);
      order.displayQty = BigInt(fields.display ?? 0);
      order.trailOffset = BigInt(fields.trail ?? 0);
      order.expireTsNs = BigInt(fields.expire ?? 0);
    }
    return this.send(isLong ? SubmitOrderView.size : 64, OrderRecordKind.Submit);
  }

  cancel(id: number, owner = 1): VenueEvent[] {
    const request = new CancelOrderView(this.blank(), this.request);
    request.orderId = BigInt(id);
    request.ownerId = owner;
    return this.send(64, id === 0 ? OrderRecordKind.CancelAll : OrderRecordKind.Cancel);
  }

  replace(id: number, price: number, qty: number, owner = 1): VenueEvent[] {
    const request = new ReplaceOrderView(this.blank(), this.request);
    request.orderId = BigInt(id);
    request.price = BigInt(price);
    request.qty = BigInt(qty);
    request.ownerId = owner;
    return this.send(64, OrderRecordKind.Replace);
  }

  /** Moves the clock, and ends what expires until then. */
  time(now: number): VenueEvent[] {
    this.now = BigInt(now);
    const { exports } = this.core;
    return this.read(exports.venueTime(this.address, this.now, this.out, this.outEnd));
  }

  get openOrders(): number {
    return this.core.exports.venueOpenOrders(this.address);
  }

  get nextTime(): bigint {
    return this.core.exports.venueNextTime(this.address);
  }

  /** Live view, overwritten by the next question; undefined: not open. */
  order(id: number): OwnOrderStateView | undefined {
    this.state.orderId = BigInt(id);
    const status = this.core.exports.venueOrderState(this.address, this.state.offset);
    return status === 0 ? this.state : undefined;
  }

  /** Quantity ahead; -1: not open. */
  ahead(id: number): number {
    const state = this.order(id);
    return state === undefined ? -1 : Number(state.aheadQty);
  }
}

function big(rows: readonly (readonly [number, number])[]): (readonly [bigint, bigint])[] {
  return rows.map(([price, qty]) => [BigInt(price), BigInt(qty)] as const);
}

function readFill(view: DataView, at: number): VenueEvent {
  const fill = new FillView(view, at);
  return {
    type: 'fill',
    id: Number(fill.orderId),
    timeNs: fill.exchangeTsNs,
    buys: fill.side === 0,
    price: Number(fill.price),
    qty: Number(fill.qty),
    leaves: Number(fill.leavesQty),
    cum: Number(fill.cumQty),
    maker: fill.role === LiquidityRole.Maker,
  };
}

function readUpdate(view: DataView, at: number): VenueEvent {
  const update = new OrderUpdateView(view, at);
  return {
    type: 'update',
    id: Number(update.orderId),
    timeNs: update.exchangeTsNs,
    price: Number(update.price),
    leaves: Number(update.leavesQty),
    cum: Number(update.cumQty),
    status: update.status,
    reason: update.reason,
  };
}

export async function createVenueKit(options: VenueKitOptions = {}): Promise<VenueKit> {
  const { build = 'checked', memoryBytes = 48 << 20 } = options;
  return new VenueKit(await createCore({ build, memoryBytes }), options);
}
