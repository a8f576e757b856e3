// Names in the file system: what is there, take it away, put another in its place.
import { mkdir, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OutcryError } from '../errors/outcry-error.ts';
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

/**
 * Makes a folder and those above it, where they are missing.
 * @throws OutcryError FILE_EXISTS where something else has its name, NO_PERMISSION, FILE_MISSING
 */
export async function makeFolder(path: string): Promise<void> {
  if (await isMade(path)) return;
  const above = dirname(path);
  // Step by step: where nothing can be made (/proc), mkdir's own way up never ends.
  if (above !== path && (await whatIs(above)) === 'nothing') await makeFolder(above);
  try {
    await mkdir(path);
  } catch (cause) {
    if (!(await isMade(path))) throw fileError(cause, path);
  }
}

/** Whether the folder is there. @throws OutcryError FILE_EXISTS */
async function isMade(path: string): Promise<boolean> {
  const kind = await whatIs(path);
  if (kind === 'nothing' || kind === 'directory') return kind === 'directory';
  throw new OutcryError('FILE_EXISTS', 'usage', 'this is no folder', {
    where: path,
    expected: 'a folder, or a name that is free',
    found: kind === 'file' ? 'a file' : 'a device or a pipe',
  });
}
