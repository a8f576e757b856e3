// Golden values of every file but TA-Lib's, by the tables in golden-cases-*.ts. A case that stands
// in no table is a failure.
import { describe, expect, test } from 'vitest';
import {
  compareCase,
  compareTulipTest,
  GOLDEN_FILES,
  goldenTables,
  type MainFile,
  openGolden,
  tulipTests,
} from '../testing/golden-cases.ts';
import { sharedFile } from '../testing/shared-data.ts';
import type { GoldenFile } from './golden-cases.ts';
import { createIndicators } from './indicators.ts';

const indicators = await createIndicators();
const { cases, unserved } = await goldenTables();

/** Keys of a file that some table names. */
function named(...files: GoldenFile[]): Set<string> {
  return new Set([
    ...cases.filter((entry) => files.includes(entry.file)).map((entry) => entry.golden),
    ...unserved.flatMap((table) => files.flatMap((file) => Object.keys(table[file] ?? {}))),
  ]);
}

describe.each(Object.entries(GOLDEN_FILES) as [MainFile, string][])('%s', (file, name) => {
  const path = sharedFile(name);
  const golden = path === undefined ? undefined : openGolden(file, path);
  const own = cases.filter((entry) => entry.file === file);

  test.skipIf(golden === undefined).each(own.map((c) => [`${c.golden} = ${c.name}`, c] as const))(
    '%s',
    (_, entry) => {
      if (golden === undefined) return;
      expect(compareCase(indicators, entry, golden)).toBeGreaterThan(0);
    },
  );

  test.skipIf(golden === undefined)('every case is in a table', () => {
    const there = named(file);
    expect(golden?.keys().filter((key) => !there.has(key))).toEqual([]);
  });
});

describe("Tulip's own tests", () => {
  const path = sharedFile('golden/upstream_tulip_tests.json.gz');
  const tests = path === undefined ? [] : tulipTests(path);

  test.skipIf(path === undefined)('every case is in a table', () => {
    const there = named('tulip', 'tulipTests');
    expect([...new Set(tests.map((c) => c.name))].filter((key) => !there.has(key))).toEqual([]);
  });

  test.skipIf(path === undefined)('values', () => {
    const rows = cases.filter(({ file }) => file === 'tulip' || file === 'tulipTests');
    let compared = 0;
    for (const one of tests)
      for (const row of rows)
        if (row.golden === one.name) compared += compareTulipTest(indicators, row, one);
    expect(compared).toBeGreaterThan(100);
  });
});
