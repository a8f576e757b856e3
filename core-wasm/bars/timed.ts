// Bars that time cuts. A bar closes at the first event at or after its end, or when the host says
// that so much time has passed; never before. An input bar that ends with it closes it too.
import { BarFault, BarKind, BarOption, BarSource } from '../abi/bars';
import { HEADER_EXCHANGE_TS_NS } from '../abi/records';
import { closeBar, isFull, openBar } from './bar';
import { setInterval, setNextInterval } from './calendar';
import { addEvent, isEmptyBar } from './event';
import { Builder, Place, Stage, has } from './layout';

@inline function closeTimed(b: Builder): void {
  b.closedEndNs = b.endNs;
  closeBar(b, b.endNs, b.knownNs);
}

/** Whether filling up to `ts` would take more bars than allowed. */
export function isLongGap(b: Builder, ts: i64): bool {
  if (b.kind != BarKind.Time || !has(b, BarOption.Fill) || !(b.hasLast | b.isForming)) return false;
  const from = b.isForming ? b.endNs : b.closedEndNs;
  return ts > from && (ts - from) / b.barSize > <i64>b.fillMax;
}

/** Closes what has ended by `ts`, and fills. False: the output is full. */
export function advance(b: Builder, ts: i64): bool {
  if (b.isForming) {
    if (ts < b.endNs) return true;
    if (isFull(b)) return false;
    closeTimed(b);
  }
  if (!b.hasLast || !has(b, BarOption.Fill)) return true;
  setNextInterval(b, b.closedEndNs);
  while (b.endNs <= ts) {
    if (isFull(b)) return false;
    openBar(b, b.startNs);
    closeTimed(b);
    setNextInterval(b, b.closedEndNs);
  }
  return true;
}

/** Opens the bar that the event at the cursor is in. False: it is in none. */
function openFor(b: Builder): bool {
  if (b.place == Place.Late) setNextInterval(b, b.closedEndNs);
  else if (!setInterval(b, b.eventNs)) {
    b.outside++;
    return false;
  }
  openBar(b, b.startNs);
  return true;
}

/** Closes the bar if the input bar at `p` ends with it. */
function closeWithInput(b: Builder, end: i64): bool {
  if (!b.isForming || end < b.endNs) return true;
  if (isFull(b)) return false;
  closeTimed(b);
  return true;
}

/** Whether the input bar at `p` ends behind the bar that it starts in. Changes nothing. */
function isStraddling(b: Builder, p: usize): bool {
  if (isEmptyBar(b, p)) return false;
  const end = load<i64>(p, HEADER_EXCHANGE_TS_NS);
  if (b.isForming && b.eventNs < b.endNs) return end > b.endNs;
  const startNs = b.startNs;
  const endNs = b.endNs;
  const isOver = setInterval(b, b.eventNs) && end > b.endNs;
  b.startNs = startNs;
  b.endNs = endNs;
  return isOver;
}

/** Takes the event at `p`. False: the output is full, or `b.fault` says what is wrong. */
export function takeTimed(b: Builder, p: usize): bool {
  if (b.stage == Stage.Admitted) {
    if (b.place != Place.Late) {
      if (isLongGap(b, b.eventNs)) {
        b.fault = BarFault.LongGap;
        return false;
      }
      if (b.source == BarSource.Bars && isStraddling(b, p)) {
        b.fault = BarFault.Straddle;
        return false;
      }
      if (!advance(b, b.eventNs)) return false;
    }
    if (!addTo(b, p)) return b.fault == BarFault.None;
    b.stage = Stage.Added;
  }
  if (b.source != BarSource.Bars) return true;
  return closeWithInput(b, load<i64>(p, HEADER_EXCHANGE_TS_NS));
}

/** False: nothing was added. */
function addTo(b: Builder, p: usize): bool {
  if (b.source != BarSource.Bars) {
    if (!b.isForming && !openFor(b)) return false;
    return addEvent(b, p);
  }
  if (isEmptyBar(b, p)) return true;
  if (!b.isForming && !openFor(b)) return false;
  return addEvent(b, p);
}
