// Typed parameters of a strategy: declared once, with ranges, and checked wherever they come from:
// code, command line, TOML, a sweep. All faults at once.
import { nearHint } from '../errors/near-names.ts';
import { OutcryError } from '../errors/outcry-error.ts';

interface ParamBase<T> {
  readonly default: T;
  /** One sentence for people. */
  readonly doc?: string;
}

export interface IntParam extends ParamBase<number> {
  readonly kind: 'int';
  readonly min: number;
  readonly max: number;
}

export interface NumberParam extends ParamBase<number> {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
}

/** Decimal text: prices and quantities keep their exact digits. */
export interface DecimalParam extends ParamBase<string> {
  readonly kind: 'decimal';
  readonly min: number;
  readonly max: number;
}

export interface BoolParam extends ParamBase<boolean> {
  readonly kind: 'bool';
}

export interface ChoiceParam<T extends string> extends ParamBase<T> {
  readonly kind: 'choice';
  readonly choices: readonly T[];
}

export interface TextParam extends ParamBase<string> {
  readonly kind: 'text';
}

export type ParamSpec =
  | IntParam
  | NumberParam
  | DecimalParam
  | BoolParam
  | ChoiceParam<string>
  | TextParam;
export type ParamSpecs = Readonly<Record<string, ParamSpec>>;
export type ParamValue = number | string | boolean;

/** The values that belong to declared parameters. */
export type ParamsOf<S extends ParamSpecs> = {
  readonly [K in keyof S]: S[K] extends ChoiceParam<infer T> ? T : S[K]['default'];
};

interface RangeOptions {
  readonly min?: number;
  readonly max?: number;
  readonly doc?: string;
}

interface DocOptions {
  readonly doc?: string;
}

function rest(options: DocOptions): DocOptions {
  return options.doc === undefined ? {} : { doc: options.doc };
}

/** A whole number in [min, max]. @default range: 0 to 2^53 - 1 */
export function int(value: number, options: RangeOptions = {}): IntParam {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = options;
  return { kind: 'int', default: value, min, max, ...rest(options) };
}

/** A finite number in [min, max]. @default range: all */
export function number(value: number, options: RangeOptions = {}): NumberParam {
  const { min = -Number.MAX_VALUE, max = Number.MAX_VALUE } = options;
  return { kind: 'number', default: value, min, max, ...rest(options) };
}

/** Decimal text such as '0.001', kept digit by digit. @default range: 0 to 1e15 */
export function decimal(value: string, options: RangeOptions = {}): DecimalParam {
  const { min = 0, max = 1e15 } = options;
  return { kind: 'decimal', default: value, min, max, ...rest(options) };
}

export function bool(value: boolean, options: DocOptions = {}): BoolParam {
  return { kind: 'bool', default: value, ...rest(options) };
}

/** One of `choices`; the first is the default. */
export function choice<const T extends string>(
  choices: readonly [T, ...T[]],
  options: DocOptions = {},
): ChoiceParam<T> {
  return { kind: 'choice', default: choices[0], choices, ...rest(options) };
}

export function text(value: string, options: DocOptions = {}): TextParam {
  return { kind: 'text', default: value, ...rest(options) };
}

const DECIMAL = /^-?(\d+\.?\d*|\.\d+)$/;

function inRange(value: number, { min, max }: { min: number; max: number }): boolean {
  return value >= min && value <= max;
}

function parseNumber(spec: IntParam | NumberParam, given: unknown): number | undefined {
  const isText = typeof given === 'string' && given.trim() !== '';
  const value = isText ? Number(given) : given;
  if (typeof value !== 'number' || !Number.isFinite(value) || !inRange(value, spec))
    return undefined;
  return spec.kind === 'int' && !Number.isSafeInteger(value) ? undefined : value;
}

function parseValue(spec: ParamSpec, given: unknown): ParamValue | undefined {
  switch (spec.kind) {
    case 'int':
    case 'number':
      return parseNumber(spec, given);
    case 'decimal': {
      const digits = typeof given === 'number' ? `${given}` : given;
      if (typeof digits !== 'string' || !DECIMAL.test(digits)) return undefined;
      return inRange(Number(digits), spec) ? digits : undefined;
    }
    case 'bool':
      if (given === true || given === 'true') return true;
      return given === false || given === 'false' ? false : undefined;
    case 'choice':
      return typeof given === 'string' && spec.choices.includes(given) ? given : undefined;
    case 'text':
      return typeof given === 'string' ? given : undefined;
  }
}

/** What a parameter takes, for people: `an integer from 1 to 500`. */
export function describeParam(spec: ParamSpec): string {
  if (spec.kind === 'bool') return 'true or false';
  if (spec.kind === 'choice') return `one of ${spec.choices.join(', ')}`;
  if (spec.kind === 'text') return 'text';
  const noun = { int: 'an integer', number: 'a number', decimal: 'a decimal' }[spec.kind];
  const isOpen = Math.abs(spec.min) > 1e300 && spec.max > 1e300;
  return isOpen ? noun : `${noun} from ${spec.min} to ${spec.max}`;
}

/**
 * All parameters with their values: given ones checked, others by default.
 *
 * @param where named in the error: the strategy
 * @throws OutcryError BAD_PARAMETER with every fault: unknown names, wrong types, out of range
 */
export function parseParams<S extends ParamSpecs>(
  specs: S,
  given: Readonly<Record<string, unknown>>,
  where: string,
): ParamsOf<S> {
  const faults: string[] = [];
  const values: Record<string, ParamValue> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const raw = given[name] ?? spec.default;
    const value = parseValue(spec, raw);
    if (value === undefined)
      faults.push(`${name}: expected ${describeParam(spec)}, found ${shown(raw)}`);
    else values[name] = value;
  }
  const known = Object.keys(specs);
  for (const name of Object.keys(given))
    if (!known.includes(name))
      faults.push(`${name}: no such parameter (${nearHint(name, known).hint ?? there(known)})`);
  if (faults.length > 0)
    throw new OutcryError(
      'BAD_PARAMETER',
      'usage',
      `parameters are refused: ${faults.join('; ')}`,
      { where },
    );
  return values as ParamsOf<S>;
}

function there(known: readonly string[]): string {
  return `there are: ${known.join(', ') || 'none'}`;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
