// xoshiro256** 1.0 with its four words in memory, seeded by splitmix64. Integers only: the same
// numbers on every machine. Not for secrets.
//
// Rule: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators" (2021);
// prng.di.unimi.it. splitmix64 fills the state, as its authors advise: it never makes all zeros.

/** Bytes of a generator's state. */
@inline export const SIZEOF_RANDOM: usize = 32;

/** Starts the generator at `at` (32 bytes, 8-aligned) from any seed, 0 included. */
export function randomSeed(at: usize, seed: u64): void {
  let x = seed;
  for (let i: usize = 0; i < SIZEOF_RANDOM; i += 8) {
    x += 0x9e3779b97f4a7c15;
    let z = x;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    store<u64>(at + i, z ^ (z >> 31));
  }
}

/** The next 64 random bits. */
export function randomNext(at: usize): u64 {
  const s0 = load<u64>(at);
  const s1 = load<u64>(at, 8);
  const s2 = load<u64>(at, 16) ^ s0;
  const s3 = load<u64>(at, 24) ^ s1;
  store<u64>(at, s0 ^ s3);
  store<u64>(at, s1 ^ s2, 8);
  store<u64>(at, s2 ^ (s1 << 17), 16);
  store<u64>(at, rotl<u64>(s3, 45), 24);
  return rotl<u64>(s1 * 5, 7) * 9;
}
