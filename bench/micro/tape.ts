// The tape by stages: `node bench/micro/tape.ts [FILES...]`, recordings of Binance frames;
// without files, those beside the repository. For each kind selection: bytes an event takes in
// the file, then M events/s from the file's bytes (in memory) to records in core memory, of the
// round with the least total time, with the share of each stage in ns per event; the time of a
// seek by time; and the writer's rate. Rounds of all selections interleave.
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { HeaderView, RecordKind } from '../../src/abi/records.ts';
import { TapeBlockView } from '../../src/abi/tape.ts';
import { type Core, createCore } from '../../src/core/core.ts';
import { MemoryFile } from '../../src/fs/memory.ts';
import { openByteSource } from '../../src/fs/node-files.ts';
import { openRecording } from '../../src/import/recording.ts';
import {
  BLOCK_RECORD_BYTES,
  createTapeHost,
  TapeDecodeBuffers,
  TapeEncodeBuffers,
  type TapeHost,
} from '../../src/tape/buffers.ts';
import { viewOf } from '../../src/tape/format.ts';
import { TapeReader } from '../../src/tape/reader.ts';
import { TapeWriter } from '../../src/tape/writer.ts';
import { sharedFile } from '../../src/testing/shared-data.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    block: { type: 'string', default: `${BLOCK_RECORD_BYTES}` },
    level: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '15' },
  },
});
const DEPTH_TRADE = new Set<number>([
  RecordKind.Definition,
  RecordKind.DepthDelta,
  RecordKind.Trade,
]);
const now = (): number => Number(process.hrtime.bigint());

/** Nanoseconds by stage. */
interface Stages {
  total: number;
  crc: number;
  zstd: number;
  decode: number;
}

interface Selection {
  readonly name: string;
  readonly file: MemoryFile;
  readonly reader: TapeReader;
  readonly events: number;
  readonly bytesPerEvent: number;
  readonly writeNs: number;
  best: Stages;
}

/** Records of a recording, batch by batch, in core memory. */
async function collect(core: Core, paths: readonly string[]): Promise<Uint8Array[]> {
  const batches: Uint8Array[] = [];
  for (const path of paths) {
    const options = { core, assignId: () => 0 };
    const recording = await openRecording(await openByteSource(path), options);
    for (let batch = await recording.next(); batch !== undefined; batch = await recording.next())
      batches.push(core.bytes.slice(batch.start, batch.end));
    await recording.close();
  }
  return batches;
}

function ofKinds(batch: Uint8Array, kinds: ReadonlySet<number> | undefined): Uint8Array {
  if (kinds === undefined) return batch;
  const header = new HeaderView(viewOf(batch));
  const parts: Uint8Array[] = [];
  for (; header.offset < batch.length; header.offset += header.size)
    if (kinds.has(header.kind))
      parts.push(batch.subarray(header.offset, header.offset + header.size));
  return new Uint8Array(Buffer.concat(parts));
}

async function write(
  core: Core,
  encode: TapeEncodeBuffers,
  batches: readonly Uint8Array[],
): Promise<{ file: MemoryFile; writeNs: number }> {
  const file = new MemoryFile('bench.tape');
  const writer = await TapeWriter.create(file, encode, {
    blockBytes: Number(values.block),
    level: Number(values.level),
  });
  let writeNs = 0;
  for (const batch of batches) {
    core.bytes.set(batch, area);
    const start = now();
    await writer.write(area, area + batch.length);
    writeNs += now() - start;
  }
  const start = now();
  await writer.close();
  return { file, writeNs: writeNs + now() - start };
}

/** The host with clocks around checksum and zstd. */
function timedHost(host: TapeHost, stages: Stages): TapeHost {
  return {
    core: host.core,
    checksum(bytes) {
      const start = now();
      const crc = host.checksum(bytes);
      stages.crc += now() - start;
      return crc;
    },
    compression: {
      ...host.compression,
      decompress(frame, length) {
        const start = now();
        const content = host.compression.decompress(frame, length);
        stages.zstd += now() - start;
        return content;
      },
    },
  };
}

