// `outcry ta`: an indicator over a file.
import { Command, Option } from 'commander';
import { OutcryError } from '../errors/outcry-error.ts';
import { openAppendFile } from '../fs/node-files.ts';
import type { IndicatorOutputs } from '../indicators/columns.ts';
import { createIndicators } from '../indicators/indicators.ts';
import {
  getIndicator,
  INDICATORS,
  type IndicatorParams,
  resolveParams,
} from '../indicators/registry.ts';
import type { IndicatorSpec } from '../indicators/spec.ts';
import { integer } from './flag-values.ts';
import {
  addCandleOptions,
  inputOption,
  inputPlan,
  type RawInputOptions,
} from './market-options.ts';
import { counted, printJson } from './output.ts';
import { withWhere } from './reworded.ts';
import { parseInputs } from './ta-bind.ts';
import { readTaInput } from './ta-input.ts';
import { csvOf, describe, describeText, documentOf, listText, type Result } from './ta-output.ts';
import {
  type InputKind,
  SESSIONS,
  type Session,
  type TaInput,
  type TaInputOptions,
} from './ta-types.ts';
import { commit, openTarget } from './target-file.ts';

interface Options extends RawInputOptions {
  readonly list?: boolean;
  readonly describe?: boolean;
  readonly params?: string;
  readonly inputs?: string;
  readonly last?: number;
  readonly out?: string;
  readonly output?: 'csv' | 'json';
  readonly json?: boolean;
  readonly force?: boolean;
  readonly as?: InputKind;
  readonly session?: Session;
}

const HELP = `
Names are readable (rsi) or TA-Lib's (RSI, with its names of parameters and
outputs). A file holds candles (time, open, high, low, close, volume, under
their usual titles or those of --columns), or columns of any series (CSV, with
titles or #1, #2, ...; JSON). It may be compressed: gzip, zstd, a single file in
a zip. - is standard input. An indicator of one series takes the close, or the
only series there is. Sessions (of vwap and pivots) are days of UTC, unless
--session or a column anchor (1 at the first bar of each) says otherwise.

Examples:
  outcry ta --list
  outcry ta macd --describe
  outcry ta rsi btc-1h.csv --params '{"period": 21}' --last 5
  outcry ta CDLENGULFING btc-1h.csv.gz --out hits.json
  outcry ta correlation prices.csv --inputs btc,eth --params period=60`;

export function taCommand(): Command {
  const command = new Command('ta')
    .summary('compute an indicator over candles')
    .description('Computes an indicator or a candlestick pattern over a file.')
    .argument('[name]', 'the indicator')
    .argument('[file]', 'candles, or named columns')
    .option('--list', 'list all indicators')
    .option('--describe', 'say what the indicator takes and gives, without a file')
    .option('--params <json>', 'parameters: {"period": 14} or period=14,...')
    .option('--inputs <columns>', 'the series: close, or high,low or real0=btc,real1=eth')
    .addOption(
      new Option('--session <span>', 'of UTC that begins sessions (day)').choices(SESSIONS),
    )
    .option('--last <n>', 'print the last n bars only', integer(1, 2 ** 31))
    .option('--out <file>', 'write to a file; .json in its name means JSON')
    .addOption(new Option('--output <format>', 'of the result').choices(['csv', 'json']))
    .option('--force', 'replace an existing file')
    .option('--json', 'print one JSON document on stdout and nothing else')
    .optionsGroup('What the file is (seen from it unless given):')
    .addOption(new Option('--as <kind>', 'what it holds').choices(['candles', 'columns']))
    .addOption(inputOption('columns', 'columns of candles: time=date,close=#5,...'))
    .addOption(inputOption('timeUnit'))
    .addHelpText('after', HELP);
  return addCandleOptions(command).action(run);
}

function badArgument(where: string, expected: string, found: string): OutcryError {
  return new OutcryError('BAD_ARGUMENT', 'usage', 'this cannot be read', {
    where,
    expected,
    found,
  });
}

const PARAMS_EXPECTED = 'a JSON object of numbers such as {"period": 14}, or period=14,...';

/** Parameters from JSON or from `name=value,...`. @throws OutcryError BAD_ARGUMENT */
function parseParams(text: string): Record<string, number> {
  const fail = (): OutcryError => badArgument('--params', PARAMS_EXPECTED, `'${text}'`);
  if (text.trim() === '') throw fail();
  const pairs = text.trim().startsWith('{') ? jsonPairs(text, fail) : textPairs(text, fail);
  const params: Record<string, number> = {};
  for (const [name, value] of pairs) {
    if (typeof value !== 'number' || Object.hasOwn(params, name)) throw fail();
    params[name] = value;
  }
  return params;
}

