// What the machine limits: address space, a full disk behind standard output; and how many
// instruments a run takes.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const cwd = mkdtempSync(join(tmpdir(), 'outcry-limits-'));
/** Two folders below the root, as `src/cli` and `dist/cli` are. */
const bundled = join(ROOT, '.cache', `limits-${process.pid}`);
afterAll(() => {
  rmSync(cwd, { recursive: true });
  rmSync(bundled, { recursive: true, force: true });
});

function bash(script: string, ...args: readonly string[]): CliResult {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', ...args], {
    cwd,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

beforeAll(async () => {
  writeFileSync(join(cwd, 'r.jsonl'), tradeLine(0) + tradeLine(1));
  mkdirSync(bundled, { recursive: true });
  // JavaScript, as in the package: Node's own reader of TypeScript takes 8 GiB of address space.
  await build({
    cwd: ROOT,
    input: 'src/cli/main.ts',
    platform: 'node',
    external: [/^node:/, 'fzstd'],
    output: { dir: bundled, format: 'esm', entryFileNames: 'main.js' },
    logLevel: 'warn',
  });
});

describe('address space', () => {
  const limited = (kib: number): CliResult =>
    bash(
      `ulimit -v ${kib}; exec "$@"`,
      COMMAND[0] ?? '',
      join(bundled, 'main.js'),
      'replay',
      'r.jsonl',
      '--json',
    );

  // 4 GB leave 2 GiB in one piece, 3 GB leave 1 GiB, 2 GB leave half of it; Node itself takes 1.4.
  it.each([4_000_000, 3_000_000, 2_000_000])('of %i KiB is made do with', (kib) => {
    expect(jsonOf(expectOk(limited(kib)))).toMatchObject({ events: 2 });
  });

  it('that is too little is a fault in one sentence', () => {
    const result = limited(1_500_000);
    expectRefused(
      result,
      1,
      /^outcry: the system gives no address space: expected 512 MiB .*ulimit -v/,
    );
    expect(jsonOf(result)).toMatchObject({
      error: { code: 'OUT_OF_MEMORY', category: 'environment' },
    });
  });
});

describe.skipIf(!existsSync('/dev/full'))('standard output on a full disk', () => {
  it.each([['replay', 'r.jsonl'], ['replay', 'r.jsonl', '--json'], ['--help']])(
    '%s %s %s',
    (...args) => {
      const given = args.filter((arg) => arg !== undefined);
      const result = bash('"$@" > /dev/full', ...COMMAND, ...given);
      expectRefused(result, 1, /^outcry: standard output: no space is left/);
    },
  );

  it('a reader that goes away is no fault', () => {
    const result = bash(
      '"$@" | head -c 1 > /dev/null; exit "${PIPESTATUS[0]}"',
      ...COMMAND,
      '--help',
    );
    expect(result).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('instruments', () => {
  const write = (count: number): void => {
    const text = Array.from({ length: 2 * count }, (_, i) => tradeLine(i, `SYM${i % count}USDT`));
    writeFileSync(join(cwd, 'many.jsonl'), text.join(''));
  };
  const replay = (...more: string[]): Promise<CliResult> =>
    callCli(main, ['replay', 'many.jsonl', '--json', ...more], cwd);

  it.each([
    [65, []],
    [200, []],
    [1024, ['--window-bits', '10']],
  ])('%i in one recording %j', async (count, more) => {
    write(count);
    const report = jsonOf(expectOk(await replay(...more)));
    expect(report['events']).toBe(2 * count);
    expect(report['topOfBook']).toHaveLength(count);
  });

  it('that do not fit are refused with what can be done', async () => {
    write(1024);
    const refused = await replay('--window-bits', '20');
    expectRefused(refused, 1, /many\.jsonl.*no memory left.*smaller --window-bits\)$/m);
    expect(jsonOf(refused)).toHaveProperty('error.code', 'OUT_OF_MEMORY');
    write(1025);
    expectRefused(await replay('--window-bits', '10'), 1, /many\.jsonl.*no room for another instr/);
  });
});

describe('files that begin otherwise', () => {
  it('replay and import skip a byte order mark', async () => {
    writeFileSync(join(cwd, 'bom.jsonl'), `\uFEFF${tradeLine(0)}${tradeLine(1)}`);
    const marked = jsonOf(expectOk(await callCli(main, ['replay', 'bom.jsonl', '--json'], cwd)));
    const plain = jsonOf(expectOk(await callCli(main, ['replay', 'r.jsonl', '--json'], cwd)));
    expect(marked['dataHash']).toBe(plain['dataHash']);
  });

  it('a pipe by name is read once, from start to end', () => {
    const result = bash(
      'exec "$@" <(cat r.jsonl; sleep 0.2; cat r.jsonl | tail -1)',
      ...COMMAND,
      'replay',
      '--json',
    );
    expect(jsonOf(expectOk(result))).toMatchObject({ events: 3 });
  });

  it('a symbol of 33 bytes is a fault of the input', async () => {
    writeFileSync(join(cwd, 'long.jsonl'), tradeLine(0) + tradeLine(1, 'X'.repeat(33)));
    const result = await callCli(main, ['replay', 'long.jsonl', '--json'], cwd);
    expectRefused(result, 1, /^outcry: long\.jsonl:2: /);
  });
});
