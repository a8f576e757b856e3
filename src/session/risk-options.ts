// What a user says of risk, checked as a whole: one error names every field at fault. Plain
// objects, as those of accounts; money and quantities wait for the scales of the account.
import { RiskRule } from '../abi/risk.ts';
import { PPB } from './account-options.ts';
import { type Decimal, type DecimalInput, FieldReader, I64_MAX } from './field-reader.ts';

/** A decimal above 0, or the text `off`. */
export type LimitInput = DecimalInput;
export type CountInput = number | 'off';
/** How long a breaker blocks: `'5m'`, `'1h30m'`; until the day ends; until it is resumed. */
export type PauseInput = string;

/** Rules that can cut an order to what they allow instead of refusing it. */
export const CUTS = {
  notional: RiskRule.Notional,
  position: RiskRule.Position,
  'position-value': RiskRule.PositionValue,
  exposure: RiskRule.Exposure,
  leverage: RiskRule.Leverage,
} as const;
export type CutName = keyof typeof CUTS;

export interface RiskInstrumentOptions {
  /** Limit and stop prices, both ends allowed. @default 0.01, 1000000 */
  readonly priceMin?: LimitInput;
  readonly priceMax?: LimitInput;
  /** Quantity of an order, both ends allowed. @default 0.00001, 100 */
  readonly qtyMin?: LimitInput;
  readonly qtyMax?: LimitInput;
  /** Value of an order in the risk's currency. @default 100000 */
  readonly notionalMax?: LimitInput;
  /** Size of the worst-case position. @default 'off' */
  readonly positionMax?: LimitInput;
  /** Its value. @default 50000 */
  readonly positionValueMax?: LimitInput;
  /** Largest distance of a limit price from the market, as its share. @default 0.1 */
  readonly collar?: LimitInput;
  /** The breaker trips when marks span this share of the lowest. @default 0.1 */
  readonly jump?: LimitInput;
  /** Marks of one to two such windows count. @default '1m' */
  readonly jumpWindow?: string;
}

/**
 * Limits of orders. One that is named stands alone: those beside it that are left out are off, with
 * `default: true` they have their defaults. Where none is named, all have.
 */
export interface RiskOptions {
  /** Limits that are left out have their defaults, whatever is named. @default false */
  readonly default?: boolean;
  /** Currency that limits and results are in. @default the account's first one */
  readonly currency?: string;
  /** Worst-case value of all positions together. @default 100000 */
  readonly exposureMax?: LimitInput;
  /** The same as a multiple of the equity. @default 50 */
  readonly leverageMax?: LimitInput;
  /** Trips when the day has lost as much. @default 500 */
  readonly dailyLossMax?: LimitInput;
  /** Trips when the equity is this share below its peak, at most 1. @default 0.05 */
  readonly drawdownMax?: LimitInput;
  /** Trips at so many losing round trips in a row. @default 10 */
  readonly lossesMax?: CountInput;
  /** @default 'off' */
  readonly openOrdersMax?: CountInput;
  /** Orders and replacements, up to 1000000. @default 5, 60, 500 */
  readonly ordersPerSecond?: CountInput;
  readonly ordersPerMinute?: CountInput;
  readonly ordersPerHour?: CountInput;
  /** @default 'resume' for dailyLoss and drawdown, '5m' for losses and jump */
  readonly pauses?: Partial<Record<PauseName, PauseInput>>;
  /** Start of a day after midnight UTC, below 24 h: `'22h'`. @default '0s' */
  readonly dayStart?: string;
  /** Rules that cut instead of refusing. @default none */
  readonly reduces?: readonly CutName[];
  /** Rules of every instrument. */
  readonly instrument?: RiskInstrumentOptions;
  /** What is different for one of them, by its symbol. */
  readonly instruments?: Readonly<Record<string, RiskInstrumentOptions>>;
}

const PAUSES = ['dailyLoss', 'drawdown', 'losses', 'jump'] as const;
export type PauseName = (typeof PAUSES)[number];

/** Rules of an instrument as they were said; undefined: off. */
export interface InstrumentRules {
  readonly priceMin: Decimal | undefined;
  readonly priceMax: Decimal | undefined;
  readonly qtyMin: Decimal | undefined;
  readonly qtyMax: Decimal | undefined;
  readonly notionalMax: Decimal | undefined;
  readonly positionMax: Decimal | undefined;
  readonly positionValueMax: Decimal | undefined;
  /** 10^-9; 0n: off. */
  readonly collar: bigint;
  readonly jump: bigint;
  readonly jumpWindowNs: bigint;
}

