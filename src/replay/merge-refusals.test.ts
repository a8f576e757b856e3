// Where a run stops, in words: a definition by its instrument, any other record by its number.
import { describe, expect, it } from 'vitest';
import type { RecordSource } from '../import/record-source.ts';
import { openMemory, replayMemory } from '../testing/replay-memory.ts';
import { errorOf } from '../testing/tape-files.ts';
import { tradeLine } from '../testing/trade-lines.ts';
import { Merge } from './merge.ts';

const bytes = (...lines: string[]): Uint8Array => new TextEncoder().encode(lines.join(''));

describe('a refused record', () => {
  it('that is a definition is named by its instrument', async () => {
    const lines = Array.from({ length: 3 }, (_, i) => tradeLine(i, `SYM${i}USDT`));
    const input = { name: 'three.jsonl', bytes: bytes(...lines) };
    const refused = await errorOf(replayMemory([input], {}, { instrumentsMax: 2 }));
    expect(refused.code).toBe('INSTRUMENTS_FULL');
    expect(refused.details.found).toMatch(/^the definition of binance-spot:SYM2USDT at 2024-/);
  });

  it('that runs back in time is counted from 1', async () => {
    const input = { name: 'back.jsonl', bytes: bytes(tradeLine(5), tradeLine(4)) };
    const refused = await errorOf(replayMemory([input]));
    expect(refused.code).toBe('TIME_BACKWARDS');
    expect(refused.details).toMatchObject({
      line: 2,
      found: expect.stringMatching(/^record 2 at /),
    });
  });

  it('that is a definition may run back in time too', async () => {
    // Behind the lines that are looked at beforehand: its definition stands in the stream.
    const lines = Array.from({ length: 3000 }, (_, i) => tradeLine(i));
    const input = { name: 'back.jsonl', bytes: bytes(...lines, tradeLine(4, 'ETHUSDT')) };
    const refused = await errorOf(replayMemory([input]));
    expect(refused.details.line).toBe(3001);
    expect(refused.details.found).toMatch(/^the definition of binance-spot:ETHUSDT at 2024-/);
  });
});

it('close() closes all sources, also behind one that fails', async () => {
  const session = await openMemory([{ name: 'r', bytes: bytes(tradeLine(0)) }]);
  let closed = 0;
  const sources = [0, 1, 2].map(
    (i): RecordSource => ({
      name: `${i}`,
      instruments: [],
      next: () => Promise.resolve(undefined),
      progress: () => ({ consumedBytes: 0, totalBytes: 0 }),
      close: () => {
        closed++;
        return i === 0 ? Promise.reject(new Error('no')) : Promise.resolve();
      },
    }),
  );
  await expect(new Merge(session.engine, sources).close()).rejects.toThrow('no');
  expect(closed).toBe(3);
});
