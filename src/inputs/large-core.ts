// The core of a command, as large as the machine lets it be. Untouched pages cost nothing, but some
// machines limit the address space too.
import { type Core, createCore } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';

const GIB = 1024 ** 3;
/** Least that a command is tried with. */
const BYTES_MIN = GIB / 2;

/** Bytes that commands ask for which hold any number of books. */
export const MEMORY_BYTES = 3 * GIB;

/**
 * A core of `bytesMax` bytes of address space, or of the largest power of two below, down to
 * 512 MiB, that the system gives.
 * @throws OutcryError OUT_OF_MEMORY when it gives none of them
 */
export async function createLargeCore(bytesMax: number = MEMORY_BYTES): Promise<Core> {
  for (let bytes = bytesMax; ; bytes = 2 ** Math.ceil(Math.log2(bytes) - 1)) {
    try {
      return await createCore({ memoryBytes: bytes });
    } catch (fault) {
      if (!(fault instanceof OutcryError) || fault.code !== 'OUT_OF_MEMORY') throw fault;
      if (bytes > BYTES_MIN) continue;
      throw new OutcryError(fault.code, fault.category, 'the system gives no address space', {
        expected: `${bytes / 2 ** 20} MiB in one piece`,
        hint: 'raise the limit (ulimit -v, containers), or close other programs',
        cause: fault,
      });
    }
  }
}