/** Risk as its options say it. Shares are in 10^-9, 0: off. */
export interface RiskPlan {
  readonly currency: string | undefined;
  readonly exposureMax: Decimal | undefined;
  readonly leverageMax: bigint;
  readonly dailyLossMax: Decimal | undefined;
  readonly drawdownMax: bigint;
  readonly lossesMax: number;
  readonly openOrdersMax: number;
  readonly ordersPerSecond: number;
  readonly ordersPerMinute: number;
  readonly ordersPerHour: number;
  /** ns; 0n: until it is resumed, -1n: until the day ends. */
  readonly pauses: Readonly<Record<PauseName, bigint>>;
  readonly dayStartNs: bigint;
  /** RiskRule bits. */
  readonly reduces: number;
  readonly instrument: InstrumentRules;
  readonly instruments: ReadonlyMap<string, InstrumentRules>;
}

/** What holds where nothing is said. */
export const RISK_DEFAULTS = {
  exposureMax: '100000',
  leverageMax: '50',
  dailyLossMax: '500',
  drawdownMax: '0.05',
  lossesMax: 10,
  openOrdersMax: 'off',
  ordersPerSecond: 5,
  ordersPerMinute: 60,
  ordersPerHour: 500,
  dayStart: '0s',
} as const satisfies RiskOptions;

export const PAUSE_DEFAULTS: Readonly<Record<PauseName, PauseInput>> = {
  dailyLoss: 'resume',
  drawdown: 'resume',
  losses: '5m',
  jump: '5m',
};

export const RISK_INSTRUMENT_DEFAULTS = {
  priceMin: '0.01',
  priceMax: '1000000',
  qtyMin: '0.00001',
  qtyMax: '100',
  notionalMax: '100000',
  positionMax: 'off',
  positionValueMax: '50000',
  collar: '0.1',
  jump: '0.1',
  jumpWindow: '1m',
} as const satisfies Required<RiskInstrumentOptions>;

type Given = Readonly<Record<string, unknown>>;
const INSTRUMENT_KEYS = Object.keys(RISK_INSTRUMENT_DEFAULTS);
const RISK_KEYS = [
  'default',
  ...Object.keys(RISK_DEFAULTS),
  'currency',
  'pauses',
  'reduces',
  'instrument',
  'instruments',
];
const DAY_NS = 86_400_000_000_000n;
const YEAR_NS = 366n * DAY_NS;

/** Settings of limits, and no limits themselves. */
const NO_LIMITS = new Set(['dayStart', 'jumpWindow']);

type Defaults<T> = { readonly [K in keyof T]: T[K] | 'off' };

function allOff<T extends Given>(defaults: T): Defaults<T> {
  const entries = Object.entries(defaults);
  const off = entries.map(([key, value]) => [key, NO_LIMITS.has(key) ? value : 'off']);
  return Object.fromEntries(off) as Defaults<T>;
}

function isLimit(rules: unknown): boolean {
  if (typeof rules !== 'object' || rules === null) return false;
  return INSTRUMENT_KEYS.some((key) => key in rules && !NO_LIMITS.has(key));
}

function isAnyNamed(given: Given): boolean {
  const { instrument, instruments } = given;
  const general = Object.keys(RISK_DEFAULTS).some((key) => key in given && !NO_LIMITS.has(key));
  if (general || isLimit(instrument)) return true;
  return Object.values((instruments ?? {}) as Given).some(isLimit);
}

/** What holds for what these options leave out. */
function othersOf(given: Given): {
  readonly general: Defaults<typeof RISK_DEFAULTS>;
  readonly instrument: Defaults<typeof RISK_INSTRUMENT_DEFAULTS>;
} {
  if (given['default'] === true || !isAnyNamed(given))
    return { general: RISK_DEFAULTS, instrument: RISK_INSTRUMENT_DEFAULTS };
  return { general: allOff(RISK_DEFAULTS), instrument: allOff(RISK_INSTRUMENT_DEFAULTS) };
}

/** The options with everything said that they leave out. */
export function effectiveRisk(options: RiskOptions): RiskOptions {
  const { default: _, ...given } = options;
  const { general, instrument } = othersOf({ ...options });
  return {
    ...general,
    ...given,
    pauses: { ...PAUSE_DEFAULTS, ...given.pauses },
    instrument: { ...instrument, ...given.instrument },
  };
}

function limitOf(fields: FieldReader, field: string, value: unknown): Decimal | undefined {
  if (value === 'off') return undefined;
  const limit = fields.limit(field, value);
  if (limit.digits === 0n) fields.zero(field, value);
  return limit;
}

function shareOf(fields: FieldReader, field: string, value: unknown, most = I64_MAX): bigint {
  return value === 'off' ? 0n : fields.decimal(field, value, 9, 1n, most);
}

function countOf(fields: FieldReader, field: string, value: unknown): number {
  return value === 'off' ? 0 : fields.integer(field, value, 1, 1_000_000);
}

