// The parts of yauzl and yazl that are used here; both packages come without types.
declare module 'yauzl' {
  import type { Readable } from 'node:stream';
  export interface Entry {
    readonly fileName: string;
    readonly compressionMethod: number;
    readonly compressedSize: number;
    readonly uncompressedSize: number;
    readonly crc32: number;
    isEncrypted(): boolean;
  }
  export interface ZipFile {
    readonly entryCount: number;
    readEntry(): void;
    on(event: 'entry', listener: (entry: Entry) => void): void;
    on(event: 'end', listener: () => void): void;
    on(event: 'error', listener: (error: Error) => void): void;
    openReadStream(
      entry: Entry,
      options: { readonly decodeFileData: false },
      callback: (error: Error | null, stream: Readable) => void,
    ): void;
    close(): void;
  }
  export interface Options {
    readonly lazyEntries: true;
    readonly autoClose: false;
  }
  type Opened = (error: Error | null, zip: ZipFile) => void;
  export function open(path: string, options: Options, callback: Opened): void;
}
declare module 'yazl' {
  import type { EventEmitter } from 'node:events';
  import type { Readable } from 'node:stream';
  export class ZipFile extends EventEmitter {
    readonly outputStream: Readable;
    addBuffer(buffer: Uint8Array, name: string): void;
    addReadStream(
      stream: Readable,
      name: string,
      options: { readonly size: number; readonly mtime: Date; readonly compressionLevel: number },
    ): void;
    end(): void;
  }
}
