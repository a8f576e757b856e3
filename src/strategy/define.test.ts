// Keys that no strategy has: refused where it stands.
import { expect, test } from 'vitest';
import { defineStrategy, needsOf } from './define.ts';

const good = { name: 'probe', markets: { main: { topOfBook: true } }, create: () => ({}) };

test('an unknown key of a definition is refused', () => {
  expect(() => defineStrategy({ ...good, warmUp: {} } as never)).toThrow(
    /probe has no 'warmUp': .*did you mean warmup/,
  );
});

test('an unknown need is refused, also where needs come from parameters', () => {
  const markets = { main: { tops: true } };
  const text = /market 'main' has no 'tops': .*did you mean .*topOfBook|expected book/;
  expect(() => defineStrategy({ ...good, markets } as never)).toThrow(text);
  const later = defineStrategy({ ...good, markets: () => markets } as never);
  expect(() => needsOf(later, {})).toThrow(text);
  expect(needsOf(defineStrategy(good), {})).toEqual(good.markets);
});
