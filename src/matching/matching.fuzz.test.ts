// The engine against the naive one on random commands: every record, and the book, positions,
// counts and invariants in between; commands in pieces, outputs of every size.
// OUTCRY_FUZZ_COMMANDS=N for more (1000000 is the full run), OUTCRY_FUZZ_SEED=N for others.
import { describe, expect, it } from 'vitest';
import { Status } from '../abi/status.ts';
import { createCore } from '../core/core.ts';
import type { CoreBuild } from '../core/load.ts';
import { seededRandom } from '../testing/decode-frames.ts';
import { type CommandMix, RandomCommands } from '../testing/matching-commands.ts';
import { recordLine, writeCommand } from '../testing/matching-records.ts';
import { NaiveMatching } from '../testing/naive-matching.ts';
import type { NaiveCommand, NaiveOptions } from '../testing/naive-matching-rules.ts';
import { MatchingEngine } from './matching-engine.ts';

const COMMANDS = Number(process.env['OUTCRY_FUZZ_COMMANDS'] ?? '12000');
const SEED = Number(process.env['OUTCRY_FUZZ_SEED'] ?? '20240808');
const BATCH = 7;
const ROOM = 1 << 12;

interface Market {
  readonly name: string;
  readonly build: CoreBuild;
  readonly mix: CommandMix;
  readonly options: NaiveOptions;
}

const OPTIONS: NaiveOptions = {
  tickSize: 1n,
  lotSize: 1n,
  ordersMax: 300,
  ownersMax: 5,
  instrumentId: 3,
  dayEndNs: 0n,
};

const MARKETS: readonly Market[] = [
  {
    name: 'everything, few owners',
    build: 'unshared',
    mix: { spread: 8, passive: 0.3, special: 0.4, odd: 0.06 },
    options: { ...OPTIONS, tickSize: 10n, lotSize: 12n, dayEndNs: 21_600_000_000_000n },
  },
  {
    name: 'mostly limit orders, wide book, many owners',
    build: 'checked',
    mix: { spread: 90, passive: 0.5, special: 0.1, odd: 0.02 },
    options: { ...OPTIONS, ownersMax: 300 },
  },
  {
    name: 'a full engine',
    build: 'release',
    mix: { spread: 30, passive: 0.8, special: 0.5, odd: 0.1 },
    options: { ...OPTIONS, ordersMax: 24, lotSize: 5n, ownersMax: 3 },
  },
];

/** Runs commands through the engine, with an output of random size each time. */
class Subject {
  readonly engine: MatchingEngine;
  readonly #input: number;
  readonly #output: number;
  readonly #random: () => number;

  constructor(engine: MatchingEngine, random: () => number) {
    this.engine = engine;
    this.#input = engine.core.alloc(BATCH * 128, 'commands');
    this.#output = engine.core.alloc(ROOM, 'records');
    this.#random = random;
  }

  apply(commands: readonly NaiveCommand[]): string[] {
    const { engine } = this;
    const { view } = engine.core;
    const lines: string[] = [];
    let end = this.#input;
    const noise = Math.floor(this.#random() * 256);
    for (const command of commands) end += writeCommand(view, end, command, noise);
    let at = this.#input;
    for (;;) {
      const room = 1 + Math.floor(this.#random() ** 4 * (ROOM - 1));
      const status = engine.runAt(at, end, this.#output, this.#output + room);
      const { consumed, written } = engine.state;
      // Millions of these: expect() would remember each.
      if (written > room) throw new Error(`${written} bytes written to ${room}`);
      for (let i = 0; i < written; i += 64) lines.push(recordLine(view, this.#output + i));
      at += consumed;
      if (status === Status.Ok) return lines;
      if (status !== Status.OutputFull) throw new Error(`status ${status}`);
    }
  }
}

function compareBooks(engine: MatchingEngine, naive: NaiveMatching): void {
  engine.verify();
  const resting = naive.orders.filter((order) => order.state === 'resting');
  expect(engine.orderCount).toBe(naive.orders.length);
  expect(engine.state.stopCount).toBe(naive.orders.length - resting.length);
  expect(engine.lastPrice).toBe(naive.lastPrice);
  for (const [code, side] of (['buy', 'sell'] as const).entries())
    expect(engine.depth(side, 1000).map(({ price, qty }) => [price, qty])).toEqual(
      naive.depth(code),
    );
  for (const [owner, position] of naive.positions) expect(engine.position(owner)).toBe(position);
  const order = resting[0];
  if (order !== undefined)
    expect(engine.order(order.id)).toMatchObject({ price: order.price, leavesQty: order.leaves });
}

describe.each(MARKETS)('random commands: $name ($build build)', ({ build, mix, options }) => {
  it(`are answered as by the naive engine (${COMMANDS} commands, seed ${SEED})`, async () => {
    const core = await createCore({ build, memoryBytes: 4 << 20 });
    const engine = MatchingEngine.create(core, { ...options, windowBits: 8 });
    const random = seededRandom(SEED + 1);
    const subject = new Subject(engine, random);
    const naive = new NaiveMatching(options);
    const source = new RandomCommands(SEED, mix, options);
    for (let done = 0; done < COMMANDS; ) {
      const count = 1 + Math.floor(random() * BATCH);
      const commands = Array.from({ length: count }, () => source.next());
      const expected = commands.flatMap((command) => naive.apply(command));
      const found = subject.apply(commands);
      if (found.join('\n') !== expected.join('\n'))
        expect({ done, commands, found }).toEqual({ done, commands, found: expected });
      done += count;
      if (random() < 0.02 || done >= COMMANDS) compareBooks(engine, naive);
    }
    // Moved windows, far levels, trades: the run has been where it hurts.
    expect(engine.state.trades).toBeGreaterThan(BigInt(COMMANDS) / 20n);
    expect(engine.state.recenters).toBeGreaterThan(0n);
  }, 3_600_000);
});
