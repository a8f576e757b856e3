// Files that can be made again: compiled strategies. They stand in the user's cache folder.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** `$XDG_CACHE_HOME/outcry`, or `~/.cache/outcry`. */
function cacheFolder(): string {
  const own = process.env['XDG_CACHE_HOME'];
  return join(own === undefined || own === '' ? join(homedir(), '.cache') : own, 'outcry');
}

/** SHA-256 as hexadecimal text. */
export function digestOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The bytes kept under a name; undefined where there are none, for whatever reason. */
export async function readCached(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(join(cacheFolder(), name)));
  } catch {
    return undefined;
  }
}

/** Keeps bytes under a name. A cache that cannot be written is no fault. */
export async function writeCached(name: string, bytes: Uint8Array | string): Promise<void> {
  const folder = cacheFolder();
  const draft = join(folder, `${name}.${process.pid}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(draft, bytes);
    await rename(draft, join(folder, name));
  } catch {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}
