// An account of the core as an object: set up with decimals, asked for integers. Fills go in by
// address on the hot path; everything else is a cold path with BigInt.
import {
  AccountHeadView,
  AccountInstrumentView,
  AccountPositionView,
  CurrencyBalanceView,
  FeeTierView,
  MarginReportView,
  MarginTierView,
} from '../abi/account.ts';
import type { OrderReason, Side } from '../abi/orders.ts';
import { Status } from '../abi/status.ts';
import type { Core } from '../core/core.ts';
import { badArgument } from '../errors/arguments.ts';
import { statusError } from '../errors/status-error.ts';
import { formatDecimal } from '../model/decimal.ts';
import { writeFeeTiers, writeInstrument, writeMarginTiers } from './account-layout.ts';
import {
  type AccountInstrumentOptions,
  type AccountOptions,
  type InstrumentTerms,
  PPB,
  parseAccountInstrument,
  parseAccountOptions,
} from './account-options.ts';
import { type DecimalInput, FieldReader, I64_MAX } from './field-reader.ts';

/** Cash quanta, price and quantity quanta. */
export interface MarginFigures {
  readonly equity: bigint;
  /** Equity without spot positions, less what positions and open orders hold back. */
  readonly available: bigint;
  readonly unrealized: bigint;
  readonly initial: bigint;
  readonly maintenance: bigint;
  /** Price quanta; `'none'`: no price liquidates, `'every'`: the margin suffices at none. */
  readonly liquidationPrice: bigint | 'none' | 'every';
  /** Price quanta; 0n: no position. */
  readonly averagePrice: bigint;
}

const SCRATCH_BYTES = 1024;

export class Account {
  readonly core: Core;
  /** Address of the account. */
  readonly address: number;
  readonly cashScale: number;
  readonly currencies: readonly string[];
  readonly instrumentsMax: number;
  /** Live counters. */
  readonly head: AccountHeadView;
  private readonly scratch: number;
  private readonly terms = new Map<number, InstrumentTerms>();

  /** @throws OutcryError BAD_ARGUMENT that names every field at fault, OUT_OF_MEMORY */
  constructor(core: Core, options: AccountOptions) {
    const plan = parseAccountOptions(options);
    const { exports } = core;
    const count = plan.currencies.length;
    this.core = core;
    this.currencies = plan.currencies;
    this.cashScale = plan.cashScale;
    this.instrumentsMax = plan.instrumentsMax;
    this.address = core.alloc(exports.accountSize(count, plan.instrumentsMax) >>> 0, 'an account');
    this.scratch = core.alloc(SCRATCH_BYTES, 'an account');
    core.check(exports.accountInit(this.address, count, plan.instrumentsMax));
    this.head = new AccountHeadView(core.view, this.address);
    const { feeTiers, feeCurrency } = plan;
    writeFeeTiers(new FeeTierView(core.view, this.scratch), feeTiers);
    const { address, scratch } = this;
    core.check(exports.accountFeeTiers(address, feeCurrency, scratch, feeTiers.length));
    for (const [currency, quanta] of plan.deposits)
      core.check(exports.accountDeposit(address, this.currencyIndex(currency), quanta), currency);
  }

  /**
   * Says how instrument `id` is booked; again only before its first fill or order.
   * @throws OutcryError BAD_ARGUMENT that names every field at fault, UNKNOWN_INSTRUMENT
   */
  define(id: number, options: AccountInstrumentOptions): void {
    const { core, scratch, cashScale } = this;
    const where = `instrument ${id}`;
    const terms = parseAccountInstrument(options, this.currencies);
    writeInstrument(
      new AccountInstrumentView(core.view, scratch),
      terms,
      this.currencies,
      cashScale,
    );
    const tiers = terms.marginTiers;
    writeMarginTiers(new MarginTierView(core.view, scratch + 256), tiers, cashScale);
    core.check(core.exports.accountDefine(this.address, id >>> 0, scratch), where);
    const set = core.exports.accountMarginTiers(this.address, id, scratch + 256, tiers.length);
    core.check(set, where);
    this.terms.set(id, terms);
  }

  /** Pays in; negative: out. @throws OutcryError BAD_ARGUMENT, NEGATIVE (not that much is free) */
  deposit(currency: string, amount: DecimalInput): void {
    const fields = new FieldReader('deposit');
    const quanta = fields.decimal('amount', amount, this.cashScale, -I64_MAX, I64_MAX);
    fields.finish();
    const index = this.currencyIndex(currency);
    this.core.check(this.core.exports.accountDeposit(this.address, index, quanta), currency);
  }

  /** Books the Fill at an address and completes it. Returns a negative Status where refused. */
  fill(record: number): number {
    return this.core.exports.accountFill(this.address, record);
  }

