// What needs the phase of the dominant cycle or the mean over it: HT_DCPHASE, HT_SINE,
// HT_TRENDLINE, HT_TRENDMODE.
import { atan, cos, sin } from '../../math/transcendental';
import { barsBefore, column, fillNotYet } from '../kernel';
import { at, later, put } from '../overlap/column';
import { DEGREES, Hilbert, hilbertStart, hilbertStep, SIZEOF_HILBERT } from './hilbert';

@unmanaged
class Cycle {
  seen: u32;
  slot: u32;
  /** Length of the cycle that the tables are of. */
  length: u32;
  daysInTrend: u32;
  phase: f64;
  sine: f64;
  lead: f64;
  /** Means over the cycle of the last bars. */
  mean1: f64;
  mean2: f64;
  mean3: f64;
}
@inline const HILBERT: usize = 64;
// Histories of 64 bars, by slot: a cycle has 50 at most.
@inline const PRICES: usize = HILBERT + <usize>SIZEOF_HILBERT;
@inline const SMOOTHED: usize = PRICES + 512;
// Sine and cosine at each bar of a cycle.
@inline const SINES: usize = SMOOTHED + 512;
@inline const COSINES: usize = SINES + 512;
@inline const BEGIN: u32 = 63;
@inline const START: u32 = 37;
/** Radians of a turn. */
@inline const TURN: f64 = 6.283185307179586477;

export function phaseSize(): u32 {
  return <u32>COSINES + 512;
}

export function phaseInit(s: usize): void {
  hilbertStart(s + HILBERT, START);
}

/** Takes a price. */
@inline
function take(s: usize, price: f64): bool {
  const state = changetype<Cycle>(s);
  const slot = (state.slot + 1) & 63;
  state.slot = slot;
  put(s + PRICES, slot, price);
  const runs = hilbertStep(s + HILBERT, price);
  put(s + SMOOTHED, slot, runs ? changetype<Hilbert>(s + HILBERT).smooth : 0);
  return runs;
}

/** Length of the dominant cycle in whole bars. */
@inline
function lengthOf(s: usize): u32 {
  return <u32>(changetype<Hilbert>(s + HILBERT).smoothPeriod + 0.5);
}

/** The tables for a cycle of so many bars. */
function turn(s: usize, length: u32): void {
  changetype<Cycle>(s).length = length;
  for (let i: u32 = 0; i < length; i++) {
    const angle = (<f64>i * TURN) / <f64>length;
    put(s + SINES, i, sin(angle));
    put(s + COSINES, i, cos(angle));
  }
}

/** The phase in degrees, -45 to 315: of one turn over the smoothed prices of the cycle. */
function nextPhase(s: usize): f64 {
  const state = changetype<Cycle>(s);
  const length = lengthOf(s);
  if (length != state.length) turn(s, length);
  let real: f64 = 0;
  let imag: f64 = 0;
  for (let i: u32 = 0; i < length; i++) {
    const smooth = at(s + SMOOTHED, (state.slot - i) & 63);
    real += at(s + SINES, i) * smooth;
    imag += at(s + COSINES, i) * smooth;
  }
  let phase = state.phase;
  if (imag != 0) phase = atan(real / imag) * DEGREES;
  else if (real < 0) phase -= 90.0;
  else if (real > 0) phase += 90.0;
  // The smoothed price is late by about a bar.
  phase += 90.0 + 360.0 / changetype<Hilbert>(s + HILBERT).smoothPeriod;
  if (imag < 0) phase += 180.0;
  return phase > 315.0 ? phase - 360.0 : phase;
}

/** Mean of the prices over the cycle, weighted over four bars. */
function nextTrend(s: usize): f64 {
  const state = changetype<Cycle>(s);
  const length = lengthOf(s);
  let sum: f64 = 0;
  for (let i: u32 = 0; i < length; i++) sum += at(s + PRICES, (state.slot - i) & 63);
  // Without a period: of a NaN, or of prices that never moved.
  const isKnown = !isNaN(changetype<Hilbert>(s + HILBERT).smoothPeriod);
  const mean = length > 0 ? sum / <f64>length : isKnown ? 0 : NaN;
  const trend = 0.1 * (4.0 * mean + 3.0 * state.mean1 + 2.0 * state.mean2 + state.mean3);
  state.mean3 = state.mean2;
  state.mean2 = state.mean1;
  state.mean1 = mean;
  return trend;
}

/** Blanks the bars before the first value and counts the bars. */
@inline
function finish(s: usize, out: usize, n: u32): void {
  const state = changetype<Cycle>(s);
  fillNotYet(out, barsBefore(BEGIN, state.seen, n));
}

@inline
function counted(s: usize, n: u32): void {
  changetype<Cycle>(s).seen = later(changetype<Cycle>(s).seen, n);
}

export function phaseRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Cycle>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  for (let i: u32 = 0; i < n; i++) {
    if (take(s, at(x, i))) state.phase = nextPhase(s);
    put(out, i, state.phase);
  }
  finish(s, out, n);
  counted(s, n);
}

export function sineRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Cycle>(s);
  const x = column(inputs, 0);
  const sine = column(outputs, 0);
  const lead = column(outputs, 1);
  for (let i: u32 = 0; i < n; i++) {
    if (take(s, at(x, i))) state.phase = nextPhase(s);
    put(sine, i, sin(state.phase / DEGREES));
    put(lead, i, sin((state.phase + 45.0) / DEGREES));
  }
  finish(s, sine, n);
  finish(s, lead, n);
  counted(s, n);
}

export function trendlineRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  for (let i: u32 = 0; i < n; i++) {
    const runs = take(s, at(x, i));
    put(out, i, runs ? nextTrend(s) : 0);
  }
  finish(s, out, n);
  counted(s, n);
}

/** 1 while prices trend, 0 while they cycle. */
function nextMode(s: usize): f64 {
  const state = changetype<Cycle>(s);
  const h = changetype<Hilbert>(s + HILBERT);
  const phase = nextPhase(s);
  const turned = phase - state.phase;
  const sine = sin(phase / DEGREES);
  const lead = sin((phase + 45.0) / DEGREES);
  const crossed =
    (sine > lead && state.sine <= state.lead) || (sine < lead && state.sine >= state.lead);
  const trend = nextTrend(s);
  if (isNaN(trend)) return NaN;
  const days = crossed ? 1 : state.daysInTrend + 1;
  // Half a cycle without a crossing is a trend; no count beyond that matters.
  state.daysInTrend = min(days, 100);
  state.phase = phase;
  state.sine = sine;
  state.lead = lead;
  if (trend != 0 && abs((h.smooth - trend) / trend) >= 0.015) return 1;
  if (crossed || <f64>days < 0.5 * h.smoothPeriod) return 0;
  const usual = 360.0 / h.smoothPeriod;
  return h.smoothPeriod != 0 && turned > 0.67 * usual && turned < 1.5 * usual ? 0 : 1;
}

export function trendmodeRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  for (let i: u32 = 0; i < n; i++) {
    const runs = take(s, at(x, i));
    put(out, i, runs ? nextMode(s) : 0);
  }
  finish(s, out, n);
  counted(s, n);
}
