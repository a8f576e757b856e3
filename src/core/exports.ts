// The functions that the core module exports, one interface per area. Pointers and sizes are
// unsigned 32-bit values that JavaScript sees as signed: use `>>> 0` on those that come back.

export interface MemoryExports {
  heapBase(): number;
  arenaInit(start: number, limit: number): void;
  arenaAlloc(bytes: number): number;
  arenaTop(): number;
  faultCode(): number;
}

export interface CoreExports extends MemoryExports {}
