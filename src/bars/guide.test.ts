// The guide names every kind of bar, option and error that there is.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = new URL('.', import.meta.url);
const guide = readFileSync(new URL('../../docs/bars.md', import.meta.url), 'utf8');
const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));
const text = sources.join('\n');

function missing(names: Iterable<string>): string[] {
  return [...new Set(names)].filter((name) => !guide.includes(name));
}

test('every error code', () => {
  const thrown = text.matchAll(/'([A-Z]+(?:_[A-Z]+)+|CLOSED|OVERFLOW)'/g);
  const promised = text.matchAll(/@throws OutcryError ([^\n]*)/g);
  const codes = [
    ...[...thrown].map((match) => match[1] ?? ''),
    ...[...promised].flatMap((match) => match[1]?.match(/[A-Z]+(?:_[A-Z]+)+/g) ?? []),
  ];
  expect(codes.length).toBeGreaterThan(20);
  // What a broken invariant of ours would say.
  expect(missing(codes).filter((code) => code !== 'BAD_MESSAGE')).toEqual([]);
});

test('every kind and every option', () => {
  const kinds = [
    ...(/const KINDS[^{]*\{([^}]*)\}/.exec(text)?.[1] ?? '').matchAll(/'?([a-z-]+)'?:/g),
  ];
  expect(kinds.length).toBeGreaterThan(5);
  expect(missing(kinds.map((match) => `${match[1]}`))).toEqual([]);
  const options = /export interface BarOptions \{([^}]*)\}/.exec(text)?.[1] ?? '';
  const names = [...options.matchAll(/readonly (\w+)\?/g)].map((match) => match[1] ?? '');
  expect(names.length).toBeGreaterThan(8);
  const ids = new Set(['from', 'instrumentId', 'seriesId']);
  expect(missing(names.filter((name) => !ids.has(name)))).toEqual([]);
});