  /**
   * Books funding at `rate` (share of the value; longs pay positive ones) and `markPrice`.
   * Returns what was received, cash quanta. @throws OutcryError
   */
  funding(id: number, rate: DecimalInput, markPrice: DecimalInput): bigint {
    const fields = new FieldReader('funding');
    const scale = this.termsOf(id).priceScale;
    const quanta = fields.decimal('rate', rate, 9, -PPB, PPB);
    const price = fields.decimal('markPrice', markPrice, scale, 1n, I64_MAX);
    fields.finish();
    const status = this.core.exports.accountFunding(this.address, id, quanta, price);
    this.core.check(status, `instrument ${id}`);
    return this.head.lastFunding;
  }

  /** Values an instrument. @throws OutcryError */
  mark(id: number, price: DecimalInput): void {
    const fields = new FieldReader('mark');
    const quanta = fields.decimal('price', price, this.termsOf(id).priceScale, 1n, I64_MAX);
    fields.finish();
    const status = this.core.exports.accountMark(this.address, id, quanta);
    this.core.check(status, `instrument ${id}`);
  }

  /** Holds back what an open order may need; price and quantity quanta. @throws OutcryError */
  orderOpened(id: number, side: Side, price: bigint, qty: bigint): void {
    const status = this.core.exports.accountOrderOpened(this.address, id, side, price, qty);
    this.core.check(status, `instrument ${id}`);
  }

  /** Frees what was filled or cancelled, at the price it was opened with. @throws OutcryError */
  orderClosed(id: number, side: Side, price: bigint, qty: bigint): void {
    const status = this.core.exports.accountOrderClosed(this.address, id, side, price, qty);
    this.core.check(status, `instrument ${id}`);
  }

  /** Whether the Submit at an address can be paid: 0 or an OrderReason. Changes nothing. */
  canAfford(record: number, reference = 0n): OrderReason {
    const { exports } = this.core;
    return exports.accountCanAfford(this.address, record, reference) as OrderReason;
  }

  /** Live view of a position: quanta, cash quanta. @throws OutcryError UNKNOWN_INSTRUMENT */
  position(id: number): AccountPositionView {
    this.termsOf(id);
    const { positionsAt, positionStride } = this.head;
    return new AccountPositionView(this.core.view, positionsAt + id * positionStride);
  }

  /** Live view of a currency. @throws OutcryError BAD_ARGUMENT */
  balance(currency: string): CurrencyBalanceView {
    const at = this.head.currenciesAt + this.currencyIndex(currency) * CurrencyBalanceView.size;
    return new CurrencyBalanceView(this.core.view, at);
  }

  /** Cash, unrealised results and spot positions at their marks; cash quanta. */
  equity(currency: string): bigint {
    return this.core.exports.accountEquity(this.address, this.currencyIndex(currency));
  }

  /** Equity without spot positions, less what positions and open orders hold back. */
  available(currency: string): bigint {
    return this.core.exports.accountAvailable(this.address, this.currencyIndex(currency));
  }

  /** Whether the perpetuals settled in `currency` have used up their margin. */
  isLiquidatable(currency: string): boolean {
    const index = this.currencyIndex(currency);
    return this.core.exports.accountIsLiquidatable(this.address, index) === 1;
  }

  /** Margin and liquidation price of an instrument. Cost: all instruments. @throws OutcryError */
  margin(id: number): MarginFigures {
    const status = this.core.exports.accountMargin(this.address, id, this.scratch);
    this.core.check(status, `instrument ${id}`);
    const report = new MarginReportView(this.core.view, this.scratch);
    const price = report.liquidationPrice;
    return {
      equity: report.equity,
      available: report.available,
      unrealized: report.unrealized,
      initial: report.initial,
      maintenance: report.maintenance,
      liquidationPrice: price > 0n ? price : price === 0n ? 'none' : 'every',
      averagePrice: report.averagePrice,
    };
  }

  /** Proves that nothing was lost. @throws OutcryError INVARIANT */
  check(): void {
    this.core.check(this.core.exports.accountCheck(this.address), 'account');
  }

  /** Text of cash quanta. */
  format(quanta: bigint): string {
    return formatDecimal(quanta, this.cashScale);
  }

  /** Index of a currency. @throws OutcryError BAD_ARGUMENT */
  currencyIndex(currency: string): number {
    const index = this.currencies.indexOf(currency);
    if (index < 0) throw badArgument('no such currency', this.currencies.join(', '), currency);
    return index;
  }

  /** How an instrument is booked. @throws OutcryError UNKNOWN_INSTRUMENT */
  termsOf(id: number): InstrumentTerms {
    const terms = this.terms.get(id);
    if (terms === undefined)
      throw statusError(Status.UnknownInstrument, { where: `instrument ${id}` });
    return terms;
  }
}
