// What a user says of an account and its instruments, checked as a whole: one error names every
// field at fault. Plain objects, so that a program, a command line and a file say it the same way.
import { AccountKind, Rounding } from '../abi/account.ts';
import { type DecimalInput, FieldReader, I64_MAX } from './field-reader.ts';

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
  /** Volume of the 30 UTC days before today in `feeCurrency`; the first one is 0, then rising. */
  readonly volumeMin: DecimalInput;
  /** Shares of the value, -1 to 1; negative: a rebate. */
  readonly makerRate: DecimalInput;
  readonly takerRate: DecimalInput;
}

export interface AccountOptions {
  /** Names of the currencies, quotes and bases: `['USDT', 'BTC']`. 1 to 256. */
  readonly currencies: readonly string[];
  /** Instrument ids are below it, 1 to 65536. @default 16 */
  readonly instrumentsMax?: number;
  /** Decimals of a cash quantum, 0 to 15. @default 8 */
  readonly cashScale?: number;
  /** What the account starts with: `{ USDT: '10000' }`, 0 or more each. @default nothing */
  readonly deposits?: Readonly<Record<string, DecimalInput>>;
  /** Rates by 30-day volume for instruments that use them. At most 16. @default none */
  readonly feeTiers?: readonly FeeTierOptions[];
  /** Currency of the fee table: only what settles in it counts. @default the first one */
  readonly feeCurrency?: string;
}

export interface AccountInstrumentOptions {
  /** @default 'linear' */
  readonly kind?: AccountKindName;
  /** Decimals of the instrument's quanta, -6 to 18. */
  readonly priceScale: number;
  readonly qtyScale: number;
  /** Currency of the prices. */
  readonly quote: string;
  /** Currency bought; inverse perpetuals settle in it. Linear ones need none. */
  readonly base?: string;
  /** Perpetuals: what a quantity of 1 is; inverse: in quote, linear: in base. @default 1 */
  readonly contractValue?: DecimalInput;
  /** Share of the value, -1 to 1, at most 9 decimals; negative: a rebate. @default 0.001 */
  readonly makerRate?: DecimalInput;
  readonly takerRate?: DecimalInput;
  /** Take the rates from the account's fee table. @default false */
  readonly usesFeeTiers?: boolean;
  /** 1 to 1000: initial margin is the value divided by it, rounded up. @default 1 */
  readonly leverage?: number;
  /** Maintenance margin. At most 8. @default none */
  readonly marginTiers?: readonly MarginTierOptions[];
  /** Of values, released costs and funding. @default 'half-even' */
  readonly rounding?: RoundingName;
  /** @default 'up': in the venue's favour */
  readonly feeRounding?: RoundingName;
  /** Spot: balances may fall below zero. @default false */
  readonly allowShort?: boolean;
}

export interface FeeTier {
  readonly volumeMin: bigint;
  readonly makerRate: bigint;
  readonly takerRate: bigint;
}

/** An account as its options say it, in quanta and 10^-9. */
export interface AccountPlan {
  readonly currencies: readonly string[];
  readonly instrumentsMax: number;
  readonly cashScale: number;
  readonly deposits: ReadonlyMap<string, bigint>;
  readonly feeTiers: readonly FeeTier[];
  readonly feeCurrency: number;
}

export const PPB = 1_000_000_000n;

const ACCOUNT_KEYS = [
  'currencies',
  'instrumentsMax',
  'cashScale',
  'deposits',
  'feeTiers',
  'feeCurrency',
] as const satisfies readonly (keyof AccountOptions)[];

const INSTRUMENT_KEYS = [
  'kind',
  'priceScale',
  'qtyScale',
  'quote',
  'base',
  'contractValue',
  'makerRate',
  'takerRate',
  'usesFeeTiers',
  'leverage',
  'marginTiers',
  'rounding',
  'feeRounding',
  'allowShort',
] as const satisfies readonly (keyof AccountInstrumentOptions)[];

function readCurrencies(fields: FieldReader, value: unknown): string[] {
  const names: string[] = [];
  fields.list('currencies', value, 256).forEach((name, i) => {
    if (typeof name !== 'string' || name === '') fields.fault(`currencies[${i}]`, 'a name', name);
    else if (names.includes(name)) fields.fault(`currencies[${i}]`, 'another name', name);
    else names.push(name);
  });
  if (Array.isArray(value) && value.length === 0)
    fields.fault('currencies', 'at least one name', 'none');
  return names;
}

function readFeeTiers(fields: FieldReader, value: unknown, cashScale: number): FeeTier[] {
  let before = -1n;
  return fields.list('feeTiers', value, 16).map((entry, i) => {
    const name = `feeTiers[${i}]`;
    const tier = fields.object(name, entry, ['volumeMin', 'makerRate', 'takerRate']);
    const at = fields.within(name);
    const most = i === 0 ? 0n : I64_MAX;
    const volumeMin = at.decimal('volumeMin', tier['volumeMin'], cashScale, before + 1n, most);
    before = volumeMin;
    return {
      volumeMin,
      makerRate: at.decimal('makerRate', tier['makerRate'], 9, -PPB, PPB),
      takerRate: at.decimal('takerRate', tier['takerRate'], 9, -PPB, PPB),
    };
  });
}

/**
 * Checks what a program or a file says of an account.
 * @throws OutcryError BAD_ARGUMENT that names every field at fault
 */
