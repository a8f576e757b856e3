// Realised spreads: what an aggressor's counterpart is left with once the middle has moved on. Each
// trade waits for its time in a queue of fixed size.
import { configOf, Micro, partOf, Part, SIZEOF_WAITING, stateOf } from './layout';
import { rollAdd, rollMean } from './roll';

/** One trade that waits: when it is due, its price, its side. */
@unmanaged
class Waiting {
  dueNs: i64;
  price: i64;
  side: i64;
}

function waitingAt(m: Micro, k: u32): Waiting {
  const size = configOf(m).realisedPending;
  const s = stateOf(m);
  const i = s.waitingFirst + k;
  const place = i >= size ? i - size : i;
  return changetype<Waiting>(
    changetype<usize>(m) + <usize>s.waitingAt + <usize>(place * SIZEOF_WAITING),
  );
}

/** Compares the trades that were due before `ts` with the middle of that time, if there is one. */
export function settleSpreads(m: Micro, ts: i64): void {
  const s = stateOf(m);
  while (s.waitingCount > 0) {
    const trade = waitingAt(m, 0);
    if (trade.dueNs >= ts) return;
    if (s.hasMid) {
      const spreads = partOf(m, Part.Realised);
      m.realisedSpread = <f64>(trade.side * (2 * trade.price - s.mid2));
      rollAdd(spreads, m.realisedSpread);
      if (spreads.count > 0) m.realisedSpreadMean = rollMean(spreads);
    }
    s.waitingFirst = s.waitingFirst + 1 == configOf(m).realisedPending ? 0 : s.waitingFirst + 1;
    s.waitingCount--;
  }
}

/** Lets the last trade, at `price`, wait; where there is no place left it is counted as missed. */
export function awaitSpread(m: Micro, price: i64): void {
  const c = configOf(m);
  if (c.realisedPending == 0 || m.side == 0) return;
  const s = stateOf(m);
  if (s.waitingCount == c.realisedPending) {
    m.realisedMissed++;
    return;
  }
  const trade = waitingAt(m, s.waitingCount++);
  trade.dueNs = m.tsNs + c.realisedNs;
  trade.price = price;
  trade.side = <i64>m.side;
}
