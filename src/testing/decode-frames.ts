// Binance frames of every kind and form, written by hand in the shapes of the venue's
// documentation, and a seeded mutator that breaks them in the ways that feeds and files break.

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

/** Mutants of `frames`, the same for the same seed. */
export function createMutator(frames: readonly Uint8Array[], seed: number): Mutator {
  const random = seededRandom(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  };
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const splice = (at: Uint8Array, from: number, cut: number, put: Uint8Array): Uint8Array =>
    Uint8Array.from([...at.subarray(0, from), ...put, ...at.subarray(from + cut)]);
  /** Start and length of a random JSON scalar. */
  const scalar = (frame: Uint8Array): [number, number] => {
    const text = new TextDecoder('latin1').decode(frame);
    const all = [...text.matchAll(/"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null/g)];
    if (all.length === 0) return [0, 0];
    const match = pick(all);
    return [match.index, match[0].length];
  };
  const shuffled = (json: unknown): unknown => {
    if (Array.isArray(json) || typeof json !== 'object' || json === null) return json;
    const entries = Object.entries(json).map(([k, v]) => [k, shuffled(v)] as const);
    for (let i = entries.length - 1; i > 0; i--) {
      const j = below(i + 1);
      const a = entries[i];
      const b = entries[j];
      if (a !== undefined && b !== undefined) [entries[i], entries[j]] = [b, a];
    }
    return Object.fromEntries(entries);
  };
  const operators: ((frame: Uint8Array) => Uint8Array)[] = [
    (f) => splice(f, below(f.length), 1, Uint8Array.of(below(256))),
    (f) => {
      const at = below(f.length);
      return splice(f, at, 1, Uint8Array.of((f[at] ?? 0) ^ (1 << below(8))));
    },
    (f) => splice(f, below(f.length), 1, Uint8Array.of(32 + below(95))),
    (f) => splice(f, below(f.length), 1 + below(6), new Uint8Array(0)),
    (f) => splice(f, below(f.length + 1), 0, bytes(pick(TOKENS))),
    (f) => splice(f, ...scalar(f), bytes(pick(TOKENS))),
    (f) => splice(f, ...scalar(f), bytes(pick(TOKENS))),
    (f) => {
      const [at, length] = scalar(f);
      return splice(f, ...scalar(f), f.subarray(at, at + length));
    },
    (f) => f.subarray(0, below(f.length)),
    (f) => splice(f, below(f.length), 0, bytes(pick([' ', '\t', '\r', '  ', '\n']))),
    (f) => {
      const at = below(f.length);
      return splice(f, below(f.length), 0, f.subarray(at, at + 1 + below(40)));
    },
    (f) => {
      const other = pick(frames);
      const cut = below(f.length);
      return splice(f, cut, f.length, other.subarray(below(other.length)));
    },
    (f) => {
      // A member twice.
      const text = new TextDecoder('latin1').decode(f);
      const all = [...text.matchAll(/"[A-Za-z]+":(?:"[^"]*"|-?[0-9]+|true|false),/g)];
      if (all.length === 0) return f;
      const match = pick(all);
      return splice(f, pick(all).index, 0, f.subarray(match.index, match.index + match[0].length));
    },
    (f) => {
      try {
        return bytes(JSON.stringify(shuffled(JSON.parse(new TextDecoder().decode(f)))));
      } catch {
        return f;
      }
    },
    (f) => {
      // One character of a string as an escape.
      const at = below(f.length);
      const c = f[at] ?? 0;
      if (c < 48 || c > 122) return f;
      return splice(f, at, 1, bytes(`\\u00${c.toString(16)}`));
    },
    (f) => {
      // A digit more, less or other: the frame mostly stays good.
      const text = new TextDecoder('latin1').decode(f);
      const all = [...text.matchAll(/[0-9]/g)];
      if (all.length === 0) return f;
      return splice(
        f,
        pick(all).index,
        below(2),
        bytes(pick(['', '0', '5', '00', '.', '12345678'])),
      );
    },
  ];
  return {
    next() {
      let frame = pick(frames);
      const rounds = random() < 0.7 ? 1 : 1 + below(4);
      for (let i = 0; i < rounds && frame.length > 0; i++) frame = pick(operators)(frame);
      return frame;
    },
  };
}
