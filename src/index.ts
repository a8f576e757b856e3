// `outcry`: all that a program starts with. Parts stand alone as `outcry/book`, `outcry/tape`.
export { Book, type Depth, type Level, type TopOfBook } from './books/book.ts';
export { Books, type BooksOptions, createBooks, type FrameResult } from './books/books.ts';
export type { CoreOptions } from './core/core.ts';
export type { BookStateName, EngineOptions } from './core/engine.ts';
export type { CoreBuild } from './core/load.ts';
export { type ErrorCategory, type ErrorDetails, OutcryError } from './errors/outcry-error.ts';
export type {
  Cancellation,
  NewOrder,
  OrderKindName,
  OrderSide,
  OwnerCancellation,
  Replacement,
  SelfTradeName,
  TimeInForceName,
} from './matching/commands.ts';
export type {
  MatchEvent,
  MatchingEvent,
  OrderReasonName,
  OrderStatusName,
  UpdateEvent,
} from './matching/events.ts';
export {
  createMatchingEngine,
  type DepthLevel,
  MatchingEngine,
  type MatchingOptions,
  type QueuePlace,
} from './matching/matching-engine.ts';
export { formatDecimal, parseDecimal } from './model/decimal.ts';
export { type Instrument, instrumentKey, type VenueName } from './model/instrument.ts';
export type { MarketEvent } from './model/market-event.ts';
export { formatTime, parseTime } from './model/time.ts';
export {
  openTape,
  Tape,
  type TapeInput,
  type TapeRecovery,
  TapeReplay,
  type TapeReplayOptions,
  type TapeReplayReport,
} from './replay/open-tape.ts';
