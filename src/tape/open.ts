// Finds the blocks of a tape: from the index that its trailer points to, or, where a crash or
// damage left none, by walking from header to header. Reads headers only, and the last payload.
import { TapeBlockKind, TapeBlockView, TapeCodec, TapeIndexEntryView } from '../abi/tape.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { RandomAccess } from '../fs/types.ts';
import { BlockTable } from './block-table.ts';
import type { TapeHost } from './buffers.ts';
import {
  BLOCK_BYTES,
  checkHead,
  findBlockMagic,
  HEAD_BYTES,
  indexOffsetOf,
  isBlock,
  isUsable,
  TRAILER_BYTES,
  viewOf,
} from './format.ts';
import { unpackSections } from './sections.ts';

export interface OpenedTape {
  readonly table: BlockTable;
  /** First byte behind the last complete block that is no index. */
  readonly end: number;
  /** Bytes of an incomplete block at the end: a crash or a full disk cut it. */
  readonly droppedBytes: number;
  /** The index was missing or damaged and has been rebuilt from the blocks. */
  readonly indexRebuilt: boolean;
}

const SCAN_BYTES = 1 << 20;

/** Bytes [offset, offset + length) as far as the file has them. */
export async function readAt(
  file: RandomAccess,
  offset: number,
  target: Uint8Array,
): Promise<Uint8Array> {
  let filled = 0;
  while (filled < target.length) {
    const read = await file.read(offset + filled, target.subarray(filled));
    if (read === 0) break;
    filled += read;
  }
  return target.subarray(0, filled);
}

/**
 * @throws OutcryError NOT_A_TAPE, UNSUPPORTED_VERSION, UNSUPPORTED_BLOCK; BAD_CHECKSUM naming block
 *   and offset when a header is damaged and blocks follow it
 */
export async function openTable(file: RandomAccess, host: TapeHost): Promise<OpenedTape> {
  const size = await file.size();
  checkHead(await readAt(file, 0, new Uint8Array(HEAD_BYTES)), file.name, host.checksum);
  const table = await readIndex(file, host, size);
  if (table === undefined) return walk(file, host, size);
  // The index holds blocks that this version may not know.
  const usable = new BlockTable();
  for (let i = 0; i < table.count; i++) {
    const header = table.header(i);
    const block = new TapeBlockView(viewOf(header));
    if (isUsable(block, file.name, table.offset(i))) usable.add(header, table.offset(i));
  }
  const end = table.count === 0 ? HEAD_BYTES : table.end(table.count - 1);
  return { table: usable, end, droppedBytes: 0, indexRebuilt: false };
}

/** The table of a closed tape; undefined when trailer or index are missing or damaged. */
async function readIndex(
  file: RandomAccess,
  host: TapeHost,
  size: number,
): Promise<BlockTable | undefined> {
  const blocksEnd = size - TRAILER_BYTES;
  if (blocksEnd < HEAD_BYTES) return undefined;
  const trailer = await readAt(file, blocksEnd, new Uint8Array(TRAILER_BYTES));
  const offset = indexOffsetOf(trailer, host.checksum);
  if (offset === undefined || offset < HEAD_BYTES || offset + BLOCK_BYTES > blocksEnd)
    return undefined;
  const bytes = await readAt(file, offset, new Uint8Array(blocksEnd - offset));
  if (!isBlock(bytes, host.checksum)) return undefined;
  const block = new TapeBlockView(viewOf(bytes));
  const stored = bytes.subarray(BLOCK_BYTES);
  if (block.kind !== TapeBlockKind.Index || block.storedLength !== stored.length) return undefined;
  if (block.payloadCrc !== host.checksum(stored)) return undefined;
  if (block.rawLength !== block.recordCount * TapeIndexEntryView.size) return undefined;
  // No tape has more blocks than room for their headers.
  if (block.recordCount > blocksEnd / BLOCK_BYTES) return undefined;
  if (block.codec === TapeCodec.None)
    return stored.length === block.rawLength ? new BlockTable(stored.slice()) : undefined;
  const entries = new Uint8Array(block.rawLength);
  try {
    unpackSections(stored, entries, host.compression);
  } catch {
    return undefined;
  }
  return new BlockTable(entries);
}

