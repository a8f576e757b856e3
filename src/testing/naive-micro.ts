// Microstructure by its definitions, from the whole history each time and in plain numbers: the
// oracle of the kernel. Prices and quantities in quanta.
import { bucketsOf, normal } from './naive-vpin.ts';

export type Row = readonly [price: number, qty: number];
export interface BookEvent {
  readonly kind: 'book';
  readonly ts: number;
  readonly bids: readonly Row[];
  readonly asks: readonly Row[];
  readonly changes: number;
}
export interface PrintEvent {
  readonly kind: 'trade';
  readonly ts: number;
  readonly price: number;
  readonly qty: number;
  /** The venue's word, 0 where it has none. */
  readonly side: number;
}
/** The book cannot be read. */
export interface LostEvent {
  readonly kind: 'lost';
}
export type MicroEvent = BookEvent | PrintEvent | LostEvent;

export interface NaiveOptions {
  readonly levels: number;
  readonly decay: number;
  readonly harmonic: boolean;
  readonly ofiLevels: number;
  readonly ofiWindow: number;
  readonly scoreWindow: number;
  readonly wallLevels: number;
  readonly wallQty: number;
  readonly wallTimes: number;
  readonly wallBps: number;
  readonly classifier: 'venue' | 'tick' | 'quote' | 'lee-ready';
  readonly flowWindow: number;
  readonly spreadWindow: number;
  readonly realisedNs: number;
  readonly rollWindow: number;
  readonly kyleTrades: number;
  readonly kyleWindow: number;
  readonly vpinQty: number;
  readonly vpinBuckets: number;
  readonly vpinBarTrades: number;
  readonly vpinSigmaBars: number;
  readonly everyNs: number;
  readonly volatilityWindow: number;
  readonly atrWindow: number;
  readonly momentumWindow: number;
  readonly periods: number;
  readonly stuffingNs: number;
  readonly stuffingSpans: number;
  readonly stuffingTimes: number;
}

export type Values = Record<string, number>;

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
/** The last n; undefined while there are fewer. */
const full = (values: readonly number[], n: number): readonly number[] | undefined =>
  n > 0 && values.length >= n ? values.slice(-n) : undefined;
const last = (values: readonly number[], n: number): readonly number[] =>
  n === 0 ? [] : values.slice(-n);

function deviation(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN;
  const m = mean(values);
  return Math.sqrt(sum(values.map((v) => (v - m) ** 2)) / (values.length - 1));
}

const ratio = (a: number, b: number): number => (a + b > 0 ? (a - b) / (a + b) : Number.NaN);

function flowOf(before: BookEvent, now: BookEvent, k: number): number {
  const none = { bid: [-Infinity, 0], ask: [Infinity, 0] } as const;
  const [Pb, qb] = now.bids[k] ?? none.bid;
  const [Pa, qa] = now.asks[k] ?? none.ask;
  const [Ob, ob] = before.bids[k] ?? none.bid;
  const [Oa, oa] = before.asks[k] ?? none.ask;
  const one = (condition: boolean): number => (condition ? 1 : 0);
  return qb * one(Pb >= Ob) - ob * one(Pb <= Ob) - qa * one(Pa <= Oa) + oa * one(Pa >= Oa);
}

/** Flows of level k at each book that has one right before it. */
export function naiveFlows(events: readonly MicroEvent[], k: number): number[] {
  const flows: number[] = [];
  let before: BookEvent | undefined;
  for (const event of events) {
    if (event.kind === 'lost') before = undefined;
    if (event.kind !== 'book') continue;
    if (before !== undefined) flows.push(flowOf(before, event, k));
    before = event;
  }
  return flows;
}

const midOf = (book: BookEvent): number =>
  ((book.bids[0]?.[0] ?? Number.NaN) + (book.asks[0]?.[0] ?? Number.NaN)) / 2;

function wallOf(rows: readonly Row[], mid: number, o: NaiveOptions): Row | undefined {
  const near = rows
    .slice(0, o.wallLevels)
    .filter(([price]) => o.wallBps === 0 || Math.abs(price - mid) * 1e4 <= o.wallBps * mid);
  return near.find((row) => {
    const others = near.filter((other) => other !== row).map(([, qty]) => qty);
    const isLarge =
      o.wallTimes === 0 || (others.length > 0 && row[1] >= o.wallTimes * mean(others));
    return row[1] >= o.wallQty && isLarge;
  });
}

