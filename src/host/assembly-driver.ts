// A strategy in AssemblyScript: part of the core's own module, so that whole stretches of events
// pass without the host.
import { Status } from '../abi/status.ts';
import { heapFault, stringAt } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { formatTime } from '../model/time.ts';
import type { AnyStrategy } from '../strategy/contract.ts';
import type { ParamSpec, ParamValue } from '../strategy/params.ts';
import { type Driver, strategyFailure } from './driver.ts';
import type { Pulse } from './heartbeat.ts';
import type { Setup } from './setup.ts';

interface StrategyExports {
  strategyAttach(
    session: number,
    params: number,
    paramCount: number,
    roles: number,
    roleCount: number,
    currency: number,
    cashUnit: number,
  ): void;
  strategyCreate(): void;
  strategyStart(): void;
  strategyStop(): void;
  strategyPause(): void;
  strategyResume(): void;
  strategyRun(cursors: number, count: number): number;
  strategyState(count: number): number;
  strategyRestore(): number;
  strategySnapshot(): number;
  strategyLogTake(): number;
  strategyLogLines(): number;
  strategyLogMax(): number;
}

const EXPORT_NAMES = [
  'strategyAttach',
  'strategyCreate',
  'strategyStart',
  'strategyStop',
  'strategyRun',
  'strategyRestore',
  'strategyLogTake',
] as const satisfies readonly (keyof StrategyExports)[];

/** @throws OutcryError BAD_STRATEGY where the core was not compiled with a strategy */
function strategyExports(name: string, exports: object): StrategyExports {
  const found = new Map<string, unknown>(Object.entries(exports));
  const missing = EXPORT_NAMES.filter((one) => typeof found.get(one) !== 'function');
  if (missing.length === 0) return exports as StrategyExports;
  throw new OutcryError('BAD_STRATEGY', 'internal', 'the module holds no strategy', {
    where: name,
    expected: `exports ${missing.join(', ')}`,
    found: 'none',
  });
}

/** Bytes that a strategy's own objects may take. */
export const STRATEGY_HEAP_BYTES: number = 64 << 20;

/** As assembly/strategy/log.ts has it: address of the text, how many numbers, the numbers. */
const LOG_LINE_BYTES = 32;

/** The bytes of a state: its NaN may be integers. Undefined: it is none. */
function bytesOf(state: unknown): Uint8Array | undefined {
  const isList = Array.isArray(state) && state.every((one) => typeof one === 'number');
  const numbers = isList ? Float64Array.from(state) : state;
  if (!(numbers instanceof Float64Array)) return undefined;
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** FNV-1a over UTF-16 units, as assembly/strategy/run.ts has it. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++)
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** A parameter as a number; undefined: it has none. */
function numberOf(spec: ParamSpec, value: ParamValue): number | undefined {
  if (spec.kind === 'text') return undefined;
  if (spec.kind === 'choice') return spec.choices.indexOf(String(value));
  return Number(value);
}

export class AssemblyDriver implements Driver {
  private readonly name: string;
  private readonly setup: Setup;
  private readonly exports: StrategyExports;

  constructor(strategy: AnyStrategy, name: string, setup: Setup) {
    const { core, address } = setup.session;
    this.name = name;
    this.setup = setup;
    this.exports = strategyExports(name, core.exports);
    const params = this.writeParams(strategy);
    const roles = this.writeRoles();
    this.exports.strategyAttach(
      address,
      params.at,
      params.count,
      roles.at,
      roles.count,
      setup.account.currencyIndex(setup.currency),
      10 ** setup.account.cashScale,
    );
    this.guarded('create', () => this.exports.strategyCreate());
  }

  /** (u32 hash of the name, u32, f64 value) each. */
  private writeParams(strategy: AnyStrategy): { at: number; count: number } {
    const { core } = this.setup.session;
    const values = this.setup.context.params as Readonly<Record<string, ParamValue>>;
    const specs = Object.entries(strategy.params ?? {});
    const at = core.alloc(16 * (specs.length + 1), 'parameters');
    let count = 0;
    for (const [name, spec] of specs) {
      const value = numberOf(spec, values[name] ?? spec.default);
      if (value === undefined) continue;
      core.view.setUint32(at + 16 * count, hashOf(name), true);
      core.view.setFloat64(at + 16 * count + 8, value, true);
      count++;
    }
    return { at, count };
  }

