// The module in AssemblyScript that aborts in the handler that its parameter names.
import { defineStrategy } from '../../strategy/define.ts';
import { choice } from '../../strategy/params.ts';

/** In the order of their numbers in the module. */
export const PLACES = [
  'create',
  'onStart',
  'onBook',
  'onTopOfBook',
  'onTrade',
  'onBar',
  'onTimer',
  'onOrder',
  'onFill',
  'onStop',
  'nowhere',
] as const;

export const everywhereWasm = defineStrategy({
  name: 'everywhere-wasm',
  params: { where: choice(PLACES) },
  markets: { main: { book: true, topOfBook: true, trades: true, bars: ['tick:10'] } },
  assembly: new URL('./hostile-everywhere-wasm.as.ts', import.meta.url),
});
