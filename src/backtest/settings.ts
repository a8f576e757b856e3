// Settings of a backtest as people write them, in TOML or by flags, checked as a whole: one error
// names every field at fault.
import { OutcryError } from '../errors/outcry-error.ts';
import type { Execution, TermsOptions } from '../host/execution.ts';
import { parseAccountInstrument } from '../session/account-options.ts';
import { type DecimalInput, FieldReader } from '../session/field-reader.ts';
import type { LatencyOptions } from '../session/latency.ts';
import { parseRiskOptions, type RiskOptions } from '../session/risk-options.ts';
import { parseVenueOptions, type VenueOptions } from '../session/venue.ts';
import type { StrategyChoice } from './backtest.ts';
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
  'venue',
  'latency',
  'risk',
  'seed',
  'clock',
  'sample',
  'threads',
  'handlerLimit',
  'heapMb',
  'output',
] as const;

export interface BacktestSettings {
  readonly title?: string;
  readonly files: readonly string[];
  readonly strategies: readonly StrategyChoice[];
  /** Of the input: names as the flags have them, in camel case. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly execution: Execution;
  readonly clock?: string;
  readonly sampleMs?: number;
  readonly threads?: number;
  readonly handlerLimitMs?: number;
  readonly heapMb?: number;
  readonly output?: string;
}

const INPUT_KEYS = [
  'venue',
  'symbol',
  'columns',
  'csvKind',
  'timeUnit',
  'date',
  'priceScale',
  'qtyScale',
  'tickSize',
  'lotSize',
  'windowBits',
  'instruments',
] as const;
const MODELS = ['constant', 'feed', 'uniform', 'samples', 'recorded'] as const;
const HOUR_NS = 3_600_000_000_000n;
const NS_PER_MS = 1_000_000n;

type Given = Readonly<Record<string, unknown>>;

class SettingsReader {
  private readonly faults: string[] = [];
  private readonly fields = new FieldReader('settings', '', this.faults);
  private readonly given: Given;

  constructor(value: unknown) {
    this.given = this.fields.object('', value, SETTING_KEYS);
  }

  /** What `parse` makes of a section; the faults that it finds join the others. */
  private section<T>(parse: () => T, or: T): T {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof OutcryError) || error.category === 'internal') throw error;
      this.faults.push(error.message.replace(/ \(every field at fault is named\)$/, ''));
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
    const pauses = this.section(() => parsePauses(value, field), []);
    return { pauses: pauses.map(({ fromNs, toNs }) => [fromNs, toNs]) };
  }

  private terms(field: string, value: unknown): TermsOptions {
    const terms = this.table(field, value) as TermsOptions;
    // Checked with what the data will say: scales and, unless they are named, currencies.
    const { quote = 'USD', base = 'BTC' } = terms;
    const whole = { priceScale: 0, qtyScale: 0, ...terms, quote, base };
    this.section(() => {
      try {
        parseAccountInstrument(whole, [quote, base]);
      } catch (error) {
        if (!(error instanceof OutcryError)) throw error;
        throw new OutcryError(error.code, error.category, `${field}: ${error.message}`);
      }
    }, undefined);
    return terms;
  }

  private termsOf(): Record<string, TermsOptions> {
    const entries = Object.entries(this.table('instruments', this.given['instruments']));
    return Object.fromEntries(
      entries.map(([key, one]) => [key, this.terms(`instruments.${key}`, one)]),
    );
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

  private execution(): Execution {
    const { venue, risk } = this.given;
    const cash = this.fields.object('account', this.given['account'] ?? {}, ['cash', 'feeTiers']);
    const latency = this.latency();
    this.section(() => parseVenueOptions(venue ?? {}, 'venue'), undefined);
    if (risk !== undefined) this.section(() => parseRiskOptions(risk), undefined);
    return {
      terms: this.terms('terms', this.given['terms']),
      termsOf: this.termsOf(),
      ...(venue === undefined ? {} : { venue: venue as VenueOptions }),
      ...(risk === undefined ? {} : { risk: risk as RiskOptions }),
      ...(latency === undefined ? {} : { latency }),
      ...(cash['cash'] === undefined
        ? {}
        : { cash: this.table('account.cash', cash['cash']) as Record<string, DecimalInput> }),
      ...(cash['feeTiers'] === undefined ? {} : { feeTiers: cash['feeTiers'] as never }),
      ...this.seed(),
    };
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
    const heapMb = this.whole('heapMb', 16, 1 << 20);
    const settings: BacktestSettings = {
      files:
        files === undefined
          ? []
          : this.fields.list('files', files, 100_000).map((file) => this.text('files', file)),
      strategies: this.strategies(),
      input: this.fields.object('input', this.given['input'] ?? {}, INPUT_KEYS),
      execution: this.execution(),
      ...(title === undefined ? {} : { title: this.text('title', title) }),
      ...(output === undefined ? {} : { output: this.text('output', output) }),
      ...(clock === undefined ? {} : { clock: this.text('clock', clock) }),
      ...(sampleMs === undefined ? {} : { sampleMs }),
      ...(handlerLimitMs === undefined ? {} : { handlerLimitMs }),
      ...(threads === undefined ? {} : { threads }),
      ...(heapMb === undefined ? {} : { heapMb }),
    };
    this.fields.finish();
    return settings;
  }
}

/**
 * Settings of a backtest from what a TOML file or the flags say.
 *
 * @throws OutcryError BAD_ARGUMENT that names every field at fault
 */
export function parseSettings(value: unknown): BacktestSettings {
  return new SettingsReader(value).read();
}
