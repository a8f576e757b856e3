// Runs contenders in interleaved rounds: check, warm up, then A B C, C B A, A B C, ...
import { differences, type NamedCheck } from './equality.ts';
import type { CheckResult, Contender } from './types.ts';

export interface Entrant {
  readonly name: string;
  readonly contender: Contender;
}

export interface RoundOptions {
  /** At least 7: fewer rounds have no median worth judging. */
  readonly rounds: number;
  /** Aimed length of one contender's part of a round, ms. */
  readonly roundMs: number;
  /** Warm-up of each contender, ms. */
  readonly warmupMs: number;
  readonly progress?: (text: string) => void;
}

export interface Measured {
  readonly name: string;
  readonly version: string;
  readonly units: number;
  readonly repetitions: number;
  readonly checks: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, number | string>>;
  /** ns per unit, one value per round. */
  readonly nsPerUnit: readonly number[];
}

export class OutputsDiffer extends Error {
  override readonly name = 'OutputsDiffer';
  readonly differences: readonly string[];

  constructor(differences: readonly string[]) {
    super(`outputs differ, nothing was timed:\n  ${differences.join('\n  ')}`);
    this.differences = differences;
  }
}

/** Warms up and finds how many repetitions fill a round. */
async function calibrate(entrant: Entrant, options: RoundOptions): Promise<number> {
  let repetitions = 1;
  let spent = 0;
  let last = 1;
  while (spent < options.warmupMs * 1e6) {
    const { ns } = await entrant.contender.round(repetitions);
    spent += ns;
    last = Math.max(ns / repetitions, 1);
    repetitions = Math.max(
      1,
      Math.min(repetitions * 4, Math.round((options.roundMs * 1e6) / last)),
    );
  }
  return Math.max(1, Math.round((options.roundMs * 1e6) / last));
}

/**
 * Measures all entrants.
 * @throws OutputsDiffer before any timing, or when a checksum changes between rounds
 */
export async function measure(
  entrants: readonly Entrant[],
  options: RoundOptions,
): Promise<Measured[]> {
  if (options.rounds < 7) throw new Error('measure: at least 7 rounds');
  const checks: NamedCheck[] = [];
  for (const { name, contender } of entrants) {
    options.progress?.(`checking ${name}`);
    checks.push({ name, result: await contender.check() });
  }
  const found = differences(checks);
  if (found.length > 0) throw new OutputsDiffer(found);

  const repetitions = new Map<string, number>();
  for (const entrant of entrants) {
    options.progress?.(`warming up ${entrant.name}`);
    repetitions.set(entrant.name, await calibrate(entrant, options));
  }
  const times = new Map<string, number[]>(entrants.map(({ name }) => [name, []]));
  const checksums = new Map<string, string>();
  for (let round = 0; round < options.rounds; round++) {
    // Every second round runs backwards: nobody always follows the same neighbour.
    const order = round % 2 === 0 ? entrants : entrants.toReversed();
    for (const { name, contender } of order) {
      options.progress?.(`round ${round + 1}/${options.rounds} ${name}`);
      const count = repetitions.get(name) ?? 1;
      const result = await contender.round(count);
      const before = checksums.get(name) ?? result.checksum;
      if (before !== result.checksum)
        throw new OutputsDiffer([`${name}: ${before}, then ${result.checksum}`]);
      checksums.set(name, result.checksum);
      times.get(name)?.push(result.ns / count / contender.units);
    }
  }
  return entrants.map(({ name, contender }, i) => ({
    name,
    version: contender.version,
    units: contender.units,
    repetitions: repetitions.get(name) ?? 1,
    ...(checks[i]?.result ?? emptyCheck),
    nsPerUnit: times.get(name) ?? [],
  }));
}

const emptyCheck: CheckResult = { checks: {}, facts: {} };