  /** (u32 hash of the role, u32 instrument id) each. */
  private writeRoles(): { at: number; count: number } {
    const { session, markets } = this.setup;
    const { core } = session;
    const at = core.alloc(16 * (markets.length + 1), 'roles');
    for (const [i, market] of markets.entries()) {
      core.view.setUint32(at + 16 * i, hashOf(market.role), true);
      core.view.setUint32(at + 16 * i + 4, market.id, true);
    }
    return { at, count: markets.length };
  }

  private guarded<T>(handler: string, work: () => T): T {
    try {
      const result = work();
      this.takeLog();
      return result;
    } catch (error) {
      throw this.failure(handler, error);
    }
  }

  /** Who wants memory beyond the bound traps, and is told from other traps by its mark. */
  private failure(handler: string, error: unknown): OutcryError {
    const { session } = this.setup;
    this.takeLog();
    const isTrap = error instanceof WebAssembly.RuntimeError;
    const memory = isTrap ? heapFault(session.core.memory, this.where(handler)) : undefined;
    return memory ?? strategyFailure(this.name, handler, session, error);
  }

  private where(handler: string): string {
    return `${this.name} ${handler} at ${formatTime(this.setup.session.state.nowNs)}`;
  }

  /** Writes what the strategy has logged since the last time. */
  private takeLog(): void {
    const { exports, setup } = this;
    const count = exports.strategyLogTake();
    if (count === 0) return;
    const { view, memory } = setup.session.core;
    const kept = Math.min(count, exports.strategyLogMax());
    for (let i = 0; i < kept; i++) {
      const at = exports.strategyLogLines() + i * LOG_LINE_BYTES;
      let line = stringAt(memory, view.getUint32(at, true));
      const numbers = view.getUint32(at + 4, true);
      for (let k = 1; k <= numbers; k++) line += ` ${view.getFloat64(at + 8 * k, true)}`;
      setup.context.log(line);
    }
    if (count > kept) setup.context.log(`... ${count - kept} more lines of this event are cut`);
  }

  start(): void {
    this.guarded('onStart', () => this.exports.strategyStart());
  }

  stop(): void {
    this.guarded('onStop', () => this.exports.strategyStop());
  }

  pause(): void {
    this.guarded('onPause', () => this.exports.strategyPause());
  }

  resume(): void {
    this.guarded('onResume', () => this.exports.strategyResume());
  }

  /** @throws OutcryError BAD_STRATEGY where it takes none, or `state` is no list of numbers */
  restore(state: unknown): void {
    const where = this.where('restore');
    const bytes = bytesOf(state);
    if (bytes === undefined)
      throw new OutcryError('BAD_STRATEGY', 'usage', 'a state that AssemblyScript cannot take', {
        where,
        expected: 'a Float64Array or a list of numbers',
        found: typeof state,
      });
    const isTaken = this.guarded('restore', () => {
      const at = this.exports.strategyState(bytes.length / 8) >>> 0;
      this.setup.session.core.bytes.set(bytes, at);
      return this.exports.strategyRestore() !== 0;
    });
    if (isTaken) return;
    const reason = 'a strategy without restore takes no state';
    throw new OutcryError('BAD_STRATEGY', 'usage', reason, { where });
  }

  /** A copy, as a Float64Array. */
  snapshot(): Float64Array | undefined {
    const { bytes, view } = this.setup.session.core;
    const at = this.guarded('snapshot', () => this.exports.strategySnapshot()) >>> 0;
    if (at === 0) return undefined;
    // The length of an object stands before it.
    return new Float64Array(bytes.slice(at, at + view.getUint32(at - 4, true)).buffer);
  }

  /** The module comes back within a stretch after an event that logged. */
  run(pulse: Pulse): number {
    const { cursors } = this.setup.session;
    const go = (): number => this.exports.strategyRun(cursors.address, cursors.count);
    for (;;) {
      const status = this.guarded('handler', go);
      if (status !== Status.EventReady) return status;
      pulse.beat();
    }
  }
}
