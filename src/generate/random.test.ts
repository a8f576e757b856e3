import { beforeAll, describe, expect, it } from 'vitest';
import { type Core, createCore } from '../core/core.ts';

const MASK = (1n << 64n) - 1n;
const rotl = (x: bigint, k: bigint): bigint => ((x << k) | (x >> (64n - k))) & MASK;

/** xoshiro256** over BigInt, after the authors' description. */
function* oracle(state: readonly bigint[]): Generator<bigint, never, undefined> {
  let [a = 0n, b = 0n, c = 0n, d = 0n] = state;
  for (;;) {
    yield (rotl((b * 5n) & MASK, 7n) * 9n) & MASK;
    const t = (b << 17n) & MASK;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotl(d, 45n);
  }
}

describe.each(['checked', 'release', 'unshared'] as const)('random, %s build', (build) => {
  let core: Core;
  let at: number;
  const next = (): bigint => BigInt.asUintN(64, core.exports.randomNext(at));

  beforeAll(async () => {
    core = await createCore({ build, memoryBytes: 1 << 20 });
    at = core.alloc(32, 'a generator');
  });

  it('seeds by splitmix64', () => {
    core.exports.randomSeed(at, 0n);
    const words = [0, 8, 16, 24].map((i) => core.view.getBigUint64(at + i, true));
    // First outputs of splitmix64 from 0, as published with it.
    expect(words).toEqual([
      0xe220a8397b1dcdafn,
      0x6e789e6aa1b965f4n,
      0x06c45d188009454fn,
      0xf88bb8a8724c81ecn,
    ]);
  });

  it('gives the published numbers of the state 1, 2, 3, 4', () => {
    for (let i = 0; i < 4; i++) core.view.setBigUint64(at + 8 * i, BigInt(i + 1), true);
    const expected = [
      11520n,
      0n,
      1509978240n,
      1215971899390074240n,
      1216172134540287360n,
      607988272756665600n,
      16172922978634559625n,
      8476171486693032832n,
      10595114339597558777n,
      2904607092377533576n,
    ];
    expect(expected.map(next)).toEqual(expected);
  });

  it('equals the BigInt twin from any seed', () => {
    for (const seed of [0n, 1n, 42n, MASK, 0x123456789abcdefn]) {
      core.exports.randomSeed(at, seed);
      const state = [0, 8, 16, 24].map((i) => core.view.getBigUint64(at + i, true));
      const twin = oracle(state);
      for (let i = 0; i < 1000; i++) expect(next()).toBe(twin.next().value);
    }
  });
});
