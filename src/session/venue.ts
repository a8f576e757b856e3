// What a user says of a simulated venue, checked as a whole: one error names every field at fault.
// docs/simulated-venue.md says what each of them does to fills.
import {
  BarOrder,
  CompatExchange,
  FillSource,
  ImpactModel,
  QueueModel,
  StopTrigger,
  VenueConfigView,
  VenueProfile,
} from '../abi/venue.ts';
import type { Core } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { type DecimalInput, FieldReader, I64_MAX } from './field-reader.ts';

const PROFILES = {
  honest: VenueProfile.Honest,
  'compat-hftbacktest': VenueProfile.CompatHftbacktest,
} as const;
export type VenueProfileName = keyof typeof PROFILES;

const SOURCES = { market: FillSource.Market, bars: FillSource.Bars } as const;

const QUEUES = {
  'risk-averse': QueueModel.RiskAverse,
  log: QueueModel.Log,
  log2: QueueModel.Log2,
  power: QueueModel.Power,
  power2: QueueModel.Power2,
  power3: QueueModel.Power3,
} as const;
export type QueueModelName = keyof typeof QUEUES;

const TRIGGERS = {
  trades: StopTrigger.Trades,
  quotes: StopTrigger.Quotes,
  both: StopTrigger.Both,
} as const;

const BAR_ORDERS = {
  'stops-first': BarOrder.StopsFirst,
  'limits-first': BarOrder.LimitsFirst,
} as const;

const IMPACTS = { linear: ImpactModel.Linear, 'square-root': ImpactModel.SquareRoot } as const;

/** How much a taking order worsens its own price: by `ticks` once it has taken `qty`. */
export interface ImpactOptions {
  readonly model: keyof typeof IMPACTS;
  /** 0 to 1,000,000. */
  readonly ticks: number;
  /** In units of the instrument, above 0, at most 9 decimals. */
  readonly qty: DecimalInput;
}

export interface VenueOptions {
  /** By which rules orders fill. @default 'honest' */
  readonly profile?: VenueProfileName;
  /** From books and trades, or from bars alone. @default 'market' */
  readonly fillsFrom?: keyof typeof SOURCES;
  /** Orders open at one time, 1 to 65536. @default 1024 */
  readonly ordersMax?: number;
  /** How the quantity ahead falls without a trade, in books by price. @default 'risk-averse' */
  readonly queue?: QueueModelName;
  /** n of the power queues, above 0 to 100. @default 3 */
  readonly queuePower?: number;
  /** compat-hftbacktest: its exchange with partial fills. @default false */
  readonly partialFills?: boolean;
  /** What triggers stops; 'quotes' is the opposite best price. @default 'trades' */
  readonly stopTrigger?: keyof typeof TRIGGERS;
  /** Which comes first when one bar reaches both. @default 'stops-first' */
  readonly barOrder?: keyof typeof BAR_ORDERS;
  /** A touch of its price fills a resting order; otherwise a trade through it. @default false */
  readonly barTouch?: boolean;
  /**
   * An order takes part in bars that opened at most so long before it came, but not before it was
   * sent.
   * @default 1000
   */
  readonly barGraceMs?: DecimalInput;
  /** Part of a bar's volume for all orders together, 0.001 to 1. @default any quantity */
  readonly barVolumeShare?: DecimalInput;
  /** Hidden quantity ahead of a new order, as a part of what is displayed, 0 to 100. @default 0 */
  readonly hiddenShare?: DecimalInput;
  /** Market orders take nothing farther than so many ticks from the best. @default any price */
  readonly protectionTicks?: number;
  /** Takers pay so many basis points more than is displayed, 0 to 10,000. @default 0 */
  readonly slippageBps?: DecimalInput;
  /** @default none */
  readonly impact?: ImpactOptions;
  /**
   * After so long, displayed quantity that was taken counts as there again.
   * @default once the recorded level itself was smaller
   */
  readonly consumedForMs?: DecimalInput;
  /** End of the venue's day after UTC midnight, ms: when day orders end. @default 0 */
  readonly dayEndMs?: number;
  /** Position at the start, in units; reduce-only orders look at it. @default 0 */
  readonly startPosition?: DecimalInput;
  /** Executions that takers may have in one call, 1 to 1,048,576. @default 1024 */
  readonly fillsMax?: number;
}

