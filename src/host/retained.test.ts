// A backtest keeps no memory for the events that have passed.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

interface Kept {
  readonly events: number;
  readonly retained: readonly [number, number];
  readonly fills: number;
  readonly faults: readonly unknown[];
  readonly decisionHash: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const MIB = 1 << 20;

describe('what is kept between 1 and 10 million events', () => {
  let found: Record<'typescript' | 'wasm', Kept>;

  beforeAll(() => {
    const pinned = join(root, 'node_modules/node/bin/node');
    const flags = ['--expose-gc', '--conditions=outcry-source', 'src/testing/retained-child.ts'];
    const node = existsSync(pinned) ? pinned : process.execPath;
    const output = execFileSync(node, flags, { cwd: root });
    found = JSON.parse(output.toString()) as typeof found;
  }, 300_000);

  it.each(['typescript', 'wasm'] as const)('is less than 1 MiB of heap in %s', (language) => {
    const { events, retained, fills, faults } = found[language];
    expect(events).toBeGreaterThan(10_000_000);
    expect(fills).toBeGreaterThan(10_000);
    expect(faults).toEqual([]);
    const [early, late] = retained;
    expect(late - early).toBeLessThan(MIB);
  });

  it('decides the same in both languages', () => {
    expect(found.wasm.decisionHash).toBe(found.typescript.decisionHash);
  });
});
