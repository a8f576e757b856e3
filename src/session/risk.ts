// Risk of the core as an object: set up with decimals and durations, asked for verdicts and for
// what it has stopped. A session calls the core's functions itself; this is for hosts and tests.
import type { OrderReason, Side } from '../abi/orders.ts';
import {
  KillMode,
  RiskHeadView,
  RiskInstrumentView,
  RiskLimitsView,
  RiskRule,
} from '../abi/risk.ts';
import type { Core } from '../core/core.ts';
import { badArgument } from '../errors/arguments.ts';
import type { Account } from './account.ts';
import { writeLimits, writeRules } from './risk-layout.ts';
import { type InstrumentRules, parseRiskOptions, type RiskOptions } from './risk-options.ts';
import {
  BREAKERS,
  type BreakerName,
  type RiskState,
  type RiskVerdict,
  readState,
  readVerdict,
} from './risk-state.ts';

const KILLS = {
  off: KillMode.Off,
  'close-only': KillMode.CloseOnly,
  all: KillMode.All,
} as const;
export type KillName = keyof typeof KILLS;

/** What a session knows of an instrument when it defines its rules. */
export interface RiskInstrument {
  /** Key of `RiskOptions.instruments`. */
  readonly symbol?: string;
  /** Quantity quanta; reduced quantities are multiples of it. @default 1n */
  readonly lotSize?: bigint;
}

/** An order that works, as far as its replacement needs it. Price and quantity quanta. */
export interface WorkingOrder {
  readonly side: Side;
  /** OrderFlag bits. */
  readonly flags: number;
  /** 0n: none. */
  readonly stopPrice: bigint;
  readonly price: bigint;
  readonly leaves: bigint;
  readonly filled: bigint;
}

export class Risk {
  readonly core: Core;
  readonly account: Account;
  /** Address of the risk state. */
  readonly address: number;
  /** Currency that limits and results are in. */
  readonly currency: string;
  readonly head: RiskHeadView;
  private readonly scratch: number;
  private readonly plan: ReturnType<typeof parseRiskOptions>;

  /** @throws OutcryError BAD_ARGUMENT that names every field at fault, OUT_OF_MEMORY */
  constructor(account: Account, options: RiskOptions = {}) {
    const plan = parseRiskOptions(options);
    const { core, instrumentsMax } = account;
    const { exports } = core;
    this.core = core;
    this.account = account;
    this.plan = plan;
    this.currency = plan.currency ?? account.currencies[0] ?? '';
    const currency = account.currencyIndex(this.currency);
    this.address = core.alloc(exports.riskSize(instrumentsMax) >>> 0, 'risk');
    this.scratch = core.alloc(Math.max(RiskLimitsView.size, RiskInstrumentView.size), 'risk');
    core.check(exports.riskInit(this.address, account.address, instrumentsMax), 'risk');
    const limits = new RiskLimitsView(core.view, this.scratch);
    writeLimits(limits, plan, currency, account.cashScale);
    core.check(exports.riskConfigure(this.address, this.scratch), 'risk');
    this.head = new RiskHeadView(core.view, this.address);
  }

  /** Symbols that have rules of their own. */
  get symbols(): readonly string[] {
    return [...this.plan.instruments.keys()];
  }

  /**
   * Sets the rules of an instrument that the account knows.
   * @throws OutcryError BAD_ARGUMENT (a limit below one quantum, another settlement currency),
   * UNKNOWN_INSTRUMENT
   */
  define(id: number, instrument: RiskInstrument = {}): void {
    const { core, account, plan } = this;
    const terms = account.termsOf(id);
    const { symbol = '', lotSize = 1n } = instrument;
    const rules: InstrumentRules = plan.instruments.get(symbol) ?? plan.instrument;
    const settled = account.currencies[account.settlementIndex(id)] ?? '';
    if (settled !== this.currency)
      throw badArgument('risk has one currency', this.currency, `${settled} (instrument ${id})`);
    const view = new RiskInstrumentView(core.view, this.scratch);
    writeRules(view, rules, terms, account.cashScale, lotSize);
    core.check(core.exports.riskDefine(this.address, id, this.scratch), `instrument ${id}`);
  }

  /** The verdict on the Submit at an address. What passes counts for the order rate. */
  check(record: number, nowNs: bigint): RiskVerdict {
    return readVerdict(this.head, this.core.exports.riskCheck(this.address, record, nowNs));
  }

  /**
   * The same at the record's receive time, as an OrderReason: None approved, Reduced to
   * `head.verdictQty`, others refused. Allocates nothing.
   */
  checkRecord(record: number): OrderReason {
    return this.core.exports.riskCheckRecord(this.address, record) as OrderReason;
  }

  /** The verdict on the Replace at an address; its quantity is the new total. */
  checkReplace(record: number, order: WorkingOrder, nowNs: bigint): RiskVerdict {
    const { side, flags, stopPrice, price, leaves, filled } = order;
    const reason = this.core.exports.riskCheckReplace(
      this.address,
      record,
      side,
      flags,
      stopPrice,
      price,
      leaves,
      filled,
      nowNs,
    );
    return readVerdict(this.head, reason);
  }

  /** An order that passed works from now on; quantity quanta. @throws OutcryError */
  orderOpened(id: number, side: Side, flags: number, qty: bigint): void {
    const status = this.core.exports.riskOrderOpened(this.address, id, side, flags, qty);
    this.core.check(status, `instrument ${id}`);
  }

  /** The leaves of a working order changed. @throws OutcryError */
  orderChanged(id: number, side: Side, flags: number, before: bigint, after: bigint): void {
    const status = this.core.exports.riskOrderChanged(this.address, id, side, flags, before, after);
    this.core.check(status, `instrument ${id}`);
  }

  /** A working order is gone; `leaves` is what worked of it. @throws OutcryError */
  orderClosed(id: number, side: Side, flags: number, leaves: bigint): void {
    const status = this.core.exports.riskOrderClosed(this.address, id, side, flags, leaves);
    this.core.check(status, `instrument ${id}`);
  }

  /** The account booked the Fill at an address. Returns a negative Status where refused. */
  fill(record: number): number {
    return this.core.exports.riskFill(this.address, record);
  }

  /** The market of an instrument, price quanta, behind `Account.mark`. @throws OutcryError */
  mark(id: number, price: bigint, nowNs: bigint): void {
    const status = this.core.exports.riskMark(this.address, id, price, nowNs);
    this.core.check(status, `instrument ${id}`);
  }

  /** Sets the kill switch: no order that opens a position passes, or none at all. */
  kill(mode: KillName): void {
    this.core.check(this.core.exports.riskKill(this.address, KILLS[mode]), 'risk');
  }

  /**
   * Releases breakers that tripped, all unless some are named; each starts its count anew. The kill
   * switch stays: `kill('off')` releases it.
   */
  resume(breakers: readonly BreakerName[] = Object.keys(BREAKERS) as BreakerName[]): void {
    const bits = breakers.reduce((sum, name) => sum | BREAKERS[name], 0);
    this.core.check(this.core.exports.riskResume(this.address, bits & ~RiskRule.Kill), 'risk');
  }

  /** What is stopped at `nowNs` and what has been counted. Pauses that are over are released. */
  state(nowNs: bigint): RiskState {
    this.core.check(this.core.exports.riskUpdate(this.address, nowNs), 'risk');
    return readState(this.core.view, this.head, this.account, this.currency, nowNs);
  }
}
