// Job g, ours: a frame's bytes are copied into core memory, decoded, and applied by the engine with
// its sequence rules; then the top of the book is read. Nothing is left out that a live feed does.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DefinitionView, DepthView, RecordKind } from '../../../src/abi/records.ts';
import { Status } from '../../../src/abi/status.ts';
import { type Core, createCore } from '../../../src/core/core.ts';
import { Cursors, Engine } from '../../../src/core/engine.ts';
import { FeedDecoder } from '../../../src/decode/feed-decoder.ts';
import { type Instrument, type VenueName, writeDefinition } from '../../../src/model/instrument.ts';
import type { Contender } from '../../harness/types.ts';
import { ROW_ASK, type Rows, readFrames, readRows } from '../../inputs/format.ts';
import { hex, mixWords } from '../../jobs/lib/checksum.ts';
import { repeat } from '../../jobs/lib/repeat.ts';

const VENUES: Readonly<Record<string, VenueName>> = {
  usdm: 'binance-usdm',
  spot: 'binance-spot',
  coinm: 'binance-coinm',
  generated: 'binance-usdm',
};

interface FirstFrame {
  readonly data: { readonly s: string; readonly U: number };
}

interface Market {
  readonly instrument: Instrument;
  /** Id of a snapshot that the first frame follows. */
  readonly snapshotId: bigint;
}

function describe(inputs: string, rows: Rows, first: Uint8Array): Market {
  const meta = JSON.parse(readFileSync(join(inputs, 'meta.json'), 'utf8')) as { market: string };
  const { data } = JSON.parse(new TextDecoder().decode(first)) as FirstFrame;
  const venue = VENUES[meta.market] ?? 'unknown';
  const { priceScale, qtyScale, tickSize, lotSize } = rows.header;
  return {
    instrument: {
      venue,
      symbol: data.s,
      priceScale,
      qtyScale,
      tickSize: BigInt(tickSize),
      lotSize: BigInt(lotSize),
      bookModel: 'L2',
      windowBits: 0,
      version: 1,
    },
    snapshotId: BigInt(venue === 'binance-spot' ? data.U - 1 : data.U),
  };
}

/** Definition and snapshot as records; returns their end. */
function writeStart(core: Core, at: number, market: Market, rows: Rows): number {
  writeDefinition(new DefinitionView(core.view, at), market.instrument, 0, 1n);
  const start = at + DefinitionView.size;
  const depth = new DepthView(core.view, start);
  const count = rows.header.snapshotRows;
  let bids = 0;
  for (let i = 0; i < count; i++) {
    if (((rows.flags[i] ?? 0) & ROW_ASK) === 0) bids++;
    const row = start + DepthView.size + i * 16;
    core.view.setBigInt64(row, BigInt(rows.price[i] ?? 0), true);
    core.view.setBigInt64(row + 8, BigInt(rows.qty[i] ?? 0), true);
  }
  depth.size = DepthView.size + count * 16;
  depth.kind = RecordKind.DepthSnapshot;
  depth.flags = 3;
  depth.instrumentId = 0;
  depth.recvTsNs = 1n;
  depth.firstSeq = market.snapshotId;
  depth.lastSeq = market.snapshotId;
  depth.prevSeq = -1n;
  depth.rowCount = count;
  depth.bidCount = bids;
  return start + depth.size;
}

/** Offset of the four numbers in TopOfBook. */
const TOP_NUMBERS = 8;

export async function createOursJson(inputs: string): Promise<Contender> {
  const rows = readRows(readFileSync(join(inputs, 'rows.bin')));
  const { frames } = readFrames(readFileSync(join(inputs, 'frames.bin')));
  const market = describe(inputs, rows, frames[0] ?? new Uint8Array());
  const core = await createCore({ memoryBytes: 64 << 20 });
  const decoder = new FeedDecoder(core, { instrumentsMax: 1 });
  decoder.define(market.instrument, 0);
  const cursors = new Cursors(core, 1);
  const start = core.alloc(DefinitionView.size + DepthView.size + rows.header.count * 16, 'start');
  const startEnd = writeStart(core, start, market, rows);
  const first = core.exports.arenaTop() >>> 0;
  const engine = new Engine(core, { instrumentsMax: 1, farLevelsMaxTotal: 1 << 16 });
  cursors.set(0, start, startEnd);
  core.check(engine.run(cursors.address, 1), 'definition and snapshot');
  // State after the snapshot: every repetition starts from this copy.
  const last = core.exports.arenaTop() >>> 0;
  const saved = core.bytes.slice(first, last);
  const words = new Int32Array(core.memory.buffer);

  const work = (): number => {
    let hash = 0;
    for (const frame of frames) {
      if (decoder.tryFrame(frame, 1n) < 0) throw decoder.error();
      cursors.set(0, decoder.output, decoder.outputEnd);
      const status = engine.run(cursors.address, 1);
      if (status !== Status.NeedInput) core.check(status, 'frame');
      const at = (engine.topState(0).offset + TOP_NUMBERS) >> 2;
      for (let i = at; i < at + 8; i += 2) hash = mixWords(hash, words[i] ?? 0, words[i + 1] ?? 0);
    }
    return hash;
  };
  const reset = (): void => core.bytes.set(saved, first);
  return {
    version: `wasm, node ${process.versions.node}`,
    units: rows.header.count - rows.header.snapshotRows,
    check() {
      reset();
      const frameHash = hex(work());
      const { gaps, resyncs } = engine.state;
      return {
        checks: { frames: frameHash },
        facts: {
          slowPath: decoder.counters.slowPath,
          gaps: Number(gaps),
          resyncs: Number(resyncs),
        },
      };
    },
    round: (repetitions) => repeat(repetitions, reset, work),
  };
}
