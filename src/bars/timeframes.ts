// Several bars of one instrument at once. Every event goes into all of them before anything comes
// out, so that none of them knows of a time that another one does not.
/// <reference lib="esnext.disposable" preserve="true" />
import { badArgument, checkObject } from '../errors/arguments.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { Bar } from './bar.ts';
import type { BarBuilder, BarEvent, QuoteEvent, TradeEvent } from './builder.ts';
import type { BarHost } from './host.ts';

export interface ClosedBar {
  /** The specification that the bar is of, as it was given. */
  readonly spec: string;
  readonly bar: Bar;
}

interface Frame {
  readonly spec: string;
  readonly builder: BarBuilder;
  readonly kept: number;
  last: Bar | undefined;
}

export class Timeframes {
  readonly specs: readonly string[];
  readonly #frames: readonly Frame[];
  readonly #bySpec: ReadonlyMap<string, Frame>;
  readonly #give: () => void;
  #isOpen = true;

  constructor(host: BarHost, builders: readonly BarBuilder[]) {
    const places = builders.map(() => host.claimPlace());
    this.#frames = builders.map((builder, i) => ({
      spec: builder.spec.text,
      builder,
      kept: places[i] ?? 0,
      last: undefined,
    }));
    this.#bySpec = new Map(this.#frames.map((frame) => [frame.spec, frame]));
    this.specs = this.#frames.map((frame) => frame.spec);
    this.#give = (): void => {
      for (const place of places.splice(0)) host.release(place);
    };
  }

  /**
   * Takes a trade into all; returns what it closed: bars that ended earlier first, then in the
   * order of `specs`. A trade that one of them refuses is taken by none. Errors as `BarBuilder`.
   */
  trade(event: TradeEvent): readonly ClosedBar[] {
    return this.#feed((builder) => builder.trade(event));
  }

  /** As `trade`. */
  quote(event: QuoteEvent): readonly ClosedBar[] {
    return this.#feed((builder) => builder.quote(event));
  }

  /** As `trade`. */
  bar(event: BarEvent): readonly ClosedBar[] {
    return this.#feed((builder) => builder.bar(event));
  }

  /** Says that this time has come; see `BarBuilder.time`. */
  time(nowNs: bigint): readonly ClosedBar[] {
    return this.#feed((builder) => builder.time(nowNs));
  }

  #feed(call: (builder: BarBuilder) => readonly Bar[]): readonly ClosedBar[] {
    if (!this.#isOpen) throw new OutcryError('CLOSED', 'usage', 'these bars were disposed of');
    const frames = this.#frames;
    for (const frame of frames) frame.builder.keep(frame.kept);
    const closed: ClosedBar[] = [];
    try {
      for (const { spec, builder } of frames)
        for (const bar of call(builder)) closed.push({ spec, bar });
    } catch (error) {
      for (const frame of frames) frame.builder.goBack(frame.kept);
      throw error;
    }
    for (const { spec, bar } of closed) this.#frame(spec).last = bar;
    return closed.sort((a, b) => Number(a.bar.closeTimeNs - b.bar.closeTimeNs));
  }

  #frame(spec: string): Frame {
    const frame = this.#bySpec.get(spec);
    if (frame !== undefined) return frame;
    throw badArgument('there are no such bars here', this.specs.join(', '), spec);
  }

  /** The newest closed bar; undefined before the first. @throws OutcryError BAD_ARGUMENT */
  closed(spec: string): Bar | undefined {
    return this.#frame(spec).last;
  }

  /** The bar that is still open; undefined: there is none. @throws OutcryError BAD_ARGUMENT */
  forming(spec: string): Bar | undefined {
    return this.#frame(spec).builder.forming();
  }

  /** Gives the memory back. */
  [Symbol.dispose](): void {
    this.#isOpen = false;
    for (const { builder } of this.#frames) builder[Symbol.dispose]();
    this.#give();
  }
}

/** When bars became known: columns of `barsOf`. */
export interface KnownColumns {
  readonly knownTimeNs: BigInt64Array;
  readonly knownRow: ArrayLike<number>;
  readonly eventTimeNs: BigInt64Array;
}

function isSame(a: BigInt64Array, b: BigInt64Array): boolean {
  if (a === b) return true;
  return a.length === b.length && a.every((time, i) => time === b[i]);
}

/** @throws OutcryError BAD_ARGUMENT */
function checkKnown(bars: KnownColumns, name: string): void {
  checkObject(bars, name);
  const { knownTimeNs, knownRow, eventTimeNs } = bars;
  const hasTimes = knownTimeNs instanceof BigInt64Array && eventTimeNs instanceof BigInt64Array;
  if (!hasTimes || !(knownRow instanceof Float64Array))
    throw badArgument(`${name} are no bars of columns`, 'what barsOf gives', bars);
}

/**
 * For each bar of `fast` the index of the newest bar of `slow` that was known when it closed; -1
 * before the first. What a strategy on `fast` may know of `slow`, and no more: bars of the same
 * events are compared by the event that closed them, as `createTimeframes` shows them; bars of
 * different events by the time at which they were known, equal times being known.
 *
 * @throws OutcryError BAD_ARGUMENT
 */
export function alignBars(fast: KnownColumns, slow: KnownColumns): Int32Array<ArrayBuffer> {
  checkKnown(fast, 'fast');
  checkKnown(slow, 'slow');
  const isByRow = isSame(fast.eventTimeNs, slow.eventTimeNs);
  const isKnown = (k: number, row: number): boolean =>
    isByRow
      ? (slow.knownRow[k] ?? 0) <= (fast.knownRow[row] ?? 0)
      : (slow.knownTimeNs[k] ?? 0n) <= (fast.knownTimeNs[row] ?? 0n);
  const out = new Int32Array(fast.knownTimeNs.length);
  let k = -1;
  for (let row = 0; row < out.length; row++) {
    while (k + 1 < slow.knownTimeNs.length && isKnown(k + 1, row)) k++;
    out[row] = k;
  }
  return out;
}
