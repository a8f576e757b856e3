// Values of flags, as several commands read them.
import { InvalidArgumentError, Option } from 'commander';
import { OutcryError } from '../errors/outcry-error.ts';

/** Reads an integer within [low, high]. @throws InvalidArgumentError */
export const integer =
  (low: number, high: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < low || value > high)
      throw new InvalidArgumentError(`expected an integer from ${low} to ${high}.`);
    return value;
  };

/** A flag that may be given several times. */
export function repeated(flags: string, about: string): Option {
  const list = (value: string, before: readonly string[] = []): string[] => [...before, value];
  return new Option(flags, about).argParser(list);
}

/**
 * `NAME=VALUE` of a flag that may be given several times.
 * @throws OutcryError BAD_ARGUMENT for what is none, and for a name that stands twice
 */
export function pairs(flag: string, texts: readonly string[] = []): Map<string, string> {
  const found = new Map<string, string>();
  for (const text of texts) {
    const at = text.indexOf('=');
    const name = text.slice(0, at).trim();
    if (at < 0 || name === '')
      throw new OutcryError('BAD_ARGUMENT', 'usage', 'this cannot be read', {
        where: flag,
        expected: 'NAME=VALUE',
        found: `'${text}'`,
      });
    if (found.has(name))
      throw new OutcryError('BAD_ARGUMENT', 'usage', 'a name stands twice', {
        where: flag,
        expected: 'each once',
        found: `'${name}'`,
      });
    found.set(name, text.slice(at + 1).trim());
  }
  return found;
}

/** A value of a flag as TOML would have it: numbers and booleans are what they look like. */
export function tomlValue(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return String(Number(text)) === text ? Number(text) : text;
}
