// Runs one strategy over its input, from the first event to the last.

import { DefinitionView } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { instrumentKey, readDefinition } from '../model/instrument.ts';
import type { RecordedColumns, RunFault } from '../stats/record.ts';
import type { AnyStrategy, Handlers, Warmup } from '../strategy/contract.ts';
import { AssemblyDriver } from './assembly-driver.ts';
import { Dispatcher, isThenable } from './dispatch.ts';
import { type Driver, strategyFailure } from './driver.ts';
import { checkHandlers } from './handler-names.ts';
import { Pulse } from './heartbeat.ts';
import { RunRecording } from './recording.ts';
import type { Setup } from './setup.ts';

const I64_MAX = (1n << 63n) - 1n;
/** Faults that are kept in words; the others are counted. */
const FAULTS_MAX = 100;

export interface RunOutcome {
  readonly columns: RecordedColumns;
  readonly faults: readonly RunFault[];
  readonly startNs: bigint;
  readonly endNs: bigint;
  /** What the strategy's `snapshot` returned at the end; undefined where it failed or has none. */
  readonly state: unknown;
}

/** From the first event later than `fromNs` to the last one at or before `toNs`. */
export interface Pause {
  readonly fromNs: bigint;
  readonly toNs: bigint;
}

export interface RunOptions {
  /** In order of time, none in another. */
  readonly pauses?: readonly Pause[];
  /** Grid of equity and marks, ms. @default 1000, or a candle's length */
  readonly sampleMs?: number;
  readonly heartbeat?: Int32Array;
  /** What `snapshot` of the strategy returned at the end of another run. */
  readonly state?: unknown;
}

export interface RunHooks {
  /** After each piece of input: for progress, heartbeats. */
  readonly onProgress?: () => void;
}

/** A traded instrument came with finer scales than it began with: the run must begin anew. */
export class ScaleChange extends OutcryError {
  readonly key: string;
  readonly priceScale: number;
  readonly qtyScale: number;

  constructor(key: string, priceScale: number, qtyScale: number) {
    super('SCALE_CHANGED', 'input', 'an instrument that is traded got a finer scale', {
      where: key,
      found: `price scale ${priceScale}, quantity scale ${qtyScale}`,
      hint: `--price-scale ${priceScale} --qty-scale ${qtyScale}`,
    });
    this.key = key;
    this.priceScale = priceScale;
    this.qtyScale = qtyScale;
  }
}

export class StrategyRun {
  readonly setup: Setup;
  private readonly driver: Driver;
  private readonly recording: RunRecording;
  readonly faults: RunFault[] = [];
  /** Of a strategy in TypeScript. */
  readonly handlers: Handlers | undefined;
  private readonly pulse: Pulse;
  private readonly runOn = (): number => this.driver.run(this.pulse);
  private readonly state: unknown;
  private readonly pauses: readonly Pause[];
  /** Beginnings and ends of pauses that have passed. */
  private turns = 0;

  /** @throws OutcryError STRATEGY_FAILED when `create` throws */
  constructor(
    strategy: AnyStrategy,
    name: string,
    setup: Setup,
    warmup: Warmup,
    options: RunOptions = {},
  ) {
    this.setup = setup;
    this.pulse = new Pulse(setup.session, options.heartbeat);
    this.state = options.state;
    startWarmup(setup, warmup);
    this.driver = this.created(strategy, name);
    this.handlers = this.driver instanceof Dispatcher ? this.driver.handlers : undefined;
    this.recording = new RunRecording(setup, options.sampleMs);
    this.pauses = options.pauses ?? [];
    this.plan();
  }

  /**
   * Runs to the end. What a strategy or its input does wrong ends the run and stands among the
   * faults; what was complete before stays.
   *
   * @throws ScaleChange
   */
  async run(hooks: RunHooks = {}): Promise<RunOutcome> {
    const { session } = this.setup;
    let state: unknown;
    try {
      if (this.state !== undefined) this.pulse.during(() => this.driver.restore(this.state));
      this.pulse.during(() => this.driver.start());
      await this.loop(hooks);
      this.pulse.during(() => {
        this.driver.stop();
        state = this.driver.snapshot();
      });
    } catch (error) {
      if (error instanceof ScaleChange || !(error instanceof OutcryError)) throw error;
      this.note(error);
    }
    session.state.isRunning = 0;
    return {
      columns: this.recording.finish(),
      faults: this.faults,
      startNs: this.setup.startNs,
      endNs: this.recording.endNs,
      state,
    };
  }

