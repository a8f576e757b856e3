// Commands in, records out. The engine stops where the output is full, in the middle of whatever
// it does, and goes on from there.
import { MatchingPhase, MatchingState } from '../abi/matching';
import {
  CancelOrder,
  OrderHeader,
  OrderReason,
  OrderRecordKind,
  OrderStatus,
  ReplaceOrder,
  SIZEOF_CANCEL_ORDER,
  SIZEOF_SUBMIT_ORDER,
  SubmitOrder,
} from '../abi/orders';
import { Status } from '../abi/status';
import { endOrder, hasRoom, release, update, writeUpdate } from './book';
import { enter, settle } from './enter';
import { EXPIRIES, heapSize, heapTop } from './heap';
import { beginCancelAll, cancel, cancelAll, replace } from './replace';
import { extraAt, orderAt, stateAt } from './state';
import { popQueue, wake } from './stops';
import { submit } from './submit';
import { sweep } from './sweep';

@inline const SHORT: u32 = <u32>SIZEOF_CANCEL_ORDER;
/** Of the first eight bytes of a record: the instrument; all but the flags and the last two bits of
 * the kind, in which alone the kinds of commands differ. */
@inline const INSTRUMENT: u64 = (<u64>0xffff) << 48;
@inline const HEAD_COMMON: u64 = 0xffff00fcffffffff;
@inline const LONG: u32 = <u32>SIZEOF_SUBMIT_ORDER;

/** The active order is settled: what its trades triggered comes next. */
function afterSettle(s: MatchingState): void {
  if (s.firstTick != 0 && s.stopCount != 0) {
    wake(s, s.firstTick * s.tickSize);
    if (s.lastTick != s.firstTick) wake(s, s.lastTick * s.tickSize);
  }
  s.firstTick = 0;
  s.phase = s.queueHead == 0 ? MatchingPhase.Idle : MatchingPhase.Cascade;
}

/** The oldest triggered stop enters; false when there is no room to refuse it. */
function enterNext(s: MatchingState): bool {
  if (!hasRoom(s)) return false;
  const slot = popQueue(s);
  const reason = enter(s, slot);
  if (reason == OrderReason.None) {
    s.phase = MatchingPhase.Sweep;
    return true;
  }
  update(s, orderAt(changetype<usize>(s), slot), OrderStatus.Cancelled, reason);
  release(s, slot);
  if (s.queueHead == 0) s.phase = MatchingPhase.Idle;
  return true;
}

/** Goes on until the engine is idle; false when the output is full before that. */
function proceed(s: MatchingState): bool {
  while (s.phase != MatchingPhase.Idle) {
    if (s.phase == MatchingPhase.Sweep) {
      if (!sweep(s)) return false;
      s.phase = MatchingPhase.Settle;
    }
    if (s.phase == MatchingPhase.Settle) {
      if (!settle(s)) return false;
      afterSettle(s);
    } else if (s.phase == MatchingPhase.Cascade) {
      if (!enterNext(s)) return false;
    } else {
      if (!cancelAll(s)) return false;
      s.phase = MatchingPhase.Idle;
    }
  }
  return true;
}

/** Moves the time on; orders whose time is over end, earliest first. False: output full. */
function advance(s: MatchingState, timeNs: i64): bool {
  if (timeNs > s.timeNs) s.timeNs = timeNs;
  while (heapSize(s, EXPIRIES) != 0) {
    const slot = heapTop(s, EXPIRIES);
    if (extraAt(changetype<usize>(s), slot).expireTsNs > s.timeNs) return true;
    if (!hasRoom(s)) return false;
    endOrder(s, slot, OrderStatus.Expired, OrderReason.TimeOver);
  }
  return true;
}

/** Status of a record that is no command: Ok when it is one. */
function inspect(command: OrderHeader, room: usize): i32 {
  if (room < 24) return Status.TooLarge;
  const size = command.size;
  const kind = command.kind;
  if (kind < OrderRecordKind.Submit || kind > OrderRecordKind.CancelAll) return Status.UnknownKind;
  if (size != SHORT && (size != LONG || kind != OrderRecordKind.Submit)) return Status.BadArgument;
  return <usize>size > room ? Status.TooLarge : Status.Ok;
}

/** What the first eight bytes of a short command for this engine have in common. */
@inline
function plainHead(s: MatchingState): u64 {
  return (s.updateHead & INSTRUMENT) | ((<u64>OrderRecordKind.Submit) << 32) | SHORT;
}

