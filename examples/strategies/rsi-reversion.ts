// Mean reversion by the relative strength index: bought when oversold, sold when overbought, closed
// in the middle. Orders at the end of a bar, at market.
import { create } from 'outcry/indicators';
import { bool, decimal, defineStrategy, int, number, text } from 'outcry/strategy';

const params = {
  bars: text('auto', { doc: 'which bars: auto, 1m, 1h, tick:100, ...' }),
  period: int(14, { min: 2, max: 1000, doc: 'bars of the index (Wilder)' }),
  low: number(30, { min: 0, max: 50, doc: 'below it: oversold, a long position is opened' }),
  high: number(70, { min: 50, max: 100, doc: 'above it: overbought, a short position is opened' }),
  exit: number(50, { min: 0, max: 100, doc: 'positions are closed when the index reaches it' }),
  shorts: bool(true, { doc: 'whether short positions are opened' }),
  qty: decimal('0.01', { doc: 'quantity of an order' }),
};

export const rsiReversion = defineStrategy({
  name: 'rsi-reversion',
  description:
    'Buys what the RSI calls oversold, sells what it calls overbought, until it is back.',
  params,
  markets: ({ bars }) => ({ main: { bars: [bars] } }),
  // The index has its first value with the bar after `period` changes.
  warmup: ({ period }) => ({ bars: period + 1 }),
  create(context) {
    const { params } = context;
    const { main } = context.markets;
    const rsi = create('rsi', { period: params.period });
    return {
      onBar(bar) {
        const value = rsi.update(bar.close);
        // What is on its way counts before the next decision.
        if (Number.isNaN(value) || context.openOrderCount > 0) return;
        const position = main.positionQuanta;
        if (position > 0 && value >= params.exit) main.close();
        else if (position < 0 && value <= params.exit) main.close();
        else if (position === 0 && value < params.low) main.buy(params.qty);
        else if (position === 0 && value > params.high && params.shorts) main.sell(params.qty);
      },
    };
  },
});
