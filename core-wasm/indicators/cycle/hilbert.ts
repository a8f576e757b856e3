// Ehlers' Hilbert transformer: in-phase and quadrature parts of a smoothed price, and the period of
// the dominant cycle in bars, 6 to 50.
import { atan } from '../../math/transcendental';

@unmanaged
export class Hilbert {
  /** Bars taken, up to where all values are there. */
  seen: u32;
  /** Bar from which on the transformer runs: before, the price is only smoothed. */
  start: u32;
  /** Slot of the current bar in the histories. */
  slot: u32;
  pad: u32;
  price1: f64;
  price2: f64;
  price3: f64;
  smooth: f64;
  inPhase: f64;
  quadrature: f64;
  /** Phasor of the bar before, smoothed. */
  inPhase2: f64;
  quadrature2: f64;
  re: f64;
  im: f64;
  period: f64;
  smoothPeriod: f64;
}
@inline export const DEGREES: f64 = 57.295779513082320877;
// Histories of 16 bars each, by slot.
@inline const SMOOTH: usize = 112;
@inline const DETREND: usize = SMOOTH + 128;
@inline const QUADRATURE: usize = DETREND + 128;
@inline export const SIZEOF_HILBERT: u32 = <u32>QUADRATURE + 128;

export function hilbertStart(s: usize, start: u32): void {
  changetype<Hilbert>(s).start = start;
}

@inline
function ago(history: usize, slot: u32, bars: u32): f64 {
  return load<f64>(history + ((<usize>((slot - bars) & 15)) << 3));
}

/** The transformer's filter over every other bar, `late` bars ago. */
@inline
function filter(history: usize, slot: u32, late: u32): f64 {
  return (
    0.0962 * (ago(history, slot, late) - ago(history, slot, late + 6)) +
    0.5769 * (ago(history, slot, late + 2) - ago(history, slot, late + 4))
  );
}

@inline
function nextPeriod(before: f64, re: f64, im: f64): f64 {
  let period = before;
  if (re != 0 && im != 0) period = 360.0 / (atan(im / re) * DEGREES);
  if (period > 1.5 * before) period = 1.5 * before;
  if (period < 0.67 * before) period = 0.67 * before;
  if (period < 6.0) period = 6.0;
  else if (period > 50.0) period = 50.0;
  return 0.2 * period + 0.8 * before;
}

/** The next bar's price; whether the transformer ran. */
export function hilbertStep(s: usize, price: f64): bool {
  const h = changetype<Hilbert>(s);
  const smooth = 0.1 * (4.0 * price + 3.0 * h.price1 + 2.0 * h.price2 + h.price3);
  h.price3 = h.price2;
  h.price2 = h.price1;
  h.price1 = price;
  h.smooth = smooth;
  const seen = h.seen;
  if (seen < 64) h.seen = seen + 1;
  if (seen < h.start) return false;
  const slot = (h.slot + 1) & 15;
  h.slot = slot;
  const gain = 0.075 * h.period + 0.54;
  const cell = (<usize>slot) << 3;
  store<f64>(s + SMOOTH + cell, smooth);
  store<f64>(s + DETREND + cell, filter(s + SMOOTH, slot, 0) * gain);
  const quadrature = filter(s + DETREND, slot, 0) * gain;
  store<f64>(s + QUADRATURE + cell, quadrature);
  const inPhase = ago(s + DETREND, slot, 3);
  const aheadI = filter(s + DETREND, slot, 3) * gain;
  const aheadQ = filter(s + QUADRATURE, slot, 0) * gain;
  h.inPhase = inPhase;
  h.quadrature = quadrature;
  const q = 0.2 * (quadrature + aheadI) + 0.8 * h.quadrature2;
  const i = 0.2 * (inPhase - aheadQ) + 0.8 * h.inPhase2;
  h.re = 0.2 * (i * h.inPhase2 + q * h.quadrature2) + 0.8 * h.re;
  h.im = 0.2 * (i * h.quadrature2 - q * h.inPhase2) + 0.8 * h.im;
  h.quadrature2 = q;
  h.inPhase2 = i;
  h.period = nextPeriod(h.period, h.re, h.im);
  h.smoothPeriod = 0.33 * h.period + 0.67 * h.smoothPeriod;
  return true;
}
