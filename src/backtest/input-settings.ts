// Makes of what a user says of the input what the files are opened with.
import { OutcryError } from '../errors/outcry-error.ts';
import { CANDLE_COLUMNS } from '../import/candle-titles.ts';
import type { CandleOptions } from '../import/candles.ts';
import { CSV_ROLES } from '../import/csv-plan.ts';
import type { InstrumentHint } from '../import/instrument-registry.ts';
import type { InputOptions } from '../inputs/inputs.ts';
import { parseDecimal } from '../model/decimal.ts';
import type { FieldReader } from '../session/field-reader.ts';
import { delimiterOf, INPUT_FIELDS, type InputKey, type InputSettings } from './input-fields.ts';

/** What is known of an input before any file is opened. */
export interface InputPlan extends Omit<InputOptions, 'hints'> {
  /** The file that says what is known of single instruments. */
  readonly instruments?: string;
}

/** An object of those entries that are not undefined. */
type Known<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };
function known<T extends object>(entries: T): Known<T> {
  const said = Object.entries(entries).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as Known<T>;
}

class InputReader {
  private readonly fields: FieldReader;
  private readonly given: Readonly<Record<string, unknown>>;
  private readonly named: (key: InputKey) => string;

  constructor(
    fields: FieldReader,
    given: Readonly<Record<string, unknown>>,
    named: (key: InputKey) => string,
  ) {
    this.fields = fields;
    this.given = given;
    this.named = named;
  }

  private get<K extends InputKey>(key: K): InputSettings[K] | undefined {
    const value = this.given[key];
    if (value === undefined) return undefined;
    return INPUT_FIELDS[key].read(this.fields, this.named(key), value);
  }

  /** A step in quanta of its scale. */
  private step(
    key: 'tickSize' | 'lotSize',
    scaleKey: 'priceScale' | 'qtyScale',
    scale: number | undefined,
  ): bigint | undefined {
    const step = this.get(key);
    if (step === undefined) return undefined;
    if (this.given[scaleKey] === undefined)
      this.fields.fault(this.named(key), `${this.named(scaleKey)} beside it`, step);
    if (scale === undefined) return undefined;
    try {
      const quanta = parseDecimal(String(step), scale);
      if (quanta > 0n) return quanta;
    } catch (error) {
      if (!(error instanceof OutcryError)) throw error;
    }
    const decimals = scale === 1 ? '1 decimal' : `${scale} decimals`;
    this.fields.fault(
      this.named(key),
      `at most ${decimals}, as ${this.named(scaleKey)} says`,
      step,
    );
    return undefined;
  }

  common(): InstrumentHint {
    const priceScale = this.get('priceScale');
    const qtyScale = this.get('qtyScale');
    return known({
      priceScale,
      qtyScale,
      tickSize: this.step('tickSize', 'priceScale', priceScale),
      lotSize: this.step('lotSize', 'qtyScale', qtyScale),
      windowBits: this.get('windowBits'),
    });
  }

  /** The rows of CSV files. Where one of the columns is only of candles, all are. */
  rows(): Pick<InputOptions, 'csvKind' | 'columns' | 'candles'> {
    const csvKind = this.get('csvKind');
    const columns = this.get('columns');
    const candles = this.candles();
    const roles = Object.keys(columns ?? {});
    const isOfCandles = (role: string): boolean =>
      role !== 'time' && CANDLE_COLUMNS.some((name) => name === role);
    const isCandles = csvKind === undefined ? roles.some(isOfCandles) : csvKind === 'candles';
    const allowed: readonly string[] = isCandles ? CANDLE_COLUMNS : CSV_ROLES;
    for (const role of roles.filter((one) => !allowed.includes(one)))
      this.fields.fault(this.named('columns'), `columns of ${allowed.join(', ')}`, role);
    const all = known({ ...candles, columns: isCandles ? columns : undefined });
    return known({
      csvKind: isCandles ? ('candles' as const) : csvKind,
      columns: isCandles ? undefined : columns,
      candles: Object.keys(all).length === 0 ? undefined : all,
    });
  }

  private candles(): CandleOptions {
    const delimiter = this.get('delimiter');
    return known({
      dayStartNs: this.get('dayStart'),
      impliedDecimals: this.get('impliedDecimals'),
      delimiter: delimiter === undefined ? undefined : delimiterOf(delimiter),
      order: this.get('falling') === true ? ('falling' as const) : undefined,
      onFault: this.get('skipFaults') === true ? ('skip' as const) : undefined,
    });
  }

  plan(): InputPlan {
    return {
      ...known({
        venue: this.get('venue'),
        symbol: this.get('symbol'),
        timeUnit: this.get('timeUnit'),
        date: this.get('date'),
        instruments: this.get('instruments'),
      }),
      ...this.rows(),
      common: this.common(),
    };
  }
}

/** Keys of what is known of an instrument. */
export const HINT_KEYS = ['priceScale', 'qtyScale', 'tickSize', 'lotSize', 'windowBits'] as const;

/** What `given` says of one instrument, checked as `readInput` does. */
export function readHint(
  fields: FieldReader,
  given: Readonly<Record<string, unknown>>,
  named: (key: InputKey) => string,
): InstrumentHint {
  return new InputReader(fields, given, named).common();
}

/**
 * What `given` says of the input, checked: faults are noted in `fields`.
 *
 * @param given its unknown keys are not looked at
 * @param named what a key is called in faults
 */
export function readInput(
  fields: FieldReader,
  given: Readonly<Record<string, unknown>>,
  named: (key: InputKey) => string,
): InputPlan {
  return new InputReader(fields, given, named).plan();
}
