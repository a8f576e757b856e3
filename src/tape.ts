// `outcry/tape`: recorded markets.
export { OutcryError } from './errors/outcry-error.ts';
export type {
  BboEvent,
  DefinitionEvent,
  DepthEvent,
  MarketEvent,
  OrderBookEvent,
  PriceLevel,
  StatusEvent,
  TradeEvent,
} from './model/market-event.ts';
export {
  openTape,
  Tape,
  type TapeInput,
  type TapeRecovery,
  TapeReplay,
  type TapeReplayOptions,
  type TapeReplayReport,
} from './replay/open-tape.ts';
export type { TapeSummary } from './tape/reader.ts';
