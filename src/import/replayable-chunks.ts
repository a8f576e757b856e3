// A byte stream whose beginning can be read twice: once to see which scales and kinds it holds,
// then again with the rest. What is kept is bounded.
import type { ByteSource } from '../fs/types.ts';

/** Uncompressed bytes that are looked at beforehand: about 10,000 rows. */
const PREFIX_BYTES = 1 << 20;

export class ReplayableChunks {
  readonly #iterator: AsyncIterator<Uint8Array>;
  readonly #kept: Uint8Array[] = [];
  #failure: unknown;
  #isEnded = false;

  constructor(source: ByteSource) {
    this.#iterator = source.chunks()[Symbol.asyncIterator]();
  }

  /** The first bytes of the stream. A fault in them ends the prefix; `all` will throw it. */
  async *prefix(): AsyncGenerator<Uint8Array, void, undefined> {
    let bytes = 0;
    while (bytes < PREFIX_BYTES) {
      try {
        const next = await this.#iterator.next();
        if (next.done === true) {
          this.#isEnded = true;
          return;
        }
        const chunk = next.value.slice();
        this.#kept.push(chunk);
        bytes += chunk.length;
        yield chunk;
      } catch (failure) {
        this.#failure = failure;
        return;
      }
    }
  }

  /** Everything, the prefix again first. */
  async *all(): AsyncGenerator<Uint8Array, void, undefined> {
    for (let kept = this.#kept.shift(); kept !== undefined; kept = this.#kept.shift()) yield kept;
    if (this.#failure !== undefined) throw this.#failure;
    while (!this.#isEnded) {
      const next = await this.#iterator.next();
      if (next.done === true) return;
      yield next.value;
    }
  }
}
