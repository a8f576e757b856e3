// Ids 448 to 511: which kernel an id stands for (src/indicators/catalogue/maths.ts).

export function mathsSize(_id: u32, _params: usize): u32 {
  return 0;
}

export function mathsInit(_id: u32, _s: usize, _params: usize): void {
  unreachable();
}

export function mathsRun(_id: u32, _s: usize, _inputs: usize, _outputs: usize, _n: u32): void {
  unreachable();
}
