// Says all that a strategy can see and do: in TypeScript, and as a twin in AssemblyScript.
import { OrderReason } from '../../abi/orders.ts';
import { KIND_NAMES, reasonName, STATUS_NAMES } from '../../host/names.ts';
import type { Context, Handlers } from '../../strategy/contract.ts';
import { defineStrategy } from '../../strategy/define.ts';
import type { Market } from '../../strategy/market.ts';
import { choice } from '../../strategy/params.ts';

const shape = {
  // In AssemblyScript alone: floods the log, or throws.
  params: { what: choice(['all', 'flood', 'throw']) },
  markets: {
    main: { book: true, trades: true, bars: ['2s'] },
    other: { book: true, trades: true, status: true },
  },
} as const;
const NOTHING = 0x7ff0_0000_0000_0001n;
const STATUSES = ['trading', 'halted', 'quoteOnly', 'closed'];
const REASONS = Object.values(OrderReason).map(reasonName);

type Say = (text: string, ...numbers: (number | boolean | bigint)[]) => void;
type Own = Context<object, 'main' | 'other'>;

/** What it remembers. */
interface Memory {
  prints: number;
  mean: number;
  big: bigint;
}

function readBook(where: Market, main: Market, say: Say): void {
  say('book', where === main, where.isLive, where.unrealizedPnl);
  say('touch', where.bid, where.ask, where.last);
  say('read', where.imbalance(2, 0.9), where.microprice(), where.spreadBps);
  for (const side of ['bid', 'ask'] as const) {
    const levels = where.depth(side, 3);
    say(`${side}s`, levels.length, levels.length);
    for (const { price, qty } of levels) {
      say('level', price, qty);
      say('quanta', where.priceToQuanta(price), where.qtyToQuanta(qty));
    }
  }
}

function trader(c: Own, memory: Memory, say: Say): Pick<Handlers, 'onTrade'> {
  return {
    onTrade(print) {
      const n = ++memory.prints;
      const { market, price } = print;
      memory.mean = Number.isNaN(memory.mean) ? price : 0.9 * memory.mean + 0.1 * price;
      memory.big += print.tradeId;
      const aggressor = { buy: 1, sell: -1, none: 0 }[print.aggressorSide ?? 'none'];
      say('print', print.tradeId, aggressor, print.qtyQuanta);
      say('mean', memory.mean, n);
      if (n % 7 === 0) say('sent', market.buy('0.02'));
      else if (n % 3 === 0)
        say('sent', market.sell('0.01', { price: (price + 0.05).toFixed(market.priceScale) }));
      else say('sent', market.buy('0.03', { price: (price - 0.04).toFixed(market.priceScale) }));
      const priceQuanta = print.priceQuanta + 40;
      const order = { market, side: 'sell', qtyQuanta: 2000, priceQuanta, postOnly: true } as const;
      if (n % 5 === 0) c.submit({ ...order, tag: n });
    },
  };
}

function teller(c: Own, memory: Memory, say: Say): Handlers {
  const { main, other } = c.markets;
  return {
    onBar(bar) {
      say('bar', bar.open, bar.close, bar.isEmpty);
      say('volume', bar.volume, bar.buyVolume, bar.trades);
    },
    onOrder(order) {
      say('before', c.order(order.orderId - 1)?.orderId ?? 0, order.orderId);
      const status = STATUS_NAMES.indexOf(order.status);
      say('order', KIND_NAMES.indexOf(order.kind), status, REASONS.indexOf(order.reason));
      say('numbers', order.price, order.qty, order.avgPrice);
      say('left', order.leavesQuanta, order.cumQuanta, order.tag);
      say('state', order.isOpen, order.side === 'buy');
    },
    onFill(fill) {
      say('fill', fill.price, fill.qty, fill.fee);
      say('won', fill.realizedPnl, fill.exchangeTsNs / 1000n, fill.role === 'maker');
      say('account', c.account.cash, c.account.equity, c.account.fees);
      say('results', c.account.realizedPnl, c.account.unrealizedPnl);
    },
    onMarketStatus: (where, status) => say('status', where === other, STATUSES.indexOf(status)),
    onPause: () => say('pause'),
    onResume: () => say('resume', main.position, main.entryPrice),
    onStop: () => say('stop', memory.prints, Number.NaN, memory.mean),
  };
}

/** What the timers do with the orders that are open. */
function orders(c: Own, say: Say): Pick<Handlers, 'onTimer'> {
  const { main, other } = c.markets;
  let ticks = 0;
  return {
    onTimer(id) {
      say('timer', id, c.openOrderCount);
      const [first = 0] = c.openOrders();
      for (const one of c.openOrders()) say('open', one, c.order(one)?.price ?? 0, first);
      for (const one of c.openOrders(other)) say('there', one, c.order(one)?.qty ?? 0, true);
      if (id === 1) return;
      ticks++;
      if (ticks === 1) say('modified', c.modify(first, { price: (main.bid - 0.07).toFixed(2) }));
      if (ticks === 2) say('replaced', c.replace(first, { qtyQuanta: 4000 }), c.replace(9999, {}));
      if (ticks === 3) say('cancelled', c.cancel(first), c.cancelAll(other));
      if (ticks === 4) say('cancelled', c.cancelAll());
      if (ticks === 5) say('closed', main.close());
    },
  };
}

export const parityWasm = defineStrategy({
  ...shape,
  name: 'parity-wasm',
  assembly: new URL('./parity.as.ts', import.meta.url),
});

export const parity = defineStrategy({
  ...shape,
  name: 'parity',
  create(c): Handlers {
    const memory: Memory = { prints: 0, mean: Number.NaN, big: NOTHING };
    const { main } = c.markets;
    const say: Say = (text, ...numbers) => c.log([text, ...numbers.map(Number)].join(' '));
    say('create');
    return {
      ...teller(c, memory, say),
      ...trader(c, memory, say),
      ...orders(c, say),
      onStart() {
        c.setTimer(1, 2.5e9);
        c.setInterval(2, 4e9);
        c.setTimer(3, 1);
        c.clearTimer(3);
        say('start', main.priceScale, main.qtyScale, c.isWarmingUp);
      },
      onBook: (where) => readBook(where, main, say),
      snapshot: () => ({ ...memory }),
      restore(state) {
        Object.assign(memory, state);
        say('restored', 3, memory.big - NOTHING);
      },
    };
  },
});
