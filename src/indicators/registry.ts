// All indicators by name: readable names, TA-Lib's own, and those that others give them.
import { nearHint, nearNames } from '../errors/near-names.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { ALIASES } from './catalogue/aliases.ts';
import { AVERAGES } from './catalogue/averages.ts';
import { CHANNELS } from './catalogue/channels.ts';
import { CYCLE } from './catalogue/cycle.ts';
import { FLOW } from './catalogue/flow.ts';
import { LEVELS } from './catalogue/levels.ts';
import { MATHS } from './catalogue/maths.ts';
import { MOMENTUM } from './catalogue/momentum.ts';
import { OSCILLATORS } from './catalogue/oscillators.ts';
import { OVERLAP } from './catalogue/overlap.ts';
import { PATTERNS } from './catalogue/patterns.ts';
import { PRICE } from './catalogue/price.ts';
import { SPREAD } from './catalogue/spread.ts';
import { STATISTICS } from './catalogue/statistics.ts';
import { VOLATILITY } from './catalogue/volatility.ts';
import { VOLUME } from './catalogue/volume.ts';
import { isNamed, shown } from './shown.ts';
import type { IndicatorSpec, ParamSpec } from './spec.ts';

/** Shorter words stand in too many titles. */
const TITLE_PART_MIN = 4;

const CATALOGUE: readonly IndicatorSpec[] = [
  ...OVERLAP,
  ...MOMENTUM,
  ...VOLATILITY,
  ...VOLUME,
  ...STATISTICS,
  ...PRICE,
  ...CYCLE,
  ...MATHS,
  ...PATTERNS,
  ...AVERAGES,
  ...CHANNELS,
  ...OSCILLATORS,
  ...FLOW,
  ...SPREAD,
  ...LEVELS,
];

/** Every indicator, by group. */
export const INDICATORS: readonly IndicatorSpec[] = CATALOGUE.map((spec) => {
  const aliases = ALIASES[spec.name];
  return aliases === undefined ? spec : { ...spec, aliases };
});

const byName = new Map<string, IndicatorSpec>();
for (const spec of INDICATORS) {
  byName.set(spec.name, spec);
  if (spec.talib !== undefined) byName.set(spec.talib, spec);
}

/** Indicators under `keyOf` their names; one that two share stands for neither. */
function keyed(
  names: Iterable<readonly [string, IndicatorSpec]>,
  keyOf: (name: string) => string,
): ReadonlyMap<string, IndicatorSpec> {
  const found = new Map<string, IndicatorSpec>();
  const shared = new Set<string>();
  for (const [name, spec] of names) {
    const key = keyOf(name);
    if ((found.get(key) ?? spec) === spec) found.set(key, spec);
    else shared.add(key);
  }
  for (const key of shared) found.delete(key);
  return found;
}

const aliases = INDICATORS.flatMap((spec) =>
  (spec.aliases ?? []).map((alias) => [alias, spec] as const),
);
const lowerCase = keyed(byName, (name) => name.toLowerCase());
/** `Bollinger_Bands` and `bollinger bands` are one name. */
const looseKey = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '');
const loose = keyed([...byName, ...aliases], looseKey);

/** Parameters by readable or TA-Lib name; those left out take their defaults. */
export type IndicatorParams = Readonly<Record<string, number>>;

