// `outcry backtest`: strategies over recorded markets or candles.
import { Command } from 'commander';
import { type BacktestHooks, type BacktestOptions, runBacktest } from '../backtest/backtest.ts';
import { SHIPPED } from '../backtest/load-strategy.ts';
import { type BacktestSettings, parseSettings } from '../backtest/settings.ts';
import { systemClock } from '../clock/clock.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { OutputFolder } from '../fs/types.ts';
import { formatTime } from '../model/time.ts';
import { metricGroups } from '../report/metric-rows.ts';
import { markPrice } from '../report/numbers.ts';
import { resultJson } from '../report/result-json.ts';
import { RESULT_FILES, writeResult } from '../report/write-result.ts';
import type { BacktestResult, StrategyResult } from '../stats/result.ts';
import {
  addAccountOptions,
  addVenueOptions,
  type BacktestFlags,
  collectSettings,
} from './backtest-settings.ts';
import { repeated } from './flag-values.ts';
import { untilInterrupted, withExitCode } from './interrupt.ts';
import { addCandleOptions, addMarketOptions, openedWith } from './market-options.ts';
import { asOutcryError, counted, fileRows, table } from './output.ts';
import { ProgressLine } from './progress.ts';
import { faultOf, markReported } from './reported-error.ts';
import { openResultFolder } from './result-folder.ts';
import { VERSION } from './version.ts';

interface Options extends BacktestFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const HELP = `
STRATEGY is a file (TypeScript or JavaScript, FILE#EXPORT where it has several),
or one that is shipped: ${SHIPPED.join(', ')}.
Several, with commas between them, run side by side over the same input.

Files are recordings, tapes, CSV, npy or candles (CSV with time, open, high,
low, close). Orders fill by the honest rules unless --profile says otherwise:
docs/simulated-venue.md.

Examples:
  outcry backtest sma-cross btc-1h.csv --param fast=20 --param slow=50
  outcry backtest imbalance btcusdt.jsonl.gz --output result
  outcry backtest my-strategy.ts spot.tape usdm.tape --market spot=binance-spot:BTCUSDT
  outcry backtest --config run.toml --threads 4`;

export function backtestCommand(): Command {
  const command = new Command('backtest')
    .summary('run strategies over recorded markets or candles')
    .description('Runs strategies over recorded markets or candles and reports what they made.')
    .argument('[strategy]', 'what to run')
    .argument('[files...]', 'what to run it over')
    .option('--config <file>', 'settings as TOML; flags stand above them')
    .option(
      '--output <folder>',
      'write result.json, fills.csv, trips.csv, equity.csv and report.html, in place of older ones',
    )
    .option('--title <text>', 'of the result')
    .option('--json', 'print the result as one JSON document and nothing else')
    .option('--quiet', 'do not print what strategies log')
    .optionsGroup('The strategy:')
    .addOption(repeated('--param <name=value>', 'a parameter; may be repeated'))
    .addOption(
      repeated('--market <role=name>', 'the instrument of a role: main=binance-spot:BTCUSDT'),
    )
    .option('--name <name>', 'of the strategy in the result');
  addVenueOptions(addAccountOptions(command))
    .optionsGroup('The run:')
    .option('--clock <transform>', 'of receive times: auto, raw, shift-min-latency=NS (auto)')
    .option('--sample <time>', 'grid of the equity curve (1s; candles: their length)')
    .option('--days-per-year <n>', 'trading days, for ratios of a year: 252 for shares (365)')
    .option('--threads <n>', 'strategies at one time (all processors)')
    .option('--handler-limit <time>', 'a handler that takes longer is ended (10s)')
    .option('--heap <mib>', 'most memory of a strategy (512)')
    .addHelpText('after', HELP);
  addCandleOptions(addMarketOptions(command, true));
  return command.action(run);
}

async function optionsOf(settings: BacktestSettings): Promise<BacktestOptions> {
  const { input, output: _, handlerLimitMs, ...rest } = settings;
  if (rest.strategies.length === 0)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'no strategy is named', {
      expected: `a file, or one of ${SHIPPED.join(', ')}`,
      found: 'nothing',
    });
  if (rest.files.length === 0)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'no file is named', {
      expected: 'a recording, a tape or candles',
      found: 'nothing',
      hint: 'outcry generate makes a market to try with',
    });
  return {
    ...rest,
    input: await openedWith(input),
    ...(handlerLimitMs === undefined ? {} : { handlerLimitMs }),
  };
}

