// The settings of `outcry backtest` and `outcry sweep`: a TOML file, and flags that stand above it.
import { type Command, Option } from 'commander';
import { parse, TomlDate, TomlError } from 'smol-toml';
import { INPUT_KEYS } from '../backtest/input-fields.ts';
import { SHIPPED } from '../backtest/load-strategy.ts';
import type { FaultWords } from '../backtest/settings.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { readTextFile } from '../fs/node-text.ts';
import { pairs, repeated, tomlValue } from './flag-values.ts';
import { flagOf, inputFlags, type RawInputOptions } from './market-options.ts';

/** Flags of what is traded with. */
export interface AccountFlags {
  readonly cash?: readonly string[];
  readonly maker?: string;
  readonly taker?: string;
  readonly leverage?: string;
  readonly funding?: string;
  readonly kind?: string;
  readonly quote?: string;
}

/** Flags of how orders travel and fill. */
export interface VenueFlags {
  readonly profile?: string;
  readonly queue?: string;
  readonly fill?: readonly string[];
  readonly latency?: string;
  readonly risk?: readonly string[];
  readonly seed?: string;
}

export interface BacktestFlags extends AccountFlags, VenueFlags, RawInputOptions {
  readonly config?: string;
  readonly name?: string;
  readonly param?: readonly string[];
  readonly market?: readonly string[];
  readonly clock?: string;
  readonly sample?: string;
  readonly daysPerYear?: string;
  readonly threads?: string;
  readonly handlerLimit?: string;
  readonly heap?: string;
  readonly output?: string;
  readonly title?: string;
}

type Table = Record<string, unknown>;

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Dates as the text that flags have: they are taken for text everywhere. */
function withoutDates(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map(withoutDates);
  if (!isTable(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutDates(one)]));
}

/** A TOML file as plain objects. @throws OutcryError BAD_TOML with line and column */
export async function readToml(path: string): Promise<Table> {
  const text = await readTextFile(path);
  try {
    const table = withoutDates(parse(text));
    return isTable(table) ? table : {};
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    const [first = ''] = cause.message.split('\n');
    throw new OutcryError('BAD_TOML', 'input', first.replace(/^Invalid TOML document: /, ''), {
      where: path,
      line: cause.line,
      found: (text.split('\n')[cause.line - 1] ?? '').trim().slice(0, 80),
      cause,
    });
  }
}

/** Adds the flags of what is traded with. */
export function addAccountOptions(command: Command): Command {
  return command
    .optionsGroup('The account:')
    .addOption(repeated('--cash <currency=amount>', 'to start with (10000 of each)'))
    .option('--maker <rate>', 'fee of makers, a share of the value (0.001)')
    .option('--taker <rate>', 'fee of takers (0.001)')
    .option('--leverage <n>', 'value of a position over its margin (1)')
    .option('--funding <rate>', 'what longs of perpetuals pay each 8 h, a share of the value (0)')
    .addOption(
      new Option('--kind <kind>', 'how it is booked').choices(['spot', 'linear', 'inverse']),
    )
    .option('--quote <currency>', 'what prices are in (told by the symbol, or USD)');
}

/** Adds the flags of how orders travel and fill. */
export function addVenueOptions(command: Command): Command {
  return command
    .optionsGroup('The venue:')
    .addOption(
      new Option('--profile <name>', 'rules of fills (honest)').choices([
        'honest',
        'compat-hftbacktest',
      ]),
    )
    .option('--queue <model>', 'risk-averse, log, log2, power, power2, power3')
    .addOption(repeated('--fill <name=value>', 'any other setting of docs/simulated-venue.md'))
    .option('--latency <time>', 'of orders, each way: 10ms, 250us (10ms; candles: 0s)')
    .addOption(
      repeated('--risk <name=value>', 'a limit of docs/risk.md; "default": others have theirs'),
    )
    .option('--seed <n>', 'of random latencies (1)');
}

/** Settings in the making, and which flags they come from. */
export class FlaggedSettings {
  readonly settings: Table;
  readonly #file: string | undefined;
  readonly #flags = new Map<string, string>();

  /** @param file of the settings that flags stand above */
  constructor(settings: Table = {}, file?: string) {
    this.settings = settings;
    this.#file = file;
    if (file !== undefined) return;
    for (const key of INPUT_KEYS) this.#flags.set(`input.${key}`, flagOf(key));
  }

