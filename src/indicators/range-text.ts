// How the range of a parameter, and an input that may be left out, are written for people.
import type { IndicatorSpec, InputName, ParamSpec } from './spec.ts';

/** ` (0 where it is left out)`; empty for inputs that must be given. */
export function absentText({ absent }: IndicatorSpec, input: InputName): string {
  const value = absent?.[input];
  return value === undefined ? '' : ` (${value} where it is left out)`;
}

/** `1 to 1000000, whole`. */
export function rangeText({ min, max, integer }: ParamSpec): string {
  return `${min} to ${max}${integer === true ? ', whole' : ''}`;
}
