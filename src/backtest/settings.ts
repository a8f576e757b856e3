// Settings of a backtest as people write them, in TOML or by flags, checked as a whole: one error
// names every field at fault.
import { OutcryError } from '../errors/outcry-error.ts';
import type { Execution, TermsOptions } from '../host/execution.ts';
import { type FundingOptions, parseFunding } from '../host/funding.ts';
import { parseAccountInstrument, parseAccountOptions } from '../session/account-options.ts';
import { FieldReader, faultsOf } from '../session/field-reader.ts';
import type { LatencyOptions } from '../session/latency.ts';
import { parseRiskOptions, type RiskOptions } from '../session/risk-options.ts';
import { parseVenueOptions, type VenueOptions } from '../session/venue.ts';
import type { StrategyChoice } from './backtest.ts';
import { isClock } from './clock.ts';
import { INPUT_KEYS } from './input-fields.ts';
import { type InputPlan, readInput } from './input-settings.ts';
import { parsePauses } from './pauses.ts';

/** What a settings file may hold, and its sections. */
export const SETTING_KEYS = [
  'title',
  'files',
  'strategies',
  'input',
  'account',
  'terms',
  'instruments',
  'funding',
  'fundingOf',
  'venue',
  'latency',
  'risk',
  'seed',
  'clock',
  'sample',
  'daysPerYear',
  'threads',
  'handlerLimit',
  'heapMb',
  'output',
] as const;

export interface BacktestSettings {
  readonly title?: string;
  readonly files: readonly string[];
  readonly strategies: readonly StrategyChoice[];
  /** Before the file of `instruments` is read. */
  readonly input: InputPlan;
  readonly execution: Execution;
  readonly clock?: string;
  readonly sampleMs?: number;
  readonly daysPerYear?: number;
  readonly threads?: number;
  readonly handlerLimitMs?: number;
  readonly heapMb?: number;
  readonly output?: string;
}

const MODELS = ['constant', 'feed', 'uniform', 'samples', 'recorded'] as const;
const HOUR_NS = 3_600_000_000_000n;
const NS_PER_MS = 1_000_000n;

type Given = Readonly<Record<string, unknown>>;

/** How faults are told. */
export interface FaultWords {
  /** What stands before all of them. @default 'settings' */
  readonly what?: string;
  /** What a field is called. @default by its place, such as `terms.makerRate` */
  readonly named?: (field: string) => string;
}

/** What an error of a reader says is at fault; other errors are thrown on. */
function faultTexts(error: unknown): readonly string[] {
  if (!(error instanceof OutcryError) || error.category === 'internal') throw error;
  return faultsOf(error) ?? [error.message];
}

class SettingsReader {
  private readonly faults: string[] = [];
  private readonly fields = new FieldReader('settings', '', this.faults);
  private readonly given: Given;
  private readonly what: string;
  private readonly named: (field: string) => string;

  constructor(value: unknown, { what = 'settings', named = (field) => field }: FaultWords) {
    this.given = this.fields.object('', value, SETTING_KEYS);
    this.what = what;
    this.named = named;
  }

  /**
   * `value` as what `parse` takes, which checks it; `or` where it refuses. The faults that it
   * finds, by fields of `section`, join the others.
   */
  private checked<T>(section: string, value: unknown, parse: (value: unknown) => void, or: T): T {
    try {
      parse(value);
      return value as T;
    } catch (error) {
      for (const fault of faultTexts(error)) {
        const isWhole = fault.startsWith('options: ');
        const at = `${section}.${fault.replace(/^deposits/, 'cash')}`;
        this.faults.push(isWhole ? fault.replace('options', section) : at);
      }
      return or;
    }
  }

  private text(field: string, value: unknown): string {
    if (typeof value === 'string') return value;
    this.fields.fault(field, 'text', value);
    return '';
  }

  private table(field: string, value: unknown): Given {
    return value === undefined ? {} : this.fields.object(field, value);
  }

  private texts(field: string, value: unknown): Record<string, string> {
    const entries = Object.entries(this.table(field, value));
    return Object.fromEntries(
      entries.map(([key, one]) => [key, this.text(`${field}.${key}`, one)]),
    );
  }

  private strategies(): StrategyChoice[] {
    const list = this.given['strategies'];
    if (list === undefined) return [];
    return this.fields.list('strategies', list, 1000).map((one, i) => {
      const at = `strategies.${i}`;
      const given = this.fields.object(at, one, ['use', 'name', 'params', 'markets', 'pauses']);
      return {
        use: this.text(`${at}.use`, given['use']),
        ...(given['name'] === undefined ? {} : { name: this.text(`${at}.name`, given['name']) }),
        params: this.table(`${at}.params`, given['params']),
        markets: this.texts(`${at}.markets`, given['markets']),
        ...this.pauses(`${at}.pauses`, given['pauses']),
      };
    });
  }

