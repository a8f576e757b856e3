// Ids 832 to 895: which kernel an id stands for (src/indicators/catalogue/flow.ts).

export function flowSize(_id: u32, _params: usize): u32 {
  return 0;
}

export function flowInit(_id: u32, _s: usize, _params: usize): void {
  unreachable();
}

export function flowRun(_id: u32, _s: usize, _inputs: usize, _outputs: usize, _n: u32): void {
  unreachable();
}
