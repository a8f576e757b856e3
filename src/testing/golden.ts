// Golden values of indicators: reading the files and comparing within the stated tolerance.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect } from 'vitest';

/** The JSON of a gzip file. */
export function readGolden(path: string): unknown {
  return JSON.parse(gunzipSync(readFileSync(path)).toString('utf8'));
}

/** Golden values hold 14 digits; null is NaN. */
export type GoldenValues = readonly (number | null)[];

/** Functions whose goldens lose digits: relative 1e-6 (definitions.md section 0). */
const LOOSE = /^(VAR|STDDEV|BBANDS|CORREL|BETA)$/;

export interface Comparison {
  readonly name: string;
  /** Place of expected[0] in the column. */
  readonly at: number;
  readonly tolerance?: number;
}

/** Every value of `expected` against the column from `at` on. */
export function expectColumn(
  column: Float64Array,
  expected: GoldenValues,
  { name, at, tolerance }: Comparison,
): void {
  const limit = tolerance ?? (LOOSE.test(name) ? 1e-6 : 1e-9);
  for (let j = 0; j < expected.length; j++) {
    const want = expected[j] ?? Number.NaN;
    const have = column[at + j] ?? Number.NaN;
    const same = Number.isNaN(want)
      ? Number.isNaN(have)
      : Math.abs(have - want) <= limit * Math.max(1, Math.abs(want));
    if (!same) expect.fail(`${name}: bar ${at + j}: expected ${want}, found ${have}`);
  }
}
