// Reads options that people write (decimals as text or number) into integers. Faults are collected,
// so that one error names all of them.
import { nearHint } from '../errors/near-names.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { formatDecimal, parseDecimal, significantDecimals } from '../model/decimal.ts';

/** A decimal as text (`'0.001'`) or as a number, which is taken by its shortest text. */
export type DecimalInput = string | number;

export const I64_MAX: bigint = (1n << 63n) - 1n;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return `${value}`;
  if (value === undefined || value === null) return 'nothing';
  return Array.isArray(value) ? 'a list' : typeof value;
}

/** A decimal that limits are compared with, before it is known in which quanta. */
export interface Decimal {
  readonly digits: bigint;
  /** Its value is digits * 10^-scale. */
  readonly scale: number;
}

/** A decimal in quanta of `scale`, to the nearest one below or above; at most 63 bits. */
export function quantaOf({ digits, scale }: Decimal, to: number, rounding: 'down' | 'up'): bigint {
  const shift = to - scale;
  if (shift >= 0) {
    const quanta = digits * 10n ** BigInt(shift);
    return quanta > I64_MAX ? I64_MAX : quanta;
  }
  const divisor = 10n ** BigInt(-shift);
  return (rounding === 'up' ? digits + divisor - 1n : digits) / divisor;
}

const UNITS_NS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  d: 86_400_000_000_000n,
  h: 3_600_000_000_000n,
  m: 60_000_000_000n,
  s: 1_000_000_000n,
  ms: 1_000_000n,
};

