// What all indicator kernels share.
//
// A kernel is three functions over a state at a base pointer, which holds offsets only, so that it
// can be copied:
//   size(params): bytes of the state; params are f64, checked by the host
//   init(state, params): lays it out; the memory is zero
//   run(state, inputs, outputs, n): takes the next n bars, 1 <= n <= BLOCK
// `inputs` and `outputs` are tables of u32 addresses of f64 columns. A bar before the first value
// is NaN. Streaming is run with n = 1; a forming bar is run on a copy of the state. There is one
// implementation, so that batch, streaming and forming bars agree bit for bit.

/** Most bars of one run: work columns are so long. */
@inline export const BLOCK: u32 = 512;
@inline export const NOT_YET: f64 = NaN;

/** Address of the k-th column of a table. */
@inline
export function column(table: usize, k: usize): usize {
  return <usize>load<u32>(table + (k << 2));
}

/** The k-th parameter as a count. */
@inline
export function count(params: usize, k: usize): u32 {
  return <u32>load<f64>(params + (k << 3));
}

/** The k-th parameter. */
@inline
export function factor(params: usize, k: usize): f64 {
  return load<f64>(params + (k << 3));
}

/** Bars of the next n that come before bar `begin`, when `seen` bars were taken before. */
@inline
export function barsBefore(begin: u32, seen: u32, n: u32): u32 {
  return seen >= begin ? 0 : min(begin - seen, n);
}

@inline
export function fillNotYet(at: usize, n: u32): void {
  for (let i: u32 = 0; i < n; i++) store<f64>(at + ((<usize>i) << 3), NOT_YET);
}

// Work columns for kernels made of others: a stack of columns of BLOCK values at a fixed place.
@inline const WORK_TOP: usize = 128;
@inline const WORK_LIMIT: usize = 132;
@inline const WORK_START: usize = 136;

/** Gives the work columns the bytes [start, limit). */
export function workInit(start: u32, limit: u32): void {
  store<u32>(WORK_START, start);
  store<u32>(WORK_TOP, start);
  store<u32>(WORK_LIMIT, limit);
}

/** Frees all work columns, where no kernel runs: one that trapped has left its own behind. */
@inline
export function workRestart(): void {
  store<u32>(WORK_TOP, load<u32>(WORK_START));
}

/** Takes a column of BLOCK values, not zeroed. Give back all that were taken with workRelease. */
@inline
export function workColumn(): usize {
  const at = load<u32>(WORK_TOP);
  assert(at + (BLOCK << 3) <= load<u32>(WORK_LIMIT));
  store<u32>(WORK_TOP, at + (BLOCK << 3));
  return <usize>at;
}

@inline
export function workMark(): u32 {
  return load<u32>(WORK_TOP);
}

@inline
export function workRelease(mark: u32): void {
  store<u32>(WORK_TOP, mark);
}
