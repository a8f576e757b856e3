// The matching job: a stream of orders, cancels and moves through an engine that writes its trades.
// Input: commands.bin. Every contender keeps its trades as four numbers each, or as its records.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contender, JobSpec } from '../harness/types.ts';
import { COMMAND_KINDS, type Command, readCommands } from '../inputs/commands.ts';
import { PROFILES } from '../inputs/make-commands.ts';
import { createOursMatching } from '../micro/ours/matching.ts';
import { hex, mix } from './lib/checksum.ts';
import { PlainMatching } from './lib/plain-matching.ts';
import { repeat } from './lib/repeat.ts';

/** Trades as they come: taker, maker, price and quantity each. */
class Trades {
  readonly #rows: Float64Array;
  count = 0;

  constructor(most: number) {
    this.#rows = new Float64Array(4 * most);
  }

  add(taker: number, maker: number, price: number, qty: number): void {
    const rows = this.#rows;
    const at = 4 * this.count++;
    rows[at] = taker;
    rows[at + 1] = maker;
    rows[at + 2] = price;
    rows[at + 3] = qty;
  }

  hash(): string {
    return hex(this.#rows.subarray(0, 4 * this.count).reduce(mix, 0));
  }
}

interface Engine {
  readonly version: string;
  reset(): void;
  /** Carries out all commands. */
  run(): void;
  open(): number;
}

function contender(engine: Engine, units: number, trades: Trades): Contender {
  const reset = (): void => {
    engine.reset();
    trades.count = 0;
  };
  const work = (): number => {
    engine.run();
    return 0;
  };
  return {
    version: engine.version,
    units,
    check() {
      reset();
      work();
      const checks = { trades: trades.hash(), open: `${engine.open()}` };
      return { checks, facts: { trades: trades.count } };
    },
    round(repetitions) {
      const { ns } = repeat(repetitions, reset, work);
      return { ns, checksum: trades.hash() };
    },
  };
}

function read(inputs: string): { commands: Command[]; trades: Trades } {
  const commands = readCommands(readFileSync(join(inputs, 'commands.bin')));
  return { commands, trades: new Trades(4 * commands.length) };
}

function createPlain(inputs: string): Contender {
  const { commands, trades } = read(inputs);
  const fresh = (): PlainMatching =>
    new PlainMatching((taker, maker, price, qty) => trades.add(taker, maker, price, qty));
  let book = fresh();
  const engine = {
    version: `node ${process.versions.node}`,
    reset: () => void (book = fresh()),
    run: () => {
      for (const command of commands) book.apply(command);
    },
    open: () => book.orders.size,
  };
  return contender(engine, commands.length, trades);
}

/** What this job uses of nodejs-order-book. */
interface PeerOrder {
  readonly id: string;
  readonly price: number;
  readonly size: number;
}
interface PeerResult {
  readonly done: readonly PeerOrder[];
  readonly partial: PeerOrder | null;
  readonly partialQuantityProcessed: number;
}
interface PeerBook {
  limit(options: object): PeerResult;
  market(options: object): PeerResult;
  cancel(id: string): unknown;
  modify(id: string, change: object): PeerResult;
  snapshot(): { readonly bids: PeerLevels; readonly asks: PeerLevels };
}
type PeerLevels = readonly { readonly orders: readonly unknown[] }[];

const NPM = fileURLToPath(new URL('../../.cache/bench/npm/', import.meta.url));

/** The call that a command becomes; its strings and objects are made before the clock. */
function peerCall({ kind, id, side, price, qty }: Command): (book: PeerBook) => PeerResult | null {
  const name = `${id}`;
  if (kind === COMMAND_KINDS.cancel) {
    return (book) => {
      book.cancel(name);
      return null;
    };
  }
  const change = { price };
  if (kind === COMMAND_KINDS.move) return (book) => book.modify(name, change);
  const order = { side: side === 0 ? 'buy' : 'sell', size: qty };
  if (kind === COMMAND_KINDS.market) return (book) => book.market(order);
  const timeInForce = kind === COMMAND_KINDS.ioc ? 'IOC' : 'GTC';
  const limit = { id: name, ...order, price, timeInForce };
  return (book) => book.limit(limit);
}

function createNodejsOrderBook(inputs: string): Contender {
  const { commands, trades } = read(inputs);
  const load = createRequire(join(NPM, 'package.json'));
  const { OrderBook } = load('nodejs-order-book') as { OrderBook: new () => PeerBook };
  const { version } = load('nodejs-order-book/package.json') as { version: string };
  const calls = commands.map((command) => ({ call: peerCall(command), id: command.id }));
  let book = new OrderBook();
  const keep = (taker: number, result: PeerResult): void => {
    const own = `${taker}`;
    // Makers that were filled, best first; the one that is left in part is `partial`.
    for (const { id, price, size } of result.done)
      if (id !== own && id !== '') trades.add(taker, Number(id), price, size);
    const { partial, partialQuantityProcessed: qty } = result;
    if (partial !== null && partial.id !== own && qty > 0)
      trades.add(taker, Number(partial.id), partial.price, qty);
  };
  const count = (levels: PeerLevels): number =>
    levels.reduce((sum, { orders }) => sum + orders.length, 0);
  const engine = {
    version: `nodejs-order-book ${version}, node ${process.versions.node}`,
    reset: () => void (book = new OrderBook()),
    run: () => {
      for (const { call, id } of calls) {
        const result = call(book);
        if (result !== null) keep(id, result);
      }
    },
    open: () => {
      const { bids, asks } = book.snapshot();
      return count(bids) + count(asks);
    },
  };
  return contender(engine, commands.length, trades);
}

export const matchingJob: JobSpec = {
  id: 'matching',
  title: 'c: matching engine, trades written',
  unit: 'command',
  profiles: PROFILES,
  contenders: [
    { name: 'ours', role: 'ours', needs: 'npm' },
    { name: 'js-plain', role: 'baseline', needs: 'npm' },
    {
      name: 'c-twin',
      role: 'peer',
      needs: 'gcc',
      command: (c) => [`${c.binaries}/matching`, join(c.inputs, 'commands.bin')],
    },
    {
      name: 'orderbook-rs',
      role: 'peer',
      needs: 'cargo',
      command: (c) => [`${c.rust}/peer-matching`, join(c.inputs, 'commands.bin')],
    },
    { name: 'nodejs-order-book', role: 'peer', needs: 'npm-peers' },
  ],
  factories: {
    ours: createOursMatching,
    'js-plain': createPlain,
    'nodejs-order-book': createNodejsOrderBook,
  },
  goals: [
    { kind: 'speedup', against: 'orderbook-rs', atLeast: 10 },
    { kind: 'speedup', against: 'nodejs-order-book', atLeast: 100 },
    { kind: 'fact-ratio', fact: 'p99Ns', against: 'c-twin', atMost: 1.5 },
  ],
};
