// Puts a strategy's session together: its instruments, venues, account and context, before the
// first event.
import { SessionEvent } from '../abi/session.ts';
import { parseBarSpec } from '../bars/spec.ts';
import type { Core } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { InstrumentRegistry } from '../import/instrument-registry.ts';
import type { RecordSource } from '../import/record-source.ts';
import { type Instrument, instrumentKey } from '../model/instrument.ts';
import { SourceFeed } from '../replay/source-feed.ts';
import { Account } from '../session/account.ts';
import type { AccountInstrumentOptions } from '../session/account-options.ts';
import type { DecimalInput } from '../session/field-reader.ts';
import { DEFAULT_LATENCY } from '../session/latency.ts';
import { Risk } from '../session/risk.ts';
import { Session } from '../session/session.ts';
import { createVenue, parseVenueOptions } from '../session/venue.ts';
import type { MarketNeeds } from '../strategy/contract.ts';
import { AccountHandle, StrategyContext } from './context.ts';
import type { Execution } from './execution.ts';
import { type FundingPlan, FundingSchedule, parseFunding } from './funding.ts';
import { knownInstruments } from './instruments.ts';
import { MarketHandle } from './market-handle.ts';
import { assignRoles } from './roles.ts';
import { defaultTerms, settlementOf } from './terms.ts';

export const CASH_SCALE = 8;
const NO_LATENCY = { model: 'constant', entryNs: 0, responseNs: 0 } as const;
export const DEFAULT_CASH = '10000';
const NS_PER_DAY = 86_400_000_000_000n;

export interface SetupParts {
  readonly core: Core;
  readonly registry: InstrumentRegistry;
  readonly sources: readonly RecordSource[];
  /** Name of the strategy in this run. */
  readonly name: string;
  readonly params: unknown;
  readonly needs: Readonly<Record<string, MarketNeeds>>;
  /** Instruments by role, where the user says so. */
  readonly roles: Readonly<Record<string, string>>;
  readonly execution: Execution;
  /** Added to all receive times, ns. @default 0 */
  readonly shiftNs?: bigint;
  readonly log: (timeNs: bigint, message: string) => void;
}

export interface Setup {
  readonly session: Session;
  readonly account: Account;
  readonly currency: string;
  readonly context: StrategyContext<unknown>;
  /** Those that are traded first, in order of the roles. */
  readonly markets: readonly MarketHandle[];
  /** How they are booked. */
  readonly terms: ReadonlyMap<number, AccountInstrumentOptions>;
  /** Length of a candle where the input is candles. */
  readonly candleNs: bigint | undefined;
  /** Texts of the bar series by id. */
  readonly series: readonly string[];
  readonly startNs: bigint;
  readonly funding: FundingSchedule;
  /** By which receive times were moved. */
  readonly shiftNs: bigint;
}

function bitsOf(needs: MarketNeeds): number {
  return (
    (needs.book === true ? SessionEvent.Book : 0) |
    (needs.topOfBook === true ? SessionEvent.TopOfBook : 0) |
    (needs.trades === true ? SessionEvent.Trade : 0) |
    (needs.status === true ? SessionEvent.MarketStatus : 0)
  );
}

/** How an instrument is booked: by default, for all, for itself. */
export function termsOf(execution: Execution, instrument: Instrument): AccountInstrumentOptions {
  const { terms, termsOf: own } = execution;
  const byKey = own?.[instrumentKey(instrument)] ?? own?.[instrument.symbol];
  return { ...defaultTerms(instrument), ...terms, ...byKey };
}

function currenciesOf(terms: Iterable<AccountInstrumentOptions>): string[] {
  const names = new Set<string>();
  for (const one of terms) {
    names.add(settlementOf(one));
    names.add(one.quote);
    if (one.base !== undefined) names.add(one.base);
  }
  return [...names];
}

