// Marks: what a price would do is what it does, and a mark whose sums do not fit changes nothing.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { AccountHeadView } from '../abi/account.ts';
import { Status } from '../abi/status.ts';
import { type Core, createCore } from '../core/core.ts';
import { AccountRecords } from '../testing/account-records.ts';
import { Account } from './account.ts';

let core: Core;
let records: AccountRecords;
beforeAll(async () => {
  core = await createCore({ build: 'checked', memoryBytes: 1 << 26 });
  records = new AccountRecords(core);
});

const TIERS = [
  { floor: 0, rate: '0.01' },
  { floor: 5_000, rate: '0.02' },
  { floor: 20_000, rate: '0.05' },
];

const trades = fc.array(
  fc.record({
    id: fc.integer({ min: 1, max: 3 }),
    buys: fc.boolean(),
    price: fc.bigInt({ min: 8_000n, max: 12_000n }),
    qty: fc.bigInt({ min: 1n, max: 4_000n }),
  }),
  { minLength: 1, maxLength: 12 },
);

function portfolio(hasTiers: boolean, deposit: number): Account {
  const account = new Account(core, {
    currencies: ['USD', 'BTC'],
    instrumentsMax: 4,
    deposits: { USD: deposit, BTC: deposit / 100 },
  });
  const common = { priceScale: 2, qtyScale: 1, quote: 'USD', makerRate: 0, takerRate: '0.0005' };
  const tiers = hasTiers ? { marginTiers: TIERS } : {};
  account.define(1, { ...common, ...tiers, kind: 'linear', leverage: 20 });
  account.define(2, { ...common, ...tiers, kind: 'linear', leverage: 3 });
  const inverse = { kind: 'inverse', base: 'BTC', contractValue: 100, qtyScale: 0 } as const;
  account.define(3, { ...common, ...tiers, ...inverse });
  return account;
}

describe('the margin at a price', () => {
  it('is what a mark there leaves', () => {
    const price = fc.bigInt({ min: 1n, max: 30_000n });
    const marks = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), price), { maxLength: 30 });
    const deposits = fc.integer({ min: 0, max: 20_000 });
    const answers = new Set<boolean>();
    fc.assert(
      fc.property(fc.boolean(), deposits, trades, marks, (hasTiers, deposit, list, places) => {
        const account = portfolio(hasTiers, deposit);
        for (const one of list) expect(account.fill(records.writeFill(one))).toBe(Status.Ok);
        for (const [id, at] of places) {
          const { address } = account;
          const would = core.exports.accountIsLiquidatableAt(address, id, at) === 1;
          expect(core.exports.accountMark(address, id, at)).toBe(Status.Ok);
          const currency = id === 3 ? 'BTC' : 'USD';
          expect(would).toBe(account.isLiquidatable(currency));
          answers.add(would);
        }
      }),
      { numRuns: 300, seed: 8 },
    );
    expect(answers.size).toBe(2);
  });

  it('is used up by what 63 bits do not hold, and kept by gains that large', () => {
    const account = whole(1n << 62n);
    fill(account, 1, true, 1n, 1n << 20n);
    fill(account, 2, false, 1n, 1n << 20n);
    const at = (id: number): number =>
      core.exports.accountIsLiquidatableAt(account.address, id, 1n << 42n);
    // Beside 2^62 of cash a gain of 2^62 is too much to add up, and so is no loss.
    expect([at(1), at(2)]).toEqual([0, 0]);
    expect(core.exports.accountIsLiquidatableAt(account.address, 1, 1n << 50n)).toBe(1);
    const poor = whole(0n);
    fill(poor, 2, false, 1n, 1n << 20n);
    expect(core.exports.accountIsLiquidatableAt(poor.address, 2, 1n << 42n)).toBe(1);
    expect(core.exports.accountIsLiquidatableAt(poor.address, 2, 1n << 50n)).toBe(1);
  });
});

/** Perpetuals 1 and 2 and spot 3 in whole cash quanta, without fees. */
function whole(deposit: bigint): Account {
  const account = new Account(core, {
    currencies: ['USD', 'XAU'],
    instrumentsMax: 4,
    cashScale: 0,
  });
  if (deposit > 0n) account.deposit('USD', `${deposit}`);
  const common = { priceScale: 0, qtyScale: 0, quote: 'USD', makerRate: 0, takerRate: 0 };
  account.define(1, { ...common, kind: 'linear', leverage: 100 });
  account.define(2, { ...common, kind: 'linear', leverage: 100 });
  account.define(3, { ...common, kind: 'spot', base: 'XAU', allowShort: true });
  return account;
}

function fill(account: Account, id: number, buys: boolean, price: bigint, qty: bigint): void {
  expect(account.fill(records.writeFill({ id, buys, price, qty }))).toBe(Status.Ok);
}

/** Marks `id` at a price that does not fit: nothing may change. */
function demandRefused(account: Account, id: number, price: bigint): void {
  const end = account.address + core.exports.accountSize(2, 4);
  // All but the scratch, which lies between the head and the currencies.
  const image = (): Uint8Array[] => [
    core.bytes.slice(account.address, account.address + AccountHeadView.size),
    core.bytes.slice(account.head.currenciesAt, end),
  ];
  const before = image();
  expect(core.exports.accountMark(account.address, id, price)).toBe(Status.Overflow);
  expect(image()).toEqual(before);
  account.check();
}

describe('a mark that does not fit', () => {
  const HALF = 1n << 62n;

  it('beside the cash', () => {
    const account = whole(HALF);
    fill(account, 1, true, 1n, 1n);
    demandRefused(account, 1, HALF + 1n);
    expect(core.exports.accountMark(account.address, 1, HALF)).toBe(Status.Ok);
  });

  it('beside the value of another position', () => {
    const account = whole(0n);
    fill(account, 1, true, HALF, 1n);
    fill(account, 2, true, 1n, 1n);
    demandRefused(account, 2, HALF);
    expect(core.exports.accountMark(account.address, 2, HALF - 1n)).toBe(Status.Ok);
  });

  it('beside the results of others', () => {
    const account = whole(0n);
    // Each was sold for so much; bought back at 1 both have made more than 63 bits hold.
    const price = HALF + 1_000n;
    fill(account, 1, false, price, 1n);
    expect(core.exports.accountMark(account.address, 1, 1n)).toBe(Status.Ok);
    fill(account, 2, false, price, 1n);
    demandRefused(account, 2, 1n);
    expect(core.exports.accountMark(account.address, 2, 3_000n)).toBe(Status.Ok);
  });
});
