// Lines of the run's log. Nothing is copied and nothing is made: a line is the address of its text,
// which stays where it is, and its numbers. The host takes them after each event that wrote some.
//
//   line    u32 address of the text | u32 how many numbers | f64 each of three

@inline const LINE_BYTES: usize = 32;
/** Lines that are kept of one event; those beyond are counted. */
@inline const LINES_MAX: u32 = 1024;
/** A NaN that no calculation gives: there is no such number. */
@inline const NONE: u64 = 0x7ff8_6e6f_6e65_0001;

let lines: usize = 0;
let count: u32 = 0;

/** How many of the numbers of a line there are: of the first ones that are none, no more. */
function put(at: usize, a: f64, b: f64, c: f64): void {
  store<f64>(at, a, 8);
  store<f64>(at, b, 16);
  store<f64>(at, c, 24);
  let given: u32 = 0;
  while (given < 3 && load<u64>(at + 8 + ((<usize>given) << 3)) != NONE) given++;
  store<u32>(at, given, 4);
}

/**
 * A line of the run's log, with the time of the event: the text, then the numbers, as JavaScript
 * writes them, each behind a space. Takes no memory; a text that is put together of others does.
 */
export function log(
  text: string,
  a: f64 = reinterpret<f64>(NONE),
  b: f64 = reinterpret<f64>(NONE),
  c: f64 = reinterpret<f64>(NONE),
): void {
  if (lines == 0) lines = heap.alloc(<usize>LINES_MAX * LINE_BYTES);
  if (count < LINES_MAX) {
    const at = lines + <usize>count * LINE_BYTES;
    store<u32>(at, <u32>changetype<usize>(text));
    put(at, a, b, c);
  }
  count++;
}

@inline
export function hasLogged(): bool {
  return count != 0;
}

/** Address of the lines that `strategyLogTake` speaks of. */
export function strategyLogLines(): u32 {
  return <u32>lines;
}

/** Lines since the last call; of those beyond `strategyLogMax` the number alone is known. */
export function strategyLogTake(): u32 {
  const taken = count;
  count = 0;
  return taken;
}

export function strategyLogMax(): u32 {
  return LINES_MAX;
}
