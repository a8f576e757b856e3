// Rows of foreign tapes that are valid in exchange order alone stand where that order puts them:
// their receive times neither have to rise nor count for the index. All others must keep the order.
import { describe, expect, it } from 'vitest';
import { BboView, RecordFlag, RecordKind } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import { type Core, createCore } from '../core/core.ts';
import { MemoryFile } from '../fs/memory.ts';
import { createTapeHost, TapeDecodeBuffers, TapeEncodeBuffers } from './buffers.ts';
import { TapeReader } from './reader.ts';
import { TapeWriter } from './writer.ts';

const BOTH = RecordFlag.Exchange | RecordFlag.Local;
const EXCHANGE_ONLY = RecordFlag.Exchange;

/** Book tickers with these flags and receive times, one behind the other. */
function write(core: Core, rows: readonly (readonly [number, bigint])[]): [number, number] {
  const start = core.alloc(rows.length * BboView.size, 'records');
  rows.forEach(([flags, recvTsNs], i) => {
    const bbo = new BboView(core.view, start + i * BboView.size);
    bbo.size = BboView.size;
    bbo.kind = RecordKind.Bbo;
    bbo.flags = flags;
    bbo.recvTsNs = recvTsNs;
    bbo.exchangeTsNs = 5n;
    bbo.seq = BigInt(i);
  });
  return [start, start + rows.length * BboView.size];
}

const MIXED = [
  [BOTH, 100n],
  [EXCHANGE_ONLY, 900n],
  [BOTH, 110n],
  [EXCHANGE_ONLY, 50n],
  [BOTH, 120n],
] as const;

async function tapeOf(rows: readonly (readonly [number, bigint])[]): Promise<TapeReader> {
  const core = await createCore({ memoryBytes: 64 << 20 });
  const host = await createTapeHost(core);
  const file = new MemoryFile();
  const writer = await TapeWriter.create(file, new TapeEncodeBuffers(host));
  await writer.write(...write(core, rows));
  await writer.close();
  return TapeReader.open(file, new TapeDecodeBuffers(host));
}

describe('the order of a tape', () => {
  it('takes rows outside the receive order wherever they stand, and gives them back', async () => {
    const reader = await tapeOf(MIXED);
    const { start, end } = await reader.readBlock(0);
    expect((end - start) / BboView.size).toBe(MIXED.length);
    expect(reader.block(0)).toMatchObject({ minRecvTsNs: 100n, maxRecvTsNs: 120n });
  });

  it('has a time also for a block of such rows alone', async () => {
    const reader = await tapeOf([[EXCHANGE_ONLY, 70n]]);
    expect(reader.block(0)).toMatchObject({ minRecvTsNs: 70n, maxRecvTsNs: 70n });
  });

  it('refuses all others that run backwards, whatever stands between', async () => {
    await expect(tapeOf([...MIXED, [EXCHANGE_ONLY, 10n], [BOTH, 119n]])).rejects.toMatchObject({
      code: 'TIME_BACKWARDS',
    });
  });

  it('is the same for the search of what fits', async () => {
    const core = await createCore({ memoryBytes: 16 << 20 });
    const last = core.alloc(8, 'time');
    const [start, end] = write(core, MIXED);
    expect(core.exports.tapeFit(last, start, end, 4096)).toBe(end - start);
    expect(core.view.getBigInt64(last, true)).toBe(120n);
    const [late, lateEnd] = write(core, [[BOTH, 119n]]);
    expect(core.exports.tapeFit(last, late, lateEnd, 4096)).toBe(Status.TimeBackwards);
  });
});
