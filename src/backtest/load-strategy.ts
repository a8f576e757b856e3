// Finds the strategy that a user names: a file, one of its exports, or one that is shipped.
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { nearHint } from '../errors/near-names.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { whatIs } from '../fs/node-paths.ts';
import type { AnyStrategy } from '../strategy/contract.ts';
import { isStrategy } from '../strategy/define.ts';
import type { StrategyModule } from './job.ts';

/** Strategies that come with the package: modules `outcry/examples/NAME`. */
export const SHIPPED = [
  'bollinger',
  'imbalance',
  'market-maker',
  'rsi-reversion',
  'sma-cross',
  'sma-signals',
  'two-venue-spread',
] as const;

function unknownStrategy(text: string): OutcryError {
  return new OutcryError('UNKNOWN_STRATEGY', 'usage', 'no such strategy', {
    expected: `a file, FILE#EXPORT, or one of ${SHIPPED.join(', ')}`,
    found: `'${text}'`,
    ...nearHint(text, SHIPPED),
  });
}

/**
 * Where the strategy `text` is: `FILE`, or the name of a shipped one; `#EXPORT` may follow.
 * Without, it is the module's only strategy, or the one that has the name of its file.
 *
 * @throws OutcryError UNKNOWN_STRATEGY
 */
export async function findStrategy(text: string): Promise<StrategyModule> {
  const hash = text.lastIndexOf('#');
  const path = hash > 0 ? text.slice(0, hash) : text;
  const exportName = hash > 0 ? { exportName: text.slice(hash + 1) } : {};
  if ((await whatIs(path)) === 'file') return { url: pathToFileURL(path).href, ...exportName };
  if (!(SHIPPED as readonly string[]).includes(path)) throw unknownStrategy(text);
  return { url: import.meta.resolve(`outcry/examples/${path}`), ...exportName };
}

/**
 * Loads a strategy. Its module's code runs.
 *
 * @throws OutcryError STRATEGY_FAILED when the module does not load, UNKNOWN_STRATEGY
 */
export async function loadStrategy(module: StrategyModule): Promise<AnyStrategy> {
  const { url, exportName } = module;
  const found = Object.entries(await importModule(url)).filter(([, value]) => isStrategy(value));
  const names = [...new Set(found.map(([name]) => name))];
  const picked = found.filter(([name, value]) =>
    exportName === undefined ? found.length === 1 || isNamed(value, url) : name === exportName,
  );
  const values = new Set(picked.map(([, value]) => value));
  const [only] = values;
  if (values.size === 1 && isStrategy(only)) return only;
  throw new OutcryError('UNKNOWN_STRATEGY', 'usage', 'the module does not say which strategy', {
    where: fileURLToPath(url),
    expected: exportName ?? 'one export made by defineStrategy',
    found: names.length === 0 ? 'none' : names.join(', '),
    ...(names.length > 1 ? { hint: `FILE#${names[0] ?? ''}` } : {}),
  });
}

/** Whether a strategy has the name of its file: the one that is meant where nothing is said. */
function isNamed(value: unknown, url: string): boolean {
  return isStrategy(value) && basename(fileURLToPath(url)).startsWith(`${value.name}.`);
}

/** The file, and its line, that a module stumbles over. */
function placeOf(url: string, cause: unknown): { readonly where: string; readonly line?: number } {
  const stack = cause instanceof Error ? (cause.stack ?? '') : '';
  const [, place, line] = /^(file:\/\/\S+|\/\S+):(\d+)\n/.exec(stack) ?? [];
  const file = place?.startsWith('file:') === true ? fileURLToPath(place) : place;
  return {
    where: file ?? fileURLToPath(url),
    ...(line === undefined ? {} : { line: Number(line) }),
  };
}

async function importModule(url: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(url)) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OutcryError('STRATEGY_FAILED', 'usage', `the module does not load: ${reason}`, {
      ...placeOf(url, cause),
      cause,
    });
  }
}
