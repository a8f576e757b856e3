// Round trips from fills. The rule is flat to flat: a trip opens when the position of an instrument
// leaves zero and closes when it comes back to zero; adding and reducing in between belong to it.
// A fill that crosses zero is split: one part closes the trip, the rest opens the next, each with
// its share of the fee. Which unit was sold first never matters, so no FIFO choice is made.
// Positions are kept in integer quanta, so that flat is exactly zero.
import { Side } from '../abi/orders.ts';
import {
  type FillColumns,
  type RunInstrument,
  type RunRecord,
  unitsOf,
  worthOf,
} from './record.ts';

export interface RoundTrip {
  /** Place in `RunRecord.instruments`. */
  readonly instrument: number;
  /** Side that opened it. */
  readonly side: Side;
  readonly openNs: bigint;
  /** Time of the fill that closed it, or of the valuation when it is open. */
  readonly closeNs: bigint;
  /** Largest size held. */
  readonly sizeMax: number;
  /** Mean price of what was added, by quantity; of inverse contracts, by their worth. */
  readonly entryPrice: number;
  /** Mean price of what was taken off; NaN where nothing was. */
  readonly exitPrice: number;
  readonly fills: number;
  readonly fees: number;
  /** Result net of fees, in the currency of the account. */
  readonly net: number;
  /** Still held at the end: `net` values the rest at the mark given, without a closing fee. */
  readonly open: boolean;
  /** Signed size still held; 0 when closed. */
  readonly rest: number;
  /** Price that the rest was valued at; of a closed trip, that of its last fill. */
  readonly lastPrice: number;
}

export interface Valuation {
  readonly timeNs: bigint;
  /** Price of an instrument at that time; NaN where there is none. */
  price(instrument: number): number;
}

interface Trip {
  side: Side;
  openNs: bigint;
  position: bigint;
  sizeMax: bigint;
  fills: number;
  fees: number;
  cash: number;
  lastPrice: number;
  added: Dealt;
  taken: Dealt;
}

/** What was dealt on one side: quantity, and quantity times worth. */
interface Dealt {
  qty: number;
  worth: number;
}

/** The price at which all of it would have been worth the same. */
function meanPrice(of: RunInstrument, { qty, worth }: Dealt): number {
  const multiplier = of.multiplier ?? 1;
  return of.kind === 'inverse' ? (-multiplier * qty) / worth : worth / qty / multiplier;
}

export interface TripInput {
  readonly fills: FillColumns;
  readonly instruments: readonly RunInstrument[];
  readonly cashScale: number;
  /** What open trips are valued at; at their own last fill price where it knows none. */
  readonly end: Valuation;
}

function size(quanta: bigint): bigint {
  return quanta < 0n ? -quanta : quanta;
}

class TripBook {
  readonly #input: TripInput;
  readonly #onTrip: (trip: RoundTrip) => void;
  readonly #held = new Map<number, Trip>();

  constructor(input: TripInput, onTrip: (trip: RoundTrip) => void) {
    this.#input = input;
    this.#onTrip = onTrip;
  }

  fill(i: number): void {
    const { fills, instruments, cashScale } = this.#input;
    const id = fills.instrument[i] ?? 0;
    const instrument = instruments[id];
    if (instrument === undefined) return;
    const timeNs = fills.timeNs[i] ?? 0n;
    const side = fills.side[i] === Side.Buy ? Side.Buy : Side.Sell;
    const price = unitsOf(fills.price[i] ?? 0n, instrument.priceScale);
    const fee = unitsOf(fills.fee[i] ?? 0n, cashScale);
    const whole = fills.qty[i] ?? 0n;
    let rest = side === Side.Buy ? whole : -whole;
    const put = (trip: Trip, qty: bigint): void => {
      trip.position += qty;
      if (size(trip.position) > trip.sizeMax) trip.sizeMax = size(trip.position);
      const units = unitsOf(qty, instrument.qtyScale);
      const worth = worthOf(instrument, price);
      trip.cash -= units * worth;
      const dealt = side === trip.side ? trip.added : trip.taken;
      dealt.qty += Math.abs(units);
      dealt.worth += Math.abs(units) * worth;
      trip.fees += (fee * Number(size(qty))) / Number(whole);
      trip.fills++;
      trip.lastPrice = price;
    };
    const trip = this.#held.get(id);
    if (trip !== undefined) {
      const isAgainst = rest < 0n !== trip.position < 0n;
      const part = isAgainst && size(rest) > size(trip.position) ? -trip.position : rest;
      rest -= part;
      put(trip, part);
      if (trip.position === 0n) {
        this.#held.delete(id);
        this.#give(id, instrument, trip, timeNs, false);
      }
    }
    if (rest === 0n) return;
    const empty = { position: 0n, sizeMax: 0n, fills: 0, fees: 0, cash: 0, lastPrice: 0 };
    const [added, taken] = [
      { qty: 0, worth: 0 },
      { qty: 0, worth: 0 },
    ];
    const next: Trip = { side, openNs: timeNs, ...empty, added, taken };
    put(next, rest);
    this.#held.set(id, next);
  }

  finish(): void {
    const { end, instruments } = this.#input;
    for (const [id, trip] of this.#held) {
      const instrument = instruments[id];
      const mark = end.price(id);
      if (!Number.isNaN(mark) && instrument !== undefined)
        trip.lastPrice = markOf(mark, instrument, trip.position);
      if (instrument !== undefined) this.#give(id, instrument, trip, end.timeNs, true);
    }
  }

  #give(id: number, of: RunInstrument, trip: Trip, closeNs: bigint, open: boolean): void {
    const { side, openNs, fills, fees, lastPrice } = trip;
    const rest = unitsOf(trip.position, of.qtyScale);
    const held = trip.position === 0n ? 0 : rest * worthOf(of, lastPrice);
    const net = trip.cash + held - fees;
    const sizeMax = unitsOf(trip.sizeMax, of.qtyScale);
    const entryPrice = meanPrice(of, trip.added);
    const exitPrice = meanPrice(of, trip.taken);
    const found = { instrument: id, side, openNs, closeNs, sizeMax, fills, fees, net, open };
    this.#onTrip({ ...found, rest, lastPrice, entryPrice, exitPrice });
  }
}

/**
 * A mid as the account values a position at it: in whole price quanta, half of one to the worse
 * side.
 */
function markOf(mid: number, { priceScale }: RunInstrument, position: bigint): number {
  const power = 10 ** priceScale;
  const quanta = mid * power;
  // Mids are halves of quanta: a quarter is more than what floats leave.
  const worse = position < 0n ? Math.ceil(quanta - 0.25) : Math.floor(quanta + 0.25);
  return worse / power;
}

/**
 * Hands over round trips in order of closing, then those still open in order of their first fill.
 * O(fills); keeps open trips only.
 */
export function walkTrips(input: TripInput, onTrip: (trip: RoundTrip) => void): void {
  const book = new TripBook(input, onTrip);
  for (let i = 0; i < input.fills.length; i++) book.fill(i);
  book.finish();
}

/** The round trips of a strategy of a run; open ones are valued at the last mids. */
export function tripsOf(
  run: Pick<RunRecord, 'marks' | 'instruments' | 'cashScale' | 'endNs'>,
  fills: FillColumns,
  onTrip: (trip: RoundTrip) => void,
): void {
  const price = (id: number): number => {
    const marks = run.marks[id];
    return marks?.price[marks.length - 1] ?? Number.NaN;
  };
  const { instruments, cashScale, endNs } = run;
  walkTrips({ fills, instruments, cashScale, end: { timeNs: endNs, price } }, onTrip);
}
