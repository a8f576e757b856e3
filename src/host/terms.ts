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

export interface Pair {
  readonly base: string;
  readonly quote: string;
}

/** Base and quote of a symbol: `BTCUSDT`, `BTC-USD`, `BTC/USDT`, `BTCUSD_PERP`, `btc-1h`. */
export function pairOf(symbol: string): Pair {
  // A file such as btc-1h.csv says how long its candles are, not what they cost.
  const plain = symbol.toUpperCase().replace(/[-_](PERP|\d+[A-Z]?)$/, '');
  const [left, right] = plain.split(/[-/_]/);
  if (left !== undefined && right !== undefined && left !== '' && right !== '')
    return { base: left, quote: right };
  for (const quote of QUOTES)
    if (plain.length > quote.length && plain.endsWith(quote))
      return { base: plain.slice(0, -quote.length), quote };
  return { base: plain, quote: 'USD' };
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
