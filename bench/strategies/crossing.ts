// One set of the sweep job's crossing averages, in AssemblyScript.
import { defineStrategy, int } from 'outcry/strategy';

export const crossing = defineStrategy({
  name: 'crossing',
  params: { fast: int(20, { min: 1 }), slow: int(100, { min: 1 }) },
  markets: { main: { bars: ['auto'] } },
  assembly: new URL('./crossing.as.ts', import.meta.url),
});
