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
import { Status } from '../abi/status.ts';
import type { Core } from '../core/core.ts';
import { badArgument, checkInteger } from '../errors/arguments.ts';
import { statusError } from '../errors/status-error.ts';
import { formatDecimal } from '../model/decimal.ts';
import {
  type AccountInstrumentOptions,
  type FeeTierOptions,
  writeFeeTiers,
  writeInstrument,
  writeMarginTiers,
} from './account-options.ts';
import { type DecimalInput, FieldReader } from './field-reader.ts';

export interface AccountOptions {
  /** Names of the currencies, quotes and bases: `['USDT', 'BTC']`. 1 to 256. */
  readonly currencies: readonly string[];
  /** Instrument ids are below it. @default 16 */
  readonly instrumentsMax?: number;
  /** Decimals of a cash quantum, 0 to 15. @default 8 */
  readonly cashScale?: number;
  /** Rates by 30-day volume for instruments that use them. At most 16. */
  readonly feeTiers?: readonly FeeTierOptions[];
}

/** Cash quanta, price and quantity quanta. */
export interface MarginFigures {
  readonly equity: bigint;
  readonly unrealized: bigint;
  readonly initial: bigint;
  readonly maintenance: bigint;
  /** Price quanta; `'none'`: no price liquidates, `'every'`: the margin suffices at none. */
  readonly liquidationPrice: bigint | 'none' | 'every';
}

const SCRATCH_BYTES = 1024;
const I64_MAX = (1n << 63n) - 1n;

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
  private readonly priceScales = new Map<number, number>();

  /** @throws OutcryError BAD_ARGUMENT, OUT_OF_MEMORY */
  constructor(core: Core, options: AccountOptions) {
    const { currencies } = options;
    const instrumentsMax = options.instrumentsMax ?? 16;
    const cashScale = options.cashScale ?? 8;
    checkInteger(currencies.length, 'currencies.length', 1, 256);
    checkInteger(instrumentsMax, 'instrumentsMax', 1, 65536);
    checkInteger(cashScale, 'cashScale', 0, 15);
    if (new Set(currencies).size !== currencies.length)
      throw badArgument('a currency stands twice', 'different names', currencies.join(', '));
    this.core = core;
    this.currencies = [...currencies];
    this.cashScale = cashScale;
    this.instrumentsMax = instrumentsMax;
    const { exports } = core;
    this.address = core.alloc(exports.accountSize(currencies.length, instrumentsMax), 'an account');
    this.scratch = core.alloc(SCRATCH_BYTES, 'an account');
    core.check(exports.accountInit(this.address, currencies.length, instrumentsMax));
    this.head = new AccountHeadView(core.view, this.address);
    const tiers = options.feeTiers ?? [];
    writeFeeTiers(new FeeTierView(core.view, this.scratch), tiers, cashScale);
    core.check(exports.accountFeeTiers(this.address, this.scratch, tiers.length));
  }

  /**
   * Says how instrument `id` is booked; again only before its first fill.
   * @throws OutcryError BAD_ARGUMENT that names every field at fault, UNKNOWN_INSTRUMENT
   */
  define(id: number, options: AccountInstrumentOptions): void {
    const { core, scratch, cashScale } = this;
    const where = `instrument ${id}`;
    const config = new AccountInstrumentView(core.view, scratch);
    const tiers = options.marginTiers ?? [];
    const tierView = new MarginTierView(core.view, scratch + 256);
    writeInstrument(config, options, this.currencies, cashScale);
    writeMarginTiers(tierView, tiers, cashScale);
    core.check(core.exports.accountDefine(this.address, id >>> 0, scratch), where);
    const set = core.exports.accountMarginTiers(this.address, id, scratch + 256, tiers.length);
    core.check(set, where);
    this.priceScales.set(id, options.priceScale);
  }

  /** Pays in; negative: out. @throws OutcryError BAD_ARGUMENT, NEGATIVE (not that much there) */
  deposit(currency: string, amount: DecimalInput): void {
    const fields = new FieldReader('deposit');
    const quanta = fields.decimal('amount', amount, this.cashScale, -I64_MAX, I64_MAX);
    fields.finish();
    this.core.view.setBigInt64(this.scratch, quanta, true);
    const index = this.currencyIndex(currency);
    this.core.check(this.core.exports.accountDeposit(this.address, index, this.scratch), currency);
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
    const { view } = this.core;
    const fields = new FieldReader('funding');
    const scale = this.priceScale(id);
    const quanta = fields.decimal('rate', rate, 9, -1_000_000_000n, 1_000_000_000n);
    const price = fields.decimal('markPrice', markPrice, scale, 1n, I64_MAX);
    fields.finish();
    view.setBigInt64(this.scratch, quanta, true);
    view.setBigInt64(this.scratch + 8, price, true);
    const status = this.core.exports.accountFunding(this.address, id, this.scratch);
    this.core.check(status, `instrument ${id}`);
    return view.getBigInt64(this.scratch + 16, true);
  }

  /** Values an instrument. @throws OutcryError */
  mark(id: number, price: DecimalInput): void {
    const fields = new FieldReader('mark');
    const quanta = fields.decimal('price', price, this.priceScale(id), 1n, I64_MAX);
    fields.finish();
    this.core.view.setBigInt64(this.scratch, quanta, true);
    const status = this.core.exports.accountMark(this.address, id, this.scratch);
    this.core.check(status, `instrument ${id}`);
  }

  /** Live view of a position: quanta, cash quanta. @throws OutcryError UNKNOWN_INSTRUMENT */
  position(id: number): AccountPositionView {
    this.priceScale(id);
    const stride = (this.head.feeTiersAt - this.head.positionsAt) / this.instrumentsMax;
    return new AccountPositionView(this.core.view, this.head.positionsAt + id * stride);
  }

  /** Live view of a currency. @throws OutcryError BAD_ARGUMENT */
  balance(currency: string): CurrencyBalanceView {
    const at = this.head.currenciesAt + this.currencyIndex(currency) * CurrencyBalanceView.size;
    return new CurrencyBalanceView(this.core.view, at);
  }

  /** Cash, unrealised results and spot positions at their marks; cash quanta. */
  equity(currency: string): bigint {
    const index = this.currencyIndex(currency);
    this.core.check(this.core.exports.accountEquity(this.address, index, this.scratch), currency);
    return this.core.view.getBigInt64(this.scratch, true);
  }

  /** Margin and liquidation price of an instrument. Cost: all instruments. @throws OutcryError */
  margin(id: number): MarginFigures {
    const status = this.core.exports.accountMargin(this.address, id, this.scratch);
    this.core.check(status, `instrument ${id}`);
    const report = new MarginReportView(this.core.view, this.scratch);
    const price = report.liquidationPrice;
    return {
      equity: report.equity,
      unrealized: report.unrealized,
      initial: report.initial,
      maintenance: report.maintenance,
      liquidationPrice: price > 0n ? price : price === 0n ? 'none' : 'every',
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

  /** Decimals of an instrument's prices. @throws OutcryError UNKNOWN_INSTRUMENT */
  priceScale(id: number): number {
    const scale = this.priceScales.get(id);
    if (scale === undefined)
      throw statusError(Status.UnknownInstrument, { where: `instrument ${id}` });
    return scale;
  }
}
