// Ids 256 to 319: which kernel an id stands for (src/indicators/catalogue/statistics.ts).

export function statisticsSize(_id: u32, _params: usize): u32 {
  return 0;
}

export function statisticsInit(_id: u32, _s: usize, _params: usize): void {
  unreachable();
}

export function statisticsRun(_id: u32, _s: usize, _inputs: usize, _outputs: usize, _n: u32): void {
  unreachable();
}
