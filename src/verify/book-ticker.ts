// Checks rebuilt books against the venue's own best bid and ask. After each applied depth record
// with last update id u, price and size of both bests must equal the book ticker with the largest
// update id <= u. Which ticker that is, is known once a ticker with a larger id has come.

import { BookState } from '../abi/book.ts';
import { BboView, DepthView, RecordKind } from '../abi/records.ts';
import type { Engine } from '../core/engine.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { RecordSource } from '../import/record-source.ts';
import { formatDecimal } from '../model/decimal.ts';
import { type Instrument, instrumentKey } from '../model/instrument.ts';
import { Merge } from '../replay/merge.ts';
import type { GapPlace, Verdict } from './verdict.ts';

/** Best bid and ask at an update id, and which record said so. */
interface Bests {
  readonly seq: bigint;
  readonly bidPrice: bigint;
  readonly bidQty: bigint;
  readonly askPrice: bigint;
  readonly askQty: bigint;
  readonly source: string;
  readonly ordinal: number;
}

/** A disagreement, by record; the caller finds the line. */
export interface TickerMismatch {
  readonly instrument: Instrument;
  readonly ticker: { readonly source: string; readonly ordinal: number };
  readonly depth: { readonly source: string; readonly ordinal: number };
  readonly expected: string;
  readonly found: string;
}

export interface BookTickerVerdict extends Omit<Verdict, 'firstMismatch'> {
  readonly instruments: readonly {
    readonly instrument: string;
    readonly matched: number;
    readonly total: number;
    readonly gaps: number;
  }[];
  /** All of them up to a bound of 1000. */
  readonly mismatches: readonly TickerMismatch[];
}

const MISMATCHES_MAX = 1000;
const KEPT_BYTES = 1 << 20;

function text(bests: Bests, { priceScale, qtyScale }: Instrument): string {
  const price = (quanta: bigint): string => formatDecimal(quanta, priceScale);
  const qty = (quanta: bigint): string => formatDecimal(quanta, qtyScale);
  return (
    `bid ${price(bests.bidPrice)} x ${qty(bests.bidQty)}, ` +
    `ask ${price(bests.askPrice)} x ${qty(bests.askQty)} at update ${bests.seq}`
  );
}

/** One instrument: tickers and depth states that wait for each other. */
class TickerCheck {
  matched = 0;
  total = 0;
  readonly mismatches: TickerMismatch[] = [];
  private tickers: Bests[] = [];
  private states: Bests[] = [];
  private readonly instrumentOf: () => Instrument;

  constructor(instrumentOf: () => Instrument) {
    this.instrumentOf = instrumentOf;
  }

  addTicker(ticker: Bests): void {
    const last = this.tickers.at(-1);
    // Ids that run backwards say nothing about a state that is decided already.
    if (last !== undefined && ticker.seq < last.seq) return;
    this.tickers.push(ticker);
    this.decide((state) => state.seq < ticker.seq);
  }

  addState(state: Bests): void {
    this.states.push(state);
    const newest = this.tickers.at(-1);
    if (newest !== undefined) this.decide((waiting) => waiting.seq < newest.seq);
  }

  /** A change of scale: what waits is brought to it. */
  rescale(priceFactor: bigint, qtyFactor: bigint): void {
    const scaled = (b: Bests): Bests => ({
      ...b,
      bidPrice: b.bidPrice * priceFactor,
      askPrice: b.askPrice * priceFactor,
      bidQty: b.bidQty * qtyFactor,
      askQty: b.askQty * qtyFactor,
    });
    this.tickers = this.tickers.map(scaled);
    this.states = this.states.map(scaled);
  }

  finish(): void {
    this.decide(() => true);
  }

  private decide(ready: (state: Bests) => boolean): void {
    let done = 0;
    for (const state of this.states) {
      if (!ready(state)) break;
      this.compare(state);
      done++;
    }
    if (done > 0) this.states.splice(0, done);
  }

  private compare(state: Bests): void {
    let at = -1;
    while (at + 1 < this.tickers.length && (this.tickers[at + 1]?.seq ?? 0n) <= state.seq) at++;
    const ticker = this.tickers[at];
    if (ticker === undefined) return;
    // Older tickers can decide nothing any more: states come in order.
    if (at > 0) this.tickers.splice(0, at);
    this.total++;
    if (
      ticker.bidPrice === state.bidPrice &&
      ticker.bidQty === state.bidQty &&
      ticker.askPrice === state.askPrice &&
      ticker.askQty === state.askQty
    ) {
      this.matched++;
      return;
    }
    if (this.mismatches.length >= MISMATCHES_MAX) return;
    const instrument = this.instrumentOf();
    this.mismatches.push({
      instrument,
      ticker: { source: ticker.source, ordinal: ticker.ordinal },
      depth: { source: state.source, ordinal: state.ordinal },
      expected: text(ticker, instrument),
      found: text(state, instrument),
    });
  }
}

