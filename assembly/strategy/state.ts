// What a strategy hands on to another run: numbers, which the host reads and writes in place.

let given: StaticArray<f64> | null = null;
let isRefused: bool = false;

/** Room for a state of `count` numbers: its address. */
export function roomFor(count: u32): u32 {
  const room = new StaticArray<f64>(<i32>count);
  given = room;
  return <u32>changetype<usize>(room);
}

/** What the host wrote there. */
export function givenState(): StaticArray<f64> {
  return given!;
}

/** The answer of a strategy that has no `restore` of its own. */
export function refuseState(): void {
  isRefused = true;
}

export function isStateRefused(): bool {
  return isRefused;
}