interface Walk {
  readonly table: BlockTable;
  /** Behind the last complete block, and behind the last that is no index. */
  offset: number;
  end: number;
  /** Of the last block that is no index, when it is one that we use. */
  lastPayload:
    | { readonly offset: number; readonly length: number; readonly crc: number }
    | undefined;
}

async function walk(file: RandomAccess, host: TapeHost, size: number): Promise<OpenedTape> {
  const state: Walk = {
    table: new BlockTable(),
    offset: HEAD_BYTES,
    end: HEAD_BYTES,
    lastPayload: undefined,
  };
  const header = new Uint8Array(BLOCK_BYTES);
  let number = 0;
  while (size - state.offset >= BLOCK_BYTES) {
    const bytes = await readAt(file, state.offset, header);
    if (!isBlock(bytes, host.checksum)) {
      await refuseIfBlocksFollow(file, host, state.offset, size, number);
      break;
    }
    const block = new TapeBlockView(viewOf(bytes));
    if (state.offset + BLOCK_BYTES + block.storedLength > size) break;
    step(state, block, bytes, file.name);
    number++;
  }
  await dropDamagedLast(file, host, state);
  // Behind an index the rest is its trailer, whole or not: no data is lost there.
  const isIndexLast = state.offset > state.end;
  const rest = size - (isIndexLast ? state.offset : state.end);
  const droppedBytes = isIndexLast && rest <= TRAILER_BYTES ? 0 : rest;
  return { table: state.table, end: state.end, droppedBytes, indexRebuilt: true };
}

function step(state: Walk, block: TapeBlockView, header: Uint8Array, name: string): void {
  const next = state.offset + BLOCK_BYTES + block.storedLength;
  const isUsed = isUsable(block, name, state.offset);
  if (block.kind !== TapeBlockKind.Index) {
    if (isUsed) state.table.add(header, state.offset);
    state.lastPayload = {
      offset: state.offset + BLOCK_BYTES,
      length: block.storedLength,
      crc: block.payloadCrc,
    };
    state.end = next;
  }
  state.offset = next;
}

/** A crash can leave a block at full length whose bytes never reached the device. */
async function dropDamagedLast(file: RandomAccess, host: TapeHost, state: Walk): Promise<void> {
  const last = state.lastPayload;
  if (last === undefined) return;
  const bytes = await readAt(file, last.offset, new Uint8Array(last.length));
  if (host.checksum(bytes) === last.crc) return;
  const start = last.offset - BLOCK_BYTES;
  const { table } = state;
  if (table.count > 0 && table.offset(table.count - 1) === start) table.removeLast();
  state.end = start;
  state.offset = start;
  state.lastPayload = undefined;
}

/** A damaged header is a torn tail only when nothing readable follows. */
async function refuseIfBlocksFollow(
  file: RandomAccess,
  host: TapeHost,
  offset: number,
  size: number,
  number: number,
): Promise<void> {
  const buffer = new Uint8Array(Math.min(SCAN_BYTES, size - offset));
  for (let from = offset + 1; size - from >= BLOCK_BYTES; from += SCAN_BYTES - BLOCK_BYTES) {
    const bytes = await readAt(file, from, buffer);
    for (let at = findBlockMagic(bytes, 0); at !== -1; at = findBlockMagic(bytes, at + 1)) {
      if (!isBlock(bytes.subarray(at, at + BLOCK_BYTES), host.checksum)) continue;
      const found = new TapeBlockView(viewOf(bytes), at);
      if (found.kind === TapeBlockKind.Index) continue;
      throw new OutcryError('BAD_CHECKSUM', 'input', `the header of block ${number} is damaged`, {
        where: file.name,
        offset,
        expected: 'a block header',
        found: `other bytes, and the next block at byte ${from + at}`,
      });
    }
  }
}
