// Files of installed packages that are data to us: read as text, never run.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { OutcryError } from '../errors/outcry-error.ts';
import { fileError } from './node-errors.ts';

function folderOf(name: string): string | undefined {
  const require = createRequire(import.meta.url);
  const folders = require.resolve.paths(name) ?? [];
  return folders
    .map((folder) => join(folder, name))
    .find((folder) => existsSync(join(folder, 'package.json')));
}

/** An installed package: its version and a reader of its files. */
export interface InstalledPackage {
  readonly version: string;
  /** @throws OutcryError FILE_MISSING */
  read(file: string): Promise<string>;
}

/**
 * Finds a package as Node would for this library.
 *
 * @param why what it is needed for, for the error
 * @throws OutcryError PACKAGE_MISSING with the command that installs it
 */
export async function findPackage(
  name: string,
  version: string,
  why: string,
): Promise<InstalledPackage> {
  const folder = folderOf(name);
  if (folder === undefined)
    throw new OutcryError('PACKAGE_MISSING', 'environment', `${why} needs the package ${name}`, {
      hint: `npm install ${name}@${version}`,
    });
  const read = async (file: string): Promise<string> => {
    const path = join(folder, file);
    try {
      return await readFile(path, 'utf8');
    } catch (cause) {
      throw fileError(cause, path);
    }
  };
  const manifest = JSON.parse(await read('package.json')) as { version: string };
  return { version: manifest.version, read };
}
