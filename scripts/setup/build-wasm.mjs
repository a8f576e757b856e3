// Compiles core-wasm to wasm/core.{release,unshared,checked}.wasm and its indicators to
// wasm/indicators.{release,checked}.wasm when a source has changed. Each module is checked against
// the rules and put in its place in one step.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pinnedNode } from './pinned-node.mjs';
import { progress, SetupError, secondsSince } from './report.mjs';
import { brokenWasmRulesOfFile } from './wasm-rules.mjs';

/** @typedef {{ name: string, config: string, target: string }} Module */
/** @type {readonly Module[]} */
const MODULES = [
  { name: 'core.release', config: 'asconfig.json', target: 'release' },
  { name: 'core.unshared', config: 'asconfig.json', target: 'unshared' },
  { name: 'core.checked', config: 'asconfig.json', target: 'checked' },
  { name: 'indicators.release', config: 'asconfig.indicators.json', target: 'release' },
  { name: 'indicators.checked', config: 'asconfig.indicators.json', target: 'checked' },
];

/**
 * Checked modules do not ship: they keep their assertions and the texts of these.
 * @param {Module} module
 */
const isStrict = (module) => module.target !== 'checked';

/** @param {Module} module */
const fileName = (module) => `${module.name}.wasm`;

/** @param {string} path */
const hashOfFile = (path) =>
  existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : '';

/**
 * Hash of everything that the modules are made from.
 * @param {string} root
 */
function hashOfSources(root) {
  const hash = createHash('sha256');
  const folder = join(root, 'core-wasm');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .toSorted();
  for (const name of names) hash.update(`${name}\0`).update(readFileSync(join(folder, name)));
  for (const config of new Set(MODULES.map((module) => module.config)))
    hash.update(readFileSync(join(root, config)));
  const compiler = join(root, 'node_modules/assemblyscript/package.json');
  if (existsSync(compiler)) hash.update(JSON.parse(readFileSync(compiler, 'utf8')).version);
  return hash.digest('hex');
}

/**
 * What a finished build leaves behind: source hash and hash of each module.
 * @param {string} root
 */
function currentBuild(root) {
  const modules = MODULES.map((module) => hashOfFile(join(root, 'wasm', fileName(module))));
  return JSON.stringify({ sources: hashOfSources(root), modules });
}

/** @param {string} root */
const stampPath = (root) => join(root, 'wasm/.build.json');

/**
 * @param {string} root
 * @returns {boolean} whether the modules are those of the sources
 */
export function isWasmBuilt(root) {
  const stamp = stampPath(root);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === currentBuild(root);
}

/**
 * Runs the compiler for one module.
 * @param {string} root
 * @param {Module} module
 * @param {string} outFile
 * @returns {Promise<string>} what the compiler said, empty when all went well
 */
function compile(root, module, outFile) {
  const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js');
  const { config, target } = module;
  const args = [compiler, '--config', config, '--target', target, '--outFile', outFile];
  return new Promise((resolve, reject) => {
    const node = pinnedNode(root) ?? process.execPath;
    const child = spawn(node, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('exit', (code) => resolve(code === 0 ? '' : said || `exit code ${code}`));
  });
}

/** @param {string} root */
export async function buildWasm(root) {
  const startMs = Date.now();
  progress(`compiling core-wasm (${MODULES.map((module) => module.name).join(', ')})`);
  // Hashed before compiling: a source that changes meanwhile makes the build stale, not wrong.
  const sources = hashOfSources(root);
  const work = join(root, 'wasm', `.work-${process.pid}`);
  mkdirSync(work, { recursive: true });
  try {
    const outputs = await Promise.all(
      MODULES.map((module) => compile(root, module, join(work, fileName(module)))),
    );
    const said = outputs.find((output) => output !== '');
    if (said !== undefined) throw new SetupError(`core-wasm does not compile\n${said.trimEnd()}`);
    for (const module of MODULES.filter(isStrict)) {
      const faults = brokenWasmRulesOfFile(join(work, fileName(module)));
      if (faults.length > 0)
        throw new SetupError(
          `${module.name} breaks a rule of docs/architecture.md: ${faults.join('; ')}`,
        );
    }
    for (const module of MODULES)
      renameSync(join(work, fileName(module)), join(root, 'wasm', fileName(module)));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  removeStrayOutputs(root);
  const modules = MODULES.map((module) => hashOfFile(join(root, 'wasm', fileName(module))));
  writeFileSync(join(work + '.json'), JSON.stringify({ sources, modules }));
  renameSync(`${work}.json`, stampPath(root));
  progress(`core compiled in ${secondsSince(startMs)}`);
}

/**
 * The compiler writes bindings beside a module when it is called by hand with other options.
 * @param {string} root
 */
function removeStrayOutputs(root) {
  for (const name of readdirSync(join(root, 'wasm')))
    if (/\.(js|d\.ts|wat|map)$/.test(name)) rmSync(join(root, 'wasm', name));
}
