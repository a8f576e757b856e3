// Command files of the matching job: one small format that C, Rust and TypeScript read alike.
//
// commands.bin  header of 64 bytes as in format.ts (magic OCCMND01), then count commands of 32
//               bytes: id i64, price i64 (ticks), qty i64, kind u8, side u8 (0 buy, 1 sell), 6
//               zero bytes. Kinds: 1 limit, 2 market, 3 cancel, 4 move (qty: what the order had
//               at first), 5 immediate-or-cancel limit. An id is used for one order only.
import { HEADER_BYTES, readHeader, writeHeader } from './format.ts';

export const COMMAND_BYTES = 32;
export const COMMAND_KINDS = { limit: 1, market: 2, cancel: 3, move: 4, ioc: 5 } as const;
const MAGIC = 'OCCMND01';

/** Ids, prices in ticks and quantities in lots: all below 2^31. */
export interface Command {
  readonly kind: number;
  readonly id: number;
  /** 0 buy, 1 sell. */
  readonly side: number;
  readonly price: number;
  readonly qty: number;
}

export function encodeCommands(commands: readonly Command[]): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + commands.length * COMMAND_BYTES);
  const view = new DataView(bytes.buffer);
  writeHeader(view, MAGIC, {
    count: commands.length,
    tickSize: 1,
    lotSize: 1,
    priceScale: 0,
    qtyScale: 0,
    snapshotRows: 0,
    frames: 0,
  });
  commands.forEach(({ kind, id, side, price, qty }, i) => {
    const at = HEADER_BYTES + i * COMMAND_BYTES;
    view.setBigInt64(at, BigInt(id), true);
    view.setBigInt64(at + 8, BigInt(price), true);
    view.setBigInt64(at + 16, BigInt(qty), true);
    view.setUint8(at + 24, kind);
    view.setUint8(at + 25, side);
  });
  return bytes;
}

export function readCommands(bytes: Uint8Array): Command[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: readHeader(bytes, MAGIC).count }, (_, i) => {
    const at = HEADER_BYTES + i * COMMAND_BYTES;
    return {
      id: Number(view.getBigInt64(at, true)),
      price: Number(view.getBigInt64(at + 8, true)),
      qty: Number(view.getBigInt64(at + 16, true)),
      kind: view.getUint8(at + 24),
      side: view.getUint8(at + 25),
    };
  });
}
