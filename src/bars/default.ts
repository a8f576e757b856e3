// The instance that the package's functions share: loaded with the module, so that making bars
// needs no waiting.
import { createCore } from '../core/core.ts';
import { type BarColumns, Bars, type BatchOptions } from './batch.ts';
import type { BarBuilder } from './builder.ts';
import type { EventColumns } from './columns.ts';
import type { BarOptions, Scales } from './options.ts';
import type { BarSpec } from './spec.ts';
import type { Timeframes } from './timeframes.ts';

const shared = new Bars(await createCore({ memoryBytes: 16 << 20 }));

/**
 * The bars of whole columns: trades, quotes or smaller bars, oldest first.
 *
 * @param spec `1m`, `1h@09:15+05:30`, `tick:100`, `renko:10`, ...
 * @throws OutcryError BAD_BAR_SPEC, BAD_INPUT, BAD_ARGUMENT; what the policies refuse
 */
export function barsOf(
  columns: EventColumns,
  spec: string | BarSpec,
  options: BatchOptions = {},
): BarColumns {
  return shared.of(columns, spec, options);
}

/**
 * A builder of bars from a stream, one event at a time.
 *
 * @param scales decimals of the instrument's prices and quantities
 * @throws OutcryError BAD_BAR_SPEC, BAD_ARGUMENT, SCALE_TOO_FINE
 */
export function createBarBuilder(
  spec: string | BarSpec,
  scales: Scales,
  options: BarOptions = {},
): BarBuilder {
  return shared.create(spec, scales, options);
}

/**
 * Builders of several bars that take the same events: `createTimeframes(['1m', '1h'], scales)`.
 *
 * @throws OutcryError BAD_BAR_SPEC, BAD_ARGUMENT, SCALE_TOO_FINE
 */
export function createTimeframes(
  specs: readonly string[],
  scales: Scales,
  options: BarOptions = {},
): Timeframes {
  return shared.timeframes(specs, scales, options);
}
