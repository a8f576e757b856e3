// Strategies that misbehave as their parameters say: what they do, and in which handler. For tests
// of the host.
import type { Context } from '../../strategy/contract.ts';
import { defineStrategy } from '../../strategy/define.ts';
import { choice, int } from '../../strategy/params.ts';

const WHERE = [
  'onTopOfBook',
  'onTrade',
  'onBar',
  'onTimer',
  'onOrder',
  'onFill',
  'onStart',
  'onStop',
  'onPause',
  'onResume',
  'create',
] as const;

const params = {
  what: choice(['throw', 'throw-text', 'loop', 'promise', 'thenable', 'allocate']),
  where: choice(WHERE),
  /** How often the handler is well before. */
  after: int(3, { min: 0, max: 1_000_000 }),
};
type Where = (typeof WHERE)[number];

function misbehave(what: string): unknown {
  if (what === 'throw') throw new RangeError('as it was told');
  if (what === 'throw-text') throw 'words only';
  if (what === 'promise') return Promise.reject(new Error('later'));
  // oxlint-disable-next-line unicorn/no-thenable -- what the host must notice
  if (what === 'thenable') return { then: () => undefined };
  const kept: unknown[] = [];
  for (;;) if (what === 'allocate') kept.push(Array.from({ length: 1000 }, (_, i) => `${i} kept`));
}

/** Trades a little, so that all handlers are called. */
export const hostile = defineStrategy({
  name: 'hostile',
  params,
  markets: { main: { topOfBook: true, trades: true, bars: ['tick:10'] } },
  create(context) {
    const { params } = context;
    const { main } = context.markets;
    let calls = 0;
    const at = (where: Where): undefined => {
      if (params.where !== where || calls++ < params.after) return undefined;
      return misbehave(params.what) as undefined;
    };
    let turns = 0;
    if (params.where === 'create') misbehave(params.what);
    return {
      onStart() {
        context.setInterval(1, 100_000_000);
        if (params.where === 'onStart') return misbehave(params.what) as undefined;
      },
      onTopOfBook: () => at('onTopOfBook'),
      onTrade: () => at('onTrade'),
      onBar: () => at('onBar'),
      onTimer() {
        if (main.isLive)
          context.submit({ market: main, side: side(turns++), qtyQuanta: lot(main) });
        return at('onTimer');
      },
      onOrder: () => at('onOrder'),
      onFill: () => at('onFill'),
      onPause: () => at('onPause'),
      onResume: () => at('onResume'),
      onStop() {
        if (params.where === 'onStop') return misbehave(params.what) as undefined;
      },
    };
  },
});

const side = (turn: number) => (turn % 2 === 0 ? ('buy' as const) : ('sell' as const));
const lot = (market: Context<unknown>['markets'][string]): number => market.lotQuanta;

const ORDERS = [
  'nan',
  'zero',
  'negative',
  'fraction',
  'infinite',
  'nan-price',
  'off-tick',
  'off-lot',
  'oversize',
  'side',
  'kind',
  'other-market',
  'unknown-id',
  'bad-id',
  'flood',
  'timers',
] as const;

/** Sends one kind of bad order at the third top of the book, and counts what comes of it. */
export const badOrders = defineStrategy({
  name: 'bad-orders',
  params: { what: choice(ORDERS) },
  markets: { main: { topOfBook: true } },
  create(context) {
    const { main } = context.markets;
    const { what } = context.params;
    let turns = 0;
    const submit = (change: object) => {
      const order = { market: main, side: 'buy' as const, qtyQuanta: main.lotQuanta };
      context.log(`sent ${context.submit({ ...order, ...change })}`);
    };
    const act: Record<(typeof ORDERS)[number], () => void> = {
      nan: () => submit({ qtyQuanta: Number.NaN }),
      zero: () => submit({ qtyQuanta: 0 }),
      negative: () => submit({ qtyQuanta: -5 }),
      fraction: () => submit({ qtyQuanta: 0.5 }),
      infinite: () => submit({ qtyQuanta: Number.POSITIVE_INFINITY }),
      'nan-price': () => submit({ priceQuanta: Number.NaN }),
      'off-tick': () => submit({ priceQuanta: main.bidQuanta - main.tickQuanta / 2 }),
      'off-lot': () => submit({ qtyQuanta: main.lotQuanta / 2 }),
      oversize: () => submit({ qtyQuanta: main.lotQuanta * 1e9 }),
      side: () => submit({ side: 'long' }),
      kind: () => submit({ kind: 'magic' }),
      'other-market': () => submit({ market: { ...main, id: 7 } }),
      'unknown-id': () => {
        for (const id of [0, 99, -1, Number.MAX_SAFE_INTEGER]) {
          const replaced = context.replace(id, { qtyQuanta: 1 });
          context.log(`${id}: ${context.cancel(id)} ${replaced} ${context.order(id)?.status}`);
        }
      },
      'bad-id': () => void context.cancel(Number.NaN),
      flood: () => {
        for (;;) submit({ priceQuanta: main.tickQuanta });
      },
      timers: () => {
        for (let i = 0; ; i++) context.setTimer(i, 1e15);
      },
    };
    return {
      onTopOfBook() {
        if (main.isLive && ++turns === 3) act[what]();
      },
      onOrder({ status, reason }) {
        context.log(`${status} ${reason}`);
      },
    };
  },
});

/** Does nothing wrong. */
export const quiet = defineStrategy({
  name: 'quiet',
  markets: { main: { topOfBook: true } },
  create(context) {
    const { main } = context.markets;
    let turns = 0;
    return {
      onTopOfBook() {
        if (++turns % 100 === 0)
          context.submit({ market: main, side: side(turns / 100), qtyQuanta: lot(main) });
      },
    };
  },
});