function weighted(rows: readonly Row[], o: NaiveOptions): number {
  const weigh = (k: number): number => (o.harmonic ? 1 / (k + 1) : o.decay ** k);
  return sum(rows.slice(0, o.levels).map(([, qty], k) => qty * weigh(k)));
}

function imbalanceOf(book: BookEvent, levels: number): number {
  const total = (rows: readonly Row[]): number => sum(rows.slice(0, levels).map(([, q]) => q));
  return ratio(total(book.bids), total(book.asks));
}

/** Values of the last book; NaN where it is lost. */
function bookValues(events: readonly MicroEvent[], o: NaiveOptions): Values {
  const seen = events.filter((event) => event.kind !== 'trade');
  const book = seen.at(-1);
  const flows = naiveFlows(events, 0);
  const ofiSum = sum(last(flows, o.ofiWindow));
  if (book?.kind !== 'book') return { isLive: 0, mid: Number.NaN, ofiSum, spread: Number.NaN };
  const previous = seen.at(-2);
  const [Pb, qb] = book.bids[0] ?? [Number.NaN, 0];
  const [Pa, qa] = book.asks[0] ?? [Number.NaN, 0];
  const mid = midOf(book);
  const imbalances = seen
    .filter((event) => event.kind === 'book')
    .map((each) => imbalanceOf(each, o.levels));
  const known = full(
    imbalances.filter((v) => !Number.isNaN(v)),
    o.scoreWindow,
  );
  const now = imbalances.at(-1) ?? Number.NaN;
  const sd = known === undefined ? Number.NaN : deviation(known);
  const bidWall = wallOf(book.bids, mid, o);
  const askWall = wallOf(book.asks, mid, o);
  return {
    isLive: 1,
    bidPrice: Pb,
    bidQty: qb,
    askPrice: Pa,
    askQty: qa,
    mid,
    spread: Pa - Pb,
    spreadBps: ((Pa - Pb) / mid) * 1e4,
    queueImbalance: ratio(qb, qa),
    imbalance: now,
    weightedImbalance: ratio(weighted(book.bids, o), weighted(book.asks, o)),
    imbalanceScore: sd > 1e-9 ? (now - mean(known ?? [])) / sd : Number.NaN,
    microprice: (Pb * qa + Pa * qb) / (qa + qb),
    ofi: previous?.kind === 'book' ? flowOf(previous, book, 0) : 0,
    ofiSum,
    bidWallPrice: bidWall?.[0] ?? Number.NaN,
    bidWallQty: bidWall?.[1] ?? Number.NaN,
    askWallPrice: askWall?.[0] ?? Number.NaN,
    askWallQty: askWall?.[1] ?? Number.NaN,
  };
}

/** Samples of the middle; a new list after each time at which it was not known. */
function samplesOf(events: readonly MicroEvent[], everyNs: number): number[][] {
  const parts: number[][] = [[]];
  let before: BookEvent | undefined;
  for (const event of events) {
    if (event.kind === 'trade') continue;
    const mid = event.kind === 'book' ? midOf(event) : Number.NaN;
    if (event.kind === 'lost' || Number.isNaN(mid)) {
      parts.push([]);
      before = undefined;
      continue;
    }
    const part = parts.at(-1);
    if (everyNs === 0) part?.push(mid);
    else if (before !== undefined) {
      const times = Math.floor(event.ts / everyNs) - Math.floor(before.ts / everyNs);
      for (let k = 0; k < times; k++) part?.push(midOf(before));
    }
    before = event;
  }
  return parts;
}

function sampleValues(events: readonly MicroEvent[], o: NaiveOptions): Values {
  const parts = samplesOf(events, o.everyNs);
  const steps = parts.flatMap((part) =>
    part.slice(1).map((mid, i) => [part[i] ?? 0, mid] as const),
  );
  const returns = full(
    steps.map(([from, to]) => Math.log(to / from)),
    o.volatilityWindow,
  );
  const ranges = full(
    steps.map(([from, to]) => Math.abs(to - from)),
    o.atrWindow,
  );
  const mids = full(parts.at(-1) ?? [], o.momentumWindow + 1);
  return {
    realisedVolatility: Math.sqrt(sum((returns ?? [Number.NaN]).map((r) => r * r))),
    volatility: returns === undefined ? Number.NaN : deviation(returns) * Math.sqrt(o.periods),
    atr: ranges === undefined ? Number.NaN : mean(ranges),
    momentum: mids === undefined ? Number.NaN : (mids.at(-1) ?? 0) / (mids[0] ?? 0) - 1,
  };
}

