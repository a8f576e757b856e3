// A folder of the operating system that results are written to.
import { join } from 'node:path';
import { OutcryError } from '../errors/outcry-error.ts';
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

const PROBE = '.outcry.part';

/**
 * A folder, made where it is missing. Files in it are replaced when the new one is complete. A file
 * is written and taken away at once: what cannot be written to is refused before there are results.
 *
 * @throws OutcryError FILE_EXISTS, NO_PERMISSION, FILE_FAILED; DISK_FULL while writing, which
 * leaves no part
 */
export async function openOutputFolder(path: string): Promise<OutputFolder> {
  await makeFolder(path).catch((cause: unknown) => {
    // What the system says is of a folder on the way.
    if (!(cause instanceof OutcryError) || cause.code !== 'FILE_MISSING') throw cause;
    const { where = path } = cause.details;
    throw new OutcryError('FILE_FAILED', 'environment', 'the folder cannot be made', {
      where: path,
      expected: 'a place where folders can be',
      found: `none at ${where}`,
      cause,
    });
  });
  const probe = join(path, PROBE);
  try {
    await (await openAppendFile(probe)).close();
    await removeFile(probe);
  } catch (cause) {
    throw new OutcryError(
      'NO_PERMISSION',
      'environment',
      'nothing can be written into the folder',
      {
        where: path,
        found: cause instanceof Error ? cause.message : String(cause),
        cause,
      },
    );
  }
  return new NodeFolder(path);
}
