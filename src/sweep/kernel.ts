// Runs many parameter sets of one signal plan over the same candles in the indicators module.
import { AccountInstrumentView } from '../abi/account.ts';
import {
  SweepConfigView,
  SweepFillView,
  SweepOp,
  SweepSetView,
  SweepSizing,
  SweepState,
} from '../abi/sweep.ts';
import type { IndicatorModule } from '../indicators/module.ts';
import { parseDecimal } from '../model/decimal.ts';
import { writeInstrument } from '../session/account-layout.ts';
import type { InstrumentTerms } from '../session/account-options.ts';
import type { RuleName, SignalPlan, Step } from '../signals/rule.ts';
import { qtyText, type SignalParams, shareOf } from '../signals/signal-run.ts';
import { SweepMemory } from './block.ts';
import type { SweepCandles } from './candles.ts';
import { SweepColumns } from './columns.ts';

export interface KernelAccount {
  readonly terms: InstrumentTerms;
  readonly currencies: readonly string[];
  readonly cashScale: number;
  /** What the account starts with, cash quanta. */
  readonly cash: bigint;
}

/** What a set's run came to; money in cash quanta. */
export interface KernelResult {
  readonly endEquity: number;
  readonly cash: bigint;
  /** Signed quanta held at the end. */
  readonly position: bigint;
  readonly fees: bigint;
  readonly fills: number;
  readonly refused: number;
  readonly trips: number;
  readonly wins: number;
  readonly losses: number;
  readonly grossProfit: number;
  readonly grossLoss: number;
  readonly turnover: number;
  /** 0 or negative: of the peak. */
  readonly fall: number;
  /** Time integrals from the first bar's end on. */
  readonly equitySeconds: number;
  readonly heldSeconds: number;
  readonly tradeHash: bigint;
  /** Equity at the sampled bars. */
  readonly equity: Float64Array;
}

/** One fill. Quanta. */
export interface KernelTrade {
  readonly bar: number;
  readonly side: 'buy' | 'sell';
  readonly price: bigint;
  readonly qty: bigint;
  readonly fee: bigint;
  readonly realized: bigint;
}

export interface KernelOptions {
  /** Bars at whose end equity is sampled, rising. */
  readonly samples: Uint32Array;
  /** Room for fills of all sets together. @default 0: none are kept */
  readonly fillsMax?: number;
}

/** Fills of a set stand in pieces that are linked. */
const PIECE_ROWS = 64;
const PIECE_HEAD = 8;
const PIECE_BYTES = PIECE_HEAD + PIECE_ROWS * SweepFillView.size;

const OPS = {
  above: SweepOp.Above,
  below: SweepOp.Below,
  crossAbove: SweepOp.CrossAbove,
  crossBelow: SweepOp.CrossBelow,
  and: SweepOp.And,
  or: SweepOp.Or,
} as const;

function opOf(step: Step): number {
  return OPS[step.op] | ('term' in step ? step.term << 8 : 0);
}

/** The outermost of every 64 values. */
function outermost(
  values: ArrayLike<number | bigint>,
  of: (a: number, b: number) => number,
): Float64Array {
  const ends = new Float64Array(Math.ceil(values.length / 64));
  for (let i = 0; i < values.length; i++) {
    const value = Number(values[i]);
    ends[i >> 6] = i % 64 === 0 ? value : of(ends[i >> 6] ?? value, value);
  }
  return ends;
}

export class SweepKernel {
  private readonly memory: SweepMemory;
  private readonly candles: SweepCandles;
  private readonly account: KernelAccount;
  private readonly plan: SignalPlan;
  private readonly options: KernelOptions;
  private readonly columns: SweepColumns;
  private readonly operands: number[] = [];
  private readonly sizes: { readonly qty: bigint; readonly share: number }[] = [];
  private readonly priceColumn: Float64Array;
  private setsAt = 0;

  constructor(
    module: IndicatorModule,
    candles: SweepCandles,
    account: KernelAccount,
    plan: SignalPlan,
    options: KernelOptions,
  ) {
    this.memory = new SweepMemory(module);
    this.candles = candles;
    this.account = account;
    this.plan = plan;
    this.options = options;
    this.columns = new SweepColumns(this.memory, candles, plan);
    this.priceColumn = Float64Array.from(candles.closeQuanta, Number);
  }

