// Files that commands write: never over something that is there, unless asked to.
import { OutcryError } from '../errors/outcry-error.ts';
import { fileExists, removeFile } from '../fs/node-paths.ts';

/** @throws OutcryError FILE_EXISTS unless `force`, which removes the file */
export async function refuseOverwrite(path: string, force: boolean): Promise<void> {
  if (!(await fileExists(path))) return;
  if (!force)
    throw new OutcryError('FILE_EXISTS', 'usage', 'the file exists already', {
      where: path,
      hint: 'choose another name, or add --force to replace it',
    });
  await removeFile(path);
}