/** Runs the sources record by record and keeps a check per instrument. */
class BookTickerRun {
  readonly checks: TickerCheck[] = [];
  private readonly scales: { priceScale: number; qtyScale: number }[] = [];
  private readonly engine: Engine;
  private readonly bbo: BboView;
  private readonly depth: DepthView;
  /** Where the engine tells of the deltas that a snapshot lets in. */
  private readonly kept: number;

  constructor(engine: Engine) {
    this.engine = engine;
    this.kept = engine.core.alloc(KEPT_BYTES, 'kept deltas');
    engine.state.keptOut = this.kept;
    engine.state.keptOutEnd = this.kept + KEPT_BYTES;
    this.bbo = new BboView(engine.core.view);
    this.depth = new DepthView(engine.core.view);
  }

  private checkOf(id: number): TickerCheck {
    let check = this.checks[id];
    if (check === undefined) {
      check = new TickerCheck(() => this.engine.instrument(id));
      this.checks[id] = check;
    }
    return check;
  }

  /** Looks at the record that the engine took last. */
  look(taken: { source: RecordSource | undefined; ordinal: number; address: number }): void {
    this.bbo.offset = taken.address;
    const id = this.bbo.instrumentId;
    const origin = { source: taken.source?.name ?? '', ordinal: taken.ordinal };
    const { kind } = this.bbo;
    if (kind === RecordKind.Definition) this.noteScale(id);
    if (kind === RecordKind.Bbo) {
      const { seq, bidPrice, bidQty, askPrice, askQty } = this.bbo;
      this.checkOf(id).addTicker({ seq, bidPrice, bidQty, askPrice, askQty, ...origin });
    }
    if (kind === RecordKind.DepthSnapshot) this.lookAtKept(id, origin);
    if (kind !== RecordKind.DepthDelta) return;
    this.depth.offset = taken.address;
    const top = this.engine.topState(id);
    if (top.state !== BookState.Live || top.seq !== this.depth.lastSeq) return;
    const { seq, bidPrice, bidQty, askPrice, askQty } = top;
    this.checkOf(id).addState({ seq, bidPrice, bidQty, askPrice, askQty, ...origin });
  }

  /** The states between a snapshot and now: each kept delta counts like any other. */
  private lookAtKept(id: number, origin: { source: string; ordinal: number }): void {
    const end = this.engine.state.keptOut;
    for (let at = this.kept; at < end; at += BboView.size) {
      this.bbo.offset = at;
      const { seq, bidPrice, bidQty, askPrice, askQty } = this.bbo;
      this.checkOf(id).addState({ seq, bidPrice, bidQty, askPrice, askQty, ...origin });
    }
    this.engine.state.keptOut = this.kept;
  }

  private noteScale(id: number): void {
    const { priceScale, qtyScale } = this.engine.instrument(id);
    const old = this.scales[id];
    if (old !== undefined)
      this.checkOf(id).rescale(
        10n ** BigInt(priceScale - old.priceScale),
        10n ** BigInt(qtyScale - old.qtyScale),
      );
    this.scales[id] = { priceScale, qtyScale };
  }
}

/**
 * Verifies the books of all instruments of `sources` against their book tickers.
 * Cost: about 2 us a record.
 *
 * @throws OutcryError NO_COMPARISON when no depth record has a book ticker to compare with
 */
export async function verifyBookTicker(
  engine: Engine,
  sources: readonly RecordSource[],
  onRefill?: () => void,
): Promise<BookTickerVerdict> {
  let firstGap: GapPlace | undefined;
  const merge = new Merge(engine, sources, {
    onGap: ({ source, line, instrument, expected, found }) => {
      firstGap ??= { file: source, line, instrument, expected, found };
    },
    ...(onRefill === undefined ? {} : { onRefill }),
  });
  const run = new BookTickerRun(engine);
  while (true) {
    const before = engine.state.records;
    const stop = await merge.run(undefined, 1);
    if (engine.state.records > before) run.look(merge.lastTaken());
    if (stop === 'end') break;
  }
  const instruments: BookTickerVerdict['instruments'][number][] = [];
  const mismatches: TickerMismatch[] = [];
  for (const id of engine.definedIds) {
    const check = run.checks[id];
    check?.finish();
    mismatches.push(...(check?.mismatches ?? []));
    instruments.push({
      instrument: instrumentKey(engine.instrument(id)),
      matched: check?.matched ?? 0,
      total: check?.total ?? 0,
      gaps: Number(engine.instrumentState(id).gaps),
    });
  }
  const total = instruments.reduce((sum, i) => sum + i.total, 0);
  if (total === 0)
    throw new OutcryError('NO_COMPARISON', 'input', 'nothing to compare', {
      where: sources.map((source) => source.name).join(', '),
      expected: 'depth updates, a snapshot that fits them, and book tickers',
      found: `${engine.state.depthLevels} level changes, ${engine.state.bbos} book tickers`,
    });
  return {
    matched: instruments.reduce((sum, i) => sum + i.matched, 0),
    total,
    gaps: Number(engine.state.gaps),
    instruments,
    mismatches,
    ...(firstGap === undefined ? {} : { firstGap }),
  };
}
