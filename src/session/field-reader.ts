// Reads options that people write (decimals as text or number) into integers. Faults are collected,
// so that one error names all of them.
import { OutcryError } from '../errors/outcry-error.ts';
import { parseDecimal } from '../model/decimal.ts';

/** A decimal as text (`'0.001'`) or as a number, which is taken by its shortest text. */
export type DecimalInput = string | number;

export class FieldReader {
  private readonly what: string;
  private readonly faults: string[] = [];

  constructor(what: string) {
    this.what = what;
  }

  /** Notes a fault of `field`. */
  fault(field: string, expected: string, found: unknown): void {
    this.faults.push(`${field}: expected ${expected}, found ${String(found)}`);
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
      this.fault(field, `${least} to ${most} times 10^-${scale}`, value);
    } catch (error) {
      if (!(error instanceof OutcryError)) throw error;
      this.fault(field, `a decimal of at most ${scale} decimals and 63 bits`, value);
    }
    return 0n;
  }

  /** An integer within [least, most]; `least` where it is at fault. */
  integer(field: string, value: unknown, least: number, most: number): number {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most)
      return value;
    this.fault(field, `an integer from ${least} to ${most}`, value);
    return least;
  }

  /** The code that `table` has for a name; 0 where it has none. */
  choice(field: string, value: unknown, table: Readonly<Record<string, number>>): number {
    const code =
      typeof value === 'string' && Object.hasOwn(table, value) ? table[value] : undefined;
    if (code !== undefined) return code;
    this.fault(field, Object.keys(table).join(', '), value);
    return 0;
  }

  /** @throws OutcryError BAD_ARGUMENT that names every field at fault */
  finish(): void {
    if (this.faults.length === 0) return;
    throw new OutcryError('BAD_ARGUMENT', 'usage', `${this.what}: ${this.faults.join('; ')}`, {
      hint: 'every field at fault is named',
    });
  }
}
