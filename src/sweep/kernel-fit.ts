// Whether a sweep's sets can share a pass over the candles: the kernel books linear and spot
// instruments at fixed rates, without latency and with plain fills at the next open. What it cannot
// do is run set by set.

import type { Execution } from '../host/execution.ts';
import { CASH_SCALE, DEFAULT_CASH, termsOf } from '../host/setup.ts';
import { settlementOf } from '../host/terms.ts';
import { parseDecimal } from '../model/decimal.ts';
import type { Instrument } from '../model/instrument.ts';
import { parseAccountInstrument } from '../session/account-options.ts';
import type { KernelAccount } from './kernel.ts';

/** The account of a backtest with one instrument. @throws OutcryError of the terms */
export function accountOf(instrument: Instrument, execution: Execution): KernelAccount {
  const options = termsOf(execution, instrument);
  const settlement = settlementOf(options);
  const { quote, base } = options;
  const currencies = [...new Set([settlement, quote, ...(base === undefined ? [] : [base])])];
  const cash = execution.cash?.[settlement] ?? (execution.cash === undefined ? DEFAULT_CASH : '0');
  return {
    terms: parseAccountInstrument(options, currencies),
    currencies,
    cashScale: CASH_SCALE,
    cash: parseDecimal(`${cash}`, CASH_SCALE),
  };
}

/** Options of a venue that change nothing for market orders that fill at the next open. */
const PLAIN_VENUE = new Set([
  'profile',
  'ordersMax',
  'queue',
  'queuePower',
  'stopTrigger',
  'barOrder',
  'barTouch',
]);

function venueReason({ venue, latency }: Execution): string | undefined {
  const { profile = 'honest', ...rest } = venue ?? {};
  const odd = Object.keys(rest).find((key) => !PLAIN_VENUE.has(key));
  if (profile !== 'honest') return `the venue's profile ${profile}`;
  if (odd !== undefined) return `the venue's ${odd}`;
  if (latency === undefined) return undefined;
  const isNone = latency.model === 'constant' && latency.entryNs === 0 && latency.responseNs === 0;
  return isNone ? undefined : 'latency';
}

/** Why the kernel cannot book as a backtest does; undefined: it can. */
export function unfit(instrument: Instrument, execution: Execution): string | undefined {
  const venue = venueReason(execution);
  if (venue !== undefined) return venue;
  if (execution.risk !== undefined) return 'risk limits';
  if ((execution.funding ?? execution.fundingOf) !== undefined) return 'funding';
  const options = termsOf(execution, instrument);
  if (options.kind === 'inverse') return 'inverse contracts';
  if (options.usesFeeTiers === true) return 'fee tiers';
  if ((options.marginTiers ?? []).length > 0) return 'margin tiers';
  const { base, kind } = options;
  if (kind === 'spot' && base !== undefined && execution.cash?.[base] !== undefined)
    return `a balance of ${base}`;
  const isFine = instrument.priceScale >= 0 && instrument.qtyScale >= 0;
  return isFine ? undefined : 'scales below zero';
}
