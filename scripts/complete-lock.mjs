// Completes package-lock.json after `npm install`, so that `npm ci` accepts it on every platform.
// npm leaves optional packages out of the lock when it cannot see them at install time, and then
// refuses that same lock in `npm ci` ("Missing: … from lock file", npm/cli issue 9846). This adds
// the entries that are missing and removes addresses of registries. Run it after each install:
//
//   node scripts/complete-lock.mjs          completes the file
//   node scripts/complete-lock.mjs --check  only reports; exit code 1 when something is missing
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {string} [resolved]
 * @property {string} [integrity]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 */
/** @typedef {{ packages: Record<string, LockEntry> }} Lock */

const PLATFORMS = 'aix android darwin freebsd linux netbsd openbsd openharmony sunos win32'.split(
  ' ',
);
const PROCESSORS = 'arm arm64 ia32 loong64 mips64el ppc64 riscv64 s390x wasm32 x64'.split(' ');

/**
 * The path in the lock under which a package at `from` finds `name`, as Node resolves it.
 * @param {Lock} lock
 * @param {string} from
 * @param {string} name
 * @returns {string | undefined}
 */
function resolveEntry(lock, from, name) {
  let base = from;
  for (;;) {
    const path = base === '' ? `node_modules/${name}` : `${base}/node_modules/${name}`;
    if (lock.packages[path] !== undefined) return path;
    if (base === '') return undefined;
    const cut = base.lastIndexOf('node_modules/');
    base = cut <= 0 ? '' : base.slice(0, cut - 1);
  }
}

/**
 * `os`, `cpu` and `libc` that a platform package's name states: `x-linux-arm64-musl`.
 * @param {string} name
 * @returns {{ os?: string[], cpu?: string[], libc?: string[] }}
 */
export function platformOfName(name) {
  const words = name.slice(name.lastIndexOf('/') + 1).split(/[-_.]/);
  const os = PLATFORMS.find((p) => words.includes(p));
  const cpu = PROCESSORS.find((p) => words.includes(p));
  const musl = words.some((w) => w.startsWith('musl'));
  const gnu = words.some((w) => w.startsWith('gnu'));
  return {
    ...(os === undefined ? {} : { os: [os] }),
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(os === 'linux' && musl
      ? { libc: ['musl'] }
      : os === 'linux' && gnu
        ? { libc: ['glibc'] }
        : {}),
  };
}

/**
 * Optional dependencies without an entry of the right version: `[path of the dependent, name,
 * range]`. Ranges other than exact versions are taken to be met.
 * @param {Lock} lock
 * @returns {[string, string, string][]}
 */
export function missingEntries(lock) {
  /** @type {[string, string, string][]} */
  const missing = [];
  for (const [path, entry] of Object.entries(lock.packages))
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {}))
      if (!isMet(lock, resolveEntry(lock, path, name), range)) missing.push([path, name, range]);
  return missing;
}

/**
 * @param {Lock} lock
 * @param {string | undefined} path
 * @param {string} range
 */
function isMet(lock, path, range) {
  if (path === undefined) return false;
  return !/^\d+\.\d+\.\d+/.test(range) || lock.packages[path]?.version === range;
}

/**
 * Paths of entries that name the address of a registry.
 * @param {Lock} lock
 * @returns {string[]}
 */
export function registryAddresses(lock) {
  return Object.entries(lock.packages)
    .filter(([, entry]) => /^https?:/.test(entry.resolved ?? ''))
    .map(([path]) => path);
}

/**
 * Keys in npm's order, so that the next `npm install` leaves the file alone.
 * @param {LockEntry} entry
 * @returns {LockEntry}
 */
function sorted(entry) {
  return Object.fromEntries(Object.entries(entry).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The lock with every optional dependency present and no registry address.
 * @param {Lock} lock
 * @returns {Lock}
 */
export function completeLock(lock) {
  const packages = { ...lock.packages };
  for (const [path, name, range] of missingEntries(lock)) {
    const dev = lock.packages[path]?.dev;
    const taken = packages[`node_modules/${name}`] !== undefined && path !== '';
    packages[taken ? `${path}/node_modules/${name}` : `node_modules/${name}`] = {
      version: range.replace(/^[^\d]*/, ''),
      ...sorted({ ...platformOfName(name), ...(dev === undefined ? {} : { dev }), optional: true }),
    };
  }
  for (const path of registryAddresses(lock)) {
    const { resolved: _, ...rest } = packages[path] ?? {};
    packages[path] = rest;
  }
  const order = Object.keys(packages).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return { ...lock, packages: Object.fromEntries(order.map((p) => [p, packages[p] ?? {}])) };
}

function main() {
  const path = fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const text = readFileSync(path, 'utf8');
  /** @type {Lock} */
  const lock = JSON.parse(text);
  const missing = missingEntries(lock).length;
  const addresses = registryAddresses(lock).length;
  if (missing + addresses === 0) {
    console.error('package-lock.json is complete');
    return 0;
  }
  console.error(`package-lock.json: ${missing} optional packages missing, ${addresses} addresses`);
  if (process.argv.includes('--check')) {
    console.error('run node scripts/complete-lock.mjs');
    return 1;
  }
  writeFileSync(path, `${JSON.stringify(completeLock(lock), null, 2)}\n`);
  console.error('completed');
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
