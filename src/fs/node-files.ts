// Files of the operating system behind the seams of types.ts: streamed input (plain, gzip, zstd,
// standard input), random access, and files that grow. Memory stays flat whatever their size.
import { type FileHandle, open } from 'node:fs/promises';
import { OutcryError } from '../errors/outcry-error.ts';
import { type CompressionFormat, decompress, detectCompression } from './node-decompress.ts';
import { fileError } from './node-errors.ts';
import type { AppendFile, ByteSource, RandomAccess } from './types.ts';

const READ_BYTES = 512 * 1024;

/**
 * Opens `path` for reading once, from start to end; `-` and `/dev/stdin` are standard input.
 * gzip and zstd are known by their first bytes, not by the name, and decoded on the way.
 *
 * @throws OutcryError FILE_MISSING, IS_DIRECTORY, NO_PERMISSION, EMPTY_FILE here; TRUNCATED_FILE
 *   and CORRUPT_FILE, with the offset in uncompressed bytes, while reading, after all good data
 */
export async function openByteSource(path: string): Promise<ByteSource> {
  if (path === '-' || path === '/dev/stdin') {
    const source = new NodeByteSource('standard input', undefined, readStandardInput(), undefined);
    await source.start();
    return source;
  }
  const handle = await openHandle(path, 'r');
  try {
    const stat = await handle.stat();
    if (stat.isDirectory()) throw directoryError(path);
    const size = stat.isFile() ? stat.size : undefined;
    const source = new NodeByteSource(path, size, readHandle(handle, path), handle);
    await source.start();
    return source;
  } catch (cause) {
    await handle.close();
    throw fileError(cause, path);
  }
}

/** Opens `path` for reading at any place. @throws OutcryError as openByteSource */
export async function openRandomAccess(path: string): Promise<RandomAccess> {
  const handle = await openHandle(path, 'r');
  const stat = await handle.stat();
  if (!stat.isDirectory()) return new NodeFile(path, handle, stat.size);
  await handle.close();
  throw directoryError(path);
}

/** A growing file that also allows a finished part to be overwritten (counts in headers). */
export interface OutputFile extends AppendFile {
  /** Bytes appended so far, with what the file held at opening. */
  readonly length: number;
  /** Overwrites bytes before the end. */
  overwrite(offset: number, bytes: Uint8Array): Promise<void>;
}

/**
 * Opens `path` for appending, with what it holds already; creates it when missing.
 * When the disk is full, `append` throws DISK_FULL and cuts the file back to its last whole append.
 *
 * @throws OutcryError FILE_MISSING (its folder), IS_DIRECTORY, NO_PERMISSION, DISK_FULL
 */
export async function openAppendFile(path: string): Promise<OutputFile> {
  let handle: FileHandle;
  try {
    // 'r+' keeps what is there; 'wx+' creates and never truncates somebody else's new file.
    handle = await open(path, 'r+').catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'ENOENT') throw cause;
      return open(path, 'wx+');
    });
  } catch (cause) {
    throw fileError(cause, path);
  }
  return new NodeFile(path, handle, (await handle.stat()).size);
}

async function openHandle(path: string, flags: string): Promise<FileHandle> {
  try {
    return await open(path, flags);
  } catch (cause) {
    throw fileError(cause, path);
  }
}

function directoryError(path: string): OutcryError {
  return new OutcryError('IS_DIRECTORY', 'environment', 'this is a directory, not a file', {
    where: path,
    hint: 'name the files in it',
  });
}

function emptyError(name: string): OutcryError {
  return new OutcryError('EMPTY_FILE', 'input', 'the file is empty', { where: name });
}

/** Chunks of a handle from its start. Two buffers: one is read into while the other is used. */
async function* readHandle(
  handle: FileHandle,
  name: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const buffers = [new Uint8Array(READ_BYTES), new Uint8Array(READ_BYTES)] as const;
  const read = (buffer: Uint8Array) => {
    const pending = handle.read(buffer, 0, buffer.length, null);
    // Marked as handled: the rejection is seen at the await below, or nobody reads any more.
    pending.catch(() => {});
    return pending;
  };
  let turn = 0;
  let pending = read(buffers[0]);
  try {
    for (;;) {
      const { bytesRead, buffer } = await pending;
      if (bytesRead === 0) return;
      turn = 1 - turn;
      pending = read(turn === 0 ? buffers[0] : buffers[1]);
      yield buffer.subarray(0, bytesRead);
    }
  } catch (cause) {
    throw fileError(cause, name);
  }
}

async function* readStandardInput(): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const chunk of process.stdin) yield chunk as Uint8Array;
  } catch (cause) {
    throw fileError(cause, 'standard input');
  }
}

