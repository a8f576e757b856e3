// What a question to a book costs from JavaScript: one border call each, and the objects that the
// pleasant API makes. `npm run bench:micro`.
import { bench, run, summary } from 'mitata';
import { Book } from '../../src/books/book.ts';
import { createCore } from '../../src/core/core.ts';
import { Engine } from '../../src/core/engine.ts';
import { createMarket } from '../../src/generate/market.ts';
import { Merge } from '../../src/replay/merge.ts';

const core = await createCore();
const engine = new Engine(core);
await new Merge(engine, [createMarket(core, { events: 200_000 })]).run();
const book = new Book(engine, 0);
if (book.topOfBook() === undefined) throw new Error('the book is not live');

summary(() => {
  bench('border call (arenaTop)', () => core.exports.arenaTop());
  bench('engine.topOfBook (view)', () => engine.topOfBook(0));
  bench('engine.levels, 10 a side', () => {
    engine.levels(0, 'bid', 10);
    return engine.levels(0, 'ask', 10);
  });
  bench('book.topOfBook (object)', () => book.topOfBook());
  bench('book.depth(10) (objects)', () => book.depth(10));
  bench('book.imbalance(5)', () => book.imbalance(5));
  bench('book.microprice', () => book.microprice());
  bench('book.vwap, about 20 levels', () => book.vwap('buy', 5));
});
await run();
