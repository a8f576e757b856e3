// Checked options of risk as the core's structures. Least values are rounded up to quanta, largest
// ones down: a rule never allows more than was said.
import { RiskInstrumentView, RiskLimitsView } from '../abi/risk.ts';
import type { InstrumentTerms } from './account-options.ts';
import { type Decimal, FieldReader, quantaOf } from './field-reader.ts';
import type { InstrumentRules, RiskPlan } from './risk-options.ts';

/** A largest value in quanta; 0n where the rule is off. */
function most(fields: FieldReader, field: string, limit: Decimal | undefined, to: number): bigint {
  if (limit === undefined) return 0n;
  const quanta = quantaOf(limit, to, 'down');
  if (quanta === 0n) fields.fault(field, `at least one quantum (10^-${to})`, 'less');
  return quanta;
}

function least(limit: Decimal | undefined, to: number): bigint {
  return limit === undefined ? 0n : quantaOf(limit, to, 'up');
}

/** Writes limits. @throws OutcryError BAD_ARGUMENT naming those below one quantum */
export function writeLimits(
  view: RiskLimitsView,
  plan: RiskPlan,
  currency: number,
  cashScale: number,
): void {
  const fields = new FieldReader('risk');
  new Uint8Array(view.view.buffer, view.offset, RiskLimitsView.size).fill(0);
  view.currency = currency;
  view.reduces = plan.reduces;
  view.exposureMax = most(fields, 'exposureMax', plan.exposureMax, cashScale);
  view.leverageMax = plan.leverageMax;
  view.dailyLossMax = most(fields, 'dailyLossMax', plan.dailyLossMax, cashScale);
  view.drawdownMax = plan.drawdownMax;
  view.dailyLossPauseNs = plan.pauses.dailyLoss;
  view.drawdownPauseNs = plan.pauses.drawdown;
  view.lossesPauseNs = plan.pauses.losses;
  view.jumpPauseNs = plan.pauses.jump;
  view.dayStartNs = plan.dayStartNs;
  view.lossesMax = plan.lossesMax;
  view.openOrdersMax = plan.openOrdersMax;
  view.ordersSecond = plan.ordersPerSecond;
  view.ordersMinute = plan.ordersPerMinute;
  view.ordersHour = plan.ordersPerHour;
  fields.finish();
}

/** Writes an instrument's rules. @throws OutcryError BAD_ARGUMENT naming those below one quantum */
export function writeRules(
  view: RiskInstrumentView,
  rules: InstrumentRules,
  { priceScale, qtyScale }: InstrumentTerms,
  cashScale: number,
  lotSize: bigint,
): void {
  const fields = new FieldReader('risk of an instrument');
  new Uint8Array(view.view.buffer, view.offset, RiskInstrumentView.size).fill(0);
  view.priceMin = least(rules.priceMin, priceScale);
  view.priceMax = most(fields, 'priceMax', rules.priceMax, priceScale);
  view.qtyMin = least(rules.qtyMin, qtyScale);
  view.qtyMax = most(fields, 'qtyMax', rules.qtyMax, qtyScale);
  view.notionalMax = most(fields, 'notionalMax', rules.notionalMax, cashScale);
  view.positionMax = most(fields, 'positionMax', rules.positionMax, qtyScale);
  view.positionValueMax = most(fields, 'positionValueMax', rules.positionValueMax, cashScale);
  view.collar = rules.collar;
  view.jump = rules.jump;
  view.jumpWindowNs = rules.jumpWindowNs;
  view.lotSize = lotSize;
  fields.finish();
}
