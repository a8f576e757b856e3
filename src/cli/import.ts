// `outcry import`: anything that can be read, onto a tape.
import { Command } from 'commander';
import { systemClock } from '../clock/clock.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { openAppendFile } from '../fs/node-files.ts';
import { whatIs } from '../fs/node-paths.ts';
import { handOver } from '../fs/owned.ts';
import { clockShift } from '../replay/clock-shift.ts';
import { importRecords, keyframeOf } from '../replay/import.ts';
import type { Gap } from '../replay/merge.ts';
import { progressOf } from '../replay/replay.ts';
import { eventsByKind, topOfBooks } from '../replay/report.ts';
import { createTapeHost, TapeEncodeBuffers } from '../tape/buffers.ts';
import { TapeWriter } from '../tape/writer.ts';
import { isStandardInput, refuseRereading } from './clock.ts';
import { fillTape, type TapeTarget } from './fill-tape.ts';
import { openSession, type Session } from './inputs.ts';
import { exitCodeOf } from './interrupt.ts';
import { parseKinds } from './kinds.ts';
import { addMarketOptions, inputOptions, type RawInputOptions } from './market-options.ts';
import {
  bytesText,
  count,
  counted,
  errorDocument,
  printJson,
  rateText,
  sequenceText,
  table,
} from './output.ts';
import { ProgressLine } from './progress.ts';
import { markReported } from './reported-error.ts';
import { openTarget } from './target-file.ts';
import { unhealedGap } from './unhealed-gap.ts';

interface Options extends RawInputOptions {
  readonly out: string;
  readonly kinds?: string;
  readonly clock: string;
  readonly append?: boolean;
  readonly force?: boolean;
  readonly compress: boolean;
  readonly json?: boolean;
}

const HELP = `
Several files make one tape: same market and later in time continues, anything
else is merged by receive time. A tape stores exact decimals; scales that are
not given are inferred and widened without loss when a finer number comes.

Examples:
  outcry import btcusdt_20240808.jsonl.gz --out btcusdt.tape
  outcry import day1.jsonl.zst day2.jsonl.zst --out days.tape --kinds depth,trade
  outcry import trades.csv --out t.tape --symbol X --columns time=ts,price=px,qty=size
  outcry import btcusdt.npz --out btcusdt.tape --symbol BTCUSDT`;

export function importCommand(): Command {
  const command = new Command('import')
    .summary('store market data as a tape')
    .description('Reads recordings and foreign formats and writes one Outcry tape.')
    .argument('<files...>', 'recordings, tapes, LOBSTER, CSV, npy, npz; "-" is standard input')
    .requiredOption('--out <tape>', 'the tape to write')
    .option('--kinds <list>', 'only these kinds: depth,trade,bbo,order')
    .option('--clock <transform>', 'raw or shift-min-latency=NS', 'raw')
    .option('--append', 'go on behind the last complete block of an existing tape')
    .option('--force', 'replace an existing file')
    .option('--no-compress', 'do not compress blocks with zstd')
    .option('--json', 'print one JSON document on stdout and nothing else')
    .addHelpText('after', HELP);
  addMarketOptions(command);
  return command.action(run);
}

/** Whether there is a tape to go on with. */
async function isContinued(options: Options): Promise<boolean> {
  return options.append === true && (await whatIs(options.out)) === 'file';
}

/** @throws OutcryError BAD_ARGUMENT for standard output, which `inspect` could not read again */
function refuseStandardOutput(out: string): void {
  if (out !== '-') return;
  throw new OutcryError('BAD_ARGUMENT', 'usage', 'a tape needs a file', {
    where: '--out',
    expected: 'the name of a file',
    found: "'-'",
  });
}

async function openWriter(
  session: Session,
  options: Options,
  { path, isContinued }: TapeTarget,
): Promise<TapeWriter> {
  const buffers = new TapeEncodeBuffers(await createTapeHost(session.core));
  const settings = {
    keyframe: keyframeOf(session.engine),
    codec: options.compress ? ('zstd' as const) : ('none' as const),
  };
  return handOver(await openAppendFile(path), (file) =>
    isContinued === true
      ? TapeWriter.append(file, buffers, settings)
      : TapeWriter.create(file, buffers, settings),
  );
}

