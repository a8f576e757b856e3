// Small passes over records that sources make before the engine sees them.

import { Header } from '../abi/records';

/** Adds the i64 at `offsetPtr` to the receive time of every record in [start, end). */
export function recordsShift(start: usize, end: usize, offsetPtr: usize): void {
  const offset = load<i64>(offsetPtr);
  for (let at = start; at < end; at += <usize>changetype<Header>(at).size)
    changetype<Header>(at).recvTsNs += offset;
}

/** Replaces instrument ids by a table of u16 at `table`, for sources with ids of their own. */
export function recordsRemap(start: usize, end: usize, table: usize): void {
  for (let at = start; at < end; at += <usize>changetype<Header>(at).size) {
    const header = changetype<Header>(at);
    header.instrumentId = load<u16>(table + ((<usize>header.instrumentId) << 1));
  }
}

/**
 * Lowers the i64 at `minimumPtr` to the smallest recvTsNs - exchangeTsNs of the records in
 * [start, end) that have an exchange time.
 */
export function recordsMinLatency(start: usize, end: usize, minimumPtr: usize): void {
  let least = load<i64>(minimumPtr);
  for (let at = start; at < end; at += <usize>changetype<Header>(at).size) {
    const header = changetype<Header>(at);
    if (header.exchangeTsNs != 0) least = min(least, header.recvTsNs - header.exchangeTsNs);
  }
  store<i64>(minimumPtr, least);
}
