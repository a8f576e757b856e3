// Powers of ten for changes of scale.

/** 10^exponent for 0..18; 1 below. */
export function pow10(exponent: i32): i64 {
  let power: i64 = 1;
  for (let i = 0; i < exponent; i++) power *= 10;
  return power;
}
