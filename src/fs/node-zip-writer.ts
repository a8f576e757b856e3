// An archive of one member, written as a stream through yazl, which knows zip64.
import { createWriteStream } from 'node:fs';
import { lstat, unlink } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { fileError } from './node-errors.ts';

/** An archive of one deflated member that is being written. */
export interface ZipWriter {
  /** @param bytes how many will be written in all */
  begin(bytes: number): void;
  write(bytes: Uint8Array): Promise<void>;
  /** Returns when the archive is complete on disk. */
  finish(): Promise<void>;
  /** Gives up and removes the file: half an archive cannot be read. */
  abort(): Promise<void>;
}

/** Starts an archive at `path`. @throws OutcryError FILE_MISSING, NO_PERMISSION, DISK_FULL */
export function createZip(path: string, member: string): ZipWriter {
  const input = new PassThrough({ highWaterMark: 1 << 20 });
  const zip = new yazl.ZipFile();
  const output = createWriteStream(path);
  let written = 0;
  let failure: unknown;
  const done = pipeline(zip.outputStream, output).catch((error: unknown) => {
    failure = error;
    input.destroy();
  });
  zip.on('error', (error: unknown) => {
    failure ??= error;
    output.destroy();
  });
  const check = () => {
    if (failure === undefined) return;
    throw fileError(failure, path, { found: `${written} bytes of the content written` });
  };
  return {
    begin(bytes) {
      // A fixed date: same content, same archive.
      const mtime = new Date(2020, 0, 1);
      zip.addReadStream(input, member, { size: bytes, mtime, compressionLevel: 6 });
      zip.end();
    },
    async write(bytes) {
      check();
      const isRoom = input.write(bytes.slice());
      written += bytes.length;
      if (isRoom) return;
      // `done` comes first when the output fails: the input then never drains.
      await Promise.race([new Promise<void>((resolve) => input.once('drain', resolve)), done]);
      check();
    },
    async finish() {
      input.end();
      await done;
      check();
    },
    async abort() {
      input.destroy();
      output.destroy();
      await done;
      // Only a file of ours: a device or link of that name is not for us to remove.
      const isFile = await lstat(path).then(
        (stat) => stat.isFile(),
        () => false,
      );
      if (isFile) await unlink(path).catch(() => {});
    },
  };
}
