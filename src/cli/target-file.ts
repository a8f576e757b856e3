// Files that commands write: never over something that is there, unless asked to.
import { OutcryError } from '../errors/outcry-error.ts';
import { moveFile, removeFile, whatIs } from '../fs/node-paths.ts';

/**
 * Makes room for a new file. Devices and pipes are written to as they are.
 * @throws OutcryError FILE_EXISTS unless `force`, which removes a regular file; IS_DIRECTORY
 */
export async function refuseOverwrite(path: string, force: boolean): Promise<void> {
  if (await isInTheWay(path, force)) await removeFile(path);
}

/** Whether a regular file stands there, which `force` allows to be replaced. */
async function isInTheWay(path: string, force: boolean): Promise<boolean> {
  if ((await whatIs(path)) !== 'file') return false;
  if (force) return true;
  throw new OutcryError('FILE_EXISTS', 'usage', 'the file exists already', {
    where: path,
    hint: 'choose another name, or add --force to replace it',
  });
}

/** A file to write, which may have to be complete before it takes the place of an older one. */
export interface Target {
  /** What is written. */
  readonly path: string;
  /** The older file, untouched until `commit`; undefined where there was none. */
  readonly replaces: string | undefined;
}

/** @throws OutcryError as `refuseOverwrite` */
export async function openTarget(path: string, force: boolean): Promise<Target> {
  if (!(await isInTheWay(path, force))) return { path, replaces: undefined };
  const part = `${path}.part`;
  if ((await whatIs(part)) === 'file') await removeFile(part);
  return { path: part, replaces: path };
}

/** Puts the finished file in its place. */
export async function commit({ path, replaces }: Target): Promise<void> {
  if (replaces !== undefined) await moveFile(path, replaces);
}
