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
/** Events that are not of the market's flow. */
const UNUSUAL = Timer | Fill | OrderUpdate | MarketStatus;

export class Dispatcher implements Driver {
  private readonly name: string;
  private readonly session: Session;
  private readonly context: StrategyContext<unknown>;
  readonly handlers: Handlers;
  private readonly view: DataView;
  private readonly state: number;
  private readonly print: PrintView;
  private readonly bar: BarView;
  private readonly fill: FillView;
  private readonly order: OrderView;
  /** What is running, for the error; empty between handlers. */
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
      refuseWait(handlers.restore(state));
    });
  }

  snapshot(): unknown {
    return this.guarded('snapshot', () => {
      const state = this.handlers.snapshot?.();
      if (isThenable(state)) refuseWait(state);
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
    this.guarded(handler, () => refuseWait(this.handlers[handler]?.()));
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
    try {
      return this.events(pulse);
    } catch (error) {
      // What fails between the calls of handlers is not the strategy's.
      if (this.handler === '') throw error;
      throw strategyFailure(this.name, this.handler, this.session, error);
    }
  }

  /**
   * Calls handlers until the host is needed: entered once a stretch, with a turn for each event.
   * Names of modules and functions of an object are read and checked again after each call: what
   * the turns need stands in locals. Nothing is caught in them, which keeps the way in short.
   */
  private events(pulse: Pulse): number {
    const { view, handlers, session, state } = this;
    const { byId } = this.context;
    const { sessionRun } = session.core.exports;
    const { address: inputs, count } = session.cursors;
    const [ready, unusual, bar, trade, book, top] = [
      Status.EventReady,
      UNUSUAL,
      Bar,
      Trade,
      Book,
      TopOfBook,
    ];
    const bitsAt = state + SessionStateAt.eventBits;
    const instrumentAt = state + SessionStateAt.eventInstrument;
    for (;;) {
      this.handler = '';
      const status = sessionRun(state, inputs, count);
      if (status !== ready) return status;
      pulse.beat();
      const bits = view.getUint32(bitsAt, true);
      const market = byId[view.getUint32(instrumentAt, true)];
      if ((bits & unusual) !== 0) this.deliverUnusual(bits, market);
      else if (market !== undefined) {
        if ((bits & bar) !== 0) this.deliverBars(market);
        if ((bits & trade) !== 0) this.deliverTrade(market);
        if ((bits & book) !== 0) {
          this.handler = 'onBook';
          const answer = handlers.onBook?.(market);
          if (answer !== undefined) refuseWait(answer);
        }
        if ((bits & top) !== 0) {
          this.handler = 'onTopOfBook';
          const answer = handlers.onTopOfBook?.(market);
          if (answer !== undefined) refuseWait(answer);
        }
      }
    }
  }

  private deliverUnusual(bits: number, market: MarketHandle | undefined): void {
    const { handlers, view, state } = this;
    if ((bits & Timer) !== 0) {
      this.handler = 'onTimer';
      refuseWait(handlers.onTimer?.(view.getUint32(state + SessionStateAt.eventTimer, true)));
    } else if (market === undefined) return;
    else if ((bits & MarketStatus) !== 0) {
      this.handler = 'onMarketStatus';
      const record = view.getUint32(state + SessionStateAt.eventRecord, true);
      const status = view.getUint8(record + MarketEventAt.status);
      const name = MARKET_STATUS_NAMES[status] ?? 'closed';
      refuseWait(handlers.onMarketStatus?.(market, name));
    } else this.deliverOrder(bits, market);
  }

  private deliverTrade(market: MarketHandle): void {
    const record = this.view.getUint32(this.state + SessionStateAt.eventRecord, true);
    this.handler = 'onTrade';
    refuseWait(this.handlers.onTrade?.(this.print.move(record, market)));
  }

  private deliverBars(market: MarketHandle): void {
    const { handlers, view, state } = this;
    const end = view.getUint32(state + SessionStateAt.barsEnd, true);
    let at = view.getUint32(state + SessionStateAt.barsAt, true);
    for (; at < end; at += BarRecordView.size) {
      this.handler = 'onBar';
      refuseWait(handlers.onBar?.(this.bar.move(at, market)));
    }
  }

  private deliverOrder(bits: number, market: MarketHandle): void {
    const { handlers, view, state } = this;
    const record = view.getUint32(state + SessionStateAt.eventRecord, true);
    if ((bits & Fill) !== 0) {
      this.handler = 'onFill';
      refuseWait(handlers.onFill?.(this.fill.move(record, market)));
    }
    if (handlers.onOrder === undefined) return;
    this.handler = 'onOrder';
    const { core, command } = this.session;
    writeI64(view, command, readI64(view, record + OrderUpdateAt.orderId));
    const at = core.exports.sessionOrder(this.session.address) >>> 0;
    if (at !== 0) refuseWait(handlers.onOrder(this.order.move(at, market)));
  }
}

/** A handler that answers with a promise would go on while the market moves. */
function refuseWait(answer: unknown): void {
  if (answer === undefined || !isThenable(answer)) return;
  if (answer instanceof Promise) answer.catch(() => undefined);
  throw new OutcryError('BAD_STRATEGY', 'usage', 'a handler cannot wait: it returned a promise');
}

/** Whether someone could wait for `value`: a promise, also of another realm or library. */
export function isThenable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return 'then' in value && typeof value.then === 'function';
}
