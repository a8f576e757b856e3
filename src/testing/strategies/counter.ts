// Strategies that remember: how often the top of the book changed, from run to run.
import { defineStrategy } from '../../strategy/define.ts';
import { choice } from '../../strategy/params.ts';

export const counter = defineStrategy({
  name: 'counter',
  params: { what: choice(['count', 'function', 'promise', 'none']) },
  markets: { main: { topOfBook: true } },
  create({ params, log, ...context }) {
    let count = 0;
    const { what } = params;
    const state = { count: () => ({ count }), function: () => log, promise: async () => count };
    return {
      onTopOfBook() {
        count++;
      },
      ...(what === 'none'
        ? {}
        : {
            snapshot: () => state[what](),
            restore(before: unknown) {
              ({ count } = before as { count: number });
              if (Number(context.timeNs) < 0) throw new RangeError('time before the run');
            },
          }),
    };
  },
});
