// Names in the file system: what is there, take it away, put another in its place.
import { mkdir, rename, stat, unlink } from 'node:fs/promises';
import { fileError, systemCode } from './node-errors.ts';

/** Devices, pipes and sockets are `other`. */
export type PathKind = 'nothing' | 'file' | 'directory' | 'other';

/** What a name stands for. @throws OutcryError NO_PERMISSION, FILE_FAILED */
export async function whatIs(path: string): Promise<PathKind> {
  try {
    const found = await stat(path);
    if (found.isFile()) return 'file';
    return found.isDirectory() ? 'directory' : 'other';
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return 'nothing';
    throw fileError(cause, path);
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

/** Gives `from` the name `to`, taking its place. @throws OutcryError NO_PERMISSION, FILE_MISSING */
export async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (cause) {
    throw fileError(cause, to);
  }
}

/** Makes a folder and those above it, where they are missing. @throws OutcryError NO_PERMISSION */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (cause) {
    throw fileError(cause, path);
  }
}
