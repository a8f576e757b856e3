// All indicators by name: readable names and TA-Lib's own.
import { nearHint, nearNames } from '../errors/near-names.ts';
import { OutcryError } from '../errors/outcry-error.ts';
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

/** Every indicator, by group. */
export const INDICATORS: readonly IndicatorSpec[] = [
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

const byName = new Map<string, IndicatorSpec>();
for (const spec of INDICATORS) {
  byName.set(spec.name, spec);
  if (spec.talib !== undefined) byName.set(spec.talib, spec);
}

const lowerCase = new Map<string, IndicatorSpec>();
for (const [name, spec] of byName) {
  const lower = name.toLowerCase();
  // A name of one indicator in the letters of another stands for neither in other case.
  const other = lowerCase.get(lower);
  if (other === undefined || other === spec) lowerCase.set(lower, spec);
  else lowerCase.delete(lower);
}

/** Parameters by readable or TA-Lib name; those left out take their defaults. */
export type IndicatorParams = Readonly<Record<string, number>>;

/** Names to propose: near ones, or those of indicators whose title holds the word. */
function similar(name: string): { readonly hint?: string } {
  const near = nearHint(name, byName.keys());
  if (near.hint !== undefined || name.length < TITLE_PART_MIN) return near;
  const wanted = name.toLowerCase();
  const titled = INDICATORS.filter(({ title }) => title.toLowerCase().includes(wanted));
  const names = titled.slice(0, 5).map((spec) => spec.name);
  return names.length === 0 ? {} : { hint: `did you mean ${names.join(', ')}?` };
}

/** The indicator that `name` stands for, in any case of letters; undefined where there is none. */
export function findIndicator(name: string): IndicatorSpec | undefined {
  if (typeof name !== 'string') return undefined;
  return byName.get(name) ?? lowerCase.get(name.toLowerCase());
}

/**
 * The indicator that `name` stands for, in any case of letters.
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
