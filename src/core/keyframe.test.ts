// A keyframe holds the whole state: an engine restored from it goes on exactly as the one
// that wrote it, at any moment: before the snapshot, between it and the first delta, in a gap.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { RecordKind } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import type { VenueName } from '../model/instrument.ts';
import { type DiffEvent, TrueVenue } from '../testing/binance-oracle.ts';
import { seededRandom } from '../testing/decode-frames.ts';
import { createTestEngine, type RecordWriter, type TestEngine } from '../testing/record-writer.ts';

const SMALL = {
  memoryBytes: 32 << 20,
  writerBytes: 1 << 20,
  instrumentsMax: 2,
  windowBits: 8,
  farLevelsMax: 2048,
  farLevelsMaxTotal: 8192,
  pendingBytes: 1 << 14,
  ordersMax: 256,
  hashing: true,
} as const;

/** Far above what these engines take of the arena. */
const AREA = 24 << 20;

/** Books, sequence state and kept deltas as bytes. */
function keyframeOf({ core, engine }: TestEngine): Uint8Array {
  const length = core.exports.engineKeyframe(engine.address, AREA, AREA + (1 << 20));
  core.check(length, 'keyframe');
  return core.bytes.slice(AREA, AREA + length);
}

describe.each(['binance-spot', 'binance-usdm', 'nasdaq'] as const)('%s', (venue) => {
  let one: TestEngine;
  let other: TestEngine;
  beforeAll(async () => {
    one = await createTestEngine(SMALL);
    other = await createTestEngine({ ...SMALL, build: 'checked' });
  });

  it('goes on as if nothing had been', () => {
    const turns = fc.array(fc.nat(99), { minLength: 2, maxLength: 40, size: 'max' });
    fc.assert(
      fc.property(fc.integer(), turns, fc.nat(39), (seed, choices, at) => {
        one.rewind();
        other.rewind();
        const stream = streamOf(venue, seed);
        stream.define(one.write);
        expect(one.run()).toBe(Status.NeedInput);
        const cut = at % choices.length;
        for (const [i, choice] of choices.entries()) {
          if (i === cut) restore(one, other);
          stream.turn(one.write, choice);
          const records = one.write.copy();
          const status = one.run();
          if (i < cut) continue;
          other.write.paste(records);
          expect(other.run()).toBe(status);
          expect(other.engine.state.dataHash).toBe(one.engine.state.dataHash);
          const same = Buffer.compare(keyframeOf(one), keyframeOf(other));
          expect(same).toBe(0);
        }
      }),
      { numRuns: 150 },
    );
  });
});

function restore(from: TestEngine, to: TestEngine): void {
  const bytes = keyframeOf(from);
  to.core.bytes.set(bytes, AREA);
  const { exports } = to.core;
  to.core.check(exports.engineRestore(to.engine.address, AREA, AREA + bytes.length), 'restore');
  to.engine.state.dataHash = from.engine.state.dataHash;
}

/** A random stream: deltas lost and doubled, snapshots, wider scales; or single orders. */
function streamOf(venue: VenueName, seed: number) {
  const random = seededRandom(seed);
  const source = new TrueVenue(venue === 'binance-spot' ? 'spot' : 'futures', random);
  const below = (n: number): number => Math.floor(random() * n);
  let recv = 1_000n;
  let version = 1;
  let held: DiffEvent | undefined;
  const scale = { priceScale: 2, qtyScale: 3 };
  const definition = () => ({ venue, version, ...scale, ...(venue === 'nasdaq' ? L3 : {}) });
  const L3 = { bookModel: 'L3' } as const;
  const kinds = [7, 7, 7, 8, 9, 10, 11] as const;
  return {
    define: (write: RecordWriter): unknown => write.define(definition(), recv),
    turn(write: RecordWriter, choice: number): void {
      recv += 5n;
      if (choice < 3) {
        version++;
        scale.qtyScale = Math.min(8, scale.qtyScale + 1);
        write.define(definition(), recv);
      } else if (venue === 'nasdaq') {
        const kind = kinds[below(kinds.length)] ?? RecordKind.OrderAdd;
        const price = BigInt(1000 + below(300) * (below(9) === 0 ? 9 : 1));
        const flags = below(2) === 0 ? 7 : 11;
        const order = {
          recv,
          orderId: BigInt(below(40)),
          price,
          qty: BigInt(1 + below(50)),
          flags,
        };
        write.order(kind, order);
      } else if (choice < 30) {
        // Taken in the middle of the event that comes next: it straddles the snapshot.
        held = source.step();
        const { bids, asks, lastUpdateId } = source.snapshot(held.U);
        write.snapshot({ recv, last: lastUpdateId, bids, asks });
      } else {
        if (choice > 90) source.step();
        const { U: first, u: last, pu: prev, b: bids, a: asks } = held ?? source.step();
        held = undefined;
        write.delta({ recv, first, last, prev, bids, asks });
      }
    },
  };
}
