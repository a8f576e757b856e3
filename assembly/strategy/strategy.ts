import { Bar, Fill, Order, Trade } from './events';
import { Market } from './market';
import { refuseState } from './state';

/** What a strategy may handle: the handlers of the TypeScript contract. */
export abstract class Strategy {
  /** Before the first event. */
  onStart(): void {}
  /** At every change of depth. */
  onBook(market: Market): void {}
  /** When the best prices or the quantities there changed. */
  onTopOfBook(market: Market): void {}
  onTrade(trade: Trade): void {}
  onBar(bar: Bar): void {}
  onTimer(id: u32): void {}
  /** An own order's state changed. */
  onOrder(order: Order): void {}
  onFill(fill: Fill): void {}
  /** 0 trading, 1 halted, 2 quote only, 3 closed. */
  onMarketStatus(market: Market, status: u8): void {}
  /** Before a pause, in which only own orders are heard of and none is sent. */
  onPause(): void {}
  onResume(): void {}
  /** After the last event. */
  onStop(): void {}
  /** What the strategy must remember, as numbers, after `onStop`; null: nothing. */
  snapshot(): StaticArray<f64> | null {
    return null;
  }
  /** Gets back what `snapshot` returned in another run, before `onStart`. */
  restore(state: StaticArray<f64>): void {
    refuseState();
  }
}
