// What a Binance frame means, told without speed: JSON.parse with source text, regular
// expressions, BigInt. The WASM decoder is held against it. The rules are those of
// core-wasm/decode/slow.ts, numbered there.
import { parseDecimal } from '../model/decimal.ts';

export interface OracleInstrument {
  readonly id: number;
  readonly symbol: string;
  readonly priceScale: number;
  readonly qtyScale: number;
}

/** Record as text, or why there is none. */
export type OracleAnswer =
  | { readonly kind: 'record'; readonly record: string }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'refused'; readonly why: string };

/** A JSON number as it was written. */
class Source {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
type Json = null | boolean | string | Source | Json[] | { [key: string]: Json };
type Message = { [key: string]: Json };

class Refusal extends Error {}
function refuse(why: string): never {
  throw new Refusal(why);
}

const KNOWN = new Set(
  'stream data e E T s U u pu b a B A t p q m f l lastUpdateId bids asks symbol'.split(' '),
);

interface ReviverContext {
  readonly source?: string;
}
type Reviver = (this: unknown, key: string, value: Json, context: ReviverContext) => Json;

function parse(text: string): Json {
  const reviver: Reviver = (_key, value, context) =>
    typeof value === 'number' ? new Source(context.source ?? '') : value;
  return JSON.parse(text, reviver as (this: unknown, key: string, value: unknown) => unknown);
}

/** Tokens of valid JSON: strings, brackets, colons; the rest does not matter. */
function* tokens(text: string): Generator<string> {
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}:,]/g)) yield match[0];
}

/** Rules 1 and 2: depth, and known keys that stand twice in the top object or under `data`. */
function checkShape(text: string): void {
  const path: { object: boolean; watched: boolean; keys: Set<string>; key: string }[] = [];
  let last = '';
  for (const token of tokens(text)) {
    const inner = path.at(-1);
    if (token === '{' || token === '[') {
      const watched = path.length === 0 || (path.length === 1 && inner?.key === 'data');
      path.push({ object: token === '{', watched, keys: new Set(), key: '' });
      if (path.length > 64) refuse('BAD_JSON: depth');
    } else if (token === '}' || token === ']') path.pop();
    else if (token === ':' && inner?.object === true) {
      const key = String(JSON.parse(last));
      if (inner.watched && KNOWN.has(key) && inner.keys.has(key)) refuse('DUPLICATE_KEY');
      inner.keys.add(key);
      inner.key = key;
    }
    last = token;
  }
}

const has = (message: Message, key: string): boolean => Object.hasOwn(message, key);
const isObject = (json: Json | undefined): json is Message =>
  typeof json === 'object' && json !== null && !Array.isArray(json) && !(json instanceof Source);

/** Rule 4. */
function kindOf(message: Message): string {
  if (has(message, 'e')) {
    const e = message['e'];
    if (typeof e !== 'string') return refuse('BAD_MESSAGE: e');
    return ['depthUpdate', 'trade', 'aggTrade', 'bookTicker'].includes(e) ? e : 'other';
  }
  if (['lastUpdateId', 'bids', 'asks'].some((key) => has(message, key))) return 'snapshot';
  const quote = ['U', 'u', 'pu', 'b', 'B', 'a', 'A', 't', 'p', 'q'];
  return quote.some((key) => has(message, key)) ? 'bookTicker' : 'other';
}

const REQUIRED: Readonly<Record<string, string>> = {
  depthUpdate: 's U u b a',
  trade: 's t p q m',
  aggTrade: 's a p q f l m',
  bookTicker: 'u s b B a A',
  snapshot: 'lastUpdateId bids asks',
};

/** Rule 5, ids and times. */
function integer(message: Message, key: string, least = 0n): bigint | undefined {
  if (!has(message, key)) return undefined;
  const json = message[key];
  if (!(json instanceof Source)) return refuse(`BAD_MESSAGE: ${key}`);
  const value = parseDecimal(json.text, 0);
  return value < least ? refuse('NEGATIVE') : value;
}

/** Rule 5, prices and quantities. */
function decimal(json: Json | undefined, scale: number): bigint {
  const text = json instanceof Source ? json.text : json;
  if (typeof text !== 'string') return refuse('BAD_MESSAGE: number');
  const value = parseDecimal(text, scale);
  return value < 0n ? refuse('NEGATIVE') : value;
}

/** Rule 6. */
function rows(json: Json | undefined, of: OracleInstrument): [bigint, bigint][] {
  if (!Array.isArray(json)) return refuse('BAD_MESSAGE: rows');
  return json.map((level) => {
    if (!Array.isArray(level) || level.length < 2) return refuse('BAD_MESSAGE: level');
    return [decimal(level[0], of.priceScale), decimal(level[1], of.qtyScale)];
  });
}

