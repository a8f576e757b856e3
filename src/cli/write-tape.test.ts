// Tapes that are written: an older one stays until the new one is good, a signal ends the work and
// not the tape, and a tape that nobody closed says so.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type CliResult,
  COMMAND,
  callCli,
  expectOk,
  expectRefused,
  jsonOf,
} from '../testing/cli.ts';
import { tradeLine } from '../testing/trade-lines.ts';
import { main } from './program.ts';

const cwd = mkdtempSync(join(tmpdir(), 'outcry-write-'));
afterAll(() => {
  rmSync(cwd, { recursive: true });
});
const call = (...args: string[]): Promise<CliResult> => callCli(main, args, cwd);
const at = (name: string): string => join(cwd, name);
const lines = (count: number): string =>
  Array.from({ length: count }, (_, i) => tradeLine(i)).join('');
const eventsOf = async (tape: string): Promise<unknown> =>
  jsonOf(expectOk(await call('inspect', tape, '--check', '--json')))['events'];

describe('import --force', () => {
  let old: Buffer;
  beforeEach(async () => {
    for (const name of ['t.tape', 't.tape.part']) rmSync(at(name), { force: true });
    writeFileSync(at('good.jsonl'), lines(50));
    expectOk(await call('import', 'good.jsonl', '--out', 't.tape'));
    old = readFileSync(at('t.tape'));
  });

  it('replaces the tape when the new one is complete', async () => {
    writeFileSync(at('more.jsonl'), lines(80));
    // What an import before left behind does not stand in the way.
    writeFileSync(at('t.tape.part'), 'left behind');
    expectOk(await call('import', 'more.jsonl', '--out', 't.tape', '--force'));
    expect(await eventsOf('t.tape')).toBe(80);
    expect(existsSync(at('t.tape.part'))).toBe(false);
  });

  it('may read the tape that it replaces', async () => {
    expectOk(await call('import', 't.tape', '--out', 't.tape', '--force', '--no-compress'));
    expect(await eventsOf('t.tape')).toBe(50);
    expect(readFileSync(at('t.tape')).equals(old)).toBe(false);
  });

  it('leaves the tape alone after a fault, and names what was complete', async () => {
    writeFileSync(at('bad.jsonl'), `${lines(30)}garbage\n`);
    const result = await call('import', 'bad.jsonl', '--out', 't.tape', '--force', '--json');
    const kept = 't.tape.part holds what was complete before, t.tape is as it was';
    expectRefused(
      result,
      1,
      new RegExp(`^outcry: bad\\.jsonl:31: [^:]*: found 'garbage' \\(${kept}\\)`),
    );
    expect(jsonOf(result)).toMatchObject({
      error: { code: 'BAD_TIME', category: 'input', where: 'bad.jsonl', line: 31, hint: kept },
    });
    expect(readFileSync(at('t.tape')).equals(old)).toBe(true);
    expect(await eventsOf('t.tape.part')).toBe(30);
  });

  it.each([
    ['a fault in the first line behind the definitions', tradeLine(0).replace('}', 'x}'), []],
    ['no event of the kinds', lines(5), ['--kinds', 'order']],
  ])('keeps no part without an event: %s', async (_what, text, more) => {
    writeFileSync(at('none.jsonl'), text);
    const result = await call('import', 'none.jsonl', '--out', 't.tape', '--force', ...more);
    expectRefused(result, 1, /none\.jsonl/);
    expect(result.stderr).not.toContain('.part');
    expect(existsSync(at('t.tape.part'))).toBe(false);
    expect(readFileSync(at('t.tape')).equals(old)).toBe(true);
  });

  it('is needed', async () => {
    expectRefused(await call('import', 'good.jsonl', '--out', 't.tape'), 2, /exists already/);
    expect(readFileSync(at('t.tape')).equals(old)).toBe(true);
  });
});

it('a new tape of definitions alone is removed', async () => {
  // The first line defines the instrument, the second is refused.
  writeFileSync(at('d.jsonl'), `${tradeLine(0).replace('"0.25"', '"x"')}${tradeLine(1)}`);
  expectRefused(await call('import', 'd.jsonl', '--out', 'd.tape'), 1, /d\.jsonl:1: /);
  expect(existsSync(at('d.tape'))).toBe(false);
});

