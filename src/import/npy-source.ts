// hftbacktest tapes (.npy, or the data member of .npz) as records; hft-rows.ts has the mapping.
// Nothing is lost: every row can be written back to the byte. Streams with flat memory.
//
// The order of such a tape is final: rows of one order only stand where the other order puts
// them, so receive times rise among records with the Local flag, not over all. The definition's
// flags are 0 to say so, and the exporter then writes the rows as they are.
import { OutcryError } from '../errors/outcry-error.ts';
import type { ByteSource } from '../fs/types.ts';
import type { Instrument, VenueName } from '../model/instrument.ts';
import { decimalsOfFloat, FloatQuanta, quantaOfFloat } from './float-quanta.ts';
import { EV_UNKNOWN, RowKind } from './hft-rows.ts';
import { ImportedInstrument, type ImportOptions, SCALE_MAX } from './imported-instrument.ts';
import { parseNpyHeader, ROW_BYTES } from './npy-header.ts';
import { NpyRecords } from './npy-records.ts';
import type { RecordSource } from './record-source.ts';
import { ReplayableChunks } from './replayable-chunks.ts';

export interface NpyOptions extends ImportOptions {
  /** The file does not say which instrument it holds. */
  readonly symbol: string;
  /** @default 'unknown' */
  readonly venue?: VenueName;
}

const STAGE_ROWS = 4096;
const ROWS_SEEN = 10_000;

/** Cuts byte chunks into whole rows at an aligned place. */
class Rows {
  readonly stage = new Uint8Array(STAGE_ROWS * ROW_BYTES);
  readonly words = new Int32Array(this.stage.buffer);
  readonly floats = new Float64Array(this.stage.buffer);
  /** Whole rows in the stage. */
  count = 0;
  /** Bytes after the last whole row; non-zero at the end only when the file is cut. */
  rest = 0;
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);
  #at = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Reads the header. @throws OutcryError BAD_NPY, TRUNCATED_FILE */
  async header(where: string): Promise<number> {
    let head = new Uint8Array(0);
    for (;;) {
      const next = await this.#chunks.next();
      const header =
        next.done === true ? undefined : parseNpyHeader((head = joined(head, next.value)), where);
      if (header !== undefined) {
        this.#chunk = head;
        this.#at = header.dataOffset;
        return header.rows;
      }
      if (next.done === true)
        throw new OutcryError('TRUNCATED_FILE', 'input', 'the header ends too early', {
          where,
          offset: head.length,
        });
    }
  }

  /** Fills the stage with the next rows; false at the end. */
  async next(): Promise<boolean> {
    this.stage.copyWithin(0, this.count * ROW_BYTES, this.count * ROW_BYTES + this.rest);
    let filled = this.rest;
    this.count = 0;
    this.rest = 0;
    while (filled < this.stage.length) {
      if (this.#at >= this.#chunk.length) {
        // What is whole is handed on before the next chunk may throw.
        if (filled >= ROW_BYTES) break;
        this.rest = filled;
        const next = await this.#chunks.next();
        if (next.done === true) return false;
        this.#chunk = next.value;
        this.#at = 0;
      }
      const part = this.#chunk.subarray(this.#at, this.#at + this.stage.length - filled);
      this.stage.set(part, filled);
      filled += part.length;
      this.#at += part.length;
    }
    this.count = Math.floor(filled / ROW_BYTES);
    this.rest = filled - this.count * ROW_BYTES;
    return true;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}

/**
 * Opens an hftbacktest tape. `source` gives the bytes of the .npy file; for .npz see openZipMember.
 *
 * @throws OutcryError BAD_NPY, TRUNCATED_FILE, NO_RECORDS; while reading BAD_ROW with the row's
 *   number from 0, TRUNCATED_FILE, CORRUPT_FILE
 */
export async function openNpy(source: ByteSource, options: NpyOptions): Promise<RecordSource> {
  const chunks = new ReplayableChunks(source);
  const kept: Uint8Array[] = [];
  for await (const chunk of chunks.prefix()) kept.push(chunk);
  const rows = new Rows(chunks.all());
  const total = await rows.header(source.name);
  if (total === 0)
    throw new OutcryError('NO_RECORDS', 'input', 'the array has no rows', { where: source.name });
  const seen = new Rows(listed(kept));
  await seen.header(source.name);
  const scales = await inferScales(seen);
  const target = new ImportedInstrument(
    options,
    options.venue ?? 'unknown',
    options.symbol,
    scales.price,
    scales.qty,
    scales.hasOrders ? 'L3' : 'L2',
  );
  return new NpySource(source, rows, total, target, scales.firstRecvNs, options);
}

