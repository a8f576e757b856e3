// How much of a range of records goes into what is left of a block.
import {
  HEADER_FLAGS,
  HEADER_KIND,
  HEADER_RECV_TS_NS,
  RecordFlag,
  RecordKind,
} from '../abi/records';
import { Status } from '../abi/status';

/** Whether the record has a place in the receive order; rows of foreign tapes may have none. */
@inline
export function isLocal(record: usize): bool {
  return (load<u8>(record, HEADER_FLAGS) & RecordFlag.Local) != 0;
}

/**
 * Bytes of the whole records from `start` that `room` bytes hold (0: not even the first). The
 * i64 at `last` is the receive time so far and moves along; `last` 0: times do not matter. Stops
 * before a record that is refused; when that is the first one: BadArgument for bytes that are no
 * record, TimeBackwards. Only records in receive order (flag Local) have to keep it.
 */
export function tapeFit(last: usize, start: usize, end: usize, room: u32): i32 {
  let record = start;
  let time = last == 0 ? i64.MIN_VALUE : load<i64>(last);
  let status: i32 = 0;
  while (record < end) {
    const size = end - record < 32 ? 0 : load<u32>(record);
    if (size < 32 || (size & 15) != 0 || usize(size) > end - record) status = Status.BadArgument;
    else if (load<u8>(record, HEADER_KIND) == RecordKind.None) status = Status.BadArgument;
    else if (isLocal(record) && load<i64>(record, HEADER_RECV_TS_NS) < time && last != 0)
      status = Status.TimeBackwards;
    if (status != 0 || usize(size) > usize(room) - (record - start)) break;
    if (isLocal(record)) time = load<i64>(record, HEADER_RECV_TS_NS);
    record += size;
  }
  if (status != 0 && record == start) return status;
  if (last != 0) store<i64>(last, time);
  return i32(record - start);
}
