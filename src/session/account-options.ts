// What a user says of an account's instruments, and the integers that the core books by.
import {
  AccountFlag,
  AccountInstrumentView,
  AccountKind,
  FeeTierView,
  MarginTierView,
  Rounding,
} from '../abi/account.ts';
import { type DecimalInput, FieldReader } from './field-reader.ts';

export const ROUNDINGS = {
  down: Rounding.Down,
  up: Rounding.Up,
  'half-even': Rounding.HalfEven,
  'toward-zero': Rounding.TowardZero,
} as const;
export type RoundingName = keyof typeof ROUNDINGS;

const KINDS = {
  spot: AccountKind.Spot,
  linear: AccountKind.Linear,
  inverse: AccountKind.Inverse,
} as const;
export type AccountKindName = keyof typeof KINDS;

/** From `floor` on a position's maintenance margin grows by `rate` of its value. */
export interface MarginTierOptions {
  /** Position value in the settlement currency; the first one is 0, then rising. */
  readonly floor: DecimalInput;
  /** Share of the value, 0 to below 1, not falling. */
  readonly rate: DecimalInput;
}

export interface FeeTierOptions {
  /** Volume of the last 30 UTC days in the settlement currency; the first one is 0. */
  readonly volumeMin: DecimalInput;
  readonly makerRate: DecimalInput;
  readonly takerRate: DecimalInput;
}

export interface AccountInstrumentOptions {
  readonly kind: AccountKindName;
  /** Decimals of the instrument's quanta. */
  readonly priceScale: number;
  readonly qtyScale: number;
  /** Currency of the prices. */
  readonly quote: string;
  /** Currency bought; inverse perpetuals settle in it. Linear ones need none. */
  readonly base?: string;
  /** Perpetuals: what a quantity of 1 is; inverse: in quote currency, linear: in base. @default 1 */
  readonly contractValue?: DecimalInput;
  /** Share of the value, -1 to 1; negative: a rebate. @default 0.001 */
  readonly makerRate?: DecimalInput;
  readonly takerRate?: DecimalInput;
  /** Take the rates from the account's fee table. @default false */
  readonly usesFeeTiers?: boolean;
  /** 1 to 1000: initial margin is the value divided by it, rounded up. @default 1 */
  readonly leverage?: number;
  /** Maintenance margin; none where left out. At most 8. */
  readonly marginTiers?: readonly MarginTierOptions[];
  /** Of values, released costs and funding. @default 'half-even' */
  readonly rounding?: RoundingName;
  /** @default 'up': in the venue's favour */
  readonly feeRounding?: RoundingName;
  /** Spot: balances may fall below zero. @default false */
  readonly allowShort?: boolean;
}

const PPB = 1_000_000_000n;
const I64_MAX = (1n << 63n) - 1n;
const MONEY_MAX = I64_MAX;

/** The factor price * qty * n / d makes cash quanta of; a fault where no integers do. */
function valueFactor(
  fields: FieldReader,
  options: AccountInstrumentOptions,
  cashScale: number,
): { readonly numerator: bigint; readonly denominator: bigint } {
  const given = options.contractValue ?? 1;
  const contract = fields.decimal('contractValue', given, 9, 1n, I64_MAX);
  const { priceScale, qtyScale, kind } = options;
  const exponent =
    kind === 'inverse' ? cashScale + priceScale - qtyScale : cashScale - priceScale - qtyScale;
  let numerator = contract * 10n ** BigInt(Math.max(0, exponent - 9));
  let denominator = 10n ** BigInt(Math.max(0, 9 - exponent));
  while (denominator > 1n && numerator % 10n === 0n) {
    numerator /= 10n;
    denominator /= 10n;
  }
  if (numerator > I64_MAX || denominator > PPB)
    fields.fault('cashScale', `one that fits ${priceScale} and ${qtyScale} decimals`, cashScale);
  return { numerator, denominator };
}

function currencyIndex(
  fields: FieldReader,
  field: string,
  name: string | undefined,
  currencies: readonly string[],
): number {
  const index = name === undefined ? -1 : currencies.indexOf(name);
  if (index < 0) fields.fault(field, `one of ${currencies.join(', ')}`, name);
  return Math.max(0, index);
}

