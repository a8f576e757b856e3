// The module in AssemblyScript that misbehaves as its parameters say.
import { defineStrategy } from '../../strategy/define.ts';
import { choice } from '../../strategy/params.ts';

export const hostileWasm = defineStrategy({
  name: 'hostile-wasm',
  params: { what: choice(['allocate', 'trap', 'loop', 'zero-order', 'throw', 'pause', 'resume']) },
  markets: { main: { topOfBook: true } },
  assembly: new URL('./hostile-wasm.as.ts', import.meta.url),
});
