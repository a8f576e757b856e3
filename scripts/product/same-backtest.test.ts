// The shipped strategies decide the same on every version of Node that the package supports, in
// TypeScript and in AssemblyScript.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { otherNode } from './other-nodes.ts';
import { packedPackage } from './packed-package.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
/** Both languages, with parameters at which they trade in the generated market. */
const RUNS = [
  ['market-maker,market-maker#marketMakerWasm'],
  [
    'imbalance,imbalance#imbalanceWasm',
    ...['momentum=0.000001', 'threshold=0.1', 'confidence=0.3', 'spreadBps=100'].flatMap((text) => [
      '--param',
      text,
    ]),
  ],
] as const;

let folder: string;
let market: string;

function outcry(node: string, ...args: string[]): string {
  const flags = ['--conditions=outcry-source', '--disable-warning=ExperimentalWarning', MAIN];
  return execFileSync(node, [...flags, ...args], { cwd: folder, encoding: 'utf8' });
}

interface Found {
  readonly dataHash: string;
  readonly strategies: readonly {
    readonly name: string;
    readonly decisionHash: string;
    readonly orders: { readonly submitted: number };
  }[];
}

/** Hash of the data, then name, decisions and number of orders of each strategy. */
function backtest(node: string): unknown[][] {
  return RUNS.flatMap(([strategies, ...params]) => {
    const args = ['backtest', strategies, market, ...params, '--json'];
    const { dataHash, strategies: found } = JSON.parse(outcry(node, ...args)) as Found;
    return found.map(({ name, decisionHash, orders }) => [
      name,
      dataHash,
      decisionHash,
      orders.submitted,
    ]);
  });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'outcry-same-'));
  market = join(folder, 'market.jsonl');
  outcry(process.execPath, 'generate', '--out', market, '--events', '60k', '--seed', '5');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('one backtest', () => {
  let reference: unknown[][];

  beforeAll(() => {
    reference = backtest(process.execPath);
  });

  test('decides in both languages alike', () => {
    const byName = new Map(reference.map(([name, ...rest]) => [name, rest]));
    for (const name of ['imbalance', 'market-maker']) {
      expect(byName.get(`${name}-wasm`)).toEqual(byName.get(name));
      expect(byName.get(name)?.[2]).toBeGreaterThan(0);
    }
  });

  test('is the same by the installed package', async () => {
    const { project } = await packedPackage();
    const command = join(project, 'node_modules/outcry/dist/cli/main.js');
    const args = [command, 'backtest', 'market-maker', market, '--json'];
    const output = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    const { dataHash, strategies } = JSON.parse(output) as Found;
    const [, ...expected] = reference.find(([name]) => name === 'market-maker') ?? [];
    const [own] = strategies;
    expect([dataHash, own?.decisionHash, own?.orders.submitted]).toEqual(expected);
  });

  test.each([22, 26] as const)('decides the same on Node %i', async (major) => {
    const node = await otherNode(major);
    if (node === undefined) return;
    expect(backtest(node)).toEqual(reference);
  });
});