class NodeByteSource implements ByteSource {
  readonly name: string;
  readonly sizeBytes: number | undefined;
  consumedBytes = 0;
  readonly #raw: AsyncGenerator<Uint8Array, void, undefined>;
  readonly #handle: FileHandle | undefined;
  #first: Uint8Array | undefined;
  #format: CompressionFormat = 'plain';

  constructor(
    name: string,
    sizeBytes: number | undefined,
    raw: AsyncGenerator<Uint8Array, void, undefined>,
    handle: FileHandle | undefined,
  ) {
    this.name = name;
    this.sizeBytes = sizeBytes;
    this.#raw = raw;
    this.#handle = handle;
  }

  /** Reads the first chunk, from which the format is seen. */
  async start(): Promise<void> {
    let head = await this.#nextRaw();
    // A pipe may deliver a byte at a time; the magic has four.
    while (head !== undefined && head.length < 4) {
      const before = head.slice();
      const more = await this.#nextRaw();
      if (more === undefined) {
        head = before;
        break;
      }
      head = joined(before, more);
    }
    if (head === undefined) throw emptyError(this.name);
    this.#first = head;
    this.#format = detectCompression(head);
  }

  async #nextRaw(): Promise<Uint8Array | undefined> {
    const next = await this.#raw.next();
    return next.done === true ? undefined : next.value;
  }

  async *#rawChunks(copy: boolean): AsyncGenerator<Uint8Array, void, undefined> {
    let chunk = this.#first;
    this.#first = undefined;
    while (chunk !== undefined) {
      this.consumedBytes += chunk.length;
      yield copy ? chunk.slice() : chunk;
      chunk = await this.#nextRaw();
    }
  }

  chunks(): AsyncIterable<Uint8Array> {
    if (this.#format === 'plain') return this.#rawChunks(false);
    return this.#decoded(this.#format);
  }

  async *#decoded(format: 'gzip' | 'zstd'): AsyncGenerator<Uint8Array, void, undefined> {
    let isEmpty = true;
    // The decoder takes parts of a chunk while the next is read into the same buffer: copies.
    for await (const chunk of decompress(this.#rawChunks(format === 'gzip'), format, this.name)) {
      if (chunk.length === 0) continue;
      isEmpty = false;
      yield chunk;
    }
    if (isEmpty) throw emptyError(this.name);
  }

  async close(): Promise<void> {
    // A read may be under way: closing the handle waits for it.
    await this.#handle?.close().catch(() => {});
    if (this.#handle === undefined) await this.#raw.return();
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}

/** A file by handle. Appends go to a tracked end, so that a failed one leaves no trace. */
class NodeFile implements OutputFile {
  readonly name: string;
  readonly #handle: FileHandle;
  #length: number;

  constructor(name: string, handle: FileHandle, length: number) {
    this.name = name;
    this.#handle = handle;
    this.#length = length;
  }

  get length(): number {
    return this.#length;
  }

  async size(): Promise<number> {
    return (await this.#handle.stat()).size;
  }

  async read(offset: number, target: Uint8Array): Promise<number> {
    let filled = 0;
    try {
      while (filled < target.length) {
        const rest = target.length - filled;
        const { bytesRead } = await this.#handle.read(target, filled, rest, offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
    } catch (cause) {
      throw fileError(cause, this.name, { offset: offset + filled });
    }
    return filled;
  }

  async append(bytes: Uint8Array): Promise<void> {
    try {
      await this.#write(this.#length, bytes);
    } catch (cause) {
      await this.#handle.truncate(this.#length).catch(() => {});
      throw fileError(cause, this.name, this.#written());
    }
    this.#length += bytes.length;
  }

  async overwrite(offset: number, bytes: Uint8Array): Promise<void> {
    try {
      await this.#write(offset, bytes);
    } catch (cause) {
      throw fileError(cause, this.name, this.#written());
    }
  }

  async #write(offset: number, bytes: Uint8Array): Promise<void> {
    let done = 0;
    while (done < bytes.length) {
      const rest = bytes.length - done;
      const { bytesWritten } = await this.#handle.write(bytes, done, rest, offset + done);
      done += bytesWritten;
    }
  }

  async truncate(length: number): Promise<void> {
    try {
      await this.#handle.truncate(length);
    } catch (cause) {
      throw fileError(cause, this.name);
    }
    this.#length = length;
  }

  async sync(): Promise<void> {
    try {
      await this.#handle.sync();
    } catch (cause) {
      // Pipes and devices such as /dev/null have nothing to sync.
      if (systemCodeIs(cause, 'EINVAL') || systemCodeIs(cause, 'ENOTSUP')) return;
      throw fileError(cause, this.name, this.#written());
    }
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  #written(): { readonly found: string } {
    return { found: `${this.#length} bytes written, which stay usable` };
  }
}

function systemCodeIs(cause: unknown, code: string): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === code;
}
