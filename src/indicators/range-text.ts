// How the range of a parameter is written for people.
import type { ParamSpec } from './spec.ts';

/** `1 to 1000000, whole`. */
export function rangeText({ min, max, integer }: ParamSpec): string {
  return `${min} to ${max}${integer === true ? ', whole' : ''}`;
}
