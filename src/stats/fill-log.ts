// Growing columns of executions: 60 bytes a fill and 8 for each horizon. Growing doubles the
// columns, so that they are up to twice as long as what is in them.
import { OutcryError } from '../errors/outcry-error.ts';
import { longer } from './growth.ts';
import type { FillColumns, FillRow } from './record.ts';

const FIRST_CAPACITY = 256;

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

  /** @param fillsMax bound of `push`; the memory is taken as it is needed */
  constructor(horizons: number, fillsMax = 5_000_000) {
    this.#fillsMax = fillsMax;
    this.midAfter = Array.from({ length: horizons }, () => new Float64Array(FIRST_CAPACITY));
  }

  /** @throws OutcryError TOO_MANY_FILLS at the bound, BAD_ARGUMENT when time goes back */
  push(row: FillRow): void {
    const at = this.length;
    if (at >= this.#fillsMax)
      throw new OutcryError('TOO_MANY_FILLS', 'usage', 'the record of fills is full', {
        expected: `at most ${this.#fillsMax} fills of a strategy`,
        hint: 'raise fillsMax, or run a shorter time',
      });
    const before = at === 0 ? row.timeNs : (this.timeNs[at - 1] ?? 0n);
    if (row.timeNs < before)
      throw new OutcryError('BAD_ARGUMENT', 'usage', 'a fill goes back in time', {
        expected: `a time from ${before} on`,
        found: `${row.timeNs}`,
      });
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
}
