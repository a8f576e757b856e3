// Under which conditions a strategy trades: the plain data that a run is set up from.
import type { AccountInstrumentOptions, FeeTierOptions } from '../session/account-options.ts';
import type { DecimalInput } from '../session/field-reader.ts';
import type { LatencyOptions } from '../session/latency.ts';
import type { RiskOptions } from '../session/risk-options.ts';
import type { VenueOptions } from '../session/venue.ts';
import type { FundingOptions } from './funding.ts';

/** How an instrument is booked; scales come from the data. */
export type TermsOptions = Partial<Omit<AccountInstrumentOptions, 'priceScale' | 'qtyScale'>>;

export interface Execution {
  /** How orders fill. @default honest */
  readonly venue?: VenueOptions;
  /** @default 10 ms each way */
  readonly latency?: LatencyOptions;
  /** What the account starts with, by currency. @default 10000 of each settlement currency */
  readonly cash?: Readonly<Record<string, DecimalInput>>;
  /** Fees, leverage, kind: of all instruments, and by `venue:symbol` or symbol. */
  readonly terms?: TermsOptions;
  readonly termsOf?: Readonly<Record<string, TermsOptions>>;
  /** What perpetuals pay each other: all of them, and by `venue:symbol` or symbol. @default none */
  readonly funding?: FundingOptions;
  readonly fundingOf?: Readonly<Record<string, FundingOptions>>;
  readonly feeTiers?: readonly FeeTierOptions[];
  /** Limits of the orders: those that are named; `{}`: all of docs/risk.md. @default none */
  readonly risk?: RiskOptions;
  /** Of random latencies. @default 1 */
  readonly seed?: bigint;
}
