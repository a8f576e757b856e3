// `outcry sweep`: a strategy over a grid of parameters.
import { Command, Option } from 'commander';
import { SHIPPED } from '../backtest/load-strategy.ts';
import { parseSettings } from '../backtest/settings.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { formatTime } from '../model/time.ts';
import { FIGURES, paramNames, paramText, shownFigure } from '../report/sweep-data.ts';
import { writeSweep } from '../report/sweep-html.ts';
import type { ParamValue } from '../strategy/params.ts';
import { type GridRange, parseGridText } from '../sweep/grid.ts';
import { type RankedSweep, type RunSweepOptions, runSweep } from '../sweep/run-sweep.ts';
import {
  type AccountFlags,
  addAccountOptions,
  addVenueOptions,
  FlaggedSettings,
  readToml,
  type VenueFlags,
} from './backtest-settings.ts';
import { integer, pairs, repeated } from './flag-values.ts';
import { watchInterrupts, withExitCode } from './interrupt.ts';
import {
  addCandleOptions,
  addMarketOptions,
  openedWith,
  type RawInputOptions,
} from './market-options.ts';
import { asOutcryError, counted, fileRows, printJson, table } from './output.ts';
import { faultOf, markReported } from './reported-error.ts';
import { openResultFolder } from './result-folder.ts';
import { VERSION } from './version.ts';

interface Options extends AccountFlags, VenueFlags, RawInputOptions {
  readonly config?: string;
  readonly grid?: readonly string[];
  readonly where?: readonly string[];
  readonly param?: readonly string[];
  readonly market?: readonly string[];
  readonly rank: string;
  readonly top: number;
  readonly mode: 'auto' | 'kernel' | 'runs';
  readonly daysPerYear?: string;
  readonly threads?: number;
  readonly title?: string;
  readonly output?: string;
  readonly json?: boolean;
}

const HELP = `
STRATEGY is a file (FILE#EXPORT where it has several) or one that is shipped:
${SHIPPED.join(', ')}.
Strategies made by defineSignals run many sets in one pass over candles;
all others run set by set, in threads.

Figures to rank by: ${FIGURES.slice(0, 6)
  .map(({ key }) => key)
  .join(', ')},
${FIGURES.slice(6)
  .map(({ key }) => key)
  .join(', ')}.

Examples:
  outcry sweep sma-cross btc-1h.csv --grid fast=5..50:5 --grid slow=20,50,100
  outcry sweep my-signals.ts btc-1m.csv --grid fast=2..101 --grid slow=5..500:5 \\
    --where 'fast<slow' --rank profitFactor --output result`;

export function sweepCommand(): Command {
  const command = new Command('sweep')
    .summary('run a strategy over a grid of parameters')
    .description('Runs a strategy with every set of a grid of parameters and ranks the runs.')
    .argument('<strategy>', 'what to run')
    .argument('[files...]', 'candles, or whatever a backtest of it takes')
    .option('--config <file>', 'settings of a backtest as TOML; flags stand above them')
    .addOption(repeated('--grid <name=values>', 'FROM..TO:STEP or A,B,C; once per parameter'))
    .addOption(repeated('--where <condition>', 'only sets that meet it: fast<slow'))
    .addOption(repeated('--param <name=value>', 'a parameter that does not vary'))
    .addOption(
      repeated('--market <role=name>', 'the instrument of a role: main=binance-spot:BTCUSDT'),
    )
    .option('--rank <figure>', 'what the runs are ranked by', 'sharpe')
    .option('--top <n>', 'print so many runs', integer(1, 1_000_000), 20)
    .option(
      '--output <folder>',
      'write sweep.csv and sweep.html (table and heat map), in place of older ones',
    )
    .option('--title <text>', 'of the report')
    .option('--json', 'print all runs as one JSON document and nothing else')
    .addOption(
      new Option('--mode <mode>', 'one pass for all sets, or a run for each')
        .choices(['auto', 'kernel', 'runs'])
        .default('auto', 'auto'),
    )
    .option('--days-per-year <n>', 'trading days, for ratios of a year: 252 for shares (365)')
    .option('--threads <n>', 'at one time (all processors)', integer(1, 1024))
    .addHelpText('after', HELP);
  addCandleOptions(addMarketOptions(addVenueOptions(addAccountOptions(command)), true));
  return command.action(run);
}

