// Long while the fast average is above the slow one, declared: a sweep runs many sets of it in one
// pass.
import { decimal, defineSignals, int } from 'outcry/strategy';

export const smaSignals = defineSignals({
  name: 'sma-signals',
  description: 'Buys when the fast average crosses above the slow one, closes when it falls below.',
  params: {
    fast: int(10, { min: 1, max: 1000, doc: 'bars of the fast average' }),
    slow: int(30, { min: 2, max: 5000, doc: 'bars of the slow average' }),
    qty: decimal('1', { doc: 'quantity of a position' }),
  },
  indicators: {
    quick: ['sma', { period: 'fast' }],
    calm: ['sma', { period: 'slow' }],
  },
  enter: ['crossAbove', 'quick', 'calm'],
  exit: ['crossBelow', 'quick', 'calm'],
  qty: 'qty',
});