/** Without zeros at its end. */
function shortDecimal(quanta: bigint, scale: number): string {
  const text = formatDecimal(quanta, scale);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** In the largest unit that divides it. */
function durationText(ns: bigint): string {
  const units = Object.entries(UNITS_NS).sort(([, a], [, b]) => Number(b - a));
  const [unit, size] = units.find(([, one]) => ns % one === 0n && ns >= one) ?? ['s', 1n];
  return `${ns / size}${unit}`;
}

const faultLists = new WeakMap<object, readonly string[]>();

/** The fields at fault that an error of `FieldReader.finish` names, one by one. */
export function faultsOf(error: OutcryError): readonly string[] | undefined {
  return faultLists.get(error);
}

export class FieldReader {
  private readonly what: string;
  private readonly prefix: string;
  private readonly faults: string[];

  constructor(what: string, prefix = '', faults: string[] = []) {
    this.what = what;
    this.prefix = prefix;
    this.faults = faults;
  }

  /** A reader of the fields below `field`; its faults are this reader's faults. */
  within(field: string): FieldReader {
    return new FieldReader(this.what, `${this.prefix}${field}.`, this.faults);
  }

  /** Notes a fault of `field`. */
  fault(field: string, expected: string, found: unknown, hint?: string): void {
    const text = `expected ${expected}, found ${shown(found)}`;
    const more = hint === undefined ? '' : ` (${hint})`;
    this.faults.push(`${this.prefix}${field}: ${text}${more}`);
  }

  /** `value` as an object with no other keys than `keys`; an empty one where it is none. */
  object(field: string, value: unknown, keys?: readonly string[]): Record<string, unknown> {
    if (!isObject(value)) {
      this.fault(field === '' ? 'options' : field, 'an object', value);
      return {};
    }
    const path = field === '' ? '' : `${field}.`;
    for (const key of Object.keys(value))
      if (keys !== undefined && !keys.includes(key))
        this.fault(`${path}${key}`, `one of ${keys.join(', ')}`, key, nearHint(key, keys).hint);
    return { ...value };
  }

  /** `value` as a list of at most `most`; an empty one where it is none. */
  list(field: string, value: unknown, most: number): readonly unknown[] {
    if (Array.isArray(value) && value.length <= most) return value as readonly unknown[];
    this.fault(field, `a list of at most ${most}`, Array.isArray(value) ? value.length : value);
    return [];
  }

  /** `value` in 10^-scale, within [least, most]; 0n where it is at fault. */
  decimal(field: string, value: unknown, scale: number, least: bigint, most: bigint): bigint {
    if (typeof value !== 'string' && typeof value !== 'number') {
      this.fault(field, 'a decimal as text or number', value);
      return 0n;
    }
    try {
      const quanta = parseDecimal(String(value), scale);
      if (quanta >= least && quanta <= most) return quanta;
      const [from, to] = [least, most].map((one) => shortDecimal(one, scale));
      this.fault(field, most === I64_MAX ? `${from} or more` : `${from} to ${to}`, value);
    } catch (error) {
      if (!(error instanceof OutcryError)) throw error;
      this.fault(field, `a decimal of at most ${scale} decimals and 63 bits`, value);
    }
    return 0n;
  }

  /** A decimal >= 0 of at most 18 decimals that is not yet in quanta. */
  limit(field: string, value: unknown): Decimal {
    const none = { digits: 0n, scale: 0 };
    const text = typeof value === 'number' ? String(value) : value;
    try {
      if (typeof text !== 'string') throw new OutcryError('BAD_DECIMAL', 'input', 'no text');
      const scale = significantDecimals(text);
      const digits = scale > 18 ? -1n : parseDecimal(text, scale);
      if (digits >= 0n) return { digits, scale };
    } catch (error) {
      if (!(error instanceof OutcryError)) throw error;
    }
    this.fault(field, 'a decimal from 0 on with at most 18 decimals', value);
    return none;
  }

  /** Notes that a limit is zero. */
  zero(field: string, value: unknown): void {
    this.fault(field, "a decimal above 0 or 'off'", value);
  }

  /** Text like `90s`, `1h30m`, `250ms` in ns, within [least, most]; `least` where at fault. */
  duration(field: string, value: unknown, least: bigint, most: bigint, or = ''): bigint {
    const parts =
      typeof value === 'string' ? [...value.matchAll(/(\d{1,15})(ms|us|ns|[dhms])/g)] : [];
    const isWhole = parts.length > 0 && parts.map(([text]) => text).join('') === value;
    let ns = 0n;
    for (const [, count = '', unit = ''] of parts) ns += BigInt(count) * (UNITS_NS[unit] ?? 0n);
    if (isWhole && ns >= least && ns <= most) return ns;
    if (isWhole) {
      this.fault(field, `a duration from ${durationText(least)} to ${durationText(most)}`, value);
      return least;
    }
    this.fault(field, `a duration like '90s' or '1h30m'${or}`, value);
    return least;
  }

  /** An integer within [least, most]; `least` where it is at fault. */
  integer(field: string, value: unknown, least: number, most: number): number {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most)
      return value;
    this.fault(field, `an integer from ${least} to ${most}`, value);
    return least;
  }

  /** true or false; false where it is at fault. */
  boolean(field: string, value: unknown): boolean {
    if (typeof value !== 'boolean') this.fault(field, 'true or false', value);
    return value === true;
  }

  /** The code that `table` has for a name; 0 where it has none. */
  choice(field: string, value: unknown, table: Readonly<Record<string, number>>): number {
    const code =
      typeof value === 'string' && Object.hasOwn(table, value) ? table[value] : undefined;
    if (code !== undefined) return code;
    this.fault(field, Object.keys(table).join(', '), value);
    return 0;
  }

  /** One of `names`; the first, or '', where it is none. */
  name(field: string, value: unknown, names: readonly string[]): string {
    if (typeof value === 'string' && names.includes(value)) return value;
    this.fault(field, `one of ${names.join(', ')}`, value);
    return names[0] ?? '';
  }

  /** @throws OutcryError BAD_ARGUMENT that names every field at fault */
  finish(): void {
    if (this.faults.length === 0) return;
    const text = `${this.what}: ${this.faults.join('; ')}`;
    const hint = 'every field at fault is named';
    const error = new OutcryError('BAD_ARGUMENT', 'usage', text, { hint });
    faultLists.set(error, [...this.faults]);
    throw error;
  }
}
