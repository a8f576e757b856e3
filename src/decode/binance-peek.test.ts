import { describe, expect, it } from 'vitest';
import { inspectRecording } from './binance-peek.ts';

const encode = (...lines: string[]): Uint8Array => new TextEncoder().encode(lines.join('\n'));
const depth = (extra: string, symbol = 'BTCUSDT', price = '61800.10000000'): string =>
  `1723161255030314667 {"e":"depthUpdate","E":1,${extra}"s":"${symbol}",` +
  `"U":1,"u":2,"b":[["${price}","0.500"]],"a":[]}`;

describe('inspectRecording', () => {
  it.each([
    ['binance-spot', depth('')],
    ['binance-usdm', depth('"pu":3,')],
    ['binance-coinm', depth('"pu":3,"ps":"BTCUSD",')],
    ['binance-coinm', depth('"pu":3,', 'BTCUSD_PERP')],
    ['binance-coinm', depth('"pu":3,', 'ETHUSD_240927')],
    ['binance-spot', '1 {"u":1,"s":"BTCUSDT","b":"1.10","B":"2","a":"1.2","A":"3"}'],
    ['binance-usdm', '1 {"e":"bookTicker","u":1,"s":"BTCUSDT","b":"1","B":"2","a":"3","A":"3"}'],
    ['binance-spot', '1 {"e":"trade","s":"BTCUSDT","p":"1","q":"2","t":3,"m":true,"M":true}'],
    ['binance-usdm', '1 {"e":"trade","s":"BTCUSDT","p":"1","q":"2","t":3,"m":true,"X":"MARKET"}'],
    ['binance-usdm', '1 {"e":"aggTrade","s":"BTCUSDT","a":1,"p":"1","q":"2","f":3,"l":3,"m":true}'],
    ['binance-spot', '1 {"e":"aggTrade","s":"BTCUSDT","a":1,"p":"1","q":"2","m":true,"M":true}'],
    ['binance-coinm', '1 {"e":"trade","s":"BTCUSD_PERP","p":"1","q":"2","t":3,"m":true}'],
    ['binance-coinm', '1 {"lastUpdateId":1,"T":1,"symbol":"BTCUSD_PERP","bids":[],"asks":[]}'],
    ['binance-spot', '1 {"stream":"btcusdt@depth5","data":{"lastUpdateId":1,"bids":[],"asks":[]}}'],
  ])('%s', (venue, line) => {
    const facts = inspectRecording(encode('not a line', '', line, '1 {"trunc'));
    expect(facts.venue).toBe(venue);
    expect(facts.instruments).toHaveLength(1);
  });

  it('takes the scales that the numbers need, snapshots without a symbol included', () => {
    const snapshot = '2 {"lastUpdateId":5,"bids":[["0.12500","1e-3"]],"asks":[[1.5,20]]}';
    const facts = inspectRecording(encode(depth(''), snapshot));
    expect(facts.bareSnapshot).toBe(true);
    expect(facts.instruments[0]).toMatchObject({ symbol: 'BTCUSDT', priceScale: 3, qtyScale: 3 });
  });

  it('keeps the numbers of several symbols apart, and takes symbols from stream names', () => {
    const partial =
      '1 {"stream":"ethusdt@depth5","data":{"lastUpdateId":1,"bids":[["1.25","3"]],"asks":[]}}';
    const facts = inspectRecording(encode(depth(''), partial));
    expect(facts.instruments.map((i) => [i.symbol, i.priceScale, i.qtyScale])).toEqual([
      ['BTCUSDT', 1, 1],
      ['ETHUSDT', 2, 0],
    ]);
  });

  it('refuses what is not of Binance, and mixtures', () => {
    expect(() => inspectRecording(encode('time,price', '1,2'), 'x.csv')).toThrow(/x\.csv.*Binance/);
    expect(() => inspectRecording(new Uint8Array(0))).toThrow(/no market data/);
    expect(() => inspectRecording(encode(depth(''), depth('"pu":1,')))).toThrow(/several venues/);
    const coinm = depth('"pu":1,', 'BTCUSD_PERP');
    expect(() => inspectRecording(encode(coinm, depth('"pu":1,')))).toThrow(/coinm and/);
  });
});
