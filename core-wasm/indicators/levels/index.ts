// Ids 960 to 1023: which kernel an id stands for (src/indicators/catalogue/levels.ts).

export function levelsSize(_id: u32, _params: usize): u32 {
  return 0;
}

export function levelsInit(_id: u32, _s: usize, _params: usize): void {
  unreachable();
}

export function levelsRun(_id: u32, _s: usize, _inputs: usize, _outputs: usize, _n: u32): void {
  unreachable();
}
