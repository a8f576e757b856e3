// The messages of Binance as templates: fixed text and fields, in the order of keys that the venue
// sends. The core fills in the fields (core-wasm/market/frames.ts).
// Forms: combined streams and REST depth as recorded on 2024-08-08 (spot, USD-M, COIN-M).
import { FrameField } from '../abi/market.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { Instrument } from '../model/instrument.ts';

/** Decimals that the venues' texts have, for BTC; instruments with finer scales have more. */
export const TEXT_DECIMALS = {
  'binance-spot': { priceDecimals: 8, qtyDecimals: 8 },
  'binance-usdm': { priceDecimals: 2, qtyDecimals: 3 },
  'binance-coinm': { priceDecimals: 1, qtyDecimals: 0 },
  generated: { priceDecimals: 0, qtyDecimals: 0 },
} as const;

type Template = readonly (string | FrameField)[];

export interface FrameTemplates {
  readonly delta: Template;
  readonly snapshot: Template;
  readonly trade: Template;
  readonly bbo: Template;
  /** Decimals of the texts: the venue pads with zeros. */
  readonly priceDecimals: number;
  readonly qtyDecimals: number;
}

/** A line: text with the fields that stand in it. Breaks and indents of the source are left out. */
function line(pieces: TemplateStringsArray, ...values: readonly (string | FrameField)[]): Template {
  const out: (string | FrameField)[] = [];
  for (const [i, piece] of pieces.entries()) {
    const end = i === values.length ? '\n' : '';
    for (const part of [piece.replace(/\n */g, '') + end, values[i]]) {
      if (part === undefined || part === '') continue;
      const last = out.at(-1);
      if (typeof part === 'string' && typeof last === 'string') out[out.length - 1] = last + part;
      else out.push(part);
    }
  }
  return out;
}

const F = FrameField;

function spot(symbol: string): FrameTemplates {
  const stream = symbol.toLowerCase();
  return {
    // Spot depth has an event time only: it is the record's exchange time.
    delta: line`
      ${F.RecvTsNs} {"stream":"${stream}@depth@100ms","data":{"e":"depthUpdate"
      ,"E":${F.ExchangeMs},"s":"${symbol}","U":${F.FirstSeq},"u":${F.LastSeq}
      ,"b":[${F.Bids}],"a":[${F.Asks}]}}`,
    snapshot: line`
      ${F.RecvTsNs} {"lastUpdateId":${F.LastSeq},"bids":[${F.Bids}],"asks":[${F.Asks}]}`,
    trade: line`
      ${F.RecvTsNs} {"stream":"${stream}@trade","data":{"e":"trade","E":${F.EventMs}
      ,"s":"${symbol}","t":${F.TradeId},"p":"${F.TradePrice}","q":"${F.TradeQty}"
      ,"T":${F.ExchangeMs},"m":${F.BuyerIsMaker},"M":true}}`,
    bbo: line`
      ${F.RecvTsNs} {"stream":"${stream}@bookTicker","data":{"u":${F.BboSeq}
      ,"s":"${symbol}","b":"${F.BidPrice}","B":"${F.BidQty}","a":"${F.AskPrice}"
      ,"A":"${F.AskQty}"}}`,
    ...TEXT_DECIMALS['binance-spot'],
  };
}

