// Breaks Binance frames in the ways in which feeds and files break, seeded: flipped, lost, inserted
// and doubled bytes, odd numbers, shuffled and doubled keys, escapes, white space, truncation.
import { seededRandom } from './decode-frames.ts';

const TOKENS: readonly string[] = [
  '0',
  '-1',
  '-0',
  '00',
  '01',
  '1.',
  '.5',
  '1e5',
  '1E-7',
  '1e+2',
  '1e',
  '1e99999',
  '12e-1',
  '-',
  '+1',
  '9007199254740993',
  '9223372036854775807',
  '9223372036854775808',
  '18446744073709551616',
  '123456789012345',
  '1234567890123456',
  '99999999999999999999999999999999',
  '0.1234567890123456789',
  '"0.00000000000000000001"',
  '"1e-400"',
  '"100000000000000000000"',
  '"-0.5"',
  '"-0"',
  '""',
  '" 1"',
  '"1 "',
  '"0000000000000000000000000000000001.5"',
  '"1.50000000000000000000000000000000000000"',
  '"1e2"',
  '".5"',
  'true',
  'false',
  'null',
  '[]',
  '{}',
  '[[]]',
  '[["1","2"]]',
  '[[1,2,3]]',
  '["1","2"]',
  '"BTCUSDT"',
  '"trade"',
  '"\\u0031"',
  '"\\ud83d\\ude00"',
  '"\\ud83d"',
  '"\\x"',
  '"é"',
  '{"a":1,"a":2}',
  '{"e":{"e":1}}',
  ',',
  ':',
  '"',
  '\\',
  '}',
  ']',
  ' ',
  '\t',
  '\n',
  '\r',
  '"s":"BTCUSD_PERP",',
  '"e":"trade",',
  '"e":"kline",',
  '"data":{},',
  '"stream":"btcusdt@x",',
  '"T":0,',
  '"pu":3,',
  '"\\u0065":"trade",',
  '"m":true,',
  '"x":-1.5e3,',
  '"lastUpdateId":5,',
  '"bids":[],',
  '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[',
];

export interface Mutator {
  /** A broken (or only unusual) variant of a random frame. */
  next(): Uint8Array;
}

type Operator = (frame: Uint8Array) => Uint8Array;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

function splice(at: Uint8Array, from: number, cut: number, put: Uint8Array): Uint8Array {
  return Uint8Array.from([...at.subarray(0, from), ...put, ...at.subarray(from + cut)]);
}

class FrameMutator implements Mutator {
  readonly #frames: readonly Uint8Array[];
  readonly #random: () => number;
  readonly #operators: readonly Operator[];

  constructor(frames: readonly Uint8Array[], seed: number) {
    this.#frames = frames;
    this.#random = seededRandom(seed);
    this.#operators = [...this.#byteOperators(), ...this.#jsonOperators()];
  }

  next(): Uint8Array {
    let frame = this.#pick(this.#frames);
    const rounds = this.#random() < 0.7 ? 1 : 1 + this.#below(4);
    for (let i = 0; i < rounds && frame.length > 0; i++) frame = this.#pick(this.#operators)(frame);
    return frame;
  }

  #below(n: number): number {
    return Math.floor(this.#random() * n);
  }

  #pick<T>(items: readonly T[]): T {
    const item = items[this.#below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  #byteOperators(): Operator[] {
    const below = (n: number): number => this.#below(n);
    return [
      (f) => splice(f, below(f.length), 1, Uint8Array.of(below(256))),
      (f) => {
        const at = below(f.length);
        return splice(f, at, 1, Uint8Array.of((f[at] ?? 0) ^ (1 << below(8))));
      },
      (f) => splice(f, below(f.length), 1, Uint8Array.of(32 + below(95))),
      (f) => splice(f, below(f.length), 1 + below(6), new Uint8Array(0)),
      (f) => splice(f, below(f.length + 1), 0, encode(this.#pick(TOKENS))),
      (f) => f.subarray(0, below(f.length)),
      (f) => splice(f, below(f.length), 0, encode(this.#pick([' ', '\t', '\r', '  ', '\n']))),
      (f) => {
        const at = below(f.length);
        return splice(f, below(f.length), 0, f.subarray(at, at + 1 + below(40)));
      },
      (f) => {
        const other = this.#pick(this.#frames);
        return splice(f, below(f.length), f.length, other.subarray(below(other.length)));
      },
    ];
  }

  #jsonOperators(): Operator[] {
    return [
      (f) => splice(f, ...this.#scalar(f), encode(this.#pick(TOKENS))),
      (f) => splice(f, ...this.#scalar(f), encode(this.#pick(TOKENS))),
      (f) => {
        const [at, length] = this.#scalar(f);
        return splice(f, ...this.#scalar(f), f.subarray(at, at + length));
      },
      (f) => this.#doubledMember(f),
      (f) => {
        try {
          return encode(JSON.stringify(this.#shuffled(JSON.parse(new TextDecoder().decode(f)))));
        } catch {
          return f;
        }
      },
      (f) => {
        // One character as an escape.
        const at = this.#below(f.length);
        const c = f[at] ?? 0;
        return c < 48 || c > 122 ? f : splice(f, at, 1, encode(`\\u00${c.toString(16)}`));
      },
      (f) => {
        // A digit more, less or other: the frame mostly stays good.
        const all = [...latin1(f).matchAll(/[0-9]/g)];
        const put = encode(this.#pick(['', '0', '5', '00', '.', '12345678']));
        return all.length === 0 ? f : splice(f, this.#pick(all).index, this.#below(2), put);
      },
    ];
  }

  /** Start and length of a random JSON scalar. */
  #scalar(frame: Uint8Array): [number, number] {
    const scalars = /"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null/g;
    const all = [...latin1(frame).matchAll(scalars)];
    if (all.length === 0) return [0, 0];
    const match = this.#pick(all);
    return [match.index, match[0].length];
  }

  #doubledMember(frame: Uint8Array): Uint8Array {
    const members = /"[A-Za-z]+":(?:"[^"]*"|-?[0-9]+|true|false),/g;
    const all = [...latin1(frame).matchAll(members)];
    if (all.length === 0) return frame;
    const { index, 0: text } = this.#pick(all);
    return splice(frame, this.#pick(all).index, 0, frame.subarray(index, index + text.length));
  }

  /** The same objects with their keys in another order. */
  #shuffled(json: unknown): unknown {
    if (Array.isArray(json) || typeof json !== 'object' || json === null) return json;
    const entries = Object.entries(json).map(([k, v]) => [k, this.#shuffled(v)] as const);
    for (let i = entries.length - 1; i > 0; i--) {
      const j = this.#below(i + 1);
      const a = entries[i];
      const b = entries[j];
      if (a !== undefined && b !== undefined) [entries[i], entries[j]] = [b, a];
    }
    return Object.fromEntries(entries);
  }
}

/** Mutants of `frames`, the same for the same seed. */
export function createMutator(frames: readonly Uint8Array[], seed: number): Mutator {
  return new FrameMutator(frames, seed);
}
