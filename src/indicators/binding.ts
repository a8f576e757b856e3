// Which of the series that there are serves which input of an indicator: the rules that programs
// and the command line share.
import { OutcryError } from '../errors/outcry-error.ts';
import type { IndicatorSpec, InputName } from './spec.ts';

const SERIES: ReadonlySet<InputName> = new Set<InputName>(['real', 'real0', 'real1']);

/** Whether the input means any series: all others are taken by their name alone. */
export const takesAnySeries = (input: InputName): boolean => SERIES.has(input);

/** What inputs hold that series of prices and volumes never do. */
const MEANINGS: Partial<Record<InputName, string>> = {
  anchor: 'anchor is 1 at the first bar of each session, otherwise 0',
  periods: 'periods holds the period of each bar',
  signedQty: 'signedQty is above 0 where the aggressor bought, below 0 where it sold',
};

/** A hint for inputs that are missing; empty where their names say it all. */
export function meaningOf(missing: readonly InputName[]): { readonly hint?: string } {
  const said = missing.flatMap((input) => MEANINGS[input] ?? []);
  return said.length === 0 ? {} : { hint: said.join('; ') };
}

/**
 * Series for inputs that take any, out of those that no other input takes: in their order where
 * there are as many. Where there are more, one input takes the close; undefined where that leaves
 * a choice.
 */
export function seriesFor(
  inputs: readonly InputName[],
  candidates: readonly string[],
  close: string | undefined,
): readonly string[] | undefined {
  if (candidates.length <= inputs.length || inputs.length === 0) return candidates;
  return inputs.length === 1 && close !== undefined && candidates.includes(close)
    ? [close]
    : undefined;
}

/**
 * The key of each input, in the order of `spec.inputs`; undefined for one that is left out and
 * has a value for that.
 * @throws OutcryError BAD_INPUT: names what is missing, and what was given
 */
export function bindKeys(spec: IndicatorSpec, keys: readonly string[]): (string | undefined)[] {
  const isGiven = (input: InputName): boolean => keys.includes(input);
  const open = spec.inputs.filter((input) => takesAnySeries(input) && !isGiven(input));
  const rest = keys.filter((key) => !spec.inputs.some((input) => input === key));
  const series = seriesFor(open, rest, 'close');
  const found = keys.join(', ') || 'none';
  if (series === undefined) {
    const some = open.length === 1 ? 'one series' : `${open.length} series`;
    throw new OutcryError('BAD_INPUT', 'input', `${spec.name} cannot tell which series it takes`, {
      expected: `${some}, or ${open.join(', ')} by name`,
      found,
    });
  }
  const bound = spec.inputs.map((input) => (isGiven(input) ? input : series[open.indexOf(input)]));
  const missing = spec.inputs.filter(
    (input, i) => bound[i] === undefined && spec.absent?.[input] === undefined,
  );
  if (missing.length === 0) return bound;
  const lacks = missing.length === spec.inputs.length ? '' : `, ${missing.join(', ')} is missing`;
  throw new OutcryError('BAD_INPUT', 'input', `${spec.name} needs other inputs${lacks}`, {
    expected: spec.inputs.join(', '),
    found,
    ...meaningOf(missing),
  });
}
