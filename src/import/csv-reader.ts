// Splits CSV bytes into rows and fields (RFC 4180: quotes, doubled quotes, line breaks in quotes;
// LF or CRLF; a byte order mark is skipped; empty lines are skipped). Fields are byte ranges of one
// buffer that is reused: nothing is allocated per row.
import { OutcryError } from '../errors/outcry-error.ts';

const LF = 10;
const CR = 13;
const QUOTE = 34;
/** Every byte that means something, the delimiter apart, is at most this one. */
const HIGHEST_SPECIAL = QUOTE;
const BUFFER_BYTES = 1 << 21;
const ROW_BYTES_MAX = 1 << 20;
const FIELDS_MAX = 1024;

export class CsvReader {
  readonly name: string;
  bytes = new Uint8Array(BUFFER_BYTES);
  /** Fields of the row: bytes [starts[i], ends[i]). */
  readonly starts = new Int32Array(FIELDS_MAX);
  readonly ends = new Int32Array(FIELDS_MAX);
  fieldCount = 0;
  /** 1-based line on which the row starts. */
  line = 0;
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #delimiter: number;
  readonly #isEscaped = new Uint8Array(FIELDS_MAX);
  readonly #decoder = new TextDecoder();
  #at = 0;
  #end = 0;
  #isLast = false;
  #isFirst = true;
  #nextLine = 1;
  #chunk: Uint8Array | undefined;
  #chunkAt = 0;

  /** @param delimiter one ASCII character */
  constructor(name: string, chunks: AsyncIterable<Uint8Array>, delimiter = ',') {
    this.name = name;
    this.#chunks = chunks[Symbol.asyncIterator]();
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** Text of field `index`, for messages and cold paths. */
  text(index: number): string {
    return this.#decoder.decode(this.bytes.subarray(this.starts[index], this.ends[index]));
  }

  /**
   * Takes the next row that is whole in the buffer. False: call `fill`, then again.
   * @throws OutcryError BAD_CSV, TOO_LARGE
   */
  next(): boolean {
    const bytes = this.bytes;
    const end = this.#end;
    const delimiter = this.#delimiter;
    const limit = delimiter > HIGHEST_SPECIAL ? delimiter : HIGHEST_SPECIAL;
    let at = this.#at;
    // Empty lines carry nothing.
    while (
      at < end &&
      (bytes[at] === LF || (bytes[at] === CR && at + 1 < end && bytes[at + 1] === LF))
    ) {
      if (bytes[at] === LF) this.#nextLine++;
      at++;
    }
    this.#at = at;
    let field = 0;
    let start = at;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte > limit) continue;
      if (byte === delimiter) {
        this.#field(field++, start, at);
        start = at + 1;
      } else if (byte === LF) {
        const isCrLf = at > start && bytes[at - 1] === CR;
        this.#field(field, start, isCrLf ? at - 1 : at);
        this.#take(field + 1, at + 1, 1);
        return true;
      } else if (byte === QUOTE && at === start) return this.#nextQuoted(field, start);
    }
    if (!this.#isLast || this.#at === end) return false;
    this.#field(field, start, end);
    this.#take(field + 1, end, 0);
    return true;
  }

  #field(index: number, start: number, end: number): void {
    if (index >= FIELDS_MAX) throw this.fault('BAD_CSV', 'too many columns', `${FIELDS_MAX}`);
    this.starts[index] = start;
    this.ends[index] = end;
  }

  #take(fields: number, next: number, breaks: number): void {
    this.fieldCount = fields;
    this.line = this.#nextLine;
    this.#nextLine += breaks;
    this.#at = next;
  }

  /** The rest of a row from its first quoted field on. */
  #nextQuoted(firstField: number, firstStart: number): boolean {
    const bytes = this.bytes;
    let field = firstField;
    let at = firstStart;
    let breaks = 0;
    this.#isEscaped.fill(0);
    for (;;) {
      let close: number;
      let start = at;
      if (bytes[at] === QUOTE && at < this.#end) {
        start = ++at;
        for (; ; at++) {
          if (at >= this.#end) return this.#needMore();
          if (bytes[at] === LF) breaks++;
          if (bytes[at] !== QUOTE) continue;
          if (at + 1 < this.#end && bytes[at + 1] === QUOTE) {
            this.#isEscaped[field] = 1;
            at++;
          } else break;
        }
        close = at++;
      } else {
        while (at < this.#end && bytes[at] !== this.#delimiter && bytes[at] !== LF) at++;
        close = at > start && bytes[at - 1] === CR && bytes[at] === LF ? at - 1 : at;
      }
      const isCut = at >= this.#end || (bytes[at] === CR && at + 1 >= this.#end);
      if (isCut && !this.#isLast) return false;
      this.#field(field, start, close);
      if (at < this.#end && bytes[at] === this.#delimiter) {
        field++;
        at++;
        continue;
      }
      if (bytes[at] === CR && bytes[at + 1] === LF) at++;
      if (at < this.#end && bytes[at] !== LF)
        throw this.fault('BAD_CSV', 'text after a closing quote', 'a delimiter or a line break');
      this.#take(field + 1, Math.min(at + 1, this.#end), breaks + 1);
      this.#unescape();
      return true;
    }
  }

  #needMore(): false {
    if (this.#isLast) throw this.fault('BAD_CSV', 'a quote is never closed', 'a closing quote');
    return false;
  }

  #unescape(): void {
    for (let i = 0; i < this.fieldCount; i++) {
      if (this.#isEscaped[i] === 0) continue;
      let to = this.starts[i] ?? 0;
      for (let from = to; from < (this.ends[i] ?? 0); from++) {
        this.bytes[to++] = this.bytes[from] ?? 0;
        if (this.bytes[from] === QUOTE) from++;
      }
      this.ends[i] = to;
    }
  }

  /** An error at the row that is being read. */
  fault(code: string, message: string, expected: string): OutcryError {
    return new OutcryError(code, 'input', message, {
      where: this.name,
      line: this.#nextLine,
      expected,
    });
  }

  /** Fetches more bytes; false at the end, when `next` has given its last row. */
  async fill(): Promise<boolean> {
    if (this.#isLast) return false;
    const rest = this.#end - this.#at;
    if (rest > ROW_BYTES_MAX)
      throw this.fault('TOO_LARGE', 'a row is too long', `at most ${ROW_BYTES_MAX} bytes`);
    this.bytes.copyWithin(0, this.#at, this.#end);
    this.#at = 0;
    this.#end = rest;
    while (this.#chunk === undefined || this.#chunkAt >= this.#chunk.length) {
      const next = await this.#chunks.next();
      if (next.done === true) {
        this.#isLast = true;
        // Rows that end without a line break are still to come.
        return rest > 0;
      }
      this.#chunk = next.value;
      this.#chunkAt = 0;
    }
    const part = this.#chunk.subarray(this.#chunkAt, this.#chunkAt + BUFFER_BYTES - rest);
    this.bytes.set(part, rest);
    this.#chunkAt += part.length;
    this.#end = rest + part.length;
    if (this.#isFirst && this.#end >= 3) this.#skipMark();
    return true;
  }

  #skipMark(): void {
    this.#isFirst = false;
    const [a, b, c] = this.bytes;
    if (a === 0xef && b === 0xbb && c === 0xbf) this.#at = 3;
  }
}
