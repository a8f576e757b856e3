// The grid of a sweep: lists and ranges of parameter values, their combinations, and which of these
// are wanted.
import { nearHint } from '../errors/near-names.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { formatDecimal, parseDecimal } from '../model/decimal.ts';
import {
  describeParam,
  type ParamSpecs,
  type ParamValue,
  parseParams,
} from '../strategy/params.ts';

/** From `from` to at most `to`, by `step`. Decimals are exact: 0.1 to 0.3 by 0.1 are three. */
export interface GridRange {
  readonly from: number | string;
  readonly to: number | string;
  /** @default 1 */
  readonly step?: number | string;
}

/** Values by the name of the parameter. */
export type Grid = Readonly<Record<string, readonly ParamValue[] | GridRange>>;

/** Most combinations of one sweep. */
export const SETS_MAX = 1_000_000;

const RANGE = /^(-?[\d.]+)\.\.(-?[\d.]+)(?::([\d.]+))?$/;
const NUMBER = /^-?(\d+\.?\d*|\.\d+)$/;

function badGrid(found: string, expected: string): OutcryError {
  return new OutcryError('BAD_GRID', 'usage', 'this is no range of a parameter', {
    expected,
    found: `'${found}'`,
    hint: 'fast=5..50:5, or slow=20,50,100',
  });
}

/** `fast=5..50:5` or `slow=20,50,100`. @throws OutcryError BAD_GRID */
export function parseGridText(text: string): [name: string, values: string[] | GridRange] {
  const at = text.indexOf('=');
  const name = text.slice(0, at).trim();
  const given = text.slice(at + 1).trim();
  if (at < 1 || given === '') throw badGrid(text, 'NAME=FROM..TO:STEP or NAME=VALUE,VALUE,...');
  const range = RANGE.exec(given);
  if (range !== null) {
    const [, from = '', to = '', step = '1'] = range;
    return [name, { from, to, step }];
  }
  const values = given.split(',').map((value) => value.trim());
  if (values.includes('')) throw badGrid(text, 'values with commas between them');
  return [name, values];
}

function decimals(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

/** The values of a range, as decimal text. @throws OutcryError BAD_GRID, TOO_MANY_SETS */
function rangeValues(name: string, range: GridRange): string[] {
  const texts = [range.from, range.to, range.step ?? 1].map((value) => `${value}`);
  const shown = `${name}=${texts[0]}..${texts[1]}:${texts[2]}`;
  if (!texts.every((text) => NUMBER.test(text))) throw badGrid(shown, 'decimals from, to and step');
  const scale = Math.max(...texts.map(decimals));
  const [from = 0n, to = 0n, step = 0n] = texts.map((text) => parseDecimal(text, scale));
  if (step <= 0n || to < from) throw badGrid(shown, 'a step above 0 that leads from FROM to TO');
  if ((to - from) / step >= BigInt(SETS_MAX)) throw tooMany(shown);
  const values: string[] = [];
  for (let value = from; value <= to; value += step) {
    const text = formatDecimal(value, scale);
    values.push(text.includes('.') ? text.replace(/\.?0+$/, '') : text);
  }
  return values;
}

function tooMany(found: string): OutcryError {
  return new OutcryError('TOO_MANY_SETS', 'usage', 'the grid has too many combinations', {
    expected: `at most ${SETS_MAX}`,
    found,
  });
}

/** `fast<slow`, `period>=10`. */
interface Constraint {
  readonly left: string;
  readonly op: '<' | '<=' | '>' | '>=' | '!=';
  readonly right: string;
}

function parseConstraint(text: string, specs: ParamSpecs): Constraint {
  const found = /^\s*(\w+)\s*(<=|>=|!=|<|>)\s*(-?[\w.]+)\s*$/.exec(text);
  const [, left = '', op = '<', right = ''] = found ?? [];
  const isKnown = left in specs && (right in specs || NUMBER.test(right));
  if (found !== null && isKnown) return { left, op: op as Constraint['op'], right };
  throw new OutcryError('BAD_GRID', 'usage', 'this is no condition on parameters', {
    expected: `such as fast<slow, of ${Object.keys(specs).join(', ')}`,
    found: `'${text}'`,
  });
}

function isMet(
  { left, op, right }: Constraint,
  set: Readonly<Record<string, ParamValue>>,
): boolean {
  const a = Number(set[left]);
  const b = right in set ? Number(set[right]) : Number(right);
  if (op === '<') return a < b;
  if (op === '<=') return a <= b;
  if (op === '>') return a > b;
  return op === '>=' ? a >= b : a !== b;
}

/** Values of one parameter, checked. */
function checkedValues(
  specs: ParamSpecs,
  name: string,
  values: readonly ParamValue[],
  where: string,
): ParamValue[] {
  const spec = specs[name];
  if (spec === undefined)
    throw new OutcryError('BAD_PARAMETER', 'usage', 'the strategy has no such parameter', {
      where,
      expected: Object.keys(specs).join(', ') || 'none',
      found: `'${name}'`,
      ...nearHint(name, Object.keys(specs)),
    });
  if (values.length === 0) throw badGrid(`${name}=`, 'at least one value');
  const one = { [name]: spec };
  return values.map((value) => {
    const parsed = parseParams(one, { [name]: value }, where)[name];
    if (parsed === undefined)
      throw new OutcryError('BAD_PARAMETER', 'usage', `no value of ${name}`, {
        expected: describeParam(spec),
      });
    return parsed;
  });
}

export interface GridOptions {
  readonly grid: Grid;
  /** Values of parameters that the grid does not have. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** Only combinations that meet all of these: `fast<slow`. */
  readonly where?: readonly string[];
}

/**
 * All parameter sets of a grid, the last parameter changing fastest.
 *
 * @throws OutcryError BAD_GRID, BAD_PARAMETER (a value out of its range), TOO_MANY_SETS, NO_SETS
 */
export function gridSets(
  specs: ParamSpecs,
  { grid, params = {}, where = [] }: GridOptions,
  name: string,
): Record<string, ParamValue>[] {
  const fixed = parseParams(specs, params, name) as Record<string, ParamValue>;
  const twice = Object.keys(grid).find((param) => params[param] !== undefined);
  if (twice !== undefined)
    throw badGrid(twice, 'a value in the grid or one for all sets, not both');
  const axes = Object.entries(grid).map(([param, given]) => {
    const values = 'from' in given ? rangeValues(param, given) : given;
    return [param, checkedValues(specs, param, values, name)] as const;
  });
  const count = axes.reduce((product, [, values]) => product * values.length, 1);
  if (count > SETS_MAX) throw tooMany(`${count}`);
  const constraints = where.map((text) => parseConstraint(text, specs));
  let sets: Record<string, ParamValue>[] = [{ ...fixed }];
  for (const [param, values] of axes)
    sets = sets.flatMap((set) => values.map((value) => ({ ...set, [param]: value })));
  const wanted = sets.filter((set) => constraints.every((one) => isMet(one, set)));
  if (wanted.length > 0) return wanted;
  throw new OutcryError('NO_SETS', 'usage', 'no combination of the grid meets the conditions', {
    expected: where.join(', '),
    found: `${count} combinations`,
  });
}
