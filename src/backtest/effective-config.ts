// What a run was done with, defaults filled in: it stands in the result, and the report says it in
// sentences (src/report/assumptions.ts knows these names).
import type { Execution, TermsOptions } from '../host/execution.ts';
import type { FundingOptions } from '../host/funding.ts';
import { formatDecimal, parseDecimal, significantDecimals } from '../model/decimal.ts';
import type { DecimalInput } from '../session/field-reader.ts';
import { DEFAULT_LATENCY, type LatencyOptions } from '../session/latency.ts';
import { effectiveRisk } from '../session/risk-options.ts';
import type { PlainValue } from '../stats/record.ts';

const DEFAULT_RATE = '0.001';
const NO_LATENCY: LatencyOptions = { model: 'constant', entryNs: 0, responseNs: 0 };

type Config = Record<string, PlainValue>;

function latencyOf(latency: LatencyOptions): Config {
  if (latency.model === 'constant') {
    const { entryNs, responseNs } = latency;
    return { entryLatencyNs: entryNs, responseLatencyNs: responseNs };
  }
  if (latency.model === 'samples')
    return { latencyModel: 'samples', latencySamples: latency.samples.length };
  if (latency.model === 'recorded')
    return { latencyModel: 'recorded', latencyRows: latency.rows.length };
  return { latencyModel: latency.model, latency: { ...latency } };
}

/** A rate as decimal text, however it was given: equal runs have equal configurations. */
function rateText(rate: DecimalInput): string {
  const text = String(rate);
  const scale = significantDecimals(text);
  return formatDecimal(parseDecimal(text, scale), scale);
}

interface Rates {
  readonly makerRate?: DecimalInput;
  readonly takerRate?: DecimalInput;
}

/** Terms or a fee tier with their rates as text. */
function withRates({ makerRate, takerRate, ...rest }: Rates): Config {
  return {
    ...(makerRate === undefined ? {} : { makerRate: rateText(makerRate) }),
    ...(takerRate === undefined ? {} : { takerRate: rateText(takerRate) }),
    ...(rest as Config),
  };
}

function termsOf(terms: TermsOptions): Config {
  const { makerRate = DEFAULT_RATE, takerRate = DEFAULT_RATE, leverage = 1, ...rest } = terms;
  return { ...withRates({ makerRate, takerRate }), leverage, ...(rest as Config) };
}

function termsTexts(own: Readonly<Record<string, TermsOptions>>): Config {
  return Object.fromEntries(Object.entries(own).map(([key, one]) => [key, withRates(one)]));
}

/** What fills follow over candles, and over books and trades. */
function fillsOf({ venue = {} }: Execution, isCandles: boolean): Config {
  const { profile = 'honest', queue, barTouch = false, barOrder = 'stops-first' } = venue;
  const { fillsFrom, slippageBps = 0, impact, ...rest } = venue;
  const others = rest as Config;
  const own = isCandles ? { barTouch, barOrder } : { queueModel: queue ?? 'risk-averse' };
  const hits = profile === 'honest' ? { slippageBps, impact: impactText(impact) } : {};
  return {
    ...others,
    profile,
    fillSource: fillsFrom ?? (isCandles ? 'bars' : 'market'),
    ...own,
    ...hits,
  };
}

function impactText(impact: NonNullable<Execution['venue']>['impact']): string {
  if (impact === undefined) return 'none';
  return `${impact.model}, ${impact.ticks} ticks at ${impact.qty}`;
}

function fundingText({ rate, interval = '8h', rates }: FundingOptions): string {
  return rates === undefined ? `${rate} each ${interval}` : `${rates.length} recorded rates`;
}

function fundingTexts(own: Readonly<Record<string, FundingOptions>>): Config {
  return Object.fromEntries(Object.entries(own).map(([key, one]) => [key, fundingText(one)]));
}

/** All that a result depends on besides its strategies and files. */
export function effectiveConfig(execution: Execution, isCandles: boolean): Config {
  const { terms = {}, termsOf: own, risk, cash, seed = 1n, feeTiers } = execution;
  const { funding, fundingOf } = execution;
  const latency = execution.latency ?? (isCandles ? NO_LATENCY : DEFAULT_LATENCY);
  return {
    ...fillsOf(execution, isCandles),
    ...latencyOf(latency),
    ...termsOf(terms),
    ...(own === undefined || Object.keys(own).length === 0 ? {} : { instruments: termsTexts(own) }),
    ...(feeTiers === undefined ? {} : { feeTiers: feeTiers.map(withRates) }),
    ...(funding === undefined ? {} : { funding: fundingText(funding) }),
    ...(fundingOf === undefined ? {} : { fundingOf: fundingTexts(fundingOf) }),
    cash: cash ?? '10000 of each settlement currency',
    risk: risk === undefined ? 'none' : (effectiveRisk(risk) as PlainValue),
    seed,
  };
}
