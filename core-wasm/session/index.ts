// What the host and tests reach of sessions.
import { SessionState } from '../abi/session';
import { Status } from '../abi/status';
import { cancel, replace, submit } from './commands';
import { orderAt, orderFind } from './orders';
import { Definition } from '../abi/records';
import { define } from './feed';
import { CurveState } from '../abi/recorder';
import { markAll } from './booking';
import { curveShow } from './curve';
import { recordEnd } from './recorder';
import { timerClear, timerSet } from './timers';

export { sessionInit, sessionSize, sessionTrade } from './init';
export { sessionRecord } from './recorder';
export { sessionRun } from './run';
export { sessionSeries } from './series';

/** See `submit`: the order at the session's `command` address. */
export function sessionSubmit(at: u32): i32 {
  return submit(changetype<SessionState>(<usize>at));
}

export function sessionCancel(at: u32): i32 {
  return cancel(changetype<SessionState>(<usize>at));
}

export function sessionReplace(at: u32): i32 {
  return replace(changetype<SessionState>(<usize>at));
}

/** Sets a timer; due time and interval (i64 ns each) stand at the session's `command` address. */
export function sessionTimer(at: u32, id: u32): i32 {
  const s = changetype<SessionState>(<usize>at);
  return timerSet(s, id, <usize>s.command);
}

export function sessionClearTimer(at: u32, id: u32): i32 {
  return timerClear(changetype<SessionState>(<usize>at), id);
}

/** Address of the OrderState with the id (i64 at `command`); 0: none is open. */
export function sessionOrder(at: u32): u32 {
  const s = changetype<SessionState>(<usize>at);
  return <u32>orderFind(s, load<i64>(<usize>s.command));
}

/** Address of the open order at `index` of `openOrders`. */
export function sessionOpenOrder(at: u32, index: u32): u32 {
  return <u32>orderAt(changetype<SessionState>(<usize>at), index);
}

/** Defines an instrument (Definition at `record`) before the first run. */
export function sessionDefine(at: u32, record: u32): i32 {
  return define(changetype<SessionState>(<usize>at), changetype<Definition>(<usize>record));
}

/** The last samples of a recorded run. Ok, or OutputFull: take the mark-outs and call again. */
export function sessionRecordEnd(at: u32): i32 {
  return recordEnd(changetype<SessionState>(<usize>at)) ? Status.Ok : Status.OutputFull;
}

/** Points of the curve at `curve` (CurveState): so many rows of its columns can be read now. */
export function sessionCurve(curve: u32): u32 {
  return curveShow(changetype<CurveState>(<usize>curve));
}

/** Values all that is open at its present price: before equity is read. */
export function sessionMark(at: u32): void {
  markAll(changetype<SessionState>(<usize>at));
}
