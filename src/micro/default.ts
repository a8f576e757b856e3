// The core that states without a book share: loaded with the module, so that making one needs no
// waiting.
import { createCore } from '../core/core.ts';
import { Microstructure } from './microstructure.ts';
import type { MicroOptions, MicroScales } from './options.ts';

const shared = await createCore({ memoryBytes: 64 << 20 });

/**
 * Microstructure from levels and trades that are given.
 *
 * @param scales decimals of the instrument's prices and quantities
 * @throws OutcryError BAD_ARGUMENT, OUT_OF_MEMORY: each takes some KB until it is disposed of
 */
export function createMicrostructure(
  scales: MicroScales,
  options: MicroOptions = {},
): Microstructure {
  return new Microstructure(shared, scales, options);
}
