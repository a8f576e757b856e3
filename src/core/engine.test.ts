// The engine's sequence rules, step by step as the venue's procedure numbers them, and against an
// oracle of that procedure on random streams that lose, repeat and reorder what the venue sent.
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { BookState } from '../abi/book.ts';
import { Status } from '../abi/status.ts';
import type { VenueName } from '../model/instrument.ts';
import { type DiffEvent, LocalBook, TrueVenue } from '../testing/binance-oracle.ts';
import { seededRandom } from '../testing/decode-frames.ts';
import { createTestEngine, type DepthFields, type TestEngine } from '../testing/record-writer.ts';
import { bookStateName } from './engine.ts';
import type { CoreBuild } from './load.ts';

const BID = [100n, 5n] as const;
const ASK = [101n, 7n] as const;
const SNAPSHOT = { bids: [BID], asks: [ASK] };

/** One engine, one instrument; every call is one record, a nanosecond after the one before. */
class Subject {
  readonly test: TestEngine;
  private recv = 1_000n;
  constructor(test: TestEngine, venue: VenueName) {
    this.test = test;
    test.write.define({ venue }, this.recv);
    expect(test.run()).toBe(Status.NeedInput);
  }
  private next(): bigint {
    this.recv += 1n;
    return this.recv;
  }
  delta(fields: Omit<DepthFields, 'recv'>): number {
    this.test.write.delta({ bids: [[99n, fields.last]], recv: this.next(), ...fields });
    return this.test.run();
  }
  snapshot(last: bigint, fields: Partial<DepthFields> = SNAPSHOT): number {
    this.test.write.snapshot({ last, recv: this.next(), ...fields });
    return this.test.run();
  }
  get inst() {
    return this.test.engine.instrumentState(0);
  }
  get state(): number {
    return this.inst.state;
  }
  /** Quantity at 99: the id of the last delta applied, 0 when there was none. */
  get applied(): bigint {
    return this.test.levels('bid').find(([price]) => price === 99n)?.[1] ?? 0n;
  }
  expectUnreadable(): void {
    const { engine, core } = this.test;
    expect(engine.topOfBook(0)).toBeUndefined();
    expect(engine.topState(0).bidPrice).toBe(0n);
    expect(engine.levels(0, 'bid', 10).count + engine.levels(0, 'ask', 10).count).toBe(0);
    expect(core.exports.engineLevelCount(engine.address, 0, 0)).toBe(0);
    expect(core.exports.engineImbalance(engine.address, 0, 1, 1)).toBeNaN();
    expect(core.exports.engineMicroprice(engine.address, 0)).toBeNaN();
    expect(core.exports.engineVwap(engine.address, 0, 1, 1)).toBeNaN();
  }
}

