// Names in the file system: is something there, take it away.
import { access, unlink } from 'node:fs/promises';
import { fileError } from './node-errors.ts';

export async function fileExists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

/** @throws OutcryError IS_DIRECTORY, NO_PERMISSION, FILE_MISSING */
export async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (cause) {
    throw fileError(cause, path);
  }
}