function usdm(symbol: string): FrameTemplates {
  const stream = symbol.toLowerCase();
  return {
    delta: line`
      ${F.RecvTsNs} {"stream":"${stream}@depth@0ms","data":{"e":"depthUpdate"
      ,"E":${F.EventMs},"T":${F.ExchangeMs},"s":"${symbol}","U":${F.FirstSeq}
      ,"u":${F.LastSeq},"pu":${F.PrevSeq},"b":[${F.Bids}],"a":[${F.Asks}]}}`,
    snapshot: line`
      ${F.RecvTsNs} {"lastUpdateId":${F.LastSeq},"E":${F.EventMs},"T":${F.ExchangeMs}
      ,"bids":[${F.Bids}],"asks":[${F.Asks}]}`,
    trade: line`
      ${F.RecvTsNs} {"stream":"${stream}@trade","data":{"e":"trade","E":${F.EventMs}
      ,"T":${F.ExchangeMs},"s":"${symbol}","t":${F.TradeId},"p":"${F.TradePrice}"
      ,"q":"${F.TradeQty}","X":"MARKET","m":${F.BuyerIsMaker}}}`,
    bbo: line`
      ${F.RecvTsNs} {"stream":"${stream}@bookTicker","data":{"e":"bookTicker"
      ,"u":${F.BboSeq},"s":"${symbol}","b":"${F.BidPrice}","B":"${F.BidQty}"
      ,"a":"${F.AskPrice}","A":"${F.AskQty}","T":${F.ExchangeMs},"E":${F.EventMs}}}`,
    ...TEXT_DECIMALS['binance-usdm'],
  };
}

function coinm(symbol: string): FrameTemplates {
  const stream = symbol.toLowerCase();
  const pair = symbol.split('_')[0] ?? symbol;
  return {
    delta: line`
      ${F.RecvTsNs} {"stream":"${stream}@depth@0ms","data":{"e":"depthUpdate"
      ,"E":${F.EventMs},"T":${F.ExchangeMs},"s":"${symbol}","ps":"${pair}"
      ,"U":${F.FirstSeq},"u":${F.LastSeq},"pu":${F.PrevSeq},"b":[${F.Bids}]
      ,"a":[${F.Asks}]}}`,
    snapshot: line`
      ${F.RecvTsNs} {"lastUpdateId":${F.LastSeq},"E":${F.EventMs},"T":${F.ExchangeMs}
      ,"symbol":"${symbol}","pair":"${pair}","bids":[${F.Bids}],"asks":[${F.Asks}]}`,
    trade: line`
      ${F.RecvTsNs} {"stream":"${stream}@trade","data":{"e":"trade","E":${F.EventMs}
      ,"T":${F.ExchangeMs},"s":"${symbol}","t":${F.TradeId},"p":"${F.TradePrice}"
      ,"q":"${F.TradeQty}","X":"MARKET","m":${F.BuyerIsMaker}}}`,
    bbo: line`
      ${F.RecvTsNs} {"stream":"${stream}@bookTicker","data":{"u":${F.BboSeq}
      ,"e":"bookTicker","s":"${symbol}","ps":"${pair}","b":"${F.BidPrice}"
      ,"B":"${F.BidQty}","a":"${F.AskPrice}","A":"${F.AskQty}","T":${F.ExchangeMs}
      ,"E":${F.EventMs}}}`,
    ...TEXT_DECIMALS['binance-coinm'],
  };
}

/**
 * The messages of the instrument's venue.
 * @throws OutcryError BAD_ARGUMENT where the venue has none
 */
export function frameTemplates(instrument: Instrument): FrameTemplates {
  if (instrument.venue === 'binance-spot') return spot(instrument.symbol);
  if (instrument.venue === 'binance-usdm') return usdm(instrument.symbol);
  if (instrument.venue === 'binance-coinm') return coinm(instrument.symbol);
  throw new OutcryError('BAD_ARGUMENT', 'usage', 'no message forms are known for this venue', {
    expected: 'binance-spot, binance-usdm or binance-coinm',
    found: instrument.venue,
  });
}

/** A template as the core reads it: entries {field u8, 0, length u16}, texts padded to 8 bytes. */
export function encodeTemplate(template: Template): Uint8Array {
  const bytes: number[] = [];
  const entry = (field: number, length: number): void => {
    bytes.push(field, 0, length & 255, length >> 8);
  };
  for (const part of template) {
    if (typeof part !== 'string') {
      entry(part, 0);
      continue;
    }
    const literal = new TextEncoder().encode(part);
    entry(FrameField.Literal, literal.length);
    bytes.push(...literal);
    for (let pad = literal.length; pad % 8 !== 0; pad++) bytes.push(0);
  }
  entry(FrameField.End, 0);
  return Uint8Array.from(bytes);
}
