// Growing columns of executions: 60 bytes a fill and 8 for each horizon. Growing doubles the
// columns, so that they are up to twice as long as what is in them.
import { OutcryError } from '../errors/outcry-error.ts';
import { longer } from './growth.ts';
import type { FillColumns, FillRow } from './record.ts';

const FIRST_CAPACITY = 256;

type Column = BigInt64Array | Float64Array | Uint16Array | Uint8Array;

export class FillLog implements FillColumns {
  length = 0;
  timeNs = new BigInt64Array(FIRST_CAPACITY);
  orderId = new BigInt64Array(FIRST_CAPACITY);
  instrument = new Uint16Array(FIRST_CAPACITY);
  side = new Uint8Array(FIRST_CAPACITY);
  role = new Uint8Array(FIRST_CAPACITY);
  price = new BigInt64Array(FIRST_CAPACITY);
  qty = new BigInt64Array(FIRST_CAPACITY);
  fee = new BigInt64Array(FIRST_CAPACITY);
  realizedPnl = new BigInt64Array(FIRST_CAPACITY);
  decisionMid = new Float64Array(FIRST_CAPACITY);
  midAfter: Float64Array[];
  readonly #fillsMax: number;
  #isSorted = true;

  /** @param fillsMax bound of `push`; the memory is taken as it is needed */
  constructor(horizons: number, fillsMax = 5_000_000) {
    this.#fillsMax = fillsMax;
    this.midAfter = Array.from({ length: horizons }, () => new Float64Array(FIRST_CAPACITY));
  }

  /**
   * Fills of several venues come in the order in which they are heard of, not quite that of their
   * times. @throws OutcryError TOO_MANY_FILLS at the bound
   */
  push(row: FillRow): void {
    const at = this.length;
    if (at >= this.#fillsMax)
      throw new OutcryError('TOO_MANY_FILLS', 'usage', 'the record of fills is full', {
        expected: `at most ${this.#fillsMax} fills of a strategy`,
        hint: 'raise fillsMax, or run a shorter time',
      });
    if (at > 0 && row.timeNs < (this.timeNs[at - 1] ?? 0n)) this.#isSorted = false;
    if (at === this.timeNs.length) this.#grow();
    this.timeNs[at] = row.timeNs;
    this.orderId[at] = row.orderId;
    this.instrument[at] = row.instrument;
    this.side[at] = row.side;
    this.role[at] = row.role;
    this.price[at] = row.price;
    this.qty[at] = row.qty;
    this.fee[at] = row.fee;
    this.realizedPnl[at] = row.realizedPnl;
    this.decisionMid[at] = row.decisionMid;
    for (const column of this.midAfter) column[at] = Number.NaN;
    this.length = at + 1;
  }

  #grow(): void {
    const capacity = this.timeNs.length * 2;
    this.timeNs = longer(this.timeNs, capacity);
    this.orderId = longer(this.orderId, capacity);
    this.instrument = longer(this.instrument, capacity);
    this.side = longer(this.side, capacity);
    this.role = longer(this.role, capacity);
    this.price = longer(this.price, capacity);
    this.qty = longer(this.qty, capacity);
    this.fee = longer(this.fee, capacity);
    this.realizedPnl = longer(this.realizedPnl, capacity);
    this.decisionMid = longer(this.decisionMid, capacity);
    this.midAfter = this.midAfter.map((column) => longer(column, capacity));
  }

  /** In order of time; those of one time in the order in which they came. */
  sorted(): FillColumns {
    if (this.#isSorted) return this;
    const order = Array.from({ length: this.length }, (_, i) => i).sort((a, b) => {
      const left = this.timeNs[a] ?? 0n;
      const right = this.timeNs[b] ?? 0n;
      return left === right ? a - b : left < right ? -1 : 1;
    });
    const pick = <T extends Column>(column: T): T => {
      const Kind = column.constructor as new (length: number) => T;
      const picked = new Kind(order.length);
      // The two have one type; TypeScript cannot see that what one gives the other takes.
      for (const [to, from] of order.entries())
        (picked as Float64Array)[to] = (column as Float64Array)[from] ?? 0;
      return picked;
    };
    return {
      length: this.length,
      timeNs: pick(this.timeNs),
      orderId: pick(this.orderId),
      instrument: pick(this.instrument),
      side: pick(this.side),
      role: pick(this.role),
      price: pick(this.price),
      qty: pick(this.qty),
      fee: pick(this.fee),
      realizedPnl: pick(this.realizedPnl),
      decisionMid: pick(this.decisionMid),
      midAfter: this.midAfter.map(pick),
    };
  }
}