/** Writes `options` at the view. @throws OutcryError BAD_ARGUMENT naming all fields at fault */
export function writeInstrument(
  view: AccountInstrumentView,
  options: AccountInstrumentOptions,
  currencies: readonly string[],
  cashScale: number,
): void {
  const fields = new FieldReader('account instrument');
  fields.integer('priceScale', options.priceScale, -6, 18);
  fields.integer('qtyScale', options.qtyScale, -6, 18);
  fields.finish();
  const kind = fields.choice('kind', options.kind, KINDS);
  const isSpot = kind === AccountKind.Spot;
  const quote = currencyIndex(fields, 'quote', options.quote, currencies);
  const hasBase = isSpot || kind === AccountKind.Inverse;
  const base = hasBase ? currencyIndex(fields, 'base', options.base, currencies) : 0;
  if (hasBase && base === quote) fields.fault('base', 'another currency than quote', options.base);
  if (isSpot && options.contractValue !== undefined)
    fields.fault('contractValue', 'none for spot', options.contractValue);
  if (isSpot && cashScale < options.qtyScale)
    fields.fault('cashScale', `at least the qtyScale ${options.qtyScale}`, cashScale);
  const { numerator, denominator } = valueFactor(fields, options, cashScale);
  new Uint8Array(view.view.buffer, view.offset, AccountInstrumentView.size).fill(0);
  const rate = (field: string, value: DecimalInput | undefined): bigint =>
    fields.decimal(field, value ?? '0.001', 9, -PPB, PPB);
  const leverage = fields.integer('leverage', options.leverage ?? 1, 1, 1000);
  const maker = rate('makerRate', options.makerRate);
  const taker = rate('takerRate', options.takerRate);
  view.kind = kind;
  view.rounding = fields.choice('rounding', options.rounding ?? 'half-even', ROUNDINGS);
  view.feeRounding = fields.choice('feeRounding', options.feeRounding ?? 'up', ROUNDINGS);
  fields.finish();
  view.valueNumerator = numerator;
  view.valueDenominator = denominator;
  view.baseNumerator = isSpot ? 10n ** BigInt(cashScale - options.qtyScale) : 0n;
  view.makerRate = maker;
  view.takerRate = taker;
  view.initialRate = (PPB + BigInt(leverage) - 1n) / BigInt(leverage);
  view.settle = kind === AccountKind.Inverse ? base : quote;
  view.base = base;
  view.accountFlags =
    (options.allowShort === true ? AccountFlag.AllowShort : 0) |
    (options.usesFeeTiers === true ? AccountFlag.FeeTiers : 0);
}

/**
 * Writes margin tiers with the amounts that make the margin grow without jumps:
 * amount_k = amount_(k-1) + floor_k * (rate_k - rate_(k-1)), rounded down.
 */
export function writeMarginTiers(
  view: MarginTierView,
  tiers: readonly MarginTierOptions[],
  cashScale: number,
): void {
  const fields = new FieldReader('margin tiers');
  fields.integer('count', tiers.length, 0, 8);
  fields.finish();
  const start = view.offset;
  let floorBefore = -1n;
  let rateBefore = 0n;
  let amount = 0n;
  tiers.forEach((tier, i) => {
    const least = i === 0 ? 0n : floorBefore + 1n;
    const most = i === 0 ? 0n : MONEY_MAX;
    const floor = fields.decimal(`[${i}].floor`, tier.floor, cashScale, least, most);
    const rate = fields.decimal(`[${i}].rate`, tier.rate, 9, rateBefore, PPB - 1n);
    if (i > 0) amount += (floor * (rate - rateBefore)) / PPB;
    view.offset = start + i * MarginTierView.size;
    view.floor = floor;
    view.rate = rate;
    view.amount = amount;
    floorBefore = floor;
    rateBefore = rate;
  });
  view.offset = start;
  fields.finish();
}

/** Writes a fee table. @throws OutcryError BAD_ARGUMENT naming all fields at fault */
export function writeFeeTiers(
  view: FeeTierView,
  tiers: readonly FeeTierOptions[],
  cashScale: number,
): void {
  const fields = new FieldReader('fee tiers');
  fields.integer('count', tiers.length, 0, 16);
  fields.finish();
  const start = view.offset;
  let before = -1n;
  tiers.forEach((tier, i) => {
    const most = i === 0 ? 0n : MONEY_MAX;
    view.offset = start + i * FeeTierView.size;
    view.volumeMin = fields.decimal(
      `[${i}].volumeMin`,
      tier.volumeMin,
      cashScale,
      before + 1n,
      most,
    );
    view.makerRate = fields.decimal(`[${i}].makerRate`, tier.makerRate, 9, -PPB, PPB);
    view.takerRate = fields.decimal(`[${i}].takerRate`, tier.takerRate, 9, -PPB, PPB);
    before = view.volumeMin;
  });
  view.offset = start;
  fields.finish();
}
