// Two markets of one thing: sells where it is dear, buys where it is cheap, once the gap pays for
// the fees of all four executions and something beyond; both legs are closed when the gap is gone.
// For markets whose quantities are of the same base: spot and linear ones.

import type { Market } from 'outcry/strategy';
import { bool, decimal, defineStrategy, int, number } from 'outcry/strategy';

export const twoVenueSpread = defineStrategy({
  name: 'two-venue-spread',
  description: 'Sells the dear market and buys the cheap one of two, until they agree again.',
  params: {
    edgeBps: number(2, { min: 0, max: 10_000, doc: 'what the gap must bring beyond the fees' }),
    feeBps: number(10, { min: 0, max: 1000, doc: 'fee of one execution; there are four' }),
    exitBps: number(0, { min: -1000, max: 1000, doc: 'closed when the gap is at most this' }),
    basisTicks: int(1000, {
      min: 0,
      max: 1e9,
      doc: 'ticks over which the usual gap is learnt (its moving mean); 0: the markets agree',
    }),
    qty: decimal('0.01', { doc: 'quantity of each leg' }),
    shortA: bool(true, { doc: 'whether a may be sold first' }),
    shortB: bool(true, { doc: 'whether b may be sold first' }),
  },
  markets: { a: { topOfBook: true }, b: { topOfBook: true } },
  create(context) {
    const { params } = context;
    const { a, b } = context.markets;
    const size = Number(params.qty);
    const qtyA = a.lotsWithin(size);
    const qtyB = b.lotsWithin(size);
    const enterBps = params.edgeBps + 4 * params.feeBps;
    const weight = params.basisTicks === 0 ? 0 : 2 / (params.basisTicks + 1);
    /** What a usually costs above b, bps, and the ticks that it was learnt from. */
    let basis = 0;
    let ticks = 0;

    /** What selling `dear` and buying `cheap` at the touch brings, bps of the mean price. */
    function gapBps(dear: Market, cheap: Market): number {
      return ((dear.bid - cheap.ask) / ((a.mid + b.mid) / 2)) * 10_000;
    }

    function learn(): void {
      if (weight === 0) return;
      const gap = ((a.mid - b.mid) / ((a.mid + b.mid) / 2)) * 10_000;
      basis = ticks === 0 ? gap : basis + weight * (gap - basis);
      ticks++;
    }

    /** Both legs in one event. */
    function trade(dear: Market, cheap: Market): void {
      const [sell, buy] = dear === a ? [qtyA, qtyB] : [qtyB, qtyA];
      context.submit({ market: dear, side: 'sell', qtyQuanta: sell });
      context.submit({ market: cheap, side: 'buy', qtyQuanta: buy });
    }

    function flatten(): void {
      a.close();
      b.close();
    }

    return {
      onTopOfBook() {
        // NaN where a book is not live or has an empty side.
        if (!(a.mid > 0 && b.mid > 0)) return;
        learn();
        if (context.openOrderCount > 0 || qtyA < 1 || qtyB < 1) return;
        const heldA = a.positionQuanta;
        const heldB = b.positionQuanta;
        if (heldA === 0 && heldB === 0) {
          if (ticks < params.basisTicks) return;
          if (params.shortA && gapBps(a, b) - basis >= enterBps) trade(a, b);
          else if (params.shortB && gapBps(b, a) + basis >= enterBps) trade(b, a);
          return;
        }
        // One leg alone (the other was refused or is not whole) is no spread: out of it.
        if (Math.sign(heldA) !== -Math.sign(heldB)) flatten();
        // Closing sells at the bid and buys at the ask: the gap is gone when that costs nothing.
        else if (
          heldA < 0
            ? -gapBps(b, a) - basis <= params.exitBps
            : -gapBps(a, b) + basis <= params.exitBps
        )
          flatten();
      },
    };
  },
});
