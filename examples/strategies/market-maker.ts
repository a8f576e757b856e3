// Quotes both sides around the fair price and moves them as the position grows, so that the side
// that brings it back is nearer. Quotes follow by replacement; one that would take is refused by
// the venue and sent anew.

import type { Context, OrderEvent, OrderSide, ParamsOf } from 'outcry/strategy';
import { bool, choice, decimal, defineStrategy, int, number } from 'outcry/strategy';

const params = {
  anchor: choice(['microprice', 'mid'], { doc: 'the fair price' }),
  unit: choice(['ticks', 'bps'], { doc: 'unit of halfSpread and skew' }),
  halfSpread: number(2, { min: 0, max: 10_000, doc: 'from the fair price to a quote' }),
  skew: number(1, {
    min: 0,
    max: 10_000,
    doc: 'how far both quotes move against a position of maxInventory',
  }),
  qty: decimal('0.01', { doc: 'quantity of a quote' }),
  maxInventory: number(0.05, {
    min: 0,
    max: 1e12,
    doc: 'a quote beyond this position is withdrawn',
  }),
  requoteTicks: int(1, { min: 1, max: 10_000, doc: 'a quote moves when it is off by as much' }),
  shorts: bool(true, { doc: 'whether the position may be short' }),
};
const markets = { main: { topOfBook: true } };

/** The same in AssemblyScript. */
export const marketMakerWasm = defineStrategy({
  name: 'market-maker-wasm',
  params,
  markets,
  assembly: new URL('./market-maker.as.ts', import.meta.url),
});

/** The order of one side. */
class Quote {
  private readonly context: Context<ParamsOf<typeof params>, 'main'>;
  private readonly side: OrderSide;
  private readonly qty: number;
  /** 0: there is none. */
  private orderId = 0;
  private price = 0;
  /** Whether the venue has not yet answered what was sent last. */
  private isBusy = false;

  constructor(context: Context<ParamsOf<typeof params>, 'main'>, side: OrderSide, qty: number) {
    this.context = context;
    this.side = side;
    this.qty = qty;
  }

  /** @param price 0: no quote */
  follow(price: number, step: number): void {
    const { context, orderId, side, qty } = this;
    if (this.isBusy) return;
    if (orderId === 0) {
      if (price === 0) return;
      const market = context.markets.main;
      const priceQuanta = price;
      this.orderId = context.submit({ market, side, qtyQuanta: qty, priceQuanta, postOnly: true });
      this.price = price;
      this.isBusy = this.orderId !== 0;
    } else if (price === 0) {
      this.isBusy = context.cancel(orderId);
    } else if (Math.abs(price - this.price) >= step) {
      this.isBusy = context.replace(orderId, { priceQuanta: price, qtyQuanta: qty });
      this.price = price;
    }
  }

  update(order: OrderEvent): void {
    if (order.orderId !== this.orderId) return;
    if (!order.isOpen) this.orderId = 0;
    const { status } = order;
    this.isBusy = order.isOpen && status !== 'working' && status !== 'partiallyFilled';
    // What the venue says stands: a replacement that it refused left the old price.
    this.price = order.priceQuanta;
  }
}

export const marketMaker = defineStrategy({
  name: 'market-maker',
  description: 'Quotes both sides around the fair price, leaning against its position.',
  params,
  markets,
  create(context) {
    const { params } = context;
    const { main } = context.markets;
    const qty = main.qtyToQuanta(params.qty);
    const most = main.lotsWithin(params.maxInventory);
    const tick = main.tickQuanta;
    const bid = new Quote(context, 'buy', qty);
    const ask = new Quote(context, 'sell', qty);

    return {
      onTopOfBook() {
        if (!(main.mid > 0)) {
          bid.follow(0, 1);
          ask.follow(0, 1);
          return;
        }
        const fair = params.anchor === 'mid' ? main.mid : main.microprice();
        const unit = params.unit === 'ticks' ? main.priceOf(tick) : main.mid / 10_000;
        const position = main.positionQuanta;
        const lean = most > 0 ? (position / most) * params.skew * unit : 0;
        const centre = fair - lean;
        const half = params.halfSpread * unit;
        // One tick from the other side at least: a quote makes, it does not take.
        const buy = Math.min(main.tickBeside(centre - half, 'buy'), main.askQuanta - tick);
        const sell = Math.max(main.tickBeside(centre + half, 'sell'), main.bidQuanta + tick);
        const least = params.shorts ? -most : 0;
        bid.follow(position + qty <= most && buy > 0 ? buy : 0, params.requoteTicks * tick);
        ask.follow(position - qty >= least ? sell : 0, params.requoteTicks * tick);
      },
      onOrder(order) {
        bid.update(order);
        ask.update(order);
      },
    };
  },
});
