// `outcry generate`: a seeded market, as a tape or as the frames that a venue would have sent.
import { Command, Option } from 'commander';
import { systemClock } from '../clock/clock.ts';
import { createCore } from '../core/core.ts';
import { Engine } from '../core/engine.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { openAppendFile } from '../fs/node-files.ts';
import { whatIs } from '../fs/node-paths.ts';
import { handOver } from '../fs/owned.ts';
import { createFrames } from '../generate/frames.ts';
import { createMarket } from '../generate/market.ts';
import {
  type MarketOptions,
  type MarketVenue,
  planMarket,
  REGIMES,
  type RegimeName,
} from '../generate/options.ts';
import { createLargeCore } from '../inputs/large-core.ts';
import { parseTime } from '../model/time.ts';
import { importRecords, keyframeOf } from '../replay/import.ts';
import { progressOf } from '../replay/replay.ts';
import { createTapeHost, TapeEncodeBuffers } from '../tape/buffers.ts';
import { TapeWriter } from '../tape/writer.ts';
import { fillTape } from './fill-tape.ts';
import { parseEvents, parseSeed } from './generated-options.ts';
import { bytesText, count, printJson, rateText, table } from './output.ts';
import { ProgressLine } from './progress.ts';
import { refuseOverwrite } from './target-file.ts';

interface Options {
  readonly out: string;
  readonly seed: string;
  readonly events: string;
  readonly model: 'L2' | 'L3';
  readonly venue?: MarketVenue;
  readonly regime: RegimeName;
  readonly symbol?: string;
  readonly startPrice?: string;
  readonly startTime?: string;
  readonly rate?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

const HELP = `
The same seed and options give the same bytes on every machine.

--out NAME.tape writes a tape; --out NAME.jsonl writes venue frames as a recorder
would have.

Examples:
  outcry generate --out market.tape --events 10M --seed 7
  outcry generate --out frames.jsonl --venue binance-spot --regime breakout
  outcry generate --out orders.tape --model L3`;

export function generateCommand(): Command {
  return new Command('generate')
    .summary('make a seeded, realistic market')
    .description('Writes a generated market: clustered order flow, regimes, trades that sweep.')
    .requiredOption('--out <file>', 'NAME.tape or NAME.jsonl')
    .option('--seed <n>', 'seed', '1')
    .option('--events <n>', 'events, e.g. 250000, 2M, 500M', '1M')
    .addOption(
      new Option('--model <model>', 'L2: depth; L3: single orders')
        .choices(['L2', 'L3'])
        .default('L2'),
    )
    .addOption(
      new Option('--venue <venue>', 'whose rules and messages').choices([
        'binance-usdm',
        'binance-spot',
        'binance-coinm',
        'generated',
      ]),
    )
    .addOption(
      new Option('--regime <regime>', 'kind of market')
        .choices(Object.keys(REGIMES))
        .default('mixed'),
    )
    .option('--symbol <symbol>', 'symbol')
    .option('--start-price <decimal>', 'first price')
    .option('--start-time <time>', 'first exchange time')
    .option('--rate <n>', 'book changes per second of market time')
    .option('--force', 'replace an existing file')
    .option('--json', 'print one JSON document on stdout and nothing else')
    .addHelpText('after', HELP)
    .action(run);
}

function parseRate(text: string): number {
  const rate = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (rate > 0) return rate;
  throw new OutcryError('BAD_ARGUMENT', 'usage', 'not a rate', {
    where: '--rate',
    expected: 'changes per second, such as 1500 or 0.5',
    found: `'${text}'`,
  });
}

/** Tape or frames, from the ending of the name; devices take a tape. */
async function outputForm(out: string): Promise<'frames' | 'tape'> {
  if (out.endsWith('.jsonl')) return 'frames';
  if (out.endsWith('.tape') || (await whatIs(out)) === 'other') return 'tape';
  throw new OutcryError('BAD_ARGUMENT', 'usage', 'the format is seen from the ending', {
    where: '--out',
    expected: 'a name that ends in .tape or .jsonl',
    found: `'${out}'`,
  });
}

function marketOptions(options: Options): MarketOptions {
  const { venue, symbol, startPrice, startTime, rate } = options;
  return {
    seed: parseSeed(options.seed),
    events: parseEvents(options.events),
    model: options.model,
    regime: options.regime,
    ...(venue === undefined ? {} : { venue }),
    ...(symbol === undefined ? {} : { symbol }),
    ...(startPrice === undefined ? {} : { startPrice }),
    ...(startTime === undefined ? {} : { startTimeNs: parseTime(startTime, '--start-time') }),
    ...(rate === undefined ? {} : { eventsPerSecond: parseRate(rate) }),
  };
}

async function run(_files: unknown, command: Command): Promise<void> {
  const options: Options = command.opts();
  const market = marketOptions(options);
  planMarket(market);
  const form = await outputForm(options.out);
  await refuseOverwrite(options.out, options.force === true);
  const startedNs = systemClock.monotonicNs();
  const made =
    form === 'frames' ? await writeFrames(options.out, market) : await writeTape(options, market);
  const seconds = (systemClock.monotonicNs() - startedNs) / 1e9;
  if (options.json === true) {
    printJson({ out: options.out, seed: options.seed, ...made, seconds });
    return;
  }
  const rows = [
    ['file', options.out],
    ['size', bytesText(made.bytes)],
    ['time', `${seconds.toFixed(2)} s, ${rateText(made.events / seconds, 'events')}`],
  ];
  if (made.events > 0) rows.splice(1, 0, ['events', count(made.events)]);
  process.stdout.write(`${table(rows)}\n`);
}

interface Made {
  readonly events: number;
  readonly bytes: number;
}

async function writeFrames(out: string, options: MarketOptions): Promise<Made> {
  const core = await createCore({ memoryBytes: 64 << 20 });
  const file = await openAppendFile(out);
  const frames = createFrames(core, options);
  let bytes = 0;
  try {
    for await (const chunk of frames.chunks) {
      await file.append(chunk);
      bytes += chunk.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { events: frames.events, bytes };
}

async function writeTape(options: Options, market: MarketOptions): Promise<Made> {
  const core = await createLargeCore(1 << 30);
  const source = createMarket(core, market);
  const engine = new Engine(core);
  const progress = new ProgressLine(
    systemClock,
    process.stderr.isTTY === true && options.json !== true,
  );
  const buffers = new TapeEncodeBuffers(await createTapeHost(core));
  const writer = await handOver(await openAppendFile(options.out), (file) =>
    TapeWriter.create(file, buffers, { keyframe: keyframeOf(engine) }),
  );
  try {
    await fillTape(engine, writer, { path: options.out, replaces: undefined }, (stop) =>
      importRecords(engine, [source], writer, {
        stop,
        onRefill: () => progress.update(progressOf(engine, [source])),
      }),
    );
  } finally {
    progress.done();
  }
  return { events: Number(engine.state.events), bytes: writer.fileBytes };
}