  private pauses(field: string, value: unknown): Pick<StrategyChoice, 'pauses'> {
    if (value === undefined) return {};
    try {
      return { pauses: parsePauses(value, field).map(({ fromNs, toNs }) => [fromNs, toNs]) };
    } catch (error) {
      this.faults.push(...faultTexts(error));
      return {};
    }
  }

  private terms(field: string, value: unknown): TermsOptions {
    const given = this.table(field, value);
    const check = (): void => {
      // Checked with what the data will say: scales and, unless they are named, currencies.
      const { quote = 'USD', base = 'BTC' } = given;
      const names = [quote, base].filter((one) => typeof one === 'string');
      parseAccountInstrument({ priceScale: 0, qtyScale: 0, ...given, quote, base }, names);
    };
    return this.checked<TermsOptions>(field, given, check, {});
  }

  private termsOf(): Record<string, TermsOptions> {
    const entries = Object.entries(this.table('instruments', this.given['instruments']));
    return Object.fromEntries(
      entries.map(([key, one]) => [key, this.terms(`instruments.${key}`, one)]),
    );
  }

  /** What all perpetuals pay, and what single ones do. */
  private funding(): Pick<Execution, 'funding' | 'fundingOf'> {
    const { funding, fundingOf } = this.given;
    const of = (field: string, value: unknown): FundingOptions =>
      this.checked<FundingOptions>(field, value, (one) => parseFunding(one), {});
    const single = Object.entries(this.table('fundingOf', fundingOf)).map(
      ([key, one]) => [key, of(`fundingOf.${key}`, one)] as const,
    );
    return {
      ...(funding === undefined ? {} : { funding: of('funding', funding) }),
      ...(fundingOf === undefined ? {} : { fundingOf: Object.fromEntries(single) }),
    };
  }

  private duration(field: string, value: unknown): number {
    return Number(this.fields.duration(field, value, 0n, HOUR_NS));
  }

  private factor(field: string, value: unknown): number {
    if (value === undefined) return 1;
    if (typeof value === 'number' && value >= 0 && value <= 1000) return value;
    this.fields.fault(field, 'a factor from 0 to 1000', value);
    return 1;
  }

  private range(field: string, value: unknown): readonly [number, number] {
    const pair = this.fields.list(field, value, 2);
    const [low, high] = pair.map((one) => this.duration(field, one));
    if (low !== undefined && high !== undefined && low <= high) return [low, high];
    this.fields.fault(field, 'two durations, the shorter first', value);
    return [0, 0];
  }

  /** `"10ms"`, or a table of a model. */
  private latency(): LatencyOptions | undefined {
    const value = this.given['latency'];
    if (value === undefined) return undefined;
    if (typeof value === 'string') {
      const ns = this.duration('latency', value);
      return { model: 'constant', entryNs: ns, responseNs: ns };
    }
    const keys = ['model', 'entry', 'response', 'entryFactor', 'responseFactor', 'samples', 'rows'];
    const given = this.fields.object('latency', value, keys);
    const model = this.fields.name('latency.model', given['model'] ?? 'constant', MODELS);
    const { entry = '0s', response = '0s', entryFactor, responseFactor } = given;
    switch (model) {
      case 'uniform':
        return {
          model,
          entryNs: this.range('latency.entry', entry),
          responseNs: this.range('latency.response', response),
        };
      case 'feed':
        return {
          model,
          entryNs: this.duration('latency.entry', entry),
          responseNs: this.duration('latency.response', response),
          entryFactor: this.factor('latency.entryFactor', entryFactor),
          responseFactor: this.factor('latency.responseFactor', responseFactor),
        };
      case 'samples': {
        const list = this.fields.list('latency.samples', given['samples'], 1_000_000);
        return { model, samples: list.map((pair) => this.pair(pair)) };
      }
      case 'recorded': {
        const list = this.fields.list('latency.rows', given['rows'], 10_000_000);
        return { model, rows: list.map((row) => this.recorded(row)) };
      }
      default:
        return {
          model: 'constant',
          entryNs: this.duration('latency.entry', entry),
          responseNs: this.duration('latency.response', response),
        };
    }
  }

  private pair(value: unknown): readonly [number, number] {
    const [entry, response] = this.fields.list('latency.samples', value, 2);
    return [this.duration('latency.samples', entry), this.duration('latency.samples', response)];
  }

