// A contender in a child process, kept alive over all rounds, so that start-up is never timed.
// Protocol, one line each way: after start the child prints
//   {"ready":true,"version":"...","units":N}
// then answers  CHECK   with {"checks":{...},"facts":{...}}
//               ROUND n with {"ns":N,"checksum":"..."}
// and ends at QUIT or at the end of its input.
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { CheckResult, Contender, RoundResult } from './types.ts';

let tasksetKnown: boolean | undefined;

/** Whether children can be pinned to a core. */
export function canPin(): boolean {
  tasksetKnown ??= spawnSync('taskset', ['-V'], { stdio: 'ignore' }).status === 0;
  return tasksetKnown;
}

export interface StartOptions {
  /** Core to pin to; -1 does not pin. */
  readonly core: number;
  /** Longest wait for one answer, ms. */
  readonly timeoutMs: number;
  readonly cwd?: string;
}

export class LineProcess implements Contender {
  readonly version: string;
  readonly units: number;
  readonly #channel: Channel;

  constructor(channel: Channel, ready: { version: string; units: number }) {
    this.#channel = channel;
    this.version = ready.version;
    this.units = ready.units;
  }

  /** @throws Error when the child ends, is silent for too long, or answers nonsense */
  async check(): Promise<CheckResult> {
    return (await this.#channel.ask('CHECK')) as unknown as CheckResult;
  }

  async round(repetitions: number): Promise<RoundResult> {
    const answer = await this.#channel.ask(`ROUND ${repetitions}`);
    const { ns, checksum } = answer as { ns?: unknown; checksum?: unknown };
    if (typeof ns !== 'number' || typeof checksum !== 'string')
      throw new Error(`${this.#channel.name}: expected ns and checksum`);
    return { ns, checksum };
  }

  stop(): void {
    this.#channel.stop();
  }
}

class Channel {
  readonly name: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #timeoutMs: number;
  #waiting: { resolve: (line: string) => void; reject: (error: Error) => void } | undefined;
  #errors = '';

  constructor(name: string, child: ChildProcessWithoutNullStreams, timeoutMs: number) {
    this.name = name;
    this.#child = child;
    this.#timeoutMs = timeoutMs;
    createInterface({ input: child.stdout }).on('line', (line) => this.#take(line));
    child.stderr.on('data', (chunk) => {
      this.#errors = (this.#errors + String(chunk)).slice(-2000);
    });
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => this.#fail(error.message));
    child.on('close', (code) => this.#fail(`ended with ${code}: ${this.#errors.trim()}`));
  }

  #take(line: string): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(line);
  }

  #fail(why: string): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.reject(new Error(`${this.name}: ${why}`));
  }

  async #line(): Promise<Record<string, unknown>> {
    const timer = setTimeout(() => {
      this.#child.kill('SIGKILL');
      this.#fail(`no answer within ${this.#timeoutMs} ms`);
    }, this.#timeoutMs);
    try {
      const line = await new Promise<string>((resolve, reject) => {
        this.#waiting = { resolve, reject };
      });
      return JSON.parse(line) as Record<string, unknown>;
    } finally {
      clearTimeout(timer);
    }
  }

  ready(): Promise<Record<string, unknown>> {
    return this.#line();
  }

  ask(line: string): Promise<Record<string, unknown>> {
    const answer = this.#line();
    this.#child.stdin.write(`${line}\n`);
    return answer;
  }

  stop(): void {
    if (this.#child.exitCode === null) this.#child.stdin.end('QUIT\n');
  }
}

/** Starts a child and waits until it is ready. */
export async function startProcess(
  name: string,
  command: readonly string[],
  options: StartOptions,
): Promise<LineProcess> {
  const pinned =
    options.core >= 0 && canPin() ? ['taskset', '-c', `${options.core}`, ...command] : command;
  const [program, ...args] = pinned;
  if (program === undefined) throw new Error(`${name}: empty command`);
  const child = spawn(program, args, options.cwd === undefined ? {} : { cwd: options.cwd });
  const channel = new Channel(name, child, options.timeoutMs);
  const { version, units } = await channel.ready();
  if (typeof version !== 'string' || typeof units !== 'number' || !(units > 0))
    throw new Error(`${name}: expected version and units when ready`);
  return new LineProcess(channel, { version, units });
}
