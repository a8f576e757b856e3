// Refuses keys that nobody reads: an option with a wrong name must not pass for one left out.
import { nearHint } from '../errors/near-names.ts';
import { OutcryError } from '../errors/outcry-error.ts';

export type KnownKeys = Readonly<Record<string, true>>;

/**
 * Refuses the first key of `value` that is not in `known`. Allocates only where it throws.
 *
 * @throws OutcryError with `code`
 */
export function checkKeys(value: object, known: KnownKeys, code: string, what: string): void {
  for (const key in value) if (known[key] !== true) throw unknownKey(key, known, code, what);
}

export function unknownKey(key: string, known: KnownKeys, code: string, what: string): OutcryError {
  const names = Object.keys(known);
  return new OutcryError(code, 'usage', `${what} has no '${key}'`, {
    expected: names.join(', '),
    found: `'${key}'`,
    ...nearHint(key, names),
  });
}

/** A table for `checkKeys`; without a prototype, so that `toString` is unknown too. */
export function knownKeys<K extends string>(keys: Readonly<Record<K, true>>): KnownKeys {
  return Object.freeze(Object.assign(Object.create(null), keys));
}
