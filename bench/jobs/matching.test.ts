// The contenders of the matching job that need npm alone give the same trades.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { COMMAND_KINDS, encodeCommands, readCommands } from '../inputs/commands.ts';
import { makeCommands, PROFILES } from '../inputs/make-commands.ts';
import { matchingJob } from './matching.ts';

it.each(PROFILES)('the contenders of profile %s agree', async (profile) => {
  const commands = makeCommands(profile).slice(0, 5000);
  expect(readCommands(encodeCommands(commands))).toEqual(commands);
  const folder = mkdtempSync(join(tmpdir(), 'outcry-matching-'));
  try {
    writeFileSync(join(folder, 'commands.bin'), encodeCommands(commands));
    const ours = await matchingJob.factories['ours']?.(folder);
    const plain = await matchingJob.factories['js-plain']?.(folder);
    const [found, expected] = [await ours?.check(), await plain?.check()];
    expect(found?.checks).toMatchObject(expected?.checks ?? {});
    expect(found?.facts['trades']).toBe(expected?.facts['trades']);
    expect(found?.facts['trades']).toBeGreaterThan(100);
    expect((await ours?.round(2))?.checksum).toBe(expected?.checks['trades']);
    expect((await plain?.round(2))?.checksum).toBe(expected?.checks['trades']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('the profiles have the shares that they promise', () => {
  const share = (profile: (typeof PROFILES)[number], kind: number): number => {
    const commands = makeCommands(profile);
    return commands.filter((command) => command.kind === kind).length / commands.length;
  };
  expect(share('mixed', COMMAND_KINDS.limit)).toBeCloseTo(0.7, 1);
  expect(share('mixed', COMMAND_KINDS.cancel)).toBeCloseTo(0.2, 1);
  expect(share('mixed', COMMAND_KINDS.market)).toBeCloseTo(0.1, 1);
  expect(share('moves', COMMAND_KINDS.move)).toBeCloseTo(0.82, 1);
});
