// How an instrument is booked when its user says nothing: what its venue and symbol tell.
import type { Instrument } from '../model/instrument.ts';
import type { AccountInstrumentOptions } from '../session/account-options.ts';

/** Quotes that end a venue's symbols, longest first: BTCUSDT is BTC against USDT. */
const QUOTES = [
  'FDUSD',
  'BUSD',
  'TUSD',
  'USDT',
  'USDC',
  'USDP',
  'USD',
  'EUR',
  'GBP',
  'TRY',
  'BRL',
  'JPY',
  'BTC',
  'ETH',
  'BNB',
] as const;

/** Currencies of states that much is traded in. */
const FIAT = (
  'AED ARS AUD BRL CAD CHF CLP CNH CNY COP CZK DKK EUR GBP HKD HUF IDR ILS INR JPY KRW MXN MYR ' +
  'NGN NOK NZD PHP PLN RON RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR'
).split(' ');
const COINS = 'USDT USDC BUSD FDUSD TUSD USDP USDE USD1 DAI BTC XBT ETH BNB SOL TRX XRP DOGE';
/** What stands behind a separator and is a currency: ETH-BTC, but not AAPL_daily. */
const KNOWN = new Set([...FIAT, ...COINS.split(' ')]);
/** Currency where nothing says one. */
export const DEFAULT_QUOTE = 'USD';

export interface Pair {
  readonly base: string;
  readonly quote: string;
}

/** Pairs of states' currencies have three letters each, other symbols end with a known quote. */
function pairWithin(text: string): Pair | undefined {
  const [left, right] = [text.slice(0, 3), text.slice(3)];
  if (FIAT.includes(left) && FIAT.includes(right)) return { base: left, quote: right };
  const quote = QUOTES.find((one) => text.length > one.length && text.endsWith(one));
  return quote === undefined ? undefined : { base: text.slice(0, -quote.length), quote };
}

/** The symbol without what follows it in names of contracts and files: PERP, days, lengths. */
function partsOf(symbol: string): string[] {
  const plain = symbol.toUpperCase().replace(/[-_](PERP|\d+[A-Z]?)$/, '');
  return plain.split(/[-/_]/).filter((part) => part !== '');
}

/** Base and quote where the symbol tells them; undefined for `AAPL`, `AAPL_daily`, `BRK-B`. */
export function knownPair(symbol: string): Pair | undefined {
  const parts = partsOf(symbol);
  for (const [i, quote] of parts.entries()) {
    const base = parts[i - 1];
    if (base !== undefined && KNOWN.has(quote)) return { base, quote };
  }
  for (const part of parts) {
    const pair = pairWithin(part);
    if (pair !== undefined) return pair;
  }
  return undefined;
}

/**
 * Base and quote of a symbol: `BTCUSDT`, `BTC-USD`, `BTC/USDT`, `BTCUSD_PERP`, `btc-1h`. The quote
 * is USD where the symbol tells none.
 */
export function pairOf(symbol: string): Pair {
  const [base = symbol.toUpperCase()] = partsOf(symbol);
  return knownPair(symbol) ?? { base, quote: DEFAULT_QUOTE };
}

/** Binance's inverse contracts: 100 USD for BTC, 10 USD for all others. */
const INVERSE_CONTRACT = { BTC: 100, other: 10 } as const;

/** What is booked by default: fees of 0.1 %, no leverage. */
export function defaultTerms(instrument: Instrument): AccountInstrumentOptions {
  const { venue, symbol, priceScale, qtyScale } = instrument;
  const pair = pairOf(symbol);
  const scales = { priceScale, qtyScale, ...pair };
  if (venue === 'binance-spot') return { ...scales, kind: 'spot' };
  if (venue !== 'binance-coinm') return { ...scales, kind: 'linear' };
  const contractValue = pair.base === 'BTC' ? INVERSE_CONTRACT.BTC : INVERSE_CONTRACT.other;
  return { ...scales, kind: 'inverse', contractValue };
}

/** Currency that results are in. */
export function settlementOf(terms: AccountInstrumentOptions): string {
  return terms.kind === 'inverse' ? (terms.base ?? terms.quote) : terms.quote;
}
