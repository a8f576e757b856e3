// Ids 192 to 255: which kernel an id stands for (src/indicators/catalogue/volume.ts).

export function volumeSize(_id: u32, _params: usize): u32 {
  return 0;
}

export function volumeInit(_id: u32, _s: usize, _params: usize): void {
  unreachable();
}

export function volumeRun(_id: u32, _s: usize, _inputs: usize, _outputs: usize, _n: u32): void {
  unreachable();
}
