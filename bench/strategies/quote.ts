// S1 (levels = 1) and S2 (levels = 10) of docs/simulated-venue.md, as hftbacktest's peer runs them:
// every step post-only quotes from the touch outwards, cancels of what left the band.
import { defineStrategy, int, type Market } from 'outcry/strategy';

const STEP = 1;

const params = {
  levels: int(1, { min: 1, max: 100, doc: 'prices a side' }),
  lots: int(10, { min: 1, max: 1_000_000, doc: 'lots of an order' }),
  stepNs: int(100_000_000, { min: 1, doc: 'ns between two steps' }),
  startMs: int(0, { doc: 'ms since 1970 from which steps count; 0: the first receive time' }),
};

interface Quote {
  readonly id: number;
  readonly isBuy: boolean;
  readonly price: number;
  isWorking: boolean;
  isCancelling: boolean;
}

const markets = { main: {} };

/** The same in AssemblyScript. */
export const quoteWasm = defineStrategy({
  name: 'quote-wasm',
  params,
  markets,
  assembly: new URL('./quote.as.ts', import.meta.url),
});

export const quote = defineStrategy({
  name: 'quote',
  params,
  markets,
  create(context) {
    const { main } = context.markets;
    const { levels, lots, stepNs, startMs } = context.params;
    const quotes: Quote[] = [];
    const ended = new Set<number>();
    const held = (isBuy: boolean, price: number): boolean =>
      quotes.some((one) => one.isBuy === isBuy && one.price === price);
    const forget = (): void => {
      for (let i = quotes.length - 1; i >= 0; i--)
        if (ended.has(quotes[i]?.id ?? 0)) quotes.splice(i, 1);
      ended.clear();
    };
    const isWanted = (one: Quote, bid: number, ask: number, tick: number): boolean =>
      one.isBuy
        ? one.price <= bid && one.price > bid - levels * tick
        : one.price >= ask && one.price < ask + levels * tick;
    const place = (market: Market, isBuy: boolean, price: number): void => {
      const id = context.submit({
        market,
        side: isBuy ? 'buy' : 'sell',
        qtyQuanta: lots * market.lotQuanta,
        priceQuanta: price,
        postOnly: true,
      });
      quotes.push({ id, isBuy, price, isWorking: false, isCancelling: false });
    };
    return {
      onStart() {
        const nowNs = context.epochNs + BigInt(context.timeNs);
        const firstNs = startMs === 0 ? nowNs : BigInt(startMs) * 1_000_000n;
        context.setTimer(STEP, Number(firstNs - nowNs) + stepNs);
      },
      onTimer() {
        context.setTimer(STEP, stepNs);
        forget();
        const { bidQuanta: bid, askQuanta: ask, tickQuanta: tick } = main;
        if (bid === 0 || ask === 0) return;
        for (const one of quotes) {
          if (!one.isWorking || one.isCancelling || isWanted(one, bid, ask, tick)) continue;
          one.isCancelling = true;
          context.cancel(one.id);
        }
        for (let i = 0; i < levels; i++)
          if (!held(true, bid - i * tick)) place(main, true, bid - i * tick);
        for (let i = 0; i < levels; i++)
          if (!held(false, ask + i * tick)) place(main, false, ask + i * tick);
      },
      onOrder(order) {
        const own = quotes.find(({ id }) => id === order.orderId);
        if (own === undefined) return;
        if (!order.isOpen) ended.add(own.id);
        own.isWorking = order.isOpen;
        own.isCancelling = order.status === 'pendingCancel';
      },
    };
  },
});