/** Reads the whole tape. The decoder runs a second time over each block, to be timed alone. */
async function readAll({ reader }: Selection): Promise<Stages> {
  Object.assign(stages, { total: 0, crc: 0, zstd: 0, decode: 0 });
  for (let i = 0; i < reader.blockCount; i++) {
    const start = now();
    const range = await reader.readBlock(i);
    stages.total += now() - start;
    const { payload, decoder } = decode;
    const length = new TapeBlockView(viewOf(reader.header(i))).rawLength;
    const again = now();
    core.exports.tapeDecode(decoder, payload, payload + length, range.start, range.end);
    stages.decode += now() - again;
  }
  return { ...stages };
}

/** Slowest of 40 seeks: the block found and decoded, in ms. */
async function seekMs({ reader, file }: Selection): Promise<number> {
  const { fromNs = 0n, toNs = 0n } = await reader.summary();
  let worst = 0;
  for (let i = 0n; i < 40n; i++) {
    const start = now();
    const opened = await TapeReader.open(file, decode);
    const { firstBlock } = opened.seek(fromNs + ((toNs - fromNs) * i) / 40n);
    await opened.readBlock(firstBlock);
    worst = Math.max(worst, now() - start);
  }
  return worst / 1e6;
}

const RECORDINGS = [
  ['usdm_btcusdt_20240808'],
  ['spot_btcusdt_20240808', 'spot_btcusdt_20240809'],
  ['cm_btcusd_perp_20240808', 'cm_btcusd_perp_20240809'],
] as const;
const groups: (readonly string[])[] = positionals.map((path) => [path]);
if (groups.length === 0)
  for (const names of RECORDINGS) {
    const paths = names.map((name) => sharedFile(`data/binance-raw/${name}.jsonl.gz`));
    groups.push(paths.filter((path) => path !== undefined));
  }

const core = await createCore({ memoryBytes: 512 << 20 });
const host = await createTapeHost(core);
const stages: Stages = { total: 0, crc: 0, zstd: 0, decode: 0 };
const encode = new TapeEncodeBuffers(host);
const decode = new TapeDecodeBuffers(timedHost(host, stages));
const area = core.alloc(8 << 20, 'batches');

const selections: Selection[] = [];
for (const paths of groups) {
  const batches = await collect(await createCore({ memoryBytes: 256 << 20 }), paths);
  const name = (paths[0] ?? '').replace(/^.*\//, '').replace(/\.jsonl.*$/, '');
  for (const kinds of [DEPTH_TRADE, undefined]) {
    const chosen = batches.map((batch) => ofKinds(batch, kinds));
    const { file, writeNs } = await write(core, encode, chosen);
    const reader = await TapeReader.open(file, decode);
    const { events, bytesPerEvent } = await reader.summary();
    const label = `${name} ${kinds === undefined ? 'everything' : 'depth,trade'}`;
    const best = { total: Number.POSITIVE_INFINITY, crc: 0, zstd: 0, decode: 0 };
    selections.push({ name: label, file, reader, events, bytesPerEvent, writeNs, best });
  }
}
for (let round = 0; round < Number(values.rounds); round++)
  for (const selection of selections) {
    const found = await readAll(selection);
    if (found.total < selection.best.total) selection.best = found;
  }

console.log(`node ${process.versions.node}, ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(2)}`);
for (const selection of selections) {
  const { name, events, bytesPerEvent, best, writeNs } = selection;
  const per = (ns: number): string => (ns / events).toFixed(2);
  const rest = best.total - best.crc - best.zstd - best.decode;
  console.log(
    `${name.padEnd(40)} ${events} events, ${bytesPerEvent.toFixed(3)} B/event, ` +
      `${((events / best.total) * 1e3).toFixed(1)} M events/s (ns: zstd ${per(best.zstd)}, crc ` +
      `${per(best.crc)}, decode ${per(best.decode)}, copy and rest ${per(rest)}), ` +
      `write ${((events / writeNs) * 1e3).toFixed(1)} M events/s, ` +
      `seek ${(await seekMs(selection)).toFixed(2)} ms`,
  );
}
