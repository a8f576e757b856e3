// The Binance decoder with its buffers, over a core: bytes of frames or recorded lines in, records
// in linear memory out. Allocates at construction and when it refuses, else nothing.
import { DecoderView, TimeUnit } from '../abi/decode.ts';
import { DefinitionView } from '../abi/records.ts';
import { STATUS_NAME, STATUS_TEXT, Status } from '../abi/status.ts';
import type { Core } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { statusError } from '../errors/status-error.ts';
import { type Instrument, writeDefinition } from '../model/instrument.ts';

/** Bytes behind the source that the decoder may read; what they hold changes nothing. */
export const DECODE_PADDING = 32;

export const TIME_UNITS = {
  detect: TimeUnit.Detect,
  s: TimeUnit.Second,
  ms: TimeUnit.Millisecond,
  us: TimeUnit.Microsecond,
  ns: TimeUnit.Nanosecond,
} as const;
export type TimeUnitName = keyof typeof TIME_UNITS;

export interface FeedDecoderOptions {
  /** Most instruments that may be defined, 1..65536. @default 1024 */
  readonly instrumentsMax?: number;
  /** Bytes of the source buffer, which bounds a frame or line. @default 1 MiB */
  readonly sourceBytes?: number;
  /** Bytes of the output buffer, which bounds a record. @default 2 MiB */
  readonly outputBytes?: number;
  /** Unit of the receive stamps of lines. @default 'detect' */
  readonly timeUnit?: TimeUnitName;
  /** Sends every frame through the slow path. For tests. @default false */
  readonly forceSlow?: boolean;
  /** File or stream that the bytes come from, for messages. */
  readonly name?: string;
}

/** Why `decodeLines` stopped. */
export type LinesStop =
  | 'needInput'
  | 'outputFull'
  | 'limit'
  | 'unknownSymbol'
  | 'scaleTooFine'
  | 'refused';

/** Counters since construction, or since `reset`. */
export interface DecodeCounters {
  readonly frames: number;
  readonly refused: number;
  readonly ignored: number;
  readonly slowPath: number;
  readonly depthDeltas: number;
  readonly depthSnapshots: number;
  readonly trades: number;
  readonly bbos: number;
  readonly rows: number;
}

/** Symbol that the last refused message named. */
export interface UnknownSymbol {
  /** As the venue writes it; undefined when the message names none. */
  readonly symbol: string | undefined;
}

/** Decimals that would hold every number of the last refused message. */
export interface NeededScale {
  readonly instrumentId: number;
  readonly priceScale: number;
  readonly qtyScale: number;
}

const MIB = 1 << 20;
const NEWLINE = 10;

export class FeedDecoder {
  readonly core: Core;
  /** Address of the decoder's state, for exports of the core that take it. */
  readonly address: number;
  /** Address and size of the source buffer. */
  readonly source: number;
  readonly sourceBytes: number;
  /** Address and size of the output buffer. */
  readonly output: number;
  readonly outputBytes: number;
  readonly #head: DecoderView;
  readonly #definition: DefinitionView;
  readonly #instrumentsMax: number;
  #name: string | undefined;
  /** Bytes in the source buffer that are not decoded yet: [#from, #to). */
  #from: number;
  #to: number;
  /** End of what the decoder was given last. */
  #looked = 0;

  constructor(core: Core, options: FeedDecoderOptions = {}) {
    const instrumentsMax = options.instrumentsMax ?? 1024;
    const size = core.exports.decodeSize(instrumentsMax) >>> 0;
    if (size === 0)
      throw new OutcryError('BAD_ARGUMENT', 'usage', 'instrumentsMax is out of range', {
        expected: '1 to 65536',
        found: `${instrumentsMax}`,
      });
    this.core = core;
    this.sourceBytes = options.sourceBytes ?? MIB;
    this.outputBytes = options.outputBytes ?? 2 * MIB;
    this.address = core.alloc(size, 'the decoder');
    this.source = core.alloc(this.sourceBytes + DECODE_PADDING, 'the decoder source');
    this.output = core.alloc(this.outputBytes, 'the decoder output');
    const definition = core.alloc(DefinitionView.size, 'a definition');
    this.#head = new DecoderView(core.view, this.address);
    this.#definition = new DefinitionView(core.view, definition);
    this.#instrumentsMax = instrumentsMax;
    this.#from = this.source;
    this.#to = this.source;
    this.reset(options);
  }

