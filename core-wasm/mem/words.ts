// Copies of small records. `memory.copy` calls into the engine's runtime: below some hundred bytes
// the call costs more than the copy.

/** Up to here a loop is faster. */
@inline const LOOP_MAX: u32 = 1024;

/** Copies `size` bytes, a multiple of 16, to memory that does not overlap. */
@inline
export function copyWords(to: usize, from: usize, size: u32): void {
  if (size > LOOP_MAX) {
    memory.copy(to, from, size);
    return;
  }
  for (let i: usize = 0; i < <usize>size; i += 16) v128.store(to + i, v128.load(from + i));
}

/** Zeroes `size` bytes, a multiple of 16. */
@inline
export function clearWords(at: usize, size: u32): void {
  for (let i: usize = 0; i < <usize>size; i += 16) v128.store(at + i, i64x2.splat(0));
}