async function* listed(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

interface Seen {
  price: number;
  qty: number;
  hasOrders: boolean;
  firstRecvNs: bigint | undefined;
}

async function inferScales(rows: Rows): Promise<Seen> {
  const scales: Seen = { price: 0, qty: 0, hasOrders: false, firstRecvNs: undefined };
  for (let seen = 0; seen < ROWS_SEEN && (await rows.next()); seen += rows.count) {
    for (let row = 0; row < rows.count; row++) {
      scales.firstRecvNs ??= new DataView(rows.stage.buffer).getBigInt64(16, true);
      const price = decimalsOfFloat(rows.floats[row * 8 + 3] ?? 0);
      const qty = decimalsOfFloat(rows.floats[row * 8 + 4] ?? 0);
      // Numbers that no scale can hold are refused at their row and must not spoil the others.
      if (price <= SCALE_MAX) scales.price = Math.max(scales.price, price);
      if (qty <= SCALE_MAX) scales.qty = Math.max(scales.qty, qty);
      if (((rows.words[row * 16] ?? 0) & 0xff) >= RowKind.Add) scales.hasOrders = true;
    }
  }
  return scales;
}

class NpySource implements RecordSource {
  readonly name: string;
  readonly firstTsNs?: bigint;
  readonly #source: ByteSource;
  readonly #rows: Rows;
  readonly #total: number;
  readonly #target: ImportedInstrument;
  readonly #records: NpyRecords;
  #stageAt = 0;
  #rowNumber = 0;
  #isEnded = false;
  #failure: unknown;

  constructor(
    source: ByteSource,
    rows: Rows,
    total: number,
    target: ImportedInstrument,
    firstRecvNs: bigint | undefined,
    options: NpyOptions,
  ) {
    this.name = source.name;
    if (firstRecvNs !== undefined) this.firstTsNs = firstRecvNs;
    this.#source = source;
    this.#rows = rows;
    this.#total = total;
    this.#target = target;
    this.#records = new NpyRecords(options.core, source.name, target);
  }

  get instruments(): readonly Instrument[] {
    return [this.#target.instrument];
  }

  progress(): { readonly consumedBytes: number; readonly totalBytes: number | undefined } {
    return { consumedBytes: this.#source.consumedBytes, totalBytes: this.#source.sizeBytes };
  }

  close(): Promise<void> {
    return this.#source.close();
  }

  async next(): Promise<{ readonly start: number; readonly end: number } | undefined> {
    const buffer = this.#records.buffer;
    buffer.clear();
    try {
      while (!this.#isEnded && this.#failure === undefined && !buffer.isFull) {
        if (this.#stageAt < this.#rows.count) this.#row(this.#stageAt++);
        else {
          this.#stageAt = 0;
          if (!(await this.#rows.next())) this.#end();
        }
      }
    } catch (failure) {
      // Rows before the fault are complete: unlike a message, a row stands alone.
      if (this.#failure === undefined) this.#records.flush();
      this.#failure = failure;
    }
    if (!buffer.isEmpty) return { start: buffer.start, end: buffer.end };
    if (this.#failure !== undefined) throw this.#failure;
    return undefined;
  }

  #end(): void {
    this.#isEnded = true;
    this.#records.flush();
    if (this.#rowNumber < this.#total || this.#rows.rest > 0) throw this.#wrongCount();
  }

  #wrongCount(): OutcryError {
    const isShort = this.#rowNumber < this.#total;
    return new OutcryError(
      isShort ? 'TRUNCATED_FILE' : 'CORRUPT_FILE',
      'input',
      isShort ? 'the rows end too early' : 'there are bytes after the last row',
      {
        where: this.name,
        expected: `${this.#total} rows`,
        found: isShort ? `${this.#rowNumber} whole rows` : 'more',
      },
    );
  }

  #row(index: number): void {
    const { words, floats } = this.#rows;
    const at = index * 16;
    const ev = words[at] as number;
    if (this.#rowNumber === 0) this.#target.start();
    if (this.#rowNumber === this.#total) throw this.#wrongCount();
    if ((ev & EV_UNKNOWN) !== 0 || words[at + 1] !== 0)
      throw this.#fault(
        'unknown flags in ev',
        'flags 1<<31 to 1<<28 and a kind',
        evText(words, at),
      );
    const records = this.#records;
    const kind = ev & 0xff;
    if (!isKnown(kind)) throw this.#fault('unknown kind in ev', '1 to 5, 10 to 13', `${kind}`);
    const price = floats[index * 8 + 3] as number;
    const qty = floats[index * 8 + 4] as number;
    const { priceScale, qtyScale } = this.#target.instrument;
    if (quantaOfFloat(price, priceScale, records.price) !== FloatQuanta.Ok)
      this.#widen(price, 'px', kind !== RowKind.Trade);
    if (qty < 0) throw this.#fault('qty: a negative quantity', 'zero or more', String(qty));
    if (quantaOfFloat(qty, qtyScale, records.qty) !== FloatQuanta.Ok)
      this.#widen(qty, 'qty', false);
    records.add(ev, words, at);
    this.#rowNumber++;
  }

  /** Makes room for a finer number, or refuses it. */
  #widen(value: number, field: 'px' | 'qty', isLadder: boolean): void {
    const decimals = decimalsOfFloat(value);
    const { priceScale, qtyScale } = this.#target.instrument;
    const isPrice = field === 'px';
    const out = isPrice ? this.#records.price : this.#records.qty;
    const scale = Math.max(decimals, isPrice ? priceScale : qtyScale);
    if (decimals > SCALE_MAX || quantaOfFloat(value, scale, out) !== FloatQuanta.Ok)
      throw this.#fault(
        `${field}: not a number that integers can hold`,
        `at most ${SCALE_MAX} decimals and 63 bits, at scale ${Math.min(scale, SCALE_MAX)}`,
        Object.is(value, -0) ? '-0' : String(value),
      );
    // Collected rows keep the scale under which they will be read.
    this.#records.flush();
    this.#target.widen(isPrice ? scale : priceScale, isPrice ? qtyScale : scale, isLadder);
  }

  #fault(message: string, expected: string, found: string): OutcryError {
    return new OutcryError('BAD_ROW', 'input', `row ${this.#rowNumber}: ${message}`, {
      where: this.name,
      offset: this.#rowNumber * ROW_BYTES,
      expected,
      found,
      hint: 'the offset counts from the first row',
    });
  }
}

function isKnown(kind: number): boolean {
  return (
    (kind >= RowKind.Depth && kind <= RowKind.Bbo) || (kind >= RowKind.Add && kind <= RowKind.Fill)
  );
}

function evText(words: Int32Array, at: number): string {
  const hex = (word: number) => ((words[word] ?? 0) >>> 0).toString(16).padStart(8, '0');
  return `0x${hex(at + 1)}${hex(at)}`;
}
