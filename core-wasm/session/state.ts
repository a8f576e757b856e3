// Where a session keeps what: its head, then what the core alone sees of it (SessionParts), all
// placed in the arena at init. Nothing is allocated later but the books of new instruments.
import { EngineState } from '../abi/engine';
import {
  SessionInstrument,
  SessionState,
  SIZEOF_SESSION_INSTRUMENT,
  SIZEOF_SESSION_STATE,
} from '../abi/session';
import { SIZEOF_RANDOM } from '../math/random';

/** The session's own bookkeeping, behind SessionState. */
@unmanaged
export class SessionParts {
  /** Inbound records: [local, fed) are still to be seen by the strategy. */
  buffer: u32;
  bufferEnd: u32;
  local: u32;
  fed: u32;
  /** Records of the exchange's side by exchange time: ring of 16-byte references. */
  refs: u32;
  refsMask: u32;
  refsFirst: u32;
  refsCount: u32;
  /** Delay lines. */
  requests: u32;
  responses: u32;
  /** Answers of a venue before they go on their way. */
  scratch: u32;
  scratchEnd: u32;
  /** Timers: entries of 32 bytes. */
  timers: u32;
  timersMax: u32;
  timerCount: u32;
  venueFirst: u32;
  orderTable: u32;
  orderMask: u32;
  orderSlots: u32;
  orderFree: u32;
  openList: u32;
  /** Slot + 1 of an order that ended with the last event, chained by `slot`; 0: none. */
  ended: u32;
  instrumentsMax: u32;
  /** RecorderState; 0: the run is not recorded. */
  recorder: u32;
  /** Where the cursors stand, for the call that is running. */
  cursors: u32;
  cursorCount: u32;
  /** Bars that closed, and the series that the event's record is offered to next; 0: none. */
  bars: u32;
  barsLimit: u32;
  series: u32;
  /** What the event is besides its bars. */
  heldBits: u32;
  /** An event later than this needs a sample first, or the host. */
  stopNs: i64;
  /** Time of the last command, and how many there were at it. */
  commandsNs: i64;
  commandCount: u32;
  /** 1: the input has ended, and nothing leaves any more. */
  isOver: u32;
}
@inline const SIZEOF_PARTS: u32 = 144;
@inline const PARTS_AT: usize = (SIZEOF_SESSION_STATE + 63) & ~63;
@inline const RANDOM_AT: usize = PARTS_AT + SIZEOF_PARTS;

/** Bytes of the head with what stands behind it. */
@inline export const SESSION_HEAD: u32 = <u32>(RANDOM_AT + SIZEOF_RANDOM);

@inline
export function partsOf(s: SessionState): SessionParts {
  return changetype<SessionParts>(changetype<usize>(s) + PARTS_AT);
}

/** The generator of random latencies. */
@inline
export function randomOf(s: SessionState): usize {
  return changetype<usize>(s) + RANDOM_AT;
}

@inline
export function instrumentOf(s: SessionState, id: u32): SessionInstrument {
  const at = <usize>s.instruments + <usize>id * SIZEOF_SESSION_INSTRUMENT;
  return changetype<SessionInstrument>(at);
}

@inline
export function feedOf(s: SessionState): EngineState {
  return changetype<EngineState>(<usize>s.feed);
}

@inline
export function localOf(s: SessionState): EngineState {
  return changetype<EngineState>(<usize>s.local);
}

@inline
export function exchangeOf(s: SessionState): EngineState {
  return changetype<EngineState>(<usize>s.exchange);
}
