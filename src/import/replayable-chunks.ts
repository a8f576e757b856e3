// A byte stream whose beginning can be read twice: once to see which scales and kinds it holds,
// then again with the rest. What is kept is bounded.
import type { ByteSource } from '../fs/types.ts';

/** Uncompressed bytes that are looked at beforehand: about 10,000 rows. */
export const PREFIX_BYTES = 1 << 20;

export class ReplayableChunks {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #kept: Uint8Array[] = [];
  #failure: { readonly cause: unknown } | undefined;
  #isEnded = false;

  constructor(source: ByteSource) {
    this.#iterator = source.chunks()[Symbol.asyncIterator]();
  }

  /**
   * The next chunk of the beginning, which `all` will give again. A fault ends the beginning as
   * the end of the stream does; `all` will throw it.
   */
  async look(): Promise<Uint8Array | undefined> {
    if (this.#isEnded || this.#failure !== undefined) return undefined;
    try {
      const next = await this.#iterator.next();
      if (next.done === true) {
        this.#isEnded = true;
        return undefined;
      }
      const chunk = next.value.slice();
      this.#kept.push(chunk);
      return chunk;
    } catch (cause) {
      this.#failure = { cause };
      return undefined;
    }
  }

  /** The first `PREFIX_BYTES` of the stream, to the end of their last chunk. */
  async *prefix(): AsyncGenerator<Uint8Array, void, undefined> {
    for (let bytes = 0; bytes < PREFIX_BYTES; ) {
      const chunk = await this.look();
      if (chunk === undefined) return;
      bytes += chunk.length;
      yield chunk;
    }
  }

  /** Everything, the prefix again first. */
  async *all(): AsyncGenerator<Uint8Array, void, undefined> {
    for (let kept = this.#kept.shift(); kept !== undefined; kept = this.#kept.shift()) yield kept;
    if (this.#failure !== undefined) throw this.#failure.cause;
    while (!this.#isEnded) {
      const next = await this.#iterator.next();
      if (next.done === true) return;
      yield next.value;
    }
  }

  /** Ends the stream: nothing of it will be read any more. */
  async close(): Promise<void> {
    this.#kept = [];
    this.#isEnded = true;
    await this.#iterator.return?.();
  }
}
