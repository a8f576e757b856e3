// Checks the L3 book over a long stretch without help: the book is seeded once, with row 1 of a
// deep LOBSTER book file, and then built from messages 2, 3, ... alone. Best bid and ask with their
// sizes after each message, repetitions left out, must be the rows of a level-1 book file of the
// same day, repetitions left out. (The level-1 file has rows that the messages do not, and the
// other way round: only the sequence of distinct states is the same.)
//
// The files themselves end the comparison. A message file of N levels tells nothing of prices
// beyond the N best, and the seed nothing of prices beyond its worst: orders that rest there may
// come and go unseen, and show when the market gets there. The horizon of a side is the best price
// that has been the last one in view, of the seed or of N levels, since the beginning. The first
// disagreement is no fault of the book when one side agrees and on the other either the file shows
// more than the book at a best price beyond the horizon, or the book is equal but for levels beyond
// the horizon that stand before the file's best.
import { STATUS_TEXT, Status } from '../abi/status.ts';
import type { Core } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { ByteSource } from '../fs/types.ts';
import type { LobsterMismatch, LobsterVerdict } from './lobster.ts';
import {
  ASK,
  BID,
  BookRows,
  LEVELS_MAX,
  LobsterBook,
  Messages,
  Side,
  type Sides,
} from './lobster-book.ts';

export interface LobsterL3Verdict extends LobsterVerdict {
  /** Messages applied, and those refused (with the text of the first refusal). */
  readonly messages: number;
  readonly refused: number;
  readonly firstRefusal?: string;
  /**
   * True when nothing contradicts the book: all states agree, or the first that does not comes from
   * orders that the files cannot show. Success for an exit code.
   */
  readonly consistent: boolean;
}

const ORDERS_MAX = 1 << 18;
/** Levels that may stand wrongly before the file's best. */
const SURPLUS_MAX = 16;
const LEVELS_IN_NAME = /_message_(\d+)/;

/**
 * Verifies the core's L3 book. `matched` counts the equal states before the first difference,
 * `total` the distinct states that the messages give. Memory does not depend on the files' size.
 *
 * @param seed a book file of as many levels as possible; its first row is used
 * @param messages the message file whose first message the seed's first row follows
 * @param book the level-1 book file
 */
export async function verifyLobsterL3(
  core: Core,
  seed: ByteSource,
  messages: ByteSource,
  book: ByteSource,
): Promise<LobsterL3Verdict> {
  const check = new StateCheck(
    core,
    new BookRows(seed),
    new Messages(core, messages),
    new BookRows(book),
  );
  return check.run();
}

/** Best bid and ask with sizes. */
class Top {
  readonly sides: Sides = [new Side(1), new Side(1)];

  set(sides: Sides): void {
    for (const [i, side] of sides.entries()) {
      const mine = i === BID ? this.sides[0] : this.sides[1];
      mine.count = Math.min(side.count, 1);
      mine.prices[0] = side.prices[0] ?? 0;
      mine.sizes[0] = side.sizes[0] ?? 0;
    }
  }

  read(book: LobsterBook): void {
    book.read(BID, 1, this.sides[0]);
    book.read(ASK, 1, this.sides[1]);
  }

  equals(other: Top): boolean {
    return this.sides[0].sameAt(0, other.sides[0]) && this.sides[1].sameAt(0, other.sides[1]);
  }

  text(): string {
    return `bid ${this.sides[0].text(0)}, ask ${this.sides[1].text(0)}`;
  }
}

class StateCheck {
  readonly #seed: BookRows;
  readonly #messages: Messages;
  readonly #rows: BookRows;
  readonly #book: LobsterBook;
  /** Levels that the message file covers; 0 when its name does not tell. */
  readonly #levels: number;
  /** Prices beyond these have been out of view. */
  readonly #horizon = [-Infinity, Infinity];
  readonly #scratch = new Side(LEVELS_MAX);
  readonly #previous = new Top();
  readonly #state = new Top();
  readonly #row = new Top();
  readonly #nextRow = new Top();
  #matched = 0;
  #total = 0;
  #gaps = 0;
  #applied = 0;
  #refused = 0;
  #firstRefusal: string | undefined;
  #mismatch: LobsterMismatch | undefined;
  #isConsistent = true;

  constructor(core: Core, seed: BookRows, messages: Messages, rows: BookRows) {
    this.#seed = seed;
    this.#messages = messages;
    this.#rows = rows;
    this.#book = new LobsterBook(core, ORDERS_MAX);
    this.#levels = Math.min(Number(LEVELS_IN_NAME.exec(messages.name)?.[1] ?? 0), LEVELS_MAX);
  }

