// Generated from core-wasm/schema/status.fbs by scripts/generate-abi.ts. Do not edit.

export const Status = {
  /** commands without end at one time: what answers an order sends the next one at once */
  Flooded: -33,
  /** the margin of the positions is used up: the venue would close them here */
  Liquidated: -32,
  /** an instrument that is traded got another scale in mid-run: name the finer one beforehand */
  ScaleChanged: -31,
  /** a reduction or execution larger than what is left of the order */
  OverFill: -30,
  /** a record of a kind this version does not know */
  UnknownKind: -29,
  /** a block checksum that does not match its bytes */
  BadChecksum: -28,
  /** a malformed tape block */
  BadBlock: -27,
  /** an order id that is not in the book */
  UnknownOrder: -26,
  /** an order id that is in the book already */
  DuplicateOrder: -25,
  /** no free order slot: raise the order capacity */
  OrdersFull: -24,
  /** a receive time before the one of the previous record */
  TimeBackwards: -23,
  /** a time stamp that is no plausible s, ms, us or ns since 1970 */
  BadTime: -22,
  /** a key that stands twice in one object */
  DuplicateKey: -21,
  /** bytes that are not UTF-8 */
  BadUtf8: -20,
  /** bytes that are not JSON */
  BadJson: -19,
  /** JSON that is not a market-data message of this venue: a key is missing or of the wrong type */
  BadMessage: -18,
  /** text that is not a decimal number */
  BadDecimal: -17,
  /** a number outside 63 bits at this scale */
  Overflow: -16,
  /** more decimals than the instrument's scale holds */
  ScaleTooFine: -15,
  /** a negative quantity or price where none can be */
  Negative: -14,
  /** a symbol that no definition names */
  UnknownSymbol: -13,
  /** an instrument id that no definition names */
  UnknownInstrument: -12,
  /** a snapshot that names no symbol in a stream of several */
  AmbiguousSymbol: -11,
  /** a snapshot or book whose best bid is at or above its best ask */
  BookCrossed: -10,
  /** a break in the update ids */
  SequenceGap: -9,
  /** update ids that run backwards */
  SequenceRewind: -8,
  /** a snapshot older than the first buffered update */
  SnapshotTooOld: -7,
  /** no free far-store chunk: raise the level capacity */
  LevelsFull: -6,
  /** no room for another instrument */
  InstrumentsFull: -5,
  /** a record or line larger than the buffer meant for it */
  TooLarge: -4,
  /** no memory left in the arena */
  OutOfMemory: -3,
  /** an argument outside its range */
  BadArgument: -2,
  /** a broken invariant: the module must be rebuilt */
  Invariant: -1,
  Ok: 0,
  /** the input is used up */
  NeedInput: 1,
  /** the output buffer is full */
  OutputFull: 2,
  /** the time or count limit of the call was reached */
  LimitReached: 3,
  /** a depth record broke its instrument's sequence (the run may go on) */
  GapSeen: 4,
  /** a session came to an event that its host asked for */
  EventReady: 5,
} as const;
export type Status = (typeof Status)[keyof typeof Status];

/** What each status means, for error messages. */
export const STATUS_TEXT: Readonly<Record<number, string>> = {
  [-33]: "commands without end at one time: what answers an order sends the next one at once",
  [-32]: "the margin of the positions is used up: the venue would close them here",
  [-31]: "an instrument that is traded got another scale in mid-run: name the finer one beforehand",
  [-30]: "a reduction or execution larger than what is left of the order",
  [-29]: "a record of a kind this version does not know",
  [-28]: "a block checksum that does not match its bytes",
  [-27]: "a malformed tape block",
  [-26]: "an order id that is not in the book",
  [-25]: "an order id that is in the book already",
  [-24]: "no free order slot: raise the order capacity",
  [-23]: "a receive time before the one of the previous record",
  [-22]: "a time stamp that is no plausible s, ms, us or ns since 1970",
  [-21]: "a key that stands twice in one object",
  [-20]: "bytes that are not UTF-8",
  [-19]: "bytes that are not JSON",
  [-18]: "JSON that is not a market-data message of this venue: a key is missing or of the wrong type",
  [-17]: "text that is not a decimal number",
  [-16]: "a number outside 63 bits at this scale",
  [-15]: "more decimals than the instrument's scale holds",
  [-14]: "a negative quantity or price where none can be",
  [-13]: "a symbol that no definition names",
  [-12]: "an instrument id that no definition names",
  [-11]: "a snapshot that names no symbol in a stream of several",
  [-10]: "a snapshot or book whose best bid is at or above its best ask",
  [-9]: "a break in the update ids",
  [-8]: "update ids that run backwards",
  [-7]: "a snapshot older than the first buffered update",
  [-6]: "no free far-store chunk: raise the level capacity",
  [-5]: "no room for another instrument",
  [-4]: "a record or line larger than the buffer meant for it",
  [-3]: "no memory left in the arena",
  [-2]: "an argument outside its range",
  [-1]: "a broken invariant: the module must be rebuilt",
  [0]: "",
  [1]: "the input is used up",
  [2]: "the output buffer is full",
  [3]: "the time or count limit of the call was reached",
  [4]: "a depth record broke its instrument's sequence (the run may go on)",
  [5]: "a session came to an event that its host asked for",
};

/** The name of each status, for error codes. */
export const STATUS_NAME: Readonly<Record<number, string>> = {
  [-33]: 'FLOODED',
  [-32]: 'LIQUIDATED',
  [-31]: 'SCALE_CHANGED',
  [-30]: 'OVER_FILL',
  [-29]: 'UNKNOWN_KIND',
  [-28]: 'BAD_CHECKSUM',
  [-27]: 'BAD_BLOCK',
  [-26]: 'UNKNOWN_ORDER',
  [-25]: 'DUPLICATE_ORDER',
  [-24]: 'ORDERS_FULL',
  [-23]: 'TIME_BACKWARDS',
  [-22]: 'BAD_TIME',
  [-21]: 'DUPLICATE_KEY',
  [-20]: 'BAD_UTF8',
  [-19]: 'BAD_JSON',
  [-18]: 'BAD_MESSAGE',
  [-17]: 'BAD_DECIMAL',
  [-16]: 'OVERFLOW',
  [-15]: 'SCALE_TOO_FINE',
  [-14]: 'NEGATIVE',
  [-13]: 'UNKNOWN_SYMBOL',
  [-12]: 'UNKNOWN_INSTRUMENT',
  [-11]: 'AMBIGUOUS_SYMBOL',
  [-10]: 'BOOK_CROSSED',
  [-9]: 'SEQUENCE_GAP',
  [-8]: 'SEQUENCE_REWIND',
  [-7]: 'SNAPSHOT_TOO_OLD',
  [-6]: 'LEVELS_FULL',
  [-5]: 'INSTRUMENTS_FULL',
  [-4]: 'TOO_LARGE',
  [-3]: 'OUT_OF_MEMORY',
  [-2]: 'BAD_ARGUMENT',
  [-1]: 'INVARIANT',
  [0]: 'OK',
  [1]: 'NEED_INPUT',
  [2]: 'OUTPUT_FULL',
  [3]: 'LIMIT_REACHED',
  [4]: 'GAP_SEEN',
  [5]: 'EVENT_READY',
};
