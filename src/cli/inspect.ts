// `outcry inspect`: what is on a tape.
import { Command } from 'commander';
import { openRandomAccess } from '../fs/node-files.ts';
import { handOver } from '../fs/owned.ts';
import { createLargeCore } from '../inputs/large-core.ts';
import { formatDecimal } from '../model/decimal.ts';
import { instrumentKey } from '../model/instrument.ts';
import { formatTime } from '../model/time.ts';
import { createTapeHost, TapeDecodeBuffers } from '../tape/buffers.ts';
import { TapeReader } from '../tape/reader.ts';
import {
  bytesText,
  count,
  counted,
  durationText,
  latencyText,
  printJson,
  table,
} from './output.ts';

interface Options {
  readonly blocks?: boolean;
  readonly check?: boolean;
  readonly json?: boolean;
}

export function inspectCommand(): Command {
  return new Command('inspect')
    .summary('say what is on a tape')
    .description('Prints instruments, counts, span and structure of a tape without replaying it.')
    .argument('<tape>', 'an Outcry tape')
    .option('--blocks', 'list the blocks')
    .option('--check', 'read every block and check its checksum')
    .option('--json', 'print one JSON document on stdout and nothing else')
    .addHelpText('after', '\nExample:\n  outcry inspect btcusdt.tape --blocks')
    .action(run);
}

async function run(file: string, options: Options): Promise<void> {
  const core = await createLargeCore(512 << 20);
  const buffers = new TapeDecodeBuffers(await createTapeHost(core));
  const reader = await handOver(await openRandomAccess(file), (access) =>
    TapeReader.open(access, buffers),
  );
  try {
    if (options.check === true)
      for (let i = 0; i < reader.blockCount; i++) await reader.readBlock(i);
    const summary = await reader.summary();
    const blocks = options.blocks === true ? [...reader.blocks()] : [];
    const instruments = [...summary.instruments.values()];
    if (options.json === true) {
      printJson({
        file,
        ...summary,
        instruments,
        from: summary.fromNs === undefined ? null : formatTime(summary.fromNs),
        to: summary.toNs === undefined ? null : formatTime(summary.toNs),
        recovered: reader.recovered ?? null,
        indexRebuilt: reader.indexRebuilt,
        ...(options.check === true ? { checked: reader.blockCount } : {}),
        ...(options.blocks === true ? { blocks } : {}),
      });
      return;
    }
    process.stdout.write(`${readable(file, reader, summary, options)}\n`);
    if (blocks.length > 0) process.stdout.write(`\n${blockTable(blocks)}\n`);
  } finally {
    await reader.close();
  }
}

type Summary = Awaited<ReturnType<TapeReader['summary']>>;

function readable(file: string, reader: TapeReader, summary: Summary, options: Options): string {
  const { byKind } = summary;
  const parts = Object.entries(byKind)
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => `${count(n)} ${kind}`);
  const rows = [
    ['tape', file],
    ['events', `${count(summary.events)}  (${parts.join(', ')})`],
    ['records', count(summary.records)],
    ['size', `${bytesText(summary.fileBytes)}, ${summary.bytesPerEvent.toFixed(2)} bytes an event`],
  ];
  if (summary.fromNs !== undefined && summary.toNs !== undefined) {
    rows.push(['from', formatTime(summary.fromNs)], ['to', formatTime(summary.toNs)]);
    rows.push(['span', durationText(Number(summary.toNs - summary.fromNs) / 1e9)]);
  }
  if (summary.minLatencyNs !== undefined)
    rows.push([
      'latency',
      `at least ${latencyText(Number(summary.minLatencyNs))} from exchange to receive time`,
    ]);
  rows.push([
    'blocks',
    `${count(summary.dataBlocks)} of data, ${counted(summary.keyframes, 'keyframe')}`,
  ]);
  if (options.check === true)
    rows.push(['checked', `${counted(reader.blockCount, 'block')} read, all sound`]);
  if (reader.indexRebuilt)
    rows.push(['not closed', 'its writer was stopped; the index was rebuilt from the blocks']);
  if (reader.recovered !== undefined)
    rows.push([
      'torn end',
      `${counted(reader.recovered.droppedBytes, 'byte')} of a cut block left out`,
    ]);
  for (const i of summary.instruments.values())
    rows.push([
      'instrument',
      `${instrumentKey(i)}  tick ${formatDecimal(i.tickSize, i.priceScale)}, ` +
        `lot ${formatDecimal(i.lotSize, i.qtyScale)}, ${i.bookModel}, definition ${i.version}`,
    ]);
  return table(rows);
}

function blockTable(blocks: readonly ReturnType<TapeReader['block']>[]): string {
  const head = ['block', 'kind', 'offset', 'bytes', 'records', 'from', 'to'];
  const rows = blocks.map((b) => [
    `${b.index}`,
    b.kind,
    `${b.offset}`,
    `${b.storedBytes}`,
    `${b.recordCount}`,
    formatTime(b.minRecvTsNs),
    formatTime(b.maxRecvTsNs),
  ]);
  return table([head, ...rows], [0, 2, 3, 4]);
}