function jsonPairs(text: string, fail: () => OutcryError): [string, unknown][] {
  try {
    return Object.entries(JSON.parse(text) as object);
  } catch {
    throw fail();
  }
}

function textPairs(text: string, fail: () => OutcryError): [string, number][] {
  return text.split(',').map((part) => {
    const equals = part.indexOf('=');
    const name = part.slice(0, Math.max(equals, 0)).trim();
    const value = part.slice(equals + 1).trim();
    if (name === '' || !/^[-+.\d]/.test(value) || !Number.isFinite(Number(value))) throw fail();
    return [name, Number(value)];
  });
}

function inputOptions(spec: IndicatorSpec, options: Options): TaInputOptions {
  const { as, inputs, session } = options;
  const { timeUnit, candles } = inputPlan({ ...options, csvKind: 'candles' });
  return {
    ...(as === undefined ? {} : { kind: as }),
    ...(session === undefined ? {} : { session }),
    ...(timeUnit === undefined ? {} : { timeUnit }),
    ...candles,
    ...(inputs === undefined ? {} : { inputs: parseInputs(spec, inputs) }),
  };
}

async function run(
  name: string | undefined,
  file: string | undefined,
  options: Options,
): Promise<void> {
  const isJson = options.json === true || options.output === 'json';
  if (options.list === true) {
    refuseArguments('--list', name);
    if (isJson) printJson({ indicators: INDICATORS.map(describe) });
    else process.stdout.write(`${listText()}\n`);
  } else if (name === undefined)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'no indicator is named', {
      hint: 'outcry ta --list names all of them',
    });
  else if (options.describe === true) {
    const spec = getIndicator(name);
    refuseArguments('--describe', file);
    if (isJson) printJson(describe(spec));
    else process.stdout.write(`${describeText(spec)}\n`);
  } else if (file === undefined)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'no file is named', {
      hint: `outcry ta ${getIndicator(name).name} --describe says what it takes`,
    });
  else await compute(name, file, options);
}

function refuseArguments(option: string, found: string | undefined): void {
  if (found === undefined) return;
  throw new OutcryError('BAD_ARGUMENT', 'usage', `${option} computes nothing`, {
    expected: 'nothing to compute',
    found: `'${found}'`,
  });
}

async function compute(name: string, file: string, options: Options): Promise<void> {
  const spec = getIndicator(name);
  const params = options.params === undefined ? {} : parseParams(options.params);
  const values = resolveParams(spec, params);
  const input = await readTaInput(spec, file, inputOptions(spec, options));
  for (const warning of input.warnings)
    process.stderr.write(`outcry: warning: ${file}: ${warning}\n`);
  const result: Result = {
    spec,
    params: Object.fromEntries(spec.params.map((param, i) => [param.name, values[i] ?? 0])),
    inputs: input.names,
    columns: await columnsOf(name, file, input, params),
    length: input.length,
    from: Math.max(0, input.length - (options.last ?? input.length)),
    labels: input.labels,
  };
  if (options.out === undefined) await print(result, options);
  else await store(result, options.out, options);
}

/** Computes; what is refused of the file's columns names the file. */
async function columnsOf(
  name: string,
  file: string,
  { columns }: TaInput,
  params: IndicatorParams,
): Promise<IndicatorOutputs> {
  const indicators = await createIndicators();
  try {
    return indicators.compute(name, columns, params);
  } catch (error) {
    if (!(error instanceof OutcryError) || error.code !== 'BAD_INPUT') throw error;
    const { where } = error.details;
    throw withWhere(error, where === undefined ? file : `${file}, ${where}`);
  }
}

async function print(result: Result, { output, json }: Options): Promise<void> {
  if (json === true || output === 'json') {
    printJson(documentOf(result));
    return;
  }
  for (const part of csvOf(result))
    if (!process.stdout.write(part))
      await new Promise<void>((resolve) => {
        process.stdout.once('drain', resolve);
      });
}

async function store(result: Result, out: string, options: Options): Promise<void> {
  const isJson =
    options.output === 'json' || (options.output === undefined && out.endsWith('.json'));
  const target = await openTarget(out, options.force === true);
  const output = await openAppendFile(target.path);
  try {
    const encoder = new TextEncoder();
    const parts = isJson ? [`${JSON.stringify(documentOf(result))}\n`] : csvOf(result);
    for (const part of parts) await output.append(encoder.encode(part));
    await output.sync();
  } finally {
    await output.close();
  }
  await commit(target);
  const rows = result.length - result.from;
  if (options.json === true) printJson({ indicator: result.spec.name, out, rows });
  else process.stdout.write(`${out}: ${counted(rows, 'row')} of ${result.spec.name}\n`);
}
