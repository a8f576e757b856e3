// Generated from core-wasm/schema/status.fbs by scripts/generate-abi.ts. Do not edit.

export namespace Status {
  // commands without end at one time: what answers an order sends the next one at once
  @inline export const Flooded: i32 = -33;
  // the margin of the positions is used up: the venue would close them here
  @inline export const Liquidated: i32 = -32;
  // an instrument that is traded got another scale in mid-run: name the finer one beforehand
  @inline export const ScaleChanged: i32 = -31;
  // a reduction or execution larger than what is left of the order
  @inline export const OverFill: i32 = -30;
  // a record of a kind this version does not know
  @inline export const UnknownKind: i32 = -29;
  // a block checksum that does not match its bytes
  @inline export const BadChecksum: i32 = -28;
  // a malformed tape block
  @inline export const BadBlock: i32 = -27;
  // an order id that is not in the book
  @inline export const UnknownOrder: i32 = -26;
  // an order id that is in the book already
  @inline export const DuplicateOrder: i32 = -25;
  // no free order slot: raise the order capacity
  @inline export const OrdersFull: i32 = -24;
  // a receive time before the one of the previous record
  @inline export const TimeBackwards: i32 = -23;
  // a time stamp that is no plausible s, ms, us or ns since 1970
  @inline export const BadTime: i32 = -22;
  // a key that stands twice in one object
  @inline export const DuplicateKey: i32 = -21;
  // bytes that are not UTF-8
  @inline export const BadUtf8: i32 = -20;
  // bytes that are not JSON
  @inline export const BadJson: i32 = -19;
  // JSON that is not a market-data message of this venue: a key is missing or of the wrong type
  @inline export const BadMessage: i32 = -18;
  // text that is not a decimal number
  @inline export const BadDecimal: i32 = -17;
  // a number outside 63 bits at this scale
  @inline export const Overflow: i32 = -16;
  // more decimals than the instrument's scale holds
  @inline export const ScaleTooFine: i32 = -15;
  // a negative quantity or price where none can be
  @inline export const Negative: i32 = -14;
  // a symbol that no definition names
  @inline export const UnknownSymbol: i32 = -13;
  // an instrument id that no definition names
  @inline export const UnknownInstrument: i32 = -12;
  // a snapshot that names no symbol in a stream of several
  @inline export const AmbiguousSymbol: i32 = -11;
  // a snapshot or book whose best bid is at or above its best ask
  @inline export const BookCrossed: i32 = -10;
  // a break in the update ids
  @inline export const SequenceGap: i32 = -9;
  // update ids that run backwards
  @inline export const SequenceRewind: i32 = -8;
  // a snapshot older than the first buffered update
  @inline export const SnapshotTooOld: i32 = -7;
  // no free far-store chunk: raise the level capacity
  @inline export const LevelsFull: i32 = -6;
  // no room for another instrument
  @inline export const InstrumentsFull: i32 = -5;
  // a record or line larger than the buffer meant for it
  @inline export const TooLarge: i32 = -4;
  // no memory left in the arena
  @inline export const OutOfMemory: i32 = -3;
  // an argument outside its range
  @inline export const BadArgument: i32 = -2;
  // a broken invariant: the module must be rebuilt
  @inline export const Invariant: i32 = -1;
  @inline export const Ok: i32 = 0;
  // the input is used up
  @inline export const NeedInput: i32 = 1;
  // the output buffer is full
  @inline export const OutputFull: i32 = 2;
  // the time or count limit of the call was reached
  @inline export const LimitReached: i32 = 3;
  // a depth record broke its instrument's sequence (the run may go on)
  @inline export const GapSeen: i32 = 4;
  // a session came to an event that its host asked for
  @inline export const EventReady: i32 = 5;
}
