// Ids 512 to 639: which kernel an id stands for (src/indicators/catalogue/patterns.ts).

export function patternsSize(_id: u32, _params: usize): u32 {
  return 0;
}

export function patternsInit(_id: u32, _s: usize, _params: usize): void {
  unreachable();
}

export function patternsRun(_id: u32, _s: usize, _inputs: usize, _outputs: usize, _n: u32): void {
  unreachable();
}
