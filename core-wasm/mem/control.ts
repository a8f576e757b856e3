// The control block: the first 1 KiB of linear memory, reserved by `--memoryBase`. It holds what
// must be found without a pointer: the arena's bounds and the last broken invariant.
//
//   offset  size
//   64      4     arena top: next free byte
//   68      4     arena limit: first byte that must not be used
//   72      4     code of the broken invariant, 0 while all is well
//   76      4     bytes behind what the compiler placed that a strategy's objects may take
//   80      4     1 once they did not suffice (assembly/runtime.ts)

@inline const ARENA_TOP: usize = 64;
@inline const ARENA_LIMIT: usize = 68;
@inline const FAULT_CODE: usize = 72;

/** Gives the arena the bytes [start, limit), which must be zero: fresh memory is. */
export function arenaInit(start: u32, limit: u32): void {
  store<u32>(ARENA_TOP, (start + 63) & ~63);
  store<u32>(ARENA_LIMIT, limit);
  store<u32>(FAULT_CODE, 0);
}

/**
 * Takes `bytes` zeroed bytes at a 64-byte boundary; 0 when the arena is full.
 * Memory is never given back: structures are sized at start and live as long as the instance.
 */
export function arenaAlloc(bytes: u32): u32 {
  const at = load<u32>(ARENA_TOP);
  const size = (<u64>bytes + 63) & ~63;
  if (<u64>at + size > <u64>load<u32>(ARENA_LIMIT)) return 0;
  store<u32>(ARENA_TOP, at + <u32>size);
  return at;
}

/** Next free byte of the arena. */
export function arenaTop(): u32 {
  return load<u32>(ARENA_TOP);
}

/** Code of the invariant that broke before the trap, or 0. */
export function faultCode(): i32 {
  return load<i32>(FAULT_CODE);
}

/** Stops the instance for good when `condition` is false. Stays in release builds. */
@inline
export function invariant(condition: bool, code: i32): void {
  if (!condition) {
    store<i32>(FAULT_CODE, code);
    unreachable();
  }
}

/** First byte after what the compiler placed: where the arena may start. */
export function heapBase(): u32 {
  return <u32>__heap_base;
}
