// Accounts against a plain twin over fractions, after every event.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { AccountHeadView } from '../abi/account.ts';
import { type FillView, OrderRecordKind } from '../abi/orders.ts';
import { Status } from '../abi/status.ts';
import { type Core, createCore } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { AccountRecords, type Trade } from '../testing/account-records.ts';
import { NaiveAccount, type NaiveInstrument } from '../testing/naive-account.ts';
import { Account } from './account.ts';
import { ROUNDINGS, type RoundingName } from './account-options.ts';

let core: Core;
let records: AccountRecords;
let fill: FillView;
beforeAll(async () => {
  core = await createCore({ build: 'checked', memoryBytes: 1 << 26 });
  records = new AccountRecords(core);
  fill = records.fill;
});

const trade = (account: Account, t: Trade): number => account.fill(records.writeFill(t));

interface Case {
  readonly kind: 'spot' | 'linear' | 'inverse';
  readonly priceScale: number;
  readonly qtyScale: number;
  readonly cashScale: number;
  /** Of inverse contracts, thousandths. */
  readonly contract: bigint;
  readonly rounding: RoundingName;
  readonly feeRounding: RoundingName;
  readonly makerRate: bigint;
  readonly takerRate: bigint;
}

const names = Object.keys(ROUNDINGS) as RoundingName[];
const anyCase: fc.Arbitrary<Case> = fc.record({
  kind: fc.constantFrom('spot', 'linear', 'inverse'),
  priceScale: fc.integer({ min: 0, max: 4 }),
  qtyScale: fc.integer({ min: 0, max: 5 }),
  cashScale: fc.integer({ min: 5, max: 10 }),
  contract: fc.constantFrom(100_000n, 1n),
  rounding: fc.constantFrom(...names),
  feeRounding: fc.constantFrom(...names),
  makerRate: fc.bigInt({ min: -500_000n, max: 500_000n }),
  takerRate: fc.bigInt({ min: 0n, max: 2_000_000n }),
});

// Values in finer quanta leave 63 bits; overflow has a test of its own.
const cases = anyCase.filter((c) =>
  c.kind === 'inverse'
    ? c.cashScale + c.priceScale - c.qtyScale <= 11
    : c.cashScale - c.priceScale - c.qtyScale <= 7,
);

type Event =
  | { readonly type: 'fill'; buys: boolean; price: bigint; qty: bigint; isMaker: boolean }
  | { readonly type: 'fund'; rate: bigint; price: bigint }
  | { readonly type: 'mark'; price: bigint };

const price = fc.bigInt({ min: 1n, max: 200_000n });
const events: fc.Arbitrary<Event[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        type: fc.constant('fill' as const),
        buys: fc.boolean(),
        price,
        qty: fc.bigInt({ min: 1n, max: 5_000n }),
        isMaker: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('fund' as const),
        rate: fc.bigInt({ min: -3_000_000n, max: 3_000_000n }),
        price,
      }),
    },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('mark' as const), price }) },
  ),
  { minLength: 1, maxLength: 40 },
);

function open(c: Case, memory: Core): { account: Account; twin: NaiveAccount } {
  const account = new Account(memory, {
    currencies: ['USD', 'BTC'],
    instrumentsMax: 2,
    cashScale: c.cashScale,
  });
  const contract = c.kind === 'inverse' ? { n: c.contract, d: 1000n } : { n: 1n, d: 1n };
  const rate = (ppb: bigint): string => `${ppb}e-9`;
  account.define(1, {
    kind: c.kind,
    priceScale: c.priceScale,
    qtyScale: c.qtyScale,
    quote: 'USD',
    base: 'BTC',
    ...(c.kind === 'inverse' ? { contractValue: `${c.contract}e-3` } : {}),
    makerRate: rate(c.makerRate),
    takerRate: rate(c.takerRate),
    rounding: c.rounding,
    feeRounding: c.feeRounding,
    ...(c.kind === 'spot' ? { allowShort: true } : {}),
  });
  const instrument: NaiveInstrument = {
    ...c,
    contract,
    rounding: ROUNDINGS[c.rounding],
    feeRounding: ROUNDINGS[c.feeRounding],
  };
  return { account, twin: new NaiveAccount(instrument) };
}

