// Several cursors, one order: receive time, then the instrument, then the cursor. Used by the
// engine and by sessions, which look ahead with it.
import { EngineState } from '../abi/engine';
import {
  Definition,
  DEFINITION_VENUE,
  Header,
  RecordFlag,
  RecordKind,
  SIZEOF_DEFINITION,
} from '../abi/records';
import { Status } from '../abi/status';
import { configOf, definitionOf, instrumentAt, keyHash } from './instrument';
import { fitRecord } from './rescale';

/** What a definition says: all behind its version. */
@inline const DEFINITION_REST: usize = SIZEOF_DEFINITION - DEFINITION_VENUE;

/** Brings a record to the engine's scales where its source has its own (`scales`: table, or 0). */
@inline
export function fit(engine: EngineState, scales: u32, record: Header): i32 {
  const id = <u32>record.instrumentId;
  if (scales == 0 || id >= configOf(engine).instrumentsMax) return Status.Ok;
  return fitRecord(<usize>scales, instrumentAt(engine, id), record);
}

/**
 * A definition that says what holds already: files that continue each other begin with one each.
 * It is passed over, so that a stream is the same in one file and in several.
 */
export function isRepeated(engine: EngineState, record: Header): bool {
  const id = <u32>record.instrumentId;
  if (id >= engine.instrumentCount) return false;
  const inst = instrumentAt(engine, id);
  if (inst.defined == 0) return false;
  const at = changetype<usize>(record);
  const held = changetype<usize>(definitionOf(inst));
  return memory.compare(at + DEFINITION_VENUE, held + DEFINITION_VENUE, DEFINITION_REST) == 0;
}

/** When a record is due: rows without a place in the receive order come with their neighbours. */
@inline
export function dueTime(record: Header): i64 {
  return (record.flags & RecordFlag.Local) != 0 || record.kind == RecordKind.Definition
    ? record.recvTsNs
    : i64.MIN_VALUE;
}

/** Orders records of one time by their instrument, whatever files they come from. */
function tieKey(engine: EngineState, record: Header): u64 {
  if (record.kind == RecordKind.Definition) return keyHash(changetype<Definition>(record));
  const id = <u32>record.instrumentId;
  return id < engine.instrumentCount ? instrumentAt(engine, id).keyHash : 0;
}

/** Cursor whose record comes next; -1: `stopCursor` must be refilled; -2: all ended. */
@inline
export function pickCursor(engine: EngineState, cursors: usize, count: u32): i32 {
  let picked: i32 = -2;
  let earliest = i64.MAX_VALUE;
  let first = changetype<Header>(0);
  for (let i: u32 = 0; i < count; i++) {
    const cursor = cursors + ((<usize>i) << 4);
    const position = load<u32>(cursor);
    const end = load<u32>(cursor, 4);
    if (end == 0) continue;
    if (position >= end) {
      engine.stopCursor = i;
      return -1;
    }
    const record = changetype<Header>(<usize>position);
    const time = dueTime(record);
    const sooner = picked == -2 || time < earliest;
    if (sooner || (time == earliest && tieKey(engine, record) < tieKey(engine, first))) {
      picked = <i32>i;
      earliest = time;
      first = record;
    }
  }
  return picked;
}
