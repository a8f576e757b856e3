// Long while the fast average is above the slow one, flat otherwise. Orders at a cross only.
import { create } from 'outcry/indicators';
import { decimal, defineStrategy, int, text } from 'outcry/strategy';

const params = {
  bars: text('auto', { doc: 'which bars: auto, 1m, 1h, tick:100, ...' }),
  fast: int(10, { min: 1, max: 1000, doc: 'bars of the fast average' }),
  slow: int(30, { min: 2, max: 5000, doc: 'bars of the slow average' }),
  qty: decimal('1', { doc: 'quantity of an order' }),
};
const markets = ({ bars }: { readonly bars: string }) => ({ main: { bars: [bars] } });

/** The same in AssemblyScript. */
export const smaCrossWasm = defineStrategy({
  name: 'sma-cross-wasm',
  params,
  markets,
  assembly: new URL('./sma-cross.as.ts', import.meta.url),
});

export const smaCross = defineStrategy({
  name: 'sma-cross',
  description: 'Buys when the fast average crosses above the slow one, closes when it falls below.',
  params,
  markets,
  create({ markets: { main }, params }) {
    const fast = create('sma', { period: params.fast });
    const slow = create('sma', { period: params.slow });
    /** Whether the fast average was above; undefined before both have a value. */
    let wasAbove: boolean | undefined;
    return {
      onBar(bar) {
        const difference = fast.update(bar.close) - slow.update(bar.close);
        if (Number.isNaN(difference)) return;
        const isAbove = difference > 0;
        if (wasAbove === false && isAbove) main.buy(params.qty);
        if (wasAbove === true && !isAbove) main.close();
        wasAbove = isAbove;
      },
    };
  },
});
