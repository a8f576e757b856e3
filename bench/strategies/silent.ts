// Strategies that are called at every change of the best prices and do next to nothing: what a call
// of a handler costs.
import { defineStrategy } from 'outcry/strategy';

const markets = { main: { topOfBook: true } };

/** Counts its calls. */
export const silent = defineStrategy({
  name: 'silent',
  markets,
  create() {
    let sum = 0;
    return {
      onTopOfBook() {
        sum = (sum + 1) | 0;
      },
      snapshot: () => sum,
    };
  },
});

export const silentWasm = defineStrategy({
  name: 'silent-wasm',
  markets,
  assembly: new URL('./silent.as.ts', import.meta.url),
});
