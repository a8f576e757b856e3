// Powers of ten: for changes of scale, and for quanta as numbers of units.

/** 10^exponent for 0..18; 1 below. */
export function pow10(exponent: i32): i64 {
  let power: i64 = 1;
  for (let i = 0; i < exponent; i++) power *= 10;
  return power;
}

/** 10^exponent as a double, exact for 0..22; 1 below. */
export function tenTo(exponent: i32): f64 {
  let power: f64 = 1;
  for (let i = 0; i < exponent; i++) power *= 10;
  return power;
}

/** Quanta of a scale in units: one division or product, as the host does it. */
@inline
export function unitsOf(quanta: i64, scale: i32): f64 {
  return scale >= 0 ? <f64>quanta / tenTo(scale) : <f64>quanta * tenTo(-scale);
}