function demandEqual(account: Account, twin: NaiveAccount, mark: bigint): void {
  const p = account.position(1);
  const settle = account.balance(twin.i.kind === 'inverse' ? 'BTC' : 'USD');
  expect([p.qty, p.basis, p.realized, p.fee, p.funding]).toEqual([
    twin.qty,
    twin.cost,
    twin.realized,
    twin.fees,
    twin.funding,
  ]);
  expect(settle.cash).toBe(twin.cash);
  if (twin.i.kind === 'spot') expect(account.balance('BTC').cash).toBe(twin.base);
  expect(p.openValue).toBe(twin.open(mark));
  expect([account.head.roundTrips, account.head.winsInRow, account.head.lossesInRow]).toEqual([
    BigInt(twin.trips),
    twin.wins,
    twin.losses,
  ]);
  // Booked amount and residual together are the exact amount: nothing was lost.
  const rates = (p.fee - p.funding) * 1_000_000_000n + p.rateResidual;
  expect(rates * twin.exactRates.d).toBe(twin.exactRates.n * 1_000_000_000n);
  const traded = (p.traded * 1_000_000_000n + p.valueResidual) * twin.exactTraded.d;
  const lost = twin.exactTraded.n * 1_000_000_000n - traded;
  const bound = twin.i.kind === 'inverse' ? p.fills * twin.exactTraded.d : 0n;
  expect(lost >= -bound && lost <= bound).toBe(true);
  account.check();
}

describe('account', () => {
  it('agrees with the twin after every event', () => {
    fc.assert(
      fc.property(cases, events, (c, list) => {
        const { account, twin } = open(c, core);
        let mark = 0n;
        for (const event of list) {
          if (event.type === 'fill') {
            const { buys, price: at, qty, isMaker } = event;
            expect(trade(account, event)).toBe(Status.Ok);
            const { fee, pnl } = twin.fill(buys, at, qty, isMaker);
            expect([fill.fee, fill.realizedPnl, fill.position]).toEqual([fee, pnl, twin.qty]);
            if (mark === 0n) mark = at;
          } else if (event.type === 'fund') {
            if (c.kind === 'spot') continue;
            const text = `${event.price}e-${c.priceScale}`;
            account.funding(1, `${event.rate}e-9`, text);
            twin.fund(event.rate, event.price);
          } else {
            mark = event.price;
            account.mark(1, `${mark}e-${c.priceScale}`);
          }
          demandEqual(account, twin, mark);
        }
      }),
      { numRuns: 150, seed: 3 },
    );
  });
});

const LINEAR = { kind: 'linear', priceScale: 2, qtyScale: 3, quote: 'USD' } as const;

function linear(): Account {
  const account = new Account(core, { currencies: ['USD', 'BTC'], instrumentsMax: 4 });
  account.deposit('USD', 10_000);
  account.define(1, { ...LINEAR, makerRate: 0, takerRate: 0 });
  return account;
}

