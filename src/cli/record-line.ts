// The line of the n-th record of a file. Records keep no line numbers: the few that are asked for
// are found by reading the file again.
import { RecordKind } from '../abi/records.ts';
import type { InputOptions } from '../inputs/inputs.ts';
import { openSession } from './inputs.ts';

/**
 * @param ordinal number of the record among those that are no definitions, from 1
 * @returns 1-based line in a text file; for binary files the ordinal itself
 */
export async function recordLine(
  file: string,
  ordinal: number,
  input: InputOptions,
): Promise<number> {
  // Standard input cannot be read again.
  if (file === '-' || file === 'standard input') return ordinal;
  const session = await openSession([file], input, {});
  try {
    const [source] = session.sources;
    const { view } = session.core;
    let number = 0;
    for (let batch = await source?.next(); batch !== undefined; batch = await source?.next())
      for (let at = batch.start; at < batch.end; at += view.getUint32(at, true))
        if (view.getUint8(at + 4) !== RecordKind.Definition && ++number === ordinal)
          return source?.lineOf?.(at) ?? ordinal;
    return ordinal;
  } finally {
    await session.close();
  }
}
