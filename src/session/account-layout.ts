// Checked options as the core's structures.
import {
  AccountFlag,
  AccountInstrumentView,
  AccountKind,
  FeeTierView,
  MarginTierView,
} from '../abi/account.ts';
import { type FeeTier, type InstrumentTerms, type MarginTier, PPB } from './account-options.ts';
import { FieldReader, I64_MAX } from './field-reader.ts';

/** The factor: price * qty * numerator / denominator are cash quanta. A fault where none fits. */
function valueFactor(
  fields: FieldReader,
  terms: InstrumentTerms,
  cashScale: number,
): { readonly numerator: bigint; readonly denominator: bigint } {
  const { priceScale, qtyScale, kind, contract } = terms;
  const exponent =
    kind === AccountKind.Inverse
      ? cashScale + priceScale - qtyScale
      : cashScale - priceScale - qtyScale;
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

/**
 * Writes terms at the view.
 * @throws OutcryError BAD_ARGUMENT naming what does not go with the account's cash scale
 */
export function writeInstrument(
  view: AccountInstrumentView,
  terms: InstrumentTerms,
  currencies: readonly string[],
  cashScale: number,
): void {
  const fields = new FieldReader('account instrument');
  const { kind, quote, base } = terms;
  const isSpot = kind === AccountKind.Spot;
  const hasBase = kind !== AccountKind.Linear;
  if (isSpot && cashScale < terms.qtyScale)
    fields.fault('cashScale', `at least the qtyScale ${terms.qtyScale}`, cashScale);
  const { numerator, denominator } = valueFactor(fields, terms, cashScale);
  fields.finish();
  new Uint8Array(view.view.buffer, view.offset, AccountInstrumentView.size).fill(0);
  view.kind = kind;
  view.rounding = terms.rounding;
  view.feeRounding = terms.feeRounding;
  view.valueNumerator = numerator;
  view.valueDenominator = denominator;
  view.baseNumerator = isSpot ? 10n ** BigInt(cashScale - terms.qtyScale) : 0n;
  view.makerRate = terms.makerRate;
  view.takerRate = terms.takerRate;
  view.initialRate = (PPB + BigInt(terms.leverage) - 1n) / BigInt(terms.leverage);
  view.settle = currencies.indexOf(kind === AccountKind.Inverse ? (base ?? '') : quote);
  view.base = hasBase ? currencies.indexOf(base ?? '') : 0;
  view.accountFlags =
    (terms.allowShort ? AccountFlag.AllowShort : 0) |
    (terms.usesFeeTiers ? AccountFlag.FeeTiers : 0);
}

/**
 * Writes margin tiers with the amounts that make the margin grow without jumps:
 * amount_k = amount_(k-1) + floor_k * (rate_k - rate_(k-1)), rounded down.
 */
export function writeMarginTiers(
  view: MarginTierView,
  tiers: readonly MarginTier[],
  cashScale: number,
): void {
  const fields = new FieldReader('account instrument');
  const start = view.offset;
  let floorBefore = -1n;
  let rateBefore = 0n;
  let amount = 0n;
  tiers.forEach((tier, i) => {
    const most = i === 0 ? 0n : I64_MAX;
    const at = fields.within(`marginTiers[${i}]`);
    const floor = at.decimal('floor', tier.floor, cashScale, floorBefore + 1n, most);
    if (i > 0) amount += (floor * (tier.rate - rateBefore)) / PPB;
    view.offset = start + i * MarginTierView.size;
    view.floor = floor;
    view.rate = tier.rate;
    view.amount = amount;
    floorBefore = floor;
    rateBefore = tier.rate;
  });
  view.offset = start;
  fields.finish();
}

/** Writes a fee table. */
export function writeFeeTiers(view: FeeTierView, tiers: readonly FeeTier[]): void {
  const start = view.offset;
  tiers.forEach((tier, i) => {
    view.offset = start + i * FeeTierView.size;
    view.volumeMin = tier.volumeMin;
    view.makerRate = tier.makerRate;
    view.takerRate = tier.takerRate;
  });
  view.offset = start;
}
