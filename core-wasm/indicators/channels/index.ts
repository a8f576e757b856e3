// Ids 704 to 767: which kernel an id stands for (src/indicators/catalogue/channels.ts).

export function channelsSize(_id: u32, _params: usize): u32 {
  return 0;
}

export function channelsInit(_id: u32, _s: usize, _params: usize): void {
  unreachable();
}

export function channelsRun(_id: u32, _s: usize, _inputs: usize, _outputs: usize, _n: u32): void {
  unreachable();
}
