import { expect, it } from 'vitest';
import { knownPair, pairOf } from './terms.ts';

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
  ['AAPL_daily', 'AAPL', 'USD'],
  ['BRK-B', 'BRK', 'USD'],
  ['EURUSD_M1_2023', 'EUR', 'USD'],
  ['USDCHF', 'USD', 'CHF'],
  ['gbp-jpy-2023', 'GBP', 'JPY'],
  ['Binance_BTCUSDT_1h', 'BTC', 'USDT'],
  ['SAP_EUR_daily', 'SAP', 'EUR'],
  ['SOL/FDUSD', 'SOL', 'FDUSD'],
  ['_', '_', 'USD'],
])('%s is %s against %s', (symbol, base, quote) => {
  expect(pairOf(symbol)).toEqual({ base, quote });
});

it.each(['AAPL', 'AAPL_daily', 'BRK-B', 'spy-1d'])('%s tells no currency', (symbol) => {
  expect(knownPair(symbol)).toBeUndefined();
});
