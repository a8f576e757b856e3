// node scripts/run.mjs FILE ARGS...: sets up what is missing (setup.mjs), then runs FILE on the
// pinned Node, with its input, output, signals and exit code passed through. All npm scripts
// start here. The condition `outcry-source` makes the package's own name mean its sources.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { nodeToRun } from './setup/pinned-node.mjs';
import { fail } from './setup/report.mjs';
import { ensureSetup } from './setup.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const NODE_OPTIONS = ['--conditions=outcry-source', '--disable-warning=ExperimentalWarning'];

/**
 * @param {string[]} args
 * @returns {Promise<number>} exit code; 128 + signal when a signal ended it
 */
function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(nodeToRun(root), [...NODE_OPTIONS, ...args], { stdio: 'inherit' });
    for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP', 'SIGINT']))
      process.on(signal, () => {
        // A terminal sends Ctrl-C to both processes; once is enough.
        if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
      });
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
}

async function main() {
  const args = process.argv.slice(2);
  await ensureSetup(root);
  process.exitCode = await run(args);
}

main().catch(fail);
