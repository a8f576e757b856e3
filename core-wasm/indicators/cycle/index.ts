// Ids 384 to 447: which kernel an id stands for (src/indicators/catalogue/cycle.ts).

export function cycleSize(_id: u32, _params: usize): u32 {
  return 0;
}

export function cycleInit(_id: u32, _s: usize, _params: usize): void {
  unreachable();
}

export function cycleRun(_id: u32, _s: usize, _inputs: usize, _outputs: usize, _n: u32): void {
  unreachable();
}
