// Checks the L3 and L2 books against a LOBSTER pair: row i of the book file is the book after
// message i. Every transition is one check:
//
// 1. The core's book holds row i-1, level by level, and nothing else. Message i is applied to it.
// 2. On each side a price is in view when it is at or better than the worst price of row i-1; all
//    are when row i-1 does not fill its N levels. Levels in view must be equal in row i and in the
//    core, N at most. Row i may show levels out of view only below them, as far as N allows: they
//    came up from below without a message, as files of N levels leave such events out.
// 3. The core's book is brought to row i: levels that left the view or disagree are deleted, those
//    that came into it are seeded as one anonymous order. Orders of the rest stay known by id.
//
// A row with a wrong number thus spoils the transition into it and the one out of it, no more.
import { STATUS_TEXT } from '../abi/status.ts';
import type { Core } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { ByteSource } from '../fs/types.ts';
import {
  ASK,
  BID,
  BookRows,
  LEVELS_MAX,
  LobsterBook,
  Messages,
  makeSides,
  SIDE_NAMES,
  type Side,
  type Sides,
} from './lobster-book.ts';
import type { Mismatch, Verdict } from './verdict.ts';

/** A disagreement, with the reason where it is known. */
export interface LobsterMismatch extends Mismatch {
  readonly reason?: string;
}

export interface LobsterVerdict extends Verdict {
  readonly firstMismatch?: LobsterMismatch;
}

const ORDERS_MAX = 1 << 17;
/** A row, and the level that a message pushes out of it. */
const READ_MAX = LEVELS_MAX + 2;

/**
 * Verifies the core's books against a LOBSTER message file and its book file.
 * Cost: about a microsecond a row and level; memory does not depend on the files' size.
 *
 * @throws OutcryError of unreadable files: BAD_ROW, BAD_TIME, TIME_BACKWARDS, EMPTY_FILE, ...
 */
export async function verifyLobster(
  core: Core,
  messages: ByteSource,
  book: ByteSource,
): Promise<LobsterVerdict> {
  const check = new TransitionCheck(core, new Messages(core, messages), new BookRows(book));
  return check.run();
}

class TransitionCheck {
  readonly #messages: Messages;
  readonly #rows: BookRows;
  readonly #book: LobsterBook;
  /** Row i-1, and the core's book after message i. */
  readonly #before = makeSides(READ_MAX);
  readonly #after = makeSides(READ_MAX);
  #matched = 0;
  #total = 0;
  #gaps = 0;
  #mismatch: LobsterMismatch | undefined;

  constructor(core: Core, messages: Messages, rows: BookRows) {
    this.#messages = messages;
    this.#rows = rows;
    this.#book = new LobsterBook(core, ORDERS_MAX);
  }

  async run(): Promise<LobsterVerdict> {
    const first = await this.#messages.next();
    if (!(await this.#rows.next()))
      throw new OutcryError('EMPTY_FILE', 'input', 'the file holds no row', {
        where: this.#rows.name,
      });
    if (first !== undefined) this.#adopt();
    for (;;) {
      const message = await this.#messages.next();
      const hasRow = await this.#rows.next();
      if (message === undefined && !hasRow) break;
      if (message === undefined)
        await this.#missing(this.#messages.name, 'row', () => this.#rows.next());
      else if (!hasRow)
        await this.#missing(
          this.#rows.name,
          'message',
          async () => (await this.#messages.next()) !== undefined,
        );
      else this.#transition(message);
    }
    const result = { matched: this.#matched, total: this.#total, gaps: this.#gaps };
    return this.#mismatch === undefined ? result : { ...result, firstMismatch: this.#mismatch };
  }

  /** One file has ended: what is left of the other are gaps. */
  async #missing(file: string, what: string, more: () => Promise<boolean>): Promise<void> {
    const line = this.#total + 2;
    do {
      this.#gaps++;
      this.#total++;
    } while (await more());
    this.#mismatch ??= {
      file,
      line,
      expected: `a line for each ${what} of the other file`,
      found: 'end of file',
    };
  }

  #transition(message: number): void {
    this.#total++;
    const status = this.#book.apply(message);
    const line = this.#messages.lineOf(message);
    const refusal = status < 0 ? this.#refused(status, line) : undefined;
    const fault = refusal ?? this.#compare(BID) ?? this.#compare(ASK);
    if (fault === undefined) this.#matched++;
    else this.#mismatch ??= fault;
    this.#adopt();
  }

  #refused(status: number, line: number): LobsterMismatch {
    return {
      file: this.#messages.name,
      line,
      expected: 'a message that fits the book row above it',
      found: 'one that the book refuses',
      reason: STATUS_TEXT[status] ?? `status ${status}`,
    };
  }

  /** Step 2 for one side. */
  #compare(side: number): LobsterMismatch | undefined {
    const depth = this.#rows.depth;
    const row = of(this.#rows.sides, side);
    const before = of(this.#before, side);
    const after = of(this.#after, side);
    this.#book.read(side, depth + 1, after);
    const isFull = before.count === depth;
    const worst = isFull ? (before.prices[depth - 1] ?? 0) : side === BID ? -Infinity : Infinity;
    const rowInView = inView(row, side, worst);
    const bookInView = Math.min(inView(after, side, worst), depth);
    for (let level = 0; level < Math.max(rowInView, bookInView); level++) {
      const isSame = level < rowInView && level < bookInView && row.sameAt(level, after);
      if (!isSame) return this.#differs(side, level, row, after);
    }
    return undefined;
  }

  #differs(side: number, level: number, row: Side, after: Side): LobsterMismatch {
    const name = `${SIDE_NAMES[side]} ${level + 1}: `;
    return {
      file: this.#rows.name,
      line: this.#rows.line,
      expected: name + row.text(level),
      found: name + after.text(level),
    };
  }

  /** Step 3: the core's book becomes the present row. */
  #adopt(): void {
    for (const side of [BID, ASK]) {
      const row = of(this.#rows.sides, side);
      const book = of(this.#after, side);
      this.#book.read(side, READ_MAX, book);
      const isBetter = (a: number, b: number): boolean => (side === BID ? a > b : a < b);
      // Both lists are in order of price: one walk finds what only one of them has.
      let i = 0;
      for (let level = 0; level < row.count; level++) {
        const price = row.prices[level] ?? 0;
        const size = row.sizes[level] ?? 0;
        for (; i < book.count && isBetter(book.prices[i] ?? 0, price); i++)
          this.#book.clear(side, book.prices[i] ?? 0);
        const isThere = i < book.count && book.prices[i] === price;
        const isSame = isThere && book.sizes[i] === size;
        if (isThere) i++;
        if (isThere && !isSame) this.#book.clear(side, price);
        if (!isSame) this.#book.seed(side, price, size);
      }
      for (; i < book.count; i++) this.#book.clear(side, book.prices[i] ?? 0);
      of(this.#before, side).copy(row);
    }
  }
}

function of(sides: Sides, side: number): Side {
  return side === BID ? sides[0] : sides[1];
}

/** How many levels are at or better than `worst`. */
function inView(levels: Side, side: number, worst: number): number {
  let count = 0;
  while (count < levels.count) {
    const price = levels.prices[count] ?? 0;
    if (side === BID ? price < worst : price > worst) break;
    count++;
  }
  return count;
}
