// The seam to files. Node's file modules are imported in src/fs/node*.ts only; browsers and tests
// bring their own implementations (src/fs/memory.ts over bytes).

/** Bytes in order, once. `name` stands in error messages. */
export interface ByteSource {
  readonly name: string;
  /** Bytes on disk, for progress; undefined when unknown. */
  readonly sizeBytes: number | undefined;
  /** Bytes on disk consumed so far, for progress. */
  readonly consumedBytes: number;
  /** Uncompressed chunks. A chunk belongs to the reader until it asks for the next. */
  chunks(): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** Bytes at any place. */
export interface RandomAccess {
  readonly name: string;
  size(): Promise<number>;
  /** Fills `target` from `offset` as far as the bytes go; returns how many were read. */
  read(offset: number, target: Uint8Array): Promise<number>;
  close(): Promise<void>;
}

/** A file that grows at its end. */
export interface AppendFile extends RandomAccess {
  append(bytes: Uint8Array): Promise<void>;
  /** Cuts everything from `length` on. */
  truncate(length: number): Promise<void>;
  /** Returns when the bytes are on the device. */
  sync(): Promise<void>;
}

/** A folder that whole files are written to. `name` stands in error messages. */
export interface OutputFolder {
  readonly name: string;
  /**
   * Writes a file piece by piece; it appears under its name, in place of an older one, when it is
   * complete and not before.
   */
  write(file: string, pieces: Iterable<Uint8Array>): Promise<void>;
}