/** A venue as its options say it; quantities are in 10^-9 units. */
export interface VenuePlan {
  readonly profile: number;
  readonly fillSource: number;
  readonly ordersMax: number;
  readonly queueModel: number;
  readonly power: number;
  readonly compatExchange: number;
  readonly stopTrigger: number;
  readonly barOrder: number;
  readonly barTouch: boolean;
  readonly barGraceNs: bigint;
  readonly barSharePerMille: number;
  readonly hiddenPerMille: number;
  readonly protectionTicks: number;
  /** Millionths of the price. */
  readonly slippagePpm: number;
  readonly impact: number;
  readonly impactTicks: number;
  readonly impactQty: bigint;
  readonly consumedTtlNs: bigint;
  readonly dayEndNs: bigint;
  readonly startPosition: bigint;
  readonly fillsMax: number;
}

const KEYS = [
  'profile',
  'fillsFrom',
  'ordersMax',
  'queue',
  'queuePower',
  'partialFills',
  'stopTrigger',
  'barOrder',
  'barTouch',
  'barGraceMs',
  'barVolumeShare',
  'hiddenShare',
  'protectionTicks',
  'slippageBps',
  'impact',
  'consumedForMs',
  'dayEndMs',
  'startPosition',
  'fillsMax',
] as const satisfies readonly (keyof VenueOptions)[];

/** What only the honest profile knows. */
const HONEST_KEYS = [
  'stopTrigger',
  'barOrder',
  'barTouch',
  'barGraceMs',
  'barVolumeShare',
  'hiddenShare',
  'protectionTicks',
  'slippageBps',
  'impact',
  'consumedForMs',
  'dayEndMs',
] as const satisfies readonly (keyof VenueOptions)[];

const DAY_MS = 86_400_000;
/** Decimals of quantities before the instrument is known. */
const PLAN_SCALE = 9;
const YEAR_NS = 366n * 86_400_000_000_000n;

type Given = Readonly<Record<string, unknown>>;

function readImpact(fields: FieldReader, value: unknown) {
  if (value === undefined) return { impact: ImpactModel.None, impactTicks: 0, impactQty: 1n };
  const given = fields.object('impact', value, ['model', 'ticks', 'qty']);
  const at = fields.within('impact');
  const ticks = given['ticks'];
  const isTicks = typeof ticks === 'number' && ticks >= 0 && ticks <= 1e6;
  if (!isTicks) at.fault('ticks', 'a number from 0 to 1000000', ticks);
  return {
    impact: at.choice('model', given['model'], IMPACTS),
    impactTicks: isTicks ? ticks : 0,
    impactQty: at.decimal('qty', given['qty'], PLAN_SCALE, 1n, I64_MAX),
  };
}

function readPower(fields: FieldReader, value: unknown): number {
  if (typeof value === 'number' && value > 0 && value <= 100) return value;
  fields.fault('queuePower', 'a number above 0 up to 100', value);
  return 1;
}

/** Fields that the profile does not know, or that contradict each other. */
function demandProfile(fields: FieldReader, given: Given, isCompat: boolean): void {
  if (isCompat) {
    if (given['fillsFrom'] === 'bars')
      fields.fault('fillsFrom', "'market' with compat-hftbacktest", 'bars');
    for (const key of HONEST_KEYS)
      if (given[key] !== undefined)
        fields.fault(key, 'nothing with compat-hftbacktest', given[key]);
  } else if (given['partialFills'] !== undefined)
    fields.fault('partialFills', 'nothing with honest', given['partialFills']);
  const queue = given['queue'] ?? 'risk-averse';
  const hasPower = typeof queue === 'string' && queue.startsWith('power');
  if (given['queuePower'] !== undefined && !hasPower)
    fields.fault('queuePower', 'nothing without a power queue', given['queuePower']);
}

/**
 * Checks what a program, a command line or a file says of a venue; `path` stands before the names
 * of its fields in the error.
 * @throws OutcryError BAD_ARGUMENT that names every field at fault
 */
