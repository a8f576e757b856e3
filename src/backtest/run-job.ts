// Runs one job from its files to its report. In a worker thread or in the caller's own.
import { BookState } from '../abi/book.ts';
import { STRATEGY_HEAP_BYTES } from '../host/assembly-driver.ts';
import type { Execution } from '../host/execution.ts';
import { unheard } from '../host/handler-names.ts';
import { type Setup, setUp } from '../host/setup.ts';
import { ScaleChange, StrategyRun } from '../host/strategy-run.ts';
import { DEFAULT_QUOTE, knownPair } from '../host/terms.ts';
import { CandleSource } from '../import/candle-source.ts';
import { closeAll } from '../import/close-all.ts';
import { type InstrumentHint, InstrumentRegistry } from '../import/instrument-registry.ts';
import type { RecordSource } from '../import/record-source.ts';
import { type InputOptions, openInputs } from '../inputs/inputs.ts';
import { createLargeCore } from '../inputs/large-core.ts';
import type { FillColumns, PlainValue, RecordedColumns, RunInstrument } from '../stats/record.ts';
import type { AnyStrategy, MarketNeeds } from '../strategy/contract.ts';
import { needsOf, warmupOf } from '../strategy/define.ts';
import { parseParams } from '../strategy/params.ts';
import { shiftOf } from './clock.ts';
import type { JobHooks, JobReport, RunJob } from './job.ts';

type Needs = Readonly<Record<string, MarketNeeds>>;

const GIB = 1024 ** 3;
/** Two books of every instrument, and the records between them: a core for one strategy. */
const MEMORY_BYTES = 2 * GIB;
/** Scales that one input may widen in mid-run. */
const RETRIES_MAX = 16;

/** Fill columns without the room behind them, as plain data. */
function trimmed(fills: FillColumns): FillColumns {
  const { length } = fills;
  return {
    length,
    timeNs: fills.timeNs.slice(0, length),
    orderId: fills.orderId.slice(0, length),
    instrument: fills.instrument.slice(0, length),
    side: fills.side.slice(0, length),
    role: fills.role.slice(0, length),
    price: fills.price.slice(0, length),
    qty: fills.qty.slice(0, length),
    fee: fills.fee.slice(0, length),
    realizedPnl: fills.realizedPnl.slice(0, length),
    decisionMid: fills.decisionMid.slice(0, length),
    midAfter: fills.midAfter.map((column) => column.slice(0, length)),
  };
}

function instrumentsOf(setup: Setup): RunInstrument[] {
  return setup.markets.map((market) => {
    const terms = setup.terms.get(market.id);
    const { key, priceScale, qtyScale } = market;
    const kind = terms?.kind === 'inverse' ? ('inverse' as const) : ('linear' as const);
    const multiplier = Number(terms?.contractValue ?? 1);
    return { symbol: key, priceScale, qtyScale, kind, multiplier };
  });
}

function notesOf(setup: Setup, sources: readonly RecordSource[]): string[] {
  const { state } = setup.session;
  const notes = sources.flatMap((source) => source.notes ?? []);
  const say = (count: bigint, text: string) => {
    if (count > 0n) notes.push(`${count} ${text}`);
  };
  const { shiftNs } = setup;
  if (shiftNs !== 0n) notes.push(`receive times were moved by ${shiftNs} ns: see --clock`);
  say(state.lateRecords, 'records came too late for their place in the order of the exchange');
  say(state.clampedRecords, 'records had an exchange time far ahead of their receive time');
  say(state.shortLookAheads, 'times the venue could not look ahead as far as the feed is late');
  say(state.overdrafts, 'fills took a spot balance below zero');
  say(state.barFaults, 'records fit no bar: late, out of order or malformed');
  return notes;
}

/** Instruments whose currency nobody says. */
function assumedCurrencies({ markets }: Setup, { terms, termsOf: own }: Execution): string[] {
  if (terms?.quote !== undefined) return [];
  return markets
    .filter(({ key, symbol }) => {
      const said = own?.[key]?.quote ?? own?.[symbol]?.quote;
      return said === undefined && knownPair(symbol) === undefined;
    })
    .map(({ key }) => `${key} names no currency: ${DEFAULT_QUOTE} is assumed (see --quote)`);
}

/** What explains a run without orders: events that never come, and who played which role. */
function marketNotes(name: string, { setup, handlers }: StrategyRun, needs: Needs): string[] {
  const { markets, candleNs, session } = setup;
  const notes = unheard(handlers ?? {}, needs).map((words) => `${name}: ${words}`);
  if (markets.length > 1)
    notes.push(`${name}: ${markets.map(({ role, key }) => `${role} is ${key}`).join(', ')}`);
  for (const { role, key, id } of markets) {
    const { book = false, topOfBook = false, trades = false } = needs[role] ?? {};
    if (candleNs !== undefined && (book || topOfBook || trades))
      notes.push(`${name}: candles have no books and no trades, which ${role} asks for`);
    else if ((book || topOfBook) && session.instrument(id).bookState !== BookState.Live)
      notes.push(`${name}: the book of ${key} was not live at the end; it needs a snapshot`);
  }
  return notes;
}

/** Where fills are shares of volumes that nobody knows. */
function volumeNotes({ execution, name }: RunJob, sources: readonly RecordSource[]): string[] {
  if (execution.venue?.barVolumeShare === undefined) return [];
  const silent = sources.filter((one) => one instanceof CandleSource && !one.hasVolume);
  return silent.map(
    (one) => `${name}: barVolumeShare fills nothing over ${one.name}, which has no volume`,
  );
}