  /** As if new: no definitions, nothing fed, counters zero. The sizes stay. */
  reset(options: Pick<FeedDecoderOptions, 'timeUnit' | 'forceSlow' | 'name'> = {}): void {
    const { core } = this;
    core.check(core.exports.decodeInit(this.address, this.#instrumentsMax), 'decodeInit');
    this.#head.timeUnit = TIME_UNITS[options.timeUnit ?? 'detect'];
    this.#head.forceSlow = options.forceSlow === true ? 1 : 0;
    this.#name = options.name;
    this.#from = this.source;
    this.#to = this.source;
    this.#looked = 0;
  }

  /** Makes `instrument` known under `id`, or changes its scales. */
  define(instrument: Instrument, id: number): void {
    writeDefinition(this.#definition, instrument, id, 0n);
    const status = this.core.exports.decodeDefine(this.address, this.#definition.offset);
    this.core.check(status, `${instrument.venue}:${instrument.symbol}`);
  }

  /** Instrument of snapshots that name no symbol; -1: the only one that is defined. */
  set defaultInstrument(id: number) {
    this.#head.defaultInstrument = id;
  }

  /** The unit of the receive stamps, once the first line was decoded. */
  get timeUnit(): TimeUnitName {
    const found = this.#head.timeUnitFound;
    return (Object.keys(TIME_UNITS) as TimeUnitName[]).find((u) => TIME_UNITS[u] === found) ?? 'ns';
  }

  get counters(): DecodeCounters {
    const head = this.#head;
    return {
      frames: Number(head.frames),
      refused: Number(head.refused),
      ignored: Number(head.ignored),
      slowPath: Number(head.slowPath),
      depthDeltas: Number(head.depthDeltas),
      depthSnapshots: Number(head.depthSnapshots),
      trades: Number(head.trades),
      bbos: Number(head.bbos),
      rows: Number(head.rows),
    };
  }

  /** Receive time of the last line looked at, ns: for definitions written before it. */
  get recvTsNs(): bigint {
    return this.#head.recvTsNs;
  }

  /**
   * Decodes one frame. Returns the bytes of the record at `output`, 0 when the message is of
   * another kind.
   * @throws OutcryError UNKNOWN_SYMBOL, SCALE_TOO_FINE, BAD_JSON, ... ; TOO_LARGE
   */
  decodeFrame(frame: Uint8Array, recvTsNs: bigint): number {
    const status = this.tryFrame(frame, recvTsNs);
    if (status < 0) throw this.error();
    return (this.#head.outPos >>> 0) - this.output;
  }

  /** As `decodeFrame`, but returns the status and leaves refusals to the caller. */
  tryFrame(frame: Uint8Array, recvTsNs: bigint): number {
    if (frame.length > this.sourceBytes) throw this.#tooLarge('frame', this.sourceBytes);
    const { core, source, output } = this;
    core.bytes.set(frame, source);
    this.#looked = source + frame.length;
    this.#head.recvTsNs = recvTsNs;
    const status = core.exports.decodeFrame(
      this.address,
      source,
      source + frame.length,
      output,
      output + this.outputBytes,
    );
    if (status === Status.OutputFull) throw this.#tooLarge('record', this.outputBytes);
    return status;
  }

  /**
   * Appends to the source buffer as many bytes of `chunk` from `offset` on as fit; returns how
   * many. Call `decodeLines` until it says `needInput`, then feed again.
   */
  feed(chunk: Uint8Array, offset = 0): number {
    const { bytes } = this.core;
    if (this.#from > this.source) {
      bytes.copyWithin(this.source, this.#from, this.#to);
      this.#to -= this.#from - this.source;
      this.#from = this.source;
    }
    const free = this.source + this.sourceBytes - this.#to;
    const count = Math.min(free, chunk.length - offset);
    if (count === 0 && offset < chunk.length) throw this.#tooLarge('line', this.sourceBytes);
    bytes.set(count === chunk.length ? chunk : chunk.subarray(offset, offset + count), this.#to);
    this.#to += count;
    return count;
  }

  /**
   * Decodes lines that were fed into the output at `outputStart` (default: its beginning), at most
   * `recordsMax` records. `outputEnd` tells how far the output goes. After `unknownSymbol` and
   * `scaleTooFine`, define and call again; after `refused`, `error()` says why and `skipLine()`
   * goes on behind that line.
   *
   * @param atEnd true when nothing will be fed any more: the last line needs no newline then
   */
  decodeLines(atEnd: boolean, outputStart = this.output, recordsMax = 0xffffffff): LinesStop {
    const head = this.#head;
    head.atEnd = atEnd ? 1 : 0;
    this.#looked = this.#to;
    const status = this.core.exports.decodeLines(
      this.address,
      this.#from,
      this.#to,
      outputStart,
      this.output + this.outputBytes,
      recordsMax,
    );
    this.#from = head.srcPos;
    switch (status) {
      case Status.NeedInput:
        return 'needInput';
      case Status.LimitReached:
        return 'limit';
      case Status.OutputFull:
        if (head.outPos === this.output) throw this.#tooLarge('record', this.outputBytes);
        return 'outputFull';
      case Status.UnknownSymbol:
        return 'unknownSymbol';
      case Status.ScaleTooFine:
        return 'scaleTooFine';
      default:
        return 'refused';
    }
  }

  /** Address behind the last record written. */
  get outputEnd(): number {
    return this.#head.outPos;
  }

  /** True while fed bytes wait to be decoded. */
  get pending(): boolean {
    return this.#from < this.#to;
  }

  /** Address of the first byte that waits. Feeding moves it. */
  get position(): number {
    return this.#from;
  }

  /** The line that waits, as far as it is fed, without its break. */
  get waitingLine(): Uint8Array {
    const { bytes } = this.core;
    let end = bytes.indexOf(NEWLINE, this.#from);
    if (end < 0 || end > this.#to) end = this.#to;
    return bytes.slice(this.#from, end);
  }

  /**
   * Line, from 1, of the `records`-th record of the last decoding, which began at address `from`
   * behind `lines` lines. Decodes again: faults are rare, a line number for each record is not.
   */
  lineOfRecord(from: number, lines: number, records: number, scratch: number): number | undefined {
    const { bytes, exports } = this.core;
    const saved = bytes.slice(this.address, this.address + DecoderView.size);
    const before = Number(this.#head.frames);
    const status = exports.decodeLines(
      this.address,
      from,
      this.#to,
      scratch,
      scratch + this.outputBytes,
      records,
    );
    const line = lines + Number(this.#head.frames) - before;
    bytes.set(saved, this.address);
    return status < 0 ? undefined : line;
  }

  /** Leaves out the line that was refused. */
  skipLine(): void {
    this.core.exports.decodeSkipLine(this.address, this.#from, this.#to);
    this.#from = this.#head.srcPos;
  }

  /** After `unknownSymbol`. Stream names are lower case: their symbols come back in capitals. */
  get unknownSymbol(): UnknownSymbol {
    const head = this.#head;
    if (head.symbolLength === 0) return { symbol: undefined };
    const text = new TextDecoder().decode(head.symbol.slice(0, head.symbolLength));
    return { symbol: head.symbolFolded === 1 ? text.toUpperCase() : text };
  }

  /** After `scaleTooFine`. A scale above 18 cannot be had. */
  get neededScale(): NeededScale {
    const head = this.#head;
    return {
      instrumentId: head.errorInstrument,
      priceScale: head.neededPriceScale,
      qtyScale: head.neededQtyScale,
    };
  }

  /** Status of the last refusal. */
  get errorStatus(): number {
    return this.#head.errorStatus;
  }

  /** The last refusal as an error; `where` names the file or stream. */
  error(where = this.#name): OutcryError {
    const head = this.#head;
    const status = head.errorStatus;
    const line = Number(head.errorLine);
    const details = where === undefined ? { line } : { where, line };
    if (status === Status.UnknownSymbol || status === Status.ScaleTooFine)
      return new OutcryError(STATUS_NAME[status] ?? '', 'input', STATUS_TEXT[status] ?? '', {
        ...details,
        found: this.#found(status),
      });
    return statusError(status, { ...details, found: this.#excerpt(head.errorPos) });
  }

  #found(status: number): string {
    if (status === Status.UnknownSymbol) return `'${this.unknownSymbol.symbol ?? 'no symbol'}'`;
    const needed = this.neededScale;
    return `prices with ${needed.priceScale} and quantities with ${needed.qtyScale} decimals`;
  }

  /** A few bytes of the source from `address` on, printable. */
  #excerpt(address: number): string {
    const end = Math.min(address + 24, this.#looked);
    if (address >= end || this.core.bytes[address] === 10) return 'the end of the line';
    let text = '';
    for (let at = address; at < end; at++) {
      const c = this.core.bytes[at] ?? 0;
      if (c === 10) break;
      text += c >= 32 && c < 127 ? String.fromCharCode(c) : '.';
    }
    return `'${text}'`;
  }

  /** Lines of files are numbered; frames given one by one are the caller's. */
  #tooLarge(what: 'frame' | 'line' | 'record', bytesMax: number): OutcryError {
    const where = this.#name;
    return new OutcryError('TOO_LARGE', 'input', `a ${what} larger than its buffer`, {
      ...(where === undefined ? {} : { where }),
      ...(where === undefined || what === 'frame' ? {} : { line: Number(this.#head.frames) + 1 }),
      expected: `at most ${bytesMax} bytes`,
      ...(where === undefined ? { hint: 'raise sourceBytes and outputBytes' } : {}),
    });
  }
}
