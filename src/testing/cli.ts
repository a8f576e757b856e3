// The command line as its user runs it: a process of the pinned Node.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PINNED = `${ROOT}node_modules/node/bin/node`;
const NODE = existsSync(PINNED) ? PINNED : process.execPath;
const MAIN = `${ROOT}src/cli/main.ts`;

/** Program and first arguments of a process that is the command line. */
export const COMMAND: readonly string[] = [NODE, '--conditions=outcry-source', MAIN];

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly stdin?: Uint8Array;
  /** The largest file that the process can write, in KiB: a disk that fills. */
  readonly fileKib?: number;
}

/** Runs `outcry ARGS...`. */
export function runCli(args: readonly string[], options: CliOptions): Promise<CliResult> {
  const limited = options.fileKib === undefined ? [] : ['-c', 'ulimit -f "$1"; shift; exec "$@"'];
  const command = [...COMMAND, ...args];
  const [program, ...rest] =
    options.fileKib === undefined
      ? command
      : ['bash', ...limited, 'bash', `${options.fileKib}`, ...command];
  return new Promise((resolve, reject) => {
    const child = spawn(program ?? NODE, rest, { cwd: options.cwd });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({
        code,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
      });
    });
    // A command that does not read its input closes the pipe.
    child.stdin.on('error', () => {});
    child.stdin.end(options.stdin);
  });
}

type Main = (argv: readonly string[]) => Promise<number>;
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs the command line's `main` in this process: what is not about processes, much faster. One
 * after the other, as the standard streams are shared.
 */
export function callCli(main: Main, args: readonly string[], cwd: string): Promise<CliResult> {
  const result = last.then(() => callNow(main, args, cwd));
  last = result.catch(() => undefined);
  return result;
}

async function callNow(main: Main, args: readonly string[], cwd: string): Promise<CliResult> {
  const home = process.cwd();
  const streams = [process.stdout, process.stderr] as const;
  const writes = streams.map((stream) => stream.write.bind(stream));
  const texts = ['', ''];
  streams.forEach((stream, i) => {
    stream.write = (chunk: string | Uint8Array): boolean => {
      texts[i] += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
      return true;
    };
  });
  process.chdir(cwd);
  try {
    const code = await main(args);
    return { code, stdout: texts[0] ?? '', stderr: texts[1] ?? '' };
  } finally {
    process.chdir(home);
    for (const [i, write] of writes.entries()) Object.assign(streams[i] ?? {}, { write });
  }
}

/** The one JSON document on stdout. */
export function jsonOf(result: CliResult): Record<string, unknown> {
  const document: unknown = JSON.parse(result.stdout);
  if (typeof document !== 'object' || document === null) throw new Error(result.stdout);
  return { ...document };
}

/** Success: exit code 0, nothing on stderr. */
export function expectOk(result: CliResult): CliResult {
  expect({ code: result.code, stderr: result.stderr }).toEqual({ code: 0, stderr: '' });
  return result;
}

/** One clear sentence on stderr, no stack, the exit code of the category. */
export function expectRefused(result: CliResult, code: 1 | 2, sentence: RegExp): CliResult {
  expect(result.stderr).toMatch(sentence);
  expect(result.stderr).toMatch(/^outcry: [^\n]+\n(?:\(Did you mean [^\n]+\n)?$/);
  expect(result.stderr).not.toMatch(/^\s+at |node:internal|Error:|undefined|NaN|\[object/m);
  expect(result.code).toBe(code);
  return result;
}
