// Heikin Ashi: averaged candles.
import { column } from '../kernel';
import { get, Parts, put, SIZEOF_PARTS } from './parts';

export function heikinAshiSize(_params: usize): u32 {
  return SIZEOF_PARTS;
}

// seen: bars taken, up to 1; u, v: open and close of the candle before.
export function heikinAshiRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const opens = column(inputs, 0);
  const highs = column(inputs, 1);
  const lows = column(inputs, 2);
  const closes = column(inputs, 3);
  const outOpen = column(outputs, 0);
  const outHigh = column(outputs, 1);
  const outLow = column(outputs, 2);
  const outClose = column(outputs, 3);
  let lastOpen = state.u;
  let lastClose = state.v;
  if (state.seen == 0) {
    state.seen = 1;
    lastOpen = get(opens, 0);
    lastClose = get(closes, 0);
  }
  for (let i: u32 = 0; i < n; i++) {
    const high = get(highs, i);
    const low = get(lows, i);
    const open = (lastOpen + lastClose) * 0.5;
    const close = (get(opens, i) + high + low + get(closes, i)) * 0.25;
    put(outOpen, i, open);
    put(outHigh, i, max(high, max(open, close)));
    put(outLow, i, min(low, min(open, close)));
    put(outClose, i, close);
    lastOpen = open;
    lastClose = close;
  }
  state.u = lastOpen;
  state.v = lastClose;
}
