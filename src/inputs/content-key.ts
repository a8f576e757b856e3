// A short text that depends on what a file holds and not on what it is called.
import { openRandomAccess } from '../fs/node-files.ts';
import { whatIs } from '../fs/node-paths.ts';

const HEAD_BYTES = 65536;

/** Size and a hash of the first 64 KiB; empty for what cannot be read twice. */
export async function contentKey(file: string): Promise<string> {
  if (file === '-' || (await whatIs(file)) !== 'file') return '';
  const access = await openRandomAccess(file);
  try {
    const head = new Uint8Array(HEAD_BYTES);
    const length = await access.read(0, head);
    // FNV-1a, 32 bits: it only has to tell files apart that begin at the same nanosecond.
    let hash = 0x811c9dc5;
    for (let i = 0; i < length; i++) hash = Math.imul(hash ^ (head[i] ?? 0), 0x01000193);
    const size = await access.size();
    return `${size.toString().padStart(16, '0')} ${(hash >>> 0).toString(16).padStart(8, '0')}`;
  } finally {
    await access.close();
  }
}