  private created(strategy: AnyStrategy, name: string): Driver {
    const { setup } = this;
    let driver: Driver | undefined;
    this.pulse.during(() => {
      driver =
        strategy.create === undefined
          ? new AssemblyDriver(strategy, name, setup)
          : typeScriptDriver(strategy, name, setup);
    });
    if (driver === undefined) throw new RangeError('a strategy without a driver');
    return driver;
  }

  private async loop(hooks: RunHooks): Promise<void> {
    const { session } = this.setup;
    while (true) {
      const status = this.pulse.during(this.runOn);
      if (status === Status.LimitReached) this.atLimit();
      else if (status === Status.OutputFull) this.recording.takeFills();
      else if (status === Status.Ok) return;
      else if (status === Status.NeedInput) {
        await session.bringInput();
        hooks.onProgress?.();
      } else this.refuse(status);
    }
  }

  /** When the next pause begins, or the present one ends. */
  private get turnNs(): bigint {
    const pause = this.pauses[this.turns >> 1];
    if (pause === undefined) return I64_MAX;
    return this.turns % 2 === 0 ? pause.fromNs : pause.toNs;
  }

  /** The run stops before events later than what the host has to do next. */
  private plan(): void {
    const { session, funding } = this.setup;
    const paysNs = funding.nextNs ?? I64_MAX;
    session.state.untilTsNs = paysNs < this.turnNs ? paysNs : this.turnNs;
  }

  private atLimit(): void {
    const { session, funding } = this.setup;
    const { state } = session;
    for (let due = state.untilTsNs; state.pickedNs > due; due = state.untilTsNs) {
      if (due === this.turnNs) this.turn();
      else funding.pay(due);
      this.plan();
    }
  }

  /** Pauses the strategy, or lets it go on: at the pause's own time. */
  private turn(): void {
    const { state } = this.setup.session;
    if (this.turnNs > state.nowNs) state.nowNs = this.turnNs;
    const isPausing = this.turns % 2 === 0;
    this.turns++;
    if (isPausing) {
      this.pulse.during(() => this.driver.pause());
      state.isRunning = 0;
    } else {
      state.isRunning = 1;
      this.pulse.during(() => this.driver.resume());
    }
  }

  /** What is recorded so far; the run goes on. */
  partial(): RecordedColumns {
    return this.recording.columns();
  }

  /** A record that was refused: passed over and noted, unless nothing after it could be trusted. */
  private refuse(status: number): void {
    const { session } = this.setup;
    if (status === Status.ScaleChanged) throw this.scaleChange();
    const error = session.refused(status);
    const isOver =
      status === Status.OutOfMemory || status === Status.TooLarge || status === Status.Liquidated;
    if (isOver) throw error;
    this.note(error);
  }

  private scaleChange(): ScaleChange {
    const { core, feedStopRecord } = this.setup.session;
    const found = readDefinition(new DefinitionView(core.view, feedStopRecord));
    return new ScaleChange(instrumentKey(found), found.priceScale, found.qtyScale);
  }

  private note(error: OutcryError): void {
    if (this.faults.length >= FAULTS_MAX) return;
    const { code, message } = error;
    this.faults.push({ code, message, timeNs: this.setup.session.state.nowNs });
  }

  /** What the orders of the run became. */
  get orders() {
    return this.recording.orders();
  }

  /** `decisionHash` of the run so far, 16 hexadecimal digits. */
  get decisionHash(): string {
    return this.setup.session.state.decisionHash.toString(16).padStart(16, '0');
  }
}

/** Until then the strategy only listens. */
function startWarmup({ session, startNs }: Setup, { bars = 0, ns = 0 }: Warmup): void {
  const untilNs = ns > 0 ? startNs + BigInt(Math.floor(ns)) : -I64_MAX;
  session.state.warmBars = bars;
  session.state.warmUntilNs = untilNs;
  session.state.tradeFromNs = bars > 0 ? I64_MAX : untilNs;
}

/** What a `create` that returns nothing gives. */
const NONE: Handlers = {};

function typeScriptDriver(strategy: AnyStrategy, name: string, setup: Setup): Driver {
  const { session, account, context, series } = setup;
  let handlers: Handlers;
  try {
    handlers = strategy.create?.(context as never) ?? NONE;
  } catch (error) {
    throw strategyFailure(name, 'create', session, error);
  }
  if (handlers === NONE || typeof handlers !== 'object' || isThenable(handlers))
    throw new OutcryError('BAD_STRATEGY', 'usage', 'create gives no handlers', {
      expected: 'an object with handlers, at once',
      found: handlers === NONE ? 'nothing' : isThenable(handlers) ? 'a promise' : typeof handlers,
      where: name,
    });
  checkHandlers(handlers, name);
  return new Dispatcher(name, session, context, handlers, account.cashScale, series);
}
