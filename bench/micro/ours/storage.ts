// Job j, ours: the recording imported to a tape with the package's own defaults, then file bytes to
// canonical records (packed rows) in core memory, block by block: opening, reading, checksums and
// entropy decoding included.
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  DepthView,
  HeaderView,
  RecordFlag,
  RecordKind,
  TradeView,
} from '../../../src/abi/records.ts';
import { type Core, createCore } from '../../../src/core/core.ts';
import { openAppendFile, openByteSource, openRandomAccess } from '../../../src/fs/node-files.ts';
import { openRecording } from '../../../src/import/recording.ts';
import { createTapeHost, TapeDecodeBuffers, TapeEncodeBuffers } from '../../../src/tape/buffers.ts';
import { TapeReader } from '../../../src/tape/reader.ts';
import { TapeWriter } from '../../../src/tape/writer.ts';
import type { Contender } from '../../harness/types.ts';
import { EVENT_BYTES, HEADER_BYTES, type InputHeader, readHeader } from '../../inputs/format.ts';
import { nowNs } from '../../jobs/lib/checksum.ts';
import { sumsOf } from '../../jobs/storage-sums.ts';

/** Writes the tape anew; a core of its own, so that the reader's memory is the reader's alone. */
async function writeTape(source: string, target: string, header: InputHeader): Promise<void> {
  const core = await createCore({ memoryBytes: 256 << 20 });
  const recording = await openRecording(await openByteSource(source), {
    core,
    assignId: () => 0,
    describe: () => ({
      priceScale: header.priceScale,
      qtyScale: header.qtyScale,
      tickSize: BigInt(header.tickSize),
      lotSize: BigInt(header.lotSize),
    }),
  });
  const buffers = new TapeEncodeBuffers(await createTapeHost(core));
  rmSync(target, { force: true });
  const writer = await TapeWriter.create(await openAppendFile(target), buffers);
  for (let batch = await recording.next(); batch !== undefined; batch = await recording.next())
    await writer.write(batch.start, batch.end);
  await writer.close();
  await recording.close();
}

/** Events as the records of a tape come by: their sums, and whether they equal events.bin. */
class EventLog {
  count = 0;
  isLossless = true;
  readonly #wanted: DataView;
  readonly #qty: number[] = [];
  readonly #kind: number[] = [];
  readonly #side: number[] = [];

  constructor(events: Uint8Array) {
    this.#wanted = new DataView(events.buffer, events.byteOffset, events.byteLength);
  }

  #add(header: HeaderView, kind: number, side: number, price: bigint, qty: bigint): void {
    const at = HEADER_BYTES + this.count++ * EVENT_BYTES;
    const wanted = this.#wanted;
    this.isLossless &&=
      at < wanted.byteLength &&
      wanted.getBigInt64(at, true) === header.recvTsNs &&
      wanted.getBigInt64(at + 8, true) === header.exchangeTsNs &&
      wanted.getBigInt64(at + 16, true) === price &&
      wanted.getBigInt64(at + 24, true) === qty &&
      wanted.getUint8(at + 32) === kind &&
      wanted.getUint8(at + 33) === side;
    this.#kind.push(kind);
    this.#side.push(side);
    this.#qty.push(Number(qty));
  }

  /** The records [start, end): depth rows and trades as events. */
  take(core: Core, start: number, end: number): void {
    const header = new HeaderView(core.view);
    for (let at = start; at < end; at += header.size) {
      header.offset = at;
      if (header.kind === RecordKind.Trade) {
        const trade = new TradeView(core.view, at);
        this.#add(header, 2, header.flags & RecordFlag.Buy ? 1 : 2, trade.price, trade.qty);
      }
      if (header.kind === RecordKind.DepthDelta) this.#rows(core, at, header, 1);
      if (header.kind === RecordKind.DepthSnapshot) this.#rows(core, at, header, 4);
    }
  }

  #rows(core: Core, at: number, header: HeaderView, kind: number): void {
    const depth = new DepthView(core.view, at);
    for (let i = 0; i < depth.rowCount; i++) {
      const row = at + DepthView.size + i * 16;
      const price = core.view.getBigInt64(row, true);
      this.#add(
        header,
        kind,
        i < depth.bidCount ? 1 : 2,
        price,
        core.view.getBigInt64(row + 8, true),
      );
    }
  }

  get checksum(): string {
    return sumsOf({ count: this.count, qty: this.#qty, kind: this.#kind, side: this.#side });
  }
}

export async function createOursStorage(inputs: string): Promise<Contender> {
  const events = readFileSync(join(inputs, 'events.bin'));
  const header = readHeader(events, 'OCEVNT01');
  const folder = join(inputs, '..', '..', 'scratch', 'ours');
  mkdirSync(folder, { recursive: true });
  const tape = join(folder, `${process.pid}.tape`);
  await writeTape(join(inputs, 'depth-trade.jsonl.gz'), tape, header);
  process.on('exit', () => rmSync(tape, { force: true }));
  const core = await createCore({ memoryBytes: 64 << 20 });
  const buffers = new TapeDecodeBuffers(await createTapeHost(core));

  /** Reads the whole tape; `visit` sees every batch of records before it is overwritten. */
  const read = async (visit: (start: number, end: number) => void): Promise<void> => {
    const reader = await TapeReader.open(await openRandomAccess(tape), buffers);
    for await (const { start, end } of reader.records()) visit(start, end);
    await reader.close();
  };
  const sums = async (): Promise<EventLog> => {
    const all = new EventLog(events);
    await read((start, end) => all.take(core, start, end));
    return all;
  };
  return {
    version: `wasm, node ${process.versions.node}`,
    units: header.count,
    async check() {
      const all = await sums();
      return {
        checks: { sums: all.checksum },
        facts: {
          bytesPerEvent: statSync(tape).size / all.count,
          lossless: all.isLossless ? 'yes' : 'no',
        },
      };
    },
    async round(repetitions) {
      let ns = 0;
      for (let i = 0; i < repetitions; i++) {
        const start = nowNs();
        await read(() => undefined);
        ns += nowNs() - start;
      }
      return { ns, checksum: (await sums()).checksum };
    },
  };
}
