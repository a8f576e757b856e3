// What a recording of Binance frames is, from its first lines: venue, symbols, and the decimals
// that its numbers need. Cold path: JSON.parse with source text, a few hundred lines at most.
//
// Venue: `pu` or `T` in a depth update, `e` in a book ticker, `T` in a snapshot, no `M` in a trade
// mean futures, and `ps`, `pair` or a symbol like BTCUSD_PERP or BTCUSD_240927 among them COIN-M.
// A book ticker without `e`, a depth update without `pu` and `T`, a trade with `M` mean spot; so
// does a snapshot without `T` when nothing else is there.
import { OutcryError } from '../errors/outcry-error.ts';
import { significantDecimals } from '../model/decimal.ts';
import type { Instrument } from '../model/instrument.ts';

export type BinanceVenue = 'binance-spot' | 'binance-usdm' | 'binance-coinm';

export interface RecordingFacts {
  readonly venue: BinanceVenue;
  /** One per symbol, in order of appearance, with the scales that its numbers need so far. */
  readonly instruments: readonly Instrument[];
  /** Lines looked at. */
  readonly lines: number;
  /** True when a snapshot names no symbol. */
  readonly bareSnapshot: boolean;
}

const COIN_MARGINED = /USD_(?:PERP|\d{6})$/;
const STAMP = /^\d{1,19}(?:\.\d+)?:?[ \t]+/;
const LINES_MAX = 2000;
const SCALE_MAX = 18;

interface Seen {
  priceScale: number;
  qtyScale: number;
}
type Message = Readonly<Record<string, unknown>>;

class Facts {
  readonly symbols = new Map<string, Seen>();
  /** Numbers of snapshots that name no symbol. */
  readonly nameless: Seen = { priceScale: 0, qtyScale: 0 };
  bareSnapshot = false;
  spot = false;
  usdMargined = false;
  coinMargined = false;
  /** Futures, which of the two is open: snapshots with times that name no symbol. */
  futures = false;

  of(symbol: string): Seen {
    let seen = this.symbols.get(symbol);
    if (seen === undefined) {
      seen = { priceScale: 0, qtyScale: 0 };
      this.symbols.set(symbol, seen);
    }
    return seen;
  }

  add(message: Message, stream: string | undefined): void {
    const event = message['e'];
    const snapshot = event === undefined && message['lastUpdateId'] !== undefined;
    const ticker = event === 'bookTicker' || (event === undefined && message['B'] !== undefined);
    const trade = event === 'trade' || event === 'aggTrade';
    const depth = event === 'depthUpdate';
    if (!snapshot && !ticker && !trade && !depth) return;
    const symbol = message[snapshot ? 'symbol' : 's'] ?? stream?.split('@')[0]?.toUpperCase();
    this.bareSnapshot ||= snapshot && symbol === undefined;
    this.#venue(message, { snapshot, ticker, trade, depth }, symbol);
    const seen = typeof symbol === 'string' ? this.of(symbol) : this.nameless;
    if (depth || snapshot) {
      for (const key of snapshot ? ['bids', 'asks'] : ['b', 'a']) addRows(seen, message[key]);
    } else if (ticker) {
      addNumbers(seen, message['b'], message['B']);
      addNumbers(seen, message['a'], message['A']);
    } else addNumbers(seen, message['p'], message['q']);
  }

  #venue(
    message: Message,
    is: { snapshot: boolean; ticker: boolean; trade: boolean; depth: boolean },
    symbol: unknown,
  ): void {
    const has = (key: string): boolean => message[key] !== undefined;
    const futures = is.ticker
      ? has('e')
      : is.trade
        ? !has('M')
        : has('pu') || has('T') || has('ps') || has('pair');
    if (!futures) this.spot ||= !is.snapshot;
    else if (has('ps') || has('pair')) this.coinMargined = true;
    else if (typeof symbol !== 'string') this.futures = true;
    else if (COIN_MARGINED.test(symbol)) this.coinMargined = true;
    else this.usdMargined = true;
  }

  /** The venues that the frames speak of. */
  get venues(): readonly BinanceVenue[] {
    const found: BinanceVenue[] = [];
    if (this.spot) found.push('binance-spot');
    if (this.coinMargined) found.push('binance-coinm');
    if (this.usdMargined || (this.futures && !this.coinMargined)) found.push('binance-usdm');
    const snapshots = this.bareSnapshot || this.symbols.size > 0;
    return found.length === 0 && snapshots ? ['binance-spot'] : found;
  }
}

