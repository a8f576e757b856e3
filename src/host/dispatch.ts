// Turns the session's events into calls of the strategy's handlers. A handler that throws ends its
// strategy with an error that names strategy, handler and event time.
import { BarView as BarRecordView } from '../abi/bars.ts';
import { OrderUpdateAt } from '../abi/orders.ts';
import { MarketEventAt } from '../abi/records.ts';
import { SessionEvent, SessionStateAt } from '../abi/session.ts';
import { Status } from '../abi/status.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { Session } from '../session/session.ts';
import type { Handlers } from '../strategy/contract.ts';
import type { StrategyContext } from './context.ts';
import { type Driver, strategyFailure } from './driver.ts';
import type { Pulse } from './heartbeat.ts';
import { readI64, writeI64 } from './int64.ts';
import type { MarketHandle } from './market-handle.ts';
import { MARKET_STATUS_NAMES } from './names.ts';
import { BarView, FillView, OrderView, PrintView } from './views.ts';

const { Bar, Book, Fill, MarketStatus, OrderUpdate, Timer, TopOfBook, Trade } = SessionEvent;

export class Dispatcher implements Driver {
  private readonly name: string;
  private readonly session: Session;
  private readonly context: StrategyContext<unknown>;
  private readonly handlers: Handlers;
  private readonly view: DataView;
  private readonly state: number;
  private readonly print: PrintView;
  private readonly bar: BarView;
  private readonly fill: FillView;
  private readonly order: OrderView;
  /** What is running, for the error. */
  private handler = 'create';

  constructor(
    name: string,
    session: Session,
    context: StrategyContext<unknown>,
    handlers: Handlers,
    cashScale: number,
    series: readonly string[],
  ) {
    this.name = name;
    this.session = session;
    this.context = context;
    this.handlers = handlers;
    this.view = session.core.view;
    this.state = session.address;
    this.print = new PrintView(this.view);
    this.bar = new BarView(this.view, series);
    this.fill = new FillView(this.view, cashScale);
    this.order = new OrderView(this.view);
  }

  start(): void {
    this.call('onStart');
  }

  stop(): void {
    this.call('onStop');
  }

  restore(state: unknown): void {
    const { handlers } = this;
    this.guarded('restore', () => {
      if (handlers.restore === undefined)
        throw new OutcryError('BAD_STRATEGY', 'usage', 'a strategy without restore takes no state');
      this.done(handlers.restore(state));
    });
  }

  snapshot(): unknown {
    return this.guarded('snapshot', () => {
      const state = this.handlers.snapshot?.();
      if (isThenable(state)) this.done(state);
      // A copy: what is no plain data (functions, handles) is refused here.
      return structuredClone(state);
    });
  }

  pause(): void {
    this.call('onPause');
  }

  resume(): void {
    this.call('onResume');
  }

  private call(handler: 'onStart' | 'onStop' | 'onPause' | 'onResume'): void {
    this.guarded(handler, () => this.done(this.handlers[handler]?.()));
  }

  private guarded<T>(handler: string, work: () => T): T {
    this.handler = handler;
    try {
      return work();
    } catch (error) {
      throw strategyFailure(this.name, handler, this.session, error);
    }
  }

  run(pulse: Pulse): number {
    const { core, cursors, address } = this.session;
    const { exports } = core;
    for (;;) {
      const status = exports.sessionRun(address, cursors.address, cursors.count);
      if (status !== Status.EventReady) return status;
      pulse.beat();
      this.deliver();
    }
  }

  private deliver(): void {
    const { view, state } = this;
    const bits = view.getUint32(state + SessionStateAt.eventBits, true);
    try {
      if ((bits & Timer) !== 0) {
        this.handler = 'onTimer';
        this.done(this.handlers.onTimer?.(view.getUint32(state + SessionStateAt.eventTimer, true)));
        return;
      }
      const id = view.getUint32(state + SessionStateAt.eventInstrument, true);
      const market = this.context.byId[id];
      if (market === undefined) return;
      if ((bits & (Fill | OrderUpdate)) !== 0) this.deliverOrder(bits, market);
      else this.deliverMarket(bits, market);
    } catch (error) {
      throw strategyFailure(this.name, this.handler, this.session, error);
    }
  }

  private deliverMarket(bits: number, market: MarketHandle): void {
    const { handlers, view, state } = this;
    if ((bits & Bar) !== 0) this.deliverBars(market);
    const record = view.getUint32(state + SessionStateAt.eventRecord, true);
    if ((bits & Trade) !== 0) {
      this.handler = 'onTrade';
      this.done(handlers.onTrade?.(this.print.move(record, market)));
    }
    if ((bits & Book) !== 0) {
      this.handler = 'onBook';
      this.done(handlers.onBook?.(market));
    }
    if ((bits & TopOfBook) !== 0) {
      this.handler = 'onTopOfBook';
      this.done(handlers.onTopOfBook?.(market));
    }
    if ((bits & MarketStatus) === 0) return;
    this.handler = 'onMarketStatus';
    const status = view.getUint8(record + MarketEventAt.status);
    this.done(handlers.onMarketStatus?.(market, MARKET_STATUS_NAMES[status] ?? 'closed'));
  }

  private deliverBars(market: MarketHandle): void {
    const { handlers, view, state } = this;
    const end = view.getUint32(state + SessionStateAt.barsEnd, true);
    let at = view.getUint32(state + SessionStateAt.barsAt, true);
    for (; at < end; at += BarRecordView.size) {
      this.handler = 'onBar';
      this.done(handlers.onBar?.(this.bar.move(at, market)));
    }
  }

  private deliverOrder(bits: number, market: MarketHandle): void {
    const { handlers, view, state } = this;
    const record = view.getUint32(state + SessionStateAt.eventRecord, true);
    if ((bits & Fill) !== 0) {
      this.handler = 'onFill';
      this.done(handlers.onFill?.(this.fill.move(record, market)));
    }
    if (handlers.onOrder === undefined) return;
    this.handler = 'onOrder';
    const { core, command } = this.session;
    writeI64(view, command, readI64(view, record + OrderUpdateAt.orderId));
    const at = core.exports.sessionOrder(this.session.address) >>> 0;
    if (at !== 0) this.done(handlers.onOrder(this.order.move(at, market)));
  }

  /** A handler that answers with a promise would go on while the market moves. */
  private done(answer: unknown): void {
    if (answer === undefined || !isThenable(answer)) return;
    if (answer instanceof Promise) answer.catch(() => undefined);
    throw new OutcryError('BAD_STRATEGY', 'usage', 'a handler cannot wait: it returned a promise');
  }
}

/** Whether someone could wait for `value`: a promise, also of another realm or library. */
export function isThenable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return 'then' in value && typeof value.then === 'function';
}