function exchangeTime(message: Message): bigint {
  const time = integer(message, 'T');
  const eventTime = integer(message, 'E');
  const stamp = (time ?? 0n) !== 0n ? (time ?? 0n) : (eventTime ?? 0n);
  if (stamp <= 9_223_372_036_854n) return stamp * 1_000_000n;
  if (stamp >= 10n ** 15n && stamp <= 9_223_372_036_854_775n) return stamp * 1000n;
  return refuse('BAD_TIME');
}

const fold = (text: string): string => text.replace(/[A-Z]/g, (c) => c.toLowerCase());

/** Rule 7. */
function instrumentOf(
  kind: string,
  message: Message,
  stream: string | undefined,
  instruments: readonly OracleInstrument[],
): OracleInstrument {
  const key = kind === 'snapshot' ? 'symbol' : 's';
  let found: OracleInstrument | undefined;
  if (has(message, key)) {
    const symbol = message[key];
    if (typeof symbol !== 'string') return refuse('BAD_MESSAGE: symbol');
    found = instruments.find((instrument) => instrument.symbol === symbol);
  } else if (stream !== undefined) {
    const symbol = fold(stream.split('@')[0] ?? '');
    found = instruments.find((instrument) => fold(instrument.symbol) === symbol);
  } else if (instruments.length === 1) found = instruments[0];
  return found ?? refuse('UNKNOWN_SYMBOL');
}

function interpret(
  message: Message,
  stream: string | undefined,
  recvTsNs: bigint,
  instruments: readonly OracleInstrument[],
): OracleAnswer {
  const kind = kindOf(message);
  if (kind === 'other') return { kind: 'ignored' };
  for (const key of (REQUIRED[kind] ?? '').split(' '))
    if (!has(message, key)) refuse(`BAD_MESSAGE: ${key} is missing`);
  const of = instrumentOf(kind, message, stream, instruments);
  const head = [of.id, recvTsNs, exchangeTime(message)];
  const body: (string | bigint | undefined)[] = [];
  if (kind === 'depthUpdate' || kind === 'snapshot') {
    const snapshot = kind === 'snapshot';
    const bids = rows(message[snapshot ? 'bids' : 'b'], of);
    const asks = rows(message[snapshot ? 'asks' : 'a'], of);
    const last = integer(message, snapshot ? 'lastUpdateId' : 'u');
    const first = snapshot ? last : integer(message, 'U');
    body.push(first, last, snapshot ? -1n : (integer(message, 'pu', -1n) ?? -1n));
    body.push(`${bids.length}+${asks.length}`, ...bids.flat(), ...asks.flat());
  } else if (kind === 'bookTicker') {
    body.push(decimal(message['b'], of.priceScale), decimal(message['B'], of.qtyScale));
    body.push(decimal(message['a'], of.priceScale), decimal(message['A'], of.qtyScale));
    body.push(integer(message, 'u'));
  } else {
    const aggregate = kind === 'aggTrade';
    const maker = message['m'];
    if (typeof maker !== 'boolean') return refuse('BAD_MESSAGE: m');
    body.push(maker ? 'sell' : 'buy');
    body.push(decimal(message['p'], of.priceScale), decimal(message['q'], of.qtyScale));
    body.push(integer(message, aggregate ? 'a' : 't'));
    body.push(aggregate ? integer(message, 'f', -1n) : -1n);
    body.push(aggregate ? integer(message, 'l', -1n) : -1n);
  }
  return { kind: 'record', record: [kind, ...head, ...body].join(' ') };
}

/** The meaning of a frame. Never throws. */
export function oracleFrame(
  frame: Uint8Array,
  recvTsNs: bigint,
  instruments: readonly OracleInstrument[],
): OracleAnswer {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(frame);
    const top = parse(text);
    checkShape(text);
    if (Array.isArray(top)) return { kind: 'ignored' };
    if (!isObject(top)) return refuse('BAD_JSON: no object');
    if (has(top, 'stream') && has(top, 'data')) {
      const stream = top['stream'];
      if (typeof stream !== 'string') return refuse('BAD_MESSAGE: stream');
      const data = top['data'];
      return isObject(data) ? interpret(data, stream, recvTsNs, instruments) : { kind: 'ignored' };
    }
    return interpret(top, undefined, recvTsNs, instruments);
  } catch (error) {
    return { kind: 'refused', why: error instanceof Error ? error.message : String(error) };
  }
}
