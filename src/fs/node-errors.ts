// What the operating system says about a file, as an OutcryError with one clear sentence.
import { type ErrorDetails, OutcryError } from '../errors/outcry-error.ts';

interface Known {
  readonly code: string;
  readonly text: string;
  readonly hint?: string;
}

const MISSING: Known = { code: 'FILE_MISSING', text: 'there is no such file' };
const DENIED: Known = { code: 'NO_PERMISSION', text: 'permission to open it is missing' };
const FULL: Known = {
  code: 'DISK_FULL',
  text: 'no space is left to write it',
  hint: 'free some space or write elsewhere',
};

const KNOWN: Readonly<Record<string, Known>> = {
  ENOENT: MISSING,
  ENOTDIR: MISSING,
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: { code: 'NO_PERMISSION', text: 'the file system is read-only' },
  EISDIR: { code: 'IS_DIRECTORY', text: 'this is a directory, not a file' },
  ENOSPC: FULL,
  EDQUOT: FULL,
  EFBIG: FULL,
  EMFILE: { code: 'TOO_MANY_FILES', text: 'too many files are open' },
  ENFILE: { code: 'TOO_MANY_FILES', text: 'too many files are open' },
};

/** The system's code of an error (`ENOENT`), or undefined. */
export function systemCode(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}

/**
 * The error for `cause`, met while `name` was opened, read or written. OutcryErrors stay as they
 * are.
 * Codes: FILE_MISSING, IS_DIRECTORY, NO_PERMISSION, DISK_FULL, TOO_MANY_FILES, else FILE_FAILED.
 */
export function fileError(cause: unknown, name: string, details: ErrorDetails = {}): OutcryError {
  if (cause instanceof OutcryError) return cause;
  const system = systemCode(cause);
  const known = system === undefined ? undefined : KNOWN[system];
  if (known === undefined)
    return new OutcryError('FILE_FAILED', 'environment', 'the system refused to read or write it', {
      where: name,
      found: cause instanceof Error ? cause.message : String(cause),
      cause,
      ...details,
    });
  return new OutcryError(known.code, 'environment', known.text, {
    where: name,
    cause,
    ...(known.hint === undefined ? {} : { hint: known.hint }),
    ...details,
  });
}
