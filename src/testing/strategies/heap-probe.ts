// Makes objects in many ways, and the same in TypeScript up to where they become too many.
import { defineStrategy } from '../../strategy/define.ts';
import { choice } from '../../strategy/params.ts';

const HOW = [
  'ordinary',
  'objects',
  'texts',
  'array',
  'map',
  'large',
  'huge',
  'grow',
  'bytes',
  'create',
] as const;
export const WAYS: readonly string[] = HOW;

const shape = {
  params: { how: choice([...HOW]) },
  markets: { main: { trades: true } },
} as const;

export const heapProbeWasm = defineStrategy({
  ...shape,
  name: 'heap-probe-wasm',
  assembly: new URL('./heap-probe.as.ts', import.meta.url),
});

export const heapProbe = defineStrategy({
  ...shape,
  name: 'heap-probe',
  create(context) {
    const { main } = context.markets;
    const names = new Map<string, number>();
    const list: number[] = [];
    let text = '';
    let n = 0;
    const worked = (priceQuanta: number): number => {
      text += `${n}/`;
      names.set(text, n);
      for (let i = 0; i < 100; i++) list.push((n * 7919 + i * 104_729) % 1000);
      list.sort((a, b) => a - b);
      let sum = priceQuanta + (names.get(text) ?? 0) + names.size;
      for (const one of list.slice(10, 20)) sum = sum * 3 + one * 2;
      return (sum + text.split('/').length + text.length) % 1_000_000_007;
    };
    return {
      onTrade(print) {
        n++;
        const side = n % 2 === 1 ? 'buy' : 'sell';
        const isOrdinary = context.params.how === 'ordinary';
        const tag = isOrdinary ? worked(print.priceQuanta) : n;
        context.submit({ market: main, side, qtyQuanta: 1000, tag });
        if (n >= 5 && !isOrdinary) throw new RangeError('enough');
      },
    };
  },
});