async function run(
  strategy: string | undefined,
  files: readonly string[],
  options: Options,
): Promise<void> {
  const args = strategy === undefined ? files : [strategy, ...files];
  const given = await collectSettings(args, options);
  const settings = parseSettings(given.settings, given.words);
  const backtest = await optionsOf(settings);
  const { output } = settings;
  const folder = output === undefined ? undefined : await openResultFolder(output, RESULT_FILES);
  const isTerminal = process.stderr.isTTY === true && options.json !== true;
  const progress = new ProgressLine(systemClock, isTerminal);
  const log = options.json === true || options.quiet === true ? undefined : printLog(progress);
  const hooks: BacktestHooks = {
    onProgress: ({ consumedBytes, totalBytes, timeNs }) =>
      progress.text(consumedBytes, totalBytes, formatTime(timeNs).slice(0, 19)),
    onCompile: (name) => {
      if (isTerminal) process.stderr.write(`compiling ${name}\n`);
    },
    ...(log === undefined ? {} : { onLog: log }),
  };
  await untilInterrupted(async (stop) => {
    const result = await runBacktest({ ...backtest, version: VERSION }, { ...hooks, stop })
      .catch((error: unknown) => {
        throw withExitCode(asOutcryError(error), stop);
      })
      .finally(() => progress.done());
    await tell(result, { settings, files, options, folder, stop });
  });
}

interface Told {
  readonly settings: BacktestSettings;
  readonly files: readonly string[];
  readonly options: Options;
  readonly folder: OutputFolder | undefined;
  readonly stop: AbortSignal;
}

/** Writes and prints a result, whole or not. @throws OutcryError of the run or of the files */
async function tell(result: BacktestResult, told: Told): Promise<void> {
  const { settings, files, options, folder, stop } = told;
  const unwritten = folder === undefined ? undefined : await faultOf(writeResult(folder, result));
  if (options.json === true) process.stdout.write(`${resultJson(result)}\n`);
  else print(result, settings, files, unwritten === undefined);
  // The result that was printed stays the only document.
  if (unwritten !== undefined) throw markReported(asOutcryError(unwritten));
  const failed = result.strategies.find(({ errors }) => errors.length > 0)?.errors[0];
  const fault = failed ?? result.errors[0];
  if (fault === undefined) return;
  throw withExitCode(markReported(new OutcryError(fault.code, 'input', fault.message)), stop);
}

function printLog(progress: ProgressLine) {
  return (strategy: string, timeNs: bigint, message: string): void => {
    progress.done();
    process.stderr.write(`${formatTime(timeNs)} ${strategy}: ${message}\n`);
  };
}

/** The metrics that fit on a screen; the report has all of them. */
const SHOWN = new Set([
  'End equity',
  'Profit',
  'Total return',
  'Buy and hold',
  'Sharpe',
  'Max drawdown',
  'Closed trades',
  'Win rate',
  'Profit factor',
  'Fees',
  'Maker share',
]);

function metricRows(result: BacktestResult): string[][] {
  const groups = metricGroups(result.horizonsMs);
  const rows = groups.flatMap((group) => group.rows).filter(({ label }) => SHOWN.has(label));
  return rows.map((row) => [row.label, ...result.strategies.map((s) => row.show(s.metrics))]);
}

function ordersText({ orders, fills }: StrategyResult): string {
  const refused = Object.entries(orders.refused).filter(([, times]) => times > 0);
  const why = refused.map(([reason, times]) => `, ${times} refused: ${reason}`).join('');
  return `${orders.submitted} (${counted(fills.length, 'fill')}${why})`;
}

function print(
  result: BacktestResult,
  settings: BacktestSettings,
  files: readonly string[],
  isWritten: boolean,
): void {
  const names = ['', ...result.strategies.map(({ name }) => name)];
  const columns = names.map((_, i) => i).slice(1);
  const head = [
    ...fileRows('files', files.length > 0 ? files : settings.files),
    ['time', `${formatTime(result.startNs)} to ${formatTime(result.endNs)}`],
    ['currency', result.currency],
    ['dataHash', result.dataHash],
  ];
  const rows = [
    names,
    ...metricRows(result),
    ['Orders', ...result.strategies.map(ordersText)],
    ['decisionHash', ...result.strategies.map(({ decisionHash }) => decisionHash)],
  ];
  const line = (text: string) => process.stdout.write(`${text}\n`);
  line(`${table(head)}\n\n${table(rows, columns)}`);
  for (const { name, openPositions } of result.strategies)
    for (const open of openPositions) {
      const price = markPrice(open.price, open.priceScale);
      line(`${name} still holds ${open.qty} ${open.symbol}, valued at ${price}`);
    }
  for (const note of result.notes) line(`note: ${note}`);
  const more = result.strategies.reduce(
    (sum, { errors }) => sum + Math.max(0, errors.length - 1),
    0,
  );
  if (more > 0) line(`${counted(more, 'more fault')}: see result.json`);
  if (settings.output === undefined)
    line('\n--output FOLDER writes fills, equity and a report to look at');
  else if (isWritten) line(`\n${settings.output}: ${RESULT_FILES.join(', ')}`);
}
