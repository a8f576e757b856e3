// Mean reversion in Bollinger bands: bought below the lower band, sold above the upper one, closed
// at the mean. Orders at the end of a bar, at market.
import { create } from 'outcry/indicators';
import { bool, decimal, defineStrategy, int, number, text } from 'outcry/strategy';

const params = {
  bars: text('auto', { doc: 'which bars: auto, 1m, 1h, tick:100, ...' }),
  period: int(20, { min: 2, max: 5000, doc: 'bars of the mean and of the deviation' }),
  multiplier: number(2, { min: 0.1, max: 10, doc: 'deviations from the mean to a band' }),
  shorts: bool(true, { doc: 'whether short positions are opened' }),
  qty: decimal('0.01', { doc: 'quantity of an order' }),
};

export const bollinger = defineStrategy({
  name: 'bollinger',
  description: 'Buys below the lower Bollinger band, sells above the upper one, until the mean.',
  params,
  markets: ({ bars }) => ({ main: { bars: [bars] } }),
  warmup: ({ period }) => ({ bars: period }),
  create(context) {
    const { params } = context;
    const { main } = context.markets;
    const { period, multiplier } = params;
    const bands = create('bollinger', { period, multiplier });
    return {
      onBar({ close }) {
        const upper = bands.update(close);
        if (Number.isNaN(upper) || context.openOrderCount > 0) return;
        const mean = bands.value(1);
        const lower = bands.value(2);
        const position = main.positionQuanta;
        if (position > 0 && close >= mean) main.close();
        else if (position < 0 && close <= mean) main.close();
        else if (position === 0 && close < lower) main.buy(params.qty);
        else if (position === 0 && close > upper && params.shorts) main.sell(params.qty);
      },
    };
  },
});
