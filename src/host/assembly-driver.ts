// A strategy in AssemblyScript: part of the core's own module, so that whole stretches of events
// pass without the host.
import { heapFault } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { formatTime } from '../model/time.ts';
import type { AnyStrategy } from '../strategy/contract.ts';
import type { ParamSpec, ParamValue } from '../strategy/params.ts';
import { type Driver, strategyFailure } from './driver.ts';
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
}

const EXPORT_NAMES = [
  'strategyAttach',
  'strategyCreate',
  'strategyStart',
  'strategyStop',
  'strategyRun',
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
      return work();
    } catch (error) {
      throw this.failure(handler, error);
    }
  }

  /** Who wants memory beyond the bound traps, and is told from other traps by its mark. */
  private failure(handler: string, error: unknown): OutcryError {
    const { session } = this.setup;
    const isTrap = error instanceof WebAssembly.RuntimeError;
    const where = `${this.name} ${handler} at ${formatTime(session.state.nowNs)}`;
    return (
      (isTrap ? heapFault(session.core.memory, where) : undefined) ??
      strategyFailure(this.name, handler, session, error)
    );
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

  restore(): void {
    throw new OutcryError('BAD_STRATEGY', 'usage', 'a strategy in AssemblyScript takes no state', {
      where: this.name,
    });
  }

  snapshot(): undefined {
    return undefined;
  }

  run(): number {
    const { cursors } = this.setup.session;
    return this.guarded('handler', () => this.exports.strategyRun(cursors.address, cursors.count));
  }
}
