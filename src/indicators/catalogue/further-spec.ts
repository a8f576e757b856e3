// Short forms for indicators that TA-Lib does not have: their names are ours alone.
import { type OutputSpec, type ParamSpec, PERIOD_MAX } from '../spec.ts';

/** A count of bars. */
export function bars(name: string, value: number, text = 'bars of the window', min = 1): ParamSpec {
  return { name, default: value, min, max: PERIOD_MAX, integer: true, text };
}

/** A number that is not a count. */
export function factor(name: string, value: number, text: string, min = 0, max = 1e6): ParamSpec {
  return { name, default: value, min, max, text };
}

export function output(name: string, text: string): OutputSpec {
  return { name, text };
}
