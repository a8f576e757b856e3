// The codec of blocks, through the compiled module: lossless for all records, safe on all bytes.
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { Status } from '../abi/status.ts';
import { TapeInfoView } from '../abi/tape.ts';
import { type Core, createCore } from '../core/core.ts';
import type { CoreBuild } from '../core/load.ts';
import { seededRandom } from '../testing/decode-frames.ts';
import {
  type AnyRecord,
  anyRecord,
  recordBytes,
  recordStarts,
  withoutSlow,
} from '../testing/tape-records.ts';

const RECORD_BYTES = 1 << 20;
const PAYLOAD_BYTES = 2 << 20;
const GUARD = 0xa5;

/** The codec with memory of its own. */
class Codec {
  readonly core: Core;
  readonly enc: number;
  readonly dec: number;
  readonly records: number;
  readonly payload: number;
  readonly out: number;
  readonly info: TapeInfoView;

  constructor(core: Core) {
    const { exports } = core;
    this.core = core;
    this.enc = core.alloc(exports.tapeEncoderSize(RECORD_BYTES) >>> 0, 'encoder');
    exports.tapeEncoderInit(this.enc, RECORD_BYTES);
    this.dec = core.alloc(exports.tapeDecoderSize(), 'decoder');
    exports.tapeDecoderInit(this.dec);
    this.records = core.alloc(RECORD_BYTES, 'records');
    this.payload = core.alloc(PAYLOAD_BYTES, 'payload');
    this.out = core.alloc(RECORD_BYTES + 4096, 'out');
    this.info = new TapeInfoView(core.view, this.enc);
  }

  encode(bytes: Uint8Array, room = PAYLOAD_BYTES - 4096): number {
    this.core.bytes.set(bytes, this.records);
    const end = this.records + bytes.length;
    const { exports } = this.core;
    return exports.tapeEncode(this.enc, this.records, end, this.payload, this.payload + room);
  }

  /** Decodes the payload; asserts that nothing beyond `outBytes` was written. */
  decode(length: number, outBytes: number): number {
    const { bytes, exports } = this.core;
    const limit = this.out + outBytes;
    bytes.fill(GUARD, limit, limit + 256);
    const end = this.payload + length;
    const status = exports.tapeDecode(this.dec, this.payload, end, this.out, limit);
    expect(bytes.subarray(limit, limit + 256).every((byte) => byte === GUARD)).toBe(true);
    return status;
  }

  /** Blocks that `bytes` become, and the records that come back. */
  roundTrip(bytes: Uint8Array): { blocks: number; back: Uint8Array } {
    const back = new Uint8Array(bytes.length);
    let at = 0;
    let blocks = 0;
    while (at < bytes.length) {
      const length = this.encode(bytes.subarray(at));
      expect(length).toBeGreaterThan(0);
      const { consumed } = this.info;
      expect(this.decode(length, consumed)).toBe(consumed);
      back.set(this.core.bytes.subarray(this.out, this.out + consumed), at);
      at += consumed;
      blocks++;
    }
    return { blocks, back };
  }
}

function simple(kind: number, instrumentId: number, flags = 3): AnyRecord {
  const words = [1n, 2n, 3n, 4n, 5n];
  const rest = { recvStep: 1n, exchangeTsNs: 0n, rows: [], bidCount: 0, body: new Uint8Array(104) };
  return { kind, flags, instrumentId, words, ...rest };
}

const BUILDS: readonly CoreBuild[] = ['checked', 'release', 'unshared'];

