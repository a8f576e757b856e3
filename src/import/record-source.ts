// A stream of records from anywhere: recordings, CSV, foreign tapes, our own. Importers implement
// it; replay, merge and the tape writer read it. Its Definition records come out first.
import type { Instrument } from '../model/instrument.ts';

export interface RecordSource {
  /** File name, for messages. */
  readonly name: string;
  /** What is known so far; instruments that appear later are added. */
  readonly instruments: readonly Instrument[];
  /**
   * Receive time of the first record, where it is known before the source is started. Such a
   * source is started only when the merge comes to that time.
   */
  readonly firstTsNs?: bigint;
  /**
   * Addresses of the next records in core memory, valid until the next call; undefined at the end.
   * Records that were complete before a fault come out before the fault is thrown.
   */
  next(): Promise<{ readonly start: number; readonly end: number } | undefined>;
  /** Set when the end of the input was cut off and what is complete was kept. */
  readonly recovered?: { readonly droppedBytes: number } | undefined;
  /** Set for tapes: whether their writer did not come to close them. */
  readonly indexRebuilt?: boolean;
  /** Set for candles: how long each is, ns. They are all there is of the market. */
  readonly candleNs?: bigint;
  /** What a reader of results must know of the input: rows left out, candles that are missing. */
  readonly notes?: readonly string[];
  /** Frames that needed the slow decoding path, for raw recordings. */
  readonly slowPath?: number;
  /**
   * Moves to the last point at or before `timeNs` from which the source can start without the
   * records before it, and returns the keyframe records that restore the state there. Call before
   * the first `next`. Undefined: it starts at its beginning.
   */
  seek?(timeNs: bigint): Promise<{ readonly start: number; readonly end: number } | undefined>;
  /** 1-based line of the record at `address` of the present batch, for text files. */
  lineOf?(address: number): number | undefined;
  progress(): { readonly consumedBytes: number; readonly totalBytes: number | undefined };
  close(): Promise<void>;
}