class JobRun {
  private readonly job: RunJob;
  private readonly needs: Needs;
  private readonly run: StrategyRun;
  private readonly params: Readonly<Record<string, PlainValue>>;
  private readonly sources: readonly RecordSource[];

  constructor(
    job: RunJob,
    run: StrategyRun,
    params: Readonly<Record<string, PlainValue>>,
    sources: readonly RecordSource[],
    needs: Needs,
  ) {
    this.job = job;
    this.needs = needs;
    this.run = run;
    this.params = params;
    this.sources = sources;
  }

  report(columns: RecordedColumns, endNs: bigint): JobReport {
    const { setup } = this.run;
    const [fills] = columns.fills;
    const [equity] = columns.equity;
    if (fills === undefined || equity === undefined) throw new RangeError('a run without a record');
    return {
      record: {
        name: this.job.name,
        params: this.params,
        decisionHash: this.run.decisionHash,
        fills: trimmed(fills),
        equity,
        funding: setup.account.balance(setup.currency).funding,
        orders: this.run.orders,
        errors: [...this.run.faults],
      },
      instruments: instrumentsOf(setup),
      marks: columns.marks,
      horizonsMs: columns.horizonsMs,
      currency: setup.currency,
      cashScale: setup.account.cashScale,
      dataHash: setup.session.engine.state.dataHash.toString(16).padStart(16, '0'),
      isCandles: setup.candleNs !== undefined,
      startNs: setup.startNs,
      endNs,
      notes: [
        ...marketNotes(this.job.name, this.run, this.needs),
        ...volumeNotes(this.job, this.sources),
        ...assumedCurrencies(setup, this.job.execution),
        ...notesOf(setup, this.sources),
      ],
    };
  }
}

async function runOnce(
  job: RunJob,
  strategy: AnyStrategy,
  input: InputOptions,
  hooks: JobHooks,
): Promise<JobReport> {
  const { wasm } = job.strategy;
  const own = wasm === undefined ? {} : { module: wasm, heapBytes: STRATEGY_HEAP_BYTES };
  const core = await createLargeCore(MEMORY_BYTES, own);
  const registry = new InstrumentRegistry(input.hints, input.common);
  const params = parseParams(strategy.params ?? {}, job.params, job.name);
  const shiftNs = await shiftOf(job.clock ?? 'auto', job.files, input);
  const needs = needsOf(strategy, params);
  const sources = await openInputs(core, registry, job.files, input);
  try {
    const setup = await setUp({
      core,
      registry,
      sources,
      name: job.name,
      params,
      needs,
      roles: job.markets,
      execution: job.execution,
      shiftNs,
      log: (timeNs, message) => hooks.onLog?.(timeNs, message),
    });
    const run = new StrategyRun(strategy, job.name, setup, warmupOf(strategy, params), {
      ...(job.sampleMs === undefined ? {} : { sampleMs: job.sampleMs }),
      ...(hooks.heartbeat === undefined ? {} : { heartbeat: hooks.heartbeat }),
      ...(job.pauses === undefined ? {} : { pauses: job.pauses }),
      ...(job.state === undefined ? {} : { state: job.state }),
    });
    const jobRun = new JobRun(job, run, params, sources, needs);
    // A strategy that hangs at its first event leaves a report too: of a run without trades.
    hooks.onPartial?.(jobRun.report(run.partial(), setup.startNs));
    const soFar = () => jobRun.report(run.partial(), setup.session.state.nowNs);
    hooks.onBegin?.(soFar);
    const outcome = await run.run({
      onProgress: () => {
        hooks.onProgress?.(progressOf(sources, setup.session.state.nowNs));
        if (hooks.wantsPartial?.() !== true) return;
        hooks.onPartial?.(soFar());
      },
    });
    const report = jobRun.report(outcome.columns, outcome.endNs);
    return outcome.state === undefined ? report : { ...report, state: outcome.state };
  } finally {
    await closeAll(sources);
  }
}

function progressOf(sources: readonly RecordSource[], timeNs: bigint) {
  let consumedBytes = 0;
  let totalBytes: number | undefined = 0;
  for (const source of sources) {
    const one = source.progress();
    consumedBytes += one.consumedBytes;
    totalBytes =
      totalBytes === undefined || one.totalBytes === undefined
        ? undefined
        : totalBytes + one.totalBytes;
  }
  return { consumedBytes, totalBytes, timeNs };
}

/**
 * Runs a job. A file whose prices get finer in mid-run is run again with the finer scale known from
 * the start.
 *
 * @throws OutcryError when the run cannot begin: files, parameters, roles, terms. What goes wrong
 *   later ends the run and stands among the report's faults.
 */
export async function runJob(
  job: RunJob,
  strategy: AnyStrategy,
  hooks: JobHooks = {},
): Promise<JobReport> {
  const hints = new Map<string, InstrumentHint>(job.input.hints);
  for (let tries = 0; ; tries++) {
    try {
      return await runOnce(job, strategy, { ...job.input, hints }, hooks);
    } catch (error) {
      if (!(error instanceof ScaleChange) || tries >= RETRIES_MAX) throw error;
      const { key, priceScale, qtyScale } = error;
      const before = hints.get(key) ?? hints.get(key.slice(key.indexOf(':') + 1)) ?? {};
      hints.set(key, { ...job.input.common, ...before, priceScale, qtyScale });
    }
  }
}
