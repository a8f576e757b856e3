// Round trips from fills. The rule is flat to flat: a trip opens when the position of an instrument
// leaves zero and closes when it comes back to zero; adding and reducing in between belong to it.
// A fill that crosses zero is split: one part closes the trip, the rest opens the next, each with
// its share of the fee. Which unit was sold first never matters, so no FIFO choice is made.
import type { Fill, Side } from './result.ts';

export interface RoundTrip {
  readonly instrument: string;
  /** Side that opened it. */
  readonly side: Side;
  readonly openNs: bigint;
  /** Time of the fill that closed it, or of the valuation when it is open. */
  readonly closeNs: bigint;
  /** Largest size held. */
  readonly sizeMax: number;
  readonly fills: number;
  readonly fees: number;
  /** Result net of fees, in the quote currency (linear contracts). */
  readonly net: number;
  /** Still held at the end: `net` values the rest at the mark given, without a closing fee. */
  readonly open: boolean;
}

export interface Valuation {
  readonly timeNs: bigint;
  /** Price of an instrument at that time; undefined where there is none. */
  price(instrument: string): number | undefined;
}

interface Trip {
  instrument: string;
  side: Side;
  openNs: bigint;
  position: number;
  sizeMax: number;
  fills: number;
  fees: number;
  cash: number;
  lastPrice: number;
}

/** A position below this share of the largest fill is the rounding of decimals, and counts as 0. */
const ROUNDING = 1e-9;

function closed(trip: Trip, closeNs: bigint, price: number, open: boolean): RoundTrip {
  const { instrument, side, openNs, sizeMax, fills, fees } = trip;
  const net = trip.cash + trip.position * price - fees;
  return { instrument, side, openNs, closeNs, sizeMax, fills, fees, net, open };
}

/** Puts `qty` of a fill (signed) and its share of the fee into a trip. */
function add(trip: Trip, qty: number, price: number, fee: number, dust: number): void {
  trip.position += qty;
  if (Math.abs(trip.position) <= dust) trip.position = 0;
  trip.sizeMax = Math.max(trip.sizeMax, Math.abs(trip.position));
  trip.cash -= qty * price;
  trip.fees += fee;
  trip.fills++;
  trip.lastPrice = price;
}

function started(fill: Fill): Trip {
  return {
    instrument: fill.instrument,
    side: fill.side,
    openNs: fill.timeNs,
    position: 0,
    sizeMax: 0,
    fills: 0,
    fees: 0,
    cash: 0,
    lastPrice: 0,
  };
}

/**
 * Round trips in order of closing, then those still open in order of their first fill. A trip still
 * open is valued at `end` (at its own last fill price where `end` knows none). O(fills).
 */
export function roundTrips(fills: readonly Fill[], end?: Valuation): RoundTrip[] {
  const done: RoundTrip[] = [];
  const held = new Map<string, Trip>();
  const dust = ROUNDING * fills.reduce((most, fill) => Math.max(most, Number(fill.qty)), 0);
  for (const fill of fills) {
    const price = Number(fill.price);
    let rest = fill.side === 'buy' ? Number(fill.qty) : -Number(fill.qty);
    const total = rest;
    const trip = held.get(fill.instrument);
    if (trip !== undefined) {
      const crosses = Math.abs(rest) > Math.abs(trip.position) && rest * trip.position < 0;
      const part = crosses ? -trip.position : rest;
      rest -= part;
      add(trip, part, price, (Number(fill.fee) * part) / total, dust);
      if (trip.position === 0) {
        done.push(closed(trip, fill.timeNs, price, false));
        held.delete(fill.instrument);
      }
    }
    if (Math.abs(rest) > dust) {
      const next = started(fill);
      add(next, rest, price, (Number(fill.fee) * rest) / total, dust);
      held.set(fill.instrument, next);
    }
  }
  const last = fills.at(-1)?.timeNs ?? 0n;
  for (const trip of held.values()) {
    const price = end?.price(trip.instrument) ?? trip.lastPrice;
    done.push(closed(trip, end?.timeNs ?? last, price, true));
  }
  return done;
}
