// Node versions besides the pinned one that the package supports. They are installed on first use
// into a cache outside the tree (about 100 MB each), from npm's package `node`.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { absentTool } from '../../src/testing/optional-tool.ts';
import { withLock } from '../setup/lock.mjs';

/** Exact versions, by major. */
export const OTHER_NODES: Readonly<Record<number, string>> = { 22: '22.23.3', 26: '26.10.0' };

function cacheFolder(): string {
  const wanted = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'outcry');
  try {
    mkdirSync(wanted, { recursive: true });
    accessSync(wanted, constants.W_OK);
    return wanted;
  } catch {
    return join(tmpdir(), 'outcry-cache');
  }
}

function install(version: string, folder: string): string | undefined {
  mkdirSync(folder, { recursive: true });
  const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund'];
  const { status, stderr } = spawnSync('npm', [...args, '--loglevel=error', `node@${version}`], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32',
  });
  return status === 0 ? undefined : (stderr ?? '').trim().split('\n').slice(0, 3).join(' ');
}

/** Path of a Node of that major version, or undefined, with a note, when npm cannot bring it. */
export async function otherNode(major: 22 | 26): Promise<string | undefined> {
  const version = OTHER_NODES[major] ?? '';
  const folder = join(cacheFolder(), `node-${version}`);
  const binary = join(folder, 'node_modules/node/bin/node');
  if (existsSync(binary)) return binary;
  const fault = await withLock(`${folder}.lock`, async () =>
    existsSync(binary) ? undefined : install(version, folder),
  );
  return existsSync(binary) ? binary : absentTool(`Node ${version}`, fault ?? 'no binary came');
}
