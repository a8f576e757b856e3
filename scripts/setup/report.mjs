// How the set-up scripts talk: progress on stderr, one clear sentence when something fails.

/** A fault that the user can act on: printed without a stack. */
export class SetupError extends Error {}

/** @param {string} line */
export function progress(line) {
  process.stderr.write(`setup: ${line}\n`);
}

/** @param {number} startMs value of `Date.now()` at the start */
export function secondsSince(startMs) {
  return `${((Date.now() - startMs) / 1000).toFixed(1)} s`;
}

/**
 * Prints the error and sets the exit code.
 * @param {unknown} error
 */
export function fail(error) {
  const text =
    error instanceof SetupError
      ? error.message
      : String(/** @type {any} */ (error)?.stack ?? error);
  process.stderr.write(`setup: ${text}\n`);
  process.exitCode = 1;
}
