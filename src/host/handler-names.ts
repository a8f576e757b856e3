// A handler with a wrong name would never be called: it is refused.
import type { Handlers, MarketNeeds } from '../strategy/contract.ts';
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

/** Handlers of the market's events, and what a market says to have them called. */
const ASKED_BY = {
  onBook: 'book',
  onTopOfBook: 'topOfBook',
  onTrade: 'trades',
  onBar: 'bars',
  onMarketStatus: 'status',
} as const satisfies Partial<Record<keyof Handlers, keyof MarketNeeds>>;

/** What no market of the strategy asks for although there is a handler, in words. */
export function unheard(
  handlers: Handlers,
  needs: Readonly<Record<string, MarketNeeds>>,
): string[] {
  const asked = Object.values(needs);
  return Object.entries(ASKED_BY).flatMap(([handler, need]) => {
    const isAsked = asked.some((one) => {
      const wish = one[need];
      return typeof wish === 'object' ? wish.length > 0 : wish === true;
    });
    const isThere = handlers[handler as keyof typeof ASKED_BY] !== undefined;
    return isThere && !isAsked ? [`${handler} is never called: no market asks for ${need}`] : [];
  });
}
