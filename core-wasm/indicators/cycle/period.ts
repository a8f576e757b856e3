// The dominant cycle: its period (HT_DCPERIOD) and its phasor (HT_PHASOR).
import { barsBefore, column, fillNotYet } from '../kernel';
import { at, later, put } from '../overlap/column';
import { Hilbert, hilbertStart, hilbertStep, SIZEOF_HILBERT } from './hilbert';

@inline const HILBERT: usize = 16;
@inline const BEGIN: u32 = 32;
@inline const START: u32 = 12;

/** Bars seen, then the transformer. */
export function cycleStateSize(): u32 {
  return <u32>HILBERT + SIZEOF_HILBERT;
}

export function cycleStateInit(s: usize): void {
  hilbertStart(s + HILBERT, START);
}

export function periodRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const h = changetype<Hilbert>(s + HILBERT);
  for (let i: u32 = 0; i < n; i++) {
    hilbertStep(s + HILBERT, at(x, i));
    put(out, i, h.smoothPeriod);
  }
  const seen = load<u32>(s);
  fillNotYet(out, barsBefore(BEGIN, seen, n));
  store<u32>(s, later(seen, n));
}

export function phasorRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const x = column(inputs, 0);
  const inPhase = column(outputs, 0);
  const quadrature = column(outputs, 1);
  const h = changetype<Hilbert>(s + HILBERT);
  for (let i: u32 = 0; i < n; i++) {
    hilbertStep(s + HILBERT, at(x, i));
    put(inPhase, i, h.inPhase);
    put(quadrature, i, h.quadrature);
  }
  const seen = load<u32>(s);
  const skip = barsBefore(BEGIN, seen, n);
  fillNotYet(inPhase, skip);
  fillNotYet(quadrature, skip);
  store<u32>(s, later(seen, n));
}