/** First letters of the words of a title: `rvi` of a relative vigor index. */
const initials = (title: string): string =>
  Array.from(title.toLowerCase().matchAll(/[a-z'%]+/g), ([word]) => word.charAt(0)).join('');

function proposed(specs: readonly IndicatorSpec[]): { readonly hint?: string } {
  const names = specs.slice(0, 5).map((spec) => spec.name);
  return names.length === 0 ? {} : { hint: `did you mean ${names.join(', ')}?` };
}

/** Names to propose: those that it abbreviates, near ones, or with a title that holds the word. */
function similar(name: string): { readonly hint?: string } {
  const wanted = name.toLowerCase();
  const abbreviated = INDICATORS.filter(({ title }) => initials(title) === wanted);
  if (abbreviated.length > 0 && name.length > 1) return proposed(abbreviated);
  for (const names of [byName.keys(), aliases.map(([alias]) => alias)]) {
    const near = nearHint(name, names);
    if (near.hint !== undefined) return near;
  }
  if (name.length < TITLE_PART_MIN) return {};
  return proposed(INDICATORS.filter(({ title }) => title.toLowerCase().includes(wanted)));
}

/**
 * The indicator that `name` stands for: its readable name or TA-Lib's in any case of letters,
 * else one of its aliases, where underscores, hyphens and spaces count for nothing. Undefined
 * where there is none.
 */
export function findIndicator(name: string): IndicatorSpec | undefined {
  return findNamed(name) ?? (typeof name === 'string' ? loose.get(looseKey(name)) : undefined);
}

/** As `findIndicator`, by readable names and TA-Lib's alone. */
export function findNamed(name: string): IndicatorSpec | undefined {
  return typeof name === 'string'
    ? (byName.get(name) ?? lowerCase.get(name.toLowerCase()))
    : undefined;
}

/**
 * As `findIndicator`.
 * @throws OutcryError UNKNOWN_INDICATOR
 */
export function getIndicator(name: string): IndicatorSpec {
  const spec = findIndicator(name);
  if (spec !== undefined) return spec;
  if (typeof name !== 'string')
    throw new OutcryError('UNKNOWN_INDICATOR', 'usage', 'this is no name of an indicator', {
      expected: "a name such as 'rsi'",
      found: shown(name),
    });
  throw new OutcryError('UNKNOWN_INDICATOR', 'usage', 'there is no such indicator', {
    found: `'${name}'`,
    ...similar(name),
  });
}

function checkValue(param: ParamSpec, value: number): string | undefined {
  if (typeof value !== 'number' || !(value >= param.min && value <= param.max))
    return `${param.name}: ${param.min} to ${param.max}, not ${shown(value)}`;
  if (param.integer === true && !Number.isInteger(value))
    return `${param.name}: a whole number, not ${value}`;
  return undefined;
}

/** Patterns have up to thirty parameters: near names say more then. */
const PARAMS_NAMED = 8;

function knownParams({ params }: IndicatorSpec, key: string): string {
  const names = params.map(({ name }) => name);
  const near = names.length <= PARAMS_NAMED ? names : nearNames(key, names);
  const listed = near.length > 0 ? near : names;
  return `there are ${listed.join(', ') || 'none'}`;
}

/**
 * Parameter values in the order of the catalogue.
 * @throws OutcryError BAD_PARAMETER: every fault at once
 */
export function resolveParams(spec: IndicatorSpec, params: IndicatorParams): number[] {
  const refuse = (expected: string, found: string): never => {
    throw new OutcryError('BAD_PARAMETER', 'usage', `${spec.name} cannot have these parameters`, {
      expected,
      found,
    });
  };
  if (!isNamed(params)) return refuse('parameters by name, such as { period: 14 }', shown(params));
  const faults: string[] = [];
  const used = new Set<string>();
  const values = spec.params.map((param) => {
    const { name, talib = name } = param;
    const isTwice = talib !== name && params[talib] !== undefined && params[name] !== undefined;
    if (isTwice) faults.push(`given twice: ${name} and ${talib}`);
    used.add(talib).add(name);
    const given = params[talib] === undefined ? params[name] : params[talib];
    const value = given === undefined ? param.default : given;
    const fault = checkValue(param, value);
    if (fault !== undefined) faults.push(fault);
    return value;
  });
  for (const key of Object.keys(params))
    if (!used.has(key)) faults.push(`${key}: no such parameter; ${knownParams(spec, key)}`);
  const together = faults.length === 0 ? spec.check?.(values) : undefined;
  if (together !== undefined) faults.push(together);
  if (faults.length === 0) return values;
  const found = Object.entries(params).map(([key, value]) => `${key}: ${shown(value)}`);
  return refuse(faults.join('; '), `{ ${found.join(', ')} }`);
}

/** First bar with a value, per output. */
export function beginsOf(spec: IndicatorSpec, values: readonly number[]): readonly number[] {
  const begin = spec.begin(values);
  return typeof begin === 'number' ? spec.outputs.map(() => begin) : begin;
}
