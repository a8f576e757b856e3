// How much memory books need. All of it is laid out beforehand; a page that no book touches is
// address space only.
import { type Core, type CoreOptions, createCore } from '../core/core.ts';
import { type EngineOptions, WINDOW_BITS } from '../core/engine.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { Instrument } from '../model/instrument.ts';

const MIB = 1 << 20;
const LEAST = 256 * MIB;
const MOST = 4096 * MIB;
const INSTRUMENTS_MAX = 64;
/** Engine, shared far levels of the default size, buffers of decoders and tapes. */
const COMMON = 96 * MIB;
/** Two sides of a quantity and their marks. */
const BYTES_PER_SLOT = 17;
/** Two directory entries of 16 bytes for each 32 levels. */
const BYTES_PER_FAR_LEVEL = 1;
/** Levels outside the windows, all books together, in half-filled chunks. */
const BYTES_PER_SHARED_LEVEL = 40;
/** Orders with their hash entries and price levels. */
const BYTES_PER_ORDER = 80;
const BYTES_PER_BOOK = 4096;
const BYTES_PER_L3 = 2 * MIB;

type Known = Partial<Pick<Instrument, 'windowBits' | 'bookModel'>>;

function bookBytes(options: EngineOptions, { windowBits = 0, bookModel }: Known): number {
  const bits = windowBits === 0 ? (options.windowBits ?? WINDOW_BITS) : windowBits;
  const l3 =
    bookModel === 'L3' ? BYTES_PER_L3 + BYTES_PER_ORDER * (options.ordersMax ?? 131072) : 0;
  return (
    BYTES_PER_BOOK +
    BYTES_PER_SLOT * 2 ** bits +
    BYTES_PER_FAR_LEVEL * (options.farLevelsMax ?? 131072) +
    (options.pendingBytes ?? MIB) +
    l3
  );
}

/**
 * Address space for `options.instrumentsMax` books, of which some are `known`: 256 MiB to 4 GiB.
 * A default L2 book takes about 3.4 MB.
 */
export function booksMemoryBytes(options: EngineOptions, known: readonly Known[]): number {
  let bytes = COMMON + BYTES_PER_SHARED_LEVEL * (options.farLevelsMaxTotal ?? 0);
  const unknown = (options.instrumentsMax ?? INSTRUMENTS_MAX) - known.length;
  for (const one of known) bytes += bookBytes(options, one);
  bytes += Math.max(0, unknown) * bookBytes(options, {});
  const whole = Math.ceil(bytes / MIB) * MIB;
  return whole > LEAST ? Math.min(whole, MOST) : LEAST;
}

/** A core with room for the books. @throws OutcryError OUT_OF_MEMORY, BAD_ARGUMENT, WASM_MISSING */
export async function createBooksCore(
  options: CoreOptions & EngineOptions,
  known: readonly Known[],
): Promise<Core> {
  const memoryBytes = options.memoryBytes ?? booksMemoryBytes(options, known);
  try {
    return await createCore({ ...options, memoryBytes });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new OutcryError('OUT_OF_MEMORY', 'environment', 'the machine gives no such memory', {
      found: `${memoryBytes} bytes wanted`,
      hint: 'lower memoryBytes, with smaller windowBits, pendingBytes or instrumentsMax',
      cause,
    });
  }
}
