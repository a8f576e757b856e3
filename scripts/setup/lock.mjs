// One set-up at a time in one tree: a lock file with the owner's process id. A lock whose owner
// is gone is taken over.
import {
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { progress } from './report.mjs';

const POLL_MS = 200;
/** A lock of another machine (shared folder, container) counts as left behind after this. */
const FOREIGN_LOCK_MS = 15 * 60_000;

/** @param {string} path @returns {boolean} */
function create(path) {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, `${process.pid} ${hostname()}`);
    closeSync(file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * The content of a lock that nobody holds any more, undefined when somebody does.
 * @param {string} path
 */
function abandoned(path) {
  try {
    const text = readFileSync(path, 'utf8');
    const [pid = '', host = ''] = text.split(' ');
    const ageMs = Date.now() - statSync(path).mtimeMs;
    if (text === '') return ageMs > 5000 ? text : undefined;
    const gone = host === hostname() ? !isAlive(Number(pid)) : ageMs > FOREIGN_LOCK_MS;
    return gone ? text : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Moves an abandoned lock away. Should it have changed hands meanwhile, it is put back.
 * @param {string} path
 * @param {string} content
 */
function takeAway(path, content) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') !== content) linkSync(aside, path);
    rmSync(aside);
  } catch {
    // another process was faster
  }
}

/**
 * Runs `work` while holding the lock file `path`.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  for (let waited = 0; !create(path); waited++) {
    const content = abandoned(path);
    if (content !== undefined) takeAway(path, content);
    else if (waited === 5) progress('waiting for another set-up to end');
    if (content === undefined) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}
