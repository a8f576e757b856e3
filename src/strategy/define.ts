// `defineStrategy`: gives a definition its types, and checks it where it stands.
import { OutcryError } from '../errors/outcry-error.ts';
import type { AnyStrategy, MarketNeeds, StrategyDefinition, Warmup } from './contract.ts';
import { checkKeys, type KnownKeys, knownKeys } from './known-keys.ts';
import type { ParamSpecs } from './params.ts';
import { parseParams } from './params.ts';

const MARK = Symbol.for('outcry.strategy');
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const DEFINITION_KEYS = knownKeys<keyof AnyStrategy | 'signals'>({
  name: true,
  description: true,
  params: true,
  markets: true,
  warmup: true,
  create: true,
  assembly: true,
  // The plan of one that is declared by `defineSignals`.
  signals: true,
});
const NEEDS_KEYS: KnownKeys = knownKeys<keyof MarketNeeds>({
  book: true,
  topOfBook: true,
  trades: true,
  bars: true,
  status: true,
  readOnly: true,
});

type Needs = Readonly<Record<string, MarketNeeds>>;

function checkedNeeds(needs: Needs, name: string): Needs {
  for (const [role, one] of Object.entries(needs))
    checkKeys(one, NEEDS_KEYS, 'BAD_STRATEGY', `${name}: market '${role}'`);
  return needs;
}

/**
 * Declares a strategy.
 *
 * @throws OutcryError BAD_STRATEGY for a name that is not kebab-case, defaults out of their range,
 *   keys that no strategy and no market has
 */
export function defineStrategy<const S extends ParamSpecs = ParamSpecs, R extends string = string>(
  definition: StrategyDefinition<S, R>,
): StrategyDefinition<S, R> {
  if (!NAME.test(definition.name))
    throw new OutcryError('BAD_STRATEGY', 'usage', 'a strategy has a kebab-case name', {
      found: `'${definition.name}'`,
    });
  if ((definition.create === undefined) === (definition.assembly === undefined))
    throw new OutcryError('BAD_STRATEGY', 'usage', 'a strategy has one implementation', {
      where: definition.name,
      expected: 'create, or assembly',
      found: definition.create === undefined ? 'neither' : 'both',
    });
  checkKeys(definition, DEFINITION_KEYS, 'BAD_STRATEGY', definition.name);
  if (typeof definition.markets === 'object') checkedNeeds(definition.markets, definition.name);
  parseParams(definition.params ?? {}, {}, `defaults of ${definition.name}`);
  return Object.freeze({ ...definition, [MARK]: true });
}

/** Whether `value` came out of `defineStrategy`, of this copy of the package or another. */
export function isStrategy(value: unknown): value is AnyStrategy {
  return typeof value === 'object' && value !== null && MARK in value;
}

/** What a strategy with these (checked) parameters needs of its markets, by role. */
export function needsOf(
  strategy: AnyStrategy,
  params: unknown,
): Readonly<Record<string, MarketNeeds>> {
  const { markets } = strategy;
  return checkedNeeds(
    typeof markets === 'function' ? markets(params as never) : markets,
    strategy.name,
  );
}

export function warmupOf(strategy: AnyStrategy, params: unknown): Warmup {
  const { warmup } = strategy;
  return typeof warmup === 'function' ? warmup(params as never) : (warmup ?? {});
}
