import { expect, it } from 'vitest';
import { pairOf } from './terms.ts';

it.each([
  ['BTCUSDT', 'BTC', 'USDT'],
  ['BTC-USD', 'BTC', 'USD'],
  ['btc/usdt', 'BTC', 'USDT'],
  ['BTCUSD_PERP', 'BTC', 'USD'],
  ['ETHUSD_250328', 'ETH', 'USD'],
  ['btc-1h', 'BTC', 'USD'],
  ['btcusdt-15m', 'BTC', 'USDT'],
  ['eth_btc', 'ETH', 'BTC'],
  ['AAPL', 'AAPL', 'USD'],
])('%s is %s against %s', (symbol, base, quote) => {
  expect(pairOf(symbol)).toEqual({ base, quote });
});
