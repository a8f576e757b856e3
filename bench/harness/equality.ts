// Output equality comes before any clock: contenders whose outputs differ do different work, and
// then a ratio says nothing.
import type { CheckResult } from './types.ts';

export interface NamedCheck {
  readonly name: string;
  readonly result: CheckResult;
}

/**
 * Differences between the outputs of the contenders; empty when a comparison may be timed.
 * Every check that two contenders both give must be equal, and every contender must share at
 * least one check with the first.
 */
export function differences(all: readonly NamedCheck[]): string[] {
  const found: string[] = [];
  const seen = new Map<string, { name: string; value: string }>();
  for (const { name, result } of all)
    for (const [check, value] of Object.entries(result.checks)) {
      const before = seen.get(check);
      if (before === undefined) seen.set(check, { name, value });
      else if (before.value !== value)
        found.push(`${check}: ${before.name} has ${before.value}, ${name} has ${value}`);
    }
  const [first, ...others] = all;
  for (const { name, result } of others)
    if (first !== undefined && !Object.keys(result.checks).some((c) => c in first.result.checks))
      found.push(`${name} gives no check that ${first.name} gives`);
  return found;
}
