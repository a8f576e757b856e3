// What a strategy hands on to another run: numbers, which the host reads and writes in place.
import { Strategy } from './strategy';

/** Kept here, that it stays where the host writes. */
let given: StaticArray<f64> | null = null;
let isRefused: bool = false;

/** The answer of a strategy that has no `restore` of its own. */
export function refuseState(): void {
  isRefused = true;
}

/** Room for a state of `count` numbers: its address. */
export function roomFor(count: u32): u32 {
  const room = new StaticArray<f64>(<i32>count);
  given = room;
  return <u32>changetype<usize>(room);
}

/** False: the strategy takes no state. */
export function restored(strategy: Strategy): bool {
  isRefused = false;
  strategy.restore(given!);
  return !isRefused;
}