export function parseAccountOptions(input: unknown): AccountPlan {
  const fields = new FieldReader('account');
  const given = fields.object('', input, ACCOUNT_KEYS);
  const currencies = readCurrencies(fields, given['currencies']);
  const instrumentsMax = fields.integer('instrumentsMax', given['instrumentsMax'] ?? 16, 1, 65536);
  const cashScale = fields.integer('cashScale', given['cashScale'] ?? 8, 0, 15);
  const deposits = new Map<string, bigint>();
  const sums = fields.object('deposits', given['deposits'] ?? {}, currencies);
  for (const [name, sum] of Object.entries(sums))
    deposits.set(name, fields.within('deposits').decimal(name, sum, cashScale, 0n, I64_MAX));
  const feeTiers = readFeeTiers(fields, given['feeTiers'] ?? [], cashScale);
  const named = given['feeCurrency'];
  const fee = named === undefined ? currencies[0] : fields.name('feeCurrency', named, currencies);
  fields.finish();
  const feeCurrency = Math.max(0, currencies.indexOf(fee ?? ''));
  return { currencies, instrumentsMax, cashScale, deposits, feeTiers, feeCurrency };
}

export interface MarginTier {
  readonly floor: DecimalInput;
  readonly rate: bigint;
}

/** How an instrument is booked, checked by itself; money waits for the account's cash scale. */
export interface InstrumentTerms {
  readonly kind: number;
  readonly priceScale: number;
  readonly qtyScale: number;
  readonly quote: string;
  readonly base: string | undefined;
  /** 10^-9. */
  readonly contract: bigint;
  readonly makerRate: bigint;
  readonly takerRate: bigint;
  readonly usesFeeTiers: boolean;
  readonly leverage: number;
  readonly marginTiers: readonly MarginTier[];
  readonly rounding: number;
  readonly feeRounding: number;
  readonly allowShort: boolean;
}

function readMarginTiers(fields: FieldReader, value: unknown): MarginTier[] {
  let before = 0n;
  return fields.list('marginTiers', value, 8).map((entry, i) => {
    const name = `marginTiers[${i}]`;
    const tier = fields.object(name, entry, ['floor', 'rate']);
    const floor = tier['floor'];
    const rate = fields.within(name).decimal('rate', tier['rate'], 9, before, PPB - 1n);
    before = rate;
    const isDecimal = typeof floor === 'string' || typeof floor === 'number';
    if (!isDecimal) fields.within(name).fault('floor', 'a decimal as text or number', floor);
    return { floor: isDecimal ? floor : 0, rate };
  });
}

function readName(
  fields: FieldReader,
  field: string,
  value: unknown,
  names: readonly string[] | undefined,
): string {
  if (names !== undefined) return fields.name(field, value, names);
  if (typeof value === 'string' && value !== '') return value;
  fields.fault(field, 'the name of a currency', value);
  return '';
}

/** What a kind of instrument cannot have or lacks. */
function demandKind(fields: FieldReader, terms: InstrumentTerms, given: object): void {
  if (terms.kind === AccountKind.Spot) {
    if ('contractValue' in given) fields.fault('contractValue', 'none for spot', terms.contract);
    if (terms.leverage !== 1) fields.fault('leverage', '1 for spot', terms.leverage);
    if (terms.marginTiers.length > 0) fields.fault('marginTiers', 'none for spot', 'some');
  } else if (terms.allowShort) fields.fault('allowShort', 'false but for spot', true);
  if (terms.kind === AccountKind.Linear) return;
  if (terms.base === undefined) fields.fault('base', 'a currency', undefined);
  else if (terms.base === terms.quote && terms.base !== '')
    fields.fault('base', 'another currency than quote', terms.base);
}

/**
 * Checks what a program or a file says of an instrument's booking; `currencies` are those of its
 * account, where it is known.
 * @throws OutcryError BAD_ARGUMENT that names every field at fault
 */
export function parseAccountInstrument(
  input: unknown,
  currencies?: readonly string[],
): InstrumentTerms {
  const fields = new FieldReader('account instrument');
  const given = fields.object('', input, INSTRUMENT_KEYS);
  const rate = (field: string): bigint =>
    fields.decimal(field, given[field] ?? '0.001', 9, -PPB, PPB);
  const terms: InstrumentTerms = {
    kind: fields.choice('kind', given['kind'] ?? 'linear', KINDS),
    priceScale: fields.integer('priceScale', given['priceScale'], -6, 18),
    qtyScale: fields.integer('qtyScale', given['qtyScale'], -6, 18),
    quote: readName(fields, 'quote', given['quote'], currencies),
    base:
      given['base'] === undefined ? undefined : readName(fields, 'base', given['base'], currencies),
    contract: fields.decimal('contractValue', given['contractValue'] ?? 1, 9, 1n, I64_MAX),
    makerRate: rate('makerRate'),
    takerRate: rate('takerRate'),
    usesFeeTiers: fields.boolean('usesFeeTiers', given['usesFeeTiers'] ?? false),
    leverage: fields.integer('leverage', given['leverage'] ?? 1, 1, 1000),
    marginTiers: readMarginTiers(fields, given['marginTiers'] ?? []),
    rounding: fields.choice('rounding', given['rounding'] ?? 'half-even', ROUNDINGS),
    feeRounding: fields.choice('feeRounding', given['feeRounding'] ?? 'up', ROUNDINGS),
    allowShort: fields.boolean('allowShort', given['allowShort'] ?? false),
  };
  const kind = given['kind'] ?? 'linear';
  if (typeof kind === 'string' && Object.hasOwn(KINDS, kind)) demandKind(fields, terms, given);
  fields.finish();
  return terms;
}