describe.each(BUILDS)('tape codec, %s build', (build) => {
  let codec: Codec;
  beforeAll(async () => {
    codec = new Codec(await createCore({ build, memoryBytes: 64 << 20 }));
  });

  test.each([false, true])('gives back every record of every kind (widely: %s)', (widely) => {
    fc.assert(
      fc.property(fc.array(anyRecord(widely), { minLength: 1, maxLength: 150 }), (records) => {
        const bytes = recordBytes(records);
        expect(codec.roundTrip(bytes).back).toEqual(withoutSlow(bytes));
      }),
      { numRuns: build === 'checked' ? 60 : 200 },
    );
  });

  test.each([
    [0, 100n, 1000n],
    [0.004, 100n, 1000n],
    [0.2, 10n, 1n],
  ])('a share of %s odd values: units %s and %s', (share, priceUnit, qtyUnit) => {
    const random = seededRandom(5);
    const below = (n: number): bigint => BigInt(Math.floor(random() * n));
    const odd = (): bigint => (random() < share ? below(99) - 50n : 0n);
    const price = (): bigint => (600_000n + below(3000)) * 100n + odd() * 10n;
    const qty = (): bigint => (random() < share / 8 ? 2n ** 63n - 5n : below(4000) * 1000n + odd());
    const records: AnyRecord[] = [];
    for (let i = 0; i < 1500; i++) {
      const kind = [2, 2, 3, 5, 6, 7, 9, 13][i % 8] ?? 2;
      // The first values settle the units.
      const clean = i < 100;
      const values = clean ? [100n, 1000n, 300n, 4000n] : [price(), qty(), price(), qty()];
      const rows = Array.from({ length: clean ? 1 : 12 }, (): readonly [bigint, bigint] =>
        clean ? [100n, 1000n] : [price(), qty()],
      );
      records.push({
        ...simple(kind, 0, i % 2 ? 7 : 11),
        words: [...values, 1n],
        rows,
        bidCount: 5,
      });
    }
    const bytes = recordBytes(records);
    expect(codec.roundTrip(bytes)).toEqual({ blocks: 1, back: bytes });
    // Behind head and tags: id, price unit, quantity unit of the only instrument.
    const { view } = codec.core;
    const tags = view.getUint32(codec.payload + 4, true);
    const units = codec.payload + 304 + 4 * tags;
    expect(view.getBigUint64(units + 8, true)).toBe(priceUnit);
    expect(view.getBigUint64(units + 16, true)).toBe(qtyUnit);
    const counts = codec.info;
    expect([counts.trades, counts.bbos, counts.others]).toEqual([188, 187, 561]);
  });

  test('one changed word changes the payload', () => {
    const bytes = recordBytes([simple(5, 0), simple(6, 0), simple(2, 0), simple(12, 0)]);
    const payloadOf = (): Uint8Array => {
      const length = codec.encode(bytes);
      return codec.core.bytes.slice(codec.payload, codec.payload + length);
    };
    const before = payloadOf();
    for (const start of recordStarts(bytes)) {
      for (const offset of [5, 8, 16, 24, 32, 40, 56]) {
        const at = start + offset;
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        expect(payloadOf()).not.toEqual(before);
        bytes[at] = (bytes[at] ?? 0) ^ 1;
      }
    }
  });

  test('over 254 tags are escaped, over 4096 tags or 1024 instruments cut the block', () => {
    const tags = (count: number, instruments: number): Uint8Array => {
      const records: AnyRecord[] = [];
      for (let i = 0; i < count; i++) {
        const turn = Math.floor(i / instruments);
        records.push(simple(5 + (turn % 9), i % instruments, Math.floor(turn / 9) & 63));
      }
      return recordBytes(records);
    };
    for (const [count, instruments, blocks] of [
      [254, 30, 1],
      [256, 30, 1],
      [4096, 64, 1],
      [4097, 64, 2],
      [1024, 1024, 1],
      [1025, 1025, 2],
      [12_000, 3000, 12],
    ] as const) {
      const bytes = tags(count, instruments);
      const result = codec.roundTrip(bytes);
      expect(result.back).toEqual(bytes);
      expect(result.blocks).toBe(blocks);
    }
  });

  test('counts events, records and times of a block', () => {
    const depth = {
      ...simple(2, 0),
      rows: [
        [1n, 2n],
        [3n, 4n],
        [5n, 0n],
      ] as const,
      bidCount: 1,
    };
    const snapshot = { ...depth, kind: 3 };
    const late = { ...simple(5, 1), exchangeTsNs: 7_000n };
    const early = { ...simple(5, 1), exchangeTsNs: 3_000n, recvStep: 10_000n };
    const all = [simple(1, 0), depth, depth, snapshot, late, early, simple(6, 1), simple(13, 1)];
    const bytes = recordBytes(all);
    expect(codec.encode(bytes)).toBeGreaterThan(0);
    const { info } = codec;
    expect(info.recordCount).toBe(8);
    expect(info.consumed).toBe(bytes.length);
    expect([info.definitions, info.depthRows, info.snapshotRows]).toEqual([1, 6, 3]);
    expect([info.trades, info.bbos, info.others]).toEqual([2, 1, 1]);
    const first = 1_723_161_255_030_314_667n;
    expect(info.minRecvTsNs).toBe(first + 1n);
    expect(info.maxRecvTsNs).toBe(first + 10_007n);
    expect(info.minExchangeTsNs).toBe(3_000n);
    expect(info.maxExchangeTsNs).toBe(7_000n);
    expect(info.minLatencyNs).toBe(first + 5n - 7_000n);
    codec.encode(recordBytes([simple(6, 0)]));
    expect([info.minExchangeTsNs, info.maxExchangeTsNs]).toEqual([0n, 0n]);
    expect(info.minLatencyNs).toBe(2n ** 63n - 1n);
  });

  test('refuses what are no records, and what does not fit', () => {
    const bytes = recordBytes([simple(5, 0), simple(5, 0)]);
    expect(codec.encode(bytes.subarray(0, 0))).toBe(Status.BadArgument);
    expect(codec.encode(bytes.subarray(0, 100))).toBe(Status.BadArgument);
    for (const [offset, value] of [
      [64, 0],
      [64, 16],
      [64, 72],
      [65, 1],
      [68, 0],
    ] as const) {
      const broken = bytes.slice();
      broken[offset] = value;
      expect(codec.encode(broken)).toBe(Status.BadArgument);
    }
    expect(codec.encode(bytes, 300)).toBe(Status.TooLarge);
    const length = codec.encode(bytes);
    expect(codec.decode(length, 127)).toBe(Status.TooLarge);
    expect(codec.decode(length, 128)).toBe(128);
    const { exports, bytes: memory } = codec.core;
    const { dec, payload, out } = codec;
    expect(exports.tapeDecode(dec, memory.length - 512, memory.length - 100, out, out + 64)).toBe(
      Status.BadArgument,
    );
    expect(exports.tapeDecode(dec, payload, payload + length, out, memory.length + 64)).toBe(
      Status.BadArgument,
    );
  });

  test('any change of a payload is refused or decodes to something within bounds', () => {
    const sample = fc.sample(anyRecord(false), { numRuns: 60, seed: 7 });
    const bytes = recordBytes([...sample, simple(1, 0), simple(77, 2)]);
    const length = codec.encode(bytes);
    const good = codec.core.bytes.slice(codec.payload, codec.payload + length);
    let refused = 0;
    for (let at = 0; at < length; at++) {
      for (const change of [0x01, 0x80, 0xff]) {
        codec.core.bytes.set(good, codec.payload);
        codec.core.bytes[codec.payload + at] = (good[at] ?? 0) ^ change;
        const status = codec.decode(length, bytes.length);
        expect(status === Status.BadBlock || status === Status.TooLarge || status > 0).toBe(true);
        if (status < 0) refused++;
      }
    }
    expect(refused).toBeGreaterThan(length / 4);
    for (let cut = 0; cut < length; cut++) {
      codec.core.bytes.set(good, codec.payload);
      expect(codec.decode(cut, bytes.length)).toBeLessThan(0);
    }
    codec.core.bytes.set(good, codec.payload);
    expect(codec.decode(length, bytes.length)).toBe(bytes.length);
  });

  test('a payload with a byte too many, or of another length than it says, is refused', () => {
    const { view, bytes: memory } = codec.core;
    const bytes = recordBytes([simple(5, 0), { ...simple(2, 0), rows: [[1n, 2n]] }]);
    const length = codec.encode(bytes);
    for (let stream = 0; stream < 66; stream++) {
      codec.encode(bytes);
      // The stream grows by a byte at the end of the payload; those behind it move by one.
      memory[codec.payload + length] = 0;
      const at = codec.payload + 32 + 4 * stream;
      view.setUint32(at, view.getUint32(at, true) + 1, true);
      expect(codec.decode(length + 1, bytes.length)).toBe(Status.BadBlock);
    }
    for (const change of [-16, 16]) {
      codec.encode(bytes);
      view.setUint32(codec.payload + 12, bytes.length + change, true);
      expect(codec.decode(length, bytes.length + 64)).toBe(Status.BadBlock);
    }
  });

  test('streams that run out are noticed before the end of memory', () => {
    const { bytes: memory, exports } = codec.core;
    const records = Array.from({ length: 4000 }, () => ({ ...simple(6, 0), recvStep: 0n }));
    const bytes = recordBytes(records);
    const length = codec.encode(bytes);
    const end = memory.length - exports.tapeDecodeSlack();
    const start = end - length;
    for (const zeros of [0, 1000, 3000]) {
      memory.copyWithin(start, codec.payload, codec.payload + length);
      // Control bytes are 0, since nothing changes: now they call for 8 bytes a field, of none.
      for (let at = start + 400 + zeros; at < end; at++) if (memory[at] === 0) memory[at] = 0x77;
      const limit = codec.out + bytes.length;
      expect(exports.tapeDecode(codec.dec, start, end, codec.out, limit)).toBe(Status.BadBlock);
    }
  });

  test('hostile payloads never trap', () => {
    const { bytes: memory, view } = codec.core;
    fc.assert(
      fc.property(
        fc.array(anyRecord(true), { minLength: 1, maxLength: 20 }),
        fc.array(fc.tuple(fc.nat(2000), fc.nat(0xffff_ffff)), { minLength: 1, maxLength: 6 }),
        fc.nat(304),
        (records, changes, head) => {
          const bytes = recordBytes(records);
          const length = codec.encode(bytes);
          // Words into the head, where lengths and counts are, and anywhere.
          for (const [at, value] of changes)
            view.setUint32(codec.payload + (at % length), value, true);
          const [first] = changes;
          if (first !== undefined)
            view.setUint32(codec.payload + (head & ~3), first[1] % length, true);
          expect(codec.decode(length, bytes.length)).toBeLessThanOrEqual(bytes.length);
        },
      ),
      { numRuns: build === 'checked' ? 200 : 2000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000, size: 'max' }), (noise) => {
        memory.set(noise, codec.payload);
        expect(codec.decode(noise.length, 65536)).toBeLessThan(0);
      }),
      { numRuns: 200 },
    );
  });

  test('tapeFit stops where a block is full, time runs back or bytes are no record', () => {
    const { exports, view, bytes: memory } = codec.core;
    const bytes = recordBytes([simple(5, 0), simple(6, 0), simple(5, 0)]);
    const last = codec.out;
    const fit = (room: number, length = bytes.length): number => {
      memory.set(bytes, codec.records);
      view.setBigInt64(last, 0n, true);
      return exports.tapeFit(last, codec.records, codec.records + length, room);
    };
    expect([fit(63), fit(64), fit(191), fit(192), fit(9999)]).toEqual([0, 64, 128, 192, 192]);
    expect(view.getBigInt64(last, true)).toBe(1_723_161_255_030_314_670n);
    expect([fit(999, 31), fit(999, 100)]).toEqual([Status.BadArgument, 64]);
    const time = new DataView(bytes.buffer);
    time.setBigInt64(72, 5n, true);
    expect(fit(999)).toBe(64);
    expect(exports.tapeFit(last, codec.records + 64, codec.records + 128, 999)).toBe(
      Status.TimeBackwards,
    );
    expect(exports.tapeFit(last, codec.records + 64, codec.records + 128, 0)).toBe(
      Status.TimeBackwards,
    );
  });

  test('tapeCrc is the CRC-32 of zlib, also in pieces', () => {
    const { core, payload, out } = codec;
    core.exports.tapeCrcInit(out);
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.nat(400),
        fc.nat(7),
        (noise, cut, shift) => {
          const start = payload + shift;
          core.bytes.set(noise, start);
          const end = start + noise.length;
          const middle = Math.min(start + cut, end);
          const whole = core.exports.tapeCrc(out, start, end, 0) >>> 0;
          const half = core.exports.tapeCrc(out, start, middle, 0);
          expect(whole).toBe(crc32(noise));
          expect(core.exports.tapeCrc(out, middle, end, half) >>> 0).toBe(whole);
        },
      ),
    );
  });
});
