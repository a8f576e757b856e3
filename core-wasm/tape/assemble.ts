// Puts the streams of a block together to its payload, and says where it may be cut into sections.
import { Status } from '../abi/status';
import { TAPE_INFO_CUTS, TapeInfo } from '../abi/tape';
import {
  ENC_EXCHANGE_UNIT,
  ENC_IDS,
  ENC_RECV_UNIT,
  ENC_STARTS,
  ENC_STEP,
  ENC_TAGS,
  nextOf,
  slotAt,
} from './encoder';
import {
  PAYLOAD_DECODED,
  PAYLOAD_EXCHANGE_UNIT,
  PAYLOAD_HEAD,
  PAYLOAD_INSTRUMENT,
  PAYLOAD_INSTRUMENTS,
  PAYLOAD_LENGTHS,
  PAYLOAD_RECORDS,
  PAYLOAD_RECV_UNIT,
  PAYLOAD_STEP,
  PAYLOAD_TAGS,
  STREAMS,
  STREAMS_PER_CLASS,
  STREAM_BODIES,
  STREAM_CLASSES,
  STREAM_EXCHANGE,
  STREAM_RECV,
} from './layout';
import { Counts } from './scan';

@inline
function cut(info: TapeInfo, at: usize): void {
  store<u32>(changetype<usize>(info) + TAPE_INFO_CUTS + (info.cutCount << 2), u32(at));
  info.cutCount++;
}

/** Head, dictionaries and streams in a row at `out`; bytes written, or TooLarge. */
export function assemble(
  enc: usize,
  info: TapeInfo,
  counts: Counts,
  out: usize,
  outEnd: usize,
): i32 {
  const dictionaries = (usize(counts.tags) << 2) + usize(counts.instruments) * PAYLOAD_INSTRUMENT;
  let length = PAYLOAD_HEAD + dictionaries;
  for (let i: u32 = 0; i < STREAMS; i++) {
    const bytes = load<u32>(nextOf(enc, i)) - load<u32>(enc + ENC_STARTS + (i << 2));
    length += bytes;
  }
  if (length > outEnd - out) return Status.TooLarge;
  memory.fill(out, 0, PAYLOAD_HEAD);
  store<u32>(out, info.recordCount, PAYLOAD_RECORDS);
  store<u32>(out, counts.tags, PAYLOAD_TAGS);
  store<u32>(out, counts.instruments, PAYLOAD_INSTRUMENTS);
  store<u32>(out, info.consumed, PAYLOAD_DECODED);
  store<u64>(out, load<u64>(enc, ENC_RECV_UNIT), PAYLOAD_RECV_UNIT);
  store<u64>(out, load<u64>(enc, ENC_EXCHANGE_UNIT), PAYLOAD_EXCHANGE_UNIT);
  store<u32>(out, u32(load<u64>(enc, ENC_STEP)), PAYLOAD_STEP);
  let at = out + PAYLOAD_HEAD;
  memory.copy(at, enc + ENC_TAGS, usize(counts.tags) << 2);
  at += usize(counts.tags) << 2;
  for (let i: u32 = 0; i < counts.instruments; i++) {
    const slot = slotAt(enc, i);
    store<u64>(at, load<u32>(enc + ENC_IDS + (i << 2)));
    store<u64>(at, slot.priceUnit, 8);
    store<u64>(at, slot.qtyUnit, 16);
    at += PAYLOAD_INSTRUMENT;
  }
  for (let i: u32 = 0; i < STREAMS; i++) {
    const start = load<u32>(enc + ENC_STARTS + (i << 2));
    const bytes = load<u32>(nextOf(enc, i)) - start;
    store<u32>(out + PAYLOAD_LENGTHS + (i << 2), bytes);
    if (isCut(i)) cut(info, at - out);
    memory.copy(at, start, bytes);
    at += bytes;
  }
  info.rawLength = u32(length);
  return i32(length);
}

/** Whether the bytes from this stream on look different from those before. */
@inline
function isCut(stream: u32): bool {
  if (stream >= STREAM_RECV && stream <= STREAM_EXCHANGE) return true;
  if (stream >= STREAM_BODIES) return true;
  if (stream < STREAM_CLASSES) return false;
  const field = (stream - STREAM_CLASSES) % STREAMS_PER_CLASS;
  return field == 0 || field == 3;
}
