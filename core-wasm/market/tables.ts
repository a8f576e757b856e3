// The laws of the generated market as tables, computed at init from +, -, *, / and square roots
// alone: those are exact by IEEE 754, so the tables have the same bytes everywhere. `Math.exp`
// and `Math.log` are not used: their tables would be static data.
//
//   from     bytes   what
//   0        8192    1024 f64: -ln(1 - x/2) for x in (0, 1)
//   8192     8208    1026 f64: exp(-x) for x = 0, 1/64, ... 16
//   16400    8192    2048 u32: order sizes in 1/16 of the everyday size; from 1024 on round ones
//   24592    8192    4096 u16: distance from the best price, in ticks, orders near it
//   32784    8192    4096 u16: the same, orders far from it
import { MarketState, TABLES, WINDOW_RADIUS, baseOf } from './layout';

@inline const LOG_TABLE: usize = TABLES;
@inline const EXP_TABLE: usize = TABLES + 8192;
@inline const SIZE_TABLE: usize = TABLES + 16400;
@inline const NEAR_TABLE: usize = TABLES + 24592;
@inline const FAR_TABLE: usize = TABLES + 32784;
@inline const LN2: f64 = 0.6931471805599453;

/** -ln(1 - x) by its series; x in [0, 1/2]. */
function minusLog1m(x: f64): f64 {
  let power = x;
  let sum: f64 = 0;
  for (let n = 1; n <= 60; n++) {
    sum += power / <f64>n;
    power *= x;
  }
  return sum;
}

/** The nearest of 1, 2, 5, 10, 20, 50, ... at or below `x`, at least 1. */
function roundNumber(x: u32): u32 {
  let unit: u32 = 1;
  while (unit * 10 <= x) unit *= 10;
  if (x >= unit * 5) return unit * 5;
  return x >= unit * 2 ? unit * 2 : unit;
}

/** Fills the tables. Once, at init. */
export function tablesInit(s: MarketState, typicalLots: u32): void {
  const base = baseOf(s);
  for (let i: usize = 0; i < 1024; i++) {
    store<f64>(base + LOG_TABLE + (i << 3), minusLog1m((<f64>i + 0.5) / 2048.0));
    // P(size > x) falls as x^(-4/3): sizes of orders and trades have heavy tails.
    const u = (<f64>i + 0.5) / 1024.0;
    const q = sqrt<f64>(u);
    const lots = <f64>typicalLots * (1.0 / (q * sqrt<f64>(q)) - 0.9);
    const whole = lots < 1.0 ? <u32>1 : <u32>lots;
    store<u32>(base + SIZE_TABLE + (i << 2), whole);
    store<u32>(base + SIZE_TABLE + 4096 + (i << 2), roundNumber(whole));
  }
  // exp(-1/64) by its series, then powers of it.
  let step: f64 = 1;
  let term: f64 = 1;
  for (let n = 1; n <= 20; n++) {
    term *= -1.0 / 64.0 / <f64>n;
    step += term;
  }
  let value: f64 = 1;
  for (let i: usize = 0; i < 1026; i++) {
    store<f64>(base + EXP_TABLE + (i << 3), value);
    value *= step;
  }
  for (let i: usize = 0; i < 4096; i++) {
    const u = (<f64>i + 0.5) / 4096.0;
    const near = 3.0 * (1.0 / u - 1.0);
    const far = 350.0 * (1.0 / u - 1.0);
    const most = <f64>(WINDOW_RADIUS / 2);
    store<u16>(base + NEAR_TABLE + (i << 1), <u16>(near < most ? near : most));
    store<u16>(base + FAR_TABLE + (i << 1), <u16>(far < most ? far : most));
  }
}

/** A standard exponential variate (mean 1) from 64 random bits. */
@inline export function exponential(s: MarketState, bits: u64): f64 {
  // A uniform number is 2^-k (1 - x/2): k counts leading zeros, x are the bits after them.
  const k = clz<u64>(bits | 1);
  const index = <usize>((bits << (k + 1)) >> 54);
  return <f64>(<i64>k) * LN2 + load<f64>(baseOf(s) + LOG_TABLE + (index << 3));
}

/** exp(-x) for x >= 0, to 1e-4; 0 from 16 on. */
@inline export function expMinus(s: MarketState, x: f64): f64 {
  if (x >= 16.0) return 0;
  const scaled = x * 64.0;
  const index = <i32>scaled;
  const fraction = scaled - <f64>index;
  return load<f64>(baseOf(s) + EXP_TABLE + ((<usize>index) << 3)) * (1.0 - fraction * 0.015625);
}

/** Lots of a new resting order. 13 random bits. */
@inline export function drawLots(s: MarketState, bits: u32): u32 {
  // Three of eight orders have round sizes.
  const round: u32 = (bits & 7) < 3 ? 1024 : 0;
  return load<u32>(baseOf(s) + SIZE_TABLE + ((<usize>(((bits >> 3) & 1023) + round)) << 2));
}

/** Ticks between a new order and the best price, close to it. 20 random bits. */
@inline export function drawNear(s: MarketState, bits: u32): i32 {
  const d = <u32>load<u16>(baseOf(s) + NEAR_TABLE + ((<usize>(bits & 4095)) << 1));
  return <i32>(d + ((d * ((bits >> 12) & 255)) >> 9));
}

/** Ticks between a new order and the best price, far from it. 20 random bits. */
@inline export function drawFar(s: MarketState, bits: u32): i32 {
  const d = <u32>load<u16>(baseOf(s) + FAR_TABLE + ((<usize>(bits & 4095)) << 1));
  return <i32>(d + ((d * ((bits >> 12) & 255)) >> 9));
}