function demandOrder(
  fields: FieldReader,
  field: string,
  least: Decimal | undefined,
  most: Decimal | undefined,
): void {
  if (least === undefined || most === undefined) return;
  const scaled = (a: Decimal, b: Decimal): bigint => a.digits * 10n ** BigInt(b.scale);
  if (scaled(least, most) > scaled(most, least))
    fields.fault(field, 'one that is not below the least', 'a smaller one');
}

function readRules(fields: FieldReader, given: Given, defaults: Given): InstrumentRules {
  const value = (field: string): unknown => given[field] ?? defaults[field];
  const limit = (field: string): Decimal | undefined => limitOf(fields, field, value(field));
  const rules: InstrumentRules = {
    priceMin: limit('priceMin'),
    priceMax: limit('priceMax'),
    qtyMin: limit('qtyMin'),
    qtyMax: limit('qtyMax'),
    notionalMax: limit('notionalMax'),
    positionMax: limit('positionMax'),
    positionValueMax: limit('positionValueMax'),
    collar: shareOf(fields, 'collar', value('collar')),
    jump: shareOf(fields, 'jump', value('jump')),
    jumpWindowNs: fields.duration('jumpWindow', value('jumpWindow'), 1n, YEAR_NS),
  };
  demandOrder(fields, 'priceMax', rules.priceMin, rules.priceMax);
  demandOrder(fields, 'qtyMax', rules.qtyMin, rules.qtyMax);
  return rules;
}

function readPauses(fields: FieldReader, value: unknown): Record<PauseName, bigint> {
  const given = fields.object('pauses', value, PAUSES);
  const at = fields.within('pauses');
  const read = (name: PauseName): bigint => {
    const pause = given[name] ?? PAUSE_DEFAULTS[name];
    if (pause === 'resume') return 0n;
    return pause === 'day' ? -1n : at.duration(name, pause, 1n, YEAR_NS, ", 'day', 'resume'");
  };
  return {
    dailyLoss: read('dailyLoss'),
    drawdown: read('drawdown'),
    losses: read('losses'),
    jump: read('jump'),
  };
}

function readCuts(fields: FieldReader, value: unknown): number {
  const names = fields.list('reduces', value, Object.keys(CUTS).length);
  return names.reduce<number>(
    (bits, name, i) => bits | fields.choice(`reduces[${i}]`, name, CUTS),
    0,
  );
}

/**
 * Checks what a program, a command line or a file says of risk.
 * @throws OutcryError BAD_ARGUMENT that names every field at fault
 */
export function parseRiskOptions(input: unknown): RiskPlan {
  const fields = new FieldReader('risk');
  const given = fields.object('', input, RISK_KEYS);
  const toDefault = given['default'] ?? false;
  if (typeof toDefault !== 'boolean') fields.fault('default', 'true or false', toDefault);
  const others = othersOf(given);
  const value = (field: keyof typeof RISK_DEFAULTS): unknown =>
    given[field] ?? others.general[field];
  const limit = (field: keyof typeof RISK_DEFAULTS): Decimal | undefined =>
    limitOf(fields, field, value(field));
  const count = (field: keyof typeof RISK_DEFAULTS): number => countOf(fields, field, value(field));
  const named = given['currency'];
  if (named !== undefined && (typeof named !== 'string' || named === ''))
    fields.fault('currency', 'the name of a currency', named);
  const all = fields.object('instrument', given['instrument'] ?? {}, INSTRUMENT_KEYS);
  const instruments = new Map<string, InstrumentRules>();
  const bySymbol = fields.object('instruments', given['instruments'] ?? {});
  for (const [symbol, rules] of Object.entries(bySymbol)) {
    const own = fields.object(`instruments.${symbol}`, rules, INSTRUMENT_KEYS);
    const merged = { ...others.instrument, ...all };
    instruments.set(symbol, readRules(fields.within(`instruments.${symbol}`), own, merged));
  }
  const plan: RiskPlan = {
    currency: typeof named === 'string' ? named : undefined,
    exposureMax: limit('exposureMax'),
    leverageMax: shareOf(fields, 'leverageMax', value('leverageMax')),
    dailyLossMax: limit('dailyLossMax'),
    drawdownMax: shareOf(fields, 'drawdownMax', value('drawdownMax'), PPB),
    lossesMax: count('lossesMax'),
    openOrdersMax: count('openOrdersMax'),
    ordersPerSecond: count('ordersPerSecond'),
    ordersPerMinute: count('ordersPerMinute'),
    ordersPerHour: count('ordersPerHour'),
    pauses: readPauses(fields, given['pauses'] ?? {}),
    dayStartNs: fields.duration('dayStart', value('dayStart'), 0n, DAY_NS - 1n),
    reduces: readCuts(fields, given['reduces'] ?? []),
    instrument: readRules(fields.within('instrument'), all, others.instrument),
    instruments,
  };
  fields.finish();
  return plan;
}
