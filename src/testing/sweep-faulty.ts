// Strategies that fail or hang with some of their parameters.
import { defineStrategy } from '../strategy/define.ts';
import { int } from '../strategy/params.ts';

export const fragile = defineStrategy({
  name: 'fragile',
  params: { every: int(3, { min: 1, max: 100 }) },
  markets: { main: { bars: ['auto'] } },
  create({ markets: { main }, params }) {
    let bars = 0;
    return {
      onBar() {
        bars++;
        if (params.every === 7 && bars > 5) throw new RangeError('seven is too many');
        while (params.every === 9);
        if (bars % (2 * params.every) === params.every) main.buy('1');
        else if (bars % (2 * params.every) === 0) main.close();
      },
    };
  },
});
