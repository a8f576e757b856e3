// Which Node runs the repository's scripts: the one that package.json pins (npm package `node`,
// a development dependency). The machine's own Node only has to run this file.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './report.mjs';

/** The oldest Node that set-up itself runs on. */
const OLDEST_MAJOR = 20;

/** @param {string} version `v24.1.0` or `24.1` */
function numbers(version) {
  const [major = 0, minor = 0, patch = 0] = version
    .replace(/^[v^>=\s]+/, '')
    .split('.')
    .map(Number);
  return { major, minor, patch };
}

/**
 * Whether `version` is in `range`. Knows what `engines` uses: `^x.y`, `>=x`, joined by `||`.
 * @param {string} version
 * @param {string} range
 * @returns {boolean}
 */
export function satisfies(version, range) {
  const v = numbers(version);
  return range.split('||').some((part) => {
    const text = part.trim();
    const r = numbers(text);
    const notBelow =
      v.major !== r.major
        ? v.major > r.major
        : v.minor !== r.minor
          ? v.minor > r.minor
          : v.patch >= r.patch;
    return notBelow && (text.startsWith('>=') || v.major === r.major);
  });
}

/** Refuses to go on with a Node on which set-up cannot run. */
export function requireOldestNode() {
  if (numbers(process.version).major < OLDEST_MAJOR)
    throw new SetupError(
      `Node ${OLDEST_MAJOR} or later is needed to set up, found ${process.version}`,
    );
}

/**
 * Path of the pinned Node; undefined when its package came without a binary.
 * @param {string} root
 * @returns {string | undefined}
 */
export function pinnedNode(root) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = join(root, 'node_modules/node/bin', name);
  return existsSync(path) ? path : undefined;
}

/**
 * The Node to run scripts on: the pinned one, else this one when `engines` allows it.
 * @param {string} root
 * @returns {string}
 */
export function nodeToRun(root) {
  const pinned = pinnedNode(root);
  if (pinned !== undefined) return pinned;
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (satisfies(process.version, engines.node)) return process.execPath;
  throw new SetupError(
    `the pinned Node is missing and ${process.version} is not in "${engines.node}": ` +
      'run npm ci without --ignore-scripts, or use a Node of that range',
  );
}
