// Makes the command file of the matching job: `make-commands.ts PROFILE FOLDER`.
//
// mixed  70% limit orders (some of which take), 20% cancels, 10% market orders; some 3,000 open.
// moves  9% limit, 3% immediate-or-cancel, 6% cancels, 82% moves of one order to another price,
//        with about 1,000 open on 730 prices: the mix that exchange-core is measured with.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PlainMatching } from '../jobs/lib/plain-matching.ts';
import { COMMAND_KINDS, type Command, encodeCommands } from './commands.ts';

export const COMMANDS_VERSION = 1;
export const PROFILES = ['mixed', 'moves'] as const;
export type Profile = (typeof PROFILES)[number];
const COUNT = 100_000;
const SEED = 20_240_808;

/** mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Makes one command after the other, and knows which orders are open. */
class Maker {
  readonly commands: Command[] = [];
  readonly book = new PlainMatching(() => undefined);
  readonly #random = randomOf(SEED);
  /** Every order that has rested: id and first quantity, the dead ones swept out now and then. */
  #open: { id: number; qty: number; side: number }[] = [];
  #lastId = 0;
  middle = 8000;

  below(n: number): number {
    return Math.floor(this.#random() * n);
  }

  often(share: number): boolean {
    return this.#random() < share;
  }

  put(command: Command): void {
    this.commands.push(command);
    this.book.apply(command);
    if (this.commands.length % 1000 === 0)
      this.#open = this.#open.filter(({ id }) => this.book.orders.has(id));
  }

  /** A price on the own side of the middle, nearer ones more often; or across it. */
  price(side: number, reach: number, isAcross: boolean): number {
    const u = this.#random();
    const away = 1 + Math.floor(reach * u * u);
    return this.middle + (isAcross === (side === 0) ? away : -away);
  }

  order(kind: number, reach: number, isAcross: boolean, qtyMax: number): void {
    const side = this.below(2);
    const price = kind === COMMAND_KINDS.market ? 0 : this.price(side, reach, isAcross);
    const command = { kind, id: ++this.#lastId, side, price, qty: 1 + this.below(qtyMax) };
    this.put(command);
    if (this.book.orders.has(command.id))
      this.#open.push({ id: command.id, qty: command.qty, side });
  }

  /** An open order, if the hand falls on one. */
  pick(): { id: number; qty: number; side: number } | undefined {
    for (let tries = 0; tries < 50; tries++) {
      const found = this.#open[this.below(this.#open.length)];
      if (found !== undefined && this.book.orders.has(found.id)) return found;
    }
    return undefined;
  }

  cancel(): void {
    const { id, side } = this.pick() ?? { id: this.#lastId, side: 0 };
    this.put({ kind: COMMAND_KINDS.cancel, id, side, price: 0, qty: 0 });
  }

  move(reach: number): void {
    const found = this.pick();
    if (found === undefined) return;
    const { id, side, qty } = found;
    const price = this.price(side, reach, this.often(0.01));
    // Peers refuse a move to where the order is.
    if (this.book.orders.get(id)?.price === price) return;
    this.put({ kind: COMMAND_KINDS.move, id, side, price, qty });
  }
}

function makeMixed(maker: Maker): void {
  while (maker.commands.length < COUNT) {
    if (maker.often(0.02)) maker.middle += maker.below(2) === 0 ? 1 : -1;
    const what = maker.below(100);
    const isAcross = maker.often(maker.book.orders.size > 3000 ? 0.25 : 0.1);
    if (what < 70) maker.order(COMMAND_KINDS.limit, 60, isAcross, 10);
    else if (what < 90) maker.cancel();
    else maker.order(COMMAND_KINDS.market, 0, false, 20);
  }
}

function makeMoves(maker: Maker): void {
  while (maker.commands.length < 1000) maker.order(COMMAND_KINDS.limit, 1000, false, 10);
  while (maker.commands.length < COUNT) {
    if (maker.often(0.02)) maker.middle += maker.below(2) === 0 ? 1 : -1;
    const what = maker.below(100);
    const isThin = maker.book.orders.size < 1000;
    if (what < 9 || (what < 15 && isThin)) maker.order(COMMAND_KINDS.limit, 1000, false, 10);
    else if (what < 15) maker.cancel();
    else if (what < 18) maker.order(COMMAND_KINDS.ioc, 20, true, 10);
    else maker.move(1000);
  }
}

export function makeCommands(profile: Profile): Command[] {
  const maker = new Maker();
  if (profile === 'mixed') makeMixed(maker);
  else makeMoves(maker);
  return maker.commands;
}

function main(): void {
  const [name, folder] = process.argv.slice(2);
  const profile = PROFILES.find((p) => p === name);
  if (profile === undefined || folder === undefined)
    throw new Error(`usage: make-commands.ts ${PROFILES.join('|')} FOLDER`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'commands.bin'), encodeCommands(makeCommands(profile)));
  const meta = { version: COMMANDS_VERSION, files: [] };
  writeFileSync(join(folder, 'meta.json'), `${JSON.stringify(meta)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
