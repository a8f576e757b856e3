// What the host and tests reach of matching.
export { matchInit, matchSize } from './layout';
export { matchAdvance, matchRun } from './run';
export { matchDepth, matchOrderInfo, matchPosition, matchSetPosition } from './query';
export { matchCheck } from './check';
