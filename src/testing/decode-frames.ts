// Binance frames of every kind and form, written by hand in the shapes of the venue's
// documentation, and seeded depth frames with all kinds of numbers.
// tidy-ok: size: a frame is one line

/** Instruments that the frames below name. */
export const FRAME_INSTRUMENTS = [
  { id: 0, symbol: 'BTCUSDT', priceScale: 2, qtyScale: 8 },
  { id: 1, symbol: 'BTCUSD_PERP', priceScale: 1, qtyScale: 0 },
  { id: 2, symbol: '1000SHIBUSDT', priceScale: 8, qtyScale: 3 },
  { id: 7, symbol: 'ALONGSYMBOLNAME_260925', priceScale: 4, qtyScale: -2 },
] as const;

export const FRAMES: readonly string[] = [
  '{"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":1790000000123,"s":"BTCUSDT","U":1001,"u":1004,"b":[["64000.10000000","0.50000000"],["63999.00000000","0.00000000"]],"a":[["64001.22000000","12.00000000"]]}}',
  '{"stream":"btcusdt@depth@0ms","data":{"e":"depthUpdate","E":1790000000123,"T":1790000000120,"s":"BTCUSDT","U":5123107832006,"u":5123107837557,"pu":5123107831937,"b":[["58710.20","0.014"],["61496.50","0.010"],["61510.90","0.000"]],"a":[["61841.50","1.211"],["61852.80","0.195"],["61853.30","1234567.072"]]}}',
  '{"e":"depthUpdate","E":1790000000123,"T":1790000000120,"s":"BTCUSD_PERP","ps":"BTCUSD","U":7,"u":9,"pu":-1,"b":[],"a":[["61801.4","0"],["61817.9","4400"]]}',
  '{"e":"depthUpdate","E":1790000000123456,"s":"1000SHIBUSDT","U":1,"u":2,"b":[["0.00001234","123456789.125"]],"a":[]}',
  '{"stream":"btcusdt@trade","data":{"e":"trade","E":1790000000123,"s":"BTCUSDT","t":3735683259,"p":"61837.63000000","q":"0.02000000","T":1790000000122,"m":true,"M":true}}',
  '{"e":"trade","E":1790000000123,"s":"BTCUSDT","t":12345,"p":"0.01","q":"100","b":88,"a":50,"T":1790000000122,"m":false,"M":true}',
  '{"stream":"btcusd_perp@trade","data":{"e":"trade","E":1790000000123,"T":1790000000120,"s":"BTCUSD_PERP","t":849714402,"p":"61804.8","q":"4","X":"MARKET","m":false}}',
  '{"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","E":1790000000123,"s":"BTCUSDT","a":26129,"p":"61837.63","q":"0.001","f":27781,"l":27783,"T":1790000000122,"m":true}}',
  '{"e":"aggTrade","E":1790000000123,"s":"1000SHIBUSDT","a":1,"p":"0.012345","q":"4700","f":-1,"l":-1,"T":1790000000122,"m":false,"M":true}',
  '{"stream":"btcusdt@bookTicker","data":{"u":50093239212,"s":"BTCUSDT","b":"61837.63000000","B":"3.78826000","a":"61837.64000000","A":"1.54698000"}}',
  '{"stream":"btcusd_perp@bookTicker","data":{"u":1007198632021,"e":"bookTicker","s":"BTCUSD_PERP","ps":"BTCUSD","b":"61804.7","B":"35","a":"61804.8","A":"1645","T":1790000000465,"E":1790000000476}}',
  '{"e":"bookTicker","u":5123107839020,"s":"BTCUSDT","b":"61800.20","B":"2.507","a":"61800.30","A":"2.510","T":1790000000313,"E":1790000000313}',
  '{"lastUpdateId":1007198635033,"E":1790000000835,"T":1790000000823,"symbol":"BTCUSD_PERP","pair":"BTCUSD","bids":[["61804.7","35"],["61802.0","8"]],"asks":[["61804.8","1645"]]}',
  '{"stream":"btcusdt@depth5@100ms","data":{"lastUpdateId":160,"bids":[["0.01","10.1"]],"asks":[["0.02","100"],["0.03","1"]]}}',
  '{"stream":"alongsymbolname_260925@depth5","data":{"lastUpdateId":160,"bids":[["12.3456","1200"]],"asks":[["12.3457","100"]]}}',
  '{"lastUpdateId":160,"bids":[["0.01","10.1"]],"asks":[]}',
  '{"e":"kline","E":1790000000123,"s":"BTCUSDT","k":{"t":1790000000000,"T":1790000059999,"s":"BTCUSDT","i":"1m","o":"0.0010","x":false}}',
  '{"e":"markPriceUpdate","E":1562305380000,"s":"BTCUSDT","p":"11794.15000000","i":"11784.62659091","r":"0.00038167","T":1562306400000}',
  '{"result":null,"id":7}',
  '{"error":{"code":2,"msg":"Invalid request: missing \\"id\\" \\u00e9"},"id":null}',
  '[{"e":"24hrMiniTicker","s":"BTCUSDT"},[],{}]',
  ' { "data" : { "a" : [ [ "2.50" , 1 ] ] , "b" : [ [ 1.5e0 , "1E-7" ] ] , "u" : 4 , "U" : 3.0 , "s" : "BTC\\u0055SDT" , "e" : "depthUpdate" } , "stream" : "x" } \r',
  '{"e":"depthUpdate","s":"BTCUSDT","U":1,"u":2,"b":[["1","2",[]],[3,4,{"x":[]}]],"a":[["5.","6"],[".5","007"]]}',
];

/** Mulberry32: a small generator of 32-bit states. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Depth frames whose levels have all kinds of plain numbers that the instruments' scales hold. */
export function randomDepthFrames(count: number, seed: number): string[] {
  const random = seededRandom(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const digits = (n: number): string => Array.from({ length: n }, () => below(10)).join('');
  const number = (scale: number): string => {
    const whole = below(5) === 0 ? digits(1 + below(11)) : `${below(100000)}`;
    if (scale <= 0) return `${whole}${'0'.repeat(-scale)}${below(2) === 0 ? '' : '.000'}`;
    const fraction = `${digits(below(scale + 1))}${'0'.repeat(below(4))}`;
    return fraction === '' ? whole : `${whole}.${fraction}`;
  };
  return Array.from({ length: count }, (_, i) => {
    const { symbol, priceScale, qtyScale } =
      FRAME_INSTRUMENTS[below(FRAME_INSTRUMENTS.length)] ?? FRAME_INSTRUMENTS[0];
    const side = (): string =>
      Array.from(
        { length: below(12) },
        () => `["${number(priceScale)}","${number(qtyScale)}"]`,
      ).join();
    return `{"e":"depthUpdate","E":1790000000123,"s":"${symbol}","U":${i},"u":${i},"b":[${side()}],"a":[${side()}]}`;
  });
}