  /** A field is called as the flag that it comes from, or by its place in the file. */
  get words(): FaultWords {
    return { what: this.#file ?? '', named: (field) => this.#flags.get(field) ?? field };
  }

  set(field: string, value: unknown, flag: string): void {
    if (value === undefined) return;
    this.settings[field] = value;
    this.#flags.set(field, flag);
  }

  /** Sets a field of a section; with points in it, `key` is one of a section in that. */
  setIn(section: string, key: string, value: unknown, flag: string): void {
    if (value === undefined) return;
    let table = this.settings;
    const path = [section, ...key.split('.')];
    const last = path.pop() ?? '';
    for (const name of path) {
      const before = table[name] ?? {};
      // What is no table in the file is refused as that.
      if (!isTable(before)) return;
      const own = { ...before };
      table[name] = own;
      table = own;
    }
    table[last] = value;
    this.#flags.set(`${section}.${key}`, flag);
  }

  text(field: string, text: string | undefined, flag: string): void {
    this.set(field, text === undefined ? undefined : tomlValue(text), flag);
  }

  textIn(section: string, key: string, text: string | undefined, flag: string): void {
    this.setIn(section, key, text === undefined ? undefined : tomlValue(text), flag);
  }

  /** `--flag KEY=VALUE` of a section. */
  pairsIn(section: string, flag: string, texts?: readonly string[]): void {
    for (const [key, text] of pairs(flag, texts)) this.textIn(section, key, text, `${flag} ${key}`);
  }

  input(options: RawInputOptions): void {
    for (const [key, value] of inputFlags(options)) this.setIn('input', key, value, flagOf(key));
  }

  /** A flag of all instruments, above what the file says of single ones too. */
  private ofAll(section: string, single: string, key: string, text?: string, flag = ''): void {
    if (text === undefined) return;
    this.textIn(section, key, text, flag);
    const tables = this.settings[single];
    if (!isTable(tables)) return;
    const value = tomlValue(text);
    const above = Object.entries(tables).map(([name, own]) => {
      if (!isTable(own)) return [name, own];
      // Recorded rates are what a rate stands above.
      const { rates: _, ...rest } = own;
      return [name, single === 'fundingOf' || key in own ? { ...rest, [key]: value } : own];
    });
    this.settings[single] = Object.fromEntries(above);
  }

  account({ cash, maker, taker, leverage, funding, kind, quote }: AccountFlags): void {
    this.ofAll('terms', 'instruments', 'makerRate', maker, '--maker');
    this.ofAll('terms', 'instruments', 'takerRate', taker, '--taker');
    this.ofAll('terms', 'instruments', 'leverage', leverage, '--leverage');
    this.ofAll('terms', 'instruments', 'kind', kind, '--kind');
    this.ofAll('terms', 'instruments', 'quote', quote, '--quote');
    this.ofAll('funding', 'fundingOf', 'rate', funding, '--funding');
    if (cash === undefined) return;
    const money = pairs('--cash', cash);
    this.setIn('account', 'cash', Object.fromEntries(money), '--cash');
    for (const currency of money.keys())
      this.#flags.set(`account.cash.${currency}`, `--cash ${currency}`);
  }

  venue({ profile, queue, fill, latency, risk, seed }: VenueFlags): void {
    this.textIn('venue', 'profile', profile, '--profile');
    this.textIn('venue', 'queue', queue, '--queue');
    this.pairsIn('venue', '--fill', fill);
    this.set('latency', latency, '--latency');
    this.risk(risk);
    this.text('seed', seed, '--seed');
  }

  /** Limits; `default`: those that are not named have their defaults, and are not off. */
  private risk(texts?: readonly string[]): void {
    if (texts === undefined) return;
    this.settings['risk'] ??= {};
    if (texts.includes('default')) this.setIn('risk', 'default', true, '--risk default');
    this.pairsIn(
      'risk',
      '--risk',
      texts.filter((text) => text !== 'default'),
    );
  }
}

/** The strategies named on the command line: `a,b` runs both; parameters go to all of them. */
function strategiesOf(text: string, flags: BacktestFlags): Table[] {
  const names = text.split(',').filter((name) => name !== '');
  if (flags.name !== undefined && names.length > 1)
    throw new OutcryError('BAD_ARGUMENT', 'usage', '--name fits one strategy', { found: text });
  return names.map((use) => ({
    use,
    ...(flags.name === undefined ? {} : { name: flags.name }),
    params: Object.fromEntries(pairs('--param', flags.param)),
    markets: Object.fromEntries(pairs('--market', flags.market)),
  }));
}

/** @throws OutcryError BAD_ARGUMENT where flags speak of strategies that a settings file names */
function refuseStrategies(first: string | undefined, flags: BacktestFlags): void {
  const { name, param, market } = flags;
  const isStrategy =
    SHIPPED.some((shipped) => shipped === first) || /\.[cm]?[jt]s(#|$)/.test(first ?? '');
  const found = [
    ...(isStrategy ? [`'${first}'`] : []),
    ...(name === undefined ? [] : ['--name']),
    ...(param === undefined ? [] : ['--param']),
    ...(market === undefined ? [] : ['--market']),
  ];
  if (found.length === 0) return;
  throw new OutcryError('BAD_ARGUMENT', 'usage', 'the settings file names the strategies', {
    expected: 'files alone',
    hint: 'several strategies may stand there: say it of one of them in the file',
    found: found.join(', '),
  });
}

/**
 * What `parseSettings` checks: the file of --config, and the flags above it.
 *
 * @param args strategies, then files; with --config both may stand in the file
 */
export async function collectSettings(
  args: readonly string[],
  flags: BacktestFlags,
): Promise<FlaggedSettings> {
  const { config } = flags;
  const file = config === undefined ? {} : await readToml(config);
  const all = new FlaggedSettings(file, config);
  const hasOwn = all.settings['strategies'] !== undefined;
  const [first, ...rest] = args;
  const files = hasOwn ? args : rest;
  if (!hasOwn && first !== undefined) all.settings['strategies'] = strategiesOf(first, flags);
  if (hasOwn) refuseStrategies(first, flags);
  if (files.length > 0) all.settings['files'] = files;
  all.input(flags);
  all.account(flags);
  all.venue(flags);
  all.set('clock', flags.clock, '--clock');
  all.set('sample', flags.sample, '--sample');
  all.set('handlerLimit', flags.handlerLimit, '--handler-limit');
  all.set('title', flags.title, '--title');
  all.set('output', flags.output, '--output');
  all.text('daysPerYear', flags.daysPerYear, '--days-per-year');
  all.text('threads', flags.threads, '--threads');
  all.text('heapMb', flags.heap, '--heap');
  return all;
}
