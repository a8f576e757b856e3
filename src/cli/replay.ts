// `outcry replay`: the main job. Market data through decoder and books, with a readable result.
import { Command, InvalidArgumentError, Option } from 'commander';
import { systemClock } from '../clock/clock.ts';
import type { OutcryError } from '../errors/outcry-error.ts';
import { parseTime } from '../model/time.ts';
import { clockShift } from '../replay/clock-shift.ts';
import type { Gap } from '../replay/merge.ts';
import { type ReplayOptions, replay } from '../replay/replay.ts';
import { type ReplayReport, reportOf } from '../replay/report.ts';
import { refuseRereading } from './clock.ts';
import { openGenerated } from './generated-input.ts';
import { openSession, type Session } from './inputs.ts';
import { parseKinds } from './kinds.ts';
import { addMarketOptions, inputOptions, type RawInputOptions } from './market-options.ts';
import {
  asOutcryError,
  bytesText,
  count,
  counted,
  errorDocument,
  fileRows,
  printJson,
  rateText,
  sequenceText,
  table,
} from './output.ts';
import { ProgressLine } from './progress.ts';
import { markReported } from './reported-error.ts';
import { unhealedGap } from './unhealed-gap.ts';

interface Options extends RawInputOptions {
  readonly speed: number;
  readonly from?: string;
  readonly to?: string;
  readonly clock: string;
  readonly kinds?: string;
  readonly seed: string;
  readonly events: string;
  readonly json?: boolean;
}

const HELP = `
Without FILES a market is generated as venue frames, and takes the same way as
recorded ones.

Several files run as one market: same instrument and later in time continues,
anything else is merged by receive time. The order of the arguments does not
matter.

Clock:
  raw                   receive times as recorded (default)
  shift-min-latency=NS  all receive times moved by one amount, so that the
                        smallest difference between receive and exchange time is
                        NS nanoseconds

Examples:
  outcry replay btcusdt_20240808.jsonl.gz
  outcry replay spot.jsonl.gz usdm.jsonl.gz coinm.tape --json
  outcry replay day.tape --from 2024-08-08T23:55:00Z --speed 10x`;

const GENERATED_NOTE = `A market was generated, sent as a venue's frames, decoded, and applied to
a book. The same seed gives the same dataHash on every machine. Next, a
recording of your own: npm start -- FILE, or outcry replay FILE.`;

function parseSpeed(text: string): number {
  if (text === 'max') return Number.POSITIVE_INFINITY;
  const match = /^(\d+(?:\.\d+)?)x?$/.exec(text);
  const speed = Number(match?.[1]);
  if (match === null || !(speed > 0))
    throw new InvalidArgumentError('expected max, or a factor like 1x, 10x, 0.5x.');
  return speed;
}

export function replayCommand(): Command {
  const command = new Command('replay')
    .summary('replay recordings or tapes through the books')
    .description('Replays market data through decoder and order books and reports what was found.')
    .argument('[files...]', 'recordings, tapes, CSV, npy; "-" is standard input')
    .addOption(
      new Option('--speed <factor>', 'max, or a factor of recorded time: 1x, 10x, 100x')
        .argParser(parseSpeed)
        .default(Number.POSITIVE_INFINITY, 'max'),
    )
    .option('--from <time>', 'first receive time (ISO 8601, or digits of s, ms, us, ns)')
    .option('--to <time>', 'last receive time')
    .option('--clock <transform>', 'raw or shift-min-latency=NS', 'raw')
    .option('--kinds <list>', 'only these kinds: depth,trade,bbo,order')
    .option('--json', 'print one JSON document on stdout and nothing else')
    .optionsGroup('The generated market (without FILES):')
    .option('--seed <n>', 'seed', '1')
    .option('--events <n>', 'events to generate, e.g. 2000000 or 2M', '2M')
    .addHelpText('after', HELP);
  addMarketOptions(command);
  return command.action(run);
}

async function openFor(files: readonly string[], options: Options): Promise<Session> {
  const engine = { hashing: true };
  if (files.length === 0) return openGenerated(options.seed, options.events, engine);
  return openSession(files, await inputOptions(options), engine);
}

const HEALING = 'no later snapshot heals it; everything before it was replayed';

async function run(files: readonly string[], options: Options): Promise<void> {
  refuseRereading(options.clock, files);
  const session = await openFor(files, options);
  const progress = new ProgressLine(
    systemClock,
    process.stderr.isTTY === true && options.json !== true,
  );
  const gaps: Gap[] = [];
  try {
    if (options.kinds !== undefined) session.engine.state.kindMask = parseKinds(options.kinds);
    const shiftNs = await clockShift(options.clock, () => openFor(files, options));
    const settings: ReplayOptions = {
      clock: systemClock,
      speed: options.speed,
      shiftNs,
      onGap: (gap) => {
        // The first ones explain the damage, thousands explain nothing more.
        if (gaps.length < 1000) gaps.push(gap);
      },
      onProgress: progress.update,
      ...(options.from === undefined ? {} : { fromNs: parseTime(options.from, '--from') }),
      ...(options.to === undefined ? {} : { toNs: parseTime(options.to, '--to') }),
    };
    const { report, fault } = await replayed(session, settings);
    progress.done();
    const healing = unhealedGap(gaps, report.topOfBook, HEALING);
    const recovered = tornEnds(session);
    const notClosed = unclosed(session);
    finish(report, fault ?? healing, { gaps, files, options, shiftNs, recovered, notClosed });
  } finally {
    progress.done();
    await session.close();
  }
}

