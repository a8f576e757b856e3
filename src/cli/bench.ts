// `outcry bench`: how fast this machine runs the main paths, on given data or a generated market.
import { Command } from 'commander';
import { type BenchResult, benchFrames } from '../bench/bench.ts';
import { systemClock } from '../clock/clock.ts';
import { openByteSource } from '../fs/node-files.ts';
import { generatedSource } from './generated-input.ts';
import { parseEvents, parseSeed } from './generated-options.ts';
import { count, printJson, rateText, table } from './output.ts';
import { readAll } from './read-all.ts';

interface Options {
  readonly seed: string;
  readonly events: string;
  readonly rounds: string;
  readonly json?: boolean;
}

const HELP = `
Rounds of all contenders are interleaved, results are compared before any time
counts, and the median of the rounds is printed. Ratios mean something on a busy
machine, single times do not.
Comparisons with other systems: docs/benchmarks.md.`;

export function benchCommand(): Command {
  return new Command('bench')
    .summary('measure decode, books and tape on this machine')
    .description('Measures the main paths against JSON.parse and a Map, on frames in memory.')
    .argument('[recording]', 'a recording of Binance frames; none: a generated market')
    .option('--seed <n>', 'seed of the generated market', '1')
    .option('--events <n>', 'its events', '500k')
    .option('--rounds <n>', 'rounds', '7')
    .option('--json', 'print one JSON document on stdout and nothing else')
    .addHelpText('after', HELP)
    .action(run);
}

async function run(file: string | undefined, options: Options): Promise<void> {
  const source =
    file === undefined
      ? await generatedSource({
          seed: parseSeed(options.seed),
          events: parseEvents(options.events),
        })
      : await openByteSource(file);
  const bytes = await readAll(source);
  const result = await benchFrames(source.name, bytes, {
    clock: systemClock,
    rounds: parseEvents(options.rounds, '--rounds'),
  });
  if (options.json === true) printJson(result);
  else process.stdout.write(`${readable(result)}\n`);
}

function readable(result: BenchResult): string {
  const head = ['path', 'events', 'ns an event', 'against JSON.parse + Map'];
  const rows = result.contenders.map((c) => [
    c.name,
    rateText(1e9 / c.nsPerEvent),
    c.nsPerEvent.toFixed(1),
    c.ratio === undefined ? '' : `${c.ratio.toFixed(1)}x`,
  ]);
  const about = `${result.name}: ${count(result.events)} events, ${result.rounds} rounds`;
  return `${about}\n\n${table([head, ...rows], [1, 2, 3])}`;
}
