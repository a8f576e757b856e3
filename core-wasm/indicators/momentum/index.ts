// Ids 64 to 127: which kernel an id stands for (src/indicators/catalogue/momentum.ts).

export function momentumSize(_id: u32, _params: usize): u32 {
  return 0;
}

export function momentumInit(_id: u32, _s: usize, _params: usize): void {
  unreachable();
}

export function momentumRun(_id: u32, _s: usize, _inputs: usize, _outputs: usize, _n: u32): void {
  unreachable();
}
