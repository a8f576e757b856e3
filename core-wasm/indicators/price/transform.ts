// Means of a bar's prices.
import { column } from '../kernel';

@inline const HALF: f64 = 0.5;

export function averageRun(inputs: usize, outputs: usize, n: u32): void {
  const open = column(inputs, 0);
  const high = column(inputs, 1);
  const low = column(inputs, 2);
  const close = column(inputs, 3);
  const out = column(outputs, 0);
  const end = (<usize>n) << 3;
  for (let p: usize = 0; p < end; p += 8)
    store<f64>(
      out + p,
      (load<f64>(high + p) + load<f64>(low + p) + load<f64>(close + p) + load<f64>(open + p)) *
        0.25,
    );
}

export function medianRun(inputs: usize, outputs: usize, n: u32): void {
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const out = column(outputs, 0);
  const end = (<usize>n) << 3;
  for (let p: usize = 0; p < end; p += 8)
    store<f64>(out + p, (load<f64>(high + p) + load<f64>(low + p)) * HALF);
}

export function typicalRun(inputs: usize, outputs: usize, n: u32): void {
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const close = column(inputs, 2);
  const out = column(outputs, 0);
  const end = (<usize>n) << 3;
  for (let p: usize = 0; p < end; p += 8)
    store<f64>(out + p, (load<f64>(high + p) + load<f64>(low + p) + load<f64>(close + p)) / 3.0);
}

export function weightedRun(inputs: usize, outputs: usize, n: u32): void {
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const close = column(inputs, 2);
  const out = column(outputs, 0);
  const end = (<usize>n) << 3;
  for (let p: usize = 0; p < end; p += 8)
    store<f64>(
      out + p,
      (load<f64>(high + p) + load<f64>(low + p) + load<f64>(close + p) * 2.0) * 0.25,
    );
}