describe('refusals', () => {
  it('leave no trace when a sum overflows', () => {
    const account = linear();
    expect(trade(account, { buys: true, price: 100n, qty: 1_000n })).toBe(Status.Ok);
    const size = core.exports.accountSize(2, 4);
    const scratch = account.head.currenciesAt;
    const head = (): Uint8Array =>
      core.bytes.slice(account.address, account.address + AccountHeadView.size);
    const image = (): Uint8Array => core.bytes.slice(scratch, account.address + size);
    const before = image();
    const headBefore = head();
    for (const qty of [(1n << 63n) - 1n, 1n << 60n, 1n << 55n])
      expect(trade(account, { buys: true, price: 1_000_000_000n, qty })).toBe(Status.Overflow);
    // A later day would move the volume window.
    const late = { timeNs: 1_800_000_000_000_000_000n, buys: true, price: 1n << 62n };
    expect(trade(account, { ...late, qty: 1n << 62n })).toBe(Status.Overflow);
    expect(account.core.exports.accountMark(account.address, 1, 1n << 62n)).toBe(Status.Overflow);
    expect(core.exports.accountFunding(account.address, 1, 1n, 1n << 62n)).toBe(Status.Overflow);
    expect(core.exports.accountOrderOpened(account.address, 1, 0, 1n, (1n << 63n) - 1n)).toBe(
      Status.Overflow,
    );
    expect(core.exports.accountDeposit(account.address, 0, (1n << 63n) - 1n)).toBe(Status.Overflow);
    expect(image()).toEqual(before);
    expect(head()).toEqual(headBefore);
    account.check();
  });

  it('name records that are no fills, ids, sides and prices', () => {
    const account = linear();
    expect(trade(account, { id: 2, buys: true, price: 1n, qty: 1n })).toBe(
      Status.UnknownInstrument,
    );
    expect(trade(account, { id: 9, buys: true, price: 1n, qty: 1n })).toBe(
      Status.UnknownInstrument,
    );
    expect(trade(account, { buys: true, price: 0n, qty: 1n })).toBe(Status.BadArgument);
    expect(trade(account, { buys: true, price: 1n, qty: -1n })).toBe(Status.BadArgument);
    expect(trade(account, { buys: true, price: 1n, qty: 1n })).toBe(Status.Ok);
    fill.kind = OrderRecordKind.Match;
    expect(account.fill(fill.offset)).toBe(Status.UnknownKind);
  });

  it('keep spot balances above zero unless shorting is allowed', () => {
    const account = new Account(core, { currencies: ['USD', 'BTC'] });
    account.define(1, { ...LINEAR, kind: 'spot', base: 'BTC', makerRate: 0, takerRate: '0.001' });
    expect(trade(account, { buys: false, price: 100n, qty: 1n })).toBe(Status.Negative);
    expect(trade(account, { buys: true, price: 100n, qty: 1n })).toBe(Status.Negative);
    account.deposit('USD', '1');
    // 1.000 at 1.00 costs 1 and a fee of 0.001: one too much.
    expect(trade(account, { buys: true, price: 100n, qty: 1_000n })).toBe(Status.Negative);
    expect(trade(account, { buys: true, price: 100n, qty: 999n })).toBe(Status.Ok);
    expect(account.format(account.balance('BTC').cash)).toBe('0.99900000');
    expect(account.format(account.balance('USD').cash)).toBe('0.00000100');
    expect(() => account.deposit('USD', '-0.1')).toThrow(/negative/);
  });

  it('name every option at fault in one error', () => {
    const account = linear();
    const bad = { ...LINEAR, kind: 'swap', quote: 'EUR', leverage: 0, makerRate: 'x' };
    const attempt = (): void => account.define(2, bad as unknown as typeof LINEAR);
    expect(attempt).toThrow(OutcryError);
    for (const field of ['kind', 'quote', 'leverage', 'makerRate'])
      expect(attempt).toThrow(new RegExp(`${field}: expected`));
  });
});

describe('conservation', () => {
  it('finds one changed quantum in any account of the books', () => {
    const account = linear();
    trade(account, { buys: true, price: 10_000n, qty: 1_500n });
    trade(account, { buys: false, price: 10_100n, qty: 700n });
    account.check();
    const p = account.position(1).offset;
    const cash = account.balance('USD').offset;
    // basis, traded, realized, fee, funding; open value; cash, external, open value, exposure.
    const fields = [8, 16, 24, 32, 40, 80, 152].map((at) => p + at);
    // and maintenance, unrealized, initial
    fields.push(...[0, 8, 16, 24, 32, 64, 72].map((at) => cash + at));
    for (const at of fields) {
      const value = core.view.getBigInt64(at, true);
      core.view.setBigInt64(at, value + 1n, true);
      expect(() => account.check()).toThrow(/invariant/);
      core.view.setBigInt64(at, value, true);
    }
    account.check();
  });
});
