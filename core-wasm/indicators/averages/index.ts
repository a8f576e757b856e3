// Ids 640 to 703: which kernel an id stands for (src/indicators/catalogue/averages.ts).

export function averagesSize(_id: u32, _params: usize): u32 {
  return 0;
}

export function averagesInit(_id: u32, _s: usize, _params: usize): void {
  unreachable();
}

export function averagesRun(_id: u32, _s: usize, _inputs: usize, _outputs: usize, _n: u32): void {
  unreachable();
}
