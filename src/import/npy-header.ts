// The header of a .npy file that holds an hftbacktest tape: one array of 64-byte rows.
// @source numpy.org, numpy.lib.format, versions 1.0 to 3.0; hftbacktest types.py event_dtype
import { OutcryError } from '../errors/outcry-error.ts';

export const ROW_BYTES = 64;

/** Fields of a row in their order, each 8 bytes, little-endian. */
const FIELDS: readonly (readonly [string, string])[] = [
  ['ev', '<u8'],
  ['exch_ts', '<i8'],
  ['local_ts', '<i8'],
  ['px', '<f8'],
  ['qty', '<f8'],
  ['order_id', '<u8'],
  ['ival', '<i8'],
  ['fval', '<f8'],
];
const DESCR = `[${FIELDS.map(([name, type]) => `('${name}', '${type}')`).join(', ')}]`;
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** What numpy writes for these fields, whatever the count: it leaves room for the count to grow. */
export const HEADER_BYTES = 256;
/** A longer header cannot be that of an event array. */
const HEADER_MAX = 4096;

export interface NpyHeader {
  readonly rows: number;
  /** Offset of the first row. */
  readonly dataOffset: number;
}

/** True when a file that starts with `head` is a .npy file. */
export function isNpy(head: Uint8Array): boolean {
  return MAGIC.every((byte, i) => head[i] === byte);
}

/** The header that numpy writes for `rows` events. */
export function encodeNpyHeader(rows: number): Uint8Array {
  const text = `{'descr': ${DESCR}, 'fortran_order': False, 'shape': (${rows},), }`;
  const header = new Uint8Array(HEADER_BYTES).fill(0x20);
  header.set([...MAGIC, 1, 0, (HEADER_BYTES - 10) & 0xff, (HEADER_BYTES - 10) >> 8]);
  new TextEncoder().encodeInto(text, header.subarray(10));
  header[HEADER_BYTES - 1] = 0x0a;
  return header;
}

/**
 * Reads a header; undefined when `bytes` end before it does.
 * @throws OutcryError BAD_NPY with what was expected and found
 */
export function parseNpyHeader(bytes: Uint8Array, where: string): NpyHeader | undefined {
  if (!isNpy(bytes) && bytes.length >= MAGIC.length)
    throw refuse(where, 'not a .npy file', "the signature '\\x93NUMPY'", hex(bytes.subarray(0, 6)));
  if (bytes.length < 12) return undefined;
  const version = bytes[6] ?? 0;
  if (version < 1 || version > 3 || bytes[7] !== 0)
    throw refuse(where, 'unknown version of .npy', '1.0 to 3.0', `${version}.${bytes[7]}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > HEADER_MAX)
    throw refuse(where, 'the header is too long', `at most ${HEADER_MAX} bytes`, `${length}`);
  if (bytes.length < start + length) return undefined;
  const text = new TextDecoder().decode(bytes.subarray(start, start + length));
  return { rows: checkHeader(where, text), dataOffset: start + length };
}

function checkHeader(where: string, text: string): number {
  const header = new Literal(text).dict();
  if (header === undefined)
    throw refuse(where, 'the header is no Python dictionary', "{'descr': ...}", text.trim());
  const found = [...header.keys()].toSorted().join(', ');
  if (found !== 'descr, fortran_order, shape')
    throw refuse(where, 'unknown header', 'descr, fortran_order, shape', found);
  const descr = show(header.get('descr'));
  if (descr.includes('|O'))
    throw refuse(where, 'arrays of Python objects are never loaded', DESCR, descr);
  if (descr !== DESCR) throw refuse(where, 'rows of another type', DESCR, descr);
  if (header.get('fortran_order') !== false)
    throw refuse(where, 'rows in another order', 'fortran_order False', 'True');
  const shape = header.get('shape');
  const rows = Array.isArray(shape) && shape.length === 1 ? Number(shape[0]) : -1;
  if (!Number.isSafeInteger(rows) || rows < 0)
    throw refuse(where, 'not a one-dimensional array', '(rows,)', show(shape));
  return rows;
}

function refuse(where: string, message: string, expected: string, found: string): OutcryError {
  const short = found.length > 300 ? `${found.slice(0, 300)}...` : found;
  return new OutcryError('BAD_NPY', 'input', message, { where, offset: 0, expected, found: short });
}

function hex(bytes: Uint8Array): string {
  return `bytes ${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ')}`;
}

type Value = string | number | boolean | readonly Value[];

/** Python's way to write what was read: text, tuples inside lists. */
function show(value: Value | undefined): string {
  if (typeof value === 'string') return `'${value}'`;
  if (!Array.isArray(value)) return String(value);
  const parts = value.map((part: Value) => (Array.isArray(part) ? tuple(part) : show(part)));
  return `[${parts.join(', ')}]`;
}

function tuple(parts: readonly Value[]): string {
  return `(${parts.map((part) => show(part)).join(', ')})`;
}

/** Reads the literal that numpy writes: a dictionary of text, lists, tuples, numbers, booleans. */
class Literal {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = text.match(/'[^'\\]*'|"[^"\\]*"|[A-Za-z]+|\d+|[{}()[\],:]|\S/g) ?? [];
  }

  dict(): Map<string, Value> | undefined {
    const entries = new Map<string, Value>();
    if (!this.#take('{')) return undefined;
    while (!this.#take('}')) {
      const key = this.#value();
      if (typeof key !== 'string' || entries.has(key) || !this.#take(':')) return undefined;
      const value = this.#value();
      if (value === undefined) return undefined;
      entries.set(key, value);
      if (!this.#take(',') && this.#tokens[this.#at] !== '}') return undefined;
    }
    return this.#at === this.#tokens.length ? entries : undefined;
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }

  #value(): Value | undefined {
    const token = this.#tokens[this.#at++];
    if (token === undefined) return undefined;
    if (token.startsWith("'") || token.startsWith('"')) return token.slice(1, -1);
    if (token === 'True' || token === 'False') return token === 'True';
    if (/^\d+$/.test(token)) return Number(token);
    if (token !== '(' && token !== '[') return undefined;
    const close = token === '(' ? ')' : ']';
    const parts: Value[] = [];
    while (!this.#take(close)) {
      const part = this.#value();
      if (part === undefined) return undefined;
      parts.push(part);
      if (!this.#take(',') && this.#tokens[this.#at] !== close) return undefined;
    }
    return parts;
  }
}
