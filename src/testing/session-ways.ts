// Ways of requests and answers for twin tests of sessions: each as a session's option, and as plain
// functions of when a message leaves.
import fc from 'fast-check';
import type { LatencyOptions } from '../session/latency.ts';

export interface Paths {
  readonly entry: (instrument: number, at: number, feed: number) => number;
  readonly response: (instrument: number, at: number, feed: number) => number;
}

export interface Way {
  readonly options: LatencyOptions;
  /** The functions, anew for each run: random ones draw. */
  readonly open: () => Paths;
}

const WORD = (1n << 64n) - 1n;

/** xoshiro256** 1.0 over BigInt, seeded by splitmix64. @source prng.di.unimi.it */
export function naiveRandom(seed: bigint): () => bigint {
  const rotated = (x: bigint, by: bigint): bigint => ((x << by) | (x >> (64n - by))) & WORD;
  let x = seed;
  const s = Array.from({ length: 4 }, () => {
    x = (x + 0x9e3779b97f4a7c15n) & WORD;
    let z = ((x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n) & WORD;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & WORD;
    return z ^ (z >> 31n);
  }) as [bigint, bigint, bigint, bigint];
  return () => {
    const result = (rotated((s[1] * 5n) & WORD, 7n) * 9n) & WORD;
    const t = (s[1] << 17n) & WORD;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotated(s[3], 45n);
    return result;
  };
}

/** The seed of sessions that say nothing of one. */
const SEED = 1n;

const ns = fc.nat(9);

const constant: fc.Arbitrary<Way> = fc
  // Below zero: the request is lost.
  .tuple(fc.oneof(ns, fc.constant(0), fc.integer({ min: -6, max: 9 })), ns)
  .map(([entryNs, responseNs]) => ({
    options: { model: 'constant', entryNs, responseNs },
    open: () => ({ entry: () => entryNs, response: () => responseNs }),
  }));

const ofFeed: fc.Arbitrary<Way> = fc
  .tuple(ns, ns, fc.constantFrom(0, 1, 2), fc.constantFrom(0, 1, 3))
  .map(([entryNs, responseNs, entryFactor, responseFactor]) => ({
    options: { model: 'feed', entryNs, responseNs, entryFactor, responseFactor },
    open: () => ({
      entry: (_, __, feed) => Math.max(0, entryNs + feed * entryFactor),
      response: (_, __, feed) => responseNs + feed * responseFactor,
    }),
  }));

const uniform: fc.Arbitrary<Way> = fc.tuple(ns, ns, ns, ns).map(([from, more, back, moreBack]) => ({
  options: { model: 'uniform', entryNs: [from, from + more], responseNs: [back, back + moreBack] },
  open: () => {
    const next = naiveRandom(SEED);
    const drawn = (low: number, span: number): number =>
      span === 0 ? low : low + Number(next() % BigInt(span + 1));
    return { entry: () => drawn(from, more), response: () => drawn(back, moreBack) };
  },
}));

const samples: fc.Arbitrary<Way> = fc
  .array(fc.tuple(ns, ns), { minLength: 1, maxLength: 5 })
  .map((rows) => ({
    options: { model: 'samples', samples: rows },
    open: () => {
      const next = naiveRandom(SEED);
      const drawn = () => rows[Number(next() % BigInt(rows.length))] ?? [0, 0];
      return { entry: () => drawn()[0], response: () => drawn()[1] };
    },
  }));

/** y at x between the rows around it, half to even; exact. */
function between(rows: readonly (readonly [number, number])[], x: number): number {
  const after = rows.findIndex(([at]) => at > x);
  const last = rows.at(-1) ?? [0, 0];
  const [x1, y1] = after < 0 ? last : (rows[after] ?? last);
  const [x0, y0] = (after === 0 ? rows[0] : after < 0 ? last : rows[after - 1]) ?? last;
  if (x <= x0 || x1 <= x0) return x >= x1 ? y1 : y0;
  if (x >= x1) return y1;
  const doubled = 2 * (y1 - y0) * (x - x0);
  const whole = Math.floor((doubled + (x1 - x0)) / (2 * (x1 - x0)));
  const isHalf = (doubled + (x1 - x0)) % (2 * (x1 - x0)) === 0;
  return y0 + (isHalf && whole % 2 !== 0 ? whole - 1 : whole);
}

/** Requests and arrivals that rise from about `start` on. */
const recordedFrom = (start: number): fc.Arbitrary<Way> =>
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 30 }), ns, ns), { minLength: 1, maxLength: 6 })
    .map((list): Way => {
      let at = start - 10;
      let arrived = at;
      const rows = list.map(([gap, there, back]) => {
        at += gap;
        arrived = Math.max(arrived, at + there);
        return [at, arrived, arrived + back] as const;
      });
      const ways = rows.map(([a, b]) => [a, b - a] as const);
      const backs = rows.map(([, b, c]) => [b, c - b] as const);
      const big = rows.map(([a, b, c]) => [BigInt(a), BigInt(b), BigInt(c)] as const);
      return {
        options: { model: 'recorded', rows: big },
        open: () => ({
          entry: (_, time) => between(ways, time),
          response: (_, time) => between(backs, time),
        }),
      };
    });

/** Any way, for a session that begins at `start`. */
export const wayFrom = (start: number): fc.Arbitrary<Way> =>
  fc.oneof(constant, constant, ofFeed, uniform, samples, recordedFrom(start));