describe.each<CoreBuild>(['checked', 'release'])('sequence rules, %s build', (build) => {
  const make = async (venue: VenueName, pendingBytes = 1 << 16): Promise<Subject> =>
    new Subject(
      await createTestEngine({
        build,
        memoryBytes: 16 << 20,
        pendingBytes,
        instrumentsMax: 2,
        farLevelsMax: 4096,
        farLevelsMaxTotal: 16384,
        windowBits: 10,
      }),
      venue,
    );

  describe.each<VenueName>(['binance-spot', 'binance-usdm', 'binance-coinm'])('%s', (venue) => {
    const futures = venue !== 'binance-spot';
    let s: Subject;
    beforeEach(async () => {
      s = await make(venue);
    });
    /** The delta (from, to] of a stream without gaps. */
    const follows = (prev: bigint, last: bigint): Omit<DepthFields, 'recv'> => ({
      first: prev + 1n,
      last,
      prev: futures ? prev : -1n,
    });

    it('is empty, then buffers, then lives from the snapshot on', () => {
      expect(s.state).toBe(BookState.Empty);
      s.expectUnreadable();
      s.delta(follows(9n, 12n));
      expect(s.state).toBe(BookState.Syncing);
      s.expectUnreadable();
      s.delta(follows(12n, 15n));
      s.snapshot(12n);
      expect(s.state).toBe(BookState.Live);
      expect(s.inst.lastSeq).toBe(15n);
      expect(s.applied).toBe(15n);
      expect(s.test.engine.topOfBook(0)?.bidPrice).toBe(100n);
    });

    it('drops buffered deltas that the snapshot holds', () => {
      s.delta(follows(9n, 11n));
      s.delta(follows(11n, 12n));
      s.snapshot(12n);
      // Futures apply u == lastUpdateId, spot drops it.
      expect(s.applied).toBe(futures ? 12n : 0n);
      expect(s.test.engine.state.staleDeltas).toBe(futures ? 1n : 2n);
    });

    it('takes no snapshot that is too old', () => {
      s.delta(follows(20n, 22n));
      // Futures: U = 21 must not be above lastUpdateId unless `pu` names it.
      expect(s.snapshot(19n)).toBe(Status.NeedInput);
      expect(s.state).toBe(BookState.Syncing);
      expect(s.test.engine.state.unusedSnapshots).toBe(1n);
      s.snapshot(20n);
      expect(s.state).toBe(BookState.Live);
      expect(s.applied).toBe(22n);
    });

    it('lets the first delta straddle the snapshot', () => {
      s.snapshot(10n);
      expect(s.state).toBe(BookState.Live);
      s.delta({ first: 8n, last: 12n, prev: futures ? 7n : -1n });
      expect(s.state).toBe(BookState.Live);
      expect(s.applied).toBe(12n);
    });

    it('sees a gap right behind the snapshot', () => {
      s.snapshot(10n);
      s.delta({ first: 12n, last: 13n, prev: futures ? 11n : -1n });
      expect(s.state).toBe(BookState.Gapped);
      expect([s.inst.gapExpected, s.inst.gapFound]).toEqual([11n, 12n]);
    });

    it('is unreadable from the gap on, keeps deltas from there, heals by a later snapshot', () => {
      s.snapshot(10n);
      s.delta(follows(10n, 12n));
      expect(s.delta(follows(13n, 15n))).toBe(Status.NeedInput);
      expect(s.state).toBe(BookState.Gapped);
      expect([s.inst.gaps, s.test.engine.state.gaps]).toEqual([1n, 1n]);
      expect([s.inst.gapExpected, s.inst.gapFound]).toEqual(futures ? [12n, 13n] : [13n, 14n]);
      s.expectUnreadable();
      s.delta(follows(15n, 18n));
      s.snapshot(12n);
      expect(s.state).toBe(BookState.Gapped);
      s.expectUnreadable();
      s.snapshot(13n);
      expect(s.state).toBe(BookState.Live);
      expect(s.inst.lastSeq).toBe(18n);
      expect(s.applied).toBe(18n);
      expect(s.inst.resyncs).toBe(1n);
      s.delta(follows(18n, 19n));
      expect(s.applied).toBe(19n);
    });

    it('sees a gap inside the kept deltas and keeps from there', () => {
      s.delta(follows(9n, 10n));
      s.delta(follows(11n, 12n));
      s.delta(follows(12n, 13n));
      s.snapshot(9n);
      expect(s.state).toBe(BookState.Gapped);
      s.expectUnreadable();
      expect(s.inst.gaps).toBe(1n);
      s.snapshot(11n);
      expect(s.state).toBe(BookState.Live);
      expect(s.applied).toBe(13n);
      expect(s.inst.resyncs).toBe(1n);
    });

    it('handles ids that run backwards', () => {
      s.snapshot(10n);
      s.delta(follows(10n, 12n));
      s.delta(follows(12n, 14n));
      s.delta({ ...follows(10n, 12n), bids: [[99n, 999n]] });
      // Spot ignores what is older; the futures rule is exact: pu must equal the u before.
      expect(s.state).toBe(futures ? BookState.Gapped : BookState.Live);
      if (futures) s.expectUnreadable();
      else expect(s.applied).toBe(14n);
    });

    it('ignores old snapshots while live and takes newer ones', () => {
      s.snapshot(10n);
      s.delta(follows(10n, 14n));
      s.snapshot(14n, { bids: [[50n, 1n]], asks: [[60n, 1n]] });
      s.snapshot(3n, { bids: [[50n, 1n]], asks: [[60n, 1n]] });
      expect(s.applied).toBe(14n);
      expect(s.test.engine.state.unusedSnapshots).toBe(2n);
      s.snapshot(16n, { bids: [[50n, 1n]], asks: [[60n, 1n]] });
      expect(s.state).toBe(BookState.Live);
      expect(s.test.levels('bid')).toEqual([[50n, 1n]]);
      s.delta(follows(14n, 17n));
      expect(s.state).toBe(BookState.Live);
      expect(s.applied).toBe(17n);
      expect(s.inst.resyncs).toBe(0n);
    });

    it.each([
      ['crossed', [[102n, 1n]]],
      ['locked', [[101n, 1n]]],
    ] as const)('refuses a %s snapshot and stays as it was', (_, bids) => {
      const crossed = { bids, asks: [ASK] };
      expect(s.snapshot(10n, crossed)).toBe(Status.BookCrossed);
      expect(s.state).toBe(BookState.Empty);
      s.snapshot(10n);
      s.delta(follows(10n, 12n));
      expect(s.snapshot(20n, crossed)).toBe(Status.BookCrossed);
      expect(s.state).toBe(BookState.Live);
      expect([s.applied, s.inst.lastSeq]).toEqual([12n, 12n]);
      expect(s.test.engine.state.refused).toBe(2n);
    });

    it('starts the buffer anew when it overflows, and asks for a newer snapshot', async () => {
      const small = await make(venue, 256);
      // 80 bytes each: three fit, the fourth starts anew.
      for (let id = 10n; id < 14n; id++) small.delta(follows(id - 1n, id));
      expect(small.inst.pendingLost).toBe(1);
      small.snapshot(11n);
      expect(small.state).toBe(BookState.Syncing);
      small.snapshot(12n);
      expect(small.state).toBe(BookState.Live);
      expect(small.applied).toBe(13n);
    });

    it('survives a delta larger than the buffer', async () => {
      const small = await make(venue, 256);
      const bids = Array.from({ length: 20 }, (_, i) => [BigInt(i + 1), 1n] as const);
      small.delta(follows(9n, 10n));
      small.delta({ ...follows(10n, 11n), bids });
      expect(small.inst.pendingUsed).toBe(0);
      small.delta(follows(11n, 12n));
      small.snapshot(10n);
      expect(small.state).toBe(BookState.Syncing);
      small.snapshot(11n);
      expect(small.state).toBe(BookState.Live);
      expect(small.applied).toBe(12n);
    });

    it('loses the book, not its honesty, when a quantity is negative', () => {
      s.snapshot(10n);
      expect(s.delta({ ...follows(10n, 12n), bids: [[99n, -1n]] })).toBe(Status.Negative);
      expect(s.state).toBe(BookState.Gapped);
      s.expectUnreadable();
      s.delta(follows(12n, 13n));
      s.expectUnreadable();
      s.snapshot(12n);
      expect(s.state).toBe(BookState.Live);
      expect(s.applied).toBe(13n);
      expect(s.snapshot(20n, { bids: [[100n, -5n]], asks: [ASK] })).toBe(Status.Negative);
      s.expectUnreadable();
    });

    it('reports the range in which the snapshot told all levels', () => {
      s.snapshot(10n, { bids: [BID, [90n, 1n]], asks: [ASK, [120n, 1n]] });
      expect([s.inst.trustedLow, s.inst.trustedHigh]).toEqual([90n, 120n]);
      s.delta({ ...follows(10n, 11n), bids: [[10n, 1n]] });
      expect([s.inst.trustedLow, s.inst.trustedHigh]).toEqual([90n, 120n]);
      s.snapshot(12n, { asks: [ASK, [120n, 1n]] });
      expect([s.inst.trustedLow, s.inst.trustedHigh]).toEqual([101n, 120n]);
      s.snapshot(13n, { bids: [BID] });
      expect([s.inst.trustedLow, s.inst.trustedHigh]).toEqual([100n, 100n]);
      s.snapshot(14n, {});
      expect(s.state).toBe(BookState.Live);
      expect([s.inst.trustedLow, s.inst.trustedHigh]).toEqual([-(2n ** 63n), 2n ** 63n - 1n]);
    });

    it('equals the procedure on random streams', async () => {
      const test = await createTestEngine({
        build,
        memoryBytes: 64 << 20,
        instrumentsMax: RUNS + 100,
        windowBits: 10,
        pendingBytes: 1 << 16,
        farLevelsMax: 4096,
      });
      const choices = fc.array(fc.tuple(fc.nat(99), fc.nat(999)), {
        minLength: 5,
        maxLength: 80,
        size: 'max',
      });
      let id = 0;
      const seen = new Set<string>();
      fc.assert(
        fc.property(fc.integer(), choices, (seed, turns) => {
          const run = new TwinRun(test, venue, seed, id++);
          for (const [choice, pick] of turns) run.turn(choice, pick);
          for (const what of run.seen) seen.add(what);
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
      // The streams did reach what they are for.
      expect([...seen].sort()).toEqual(['gapped', 'healed', 'live', 'syncing']);
    });
  });

  it('turns stale on record time alone, and back', async () => {
    const test = await createTestEngine({ build, staleAfterNs: 100n, memoryBytes: 128 << 20 });
    test.write.define({}, 0n).snapshot({ last: 5n, recv: 10n, ...SNAPSHOT });
    test.write.define({ symbol: 'OTHER' }, 10n, 1).trade({ id: 1, recv: 110n, price: 1n, qty: 1n });
    test.run();
    expect(test.engine.topOfBook(0)).toBeDefined();
    test.write.trade({ id: 1, recv: 111n, price: 1n, qty: 1n });
    test.run();
    expect(test.engine.topState(0).state).toBe(BookState.Stale);
    expect(test.engine.topOfBook(0)).toBeUndefined();
    expect(test.levels('bid')).toEqual([]);
    test.write.delta({ last: 6n, recv: 112n, bids: [[100n, 9n]] });
    test.run();
    expect(test.engine.topOfBook(0)?.bidQty).toBe(9n);
  });
});

const RUNS = 150;

/** One random stream into the engine and the procedure; they are compared after every record. */
class TwinRun {
  readonly seen = new Set<string>();
  private readonly venue: TrueVenue;
  private readonly oracle: LocalBook;
  private readonly test: TestEngine;
  private readonly id: number;

  constructor(test: TestEngine, venue: VenueName, seed: number, id: number) {
    const market = venue === 'binance-spot' ? 'spot' : 'futures';
    this.test = test;
    this.id = id;
    this.venue = new TrueVenue(market, seededRandom(seed));
    this.oracle = new LocalBook(market);
    test.write.define({ venue, symbol: `S${id}` }, this.recv, id);
    expect(test.run()).toBe(Status.NeedInput);
  }

  private get recv(): bigint {
    return this.test.engine.state.recvTsNs + 1n;
  }

  /** One thing that can happen to a stream. */
  turn(choice: number, pick: number): void {
    const { events } = this.venue;
    if (choice < 60) this.event(this.venue.step());
    else if (choice < 66)
      this.venue.step(); // lost
    else if (choice < 72) {
      const again = events.at(-1 - (pick % Math.max(1, Math.min(8, events.length))));
      if (again !== undefined) this.event(again);
    } else if (choice < 76) {
      const early = this.venue.step();
      this.event(this.venue.step());
      this.event(early);
    } else this.snapshot(pick);
  }

  private event(event: DiffEvent): void {
    const { U: first, u: last, pu: prev, b: bids, a: asks } = event;
    const { id, recv } = this;
    this.test.write.delta({ id, recv, first, last, prev, bids, asks });
    this.oracle.onEvent(event);
    this.compare();
  }

  /** At an id around those of a recent event: between events, at their ends, inside them. */
  private snapshot(pick: number): void {
    const { events } = this.venue;
    while (events.length < 3) this.venue.step();
    const at = events.at(-1 - (pick % Math.min(6, events.length)));
    const taken = this.venue.snapshot((at?.U ?? 0n) - 1n + BigInt(pick % 5));
    const { lastUpdateId: last, bids, asks } = taken;
    this.test.write.snapshot({ id: this.id, recv: this.recv, last, bids, asks });
    this.oracle.onSnapshot(taken);
    this.compare();
  }

  private compare(): void {
    const { test, oracle, id } = this;
    expect(test.run()).toBe(Status.NeedInput);
    const inst = test.engine.instrumentState(id);
    const live = oracle.state === 'live';
    this.seen.add(oracle.state);
    if (oracle.resyncs > 0) this.seen.add('healed');
    expect({
      state: bookStateName(inst.state),
      gaps: Number(inst.gaps),
      resyncs: Number(inst.resyncs),
      bids: test.levels('bid', id),
      asks: test.levels('ask', id),
      last: live ? inst.lastSeq : 0n,
    }).toEqual({
      state: oracle.state,
      gaps: oracle.gaps,
      resyncs: oracle.resyncs,
      bids: oracle.levels('bid'),
      asks: oracle.levels('ask'),
      last: live ? oracle.localId : 0n,
    });
  }
}
