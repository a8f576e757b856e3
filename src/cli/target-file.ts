// Files that commands write: never over something that is there, unless asked to.
import { OutcryError } from '../errors/outcry-error.ts';
import { removeFile, whatIs } from '../fs/node-paths.ts';

/**
 * Makes room for a new file. Devices and pipes are written to as they are.
 * @throws OutcryError FILE_EXISTS unless `force`, which removes a regular file; IS_DIRECTORY
 */
export async function refuseOverwrite(path: string, force: boolean): Promise<void> {
  if ((await whatIs(path)) !== 'file') return;
  if (!force)
    throw new OutcryError('FILE_EXISTS', 'usage', 'the file exists already', {
      where: path,
      hint: 'choose another name, or add --force to replace it',
    });
  await removeFile(path);
}