  private recorded(value: unknown): readonly [bigint, bigint, bigint] {
    const times = this.fields
      .list('latency.rows', value, 3)
      .map((one) => this.fields.decimal('latency.rows', one, 0, 0n, (1n << 63n) - 1n));
    const [request = 0n, arrival = 0n, response = 0n] = times;
    return [request, arrival, response];
  }

  private seed(): { readonly seed?: bigint } {
    const value = this.given['seed'];
    if (value === undefined) return {};
    return { seed: this.fields.decimal('seed', value, 0, 0n, (1n << 63n) - 1n) };
  }

  /** Money to start with, and fees by volume. */
  private account(): Pick<Execution, 'cash' | 'feeTiers'> {
    const keys = ['cash', 'feeTiers'];
    const account = this.fields.object('account', this.given['account'] ?? {}, keys);
    const { feeTiers = [] } = account;
    const deposits = this.table('account.cash', account['cash']);
    const names = Object.keys(deposits);
    const currencies = names.length === 0 ? ['USD'] : names;
    const check = (): void => {
      parseAccountOptions({ currencies, deposits, feeTiers });
    };
    return this.checked<Pick<Execution, 'cash' | 'feeTiers'>>('account', account, check, {});
  }

  private clock(value: unknown): string {
    if (typeof value === 'string' && isClock(value)) return value;
    this.fields.fault('clock', 'auto, raw or shift-min-latency=NS', value);
    return 'auto';
  }

  private execution(): Execution {
    const { venue, risk } = this.given;
    const latency = this.latency();
    const rules = this.checked<VenueOptions>('venue', venue ?? {}, parseVenueOptions, {});
    const limits = this.checked<RiskOptions>('risk', risk ?? {}, parseRiskOptions, {});
    return {
      terms: this.terms('terms', this.given['terms']),
      termsOf: this.termsOf(),
      ...this.funding(),
      ...(venue === undefined ? {} : { venue: rules }),
      ...(risk === undefined ? {} : { risk: limits }),
      ...(latency === undefined ? {} : { latency }),
      ...this.account(),
      ...this.seed(),
    };
  }

  private input(): InputPlan {
    const given = this.fields.object('input', this.given['input'] ?? {}, INPUT_KEYS);
    return readInput(this.fields, given, (key) => this.named(`input.${key}`));
  }

  private whole(field: string, least: number, most: number): number | undefined {
    const value = this.given[field];
    return value === undefined ? undefined : this.fields.integer(field, value, least, most);
  }

  private milliseconds(field: string): number | undefined {
    const value = this.given[field];
    if (value === undefined) return undefined;
    return Number(this.fields.duration(field, value, NS_PER_MS, 8760n * HOUR_NS) / NS_PER_MS);
  }

  read(): BacktestSettings {
    const { title, files, output, clock } = this.given;
    const sampleMs = this.milliseconds('sample');
    const handlerLimitMs = this.milliseconds('handlerLimit');
    const threads = this.whole('threads', 1, 1024);
    const daysPerYear = this.whole('daysPerYear', 1, 366);
    const heapMb = this.whole('heapMb', 16, 1 << 20);
    const settings: BacktestSettings = {
      files:
        files === undefined
          ? []
          : this.fields.list('files', files, 100_000).map((file) => this.text('files', file)),
      strategies: this.strategies(),
      input: this.input(),
      execution: this.execution(),
      ...(title === undefined ? {} : { title: this.text('title', title) }),
      ...(output === undefined ? {} : { output: this.text('output', output) }),
      ...(clock === undefined ? {} : { clock: this.clock(clock) }),
      ...(sampleMs === undefined ? {} : { sampleMs }),
      ...(handlerLimitMs === undefined ? {} : { handlerLimitMs }),
      ...(daysPerYear === undefined ? {} : { daysPerYear }),
      ...(threads === undefined ? {} : { threads }),
      ...(heapMb === undefined ? {} : { heapMb }),
    };
    this.finish();
    return settings;
  }

  private finish(): void {
    if (this.faults.length === 0) return;
    const named = this.faults.map((fault) => {
      const [field = ''] = fault.split(': ', 1);
      return `${this.named(field)}${fault.slice(field.length)}`;
    });
    throw new OutcryError('BAD_ARGUMENT', 'usage', named.join('; '), {
      ...(this.what === '' ? {} : { where: this.what }),
      hint: 'every field at fault is named',
    });
  }
}

/**
 * Settings of a backtest from what a TOML file or the flags say.
 *
 * @throws OutcryError BAD_ARGUMENT that names every field at fault
 */
export function parseSettings(value: unknown, words: FaultWords = {}): BacktestSettings {
  return new SettingsReader(value, words).read();
}
