// A tape for examples that were given none: a generated market, made by the package's own command
// (as `npx outcry generate --out market.tape --events 1M --regime volatile --seed 5`).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MARKET = ['--events', '1M', '--regime', 'volatile', '--seed', '5'];

/** Calls `use` with the path of `given`, or of a tape that is gone afterwards. */
export async function withTape(
  given: string | undefined,
  use: (tape: string) => Promise<void>,
): Promise<void> {
  if (given !== undefined) return use(given);
  const folder = mkdtempSync(join(tmpdir(), 'outcry-example-'));
  try {
    const tape = join(folder, 'market.tape');
    // In this repository the command is a source file, in an installed package a bundle.
    const entry = import.meta.resolve('outcry');
    const file = entry.endsWith('.ts') ? './cli/main.ts' : './cli/main.js';
    const command = fileURLToPath(new URL(file, entry));
    const args = [...process.execArgv, command, 'generate', '--out', tape, ...MARKET];
    execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    await use(tape);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
