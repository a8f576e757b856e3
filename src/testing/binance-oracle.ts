// The venue's procedure for a local order book, as its documents tell it, on Maps. Written from
// shared/protocols/binance.md section 4, step by step, not from the engine; numbers are its own.
// What the document leaves to the client is decided as the schema says: a gap makes the book
// unreadable, events are buffered from the one that showed it, a snapshot heals it.

export type Rows = readonly (readonly [price: bigint, qty: bigint])[];

/** A depthUpdate: `pu` is -1 on spot. */
export interface DiffEvent {
  readonly U: bigint;
  readonly u: bigint;
  readonly pu: bigint;
  readonly b: Rows;
  readonly a: Rows;
}

/** A REST depth reply. */
export interface RestSnapshot {
  readonly lastUpdateId: bigint;
  readonly bids: Rows;
  readonly asks: Rows;
}

export class LocalBook {
  readonly market: 'spot' | 'futures';
  state: 'empty' | 'syncing' | 'live' | 'gapped' = 'empty';
  gaps = 0;
  resyncs = 0;
  localId = -1n;
  private bids = new Map<bigint, bigint>();
  private asks = new Map<bigint, bigint>();
  private buffered: DiffEvent[] = [];
  /** Futures step 4: the next event applied is the first after a snapshot. */
  private first = false;

  constructor(market: 'spot' | 'futures') {
    this.market = market;
  }

  onEvent(event: DiffEvent): void {
    if (this.state === 'empty') this.state = 'syncing';
    if (this.state !== 'live') {
      this.buffered.push(event); // step 1
      return;
    }
    if (!this.accept(event)) this.buffered = [event];
  }

  onSnapshot(snapshot: RestSnapshot): void {
    const { lastUpdateId } = snapshot;
    if (this.state === 'live') {
      // The book knows as much or more: the document has no such case.
      if (lastUpdateId <= this.localId) return;
    } else if (this.isTooOld(lastUpdateId)) return; // step 3
    const wasGapped = this.state === 'gapped';
    this.bids = new Map();
    this.asks = new Map();
    set(this.bids, snapshot.bids);
    set(this.asks, snapshot.asks);
    this.localId = lastUpdateId;
    this.first = true;
    this.state = 'live';
    const waiting = this.buffered;
    this.buffered = [];
    for (const [i, event] of waiting.entries()) {
      if (this.accept(event)) continue;
      this.buffered = waiting.slice(i);
      return;
    }
    if (wasGapped) this.resyncs++;
  }

  /** Step 3: events between the snapshot and the first buffered one are missing. */
  private isTooOld(lastUpdateId: bigint): boolean {
    const [oldest] = this.buffered;
    if (oldest === undefined) return false;
    if (this.market === 'spot') return oldest.U > lastUpdateId + 1n;
    // A futures event that names the snapshot as its predecessor misses nothing.
    return oldest.U > lastUpdateId && oldest.pu !== lastUpdateId;
  }

  /** Applies or ignores an event; false: a gap. */
  private accept(event: DiffEvent): boolean {
    const verdict = this.market === 'spot' ? this.spot(event) : this.futures(event);
    if (verdict === 'gap') {
      this.state = 'gapped';
      this.gaps++;
      return false;
    }
    if (verdict === 'apply') {
      set(this.bids, event.b);
      set(this.asks, event.a);
      this.localId = event.u;
      this.first = false;
    }
    return true;
  }

  private spot(event: DiffEvent): 'apply' | 'ignore' | 'gap' {
    if (this.first && event.u <= this.localId) return 'ignore'; // step 4
    if (event.u < this.localId) return 'ignore'; // step 6
    return event.U > this.localId + 1n ? 'gap' : 'apply'; // step 6
  }

  private futures(event: DiffEvent): 'apply' | 'ignore' | 'gap' {
    if (!this.first) return event.pu === this.localId ? 'apply' : 'gap'; // step 5
    if (event.u < this.localId) return 'ignore'; // step 3
    const straddles = event.U <= this.localId && this.localId <= event.u; // step 4
    return straddles || event.pu === this.localId ? 'apply' : 'gap';
  }

  /** Levels best first; none unless live. */
  levels(side: 'bid' | 'ask'): [bigint, bigint][] {
    if (this.state !== 'live') return [];
    const map = side === 'bid' ? this.bids : this.asks;
    const sorted = [...map].sort(([x], [y]) => (x < y ? -1 : 1));
    return side === 'bid' ? sorted.reverse() : sorted;
  }
}

function set(side: Map<bigint, bigint>, rows: Rows): void {
  for (const [price, qty] of rows) {
    if (qty === 0n) side.delete(price);
    else side.set(price, qty);
  }
}

/** A venue whose book changes by seeded chance: its true book at any update id, and its events. */
export class TrueVenue {
  readonly market: 'spot' | 'futures';
  readonly events: DiffEvent[] = [];
  private readonly random: () => number;
  private readonly changes: { id: bigint; side: 'b' | 'a'; price: bigint; qty: bigint }[] = [];
  private nextId = 1000n;
  private lastU = 999n;

  /** @param random in [0, 1) */
  constructor(market: 'spot' | 'futures', random: () => number) {
    this.market = market;
    this.random = random;
  }

  private below(n: number): number {
    return Math.floor(this.random() * n);
  }

  /** Makes the next event; its levels change one update id at a time. */
  step(): DiffEvent {
    // Futures ids skip: the id before U need not be the u before.
    const U = this.nextId + BigInt(this.market === 'futures' ? this.below(4) : 0);
    const touched = new Map<string, [bigint, bigint]>();
    const count = 1 + this.below(4);
    for (let i = 0; i < count; i++) {
      const side = this.below(2) === 0 ? 'b' : 'a';
      const distance = BigInt(this.below(this.below(8) === 0 ? 100_000 : 40));
      const price = side === 'b' ? 499_999n - distance : 500_000n + distance;
      const qty = BigInt(this.below(3) === 0 ? 0 : 1 + this.below(99));
      this.changes.push({ id: U + BigInt(i), side, price, qty });
      touched.set(`${side}${price}`, [price, qty]);
    }
    const u = U + BigInt(count - 1);
    const rows = (side: string): Rows =>
      [...touched].filter(([key]) => key.startsWith(side)).map(([, row]) => row);
    const pu = this.market === 'futures' ? this.lastU : -1n;
    const event = { U, u, pu, b: rows('b'), a: rows('a') };
    this.events.push(event);
    this.nextId = u + 1n;
    this.lastU = u;
    return event;
  }

  /** The whole book after update `lastUpdateId`. */
  snapshot(lastUpdateId: bigint): RestSnapshot {
    const sides = { b: new Map<bigint, bigint>(), a: new Map<bigint, bigint>() };
    for (const { id, side, price, qty } of this.changes)
      if (id <= lastUpdateId) set(sides[side], [[price, qty]]);
    return { lastUpdateId, bids: [...sides.b], asks: [...sides.a] };
  }
}
