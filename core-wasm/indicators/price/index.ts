// Ids 320 to 383: which kernel an id stands for (src/indicators/catalogue/price.ts).

export function priceSize(_id: u32, _params: usize): u32 {
  return 0;
}

export function priceInit(_id: u32, _s: usize, _params: usize): void {
  unreachable();
}

export function priceRun(_id: u32, _s: usize, _inputs: usize, _outputs: usize, _n: u32): void {
  unreachable();
}
