// The folder of --output. A run that is done again replaces what it has left there; what others
// have put there under the same names stays.
import { join } from 'node:path';
import { OutcryError } from '../errors/outcry-error.ts';
import { openRandomAccess } from '../fs/node-files.ts';
import { openOutputFolder } from '../fs/node-folder.ts';
import { whatIs } from '../fs/node-paths.ts';
import type { OutputFolder } from '../fs/types.ts';

/** How the files of results begin, backtests' and sweeps'. */
const BEGINNINGS: Readonly<Record<string, RegExp>> = {
  'result.json': /^\{\s*"schema": "outcry\.result\//,
  'fills.csv': /^time_ns,strategy,/,
  'trips.csv': /^strategy,instrument,/,
  'equity.csv': /^time_ns,strategy,/,
  'report.html': /<meta name="generator" content="Outcry">/,
  'sweep.csv': /^rank,/,
  'sweep.html': /<meta name="generator" content="Outcry">/,
};
const BEGINNING_BYTES = 1024;

async function beginningOf(path: string): Promise<string> {
  const file = await openRandomAccess(path);
  try {
    const bytes = new Uint8Array(BEGINNING_BYTES);
    const length = await file.read(0, bytes);
    return new TextDecoder().decode(bytes.subarray(0, length));
  } finally {
    await file.close();
  }
}

/**
 * A folder for `files`, made where it is missing; results of earlier runs in it will be replaced.
 * @throws OutcryError FILE_EXISTS for a file of one of the names that is no result; as
 *   `openOutputFolder`
 */
export async function openResultFolder(
  path: string,
  files: readonly string[],
): Promise<OutputFolder> {
  const folder = await openOutputFolder(path);
  for (const name of files) {
    const file = join(path, name);
    if ((await whatIs(file)) !== 'file') continue;
    const text = await beginningOf(file);
    if (text === '' || BEGINNINGS[name]?.test(text) === true) continue;
    throw new OutcryError('FILE_EXISTS', 'usage', 'a file that is no result stands in the way', {
      where: file,
      expected: 'a result of another run, which is replaced',
      found: JSON.stringify(text.split('\n', 1)[0]?.slice(0, 60)),
      hint: 'move it away, or choose another folder',
    });
  }
  return folder;
}