function stuffingValues(events: readonly MicroEvent[], o: NaiveOptions): Values {
  const books = events.filter((event) => event.kind === 'book');
  const spanOf = (book: BookEvent): number => Math.floor(book.ts / o.stuffingNs);
  const [first, newest] = [books[0], books.at(-1)];
  if (first === undefined || newest === undefined) return { quoteChanges: 0, isStuffing: 0 };
  const counts: number[] = [];
  for (let span = spanOf(first); span <= spanOf(newest); span++)
    counts.push(sum(books.filter((book) => spanOf(book) === span).map((book) => book.changes)));
  const now = counts.at(-1) ?? 0;
  // Of the first span a part is missing.
  const before = full(counts.slice(1, -1), o.stuffingSpans);
  const usual = before === undefined ? Number.NaN : mean(before);
  const isStuffing = usual > 0 && now > o.stuffingTimes * usual ? 1 : 0;
  return { quoteChanges: now, quoteChangesMean: usual, isStuffing };
}

interface Classified extends PrintEvent {
  readonly mid: number;
  readonly by: { venue: number; tick: number; quote: number; leeReady: number };
  readonly chosen: number;
}

export function classifyAll(events: readonly MicroEvent[], o: NaiveOptions): Classified[] {
  const out: Classified[] = [];
  let mid = Number.NaN;
  let tick = 1;
  for (const event of events) {
    if (event.kind === 'lost') mid = Number.NaN;
    if (event.kind === 'book') mid = midOf(event);
    if (event.kind !== 'trade') continue;
    const before = out.at(-1)?.price ?? event.price;
    if (event.price !== before) tick = Math.sign(event.price - before);
    const quote = Number.isNaN(mid) ? 0 : Math.sign(event.price - mid);
    const leeReady = quote === 0 ? tick : quote;
    const by = { venue: event.side, tick, quote, leeReady };
    const venue = event.side === 0 ? leeReady : event.side;
    const chosen = { venue, tick, quote, 'lee-ready': leeReady }[o.classifier];
    out.push({ ...event, mid, by, chosen });
  }
  return out;
}

function intervalsOf(trades: readonly Classified[], size: number): Classified[][] {
  const count = Math.floor(trades.length / size);
  return Array.from({ length: count }, (_, i) => trades.slice(i * size, (i + 1) * size));
}

/** Change of price from the last trade before the interval; of the first: from its own first. */
function changesOf(intervals: readonly Classified[][]): number[] {
  return intervals.map((group, i) => {
    const from = i === 0 ? group[0] : intervals[i - 1]?.at(-1);
    return (group.at(-1)?.price ?? 0) - (from?.price ?? 0);
  });
}

function vpinValues(trades: readonly Classified[], o: NaiveOptions): Values {
  const groups = intervalsOf(trades, Math.max(1, o.vpinBarTrades));
  const changes = changesOf(groups);
  const parts = groups.map((group, i) => {
    const qty = sum(group.map((trade) => trade.qty));
    if (o.vpinBarTrades === 0) return { buys: 0.5 + 0.5 * (group[0]?.chosen ?? 0), qty };
    const sd = deviation(last(changes.slice(0, i + 1), o.vpinSigmaBars));
    return { buys: sd > 0 ? normal((changes[i] ?? 0) / sd) : 0.5, qty };
  });
  const imbalances = bucketsOf(parts, o.vpinQty);
  const window = full(imbalances, o.vpinBuckets);
  const vpin = window === undefined ? Number.NaN : mean(window) / o.vpinQty;
  return { vpin, vpinCount: imbalances.length };
}