export function parseVenueOptions(value: unknown, path = ''): VenuePlan {
  const fields = new FieldReader('venue', path === '' ? '' : `${path}.`);
  const given = fields.object('', value ?? {}, KEYS);
  const or = (field: keyof VenueOptions, standard: unknown): unknown => given[field] ?? standard;
  const ms = (field: keyof VenueOptions, standard: number): bigint =>
    fields.decimal(field, or(field, standard), 6, 0n, YEAR_NS);
  const perMille = (field: keyof VenueOptions, least: bigint, most: bigint): number =>
    given[field] === undefined ? 0 : Number(fields.decimal(field, given[field], 3, least, most));
  const profile = fields.choice('profile', or('profile', 'honest'), PROFILES);
  const isCompat = profile === VenueProfile.CompatHftbacktest;
  demandProfile(fields, given, isCompat);
  const isPartial = fields.boolean('partialFills', or('partialFills', false));
  const startPosition = or('startPosition', 0);
  const plan: VenuePlan = {
    profile,
    fillSource: fields.choice('fillsFrom', or('fillsFrom', 'market'), SOURCES),
    ordersMax: fields.integer('ordersMax', or('ordersMax', 1024), 1, 65536),
    queueModel: fields.choice('queue', or('queue', 'risk-averse'), QUEUES),
    power: readPower(fields, or('queuePower', 3)),
    compatExchange: isPartial ? CompatExchange.PartialFill : CompatExchange.NoPartialFill,
    stopTrigger: fields.choice('stopTrigger', or('stopTrigger', 'trades'), TRIGGERS),
    barOrder: fields.choice('barOrder', or('barOrder', 'stops-first'), BAR_ORDERS),
    barTouch: fields.boolean('barTouch', or('barTouch', false)),
    barGraceNs: ms('barGraceMs', 1000),
    barSharePerMille: perMille('barVolumeShare', 1n, 1000n),
    hiddenPerMille: perMille('hiddenShare', 0n, 100_000n),
    protectionTicks: fields.integer('protectionTicks', or('protectionTicks', 0), 0, 0xffffffff),
    slippagePpm:
      given['slippageBps'] === undefined
        ? 0
        : Number(fields.decimal('slippageBps', given['slippageBps'], 2, 0n, 1_000_000n)),
    ...readImpact(fields, given['impact']),
    consumedTtlNs: ms('consumedForMs', 0),
    dayEndNs: BigInt(fields.integer('dayEndMs', or('dayEndMs', 0), 0, DAY_MS - 1)) * 1_000_000n,
    startPosition: fields.decimal('startPosition', startPosition, PLAN_SCALE, -I64_MAX, I64_MAX),
    fillsMax: fields.integer('fillsMax', or('fillsMax', 1024), 1, 1 << 20),
  };
  fields.finish();
  return plan;
}

/** 10^-9 units as quanta of `qtyScale`. */
function quantaOf(field: string, qty: bigint, qtyScale: number): bigint {
  const shift = qtyScale - PLAN_SCALE;
  if (shift >= 0) return qty * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  if (qty % divisor === 0n) return qty / divisor;
  throw new OutcryError('BAD_ARGUMENT', 'usage', `venue: ${field} is finer than the instrument`, {
    expected: `at most ${qtyScale} decimals`,
    found: `${qty} times 10^-9`,
  });
}

/**
 * Writes a plan as the VenueConfig of an instrument with this scale of quantities.
 * @throws OutcryError BAD_ARGUMENT for a quantity that the scale cannot hold
 */
export function writeVenueConfig(view: VenueConfigView, plan: VenuePlan, qtyScale: number): void {
  view.ordersMax = plan.ordersMax;
  view.profile = plan.profile;
  view.queueModel = plan.queueModel;
  view.compatExchange = plan.compatExchange;
  view.fillSource = plan.fillSource;
  view.stopTrigger = plan.stopTrigger;
  view.barOrder = plan.barOrder;
  view.barTouch = plan.barTouch ? 1 : 0;
  view.impact = plan.impact;
  view.hiddenPerMille = plan.hiddenPerMille;
  view.protectionTicks = plan.protectionTicks;
  view.slippagePpm = plan.slippagePpm;
  view.fillsMax = plan.fillsMax;
  view.barSharePerMille = plan.barSharePerMille;
  view.power = plan.power;
  view.impactTicks = plan.impactTicks;
  const isNone = plan.impact === ImpactModel.None;
  view.impactQty = isNone ? 1n : quantaOf('impact.qty', plan.impactQty, qtyScale);
  view.consumedTtlNs = plan.consumedTtlNs;
  view.dayEndNs = plan.dayEndNs;
  view.startPosition = quantaOf('startPosition', plan.startPosition, qtyScale);
  view.barGraceNs = plan.barGraceNs;
}

/**
 * Lays a venue out in core memory for an instrument of an exchange-side engine; returns its
 * address. Cost: 350 bytes an open order, once.
 * @throws OutcryError BAD_ARGUMENT, OUT_OF_MEMORY
 */
export function createVenue(
  core: Core,
  engine: number,
  instrumentId: number,
  plan: VenuePlan,
  qtyScale: number,
): number {
  const config = core.alloc(VenueConfigView.size, 'a venue configuration');
  writeVenueConfig(new VenueConfigView(core.view, config), plan, qtyScale);
  const { exports } = core;
  const bytes = exports.venueSize(plan.ordersMax) >>> 0;
  const address = core.alloc(bytes, `a venue of ${plan.ordersMax} orders`);
  core.check(exports.venueInit(address, config, engine, instrumentId), 'venue');
  return address;
}