function gridOf(texts: readonly string[] = []): Record<string, readonly ParamValue[] | GridRange> {
  const grid: Record<string, readonly ParamValue[] | GridRange> = {};
  for (const text of texts) {
    const [name, values] = parseGridText(text);
    if (name in grid)
      throw new OutcryError('BAD_GRID', 'usage', 'a parameter stands twice in the grid', {
        found: name,
      });
    grid[name] = values;
  }
  if (texts.length > 0) return grid;
  throw new OutcryError('BAD_GRID', 'usage', 'a sweep needs a grid', {
    expected: '--grid NAME=FROM..TO:STEP',
    found: 'none',
  });
}

const SWEEP_FILES = ['sweep.csv', 'sweep.html'];

/** Settings that are of single strategies, or of how backtests alone run. */
const OF_BACKTESTS = ['strategies', 'clock', 'sample', 'handlerLimit', 'heapMb'];

/** The file of --config. @throws OutcryError BAD_ARGUMENT where it says more than a sweep takes */
async function settingsOf(config: string | undefined): Promise<FlaggedSettings> {
  if (config === undefined) return new FlaggedSettings();
  const settings = await readToml(config);
  const found = OF_BACKTESTS.filter((key) => settings[key] !== undefined);
  if (found.length === 0) return new FlaggedSettings(settings, config);
  throw new OutcryError('BAD_ARGUMENT', 'usage', 'these settings are not of sweeps', {
    where: config,
    expected: 'files, input, account, terms, instruments, funding, venue, latency, risk, seed, ...',
    found: found.join(', '),
    hint: 'the strategy and its parameters stand on the command line',
  });
}

async function optionsOf(
  strategy: string,
  files: readonly string[],
  options: Options,
): Promise<RunSweepOptions & { readonly output?: string }> {
  const { where = [], param, rank, mode } = options;
  const given = await settingsOf(options.config);
  if (files.length > 0) given.settings['files'] = files;
  given.input(options);
  given.account(options);
  given.venue(options);
  given.set('title', options.title, '--title');
  given.set('output', options.output, '--output');
  given.text('daysPerYear', options.daysPerYear, '--days-per-year');
  given.set('threads', options.threads, '--threads');
  const settings = parseSettings(given.settings, given.words);
  const { input, execution, threads, daysPerYear, title, output } = settings;
  if (settings.files.length === 0)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'no file is named', {
      expected: 'candles, or whatever a backtest takes',
      found: 'nothing',
    });
  return {
    files: settings.files,
    strategy,
    grid: gridOf(options.grid),
    where,
    params: Object.fromEntries(pairs('--param', param)),
    markets: Object.fromEntries(pairs('--market', options.market)),
    input: await openedWith(input),
    execution,
    rankBy: rank,
    mode,
    ...(threads === undefined ? {} : { threads }),
    ...(daysPerYear === undefined ? {} : { daysPerYear }),
    ...(title === undefined ? {} : { title }),
    ...(output === undefined ? {} : { output }),
    version: VERSION,
  };
}

/** Progress at a terminal only. */
function progressOf(isShown: boolean): (done: number, of: number) => void {
  return (done, of) => {
    if (isShown) process.stderr.write(`\r\x1b[2K${Math.floor(done)} of ${of} sets`);
  };
}

