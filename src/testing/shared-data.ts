// Recorded data that lies beside the repository in `../shared` and is not part of it. Tests that
// need it skip with a printed reason where it is absent, and fail where CI demands it.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../../shared/', import.meta.url);
const reported = new Set<string>();

/**
 * Path of `../shared/<relative>`, or undefined, with a note on stderr, when it is absent.
 * Use: `const file = sharedFile('data/...'); test.skipIf(file === undefined)(...)`.
 *
 * @throws Error when it is absent and the environment says CI=true
 */
export function sharedFile(relative: string): string | undefined {
  const path = fileURLToPath(new URL(relative, ROOT));
  if (existsSync(path)) return path;
  if (process.env['CI'] === 'true') throw new Error(`CI=true demands ../shared/${relative}`);
  if (!reported.has(relative)) process.stderr.write(`skipped: ../shared/${relative} is absent\n`);
  reported.add(relative);
  return undefined;
}
