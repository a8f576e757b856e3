// Ids 768 to 831: which kernel an id stands for (src/indicators/catalogue/oscillators.ts).

export function oscillatorsSize(_id: u32, _params: usize): u32 {
  return 0;
}

export function oscillatorsInit(_id: u32, _s: usize, _params: usize): void {
  unreachable();
}

export function oscillatorsRun(
  _id: u32,
  _s: usize,
  _inputs: usize,
  _outputs: usize,
  _n: u32,
): void {
  unreachable();
}
