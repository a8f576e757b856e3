// Installs the packages of the lock file when node_modules is missing or not of this lock.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { progress, SetupError, secondsSince } from './report.mjs';

/** @param {string} path @returns {string} empty when the file is absent */
function textOf(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** @param {string} root */
function stampPath(root) {
  return join(root, 'node_modules/.outcry-setup.json');
}

/**
 * What node_modules must have been made from.
 * @param {string} root
 */
function wantedStamp(root) {
  const source = textOf(join(root, 'package-lock.json')) || textOf(join(root, 'package.json'));
  const lock = createHash('sha256').update(source).digest('hex');
  return JSON.stringify({ lock, platform: `${process.platform}-${process.arch}` });
}

/**
 * @typedef {object} Entry
 * @property {string} [version]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 */

/** @param {Entry} entry whether npm installs it on this machine */
function belongsHere(entry) {
  if (entry.optional !== true) return true;
  if (entry.os === undefined || entry.cpu === undefined || entry.libc !== undefined) return false;
  return entry.os.includes(process.platform) && entry.cpu.includes(process.arch);
}

/**
 * Whether node_modules, made by hand (`npm ci`, `npm install`), already is what the lock says.
 * @param {string} root
 */
function matchesLock(root) {
  const wanted = textOf(join(root, 'package-lock.json'));
  const installed = textOf(join(root, 'node_modules/.package-lock.json'));
  if (wanted === '' || installed === '') return false;
  /** @type {Record<string, Entry>} */
  const have = JSON.parse(installed).packages;
  /** @type {[string, Entry][]} */
  const want = Object.entries(JSON.parse(wanted).packages);
  return want.every(
    ([path, entry]) =>
      path === '' ||
      !belongsHere(entry) ||
      (have[path]?.version === entry.version && existsSync(join(root, path, 'package.json'))),
  );
}

/**
 * @param {string} root
 * @returns {boolean} whether there is nothing to install
 */
export function isInstalled(root) {
  const stamp = wantedStamp(root);
  if (textOf(stampPath(root)) === stamp) return true;
  if (!matchesLock(root)) return false;
  writeFileSync(stampPath(root), stamp);
  return true;
}

/**
 * The environment for npm: without node_modules/.bin, whose Node is about to be replaced.
 * @returns {NodeJS.ProcessEnv}
 */
function npmEnvironment() {
  const paths = (process.env['PATH'] ?? '').split(delimiter);
  const PATH = paths.filter((p) => !/node_modules[\\/]\.bin[\\/]?$/.test(p)).join(delimiter);
  return { ...process.env, PATH };
}

/**
 * Runs a command with its output on stderr.
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<number>} exit code; -1 when the command does not exist
 */
function run(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const shell = process.platform === 'win32';
    const child = spawn(command, args, {
      cwd,
      env: npmEnvironment(),
      shell,
      stdio: ['ignore', 2, 2],
    });
    child.on('error', (error) =>
      /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT' ? resolve(-1) : reject(error),
    );
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** @param {string} root */
export async function install(root) {
  const startMs = Date.now();
  const verb = existsSync(join(root, 'package-lock.json')) ? 'ci' : 'install';
  progress(`installing packages (npm ${verb})`);
  const args = [
    verb,
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  let code = await run('npm', args, root);
  const script = process.env['npm_execpath'] ?? '';
  if (code === -1 && /npm-cli\.c?js$/.test(script))
    code = await run(process.execPath, [script, ...args], root);
  if (code === -1) throw new SetupError('npm is not on the PATH: install Node.js with npm');
  if (code !== 0)
    throw new SetupError(
      `npm ${verb} failed with exit code ${code} (its message stands above): ` +
        'check the network and the free space, then run the command again',
    );
  writeFileSync(stampPath(root), wantedStamp(root));
  progress(`packages installed in ${secondsSince(startMs)}`);
}
