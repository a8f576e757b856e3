// Compiles core-wasm to wasm/core.{release,unshared,checked}.wasm when a source has changed. Each
// module is checked against the rules and put in its place in one step.
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

const TARGETS = ['release', 'unshared', 'checked'];
/** Only these ship; the checked module keeps its assertions and their texts. */
const STRICT_TARGETS = new Set(['release', 'unshared']);

/** @param {string} target */
const fileName = (target) => `core.${target}.wasm`;

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
  hash.update(readFileSync(join(root, 'asconfig.json')));
  const compiler = join(root, 'node_modules/assemblyscript/package.json');
  if (existsSync(compiler)) hash.update(JSON.parse(readFileSync(compiler, 'utf8')).version);
  return hash.digest('hex');
}

/**
 * What a finished build leaves behind: source hash and hash of each module.
 * @param {string} root
 */
function currentBuild(root) {
  const modules = TARGETS.map((target) => hashOfFile(join(root, 'wasm', fileName(target))));
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
 * Runs the compiler for one target.
 * @param {string} root
 * @param {string} target
 * @param {string} outFile
 * @returns {Promise<string>} what the compiler said, empty when all went well
 */
function compile(root, target, outFile) {
  const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js');
  const args = [compiler, '--config', 'asconfig.json', '--target', target, '--outFile', outFile];
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
  progress(`compiling core-wasm (${TARGETS.join(', ')})`);
  // Hashed before compiling: a source that changes meanwhile makes the build stale, not wrong.
  const sources = hashOfSources(root);
  const work = join(root, 'wasm', `.work-${process.pid}`);
  mkdirSync(work, { recursive: true });
  try {
    const outputs = await Promise.all(
      TARGETS.map((target) => compile(root, target, join(work, fileName(target)))),
    );
    const said = outputs.find((output) => output !== '');
    if (said !== undefined) throw new SetupError(`core-wasm does not compile\n${said.trimEnd()}`);
    for (const target of STRICT_TARGETS) {
      const faults = brokenWasmRulesOfFile(join(work, fileName(target)));
      if (faults.length > 0)
        throw new SetupError(
          `the ${target} core breaks a rule of docs/architecture.md: ${faults.join('; ')}`,
        );
    }
    for (const target of TARGETS)
      renameSync(join(work, fileName(target)), join(root, 'wasm', fileName(target)));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  removeStrayOutputs(root);
  const modules = TARGETS.map((target) => hashOfFile(join(root, 'wasm', fileName(target))));
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
