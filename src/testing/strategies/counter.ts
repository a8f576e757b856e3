// Strategies that remember: how often the top of the book changed, from run to run.
import { defineStrategy } from '../../strategy/define.ts';
import { choice } from '../../strategy/params.ts';

export const counter = defineStrategy({
  name: 'counter',
  params: { what: choice(['count', 'function', 'promise', 'none']) },
  markets: { main: { topOfBook: true } },
  create({ params }) {
    let count = 0;
    const { what } = params;
    const state = {
      count: () => ({ count }),
      function: () => () => count,
      promise: async () => count,
    };
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
            },
          }),
    };
  },
});
