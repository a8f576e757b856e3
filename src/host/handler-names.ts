// A handler with a wrong name would never be called: it is refused.
import type { Handlers } from '../strategy/contract.ts';
import { knownKeys, unknownKey } from '../strategy/known-keys.ts';

const HANDLER_KEYS = knownKeys<keyof Handlers>({
  onStart: true,
  onBook: true,
  onTopOfBook: true,
  onTrade: true,
  onBar: true,
  onTimer: true,
  onOrder: true,
  onFill: true,
  onMarketStatus: true,
  onPause: true,
  onResume: true,
  onStop: true,
  snapshot: true,
  restore: true,
});

/**
 * Other members are the strategy's own; what is called like a handler must be one.
 *
 * @throws OutcryError BAD_STRATEGY
 */
export function checkHandlers(handlers: object, name: string): void {
  for (
    let one = handlers;
    one !== Object.prototype && one !== null;
    one = Object.getPrototypeOf(one)
  )
    for (const key of Object.getOwnPropertyNames(one))
      if (/^on[A-Z]/.test(key) && HANDLER_KEYS[key] !== true)
        throw unknownKey(key, HANDLER_KEYS, 'BAD_STRATEGY', `${name}: the events`);
}
