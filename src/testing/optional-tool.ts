// Programs that tests use when the machine has them (a browser, flatc, other Node versions).
// Tests skip with a printed reason where one is absent, and fail where CI demands it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const reported = new Set<string>();

/**
 * Says that a tool is absent; returns undefined, so that finders can end with it.
 *
 * @throws Error when the environment says CI=true
 */
export function absentTool(what: string, how: string): undefined {
  if (process.env['CI'] === 'true') throw new Error(`CI=true demands ${what}: ${how}`);
  if (!reported.has(what)) process.stderr.write(`skipped: ${what} is absent (${how})\n`);
  reported.add(what);
  return undefined;
}

/** `name` when it can be started, else undefined with a note; `debian` is its package. */
export function optionalTool(name: string, debian: string): string | undefined {
  const { error } = spawnSync(name, ['--version'], { stdio: 'ignore' });
  return error === undefined ? name : absentTool(name, `apt-get install ${debian}`);
}

const CHROMIUM_PATHS = [
  process.env['OUTCRY_CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Path of a Chromium, or undefined with a note. `OUTCRY_CHROMIUM` names another one. */
export function chromiumPath(): string | undefined {
  const path = CHROMIUM_PATHS.find((candidate) => candidate !== '' && existsSync(candidate));
  return path ?? absentTool('chromium', 'apt-get install chromium, or set OUTCRY_CHROMIUM');
}
