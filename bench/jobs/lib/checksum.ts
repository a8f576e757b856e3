// The 32-bit checksum that every contender in every language computes over the top of the book.
// Plain multiplications and rotations: the same in C, Rust and JavaScript, and cheap in all.

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

/** A 64-bit integer as two words, low word first. */
export function mixWords(hash: number, low: number, high: number): number {
  const first = Math.imul(rotate(hash ^ low, 15), 0x9e3779b1);
  return Math.imul(rotate(first ^ high, 13), 0x85ebca6b);
}

/** An integer of 0 to 2^53 - 1. */
export function mix(hash: number, value: number): number {
  return mixWords(hash, value | 0, Math.floor(value / 4294967296) | 0);
}

export function mixTop(
  hash: number,
  bid: number,
  bidQty: number,
  ask: number,
  askQty: number,
): number {
  return mix(mix(mix(mix(hash, bid), bidQty), ask), askQty);
}

export function hex(hash: number): string {
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Bound: a call leaves no number on the heap. Garbage would take caches from what is timed. */
const now = performance.now.bind(performance);

/** Now in ns, monotonic. */
export function nowNs(): number {
  return now() * 1e6;
}
