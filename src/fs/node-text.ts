// Whole texts: settings, sources.
import { readFile } from 'node:fs/promises';
import { openByteSource } from './node-files.ts';

/** A text file, decompressed where it is compressed. @throws OutcryError as openByteSource */
export async function readTextFile(path: string): Promise<string> {
  const source = await openByteSource(path);
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of source.chunks()) text += decoder.decode(chunk, { stream: true });
  } finally {
    await source.close();
  }
  return text + decoder.decode();
}

/** A text that may not be there; undefined: it cannot be read, for whatever reason. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}
