// `outcry verify`: books that we build, against what the venue itself says.
import { Command, InvalidArgumentError, Option } from 'commander';
import { systemClock } from '../clock/clock.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { openByteSource } from '../fs/node-files.ts';
import type { ByteSource } from '../fs/types.ts';
import { closeAll } from '../import/close-all.ts';
import { createLargeCore } from '../inputs/large-core.ts';
import { instrumentKey } from '../model/instrument.ts';
import { progressOf } from '../replay/replay.ts';
import { type BookTickerVerdict, verifyBookTicker } from '../verify/book-ticker.ts';
import { verifyLobster } from '../verify/lobster.ts';
import { verifyLobsterL3 } from '../verify/lobster-l3.ts';
import type { Mismatch, Verdict } from '../verify/verdict.ts';
import { openSession } from './inputs.ts';
import { addMarketOptions, inputOptions, type RawInputOptions } from './market-options.ts';
import { count, counted, errorDocument, fileRows, printJson, table } from './output.ts';
import { ProgressLine } from './progress.ts';
import { recordLine } from './record-line.ts';
import { markReported } from './reported-error.ts';

type Against = 'book-ticker' | 'lobster' | 'lobster-l3';

interface Options extends RawInputOptions {
  readonly against: Against;
  readonly json?: boolean;
  readonly allow: number;
}

const HELP = `
Verifiers:
  book-ticker FILES...           after each depth update the best bid and ask,
                                 price and size, must equal the venue's own book
                                 ticker
  lobster MESSAGES BOOK          each message must turn one row of the book file
                                 into the next
  lobster-l3 SEED MESSAGES BOOK  order by order from a seed row; the distinct best
                                 bids and asks must equal those of a level-1 file

Exit code 0 only when everything agrees, but for --allow differences.

Examples:
  outcry verify --against book-ticker btcusdt_20240808.jsonl.gz
  outcry verify --against lobster AMZN_message_1.csv.gz AMZN_orderbook_1.csv.gz`;

function parseAllowed(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a number of differences: 0, 1, 2, ...');
}

export function verifyCommand(): Command {
  const command = new Command('verify')
    .summary("check rebuilt books against the venue's own statements")
    .description('Rebuilds books and compares them with an independent statement of the venue.')
    .argument('<files...>', 'what the verifier takes, see below')
    .addOption(
      new Option('--against <verifier>', 'what to compare with')
        .choices(['book-ticker', 'lobster', 'lobster-l3'])
        .makeOptionMandatory(),
    )
    .option('--allow <n>', 'differences that are still a success', parseAllowed, 0)
    .option('--json', 'print one JSON document on stdout and nothing else')
    .addHelpText('after', HELP);
  addMarketOptions(command);
  return command.action(run);
}

async function run(files: readonly string[], options: Options): Promise<void> {
  const verdict =
    options.against === 'book-ticker'
      ? await bookTicker(files, options)
      : await lobster(options.against, files);
  const consistent = 'consistent' in verdict && verdict.consistent === true;
  const differences = verdict.total - verdict.matched;
  const sound = (differences <= options.allow || consistent) && verdict.gaps === 0;
  const fault = sound ? undefined : faultOf(verdict, options.against);
  if (options.json === true)
    printJson({
      against: options.against,
      files,
      ...verdict,
      ...(fault === undefined ? {} : { error: errorDocument(fault) }),
    });
  else process.stdout.write(`${readable(verdict, options.against, files)}\n`);
  if (fault !== undefined) throw markReported(fault);
}

function faultOf(verdict: Verdict, against: Against): OutcryError {
  const { firstMismatch, firstGap } = verdict;
  if (firstMismatch === undefined)
    return new OutcryError(
      'SEQUENCE_GAP',
      'input',
      `${counted(verdict.gaps, 'gap')} in the update ids`,
      firstGap === undefined
        ? {}
        : {
            where: firstGap.file,
            ...(firstGap.line === undefined ? {} : { line: firstGap.line }),
            expected: `update id ${firstGap.expected} of ${firstGap.instrument}`,
            found: `${firstGap.found}`,
          },
    );
  const missed = verdict.total - verdict.matched;
  return new OutcryError(
    'MISMATCH',
    'input',
    `${counted(missed, 'difference')} against ${against}`,
    {
      where: firstMismatch.file,
      line: firstMismatch.line,
      expected: firstMismatch.expected,
      found: firstMismatch.found,
    },
  );
}

async function bookTicker(
  files: readonly string[],
  options: Options,
): Promise<Verdict & Pick<BookTickerVerdict, 'instruments'>> {
  const input = await inputOptions(options);
  const session = await openSession(files, input, {});
  const progress = new ProgressLine(
    systemClock,
    process.stderr.isTTY === true && options.json !== true,
  );
  try {
    const found = await verifyBookTicker(session.engine, session.sources, () =>
      progress.update(progressOf(session.engine, session.sources)),
    );
    progress.done();
    const { mismatches, ...verdict } = found;
    const first = mismatches[0];
    if (first === undefined) return verdict;
    const { source, ordinal } = first.ticker;
    const firstMismatch: Mismatch & { instrument: string; depthLine: number } = {
      file: source,
      line: await recordLine(source, ordinal, input),
      expected: first.expected,
      found: first.found,
      instrument: instrumentKey(first.instrument),
      depthLine: await recordLine(first.depth.source, first.depth.ordinal, input),
    };
    return { ...verdict, firstMismatch };
  } finally {
    progress.done();
    await session.close();
  }
}

async function lobster(against: Against, files: readonly string[]): Promise<Verdict> {
  const wanted = against === 'lobster' ? ['MESSAGES', 'BOOK'] : ['SEED', 'MESSAGES', 'BOOK'];
  if (files.length !== wanted.length)
    throw new OutcryError('BAD_ARGUMENT', 'usage', `--against ${against} takes other files`, {
      expected: wanted.join(' '),
      found: counted(files.length, 'file'),
    });
  const core = await createLargeCore(1 << 30);
  const sources: ByteSource[] = [];
  try {
    for (const file of files) sources.push(await openByteSource(file));
    const [a, b, c] = sources;
    if (against === 'lobster' && a !== undefined && b !== undefined)
      return await verifyLobster(core, a, b);
    if (a !== undefined && b !== undefined && c !== undefined)
      return await verifyLobsterL3(core, a, b, c);
    throw new OutcryError('INVARIANT', 'internal', 'files were not opened');
  } finally {
    await closeAll(sources);
  }
}

function readable(verdict: Verdict, against: Against, files: readonly string[]): string {
  const { matched, total, gaps, firstMismatch } = verdict;
  const rows = [
    ...fileRows('files', files),
    ['against', against],
    ['matched', `${count(matched)} of ${count(total)}`],
    ['gaps', count(gaps)],
  ];
  const isKnownEnd =
    firstMismatch !== undefined && 'consistent' in verdict && verdict.consistent === true;
  if (firstMismatch !== undefined)
    rows.push(
      [isKnownEnd ? 'ends at' : 'first mismatch', `${firstMismatch.file}:${firstMismatch.line}`],
      ['  expected', firstMismatch.expected],
      ['  found', firstMismatch.found],
    );
  if (isKnownEnd)
    rows.push(['because', 'an order older than the messages surfaced; until there all agrees']);
  return table(rows);
}