  async run(): Promise<LobsterL3Verdict> {
    await this.#plant();
    await this.#check(0);
    for (;;) {
      const message = await this.#messages.next();
      if (message === undefined) break;
      this.#apply(message);
      this.#state.read(this.#book);
      if (!this.#state.equals(this.#previous)) await this.#check(this.#messages.lineOf(message));
    }
    return {
      matched: this.#matched,
      total: this.#total,
      gaps: this.#gaps,
      messages: this.#applied,
      refused: this.#refused,
      consistent: this.#isConsistent,
      ...(this.#firstRefusal === undefined ? {} : { firstRefusal: this.#firstRefusal }),
      ...(this.#mismatch === undefined ? {} : { firstMismatch: this.#mismatch }),
    };
  }

  /** Seeds the book with row 1, which message 1 is part of already. */
  async #plant(): Promise<void> {
    const hasMessage = (await this.#messages.next()) !== undefined;
    if (!(await this.#seed.next()) || !hasMessage || !(await this.#rows.next()))
      throw new OutcryError('EMPTY_FILE', 'input', 'a file holds no row', {
        where: this.#seed.line === 0 ? this.#seed.name : this.#rows.name,
      });
    this.#applied = 1;
    for (const side of [BID, ASK]) {
      const levels = side === BID ? this.#seed.sides[0] : this.#seed.sides[1];
      for (let i = 0; i < levels.count; i++)
        this.#book.seed(side, levels.prices[i] ?? 0, levels.sizes[i] ?? 0);
      if (levels.count === this.#seed.depth) this.#widen(side, levels);
    }
    this.#row.set(this.#rows.sides);
    this.#state.read(this.#book);
  }

  /** The horizon comes up to the last of `levels` when it stands before it. */
  #widen(side: number, levels: Side): void {
    const edge = levels.prices[levels.count - 1] ?? 0;
    const horizon = this.#horizon[side] ?? 0;
    this.#horizon[side] = side === BID ? Math.max(horizon, edge) : Math.min(horizon, edge);
  }

  #apply(message: number): void {
    this.#applied++;
    const status = this.#book.apply(message);
    if (this.#levels > 0 && this.#mismatch === undefined)
      for (const side of [BID, ASK]) {
        this.#book.read(side, this.#levels, this.#scratch);
        if (this.#scratch.count === this.#levels) this.#widen(side, this.#scratch);
      }
    if (status >= 0) return;
    // An order that came out of view: the book cannot know it.
    this.#refused++;
    const line = this.#messages.lineOf(message);
    const text = STATUS_TEXT[status] ?? `status ${status}`;
    this.#firstRefusal ??= `${this.#messages.name}:${line}: ${text}`;
    if (status !== Status.UnknownOrder && this.#mismatch === undefined) this.#isConsistent = false;
  }

  /** Compares a new state with the next distinct row. */
  async #check(messageLine: number): Promise<void> {
    this.#total++;
    this.#previous.set(this.#state.sides);
    if (this.#mismatch !== undefined) return;
    if (this.#total > 1 && !(await this.#advance())) {
      this.#gaps++;
      this.#isConsistent = false;
      this.#mismatch = {
        file: this.#rows.name,
        line: this.#rows.line + 1,
        expected: 'end of file',
        found: this.#state.text(),
        reason: `message ${messageLine} gives a state that the book file does not reach`,
      };
      return;
    }
    if (this.#row.equals(this.#state)) {
      this.#matched++;
      return;
    }
    const unseen = this.#unseenSide();
    this.#isConsistent = this.#isConsistent && unseen !== undefined;
    this.#mismatch = {
      file: this.#rows.name,
      line: this.#rows.line,
      expected: this.#row.text(),
      found: this.#state.text(),
      reason:
        unseen === undefined
          ? `the book after message ${messageLine} differs`
          : `after message ${messageLine} the ${unseen} side has come to prices that have been ` +
            'out of view, where orders change without a message: the files tell no more',
    };
  }

  /** Goes to the next row that is another state. */
  async #advance(): Promise<boolean> {
    while (await this.#rows.next()) {
      this.#nextRow.set(this.#rows.sides);
      if (this.#nextRow.equals(this.#row)) continue;
      this.#row.set(this.#rows.sides);
      return true;
    }
    return false;
  }

  /** The side on which orders out of view explain the difference. */
  #unseenSide(): 'bid' | 'ask' | undefined {
    const row = this.#row.sides;
    const state = this.#state.sides;
    if (row[1].sameAt(0, state[1]) && this.#isUnseen(BID, row[0])) return 'bid';
    if (row[0].sameAt(0, state[0]) && this.#isUnseen(ASK, row[1])) return 'ask';
    return undefined;
  }

  #isUnseen(side: number, row: Side): boolean {
    const book = this.#scratch;
    this.#book.read(side, SURPLUS_MAX, book);
    const price = row.prices[0] ?? 0;
    const isBetter = (a: number, b: number): boolean => (side === BID ? a > b : a < b);
    const isBeyond = (p: number): boolean => isBetter(this.#horizon[side] ?? 0, p);
    if (row.count === 0) return false;
    // Levels of the book that the file does not have.
    let surplus = 0;
    while (surplus < book.count && isBetter(book.prices[surplus] ?? 0, price)) surplus++;
    if (surplus > 0) {
      const isSame = book.prices[surplus] === price && book.sizes[surplus] === row.sizes[0];
      return isSame && isBeyond(book.prices[0] ?? 0);
    }
    // Orders of the file that the book does not have.
    const ours = book.prices[0] === price ? (book.sizes[0] ?? 0) : 0;
    return isBeyond(price) && ours < (row.sizes[0] ?? 0);
  }
}
