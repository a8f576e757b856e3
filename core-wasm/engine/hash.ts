// dataHash: 64 bits over every field of every record and the top of the book after it. Each step is
// a bijection of the state for a given word and of the word for a given state, so that changing any
// single field changes the result. Not cryptographic.

@inline const K1: u64 = 0x9e3779b97f4a7c15;
@inline const K2: u64 = 0xc2b2ae3d27d4eb4f;

@inline
export function mix(hash: u64, word: u64): u64 {
  const product = (hash ^ word) * K1;
  return product ^ (product >> 29);
}

/** Two words at once: one multiplication in the dependency chain instead of two. */
@inline
export function mixPair(hash: u64, a: u64, b: u64): u64 {
  return mix(hash, a * K2 + rotl(b * K1, 32));
}

/** Covers [at, end); the length is a multiple of 16. */
export function mixRange(hash: u64, at: usize, end: usize): u64 {
  for (; at < end; at += 16) hash = mixPair(hash, load<u64>(at), load<u64>(at, 8));
  return hash;
}
