// What perpetuals pay each other while a run goes on: at fixed times a share of the position's
// value at its mark, from longs to shorts where the rate is positive.
import { OutcryError } from '../errors/outcry-error.ts';
import { parseTime } from '../model/time.ts';
import type { Account } from '../session/account.ts';
import { type DecimalInput, FieldReader } from '../session/field-reader.ts';
import type { Session } from '../session/session.ts';

export interface FundingOptions {
  /** The same share each time, -1 to 1, at most 9 decimals. Instead of `rates`. */
  readonly rate?: DecimalInput;
  /** How often, counted from 1970 UTC: `1h` to `24h`. @default '8h' */
  readonly interval?: string;
  /** As recorded, in order of time: when (text as of `parseTime`, or ns) and at which rate. */
  readonly rates?: readonly (readonly [time: string | bigint, rate: DecimalInput])[];
}

interface Payment {
  readonly timeNs: bigint;
  /** 10^-9 of the value. */
  readonly rate: bigint;
}

/** Payments of one instrument, from a time on. */
export type FundingPlan = (fromNs: bigint) => Payment | undefined;

const PPB = 1_000_000_000n;
const HOUR_NS = 3_600_000_000_000n;
const RATE_DECIMALS = 9;
const KEYS = ['rate', 'interval', 'rates'];

function constantPlan(rate: bigint, everyNs: bigint): FundingPlan {
  return (fromNs) => ({ timeNs: fromNs - (fromNs % everyNs) + everyNs, rate });
}

function recordedPlan(payments: readonly Payment[]): FundingPlan {
  let next = 0;
  return (fromNs) => {
    while (next < payments.length && (payments[next]?.timeNs ?? 0n) <= fromNs) next++;
    return payments[next];
  };
}

function timeOf(fields: FieldReader, field: string, value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  try {
    return parseTime(String(value), field);
  } catch (error) {
    if (!(error instanceof OutcryError)) throw error;
    fields.fault(field, 'a time', value);
    return 0n;
  }
}

/**
 * Payments as an option says them.
 * @throws OutcryError BAD_ARGUMENT that names every field at fault
 */
export function parseFunding(value: unknown, where = 'funding'): FundingPlan {
  const fields = new FieldReader(where);
  const given = fields.object('', value, KEYS);
  const { rate, interval = '8h', rates } = given;
  if ((rate === undefined) === (rates === undefined))
    fields.fault('rate', 'either rate or rates', rate);
  const decimal = (field: string, one: unknown): bigint =>
    fields.decimal(field, one, RATE_DECIMALS, -PPB, PPB);
  const everyNs = fields.duration('interval', interval, HOUR_NS, 24n * HOUR_NS);
  const constant = rate === undefined ? 0n : decimal('rate', rate);
  const list = rates === undefined ? [] : fields.list('rates', rates, 10_000_000);
  const payments = list.map((row, i) => {
    const [time, one] = fields.list(`rates.${i}`, row, 2);
    return { timeNs: timeOf(fields, `rates.${i}`, time), rate: decimal(`rates.${i}`, one) };
  });
  for (const [i, { timeNs }] of payments.entries())
    if (i > 0 && timeNs <= (payments[i - 1]?.timeNs ?? 0n))
      fields.fault(`rates.${i}`, 'a time after the one before it', `${timeNs}`);
  fields.finish();
  return rates === undefined ? constantPlan(constant, everyNs) : recordedPlan(payments);
}

/** Pays what is due. */
export class FundingSchedule {
  private readonly session: Session;
  private readonly account: Account;
  private readonly due: {
    readonly id: number;
    readonly plan: FundingPlan;
    next: Payment | undefined;
  }[];

  constructor(session: Session, account: Account, plans: ReadonlyMap<number, FundingPlan>) {
    const { nowNs } = session.state;
    this.session = session;
    this.account = account;
    this.due = [...plans].map(([id, plan]) => ({ id, plan, next: plan(nowNs) }));
  }

  /** Of the next payment; undefined: there is none any more. */
  get nextNs(): bigint | undefined {
    let least: bigint | undefined;
    for (const { next } of this.due)
      if (next !== undefined && (least === undefined || next.timeNs < least)) least = next.timeNs;
    return least;
  }

  /** Pays all that is due at `timeNs`. @throws OutcryError OVERFLOW */
  pay(timeNs: bigint): void {
    const { core, address } = this.session;
    core.exports.sessionMark(address);
    for (const one of this.due) {
      const { id, next } = one;
      if (next === undefined || next.timeNs > timeNs) continue;
      const { qty, mark } = this.account.position(id);
      if (qty !== 0n && mark > 0n)
        core.check(
          core.exports.accountFunding(this.account.address, id, next.rate, mark),
          `funding of instrument ${id}`,
        );
      one.next = one.plan(timeNs);
    }
  }
}