/** Text of a number that JSON gave as a string or as a number's source. */
function numberText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : value instanceof NumberText ? value.text : undefined;
}

function addNumbers(seen: Seen, price: unknown, qty: unknown): void {
  seen.priceScale = Math.max(seen.priceScale, decimals(price));
  seen.qtyScale = Math.max(seen.qtyScale, decimals(qty));
}

function decimals(value: unknown): number {
  const text = numberText(value);
  try {
    const needed = text === undefined ? 0 : significantDecimals(text);
    return needed > SCALE_MAX ? 0 : needed; // refused by the decoder, who knows the line
  } catch {
    return 0; // the decoder will refuse the line and say so better
  }
}

function addRows(seen: Seen, rows: unknown): void {
  if (!Array.isArray(rows)) return;
  for (const row of rows) if (Array.isArray(row)) addNumbers(seen, row[0], row[1]);
}

class NumberText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !(value instanceof NumberText);
}

function parse(text: string): unknown {
  const reviver = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' ? new NumberText(context?.source ?? String(value)) : value;
  try {
    return JSON.parse(text, reviver);
  } catch {
    return undefined;
  }
}

function addLine(facts: Facts, line: string): void {
  const top = parse(line.replace(STAMP, ''));
  if (!isMessage(top)) return;
  const data = top['data'];
  const stream = top['stream'];
  if (typeof stream === 'string' && isMessage(data)) facts.add(data, stream);
  else facts.add(top, undefined);
}

/**
 * Looks at the first lines of a recording: `<receive stamp> <frame>`, or bare frames. Lines that
 * are no market data are passed over. Numbers beyond these lines may need more decimals: the
 * decoder says so (`scaleTooFine`) when it meets them.
 *
 * @param head the beginning of the file, uncompressed; an incomplete last line is left out
 * @throws OutcryError NOT_BINANCE when no line tells the venue, MIXED_VENUES when they disagree
 */
export function inspectRecording(head: Uint8Array, where?: string): RecordingFacts {
  const text = new TextDecoder().decode(head);
  const lines = text.split('\n', LINES_MAX);
  const facts = new Facts();
  for (const line of lines) addLine(facts, line);
  const details = where === undefined ? {} : { where };
  const [venue, another] = facts.venues;
  if (another !== undefined)
    throw new OutcryError('MIXED_VENUES', 'input', 'frames of several venues in one recording', {
      ...details,
      expected: 'one venue',
      found: facts.venues.join(' and '),
      hint: 'import the venues as separate files',
    });
  if (venue === undefined)
    throw new OutcryError('NOT_BINANCE', 'input', 'no market data of Binance in the first lines', {
      ...details,
      expected: '<receive time> <JSON frame>',
      found: `'${text.slice(0, 60).replace(/[^ -~]/g, '.')}'`,
    });
  if (facts.symbols.size === 1)
    for (const seen of facts.symbols.values()) {
      seen.priceScale = Math.max(seen.priceScale, facts.nameless.priceScale);
      seen.qtyScale = Math.max(seen.qtyScale, facts.nameless.qtyScale);
    }
  const instruments = [...facts.symbols].map(([symbol, scales]) => ({
    venue,
    symbol,
    ...scales,
    tickSize: 1n,
    lotSize: 1n,
    bookModel: 'L2' as const,
    windowBits: 0,
    version: 1,
  }));
  return { venue, instruments, lines: lines.length, bareSnapshot: facts.bareSnapshot };
}
