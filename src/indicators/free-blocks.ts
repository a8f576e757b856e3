// Which blocks of a memory are free. Neighbours merge, so that what was given back serves any size.

/** Blocks begin at multiples of this, and are multiples of it. */
export const UNIT = 64;

/** Blocks of nearly the size that are looked at before a larger one is cut. */
const LOOKS = 16;

/** Four bins between powers of two: 2^26 units are all of a memory. */
const BINS = 4 * 26;

function binOf(bytes: number): number {
  const units = bytes / UNIT;
  if (units < 4) return units;
  const power = 31 - Math.clz32(units);
  return 4 * (power - 1) + ((units >>> (power - 2)) & 3);
}

export class FreeBlocks {
  private readonly sizes = new Map<number, number>();
  private readonly startByEnd = new Map<number, number>();
  private readonly bins = Array.from({ length: BINS }, () => new Set<number>());

  private add(at: number, bytes: number): void {
    this.sizes.set(at, bytes);
    this.startByEnd.set(at + bytes, at);
    this.bins[binOf(bytes)]?.add(at);
  }

  private remove(at: number, bytes: number): void {
    this.sizes.delete(at);
    this.startByEnd.delete(at + bytes);
    this.bins[binOf(bytes)]?.delete(at);
  }

  /** The tightest of some blocks in the bin of such sizes. */
  private near(bytes: number): number | undefined {
    const bin = this.bins[binOf(bytes)];
    if (bin === undefined || bin.size === 0) return undefined;
    let best: number | undefined;
    let least = Number.POSITIVE_INFINITY;
    let looks = LOOKS;
    for (const at of bin) {
      const size = this.sizes.get(at) ?? 0;
      if (size === bytes) return at;
      if (size > bytes && size < least) {
        best = at;
        least = size;
      }
      if (--looks === 0) break;
    }
    return best;
  }

  /** Any block of a higher bin. */
  private larger(bytes: number): number | undefined {
    for (let k = binOf(bytes) + 1; k < BINS; k++) {
      const bin = this.bins[k];
      if (bin !== undefined && bin.size > 0) return bin.values().next().value;
    }
    return undefined;
  }

  /** Takes `bytes`, a multiple of UNIT; undefined where no free block is found to hold them. */
  take(bytes: number): number | undefined {
    if (this.sizes.size === 0) return undefined;
    const at = this.near(bytes) ?? this.larger(bytes);
    if (at === undefined) return undefined;
    const size = this.sizes.get(at) ?? 0;
    this.remove(at, size);
    if (size > bytes) this.add(at + bytes, size - bytes);
    return at;
  }

  /** Gives a block back, which joins its free neighbours. */
  give(at: number, bytes: number): void {
    const before = this.startByEnd.get(at);
    const start = before ?? at;
    if (before !== undefined) this.remove(before, at - before);
    const after = this.sizes.get(at + bytes) ?? 0;
    if (after > 0) this.remove(at + bytes, after);
    this.add(start, at + bytes + after - start);
  }

  /** Takes the free block that ends at `end` out for good; gives its start, or `end`. */
  takeBefore(end: number): number {
    const start = this.startByEnd.get(end);
    if (start === undefined) return end;
    this.remove(start, end - start);
    return start;
  }
}