function createAccount(
  parts: SetupParts,
  terms: ReadonlyMap<number, AccountInstrumentOptions>,
  instrumentsMax: number,
): { account: Account; currency: string } {
  const { core, execution } = parts;
  const currencies = currenciesOf(terms.values());
  const [first] = terms.values();
  const currency = first === undefined ? 'USD' : settlementOf(first);
  const start: Record<string, DecimalInput> = { ...execution.cash };
  if (execution.cash === undefined)
    for (const one of terms.values()) start[settlementOf(one)] = DEFAULT_CASH;
  const foreign = Object.keys(start).find((name) => !currencies.includes(name));
  if (foreign !== undefined && currencies.length > 0)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'nothing is traded in this currency', {
      where: 'cash',
      expected: currencies.join(' or '),
      found: foreign,
    });
  const account = new Account(core, {
    currencies: currencies.length === 0 ? [currency] : currencies,
    instrumentsMax,
    cashScale: CASH_SCALE,
    deposits: start,
    ...(execution.feeTiers === undefined ? {} : { feeTiers: execution.feeTiers }),
  });
  for (const [id, one] of terms) account.define(id, one);
  return { account, currency };
}

/** Payments of the perpetuals that are traded. @throws OutcryError BAD_ARGUMENT */
function fundingOf(
  { execution, needs }: SetupParts,
  ids: ReadonlyMap<string, number>,
  instruments: readonly Instrument[],
  terms: ReadonlyMap<number, AccountInstrumentOptions>,
): Map<number, FundingPlan> {
  const plans = new Map<number, FundingPlan>();
  for (const [role, id] of ids) {
    const instrument = instruments[id];
    if (instrument === undefined || needs[role]?.readOnly === true) continue;
    const key = instrumentKey(instrument);
    const own = execution.fundingOf?.[key] ?? execution.fundingOf?.[instrument.symbol];
    const isSpot = terms.get(id)?.kind === 'spot';
    if (own !== undefined && isSpot)
      throw new OutcryError('BAD_ARGUMENT', 'usage', 'spot pays no funding', {
        where: key,
        expected: 'a perpetual',
        hint: "terms: kind = 'linear' or 'inverse'",
      });
    const options = own ?? (isSpot ? undefined : execution.funding);
    if (options !== undefined) plans.set(id, parseFunding(options, `funding of ${key}`));
  }
  return plans;
}

function createRisk(
  { execution, needs }: SetupParts,
  account: Account,
  ids: ReadonlyMap<string, number>,
  instruments: readonly Instrument[],
): Risk | undefined {
  if (execution.risk === undefined) return undefined;
  const risk = new Risk(account, execution.risk);
  for (const [role, id] of ids) {
    const instrument = instruments[id];
    if (needs[role]?.readOnly === true || instrument === undefined) continue;
    const { symbol, lotSize } = instrument;
    risk.define(id, { symbol, lotSize });
  }
  return risk;
}

/** The input's own candles, or bars of a minute of its trades. */
const AUTO = 'auto';
const AUTO_OF_TRADES = '1m';

/** Subscribes to what a market's needs say, bars included. */
function addBars(
  session: Session,
  id: number,
  needs: MarketNeeds,
  candleNs: bigint | undefined,
  series: string[],
): void {
  const isCandles = candleNs !== undefined;
  let bits = bitsOf(needs);
  for (const text of needs.bars ?? []) {
    if (text === AUTO && isCandles) {
      bits |= SessionEvent.Bar;
      continue;
    }
    const spec = parseBarSpec(text === AUTO ? AUTO_OF_TRADES : text);
    if (isCandles && spec.kind === 'time' && BigInt(spec.size) < candleNs)
      throw new OutcryError('BAD_BAR_SPEC', 'usage', 'bars cannot be finer than the candles', {
        expected: `at least ${candleNs / 1_000_000_000n} s`,
        found: text,
      });
    session.addSeries(id, series.push(text) - 1, spec, {
      from: isCandles ? 'bars' : 'trades',
      late: 'ignore',
      malformed: 'ignore',
    });
  }
  session.subscribe(id, bits);
}

