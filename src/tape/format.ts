// Head, block headers and trailer of a tape file: making and checking them. Layout in
// core-wasm/schema/tape.fbs.
import { TapeBlockKind, TapeBlockView, TapeHeadView, TapeTrailerView } from '../abi/tape.ts';
import { OutcryError } from '../errors/outcry-error.ts';

/** Version written, and the newest that is read. */
export const TAPE_VERSION = 1;
export const HEAD_BYTES = TapeHeadView.size;
export const BLOCK_BYTES = TapeBlockView.size;
export const TRAILER_BYTES = TapeTrailerView.size;
/** In a block's kind: readers that do not know the kind skip the block. */
export const OPTIONAL_KIND = 0x80;

const HEAD_MAGIC = 0x5054_5952_4354_554fn;
const TRAILER_MAGIC = 0x5849_5952_4354_554fn;
const BLOCK_MAGIC = 0x4250_544f;

/** CRC-32 as in zlib. */
export type Checksum = (bytes: Uint8Array) => number;

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function makeHead(checksum: Checksum): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES);
  const head = new TapeHeadView(viewOf(bytes));
  head.magic = HEAD_MAGIC;
  head.version = TAPE_VERSION;
  head.crc = checksum(bytes.subarray(0, HEAD_BYTES - 4));
  return bytes;
}

/**
 * Checks the first bytes of a file.
 * @throws OutcryError NOT_A_TAPE, BAD_CHECKSUM, UNSUPPORTED_VERSION
 */
export function checkHead(bytes: Uint8Array, name: string, checksum: Checksum): void {
  const head = new TapeHeadView(viewOf(bytes));
  if (bytes.length < HEAD_BYTES || head.magic !== HEAD_MAGIC)
    throw new OutcryError('NOT_A_TAPE', 'input', 'this is no tape', {
      where: name,
      offset: 0,
      expected: `a head of ${HEAD_BYTES} bytes that starts with OUTCRYTP`,
      found: bytes.length < HEAD_BYTES ? `${bytes.length} bytes` : 'other bytes',
    });
  if (head.crc !== checksum(bytes.subarray(0, HEAD_BYTES - 4)))
    throw new OutcryError('BAD_CHECKSUM', 'input', 'the head of the tape is damaged', {
      where: name,
      offset: 0,
    });
  if (head.version > TAPE_VERSION) throw versionError(name, 0, head.version);
}

function versionError(name: string, offset: number, found: number): OutcryError {
  return new OutcryError('UNSUPPORTED_VERSION', 'input', 'the tape is of a newer version', {
    where: name,
    offset,
    expected: `version ${TAPE_VERSION} or older`,
    found: `${found}`,
    hint: 'update outcry',
  });
}

/** Marks `header` as a block header of this version and seals it with its checksum. */
export function sealBlock(header: Uint8Array, checksum: Checksum): void {
  const block = new TapeBlockView(viewOf(header));
  block.magic = BLOCK_MAGIC;
  block.version = TAPE_VERSION;
  block.headerCrc = checksum(header.subarray(0, BLOCK_BYTES - 4));
}

/** Whether the 112 bytes are an undamaged block header. */
export function isBlock(header: Uint8Array, checksum: Checksum): boolean {
  if (header.length < BLOCK_BYTES) return false;
  const block = new TapeBlockView(viewOf(header));
  if (block.magic !== BLOCK_MAGIC) return false;
  return block.headerCrc === checksum(header.subarray(0, BLOCK_BYTES - 4));
}

/** Place of the next block magic in `bytes` from `from` on; -1 when there is none. */
export function findBlockMagic(bytes: Uint8Array, from: number): number {
  const view = viewOf(bytes);
  for (let at = bytes.indexOf(BLOCK_MAGIC & 0xff, from); at !== -1; ) {
    if (at + 4 > bytes.length) return -1;
    if (view.getUint32(at, true) === BLOCK_MAGIC) return at;
    at = bytes.indexOf(BLOCK_MAGIC & 0xff, at + 1);
  }
  return -1;
}

/**
 * Whether a reader uses the block; false: it skips it.
 * @throws OutcryError UNSUPPORTED_VERSION, UNSUPPORTED_BLOCK for a kind that must not be skipped
 */
export function isUsable(block: TapeBlockView, name: string, offset: number): boolean {
  const isOptional = (block.kind & OPTIONAL_KIND) !== 0;
  if (isOptional) return false;
  if (block.version > TAPE_VERSION) throw versionError(name, offset, block.version);
  if (block.kind <= TapeBlockKind.Index) return true;
  throw new OutcryError('UNSUPPORTED_BLOCK', 'input', `block ${block.blockNumber} is unknown`, {
    where: name,
    offset,
    expected: 'kind 0 to 2, or one that may be skipped',
    found: `kind ${block.kind}`,
    hint: 'update outcry',
  });
}

export function makeTrailer(indexOffset: number, blocks: number, checksum: Checksum): Uint8Array {
  const bytes = new Uint8Array(TRAILER_BYTES);
  const trailer = new TapeTrailerView(viewOf(bytes));
  trailer.magic = TRAILER_MAGIC;
  trailer.indexOffset = BigInt(indexOffset);
  trailer.blockCount = blocks;
  trailer.crc = checksum(bytes.subarray(0, TRAILER_BYTES - 4));
  return bytes;
}

/** Where the index of a closed tape is; undefined when the bytes are no sound trailer. */
export function indexOffsetOf(bytes: Uint8Array, checksum: Checksum): number | undefined {
  if (bytes.length < TRAILER_BYTES) return undefined;
  const trailer = new TapeTrailerView(viewOf(bytes));
  if (trailer.magic !== TRAILER_MAGIC) return undefined;
  if (trailer.crc !== checksum(bytes.subarray(0, TRAILER_BYTES - 4))) return undefined;
  return Number(trailer.indexOffset);
}
