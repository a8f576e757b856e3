// Buffers in core memory that sources use one after the other. The arena gives nothing back, so
// that a source of its own buffers would cost them for the whole run, however small it is.
import type { Core } from '../core/core.ts';

export class CorePool<T> {
  readonly #free = new WeakMap<Core, T[]>();

  /** One that nobody uses, made when there is none. */
  async take(core: Core, make: () => T | Promise<T>): Promise<T> {
    return this.#free.get(core)?.pop() ?? make();
  }

  /** Gives it back; its memory must not be read any more. */
  give(core: Core, item: T): void {
    const free = this.#free.get(core);
    if (free === undefined) this.#free.set(core, [item]);
    else free.push(item);
  }
}