function kyleValues(trades: readonly Classified[], o: NaiveOptions): Values {
  const groups = intervalsOf(trades, o.kyleTrades);
  const y = full(changesOf(groups), o.kyleWindow);
  const flows = groups.map((group) => sum(group.map((trade) => trade.chosen * trade.qty)));
  const x = full(flows, o.kyleWindow);
  const impacts = groups.flatMap((group, i) => {
    const qty = sum(group.map((trade) => trade.qty));
    const from = groups[i - 1]?.at(-1)?.price ?? group[0]?.price ?? 0;
    const to = group.at(-1)?.price ?? 0;
    const first = group[0]?.price ?? 0;
    return qty > 0 ? [Math.abs(to - from) / first / qty] : [];
  });
  const amihud = full(impacts, o.kyleWindow);
  if (x === undefined || y === undefined) return { kyleLambda: Number.NaN, amihud: Number.NaN };
  const [mx, my] = [mean(x), mean(y)];
  const shared = sum(x.map((v, i) => (v - mx) * ((y[i] ?? 0) - my)));
  const spread = sum(x.map((v) => (v - mx) ** 2));
  return {
    kyleLambda: spread > 0 ? shared / spread : Number.NaN,
    amihud: amihud === undefined ? Number.NaN : mean(amihud),
  };
}

function rollValues(trades: readonly Classified[], o: NaiveOptions): Values {
  const all = trades.slice(1).map((trade, i) => trade.price - (trades[i]?.price ?? 0));
  const changes = full(all, o.rollWindow);
  if (changes === undefined) return { rollCovariance: Number.NaN, rollSpread: Number.NaN };
  const m = mean(changes);
  const pairs = changes.slice(1).map((change, i) => (change - m) * ((changes[i] ?? 0) - m));
  const covariance = sum(pairs) / (changes.length - 1);
  return {
    rollCovariance: covariance,
    rollSpread: covariance < -1e-12 ? 2 * Math.sqrt(-covariance) : Number.NaN,
  };
}

/** The middle in force so much later, of trades whose time has passed and that have a side. */
function realisedOf(events: readonly MicroEvent[], o: NaiveOptions): number[] {
  const trades = classifyAll(events, o);
  const out: number[] = [];
  let k = 0;
  events.forEach((event, i) => {
    if (event.kind !== 'trade') return;
    const trade = trades[k++] as Classified;
    const due = event.ts + o.realisedNs;
    const end = events.findIndex((e, j) => j > i && e.kind !== 'lost' && e.ts > due);
    if (trade.chosen === 0 || end === -1) return;
    const book = events.slice(0, end).findLast((e) => e.kind !== 'trade');
    const mid = book?.kind === 'book' ? midOf(book) : Number.NaN;
    if (!Number.isNaN(mid)) out.push(2 * trade.chosen * (event.price - mid));
  });
  return out;
}

function tradeValues(events: readonly MicroEvent[], o: NaiveOptions): Values {
  const trades = classifyAll(events, o);
  const newest = trades.at(-1);
  const signed = trades.map((trade) => trade.chosen * trade.qty);
  const spreads = trades.map((trade) => 2 * trade.chosen * (trade.price - trade.mid));
  const known = spreads.filter((spread) => !Number.isNaN(spread));
  const flow = sum(last(signed, o.flowWindow));
  const traded = sum(
    last(
      trades.map((trade) => trade.qty),
      o.flowWindow,
    ),
  );
  const realised = realisedOf(events, o);
  return {
    trades: trades.length,
    side: newest?.chosen ?? 0,
    venueSide: newest?.by.venue ?? 0,
    tickSide: newest?.by.tick ?? 0,
    quoteSide: newest?.by.quote ?? 0,
    leeReadySide: newest?.by.leeReady ?? 0,
    cvd: sum(signed),
    flow,
    flowImbalance: traded > 0 ? flow / traded : Number.NaN,
    effectiveSpread: spreads.at(-1) ?? Number.NaN,
    effectiveSpreadMean: known.length === 0 ? Number.NaN : mean(last(known, o.spreadWindow)),
    effectiveSpreadBps: ((spreads.at(-1) ?? Number.NaN) / (newest?.mid ?? Number.NaN)) * 1e4,
    realisedSpread: realised.at(-1) ?? Number.NaN,
    realisedSpreadMean: realised.length === 0 ? Number.NaN : mean(last(realised, o.spreadWindow)),
    realisedMissed: 0,
    ...vpinValues(trades, o),
    ...kyleValues(trades, o),
    ...rollValues(trades, o),
  };
}

/** All values after the events. */
export function naiveMicro(events: readonly MicroEvent[], o: NaiveOptions): Values {
  return {
    ...bookValues(events, o),
    ...sampleValues(events, o),
    ...stuffingValues(events, o),
    ...tradeValues(events, o),
  };
}
