// The core module: everything that runs between the bytes of a frame and a decision.
export { heapBase, arenaInit, arenaAlloc, arenaTop, faultCode } from './mem/control';
export * from './book/index';
export * from './engine/index';
export * from './decode/index';
export * from './tape/index';
export * from './market/index';
export * from './matching/index';
export * from './account/index';
export * from './risk/index';
export * from './bars/index';
export * from './venue/index';
export * from './micro/index';
export * from './session/index';
