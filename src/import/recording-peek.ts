// The beginning of a recording: which venue and instruments it is of, and when it starts. Looks at
// the first MiB, and further only where no line of it names an instrument.
import { Status } from '../abi/status.ts';
import { inspectRecording, type RecordingFacts } from '../decode/binance-peek.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { statusError } from '../errors/status-error.ts';
import type { Instrument, VenueName } from '../model/instrument.ts';
import { PREFIX_BYTES, type ReplayableChunks } from './replayable-chunks.ts';

/** A line longer than this is refused; the largest real one, a 5000-level snapshot, has 350 KB. */
export const LINE_BYTES_MAX = 8 << 20;
/** `inspectRecording` looks at so many lines at once. */
const LINES = 2000;
const NEWLINE = 10;
const BOM = [0xef, 0xbb, 0xbf];
/** Digits of a time in ns since 1970, from 2001 to 2286. */
const NS_DIGITS = 19;
const UNIT_DIGITS = { s: 10, ms: 13, us: 16, ns: NS_DIGITS } as const;

export interface RecordingBeginning {
  /** Instruments that the lines name; others are met when they come. */
  readonly instruments: readonly Instrument[];
  /** Receive time of the first line, ns. */
  readonly firstTsNs: bigint;
  /** Bytes of a byte order mark in front of the first line. */
  readonly markBytes: number;
}

export interface PeekOptions {
  readonly venue?: VenueName;
  readonly timeUnit?: 's' | 'ms' | 'us' | 'ns';
}

/** The first bytes, as many as are asked for however the stream is cut into chunks. */
class Head {
  readonly #chunks: ReplayableChunks;
  #bytes: Uint8Array = new Uint8Array();

  constructor(chunks: ReplayableChunks) {
    this.#chunks = chunks;
  }

  async first(count: number): Promise<Uint8Array> {
    const parts = [this.#bytes];
    let length = this.#bytes.length;
    while (length < count) {
      const chunk = await this.#chunks.look();
      if (chunk === undefined) break;
      parts.push(chunk);
      length += chunk.length;
    }
    if (parts.length > 1) {
      this.#bytes = new Uint8Array(length);
      let at = 0;
      for (const part of parts) {
        this.#bytes.set(part, at);
        at += part.length;
      }
    }
    return this.#bytes.subarray(0, count);
  }
}

interface Window {
  /** Behind the last line; `from` when there is no whole line. */
  readonly end: number;
  readonly lines: number;
}

/** The whole lines from `from` on, at most `LINES`; at the end of the bytes any rest is one. */
function linesFrom(bytes: Uint8Array, from: number, isEnd: boolean): Window {
  let end = from;
  let lines = 0;
  while (lines < LINES && end < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, end);
    if (newline < 0 && !isEnd) break;
    end = newline < 0 ? bytes.length : newline + 1;
    lines++;
  }
  return { end, lines };
}

/** The facts of some lines; undefined when none of them tells the venue. */
function factsOf(lines: Uint8Array, where: string): RecordingFacts | undefined {
  try {
    return inspectRecording(lines, where);
  } catch (fault) {
    if (fault instanceof OutcryError && fault.code === 'NOT_BINANCE') return undefined;
    throw fault;
  }
}

/** Instruments of the first lines that name one. */
async function firstInstruments(
  head: Head,
  from: number,
  where: string,
  isVenueKnown: boolean,
): Promise<readonly Instrument[]> {
  let at = from;
  let hasBareSnapshot = false;
  for (let size = PREFIX_BYTES; ; size += PREFIX_BYTES) {
    const bytes = await head.first(size);
    const isEnd = bytes.length < size;
    while (at < bytes.length) {
      const { end, lines } = linesFrom(bytes, at, isEnd);
      const facts = lines === 0 ? undefined : factsOf(bytes.subarray(at, end), where);
      if (facts !== undefined && facts.instruments.length > 0) return facts.instruments;
      hasBareSnapshot ||= facts !== undefined;
      // A snapshot that names no symbol counts for the instrument of the lines behind it.
      if (lines < LINES && (facts !== undefined || end === at)) break;
      at = end;
    }
    const isLooked = isEnd || size >= LINE_BYTES_MAX;
    if (isVenueKnown && !hasBareSnapshot && (isLooked || at > from)) return [];
    if (!isLooked) continue;
    if (hasBareSnapshot) return [];
    if (!isEnd && linesFrom(bytes, at, false).lines === 0 && at === from)
      throw new OutcryError('TOO_LARGE', 'input', 'the line is too long', {
        where,
        line: 1,
        expected: `at most ${LINE_BYTES_MAX} bytes`,
      });
    // Refuses, and says how the recording begins.
    return inspectRecording(bytes.subarray(from, from + 4096), where).instruments;
  }
}

/** Receive time of the first line, ns. */
function firstTime(bytes: Uint8Array, where: string, unit: PeekOptions['timeUnit']): bigint {
  const text = new TextDecoder().decode(bytes);
  const match = /^\s*(\d{1,19})(?:\.(\d+))?[:\s]/.exec(text);
  const whole = match?.[1] ?? '';
  const digits = unit === undefined ? whole.length : UNIT_DIGITS[unit];
  if (!Object.values<number>(UNIT_DIGITS).includes(digits))
    throw statusError(Status.BadTime, {
      where,
      line: 1,
      expected: 's, ms, us or ns since 1970',
      found: JSON.stringify(text.slice(0, 30)),
    });
  const decimals = NS_DIGITS - digits;
  const fraction = (match?.[2] ?? '').slice(0, decimals).padEnd(decimals, '0');
  return BigInt(whole + fraction);
}

/**
 * @throws OutcryError NOT_BINANCE, MIXED_VENUES, BAD_TIME of the first lines; TOO_LARGE
 */
export async function peekRecording(
  chunks: ReplayableChunks,
  where: string,
  options: PeekOptions,
): Promise<RecordingBeginning> {
  const head = new Head(chunks);
  const start = await head.first(BOM.length);
  const markBytes = BOM.every((byte, i) => start[i] === byte) ? BOM.length : 0;
  const { venue, timeUnit } = options;
  const found = await firstInstruments(head, markBytes, where, venue !== undefined);
  const stamp = (await head.first(markBytes + 64)).subarray(markBytes);
  return {
    instruments: found.map((one) => ({ ...one, venue: venue ?? one.venue })),
    firstTsNs: firstTime(stamp, where, timeUnit),
    markBytes,
  };
}
