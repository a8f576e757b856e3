// Binary input files of the benchmarks: one small format that C, Rust, Python and TypeScript read
// alike. make-inputs.ts writes them into the cache; docs/benchmarks.md states the layout.
//
// Header, 64 bytes, little-endian, the same in all files:
//   0  magic, 8 bytes     8  count i64 (rows, frames or events)
//   16 tickSize i64       24 lotSize i64 (both in quanta)
//   32 priceScale i32     36 qtyScale i32
//   40 snapshotRows i64 (rows.bin: rows of the first frame)
//   48 frames i64         56 reserved
//
// rows.bin    OCROWS01  count rows of 24 bytes: price i64, qty i64, flags u32 (1 ask, 2 last of
//                       its frame), u32 0. The first frame is the snapshot.
// frames.bin  OCFRAM01  count times u32 length + the JSON as received: the depth frames that follow
//                       the snapshot, in the order of rows.bin.
// events.bin  OCEVNT01  count events of 40 bytes: recv i64, exch i64, price i64, qty i64, kind u8
//                       (1 depth, 2 trade, 4 snapshot), side u8 (1 bid or buy, 2 ask or sell),
//                       6 zero bytes.
// tape.npy              hftbacktest's 64-byte rows (see npy.ts).
// depth-trade.jsonl.gz  the recording's depth, snapshot and trade lines: what events.bin holds.

export const HEADER_BYTES = 64;
export const ROW_BYTES = 24;
export const EVENT_BYTES = 40;
export const ROW_ASK = 1;
export const ROW_FRAME_END = 2;

export interface InputHeader {
  readonly count: number;
  readonly tickSize: number;
  readonly lotSize: number;
  readonly priceScale: number;
  readonly qtyScale: number;
  readonly snapshotRows: number;
  readonly frames: number;
}

/** Writes the 64-byte header; `magic` has 8 ASCII characters. */
export function writeHeader(view: DataView, magic: string, header: InputHeader): void {
  for (let i = 0; i < 8; i++) view.setUint8(i, magic.charCodeAt(i));
  view.setBigInt64(8, BigInt(header.count), true);
  view.setBigInt64(16, BigInt(header.tickSize), true);
  view.setBigInt64(24, BigInt(header.lotSize), true);
  view.setInt32(32, header.priceScale, true);
  view.setInt32(36, header.qtyScale, true);
  view.setBigInt64(40, BigInt(header.snapshotRows), true);
  view.setBigInt64(48, BigInt(header.frames), true);
}

/**
 * Reads the header.
 * @throws Error when the magic is another one: the cache is of another version
 */
export function readHeader(bytes: Uint8Array, magic: string): InputHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = String.fromCharCode(...bytes.subarray(0, 8));
  if (found !== magic) throw new Error(`bench input: expected ${magic}, found ${found}`);
  return {
    count: Number(view.getBigInt64(8, true)),
    tickSize: Number(view.getBigInt64(16, true)),
    lotSize: Number(view.getBigInt64(24, true)),
    priceScale: view.getInt32(32, true),
    qtyScale: view.getInt32(36, true),
    snapshotRows: Number(view.getBigInt64(40, true)),
    frames: Number(view.getBigInt64(48, true)),
  };
}

/** Columns of rows.bin as plain arrays, prices and quantities in quanta (all below 2^53). */
export interface Rows {
  readonly header: InputHeader;
  readonly price: Float64Array;
  readonly qty: Float64Array;
  readonly flags: Uint8Array;
}

export function readRows(bytes: Uint8Array): Rows {
  const header = readHeader(bytes, 'OCROWS01');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const price = new Float64Array(header.count);
  const qty = new Float64Array(header.count);
  const flags = new Uint8Array(header.count);
  for (let i = 0, at = HEADER_BYTES; i < header.count; i++, at += ROW_BYTES) {
    price[i] = Number(view.getBigInt64(at, true));
    qty[i] = Number(view.getBigInt64(at + 8, true));
    flags[i] = view.getUint32(at + 16, true);
  }
  return { header, price, qty, flags };
}

/** The frames of frames.bin, as views of `bytes`. */
export function readFrames(bytes: Uint8Array): { header: InputHeader; frames: Uint8Array[] } {
  const header = readHeader(bytes, 'OCFRAM01');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: Uint8Array[] = [];
  for (let i = 0, at = HEADER_BYTES; i < header.count; i++) {
    const length = view.getUint32(at, true);
    frames.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return { header, frames };
}
