// `outcry export`: tapes and recordings in the form of other tools.
import { Command } from 'commander';
import type { Core } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { openAppendFile } from '../fs/node-files.ts';
import { createZip } from '../fs/node-zip-writer.ts';
import { InstrumentRegistry } from '../import/instrument-registry.ts';
import {
  type NpyExportOptions,
  type NpyExportReport,
  writeNpy,
  writeNpz,
} from '../import/npy-export.ts';
import type { RecordSource } from '../import/record-source.ts';
import { openInput } from '../inputs/inputs.ts';
import { createLargeCore } from '../inputs/large-core.ts';
import { instrumentKey } from '../model/instrument.ts';
import { addMarketOptions, inputOptions, type RawInputOptions } from './market-options.ts';
import { count, counted, latencyText, printJson, table } from './output.ts';
import { refuseOverwrite } from './target-file.ts';

interface Options extends RawInputOptions {
  readonly out: string;
  readonly clock: string;
  readonly instrument?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

const HELP = `
The ending of --out names the format: .npy and .npz are hftbacktest's event
arrays, with the exchange and local flags set; rows that are out of order in
exchange time stand twice, once for each order, as hftbacktest demands.

hftbacktest also demands feed latencies above zero. Where the recorder's clock
ran behind the exchange's, use --clock shift-min-latency=NS.

Example:
  outcry export btcusdt.tape --out btcusdt.npz --clock shift-min-latency=1000000`;

export function exportCommand(): Command {
  const command = new Command('export')
    .summary('write a tape for other tools')
    .description('Writes market data as an hftbacktest event array.')
    .argument('<file>', 'a tape or anything else that can be imported')
    .requiredOption('--out <file>', 'NAME.npy or NAME.npz')
    .option('--clock <transform>', 'raw or shift-min-latency=NS', 'raw')
    .option('--instrument <venue:symbol>', 'which instrument, where there are several')
    .option('--force', 'replace an existing file')
    .option('--json', 'print one JSON document on stdout and nothing else')
    .addHelpText('after', HELP);
  addMarketOptions(command);
  return command.action(run);
}

function minLatency(text: string): bigint | undefined {
  const match = /^shift-min-latency=(\d{1,18})$/.exec(text);
  if (text === 'raw') return undefined;
  if (match !== null) return BigInt(match[1] ?? '0');
  throw new OutcryError('BAD_ARGUMENT', 'usage', 'unknown clock transform', {
    where: '--clock',
    expected: 'raw or shift-min-latency=NS',
    found: `'${text}'`,
  });
}

/** Opens the input again and again with the same ids: the exporter reads it up to twice. */
async function opener(
  core: Core,
  file: string,
  options: Options,
): Promise<{ open: () => Promise<RecordSource>; registry: InstrumentRegistry }> {
  const input = await inputOptions(options);
  const registry = new InstrumentRegistry(input.hints, input.common);
  return { open: () => openInput(core, registry, file, input), registry };
}

/** The id of the instrument to write; undefined: the only one. */
async function chooseInstrument(
  open: () => Promise<RecordSource>,
  registry: InstrumentRegistry,
  wanted: string | undefined,
): Promise<number | undefined> {
  // Also where nothing is to be chosen: what cannot be opened must not leave an empty output.
  const source = await open();
  try {
    if (wanted === undefined) return undefined;
    // Recordings name their instruments with their first records.
    await source.next();
  } finally {
    await source.close();
  }
  const id = registry.instruments.findIndex(
    (i) => instrumentKey(i) === wanted || i.symbol === wanted,
  );
  if (id >= 0) return id;
  throw new OutcryError('UNKNOWN_INSTRUMENT', 'usage', 'the input has no such instrument', {
    where: '--instrument',
    expected: registry.instruments.map((i) => instrumentKey(i)).join(' or '),
    found: `'${wanted}'`,
  });
}

async function write(out: string, options: NpyExportOptions): Promise<NpyExportReport> {
  if (out.endsWith('.npz')) {
    const zip = createZip(out, 'data.npy');
    try {
      const report = await writeNpz(zip, options);
      await zip.finish();
      return report;
    } catch (error) {
      await zip.abort();
      throw error;
    }
  }
  const file = await openAppendFile(out);
  try {
    const report = await writeNpy(file, options);
    await file.sync();
    return report;
  } finally {
    await file.close();
  }
}

async function run(file: string, options: Options): Promise<void> {
  if (!/\.np[yz]$/.test(options.out))
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'the format is seen from the ending', {
      where: '--out',
      expected: 'a name that ends in .npy or .npz',
      found: `'${options.out}'`,
    });
  const minLatencyNs = minLatency(options.clock);
  if (file === '-' || file === '/dev/stdin')
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'standard input cannot be read twice', {
      hint: 'store it in a file first',
    });
  const core = await createLargeCore();
  const { open, registry } = await opener(core, file, options);
  const instrumentId = await chooseInstrument(open, registry, options.instrument);
  await refuseOverwrite(options.out, options.force === true);
  const report = await write(options.out, {
    core,
    open,
    ...(instrumentId === undefined ? {} : { instrumentId }),
    ...(minLatencyNs === undefined ? {} : { minLatencyNs }),
  });
  const latency = report.minLatencyNs;
  const isBelow = minLatencyNs === undefined && latency !== undefined && latency <= 0n;
  if (isBelow)
    process.stderr.write(
      `outcry: warning: the smallest feed latency is ${latencyText(Number(latency))}; ` +
        'hftbacktest demands more than 0 (use --clock shift-min-latency=NS)\n',
    );
  if (options.json === true) printJson({ file, out: options.out, ...report });
  else
    process.stdout.write(
      `${table([
        ['file', options.out],
        ['rows', `${count(report.rows)} of 64 bytes, from ${counted(report.records, 'record')}`],
        ['twice', `${counted(report.duplicatedRows, 'row')} out of exchange order`],
        ['left out', `${counted(report.skippedRecords, 'record')} without a row in this format`],
        ['latency', latency === undefined ? 'unknown' : `at least ${latencyText(Number(latency))}`],
        ['shift', `${report.recvShiftNs} ns added to receive times`],
      ])}\n`,
    );
}
