// Makes a clone ready to run: installs packages and compiles the core when they are missing or
// stale; does nothing, quickly, when all is fresh. Plain JavaScript, because it runs before
// anything is installed, on any Node from 20 on. Talks on stderr only.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWasm, isWasmBuilt } from './setup/build-wasm.mjs';
import { install, isInstalled } from './setup/install.mjs';
import { withLock } from './setup/lock.mjs';
import { requireOldestNode } from './setup/pinned-node.mjs';
import { fail } from './setup/report.mjs';

/**
 * @param {string} [root] the clone; by default the one that this file is in
 */
export async function ensureSetup(root = fileURLToPath(new URL('..', import.meta.url))) {
  requireOldestNode();
  if (isInstalled(root) && isWasmBuilt(root)) return;
  await withLock(join(root, '.cache/setup.lock'), async () => {
    // Both are asked again: another process may have done the work while this one waited.
    if (!isInstalled(root)) await install(root);
    if (!isWasmBuilt(root)) await buildWasm(root);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureSetup().catch(fail);
