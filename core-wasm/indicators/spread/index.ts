// Ids 896 to 959: which kernel an id stands for (src/indicators/catalogue/spread.ts).

export function spreadSize(_id: u32, _params: usize): u32 {
  return 0;
}

export function spreadInit(_id: u32, _s: usize, _params: usize): void {
  unreachable();
}

export function spreadRun(_id: u32, _s: usize, _inputs: usize, _outputs: usize, _n: u32): void {
  unreachable();
}