const COMPLETE = 'the tape holds all records and is complete';

async function run(files: readonly string[], options: Options): Promise<void> {
  refuseStandardOutput(options.out);
  refuseRereading(options.clock, files);
  const input = await inputOptions(options);
  const isAppending = await isContinued(options);
  const session = await openSession(files, input, {}, isAppending ? options.out : undefined);
  const progress = new ProgressLine(
    systemClock,
    process.stderr.isTTY === true && options.json !== true,
  );
  const gaps: Gap[] = [];
  try {
    if (options.kinds !== undefined) session.engine.state.kindMask = parseKinds(options.kinds);
    const shiftNs = await clockShift(options.clock, () => openSession(files, input, {}));
    const startedNs = systemClock.monotonicNs();
    const target = isAppending
      ? { path: options.out, replaces: undefined, isContinued: true }
      : await openTarget(options.out, options.force === true);
    const writer = await openWriter(session, options, target);
    const startBytes = writer.fileBytes;
    await fillTape(session.engine, writer, target, (stop) =>
      importRecords(session.engine, session.sources, writer, {
        stop,
        shiftNs,
        isContinued: isAppending,
        onGap: (gap) => {
          if (gaps.length < 1000) gaps.push(gap);
        },
        onRefill: () => progress.update(progressOf(session.engine, session.sources)),
      }),
    );
    progress.done();
    const seconds = (systemClock.monotonicNs() - startedNs) / 1e9;
    finish(session, writer, { gaps, options, files, seconds, startBytes });
  } catch (fault) {
    // A pipe that says nothing would be waited for.
    if (exitCodeOf(fault) !== undefined && files.some(isStandardInput)) process.stdin.destroy();
    throw fault;
  } finally {
    progress.done();
    await session.close();
  }
}

interface Context {
  readonly gaps: readonly Gap[];
  readonly options: Options;
  readonly files: readonly string[];
  readonly seconds: number;
  /** Bytes that the tape had before. */
  readonly startBytes: number;
}

function finish(session: Session, writer: TapeWriter, context: Context): void {
  const { gaps, options, files, seconds, startBytes } = context;
  const { state } = session.engine;
  const events = Number(state.events);
  const slowPath = session.sources.reduce((sum, s) => sum + (s.slowPath ?? 0), 0);
  const instruments = session.engine.definedIds.map((id) => session.engine.instrument(id));
  const fault = unhealedGap(gaps, topOfBooks(session.engine), COMPLETE);
  const facts = {
    out: options.out,
    files,
    events,
    byKind: eventsByKind(session.engine),
    records: Number(state.records),
    bytes: writer.fileBytes,
    bytesPerEvent: (writer.fileBytes - startBytes) / events,
    eventsPerSecond: Math.round(events / seconds),
    gaps: Number(state.gaps),
    resyncs: Number(state.resyncs),
    slowPath,
    instruments,
    ...(writer.recovered === undefined ? {} : { recovered: writer.recovered }),
  };
  if (options.json === true)
    printJson({ ...facts, ...(fault === undefined ? {} : { error: errorDocument(fault) }) });
  else {
    const rows = [
      ['tape', options.out],
      ['events', `${count(events)} in ${counted(facts.records, 'record')}`],
      ['size', `${bytesText(facts.bytes)}, ${facts.bytesPerEvent.toFixed(2)} bytes an event`],
      ['time', `${seconds.toFixed(2)} s, ${rateText(facts.eventsPerSecond, 'events')}`],
      ['sequence', sequenceText(facts.gaps, facts.resyncs, slowPath)],
      ...instruments.map((i) => [
        'instrument',
        `${i.venue}:${i.symbol}  ${counted(i.priceScale, 'price decimal')}, ` +
          counted(i.qtyScale, 'quantity decimal'),
      ]),
    ];
    process.stdout.write(`${table(rows)}\n`);
  }
  if (fault !== undefined) throw markReported(fault);
}
