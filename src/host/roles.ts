// Which instrument of the input plays which role of a strategy.
import { OutcryError } from '../errors/outcry-error.ts';
import { type Instrument, instrumentKey } from '../model/instrument.ts';

function unfit(strategy: string, expected: string, found: string, hint: string): OutcryError {
  return new OutcryError('UNKNOWN_INSTRUMENT', 'usage', 'the input does not fit the strategy', {
    where: strategy,
    expected,
    found,
    hint,
  });
}

/** An instrument by `venue:symbol`, or by symbol alone where only one venue has it. */
function find(instruments: readonly Instrument[], name: string): number[] {
  const byKey = instruments.findIndex((one) => instrumentKey(one) === name);
  if (byKey >= 0) return [byKey];
  return instruments.flatMap((one, id) => (one.symbol === name ? [id] : []));
}

/**
 * Ids of the instruments by role. Roles that `given` does not name take those that are left over
 * in order of venue and symbol, and there must be as many; a note of the result says which.
 *
 * @param instruments by id
 * @throws OutcryError UNKNOWN_INSTRUMENT
 */
export function assignRoles(
  strategy: string,
  roles: readonly string[],
  instruments: readonly Instrument[],
  given: Readonly<Record<string, string>>,
): Map<string, number> {
  const keys = instruments.map(instrumentKey);
  const there = [...keys].sort().join(', ') || 'none';
  const ids = new Map<string, number>();
  for (const [role, name] of Object.entries(given)) {
    if (!roles.includes(role))
      throw unfit(
        strategy,
        `one of the roles ${roles.join(', ')}`,
        role,
        'market ROLE=VENUE:SYMBOL',
      );
    const found = find(instruments, name);
    if (found.length !== 1)
      throw unfit(strategy, `for ${role} one of ${there}`, name, 'write VENUE:SYMBOL');
    ids.set(role, found[0] ?? 0);
  }
  const rest = roles.filter((role) => !ids.has(role));
  const taken = new Set(ids.values());
  const free = keys
    .map((key, id) => ({ key, id }))
    .filter(({ id }) => !taken.has(id))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  if (rest.length === 0) return ids;
  if (free.length !== rest.length) {
    const which = `say which: ${rest.map((role) => `${role}=VENUE:SYMBOL`).join(' ')}`;
    const isTooMany = free.length > rest.length;
    const hint = isTooMany ? `${which}; files of one instrument: symbol NAME` : which;
    throw unfit(strategy, `instruments for the roles ${rest.join(', ')}`, there, hint);
  }
  for (const [i, role] of rest.entries()) ids.set(role, free[i]?.id ?? 0);
  return ids;
}
