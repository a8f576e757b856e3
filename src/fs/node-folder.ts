// A folder of the operating system that results are written to.
import { join } from 'node:path';
import { openAppendFile } from './node-files.ts';
import { makeFolder, moveFile, removeFile, whatIs } from './node-paths.ts';
import type { OutputFolder } from './types.ts';

class NodeFolder implements OutputFolder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  async write(file: string, pieces: Iterable<Uint8Array>): Promise<void> {
    const path = join(this.name, file);
    const part = `${path}.part`;
    if ((await whatIs(part)) === 'file') await removeFile(part);
    const target = await openAppendFile(part);
    try {
      for (const piece of pieces) await target.append(piece);
      await target.sync();
    } catch (cause) {
      await target.close();
      await removeFile(part);
      throw cause;
    }
    await target.close();
    await moveFile(part, path);
  }
}

/**
 * A folder, made where it is missing. Files in it are replaced when the new one is complete.
 *
 * @throws OutcryError NO_PERMISSION, FILE_FAILED; DISK_FULL while writing, which leaves no part
 */
export async function openOutputFolder(path: string): Promise<OutputFolder> {
  await makeFolder(path);
  return new NodeFolder(path);
}
