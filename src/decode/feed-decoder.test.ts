// Lines, units, definitions, refusals and bounds of the decoder, on every build.
import { beforeEach, describe, expect, it } from 'vitest';
import { Status } from '../abi/status.ts';
import { type Core, createCore } from '../core/core.ts';
import type { Instrument } from '../model/instrument.ts';
import { recordText } from '../testing/record-text.ts';
import { FeedDecoder, type FeedDecoderOptions, type LinesStop } from './feed-decoder.ts';

const BTC: Instrument = {
  venue: 'binance-spot',
  symbol: 'BTCUSDT',
  priceScale: 2,
  qtyScale: 3,
  tickSize: 1n,
  lotSize: 1n,
  bookModel: 'L2',
  windowBits: 0,
  version: 1,
};
const NS = '1723161255030314667';
const trade = (id: number, extra = ''): string =>
  `{"e":"trade","E":1723161255123,"s":"BTCUSDT","t":${id},` +
  `"p":"61800.30","q":"0.006",${extra}"m":false}`;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.each(['release', 'unshared', 'checked'] as const)('FeedDecoder, %s build', (build) => {
  let core: Core;
  let decoder: FeedDecoder;
  const create = (options: FeedDecoderOptions = {}): FeedDecoder =>
    new FeedDecoder(core, { sourceBytes: 4096, outputBytes: 4096, instrumentsMax: 4, ...options });
  beforeEach(async () => {
    core = await createCore({ build, memoryBytes: 16 << 20 });
    decoder = create();
    decoder.define(BTC, 3);
  });

  /** Feeds and decodes; the records as text and why it stopped. */
  function lines(text: string, atEnd = true, of = decoder): [LinesStop, string[]] {
    of.feed(encode(text));
    const stop = of.decodeLines(atEnd);
    const records: string[] = [];
    for (let at = of.output; at < of.outputEnd; at += core.view.getUint32(at, true))
      records.push(recordText(core.view, at));
    return [stop, records];
  }
  const times = (text: string, options: FeedDecoderOptions = {}): string[] => {
    const of = create(options);
    of.define(BTC, 3);
    const [stop, records] = lines(text, true, of);
    return stop === 'needInput' ? records.map((r) => r.split(' ')[2] ?? '') : [of.error().code];
  };

  it('decodes lines with LF, CRLF and none at the end; blank lines say nothing', () => {
    const text = `${NS} ${trade(1)}\n${NS} ${trade(2)}\r\n\n  \r\n${NS} ${trade(3)}`;
    const [stop, records] = lines(text);
    expect(stop).toBe('needInput');
    const line = (id: number): string =>
      `trade 3 ${NS} 1723161255123000000 buy 6180030 6 ${id} -1 -1`;
    expect(records).toEqual([line(1), line(2), line(3)]);
    expect(decoder.counters).toMatchObject({ frames: 5, trades: 3, slowPath: 0 });
    expect(decoder.timeUnit).toBe('ns');
  });

  it('waits for the rest of a line, at whatever byte it is cut', () => {
    const text = `${NS} ${trade(1)}\n${NS} ${trade(2)}\r\n`;
    for (let cut = 0; cut < text.length; cut++) {
      const of = create();
      of.define(BTC, 3);
      const [first, before] = lines(text.slice(0, cut), false, of);
      const [second, after] = lines(text.slice(cut), false, of);
      expect([first, second]).toEqual(['needInput', 'needInput']);
      expect(before.length + after.length).toBe(2);
      expect(of.counters).toMatchObject({ frames: 2, slowPath: 0 });
    }
  });

  it('finds the time unit from the first stamp and holds all lines to it', () => {
    expect(times(`1723161255 ${trade(1)}`)).toEqual(['1723161255000000000']);
    expect(times(`1723161255.0303146 ${trade(1)}`)).toEqual(['1723161255030314600']);
    expect(times(`1723161255.5: ${trade(1)}`)).toEqual(['1723161255500000000']);
    expect(times(`1723161255030 ${trade(1)}`)).toEqual(['1723161255030000000']);
    expect(times(`1723161255030314\t${trade(1)}`)).toEqual(['1723161255030314000']);
    expect(times(`${NS} ${trade(1)}`)).toEqual([NS]);
    const mixed = `${NS} ${trade(1)}\n1723161255030 ${trade(2)}`;
    expect(times(mixed)).toEqual(['BAD_TIME']);
  });

  it('takes a forced unit at its word', () => {
    expect(times(`5 ${trade(1)}\n17 ${trade(1)}`, { timeUnit: 'ms' })).toEqual([
      '5000000',
      '17000000',
    ]);
    expect(times(`${NS} ${trade(1)}`, { timeUnit: 'us' })).toEqual(['BAD_TIME']);
  });

  it.each([
    '172316125 ',
    '17231612550303146670 ',
    '0123456789 ',
    '9999999999999999999 ',
    '-1723161255 ',
    'abc ',
    '1723161255',
    '1723161255. ',
    '1723161255.0000000001 ',
    '{',
    ' 1723161255 ',
  ])("refuses the stamp '%s'", (stamp) => {
    expect(times(`${stamp}${trade(1)}`)).toEqual(['BAD_TIME']);
    expect(times(`${stamp}${trade(1)}`, { forceSlow: true })).toEqual(['BAD_TIME']);
  });

  it('a refused first line does not settle the unit', () => {
    expect(lines(`1723161255 {"e"}\n${NS} ${trade(1)}\n`)[0]).toBe('refused');
    decoder.skipLine();
    expect(decoder.decodeLines(true)).toBe('needInput');
    expect(decoder.counters).toMatchObject({ frames: 2, refused: 1, trades: 1 });
  });

  it('names line and bytes of a refusal, and goes on behind it', () => {
    const text = `${NS} ${trade(1)}\n${NS} {"e":"trade",oops\n${NS} ${trade(2)}\n`;
    expect(lines(text)).toMatchObject(['refused', { length: 1 }]);
    const error = decoder.error('a.jsonl');
    expect(error.code).toBe('BAD_JSON');
    expect(error.message).toMatch(/^a\.jsonl:2: .*'oops'/);
    decoder.skipLine();
    expect(decoder.decodeLines(true)).toBe('needInput');
    expect(decoder.counters).toMatchObject({ frames: 3, refused: 1, trades: 2 });
  });

  it('leaves a line with an unknown symbol until it is defined', () => {
    const of = create();
    expect(lines(`${NS} ${trade(1)}\n`, true, of)).toEqual(['unknownSymbol', []]);
    expect(of.unknownSymbol).toEqual({ symbol: 'BTCUSDT' });
    expect(of.recvTsNs).toBe(BigInt(NS));
    expect(of.counters.frames).toBe(0);
    of.define(BTC, 0);
    expect(of.decodeLines(true)).toBe('needInput');
    expect(of.counters).toMatchObject({ frames: 1, trades: 1, slowPath: 0 });
  });

  it('takes symbols of partial books from the stream name, in capitals', () => {
    const data = '{"lastUpdateId":1,"bids":[["5","1"]],"asks":[]}';
    const text = `${NS} {"stream":"ethusdt@depth5@100ms","data":${data}}\n`;
    expect(lines(text)[0]).toBe('unknownSymbol');
    expect(decoder.unknownSymbol).toEqual({ symbol: 'ETHUSDT' });
    decoder.define({ ...BTC, symbol: 'ETHUSDT' }, 1);
    expect(decoder.decodeLines(true)).toBe('needInput');
    expect(recordText(core.view, decoder.output)).toBe(`snapshot 1 ${NS} 0 1 1 -1 1+0 500 1000`);
  });

  it('tells all decimals that a frame needs, and takes the new scales', () => {
    const frame = trade(1).replace('61800.30', '0.12345').replace('0.006', '1e-7');
    expect(lines(`${NS} ${frame}\n`)[0]).toBe('scaleTooFine');
    expect(decoder.neededScale).toEqual({ instrumentId: 3, priceScale: 5, qtyScale: 7 });
    expect(decoder.error().message).toMatch(/5 and quantities with 7 decimals/);
    decoder.define({ ...BTC, priceScale: 5, qtyScale: 7, version: 2 }, 3);
    expect(decoder.decodeLines(true)).toBe('needInput');
    expect(recordText(core.view, decoder.output)).toContain('buy 12345 1 1');
  });

  it('a snapshot without a symbol belongs to the only, or the default instrument', () => {
    const text = `${NS} {"lastUpdateId":1,"bids":[],"asks":[]}\n`;
    expect(create().tryFrame(encode('{"lastUpdateId":1,"bids":[],"asks":[]}'), 0n)).toBe(
      Status.UnknownSymbol,
    );
    expect(lines(text)[1]).toEqual([`snapshot 3 ${NS} 0 1 1 -1 0+0`]);
    decoder.define({ ...BTC, symbol: 'ETHUSDT' }, 4);
    expect(lines(text)[0]).toBe('refused');
    expect(decoder.error().code).toBe('AMBIGUOUS_SYMBOL');
    decoder.defaultInstrument = 4;
    expect(decoder.decodeLines(true)).toBe('needInput');
    expect(recordText(core.view, decoder.output)).toMatch(/^snapshot 4 /);
  });

  it('stops at the record limit and when the output is full, without loss', () => {
    const text = Array.from({ length: 20 }, (_, i) => `${NS} ${trade(i)}\n`).join('');
    decoder.feed(encode(text));
    expect(decoder.decodeLines(true, decoder.output, 7)).toBe('limit');
    expect(decoder.outputEnd - decoder.output).toBe(7 * 64);
    const start = decoder.output + decoder.outputBytes - 3 * 64 - 8;
    expect(decoder.decodeLines(true, start)).toBe('outputFull');
    expect(decoder.outputEnd).toBe(start + 3 * 64);
    expect(decoder.decodeLines(true)).toBe('needInput');
    expect(decoder.counters).toMatchObject({ frames: 20, trades: 20, slowPath: 0 });
    expect(recordText(core.view, decoder.output)).toContain(' 6180030 6 10 ');
  });

  it('never writes behind the output, whatever room there is', () => {
    const rows = Array.from({ length: 9 }, (_, i) => `["${i}.5","1"]`).join(',');
    const frame = encode(
      `{"e":"depthUpdate","s":"BTCUSDT","U":1,"u":2,"b":[${rows}],"a":[${rows}]}`,
    );
    const { source, output } = decoder;
    core.bytes.set(frame, source);
    for (const slow of [false, true]) {
      const of = slow ? create({ forceSlow: true }) : decoder;
      of.define(BTC, 3);
      for (let room = 0; room <= 64 + 18 * 16; room += 8) {
        core.bytes.fill(0xaa, output, output + 600);
        const end = source + frame.length;
        const status = core.exports.decodeFrame(of.address, source, end, output, output + room);
        expect(status).toBe(room === 64 + 18 * 16 ? Status.Ok : Status.OutputFull);
        expect(core.bytes.subarray(output + room, output + 600).every((b) => b === 0xaa)).toBe(
          true,
        );
      }
    }
  });

  it('refuses frames, lines and records larger than the buffers', () => {
    expect(() => decoder.tryFrame(new Uint8Array(5000), 0n)).toThrow(/TOO_LARGE|larger/);
    expect(decoder.feed(encode(`${NS} ${' '.repeat(5000)}`))).toBe(4096);
    expect(decoder.decodeLines(false)).toBe('needInput');
    expect(() => decoder.feed(encode('x'))).toThrow(/larger/);
    const rows = Array.from({ length: 300 }, () => '["1","1"]').join(',');
    const small = create({ outputBytes: 1024 });
    small.define(BTC, 3);
    const frame = encode(`{"lastUpdateId":1,"bids":[${rows}],"asks":[]}`);
    expect(() => small.tryFrame(frame, 0n)).toThrow(/record larger/);
  });

  it('bounds the number of instruments, and replaces definitions', () => {
    for (let i = 0; i < 3; i++) decoder.define({ ...BTC, symbol: `SYMBOL${i}` }, 10 + i);
    expect(() => decoder.define({ ...BTC, symbol: 'ONEMORE' }, 14)).toThrow(/another instrument/);
    decoder.define({ ...BTC, priceScale: 4 }, 9);
    decoder.tryFrame(encode(trade(1)), 1n);
    expect(recordText(core.view, decoder.output)).toMatch(/^trade 9 1 .* 618003000 6 /);
    expect(() => decoder.define({ ...BTC, priceScale: 19 }, 3)).toThrow(/argument/);
    expect(() => create({ instrumentsMax: 0 })).toThrow(/instrumentsMax/);
  });

  it('finds each of many symbols, of every length', () => {
    const of = create({ instrumentsMax: 500 });
    const symbols = Array.from({ length: 500 }, (_, i) =>
      `S${i}${'X'.repeat(i % 29)}`.slice(0, 32),
    );
    symbols.forEach((symbol, id) => of.define({ ...BTC, symbol }, id));
    for (const [id, symbol] of symbols.entries()) {
      expect(of.tryFrame(encode(trade(1).replace('BTCUSDT', symbol)), 1n)).toBe(Status.Ok);
      expect(core.view.getUint16(of.output + 6, true)).toBe(id);
    }
    expect(of.counters.slowPath).toBe(0);
    expect(of.tryFrame(encode(trade(1).replace('BTCUSDT', 's0')), 1n)).toBe(Status.UnknownSymbol);
  });

  it.each([
    ['DUPLICATE_KEY', trade(1, '"p":"1",')],
    ['DUPLICATE_KEY', trade(1, '"\\u0070":"1",')],
    ['DUPLICATE_KEY', '{"e":"kline","e":"kline"}'],
    ['BAD_UTF8', trade(1).replace('BTC', '\udc80')],
    ['NEGATIVE', trade(1).replace('0.006', '-0.006')],
    ['NEGATIVE', trade(-5)],
    ['OVERFLOW', trade(1).replace('0.006', '9223372036854775.808')],
    ['BAD_DECIMAL', trade(1).replace('0.006', '0.0.6')],
    ['BAD_MESSAGE', trade(1).replace('"m":false', '"m":null')],
    ['BAD_MESSAGE', trade(1).replace('"q"', '"Q"')],
    ['BAD_TIME', trade(1).replace('1723161255123', '17231612551230000')],
    ['BAD_JSON', `${trade(1)}}`],
    ['BAD_JSON', trade(1).slice(0, -1)],
    ['BAD_JSON', `${'['.repeat(65)}${']'.repeat(65)}`],
    ['BAD_JSON', ''],
    ['BAD_JSON', '5'],
  ])('refuses with %s: %s', (code, text) => {
    const bytes = encode(text);
    const broken = text.includes('\udc80') ? bytes.map((b) => (b === 0xef ? 0xff : b)) : bytes;
    expect(() => decoder.decodeFrame(broken, 0n)).toThrow(expect.objectContaining({ code }));
    expect(decoder.counters).toMatchObject({ frames: 0, trades: 0, ignored: 0 });
  });

  it('keeps ids beyond 2^53 and microsecond times exact', () => {
    const frame = trade(1).replace('"t":1', '"t":9223372036854775807');
    decoder.decodeFrame(encode(frame.replace('1723161255123', '1723161255123456')), 1n);
    const wanted = 'trade 3 1 1723161255123456000 buy 6180030 6 9223372036854775807 -1 -1';
    expect(recordText(core.view, decoder.output)).toBe(wanted);
  });
});
