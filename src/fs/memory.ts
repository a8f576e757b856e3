// Files in memory: for browsers (a downloaded tape) and for tests, which also make them fail.
import { OutcryError } from '../errors/outcry-error.ts';
import type { AppendFile, OutputFolder, RandomAccess } from './types.ts';

/** How a memory file misbehaves. All optional; offsets and sizes in bytes. */
export interface MemoryFaults {
  /** The file cannot grow beyond this: `append` stores what fits, then throws DISK_FULL. */
  diskBytes?: number;
  /** `truncate` throws as well: the machine is gone, what was stored stays. */
  isDead?: boolean;
  /** `read` returns at most this many bytes a call. */
  readBytesMax?: number;
}

/** Read-only access to `bytes`, which are not copied. */
export function memoryFile(bytes: Uint8Array, name = 'memory'): RandomAccess {
  return new MemoryFile(name, bytes);
}

export class MemoryFile implements AppendFile {
  readonly name: string;
  readonly faults: MemoryFaults = {};
  /** How often `sync` was called. */
  syncs = 0;
  #bytes: Uint8Array;
  #length: number;

  constructor(name = 'memory', bytes: Uint8Array = new Uint8Array(0)) {
    this.name = name;
    this.#bytes = bytes;
    this.#length = bytes.length;
  }

  /** What the file holds now. A view, valid until the next append. */
  get content(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  async size(): Promise<number> {
    return this.#length;
  }

  async read(offset: number, target: Uint8Array): Promise<number> {
    const wanted = Math.min(target.length, this.faults.readBytesMax ?? target.length);
    const part = this.#bytes.subarray(offset, Math.min(offset + wanted, this.#length));
    target.set(part);
    return part.length;
  }

  async append(bytes: Uint8Array): Promise<void> {
    const room = (this.faults.diskBytes ?? Number.MAX_SAFE_INTEGER) - this.#length;
    const stored = bytes.subarray(0, Math.max(0, room));
    const length = this.#length + stored.length;
    if (length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(length, this.#bytes.length * 2, 4096));
      grown.set(this.content);
      this.#bytes = grown;
    }
    this.#bytes.set(stored, this.#length);
    this.#length = length;
    if (stored.length < bytes.length)
      throw new OutcryError('DISK_FULL', 'environment', 'no space is left to write it', {
        where: this.name,
      });
  }

  async truncate(length: number): Promise<void> {
    if (this.faults.isDead === true)
      throw new OutcryError('FILE_FAILED', 'environment', 'the system refused to write it', {
        where: this.name,
      });
    this.#length = Math.min(this.#length, length);
  }

  async sync(): Promise<void> {
    this.syncs++;
  }

  async close(): Promise<void> {}
}

/** A folder in memory. */
export class MemoryFolder implements OutputFolder {
  readonly name: string;
  /** Contents by file name. */
  readonly files = new Map<string, Uint8Array>();

  constructor(name = 'memory') {
    this.name = name;
  }

  async write(file: string, pieces: Iterable<Uint8Array>): Promise<void> {
    const target = new MemoryFile(file);
    for (const piece of pieces) await target.append(piece);
    this.files.set(file, target.content);
  }

  /** @throws OutcryError FILE_MISSING */
  text(file: string): string {
    const content = this.files.get(file);
    if (content === undefined)
      throw new OutcryError('FILE_MISSING', 'environment', 'there is no such file', {
        where: `${this.name}/${file}`,
      });
    return new TextDecoder().decode(content);
  }
}
