// A decoder that is used again is as a new one, whatever it did before.
import { describe, expect, it } from 'vitest';
import { createCore } from '../core/core.ts';
import { tradeLine } from '../testing/trade-lines.ts';
import { FeedDecoder } from './feed-decoder.ts';

const BTC = {
  venue: 'binance-spot' as const,
  symbol: 'BTCUSDT',
  priceScale: 1,
  qtyScale: 2,
  tickSize: 1n,
  lotSize: 1n,
  bookModel: 'L2' as const,
  windowBits: 0,
  version: 1,
};
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.each(['checked', 'release'] as const)('reset, %s build', (build) => {
  it('forgets definitions, bytes, counters, lines and the unit of time', async () => {
    const core = await createCore({ build, memoryBytes: 16 << 20 });
    const decoder = new FeedDecoder(core, { sourceBytes: 4096, outputBytes: 4096, name: 'a' });
    decoder.define(BTC, 7);
    decoder.feed(encode(`${tradeLine(0)}${tradeLine(1)}{`));
    expect(decoder.decodeLines(false)).toBe('needInput');
    expect(decoder.counters.trades).toBe(2);
    expect(decoder.timeUnit).toBe('ms');
    decoder.reset({ name: 'b' });
    expect(decoder.pending).toBe(false);
    expect(decoder.counters).toMatchObject({ frames: 0, trades: 0, slowPath: 0 });
    // Seconds now, and nobody knows the symbol.
    decoder.feed(encode(tradeLine(2).replace(/^(\d{10})\d{3}/, '$1')));
    expect(decoder.decodeLines(false)).toBe('unknownSymbol');
    expect(decoder.error().message).toMatch(/^b:1: .*'BTCUSDT'/);
    decoder.define(BTC, 3);
    expect(decoder.decodeLines(false)).toBe('needInput');
    expect(core.view.getUint16(decoder.output + 6, true)).toBe(3);
  });

  it('names file and line of what is too large, and no option of programs', async () => {
    const core = await createCore({ build, memoryBytes: 16 << 20 });
    const decoder = new FeedDecoder(core, { sourceBytes: 4096, outputBytes: 256, name: 'f' });
    decoder.define(BTC, 0);
    decoder.feed(encode(tradeLine(0)));
    expect(decoder.decodeLines(false)).toBe('needInput');
    const rows = Array.from({ length: 30 }, () => '["1","1"]').join(',');
    const snapshot = `${tradeLine(1).slice(0, 13)} {"lastUpdateId":1,"bids":[${rows}],"asks":[]}\n`;
    decoder.feed(encode(snapshot));
    expect(() => decoder.decodeLines(false)).toThrow(
      /^f:2: a record larger than its buffer: expected at most 256 bytes$/,
    );
    decoder.reset({ name: 'g' });
    decoder.feed(encode('1'.repeat(5000)));
    decoder.decodeLines(false);
    expect(() => decoder.feed(encode('1'))).toThrow(
      /^g:1: a line larger than its buffer: expected at most 4096 bytes$/,
    );
  });
});
