// The command line `outcry`: commands, their options, and how errors leave the program.
import { Command, CommanderError } from 'commander';
import { benchCommand } from './bench.ts';
import { exportCommand } from './export.ts';
import { generateCommand } from './generate.ts';
import { importCommand } from './import.ts';
import { inspectCommand } from './inspect.ts';
import { asOutcryError, errorDocument, printJson } from './output.ts';
import { replayCommand } from './replay.ts';
import { ReportedError } from './reported-error.ts';
import { verifyCommand } from './verify.ts';
import { VERSION } from './version.ts';

const ABOUT = `Outcry turns recorded and live market data into exact order books, in WebAssembly.

Files may be recordings of Binance frames, Outcry tapes, LOBSTER messages, Tardis CSV, other CSV,
or hftbacktest .npy/.npz; each may be compressed with gzip or zstd. What a file is, is seen from its
content.`;

const EXAMPLES = `
Examples:
  outcry replay                                a generated market through the whole path
  outcry replay btcusdt.jsonl.gz               a recording: events, books, gaps, data hash
  outcry import btcusdt.jsonl.gz --out b.tape  store it as a tape, 25 times smaller
  outcry replay b.tape --from 2024-08-08T23:55:00Z --speed 10x
  outcry verify --against book-ticker btcusdt.jsonl.gz
  outcry help import                           all about one command

Exit code 0 means success; any fault is one sentence on stderr and exit code 1 (2: wrong usage).`;

export function createProgram(): Command {
  const program = new Command('outcry')
    .description(ABOUT)
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'explain a command')
    .addHelpText('after', EXAMPLES)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) });
  for (const command of [
    replayCommand(),
    importCommand(),
    exportCommand(),
    inspectCommand(),
    verifyCommand(),
    generateCommand(),
    benchCommand(),
  ])
    program.addCommand(command.exitOverride().showSuggestionAfterError());
  return program;
}

/** Runs the command line; returns the exit code: 0 success, 1 fault, 2 wrong usage. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has printed its own sentence (or the help that was asked for).
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const fault = asOutcryError(error);
    if (argv.includes('--json') && !(error instanceof ReportedError))
      printJson({ error: errorDocument(fault) });
    process.stderr.write(`outcry: ${fault.message}\n`);
    if (process.env['OUTCRY_DEBUG'] !== undefined) console.error(error);
    return fault.category === 'usage' ? 2 : 1;
  }
}