  /**
   * Adds a set; returns its place.
   * @throws OutcryError BAD_PARAMETER, BAD_DECIMAL, SCALE_TOO_FINE: what its run would refuse
   */
  add(params: SignalParams): number {
    const text = qtyText(this.plan, params);
    const qty = parseDecimal(text, this.candles.instrument.qtyScale);
    const size = { qty, share: shareOf(this.plan, params) };
    const places = this.plan.terms.flatMap(({ a, b }) => [
      this.columns.place(a, params),
      this.columns.place(b, params),
    ]);
    this.operands.push(...places);
    return this.sizes.push(size) - 1;
  }

  /** Distinct indicators that the sets added so far need. */
  get indicatorCount(): number {
    return this.columns.indicatorCount;
  }

  private config(scratch: number): number {
    const { memory, candles, account, plan, options } = this;
    const { length, closeTsNs, instrument } = candles;
    const seconds = new Float64Array(length + 1);
    const closeSeconds = new Float64Array(length + 1);
    const [first = 0n] = closeTsNs;
    for (let i = 0; i < length; i++) seconds[i] = Number((closeTsNs[i] ?? 0n) - first) / 1e9;
    seconds[length] = seconds[length - 1] ?? 0;
    for (let i = 0; i < length; i++) {
      const passed = (seconds[i + 1] ?? 0) - (seconds[i] ?? 0);
      closeSeconds[i + 1] = (closeSeconds[i] ?? 0) + (this.priceColumn[i] ?? 0) * passed;
    }
    // Pieces that sets begin and do not fill up.
    const pieces = (options.fillsMax ?? 0) / PIECE_ROWS + this.sizes.length;
    const rowBytes = options.fillsMax === undefined ? 0 : Math.ceil(pieces) * PIECE_BYTES;
    const at = {
      instrument: memory.take(AccountInstrumentView.size),
      open: memory.longs(candles.openQuanta),
      close: memory.longs(candles.closeQuanta),
      closeValue: memory.doubles(this.priceColumn),
      fillBar: memory.counts(candles.fillBar),
      seconds: memory.doubles(seconds),
      closeSeconds: memory.doubles(closeSeconds),
      low: memory.doubles(outermost(this.priceColumn, Math.min)),
      high: memory.doubles(outermost(this.priceColumn, Math.max)),
      lowestLow: memory.doubles(outermost(candles.lowQuanta, Math.min)),
      highestHigh: memory.doubles(outermost(candles.highQuanta, Math.max)),
      samples: memory.counts(options.samples),
      codes: this.codes(),
      times: memory.longs(closeTsNs),
      config: memory.take(SweepConfigView.size),
      rows: rowBytes === 0 ? 0 : memory.take(rowBytes),
    };
    const { view } = memory;
    const booked = new AccountInstrumentView(view, at.instrument);
    writeInstrument(booked, account.terms, account.currencies, account.cashScale);
    const config = new SweepConfigView(view, at.config);
    config.instrument = at.instrument;
    config.bars = length;
    config.openAt = at.open;
    config.closeAt = at.close;
    config.closeValueAt = at.closeValue;
    config.fillBarAt = at.fillBar;
    config.secondsAt = at.seconds;
    config.closeSecondsAt = at.closeSeconds;
    config.lowestAt = at.low;
    config.highestAt = at.high;
    config.lowestLowAt = at.lowestLow;
    config.highestHighAt = at.highestHigh;
    config.samplesAt = at.samples;
    config.sampleCount = options.samples.length;
    config.termCount = plan.terms.length;
    config.scratchAt = scratch;
    config.sizing = plan.size.kind === 'qty' ? SweepSizing.Fixed : SweepSizing.Share;
    config.timesAt = at.times;
    config.rowsAt = at.rows;
    config.rowsEnd = at.rows + rowBytes;
    config.cash = account.cash;
    config.lotSize = instrument.lotSize;
    config.cashPower = 10 ** account.cashScale;
    config.pricePower = 10 ** instrument.priceScale;
    config.qtyPower = 10 ** instrument.qtyScale;
    config.valueFactor = Number(booked.valueNumerator) / Number(booked.valueDenominator);
    for (const rule of ['enterLong', 'exitLong', 'enterShort', 'exitShort'] as const) {
      config[`${rule}At`] = at.codes[rule];
      config[`${rule}Count`] = plan.rules[rule].length;
    }
    return at.config;
  }