/** Whether a short command can be carried out at once: the questions of the loop in one. */
@inline
function isPlain(s: MatchingState, command: OrderHeader, plain: u64): bool {
  const head = load<u64>(changetype<usize>(command)) & HEAD_COMMON;
  return head == plain && heapSize(s, EXPIRIES) == 0 && hasRoom(s);
}

/** Carries a command out as far as it needs one record at most; there is room for that. */
@inline
function dispatch(s: MatchingState, command: OrderHeader): void {
  const at = changetype<usize>(command);
  const kind = command.kind;
  if (kind == OrderRecordKind.Submit) submit(s, changetype<SubmitOrder>(at));
  else if (kind == OrderRecordKind.Cancel) cancel(s, changetype<CancelOrder>(at));
  else if (kind == OrderRecordKind.Replace) replace(s, changetype<ReplaceOrder>(at));
  else beginCancelAll(s, changetype<CancelOrder>(at));
}

/** Refuses a command of another instrument, whose number the answer has. */
function refuseInstrument(s: MatchingState, command: OrderHeader): void {
  const at = changetype<usize>(command);
  const out = <usize>s.out;
  const order = changetype<SubmitOrder>(at);
  const isSubmit = command.kind == OrderRecordKind.Submit;
  const isReplace = command.kind == OrderRecordKind.Replace;
  const owner = isSubmit
    ? order.ownerId
    : isReplace
      ? changetype<ReplaceOrder>(at).ownerId
      : changetype<CancelOrder>(at).ownerId;
  const price = isSubmit || isReplace ? order.price : 0;
  const side: u8 = isSubmit ? order.side : 0;
  const reason = OrderReason.UnknownInstrument;
  writeUpdate(s, order.orderId, price, 0, 0, OrderStatus.Rejected, reason, side, owner);
  changetype<OrderHeader>(out).instrumentId = command.instrumentId;
}

function begin(s: MatchingState, out: usize, outEnd: usize): void {
  s.out = <u32>out;
  // No room at all looks like an output that ended long ago.
  s.outLast = outEnd < out + SHORT ? 0 : <u32>(outEnd - SHORT);
}

function end(s: MatchingState, consumed: usize, out: usize, status: i32): i32 {
  s.consumed = <u32>consumed;
  s.written = s.out - <u32>out;
  return status;
}

/**
 * Carries out the commands in [start, end) and writes what comes of them to [out, outEnd).
 * The head of the engine says how many bytes were consumed and written. Returns Ok when all
 * commands are done; OutputFull when the output is too small: call again with the commands that
 * were not consumed and with new room (a command counts as consumed when it has begun; what is left
 * of it comes first). Refuses, in front of the record in question: UnknownKind, BadArgument (a
 * size that the kind cannot have), TooLarge (the record ends behind `end`).
 */
export function matchRun(e: usize, start: usize, stop: usize, out: usize, outEnd: usize): i32 {
  const s = stateAt(e);
  begin(s, out, outEnd);
  if (s.phase != MatchingPhase.Idle && !proceed(s)) return end(s, 0, out, Status.OutputFull);
  let at = start;
  const plain = plainHead(s);
  while (at < stop) {
    const command = changetype<OrderHeader>(at);
    if (stop - at >= SHORT && isPlain(s, command, plain)) {
      s.timeNs = max<i64>(s.timeNs, command.recvTsNs);
      at += SHORT;
      dispatch(s, command);
      if (s.phase != MatchingPhase.Idle && !proceed(s))
        return end(s, at - start, out, Status.OutputFull);
      continue;
    }
    const status = inspect(command, stop - at);
    if (status < 0) return end(s, at - start, out, status);
    if (!advance(s, command.recvTsNs) || !hasRoom(s))
      return end(s, at - start, out, Status.OutputFull);
    at += command.size;
    if (command.instrumentId != <u16>(s.updateHead >> 48)) {
      refuseInstrument(s, command);
      continue;
    }
    dispatch(s, command);
    if (s.phase != MatchingPhase.Idle && !proceed(s))
      return end(s, at - start, out, Status.OutputFull);
  }
  return end(s, at - start, out, Status.Ok);
}

/**
 * Moves the time to the i64 at `timePtr` without a command; orders whose time is over by then end.
 * Returns Ok or OutputFull: call again with new room.
 */
export function matchAdvance(e: usize, timePtr: usize, out: usize, outEnd: usize): i32 {
  const s = stateAt(e);
  begin(s, out, outEnd);
  if (s.phase != MatchingPhase.Idle && !proceed(s)) return end(s, 0, out, Status.OutputFull);
  return end(s, 0, out, advance(s, load<i64>(timePtr)) ? Status.Ok : Status.OutputFull);
}
