// The memory of a strategy's objects: compiled in under the name of the compiler's own allocator
// (src/assembly/compile.ts). Objects stand one behind the other from the module's first free byte
// on. Nothing is collected; the last block alone can grow, shrink and be given back. The memory has
// its full size from the start and what lies behind the objects is the core's, so that nothing is
// ever asked of the system: who wants a byte beyond the bound is stopped, and has changed nothing.
//
//   block    u32 bytes of its payload | payload, at a multiple of 16
//   object   a block whose payload begins with u32 0 | u32 0 | u32 class | u32 bytes

/** Set by the host before the module begins: bytes that objects may take. See mem/control.ts. */
@inline const HEAP_BYTES: usize = 76;
/** 1 once they did not suffice. */
@inline const HEAP_USED_UP: usize = 80;

@inline const MASK: usize = 15;
@inline const BLOCK_HEAD: usize = 4;
@inline const OBJECT_HEAD: usize = 16;
/** Largest payload: sums of addresses and sizes stay below 2^32. */
@inline const SIZE_MAX: usize = 1 << 30;

/** Payload of the next block. */
@lazy let next: usize = firstPayload();

function firstPayload(): usize {
  return (__heap_base + BLOCK_HEAD + MASK) & ~MASK;
}

/** Bytes of a payload, such that the one of the next block is at a multiple of 16. */
@inline
function payloadOf(size: usize): usize {
  return ((size + BLOCK_HEAD + MASK) & ~MASK) - BLOCK_HEAD;
}

@inline
function sizeAt(payload: usize): usize {
  return load<u32>(payload - BLOCK_HEAD);
}

/** Makes the block at `payload` the last one, `size` bytes large. */
function place(payload: usize, size: usize): void {
  const bytes = payloadOf(min(size, SIZE_MAX));
  const end = <u64>__heap_base + <u64>load<u32>(HEAP_BYTES);
  if (size > SIZE_MAX || <u64>payload + <u64>bytes > end) {
    store<u32>(HEAP_USED_UP, 1);
    unreachable();
  }
  store<u32>(payload - BLOCK_HEAD, <u32>bytes);
  next = payload + bytes + BLOCK_HEAD;
}

@inline
function isLast(payload: usize): bool {
  return payload + sizeAt(payload) + BLOCK_HEAD == next;
}

@unsafe @global
export function __alloc(size: usize): usize {
  const payload = next;
  place(payload, size);
  return payload;
}

@unsafe @global
export function __realloc(payload: usize, size: usize): usize {
  const before = sizeAt(payload);
  if (isLast(payload)) {
    place(payload, size);
    return payload;
  }
  if (size <= before) return payload;
  // Twice as much: arrays that grow by one are not copied each time.
  const moved = __alloc(max(size, before << 1));
  memory.copy(moved, payload, before);
  return moved;
}

@unsafe @global
export function __free(payload: usize): void {
  if (isLast(payload)) next = payload;
}

@unsafe @global
export function __reset(): void {
  next = firstPayload();
}

@unsafe @global
export function __new(size: usize, id: u32): usize {
  const payload = __alloc(OBJECT_HEAD + min(size, SIZE_MAX));
  store<u64>(payload, 0);
  store<u32>(payload, id, 8);
  store<u32>(payload, <u32>size, 12);
  return payload + OBJECT_HEAD;
}

@unsafe @global
export function __renew(object: usize, size: usize): usize {
  const payload = __realloc(object - OBJECT_HEAD, OBJECT_HEAD + min(size, SIZE_MAX));
  store<u32>(payload, <u32>size, 12);
  return payload + OBJECT_HEAD;
}

// What a collector would ask for: there is none.

@unsafe @global
export function __link(parent: usize, child: usize, expectMultiple: bool): void {}

@unsafe @global
export function __pin(object: usize): usize {
  return object;
}

@unsafe @global
export function __unpin(object: usize): void {}

@unsafe @global
export function __visit(object: usize, cookie: u32): void {}

@unsafe @global
export function __collect(): void {}
