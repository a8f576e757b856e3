// Computes every function of outcry/math at many arguments and sends an order whose tag is a digest
// of all bits: in both languages, so that equal decisions mean equal bits.
import * as math from '../../math.ts';
import { defineStrategy } from '../../strategy/define.ts';

export const COUNT = 5000;
const markets = { main: { topOfBook: true } };

export const mathProbe = defineStrategy({
  name: 'math-probe',
  markets,
  create(context) {
    const { main } = context.markets;
    const value = new Float64Array(1);
    const words = new Uint32Array(value.buffer);
    let digest = 0;
    let seed = 1;
    const mix = (x: number) => {
      value[0] = Number.isNaN(x) ? 0 : x;
      for (const word of words) digest = (Math.imul(digest, 31) + word) | 0;
    };
    const next = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
      return (seed >>> 0) / 4294967296;
    };
    let isDone = false;
    return {
      onTopOfBook() {
        if (isDone || !main.isLive) return;
        isDone = true;
        for (let i = 0; i < COUNT; i++) {
          const x = (next() - 0.5) * (i % 2 === 0 ? 2 : 2000);
          const y = (next() - 0.5) * 20;
          for (const f of [math.exp, math.expm1, math.log, math.log2, math.log10]) mix(f(x));
          for (const f of [math.cbrt, math.sqrt, math.sin, math.cos, math.tan]) mix(f(x));
          for (const f of [math.asin, math.acos, math.atan]) mix(f(x));
          for (const f of [math.sinh, math.cosh, math.tanh]) mix(f(x));
          mix(math.pow(x, y));
          mix(math.atan2(x, y));
        }
        context.submit({ market: main, side: 'buy', qtyQuanta: main.lotQuanta, tag: digest });
        context.log(`digest ${digest}`);
      },
    };
  },
});

export const mathProbeWasm = defineStrategy({
  name: 'math-probe-wasm',
  markets,
  assembly: new URL('./math-probe.as.ts', import.meta.url),
});