/** The report, also of what was complete before a fault. */
async function replayed(
  session: Session,
  settings: ReplayOptions,
): Promise<{ report: ReplayReport; fault?: OutcryError }> {
  const { engine, sources } = session;
  const startedNs = systemClock.monotonicNs();
  try {
    return { report: await replay(engine, sources, settings) };
  } catch (error) {
    if (engine.state.events === 0n) throw error;
    const elapsedNs = systemClock.monotonicNs() - startedNs;
    return { report: reportOf(engine, sources, elapsedNs), fault: asOutcryError(error) };
  }
}

/** Tapes whose end a crash has cut. */
function tornEnds(session: Session): { file: string; droppedBytes: number }[] {
  return session.sources.flatMap(({ name, recovered }) =>
    recovered === undefined ? [] : [{ file: name, ...recovered }],
  );
}

/** Tapes whose writer did not come to close them. */
function unclosed(session: Session): string[] {
  return session.sources.flatMap(({ name, indexRebuilt }) => (indexRebuilt === true ? [name] : []));
}

interface Context {
  readonly gaps: readonly Gap[];
  readonly files: readonly string[];
  readonly options: Options;
  readonly shiftNs: bigint;
  readonly notClosed: readonly string[];
  readonly recovered: readonly { readonly file: string; readonly droppedBytes: number }[];
}

function finish(report: ReplayReport, fault: OutcryError | undefined, context: Context): void {
  const { gaps, files, options, shiftNs, recovered, notClosed } = context;
  const peakMemoryBytes = process.resourceUsage().maxRSS * 1024;
  for (const file of notClosed)
    process.stderr.write(`outcry: warning: ${file}: not closed; its index was rebuilt\n`);
  for (const { file, droppedBytes } of recovered)
    process.stderr.write(
      `outcry: warning: ${file}: ${counted(droppedBytes, 'byte')} of a torn end left out\n`,
    );
  if (options.json === true)
    printJson({
      ...report,
      peakMemoryBytes,
      clock: options.clock,
      clockShiftNs: shiftNs,
      files,
      ...(files.length === 0 ? { generated: { seed: options.seed } } : {}),
      ...(recovered.length === 0 ? {} : { recovered }),
      ...(notClosed.length === 0 ? {} : { notClosed }),
      ...(fault === undefined ? {} : { error: errorDocument(fault) }),
    });
  else process.stdout.write(`${readable(report, gaps, peakMemoryBytes, files, options)}\n`);
  if (fault !== undefined) throw markReported(fault);
}

/** What a sound recording has none of. */
function oddities(report: ReplayReport): [string, string][] {
  const rows: [string, number, string][] = [
    ['crossed', report.crossed, 'records after which the best bid was not below the best ask'],
    ['odd orders', report.oddOrders, 'order events that did not fit the book'],
  ];
  const lost = report.topOfBook.reduce((sum, top) => sum + top.pendingLost, 0);
  rows.push(['dropped', lost, 'times deltas waited for a snapshot in vain']);
  return rows.filter(([, n]) => n > 0).map(([name, n, text]) => [name, `${count(n)} ${text}`]);
}

/** The report for people. */
function readable(
  report: ReplayReport,
  gaps: readonly Gap[],
  peakMemoryBytes: number,
  files: readonly string[],
  options: Options,
): string {
  const { byKind } = report;
  const parts = Object.entries(byKind)
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => `${count(n)} ${kind}`);
  const sources = files.length === 0 ? [`generated market, seed ${options.seed}`] : files;
  const seconds = (report.elapsedMs / 1000).toFixed(3);
  const { gaps: gapCount, resyncs, slowPath } = report;
  const facts = [
    ...fileRows('source', sources),
    ['events', `${count(report.events)}  (${parts.join(', ')})`],
    ['time', `${seconds} s, ${rateText(report.eventsPerSecond, 'events')}`],
    ['memory', `${bytesText(peakMemoryBytes)} at most`],
    ['sequence', sequenceText(gapCount, resyncs, slowPath)],
    ...oddities(report),
    ['last event', report.lastTime],
    ['dataHash', report.dataHash],
  ];
  const books = [
    ['book', 'state', 'bid', 'size', 'ask', 'size'],
    ...report.topOfBook.map((top) => [
      `${top.venue}:${top.symbol}`,
      top.crossed ? `${top.state}, crossed` : top.state,
      top.bidPrice ?? '-',
      top.bidQty ?? '-',
      top.askPrice ?? '-',
      top.askQty ?? '-',
    ]),
  ];
  const lines = [table(facts), '', table(books, [2, 3, 4, 5])];
  for (const gap of gaps.slice(0, 5))
    lines.push(
      `gap: ${gap.source}${gap.line === undefined ? '' : `:${gap.line}`}: ${gap.instrument}: ` +
        `expected update id ${gap.expected}, found ${gap.found}`,
    );
  if (files.length === 0) lines.push('', GENERATED_NOTE);
  return lines.join('\n');
}