async function run(strategy: string, files: readonly string[], options: Options): Promise<void> {
  const isShown = process.stderr.isTTY === true && options.json !== true;
  const sweepOptions = await optionsOf(strategy, files, options);
  const { output } = sweepOptions;
  const folder = output === undefined ? undefined : await openResultFolder(output, SWEEP_FILES);
  let interrupts: ReturnType<typeof watchInterrupts> | undefined;
  const stopRuns = (): AbortSignal => {
    interrupts = watchInterrupts();
    return interrupts.stop;
  };
  const hooks = { onProgress: progressOf(isShown), stopRuns };
  const result = await runSweep(sweepOptions, hooks)
    .catch((error: unknown) => {
      throw withExitCode(asOutcryError(error), interrupts?.stop);
    })
    .finally(() => {
      interrupts?.off();
      if (isShown) process.stderr.write('\r\x1b[2K');
    });
  const { rankBy } = result;
  const unwritten =
    folder === undefined ? undefined : await faultOf(writeSweep(folder, result, { rankBy }));
  if (options.json === true) printJson(documentOf(result));
  else print(result, sweepOptions, options.top, unwritten === undefined);
  if (unwritten !== undefined) throw markReported(asOutcryError(unwritten));
  if (interrupts?.stop.aborted !== true) return;
  const fault = new OutcryError('INTERRUPTED', 'environment', result.notes.at(-1) ?? 'stopped');
  throw withExitCode(markReported(fault), interrupts.stop);
}

/** All runs, with figures by their names; null where a figure has no answer. */
function documentOf(result: RankedSweep): object {
  const { runs, ...rest } = result;
  return {
    ...rest,
    runs: runs.map((one, i) => ({
      rank: i + 1,
      params: one.params,
      tradeHash: one.tradeHash,
      ...(one.decisionHash === '' ? {} : { decisionHash: one.decisionHash }),
      ...(one.error === undefined ? {} : { error: one.error }),
      ...(one.metrics === undefined ? {} : { figures: figuresOf(one.metrics) }),
    })),
  };
}

function figuresOf(metrics: NonNullable<RankedSweep['runs'][number]['metrics']>) {
  return Object.fromEntries(
    FIGURES.map((figure) => {
      const value = figure.value(metrics);
      return [figure.key, Number.isNaN(value) || Number.isFinite(value) ? value : `${value}`];
    }),
  );
}

const SHOWN = ['profit', 'totalReturn', 'sharpe', 'maxDrawdown', 'trades', 'winRate', 'fees'];

function print(
  result: RankedSweep,
  { files, output }: { readonly files: readonly string[]; readonly output?: string },
  top: number,
  isWritten: boolean,
): void {
  const { runs, rankBy } = result;
  const params = paramNames(runs);
  const figures = FIGURES.filter(({ key }) => SHOWN.includes(key) || key === rankBy);
  const failed = runs.filter(({ error }) => error !== undefined);
  const head = [
    ...fileRows('files', files),
    ['time', `${formatTime(result.startNs)} to ${formatTime(result.endNs)}`],
    ['sets', `${runs.length}, ${result.mode === 'kernel' ? 'in one pass' : 'a run for each'}`],
    ['ranked by', rankBy],
    ['dataHash', result.dataHash],
  ];
  const rows = runs
    .slice(0, top)
    .map(({ params: set, metrics, error }, i) => [
      `${i + 1}`,
      ...params.map((name) => paramText(set[name])),
      ...(metrics === undefined
        ? [error?.split('\n')[0] ?? 'failed']
        : figures.map((one) => shownFigure(one.kind, one.value(metrics), one.isSigned))),
    ]);
  const titles = ['rank', ...params, ...figures.map(({ label }) => label)];
  const right = titles.map((_, i) => i).filter((i) => i > params.length || i === 0);
  process.stdout.write(`${table(head)}\n\n${table([titles, ...rows], right)}\n`);
  if (runs.length > rows.length) process.stdout.write(`... of ${counted(runs.length, 'run')}\n`);
  if (failed.length > 0)
    process.stdout.write(`${counted(failed.length, 'set')} failed: ${failed[0]?.error ?? ''}\n`);
  for (const note of result.notes) process.stdout.write(`note: ${note}\n`);
  if (output === undefined)
    process.stdout.write('\n--output FOLDER writes all runs, and a heat map to look at\n');
  else if (isWritten) process.stdout.write(`\n${output}: sweep.csv, sweep.html\n`);
}
