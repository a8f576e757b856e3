// Packages that a user installs who needs them: loaded when they are wanted, with a clear error
// where they are not there.
import { OutcryError } from '../errors/outcry-error.ts';

/**
 * What `load` imports of the package `name`.
 *
 * @param why what it is needed for, for the error
 * @throws OutcryError PACKAGE_MISSING with the command that installs it
 */
export async function optionalPackage<T>(
  name: string,
  why: string,
  load: () => Promise<T>,
): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new OutcryError('PACKAGE_MISSING', 'environment', `${why} needs the package ${name}`, {
      hint: `npm install ${name}`,
      cause,
    });
  }
}