  private codes(): Record<RuleName, number> {
    const { rules } = this.plan;
    const put = (rule: RuleName): number => this.memory.counts(rules[rule].map(opOf));
    return {
      enterLong: put('enterLong'),
      exitLong: put('exitLong'),
      enterShort: put('enterShort'),
      exitShort: put('exitShort'),
    };
  }

  /** Lays the sets out; returns the first one's address. */
  private sets(): number {
    const { memory, sizes, options, plan } = this;
    const count = sizes.length;
    const terms = plan.terms.length;
    const operands = memory.counts(this.operands);
    const carries = memory.take(4 * terms * count);
    const samples = memory.take(8 * options.samples.length * count);
    const at = memory.take(SweepSetView.size * count);
    const set = new SweepSetView(memory.view, at);
    for (const [i, { qty, share }] of sizes.entries()) {
      set.offset = at + i * SweepSetView.size;
      set.operandsAt = operands + 8 * terms * i;
      set.carriesAt = carries + 4 * terms * i;
      set.equityAt = samples + 8 * options.samples.length * i;
      set.qty = qty;
      set.share = share;
    }
    return at;
  }

  /**
   * Runs all sets; undefined for one whose figures leave 64 bits, whose margin may be used up or
   * whose fills had no room: it has to be run alone. Once only: `release` gives the memory back.
   */
  run(onProgress?: (share: number) => void): (KernelResult | undefined)[] {
    const { memory, plan, columns, candles } = this;
    const { exports } = memory.module;
    const scratch = memory.take(exports.sweepScratch(plan.terms.length));
    const config = this.config(scratch);
    const sets = this.sets();
    this.setsAt = sets;
    const table = columns.layOut();
    const count = this.sizes.length;
    for (let i = 0; i < count; i++) exports.sweepInit(config, sets + i * SweepSetView.size);
    const block = exports.sweepBlockBars();
    for (let from = 0; from < candles.length; from += block) {
      const n = Math.min(block, candles.length - from);
      columns.move(from, n);
      exports.sweepBlock(config, sets, count, table, from, n);
      onProgress?.((from + n) / candles.length);
    }
    for (let i = 0; i < count; i++) exports.sweepFinish(config, sets + i * SweepSetView.size);
    return Array.from({ length: count }, (_, i) => this.result(sets + i * SweepSetView.size));
  }

  /** Fills of a set, as far as there was room for them. Behind `run`, before `release`. */
  trades(place: number): KernelTrade[] {
    const { view } = this.memory;
    const set = new SweepSetView(view, this.setsAt + place * SweepSetView.size);
    const row = new SweepFillView(view);
    let piece = set.rowsAt;
    return Array.from({ length: set.rowCount }, (_, i) => {
      if (i > 0 && i % PIECE_ROWS === 0) piece = view.getUint32(piece, true);
      row.offset = piece + PIECE_HEAD + (i % PIECE_ROWS) * SweepFillView.size;
      const { bar, price, qty, fee, realized } = row;
      return { bar, side: row.side === 0 ? 'buy' : 'sell', price, qty, fee, realized };
    });
  }

  /** Gives the memory back. */
  release(): void {
    this.memory.release();
  }

  private result(at: number): KernelResult | undefined {
    const { memory, options, priceColumn } = this;
    const { view, module } = memory;
    const set = new SweepSetView(view, at);
    if (set.state !== SweepState.Running) return undefined;
    const from = set.equityAt >>> 3;
    return {
      endEquity: set.base + set.slope * (priceColumn.at(-1) ?? 0),
      cash: set.cash,
      position: set.position,
      fees: set.fees,
      fills: set.fills,
      refused: set.refused,
      trips: set.trips,
      wins: set.wins,
      losses: set.losses,
      grossProfit: set.grossProfit,
      grossLoss: set.grossLoss,
      turnover: set.turnover,
      fall: set.fall,
      equitySeconds: set.equitySeconds,
      heldSeconds: set.heldSeconds,
      tradeHash: set.tradeHash,
      equity: module.f64.slice(from, from + options.samples.length),
    };
  }
}
