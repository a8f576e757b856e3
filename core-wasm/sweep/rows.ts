// Rows of bits: one bit for each bar of a block, 64 bars a word. Comparisons are made sixteen bars
// at a time; what rules make of them is and, or and shifts of whole words.

/** Bars of a block, and words of a row. */
@inline export const BLOCK: u32 = 512;
@inline export const WORDS: u32 = 8;
@inline export const ROW_BYTES: usize = 64;

/** Bits of 16 bars from the masks of eight pairs. */
@inline
function pack(m0: v128, m1: v128, m2: v128, m3: v128): v128 {
  const low = v128.shuffle<i32>(m0, m1, 0, 2, 4, 6);
  const high = v128.shuffle<i32>(m2, m3, 0, 2, 4, 6);
  return i16x8.narrow_i32x4_s(low, high);
}

@inline
function over(a: usize, b: usize): v128 {
  return f64x2.gt(v128.load(a), v128.load(b));
}

@inline
function eight(a: usize, b: usize): v128 {
  return pack(over(a, b), over(a + 16, b + 16), over(a + 32, b + 32), over(a + 48, b + 48));
}

/** A bit for each of 512 bars: whether a > b. Never where one of them is NaN. */
export function isOver(a: usize, b: usize, row: usize): void {
  for (let word: usize = 0; word < ROW_BYTES; word += 8) {
    let bits: u64 = 0;
    for (let part: u64 = 0; part < 64; part += 16) {
      const sixteen = i8x16.narrow_i16x8_s(eight(a, b), eight(a + 64, b + 64));
      bits |= (<u64>i8x16.bitmask(sixteen)) << part;
      a += 128;
      b += 128;
    }
    store<u64>(row + word, bits);
  }
}

/** A bit for each of `n` values: whether it is a number. Those behind have none. */
export function areValid(values: usize, n: u32, row: usize): void {
  memory.fill(row, 0, ROW_BYTES);
  for (let i: u32 = 0; i < n; i++) {
    const value = load<f64>(values + ((<usize>i) << 3));
    if (value != value) continue;
    const at = row + ((<usize>(i >> 6)) << 3);
    store<u64>(at, load<u64>(at) | ((<u64>1) << (<u64>(i & 63))));
  }
}
