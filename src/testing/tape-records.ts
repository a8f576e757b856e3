// Arbitrary records of every kind as bytes, for round trips. Independent of the codec: fields are
// written with DataView at the offsets of records.fbs.
import fc from 'fast-check';

/** One record of 64 bytes with five words behind the header, or of any other size. */
export interface AnyRecord {
  readonly kind: number;
  readonly flags: number;
  readonly instrumentId: number;
  readonly recvStep: bigint;
  readonly exchangeTsNs: bigint;
  readonly words: readonly bigint[];
  readonly rows: readonly (readonly [bigint, bigint])[];
  readonly bidCount: number;
  readonly body: Uint8Array;
}

const KINDS = [1, 2, 2, 2, 3, 4, 5, 5, 6, 6, 7, 8, 9, 10, 11, 12, 13, 14, 77] as const;
const FIRST_TIME = 1_723_161_255_030_314_667n;

const anyI64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0n, -1n, 1n, 100n) },
  { weight: 4, arbitrary: fc.bigInt({ min: -70_000n, max: 70_000n }) },
  { weight: 1, arbitrary: fc.constantFrom(2n ** 63n - 1n, -(2n ** 63n), 2n ** 62n, 2n ** 56n) },
  { weight: 1, arbitrary: anyI64 },
);
const row = fc.tuple(
  fc.oneof(
    { weight: 9, arbitrary: fc.bigInt({ min: 0n, max: 10n ** 7n }) },
    { weight: 1, arbitrary: word },
  ),
  fc.oneof(
    { weight: 9, arbitrary: fc.bigInt({ min: 0n, max: 400n }) },
    { weight: 1, arbitrary: word },
  ),
);

/** A record; `widely` spreads instruments and flags over their whole range. */
export function anyRecord(widely: boolean): fc.Arbitrary<AnyRecord> {
  return fc.record({
    kind: fc.constantFrom(...KINDS),
    flags: widely ? fc.integer({ min: 0, max: 255 }) : fc.constantFrom(3, 7, 11, 19),
    instrumentId: widely
      ? fc.constantFrom(0, 1, 255, 256, 65535, 40_000)
      : fc.integer({ min: 0, max: 2 }),
    recvStep: fc.oneof(
      fc.bigInt({ min: 0n, max: 10n ** 9n }),
      fc.bigInt({ min: 0n, max: 10_000n }).map((n) => n * 100n),
    ),
    exchangeTsNs: fc.oneof(
      fc.constant(0n),
      fc.bigInt({ min: 0n, max: 10n ** 6n }).map((ms) => FIRST_TIME + ms * 1_000_000n),
      word,
    ),
    words: fc.array(word, { minLength: 5, maxLength: 5 }),
    rows: fc.array(row, { maxLength: 90, size: 'max' }),
    bidCount: fc.nat(90),
    body: fc.uint8Array({ minLength: 104, maxLength: 104 }),
  });
}

function sizeOf(record: AnyRecord): number {
  if (record.kind === 1) return 128;
  if (record.kind === 2 || record.kind === 3) return 64 + 16 * record.rows.length;
  // A kind that this version does not know, with a size of its own.
  if (record.kind === 77) return 32 + 16 * (record.bidCount % 7);
  return 64;
}

function writeRecord(view: DataView, at: number, record: AnyRecord, recvTsNs: bigint): void {
  const size = sizeOf(record);
  view.setUint32(at, size, true);
  view.setUint8(at + 4, record.kind);
  view.setUint8(at + 5, record.flags);
  view.setUint16(at + 6, record.instrumentId, true);
  view.setBigInt64(at + 8, recvTsNs, true);
  view.setBigInt64(at + 16, record.exchangeTsNs, true);
  if (record.kind === 1 || record.kind === 77) {
    for (let i = 24; i < size; i++) view.setUint8(at + i, record.body[(i - 24) % 104] ?? 0);
    return;
  }
  for (const [i, value] of record.words.entries()) view.setBigInt64(at + 24 + 8 * i, value, true);
  if (record.kind !== 2 && record.kind !== 3) return;
  view.setUint32(at + 48, record.rows.length, true);
  view.setUint32(at + 52, Math.min(record.bidCount, record.rows.length), true);
  for (const [i, [price, qty]] of record.rows.entries()) {
    view.setBigInt64(at + 64 + 16 * i, price, true);
    view.setBigInt64(at + 72 + 16 * i, qty, true);
  }
}

/** The records one behind the other, in order of time. */
export function recordBytes(records: readonly AnyRecord[]): Uint8Array {
  const bytes = new Uint8Array(records.reduce((sum, record) => sum + sizeOf(record), 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  let time = FIRST_TIME;
  for (const record of records) {
    time += record.recvStep;
    writeRecord(view, at, record, time);
    at += sizeOf(record);
  }
  return bytes;
}

/** `bytes` without the flag `Slow`, which is never stored. */
export function withoutSlow(bytes: Uint8Array): Uint8Array {
  const out = bytes.slice();
  const view = new DataView(out.buffer);
  for (let at = 0; at < out.length; at += view.getUint32(at, true))
    view.setUint8(at + 5, view.getUint8(at + 5) & ~0x40);
  return out;
}

/** Starts of the records. */
export function recordStarts(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts: number[] = [];
  for (let at = 0; at < bytes.length; at += view.getUint32(at, true)) starts.push(at);
  return starts;
}
