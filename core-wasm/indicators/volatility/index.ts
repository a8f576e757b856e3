// Ids 128 to 191: which kernel an id stands for (src/indicators/catalogue/volatility.ts).

export function volatilitySize(_id: u32, _params: usize): u32 {
  return 0;
}

export function volatilityInit(_id: u32, _s: usize, _params: usize): void {
  unreachable();
}

export function volatilityRun(_id: u32, _s: usize, _inputs: usize, _outputs: usize, _n: u32): void {
  unreachable();
}
