// The command line `outcry`: commands, their options, and how errors leave the program.
import { Command, CommanderError } from 'commander';
import { OutcryError } from '../errors/outcry-error.ts';
import { backtestCommand } from './backtest.ts';
import { benchCommand } from './bench.ts';
import { exportCommand } from './export.ts';
import { generateCommand } from './generate.ts';
import { importCommand } from './import.ts';
import { inspectCommand } from './inspect.ts';
import { exitCodeOf } from './interrupt.ts';
import { asOutcryError, errorDocument, printJson } from './output.ts';
import { replayCommand } from './replay.ts';
import { isReported } from './reported-error.ts';
import { sweepCommand } from './sweep.ts';
import { taCommand } from './ta.ts';
import { verifyCommand } from './verify.ts';
import { VERSION } from './version.ts';

const ABOUT = `Outcry turns recorded market data into exact order books, in WebAssembly.

Files may be recordings of Binance frames, Outcry tapes, LOBSTER messages,
Tardis CSV, other CSV, or hftbacktest .npy/.npz; each may be compressed with
gzip or zstd. The content of a file says what it is, not its name.`;

const EXAMPLES = `
Examples:
  outcry replay                            a generated market, the whole way
  outcry replay btc.jsonl.gz               a recording: events, gaps, books, hash
  outcry import btc.jsonl.gz --out b.tape  store it, smaller and with an index
  outcry replay b.tape --from 2024-08-08T23:55:00Z --speed 10x
  outcry verify --against book-ticker btc.jsonl.gz
  outcry ta rsi btc-1h.csv --last 5        an indicator over candles
  outcry backtest sma-cross btc-1h.csv     a strategy, what it made, a report
  outcry sweep sma-cross btc-1h.csv --grid fast=5..50:5
  outcry help import                       all about one command

Exit code 0 is success, 1 a fault, 2 wrong usage, 130 and 143 an interruption
by SIGINT and SIGTERM; a fault is one sentence on stderr.`;

export function createProgram(): Command {
  const program = new Command('outcry')
    .description(ABOUT)
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'explain a command')
    .addHelpText('after', EXAMPLES)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeErr: (text) => process.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'outcry: ')),
    });
  for (const command of [
    replayCommand(),
    importCommand(),
    exportCommand(),
    inspectCommand(),
    verifyCommand(),
    generateCommand(),
    backtestCommand(),
    taCommand(),
    sweepCommand(),
    benchCommand(),
  ])
    program.addCommand(command.copyInheritedSettings(program).showSuggestionAfterError());
  return program;
}

function usageError(error: CommanderError): OutcryError {
  const [first = error.message] = error.message.replace(/^error: /, '').split('\n');
  return new OutcryError('BAD_ARGUMENT', 'usage', first);
}

/**
 * Runs the command line; returns the exit code: 0 success, 1 fault, 2 wrong usage, 130 or 143
 * interrupted.
 */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has printed its own sentence (or the help that was asked for).
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      if (argv.includes('--json')) printJson({ error: errorDocument(usageError(error)) });
      return 2;
    }
    const fault = asOutcryError(error);
    if (argv.includes('--json') && !isReported(error)) printJson({ error: errorDocument(fault) });
    process.stderr.write(`outcry: ${fault.message}\n`);
    if (process.env['OUTCRY_DEBUG'] !== undefined) console.error(error);
    return exitCodeOf(error) ?? (fault.category === 'usage' ? 2 : 1);
  }
}
