// Has handlers that no market was asked to call.
import { defineStrategy } from '../../strategy/define.ts';

class Deaf {
  onTrade(): void {}
  onTopOfBook(): void {}
  onFill(): void {}
  onTimer(): void {}
}

export const deaf = defineStrategy({
  name: 'deaf',
  markets: { main: { topOfBook: true, bars: [] }, other: { book: true } },
  create: () => Object.assign(new Deaf(), { onBar: () => undefined }),
});
