// What a module of one kernel exports beside size, init and run, so that `loadKernel` can run it:
// `export * from 'outcry/assembly/host'`.
export { columnFault } from '../core-wasm/indicators/check';
export { workInit } from '../core-wasm/indicators/kernel';
export { arenaAlloc, arenaInit, arenaTop, faultCode, heapBase } from '../core-wasm/mem/control';
