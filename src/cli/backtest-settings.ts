// The settings of `outcry backtest`: a TOML file, and flags that stand above it.
import { parse, TomlError } from 'smol-toml';
import { OutcryError } from '../errors/outcry-error.ts';
import { readTextFile } from '../fs/node-text.ts';

export interface BacktestFlags {
  readonly config?: string;
  readonly name?: string;
  readonly param: readonly string[];
  readonly market: readonly string[];
  readonly cash: readonly string[];
  readonly maker?: string;
  readonly taker?: string;
  readonly leverage?: string;
  readonly kind?: string;
  readonly profile?: string;
  readonly queue?: string;
  readonly fill: readonly string[];
  readonly latency?: string;
  readonly risk: readonly string[];
  readonly seed?: string;
  readonly sample?: string;
  readonly threads?: string;
  readonly handlerLimit?: string;
  readonly heap?: string;
  readonly output?: string;
  readonly title?: string;
}

type Table = Record<string, unknown>;

/** A TOML file as plain objects. @throws OutcryError BAD_TOML with line and column */
export async function readToml(path: string): Promise<Table> {
  const text = await readTextFile(path);
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    const [first = ''] = cause.message.split('\n');
    throw new OutcryError('BAD_TOML', 'input', first.replace(/^Invalid TOML document: /, ''), {
      where: path,
      line: cause.line,
      cause,
    });
  }
}

/** A value of a flag as TOML would have it: numbers and booleans are what they look like. */
function valueOf(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return String(Number(text)) === text ? Number(text) : text;
}

/** `KEY=VALUE` of a flag that may be given several times. */
function pairs(flag: string, texts: readonly string[], raw = false): Table {
  const table: Table = {};
  for (const text of texts) {
    const at = text.indexOf('=');
    if (at < 1)
      throw new OutcryError('BAD_ARGUMENT', 'usage', `${flag} takes NAME=VALUE`, { found: text });
    const value = text.slice(at + 1);
    table[text.slice(0, at)] = raw ? value : valueOf(value);
  }
  return table;
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A section with the flags' values above those of the file. */
function above(settings: Table, section: string, values: Table): void {
  if (Object.keys(values).length === 0) return;
  const before = settings[section];
  settings[section] = isTable(before) ? { ...before, ...values } : values;
}

function given(values: Readonly<Record<string, string | undefined>>): Table {
  const said = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said.map(([key, value]) => [key, valueOf(value ?? '')]));
}

/** The strategies named on the command line: `a,b` runs both; parameters go to all of them. */
function strategiesOf(text: string, flags: BacktestFlags): Table[] {
  const names = text.split(',').filter((name) => name !== '');
  if (flags.name !== undefined && names.length > 1)
    throw new OutcryError('BAD_ARGUMENT', 'usage', '--name fits one strategy', { found: text });
  return names.map((use) => ({
    use,
    ...(flags.name === undefined ? {} : { name: flags.name }),
    params: pairs('--param', flags.param, true),
    markets: pairs('--market', flags.market, true),
  }));
}

/**
 * What `parseSettings` checks: the file of --config, and the flags above it.
 *
 * @param args strategies, then files; with --config both may stand in the file
 */
export async function collectSettings(
  args: readonly string[],
  flags: BacktestFlags,
  input: Table,
): Promise<Table> {
  const settings: Table = flags.config === undefined ? {} : await readToml(flags.config);
  const hasOwn = settings['strategies'] !== undefined;
  const [first, ...rest] = args;
  const files = hasOwn ? args : rest;
  if (!hasOwn && first !== undefined) settings['strategies'] = strategiesOf(first, flags);
  if (hasOwn && flags.param.length + flags.market.length > 0)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'the settings file names the strategies', {
      expected: 'their params and markets there',
      found: '--param or --market',
    });
  if (files.length > 0) settings['files'] = files;
  above(settings, 'input', input);
  above(settings, 'terms', {
    ...given({ makerRate: flags.maker, takerRate: flags.taker }),
    ...given({ leverage: flags.leverage, kind: flags.kind }),
  });
  if (flags.cash.length > 0) above(settings, 'account', { cash: pairs('--cash', flags.cash) });
  above(settings, 'venue', {
    ...given({ profile: flags.profile, queue: flags.queue }),
    ...pairs('--fill', flags.fill),
  });
  if (flags.risk.length > 0) {
    const { default: standard, ...own } = pairs(
      '--risk',
      flags.risk.map((text) => (text === 'default' ? 'default=true' : text)),
    );
    settings['risk'] ??= {};
    above(settings, 'risk', own);
    if (standard !== undefined && standard !== true) above(settings, 'risk', { default: standard });
  }
  const { latency, sample, handlerLimit, title, output } = flags;
  for (const [key, value] of Object.entries({ latency, sample, handlerLimit, title, output }))
    if (value !== undefined) settings[key] = value;
  Object.assign(settings, given({ seed: flags.seed, threads: flags.threads, heapMb: flags.heap }));
  return settings;
}
