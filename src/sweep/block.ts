// Memory of a sweep in the indicators module: taken in one go, given back at its end.
import type { IndicatorModule } from '../indicators/module.ts';

export class SweepMemory {
  readonly module: IndicatorModule;
  private readonly taken: { readonly at: number; readonly bytes: number }[] = [];

  constructor(module: IndicatorModule) {
    this.module = module;
  }

  /** @throws OutcryError OUT_OF_MEMORY */
  take(bytes: number): number {
    const at = this.module.alloc(Math.max(bytes, 8));
    this.taken.push({ at, bytes: Math.max(bytes, 8) });
    return at;
  }

  /** A column of doubles, with room up to a whole block. */
  doubles(values: Float64Array, room = values.length): number {
    const at = this.take(8 * room);
    this.module.f64.set(values, at >>> 3);
    return at;
  }

  longs(values: BigInt64Array): number {
    const at = this.take(8 * values.length);
    new BigInt64Array(this.module.f64.buffer, at, values.length).set(values);
    return at;
  }

  counts(values: Uint32Array | readonly number[]): number {
    const at = this.take(4 * values.length);
    this.module.u32.set(values, at >>> 2);
    return at;
  }

  /** A view of all memory; a new one after every `take`. */
  get view(): DataView {
    return new DataView(this.module.f64.buffer);
  }

  release(): void {
    for (const { at, bytes } of this.taken.splice(0)) this.module.release(at, bytes);
  }
}