/** Length of the candles, where the sources are candles. @throws OutcryError for a mixture */
function candleLength(sources: readonly RecordSource[]): bigint | undefined {
  const lengths = sources.map(({ candleNs }) => candleNs);
  const [first] = lengths;
  if (lengths.every((one) => one === undefined)) return undefined;
  if (first !== undefined && lengths.every((one) => one !== undefined))
    return lengths.reduce<bigint>(
      (least, one) => (one !== undefined && one < least ? one : least),
      first,
    );
  throw new OutcryError('BAD_ARGUMENT', 'usage', 'candles and market data cannot run together', {
    found: sources.map(({ name }) => name).join(', '),
  });
}

/** A simulated venue for every market that is traded. */
function addVenues(
  { core, needs, execution }: SetupParts,
  session: Session,
  ids: ReadonlyMap<string, number>,
  instruments: readonly Instrument[],
  isCandles: boolean,
): void {
  const plan = parseVenueOptions({
    fillsFrom: isCandles ? 'bars' : 'market',
    ...execution.venue,
  });
  // Within a candle nothing is known of time: what is sent at its end is there at the next open.
  const latency = execution.latency ?? (isCandles ? NO_LATENCY : DEFAULT_LATENCY);
  for (const [role, id] of ids) {
    if (needs[role]?.readOnly === true) continue;
    const { qtyScale } = instruments[id] ?? { qtyScale: 0 };
    const venue = createVenue(core, session.state.exchange, id, plan, qtyScale);
    session.trade(id, venue, latency, !isCandles);
  }
}

/**
 * Sets a run up to its first event.
 *
 * @throws OutcryError UNKNOWN_INSTRUMENT where input and roles do not fit; of the account's terms
 */
export async function setUp(parts: SetupParts): Promise<Setup> {
  const { core, registry, sources, needs, execution } = parts;
  const candleNs = candleLength(sources);
  const isCandles = candleNs !== undefined;
  const instruments = knownInstruments(registry, sources);
  const ids = assignRoles(parts.name, Object.keys(needs), instruments, parts.roles);
  const instrumentsMax = Math.max(instruments.length, 1);
  const feed = new SourceFeed(core, sources, {
    instrumentsMax: sources.length > 1 ? instrumentsMax : 0,
    shiftNs: parts.shiftNs ?? 0n,
  });
  const session = new Session(core, feed, {
    instrumentsMax,
    venueFirst: isCandles,
    seed: execution.seed ?? 1n,
  });
  const terms = new Map<number, AccountInstrumentOptions>();
  for (const id of ids.values()) {
    const instrument = instruments[id];
    if (instrument !== undefined) terms.set(id, termsOf(execution, instrument));
  }
  const plans = fundingOf(parts, ids, instruments, terms);
  const { account, currency } = createAccount(parts, terms, instrumentsMax);
  session.state.account = account.address;
  const risk = createRisk(parts, account, ids, instruments);
  if (risk !== undefined) session.state.risk = risk.address;
  addVenues(parts, session, ids, instruments, isCandles);
  for (const [id, instrument] of instruments.entries()) session.define(id, instrument);
  session.engine.state.hashing = 1;
  await session.start();
  const startNs = feed.nextTsNs() ?? 0n;
  session.state.nowNs = startNs;
  const context = new StrategyContext({
    session,
    account: new AccountHandle(account, currency),
    params: parts.params,
    epochNs: startNs - (startNs % NS_PER_DAY),
    log: parts.log,
  });
  const series: string[] = [AUTO];
  const markets: MarketHandle[] = [];
  for (const [role, id] of ids) {
    const instrument = instruments[id];
    const own = needs[role] ?? {};
    if (instrument === undefined) continue;
    const market = new MarketHandle(session, account, context, role, id, instrument, own);
    context.addMarket(market);
    markets.push(market);
    addBars(session, id, own, candleNs, series);
  }
  markets.sort((a, b) => Number(a.readOnly) - Number(b.readOnly));
  return {
    session,
    account,
    currency,
    context,
    markets,
    terms,
    candleNs,
    series,
    startNs,
    funding: new FundingSchedule(session, account, plans),
    shiftNs: parts.shiftNs ?? 0n,
  };
}