it('standard output is no tape', async () => {
  writeFileSync(at('good.jsonl'), lines(3));
  expectRefused(await call('import', 'good.jsonl', '--out', '-'), 2, /--out: .*found '-'/);
  expect(existsSync(at('-'))).toBe(false);
});

/** Runs a command and sends it `signal` as soon as `isReady`. */
async function interrupted(
  args: readonly string[],
  signal: 'SIGINT' | 'SIGTERM',
  isReady: () => boolean,
  stdin?: string,
): Promise<CliResult> {
  const [program = '', ...first] = COMMAND;
  const child = spawn(program, [...first, ...args], { cwd });
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (part: Buffer) => (texts.stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (texts.stderr += part.toString()));
  // A pipe that stays open, as a recorder's does.
  child.stdin.on('error', () => {});
  if (stdin !== undefined) child.stdin.write(stdin);
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  while (!isReady() && child.exitCode === null) await setTimeout(10);
  child.kill(signal);
  return { code: await code, ...texts };
}

const isWritten = (name: string, bytes: number): (() => boolean) => {
  return () => existsSync(at(name)) && statSync(at(name)).size > bytes;
};
const SAYS = /^outcry: interrupted at \d{4}-[\d:.T-]+Z; the tape holds everything before\n$/;

describe('a signal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends generate with a closed tape', async (signal, code) => {
    const name = `${signal}.tape`;
    const args = ['generate', '--out', name, '--events', '900M'];
    const result = await interrupted(args, signal, isWritten(name, 1 << 20));
    expect(result.stderr).toMatch(SAYS);
    expect(result.code).toBe(code);
    const told = jsonOf(expectOk(await call('inspect', name, '--check', '--json')));
    expect(told).toMatchObject({ indexRebuilt: false, recovered: null });
    expectOk(await call('replay', name));
  });

  /** More records than are gathered before the first block is written. The head has 32 bytes. */
  const piped = lines(90_000);

  it('ends an import that waits for its pipe', async () => {
    const args = ['import', '-', '--out', 'pipe.tape'];
    const result = await interrupted(args, 'SIGTERM', isWritten('pipe.tape', 40), piped);
    expect(result.stderr).toMatch(SAYS);
    expect(result).toMatchObject({ code: 143, stdout: '' });
    expect(await eventsOf('pipe.tape')).toBeGreaterThan(32_768);
    expectOk(await call('replay', 'pipe.tape'));
  });

  it('leaves the tape that --force replaces as it was', async () => {
    writeFileSync(at('old.jsonl'), lines(10));
    expectOk(await call('import', 'old.jsonl', '--out', 'f.tape'));
    const old = readFileSync(at('f.tape'));
    const args = ['import', '-', '--out', 'f.tape', '--force', '--json'];
    const result = await interrupted(args, 'SIGINT', isWritten('f.tape.part', 40), piped);
    expect(result.code).toBe(130);
    const kept = 'f\\.tape\\.part holds everything before, f\\.tape is as it was';
    expect(result.stderr).toMatch(new RegExp(`^outcry: interrupted at [^\\n]+; ${kept}\\n$`));
    expect(jsonOf(result)).toMatchObject({ error: { code: 'INTERRUPTED' } });
    expect(readFileSync(at('f.tape')).equals(old)).toBe(true);
    expect(await eventsOf('f.tape.part')).toBeGreaterThan(32_768);
  });
});

it('a tape that was not closed says so', async () => {
  writeFileSync(at('good.jsonl'), lines(40));
  expectOk(await call('import', 'good.jsonl', '--out', 'closed.tape'));
  expect(expectOk(await call('inspect', 'closed.tape')).stdout).not.toContain('not closed');
  // Its trailer is missing: as after a crash between two blocks.
  writeFileSync(at('open.tape'), readFileSync(at('closed.tape')).subarray(0, -1));
  expect(expectOk(await call('inspect', 'open.tape')).stdout).toMatch(/^not closed {2}/m);
  const replayed = await call('replay', 'open.tape', '--json');
  expect(replayed.stderr).toBe('outcry: warning: open.tape: not closed; its index was rebuilt\n');
  expect(jsonOf(replayed)).toMatchObject({ events: 40, notClosed: ['open.tape'] });
  expect(jsonOf(expectOk(await call('replay', 'closed.tape', '--json')))).not.toHaveProperty(
    'notClosed',
  );
});
