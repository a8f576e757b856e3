// All indicators by name: readable names and TA-Lib's own.
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
import type { IndicatorSpec, ParamSpec } from './spec.ts';

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

/** Parameters by readable or TA-Lib name; those left out take their defaults. */
export type IndicatorParams = Readonly<Record<string, number>>;

/** Letters that must be put in, left out, replaced or swapped with the next to make b of a. */
function distance(a: string, b: string): number {
  const width = b.length + 1;
  const rows = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => rows[i * width + j] ?? 0;
  for (let i = 0; i <= a.length; i++)
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 || j === 0) {
        rows[i * width + j] = i + j;
        continue;
      }
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + +!isSame);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) least = Math.min(least, at(i - 2, j - 2) + 1);
      rows[i * width + j] = least;
    }
  return at(a.length, b.length);
}

/** Names two letters away at most, or that hold the whole word or lie in it; the nearest first. */
function similar(name: string): string[] {
  // A word as long as no name, which a program may send, is not worth the comparisons.
  const wanted = name.toLowerCase().slice(0, 64);
  return [...byName.keys()]
    .map((key) => {
      const have = key.toLowerCase();
      const away = distance(wanted, have);
      const isPart =
        wanted.length > 2 && have.length > 2 && (have.includes(wanted) || wanted.includes(have));
      const isNear = away <= Math.min(2, Math.max(wanted.length, have.length) - 2);
      return { key, away, isNear: isNear || isPart };
    })
    .filter(({ isNear }) => isNear)
    .sort((a, b) => a.away - b.away)
    .slice(0, 5)
    .map(({ key }) => key);
}

/**
 * The indicator that `name` stands for.
 * @throws OutcryError UNKNOWN_INDICATOR
 */
export function getIndicator(name: string): IndicatorSpec {
  const spec = byName.get(name);
  if (spec !== undefined) return spec;
  const near = similar(name);
  throw new OutcryError('UNKNOWN_INDICATOR', 'usage', `there is no indicator ${name}`, {
    found: name,
    ...(near.length === 0 ? {} : { hint: `did you mean ${near.join(', ')}?` }),
  });
}

function checkValue(param: ParamSpec, value: number): string | undefined {
  if (typeof value !== 'number' || !(value >= param.min && value <= param.max))
    return `${param.name}: ${param.min} to ${param.max}, not ${String(value)}`;
  if (param.integer === true && !Number.isInteger(value))
    return `${param.name}: a whole number, not ${value}`;
  return undefined;
}

/**
 * Parameter values in the order of the catalogue.
 * @throws OutcryError BAD_PARAMETER: every fault at once
 */
export function resolveParams(spec: IndicatorSpec, params: IndicatorParams): number[] {
  const faults: string[] = [];
  const used = new Set<string>();
  const values = spec.params.map((param) => {
    const key = param.talib !== undefined && param.talib in params ? param.talib : param.name;
    used.add(key);
    const value = params[key] ?? param.default;
    const fault = checkValue(param, value);
    if (fault !== undefined) faults.push(fault);
    return value;
  });
  const known = spec.params.map((param) => param.name).join(', ');
  for (const key of Object.keys(params))
    if (!used.has(key)) faults.push(`${key}: no such parameter; there are ${known || 'none'}`);
  const together = faults.length === 0 ? spec.check?.(values) : undefined;
  if (together !== undefined) faults.push(together);
  if (faults.length > 0)
    throw new OutcryError('BAD_PARAMETER', 'usage', `${spec.name} cannot have these parameters`, {
      expected: faults.join('; '),
      found: JSON.stringify(params),
    });
  return values;
}

/** First bar with a value, per output. */
export function beginsOf(spec: IndicatorSpec, values: readonly number[]): readonly number[] {
  const begin = spec.begin(values);
  return typeof begin === 'number' ? spec.outputs.map(() => begin) : begin;
}
