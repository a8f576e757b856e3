// What the host and tests reach of the book.
export { chunkPoolBytes, chunkPoolInit } from './far';
export { bookBest, bookClear, bookInit, bookQty, bookSet, bookSize } from './l2';
export { bookRecenter, bookRegrid } from './recenter';
export { bookApplyRows } from './rows';
export {
  bookImbalance,
  bookLevelCount,
  bookLevels,
  bookMicroprice,
  bookVwap,
} from './query';
export { l3Init, l3Size } from './l3';
export { l3Apply, l3ApplyAll } from './l3_apply';
export {
  l3KeyframeBegin,
  l3KeyframeNext,
  l3LevelOrderCount,
  l3LevelOrders,
  l3OrderInfo,
} from './l3_query';
